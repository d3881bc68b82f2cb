"""A block in which people book, buy, write or are ticked off finds the fields that it needs.

It finds them as the runtime does (`resources/runtime/blocks/fitting_fields.js`): the one that is named,
else the first of a type that fits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from desktop.blueprint.blocks.doing import WEEKDAYS
from desktop.blueprint.complete import kept_by
from desktop.blueprint.diagnostics import Diagnostic, problem
from desktop.blueprint.facts import Facts
from desktop.blueprint.kinds import in_words
from desktop.blueprint.nodes import Block, Entity, Field

_EXAMPLES = {
    "date": "day: date",
    "money": "price: money",
    "long text": "items: long text",
    "choice": "state: choice Present | Absent",
}
_A_DAY_MIN = 24 * 60
_WRITTEN = ("day", "time", "per", "stock", "items", "total", "person", "mark")
"""Clauses that name what the block itself fills in."""


def doing_blocks_fit(facts: Facts) -> Iterator[Diagnostic]:
    """Report blocks of this family that lack a field, and fields that nobody could ever fill in."""
    for page in facts.app.pages:
        for section in page.sections:
            if isinstance(section, Block) and section.word in _RULES:
                yield from _no_computed(section, facts)
                yield from _RULES[section.word](section, facts)


def _booking(block: Block, facts: Facts) -> Iterator[Diagnostic]:
    entity = facts.entities.get(block.entity)
    if entity is not None and not _said(block, "day") and not _first(entity, "date", "date and time"):
        yield _needs(block, entity, "date")
    names = dict(block.options).get("closed", ())
    for name in names if isinstance(names, tuple) else ():
        if name.casefold() not in (day.casefold() for day in WEEKDAYS):
            yield problem("unknown-weekday", block.span, word=name, among=WEEKDAYS)
    start, end = (_said(block, "from") or "08:00"), (_said(block, "to") or "20:00")
    length = dict(block.options).get("every", 60.0)
    if isinstance(length, float) and _minutes(start) + length > (_minutes(end) or _A_DAY_MIN):
        yield problem("booking-hours", block.span, word=start, end=end)


def _shop(block: Block, facts: Facts) -> Iterator[Diagnostic]:
    product, order = facts.entities.get(block.entity), facts.entities.get(_said(block, "into"))
    line = facts.entities.get(_said(block, "lines"))
    if product is not None and not _said(block, "price") and not _first(product, "money"):
        yield _needs(block, product, "money")
    if order is None or product is None:
        return
    if not _said(block, "lines") and not _said(block, "items") and not _first(order, "long text"):
        yield _needs(block, order, "long text")
    if line is None:
        return
    for target in (order, product):
        if not _leading_to(line, target):
            yield _needs_reference(block, line, target)
    filled = (
        _leading_to(line, order),
        _leading_to(line, product),
        _first(line, "number"),
        _first(line, "money"),
    )
    yield from _left_empty(block, line, filled)


def _chat(block: Block, facts: Facts) -> Iterator[Diagnostic]:
    entity = facts.entities.get(block.entity)
    if entity is None:
        return
    words = _first(entity, "long text", "text")
    if words is None:
        yield _needs(block, entity, "long text")
    texts = tuple(field for field in entity.fields if field.type == "text")
    ours = texts[:1] if words and words.type == "long text" else (*texts[:1], *texts[-1:])
    yield from _left_empty(block, entity, (words, *ours, _first(entity, "date and time", "date")))


def _register(block: Block, facts: Facts) -> Iterator[Diagnostic]:
    people, entity = facts.entities.get(block.entity), facts.entities.get(_said(block, "into"))
    if people is None or entity is None:
        return
    person = _field(entity, _said(block, "person")) or _leading_to(entity, people)
    if person is None or person.target != people.name:
        yield _needs_reference(block, entity, people)
    day = _field(entity, _said(block, "day")) or _first(entity, "date")
    mark = _field(entity, _said(block, "mark")) or _first(entity, "choice")
    if day is None:
        yield _needs(block, entity, "date")
    if mark is None:
        yield _needs(block, entity, "choice")
    yield from _left_empty(block, entity, (person, day, mark))


def _kept(block: Block, facts: Facts) -> Iterator[Diagnostic]:
    """Report an entity of the app that is called like what this block keeps."""
    name = kept_by(block)
    if not block.entity and any(entity.name == name for entity in facts.app.entities):
        yield problem("block-name-taken", block.span, word=name, block=block.word)


def _chat_or_kept(block: Block, facts: Facts) -> Iterator[Diagnostic]:
    yield from _chat(block, facts)
    yield from _kept(block, facts)


_RULES: Mapping[str, Callable[[Block, Facts], Iterator[Diagnostic]]] = {
    "booking": _booking,
    "shop": _shop,
    "register": _register,
    "chat": _chat_or_kept,
    "poll": _kept,
    "sign up sheet": _kept,
}


def _no_computed(block: Block, facts: Facts) -> Iterator[Diagnostic]:
    for word in _WRITTEN:
        name = _said(block, word)
        for owner in (block.entity, _said(block, "into")):
            entity = facts.entities.get(owner)
            if name and entity and any(each.name == name for each in entity.computed):
                yield problem("block-fills-computed", block.span, word=name, block=block.word)


def _left_empty(block: Block, entity: Entity, filled: tuple[Field | None, ...]) -> Iterator[Diagnostic]:
    names = {field.name for field in filled if field is not None}
    for field in entity.fields:
        if field.required and field.default is None and field.name not in names:
            yield problem(
                "block-leaves-empty", block.span, word=field.name, block=block.word, entity=entity.name
            )


def _needs(block: Block, entity: Entity, kind: str) -> Diagnostic:
    facts = {"block": block.word, "entity": entity.name, "example": _EXAMPLES[kind]}
    return problem("block-needs-field", block.span, word=in_words(kind), **facts)


def _needs_reference(block: Block, entity: Entity, target: Entity) -> Diagnostic:
    name = target.name[:1].lower() + target.name[1:]
    facts = {"block": block.word, "entity": entity.name, "target": target.name, "name": name}
    return problem("block-needs-reference", block.span, word=entity.name, **facts)


def _minutes(time: str) -> int:
    return int(time[:2]) * 60 + int(time[3:])


def _said(block: Block, word: str) -> str:
    value = dict(block.options).get(word, "")
    return value if isinstance(value, str) else ""


def _field(entity: Entity, name: str) -> Field | None:
    return next((field for field in entity.fields if field.name == name), None)


def _first(entity: Entity, *kinds: str) -> Field | None:
    found = (field for kind in kinds for field in entity.fields if field.type == kind)
    return next(found, None)


def _leading_to(entity: Entity, target: Entity) -> Field | None:
    leads = (field for field in entity.fields if field.type == "reference" and field.target == target.name)
    return next(leads, None)
