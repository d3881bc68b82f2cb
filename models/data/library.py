"""The ontology → what the memory holds: one blueprint for each domain, and the phrases it is known by.

A statement that the language cannot say (a formula with a function it lacks, say) is left out of the
blueprint, never the whole domain; `python -m models.data.library` counts what was left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from desktop.blueprint import parse, print_app, read
from desktop.spindle.naming import plural, title
from models.data.apps import WholeApp
from models.data.domains import Domain

_TYPES = {
    "longtext": "long text",
    "datetime": "date and time",
    "bool": "yes/no",
    "url": "link",
    "color": "colour",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One remembered blueprint with its phrases; `whole` if somebody wrote it as it is."""

    domain: str
    kind: str
    blueprint: str
    phrases: tuple[str, ...]
    whole: bool = False


def library_entry(domain: Domain) -> Entry:
    """The entry of one domain that keeps records."""
    text = blueprint_of(domain)
    phrases = [
        *domain["ways"],
        domain["domain"],
        *(word for entity in domain["entities"][:1] for word in (entity["name"], *entity["syn"])),
    ]
    phrases += [ask["p"] for ask in domain["asks"]]
    return Entry(domain["domain"], domain["kind"], text, tuple(dict.fromkeys(phrases)))


def whole_entry(app: WholeApp) -> Entry:
    """The entry of an app that was written whole."""
    tree = parse(app.blueprint).app
    assert tree is not None
    return Entry(app.topic, app.kind, print_app(tree), tuple(dict.fromkeys((*app.phrases, app.topic))), True)


def blueprint_of(domain: Domain) -> str:
    """A domain's canonical blueprint, built up statement by statement, keeping what the checker accepts."""
    head = [f'app "{domain["titles"][0]}"', f"  icon {domain['icon']}", ""]
    parts: list[tuple[list[str], list[str]]] = [
        _entity_lines(entity, domain) for entity in domain["entities"]
    ]
    blocks = [list(firm) for firm, _ in parts]
    main = domain["entities"][0]
    page = [f"page {_name(title(plural(main['name'])))}", f"  {_first_view(domain, main)}"]
    others = [
        [f"page {_name(title(plural(e['name'])))}", f"  table of {_name(e['name'])}; search"]
        for e in domain["entities"][1:]
    ]

    def text(blocks: Iterable[list[str]], page: list[str]) -> str:
        lines = [*head]
        for block in blocks:
            lines += [*block, ""]
        for one in (page, *others):
            lines += [*one, ""]
        return "\n".join(lines)

    if not read(text(blocks, page)).ok:
        raise ValueError(f"{domain['domain']}: {[d.message for d in read(text(blocks, page)).diagnostics]}")
    for index, (_, wishes) in enumerate(parts):
        tried = [[*block, *wishes] if place == index else block for place, block in enumerate(blocks)]
        if read(text(tried, page)).diagnostics == ():
            blocks = tried
            continue
        for line in wishes:
            tried = [[*block, line] if place == index else block for place, block in enumerate(blocks)]
            if read(text(tried, page)).diagnostics == ():
                blocks = tried
    for stat in reversed(domain["stats"][:3]):
        line = _stat(stat, main)
        if line and read(text(blocks, [page[0], line, *page[1:]])).ok:
            page = [page[0], line, *page[1:]]
    app = read(text(blocks, page)).app
    assert app is not None
    return print_app(app)


def _name(words: str) -> str:
    return re.sub(r"[:=,;|\"]", " ", words).strip()


def _entity_lines(entity: Domain, domain: Domain) -> tuple[list[str], list[str]]:
    """The lines that must stand, and those that may be left out."""
    names = [other["name"] for other in domain["entities"]]
    lines = [f"entity {_name(entity['name'])}"]
    for position, field in enumerate(entity["fields"]):
        type_ = _TYPES.get(field["t"], field["t"])
        if type_.startswith("ref:"):
            target = type_[4:]
            type_ = f"to {target}" if target in names and target != entity["name"] else "text"
        elif type_ in ("choice", "tags"):
            options = [re.sub(r"[,|;\"]", " ", option) for option in field.get("opts", ())]
            type_ = f"{type_} {' | '.join(options)}" if len(options) > 1 else "text"
        elif type_ == "number" and field.get("unit"):
            type_ = f"number {field['unit']}"
        lines.append(
            f"  {_name(field['n'])}: {type_}" + (", required" if position == 0 and type_ == "text" else "")
        )
    wishes = [f"  {_name(one['n'])} = {_expression(one['expr'])}" for one in entity.get("computed", ())]
    for action in entity.get("actions", ()):
        parts = [part.partition("=") for part in action["set"].split(", ")]
        sets = ", ".join(f"set {name.strip()} to {_expression(value)}" for name, _, value in parts)
        wishes.append(f"  action {_name(action['label'])}: {sets}")
    for sample in entity.get("samples", ()):
        wishes.append(
            "  sample "
            + ", ".join(_value(value, field) for value, field in zip(sample, entity["fields"], strict=False))
        )
    return lines, wishes


def _expression(text: str) -> str:
    text = (
        text.strip()
        .replace("'", '"')
        .replace("years_between", "years between")
        .replace("days_between", "days between")
    )
    return re.sub(r"\btrue\b", "yes", re.sub(r"\bfalse\b", "no", text)).replace("==", "=")


def _value(value: object, field: Domain) -> str:
    if value in ("", None):
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        return '"' + " | ".join(str(one) for one in value) + '"'
    text = str(value).replace('"', "'").replace("\n", " ")
    plain = field["t"] in ("date", "number", "money", "percent", "rating")
    return text if plain else f'"{text}"'


def _first_view(domain: Domain, entity: Domain) -> str:
    image = any(field["t"] == "image" for field in entity["fields"])
    name = _name(entity["name"])
    choice = next(
        (
            field["n"]
            for field in entity["fields"]
            if field["t"] == "choice" and len(field.get("opts", ())) > 1
        ),
        "",
    )
    return f"{'cards' if image else 'table'} of {name}; search" + (
        f"; filter by {_name(choice)}" if choice else ""
    )


def _stat(stat: Domain, entity: Domain) -> str:
    found = re.match(r"(count|sum|avg|average|min|max)\b(?: of)?\s*(.*?)(?:\s*where (.*))?$", stat["expr"])
    if not found:
        return ""
    aggregate = {"avg": "average"}.get(found[1], found[1])
    name = _name(entity["name"])
    measure = f"count of {name}" if aggregate == "count" else f"{aggregate} of {found[2].strip()} of {name}"
    where = f" where {_expression(found[3])}" if found[3] else ""
    return f'  stat "{stat["label"]}" = {measure}{where}'
