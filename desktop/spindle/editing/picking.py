"""Which field of some records is meant, also where its name is not said: `the money`, `how old they are`."""

from __future__ import annotations

import re

from desktop.blueprint.complete import implied_columns
from desktop.blueprint.facts import columns
from desktop.blueprint.nodes import Entity, Field
from desktop.blueprint.vocabulary import DATE_TYPES, NUMBER_TYPES, OPTION_TYPES
from desktop.spindle.editing.bench import Bench, points
from desktop.spindle.editing.finding import ALIKE, alike, meanings
from desktop.spindle.editing.placing import field_of, place_of
from desktop.spindle.editing.things import Thing
from desktop.spindle.reading import Ask

_KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"\b(?:money|price|prices|cost|costs|takings|how much|amount|worth|pay|fee|euros?|"
     r"dollars?)\b", ("money",)),
    (r"\b(?:when|dates?|days?|deadline|until|new|old|newest|oldest|latest|earliest|recent\w*|"
     r"soon\w*)\b", DATE_TYPES),
    (r"\b(?:stars?|ratings?|rated|best|worst)\b", ("rating",)),
    (r"\b(?:how many|number|count|quantity|amount)\b", ("number",)),
    (r"\b(?:how long|duration|time|minutes|hours)\b", ("duration", "time")), (r"\b(?:e-?mail)\b", ("email",)),
    (r"\b(?:phone|telephone|call)\b", ("phone",)), (r"\b(?:picture|photo|image)s?\b", ("image",)),
    (r"\b(?:status|state|stage|kind|type|category)\b", ("choice",)),
)  # fmt: skip
_PERSON = re.compile(r"(?i)\b(?:who|whom|person|people|name|somebody)\b")
_PERSONAL = re.compile(
    r"(?i)\b(?:by|who|name|person|customer|member|borrower|reader|player|student|author|owner|client|"
    r"guest|patient)\b"
)
_COMMON = ("date", "time", "number", "last", "first")
_TITLE = re.compile(r"(?i)\b(?:names?|titles?|alphabet\w*|a to z|a-z|letters?)\b")


def names_of_columns(entity: Entity) -> tuple[str, ...]:
    """All columns of an entity: its fields, what is worked out, and what comments,
    votes and ratings bring.
    """
    own = [one.name for one in columns(entity)]
    return (*own, *(one.name for one in implied_columns(entity.name, own, entity.features)))


def column_named(bench: Bench, ask: Ask, entity: Entity, words: str) -> str:
    """The column of an entity that some words mean; "" if it has none."""
    if points(words):
        pointed = bench.pointed_at(("field", "computed"))
        return pointed.name if pointed is not None and pointed.name in names_of_columns(entity) else ""
    names = names_of_columns(entity)
    scored = [(alike(words, Thing("field", name, (name,))), -place, name) for place, name in enumerate(names)]
    best = max(scored, default=(0.0, 0, ""))
    if best[0] >= ALIKE:
        return best[2]
    by_option = next((f.name for f in entity.fields if any(_same(words, one) for one in f.options)), "")
    found = bench.meant(ask, words, ("field", "computed"))
    if not by_option and found is not None and found.entity == entity.name:
        return found.name
    return by_option or column_like(words, entity)


def _same(words: str, option: str) -> bool:
    return words.lower().strip() == option.lower()


def column_like(words: str, entity: Entity, among: tuple[str, ...] = ()) -> str:
    """The column that words for its kind mean: `when` a date, `the money` an amount, `the name` the first; or
    "".
    """
    fields = [one for one in entity.fields if not among or one.name in among]
    if _TITLE.search(words) and not among:
        return title_of(entity)
    if _PERSON.search(words):
        found = next((one.name for one in fields if _PERSONAL.search(one.name)), "")
        if found:
            return found
    for said, types in _KINDS:
        if re.search(said, words, re.I):
            found = next((one.name for one in fields if one.type in types), "")
            if not found and "rating" in types:
                found = next((name for name in names_of_columns(entity) if name == "rating"), "")
            if found:
                return found
    return ""


def title_of(entity: Entity) -> str:
    """The field by which people know one record from another: the first text, else a customer, else the
    first.
    """
    if entity.fields and entity.fields[0].type == "text":
        return entity.fields[0].name
    personal = next(
        (one.name for one in entity.fields if one.type == "text" and _PERSONAL.search(one.name)), ""
    )
    text = next((one.name for one in entity.fields if one.type in ("text", "reference")), "")
    return personal or text or (entity.fields[0].name if entity.fields else "")


def columns_said(
    bench: Bench, ask: Ask, entity: Entity, tags: tuple[str, ...] = ("old", "by", "f")
) -> tuple[str, ...]:
    """The columns of an entity that the marks of an ask mean, in order, each once."""
    named = [column_named(bench, ask, entity, mark.words) for mark in ask.tagged(*tags)]
    return tuple(dict.fromkeys(name for name in named if name))


def meant_fields(bench: Bench, ask: Ask, tags: tuple[str, ...] = ("old", "at", "by")) -> tuple[Thing, ...]:
    """The fields that an ask is about: those that are marked, else named, else that were spoken of just
    before.
    """
    likes = place_of(bench, ask).likes
    marks = ask.tagged("old") if "old" in tags and ask.tagged("old") else ask.tagged(*tags)
    found = [bench.meant(ask, mark.words, ("field",), likes) for mark in marks]
    named = tuple(dict.fromkeys(thing for thing in found if thing is not None)) or bench.spoken_of(
        ask, ("field",)
    )
    if named:
        return named
    if any(not points(mark.words) and mark.tag == "old" for mark in marks):
        return ()  # something else is spoken of, that is not there
    pointed = bench.pointed_at(("field",)) if bench.history or ask.tagged(*tags) else None
    return (pointed,) if pointed is not None else ()


def choices(bench: Bench, entity: str = "") -> tuple[Thing, ...]:
    """The fields that are chosen from a list, those first that are not moved on by buttons or rules."""
    found = [
        one
        for one in bench.things("field")
        if one.entity and (not entity or one.entity == entity) and _chosen(field_of(bench, one))
    ]
    return tuple(sorted(found, key=lambda one: _moves(bench, one)))


def _chosen(field: Field | None) -> bool:
    return field is not None and field.type in OPTION_TYPES


def _moves(bench: Bench, thing: Thing) -> bool:
    entity = bench.entity(thing.entity)
    steps = [step for action in entity.actions for step in action.steps]
    steps += [step for rule in entity.rules for step in rule.steps]
    return any(getattr(step, "field", "") == thing.name for step in steps)


def numbers_of(entity: Entity) -> tuple[str, ...]:
    """The columns of an entity that may hold a number."""
    return (
        *(one.name for one in entity.fields if one.type in NUMBER_TYPES),
        *(one.name for one in entity.computed),
    )


def best_said(words: str, names: tuple[str, ...]) -> str:
    """The name of which most stands in some words; "" if none does."""
    said = meanings(words)
    found = [
        (len(meanings(one) & said) / max(1, len(meanings(one))), -place, one)
        for place, one in enumerate(names)
    ]
    best = max(found, default=(0.0, 0, ""))
    return best[2] if best[0] >= 0.5 else ""


def fields_said(bench: Bench, ask: Ask, entity: Entity) -> list[str]:
    """The fields of an entity in the order in which an ask names them."""
    names: list[str] = []
    for mark in ask.tagged("old", "by", "pos", "f", "value", "min", "max"):
        name = column_named(bench, ask, entity, mark.words)
        if name and name not in names:
            names.append(name)
    text = (ask.words("test") or bench.words_of(ask)).lower()
    places: dict[str, int] = {}
    for exactly in (True, False):
        for one in sorted(entity.fields, key=lambda field: -len(field.name)):
            place = _position(text, one.name, exactly=exactly) if one.name not in places else None
            if place is not None:
                places[one.name] = place[0]
                text = text[: place[0]] + "·" * (place[1] - place[0]) + text[place[1] :]
    names += [name for name in sorted(places, key=lambda name: places[name]) if name not in names]
    return names


def _position(text: str, name: str, *, exactly: bool) -> tuple[int, int] | None:
    """Where a text names a field, from and to: by its very words, or by what matters of them."""
    found = re.search(rf"\b{re.escape(name.lower())}\b", text)
    if found or exactly:
        return found.span() if found else None
    words = [word for word in re.findall(r"\w+", name.lower()) if len(word) > 3 and word not in _COMMON]
    first = re.search(rf"\b{re.escape(words[0][:5])}\w*", text) if words else None
    return first.span() if first else None
