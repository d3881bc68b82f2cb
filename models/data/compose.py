"""Invents requests: any noun, fields from anywhere, so that finding the words is the only way to be right.

Domains must not be learnt by heart (`models/LOG.md`, X0): three in four composed requests pair a noun
with fields from other domains. Everything is drawn from one `random.Random`, so a seed gives the same data.
"""

from __future__ import annotations

import random
import re

from models.data.domains import Domain
from models.data.marks import Marked, read_marks
from models.data.phrases import (
    ACTION_WORDS,
    ACTIONS,
    CANNOT,
    CLOSERS,
    COLOURS,
    COMPUTED,
    COMPUTED_WORDS,
    FIELD_INTROS,
    FIELD_JOINS,
    INVENTED_NOUNS,
    MONEY_UNITS,
    NAMINGS,
    OPENERS,
    OPTION_FRAMES,
    OPTION_JOINS,
    OPTION_SETS,
    PLACES,
    RANDOM_FIELDS,
    REQUIRED,
    THEMES,
    UNIT_FRAMES,
    UNITS,
    VIEW_INTROS,
    VIEWS,
)

_TYPES = {"longtext": "long", "url": "link", "color": "colour"}
_BEFORE_NOUNS = ("old", "rare", "lost", "school", "garden", "club", "rental", "family", "toy", "winter")
_OPENERS_FOR_TOOLS = (
    "{w}", "make a {w}", "i want a {w}", "build me a {w} please", "{w} app", "a simple {w}",
    "can you create a {w}", "Please implement a {w}",
)  # fmt: skip


def _clean(words: str) -> str:
    return re.sub(r"[{}<>]", "", words).strip(" .,;:")


class Composer:
    """Draws marked requests.

    Args:
        domains: The domains to draw words from (give the trained ones only).
        seed: The same seed gives the same sequence of requests.
    """

    def __init__(self, domains: tuple[Domain, ...], seed: int) -> None:
        self.random = random.Random(seed)
        self.domains = domains
        self.data_domains = [domain for domain in domains if domain["entities"]]
        self.titles = [title for domain in domains for title in domain["titles"]]

    def request(self) -> Marked:
        """One invented request."""
        pick = self.random
        domain = pick.choice(self.domains)
        if not domain["entities"] or pick.random() < 0.12:
            return self._by_its_name(domain)
        entity = pick.choice(pick.choice(self.data_domains)["entities"])
        noun = pick.choice(INVENTED_NOUNS) if pick.random() < 0.4 else _clean(entity["name"])
        if pick.random() < 0.5 and noun in INVENTED_NOUNS:
            noun = f"{pick.choice(_BEFORE_NOUNS)} {noun}"
        plural = noun.lower() + ("es" if noun.endswith(("s", "x", "ch")) else "s")
        shown = pick.choice((noun.lower(), plural, plural, pick.choice(entity["syn"] or [plural])))
        fields = self._fields(entity)
        text = pick.choice(OPENERS)
        text = text.replace("<E>", "{entity:" + _clean(shown) + "}").replace("<P>", pick.choice(PLACES))
        names = {"G": "type", "D": "date", "N": "amount", "T": "name", "O1": "open"}
        marked_fields = []
        for name, type_, options in fields:
            marked_fields.append(self._field(name, type_, options))
            slot = {"choice": "G", "bool": "G", "date": "D", "number": "N", "money": "N", "text": "T"}.get(
                type_
            )
            if slot:
                names[slot] = name
            if options:
                names["O1"] = options[0]
        if marked_fields:
            text += self._listed(marked_fields, noun.lower())
        extras = []
        for _ in range(pick.choice((0, 0, 0, 1, 1, 2, 3))):
            view = pick.choice(pick.choice(tuple(VIEWS.values())))
            for slot, name in names.items():
                view = view.replace(f"<{slot}>", name)
            extras.append(pick.choice(VIEW_INTROS) + view)
        if pick.random() < 0.25:
            real = [_clean(s) for a in entity.get("actions", ()) for s in a["say"]]
            extras.append(
                pick.choice(ACTIONS).replace(
                    "<A>",
                    pick.choice(real or ACTION_WORDS) if pick.random() < 0.6 else pick.choice(ACTION_WORDS),
                )
            )
        if pick.random() < 0.22:
            real = [_clean(s) for c in entity.get("computed", ()) for s in c["say"]]
            extras.append(
                pick.choice(COMPUTED).replace(
                    "<C>",
                    pick.choice(real or COMPUTED_WORDS)
                    if pick.random() < 0.6
                    else pick.choice(COMPUTED_WORDS),
                )
            )
        if pick.random() < 0.3:
            extras.append(
                pick.choice(THEMES).replace("<K>", pick.choice(COLOURS)).replace("<K2>", pick.choice(COLOURS))
            )
        if pick.random() < 0.15:
            extras.append(pick.choice(NAMINGS).replace("<M>", _clean(pick.choice(self.titles))))
        if pick.random() < 0.1:
            extras.append(pick.choice(CANNOT))
        pick.shuffle(extras)
        text += "".join(extras) + pick.choice(CLOSERS)
        return self._spoken(text, "data", domain["domain"] if not fields else "")

    def _by_its_name(self, domain: Domain) -> Marked:
        pick = self.random
        words = _clean(pick.choice(domain["ways"]))
        frame = pick.choice(_OPENERS_FOR_TOOLS) if pick.random() < 0.5 else "{w}"
        text = frame.replace("{w}", words)
        if pick.random() < 0.3:
            text += (
                pick.choice(THEMES).replace("<K>", pick.choice(COLOURS)).replace("<K2>", pick.choice(COLOURS))
            )
        if pick.random() < 0.15:
            text += pick.choice(NAMINGS).replace("<M>", _clean(pick.choice(self.titles)))
        return self._spoken(text + pick.choice(CLOSERS), domain["kind"], domain["domain"])

    def _fields(self, entity: Domain) -> list[tuple[str, str, list[str]]]:
        """What this request asks for: (words, type, options), none to nine of them, from anywhere."""
        pick = self.random
        chosen: list[tuple[str, str, list[str]]] = []
        for _ in range(pick.choice((0, 1, 2, 3, 3, 4, 4, 5, 6, 7, 9))):
            if pick.random() < 0.35:
                name, type_ = pick.choice(RANDOM_FIELDS)
                options = list(pick.choice(OPTION_SETS)) if type_ in ("choice", "tags") else []
            else:
                source = (
                    entity if pick.random() < 0.3 else pick.choice(pick.choice(self.data_domains)["entities"])
                )
                field = pick.choice(source["fields"])
                name = _clean(pick.choice([field["n"], field["n"], *field["say"]]))
                name = re.sub(r"^(?:a|an|the|its|their|my) ", "", name)
                type_ = "ref" if field["t"].startswith("ref") else _TYPES.get(field["t"], field["t"])
                options = [_clean(option) for option in field.get("opts", ())][: pick.randint(2, 6)]
                if type_ == "choice" and pick.random() < 0.3:
                    options = list(pick.choice(OPTION_SETS))
            if name and name not in (other for other, _, _ in chosen):
                chosen.append((name, type_, options))
        return chosen

    def _field(self, name: str, type_: str, options: list[str]) -> str:
        pick = self.random
        field = f"{{f.{type_}:{name}}}"
        if len(options) > 1 and pick.random() < 0.6:
            marked = [f"{{opt:{option.lower() if pick.random() < 0.5 else option}}}" for option in options]
            between, last = pick.choice(OPTION_JOINS)
            text = between.join(marked[:-1]) + last + marked[-1]
            return pick.choice(OPTION_FRAMES).replace("<F>", field).replace("<O>", text)
        if type_ in ("number", "money") and pick.random() < 0.3:
            unit = pick.choice(MONEY_UNITS if type_ == "money" else UNITS)
            return pick.choice(UNIT_FRAMES).replace("<F>", field).replace("<U>", f"{{unit:{unit}}}")
        if pick.random() < 0.05:
            return pick.choice(REQUIRED).replace("<F>", field)
        return field

    def _listed(self, fields: list[str], noun: str) -> str:
        pick = self.random
        intro = pick.choice(FIELD_INTROS).replace(
            "<S>", "{entity:" + _clean(noun) + "}" if pick.random() < 0.7 else "one"
        )
        between, last = pick.choice(FIELD_JOINS)
        if intro.endswith("\n- "):
            between = last = "\n- "
        return intro + (between.join(fields[:-1]) + last if len(fields) > 1 else "") + fields[-1]

    def _spoken(self, text: str, kind: str, domain: str) -> Marked:
        """Lower case, capitals or a typo now and then; marks are kept whole."""
        pick = self.random
        how = pick.random()
        if how < 0.3:
            text = re.sub(r"(^|\})([^{]*)", lambda m: m[1] + m[2].lower(), text)
            text = re.sub(r":([^{}]*)\}", lambda m: ":" + m[1].lower() + "}", text)
        elif how < 0.6:
            text = re.sub(r"^([a-z])", lambda m: m[1].upper(), text)
        if pick.random() < 0.25:
            text = with_typos(text, pick)
        if pick.random() < 0.2:
            text = text.rstrip(". ") + pick.choice((".", "!", ""))
        return read_marks(text, kind, domain)


def with_typos(marked: str, pick: random.Random, rate: float = 0.02) -> str:
    """Swap, drop or double a letter here and there, never inside a mark's tag or brackets."""
    out: list[str] = []
    tag = False
    for position, letter in enumerate(marked):
        tag = (tag or letter == "{") and letter != ":"
        if not tag and letter.isalpha() and pick.random() < rate:
            kind = pick.random()
            previous = out[-1] if out else ""
            if kind < 0.35 and previous.isalpha() and marked[position - 1] != ":":
                out[-1] = letter
                out.append(previous)
                continue
            if kind < 0.7 and previous.isalpha() and marked[position - 1] != ":":
                continue
            out.append(letter)
        out.append(letter)
    return "".join(out)
