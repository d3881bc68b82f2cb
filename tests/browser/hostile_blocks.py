"""Apps in which every word of a block tries to break out of its place: made from what `blocks/` says.

A block that is added later is filled in here without anybody thinking of it.
"""

from __future__ import annotations

from itertools import cycle

from sample_apps import HOSTILE, LONG, TURNED

from desktop.blueprint.blocks.spec import BlockSpec, Clause, LineSpec
from desktop.blueprint.nodes import (
    App,
    Binary,
    Block,
    Computed,
    Entity,
    Field,
    FieldRef,
    Item,
    Number,
    Page,
    Sample,
    Text,
    Value,
)

WORDS = (
    HOSTILE,
    TURNED,
    LONG,
    "</style><b onclick=alert(4)>",
    "__proto__",
    "constructor",
    "👩‍👩‍👧‍👦🏳️‍🌈e\u0301",
    "0",
    " ",
)
OTHER_PAGE = "javascript:alert(5)//"
THING = "</script>Thing"

FIELDS = (
    Field("name", "text", required=True),
    Field(HOSTILE, "choice", options=WORDS[:6]),
    Field("toString", "tags", options=WORDS[:3]),
    Field("amount", "number", unit=HOSTILE),
    Field("price", "money", unit="<b>"),
    Field("day", "date"),
    Field("moment", "date and time"),
    Field("begins", "time"),
    Field("takes", "duration"),
    Field("done", "yes/no"),
    Field("stars", "rating"),
    Field("paint", "colour"),
    Field("site", "link"),
    Field("mail", "email"),
    Field("call", "phone"),
    Field("picture", "image"),
    Field("notes", "long text"),
    Field("leads to", "reference", target=THING),
)
_VALUES = {
    "number": "7",
    "money": "-1.5",
    "date": "2026-03-01",
    "date and time": "2026-03-01T10:00",
    "time": "09:30",
    "duration": "90",
    "yes/no": "yes",
    "rating": "5",
    "colour": "red;}*{display:none",
    "link": "javascript:alert(6)",
    "image": None,
}


def records() -> Entity:
    """An entity with a field of nearly every type, whose samples say what they should not."""
    samples = (Sample(tuple(_VALUES.get(field.type, word) for field in FIELDS)) for word in WORDS)
    return Entity(THING, FIELDS, samples=tuple(samples))


def hostile_app(spec: BlockSpec) -> App:
    """An app with a page for each variant of a block, every word of it hostile."""
    pages = [
        Page(f"{number} {HOSTILE}", (_fill(spec, variant),))
        for number, variant in enumerate(spec.variants or ("",))
    ]
    return App(
        HOSTILE,
        about=LONG,
        entities=(records(),),
        pages=(*pages, Page(OTHER_PAGE, ())),
    )


def _fill(spec: BlockSpec, variant: str) -> Block:
    words = cycle(WORDS)
    lines = [_item(line, words) for line in spec.lines for _ in range(2)]
    least = [_item(spec.lines[0], words) for _ in range(spec.least_lines - len(lines))]
    return Block(
        spec.word,
        variant,
        label=HOSTILE if spec.label != "no" else "",
        entity=THING if spec.entity != "no" else "",
        words=WORDS if spec.words != "no" else (),
        options=_options(spec.clauses_of(variant), words),
        items=(*lines, *least),
        fields=(Field(HOSTILE, "number"), Field("__proto__", "choice", options=WORDS)) if spec.inputs else (),
        computed=(Computed(LONG, Binary("*", FieldRef(HOSTILE), Number(2))),) if spec.inputs else (),
    )


def _item(line: LineSpec, words: cycle[str]) -> Item:
    return Item(
        line.word,
        label=next(words) if line.label != "no" else "",
        text=next(words) if line.after == "text" else "",
        words=WORDS if line.after == "words" else (),
        options=_options(line.clauses, words),
    )


def _options(clauses: tuple[Clause, ...], words: cycle[str]) -> tuple[tuple[str, Value], ...]:
    return tuple((clause.word, _value(clause, words)) for clause in clauses)


def _value(clause: Clause, words: cycle[str]) -> Value:
    """Return the worst that a clause can say; what the checker holds to a shape keeps that shape."""
    fitting = tuple(field.name for field in FIELDS if not clause.types or field.type in clause.types)
    match clause.shape:
        case "number":
            return clause.low if clause.otherwise is None else float(str(clause.otherwise))
        case "word":
            return clause.among[-1]
        case "text":
            return next(words)
        case "field":
            return fitting[0]
        case "fields":
            return fitting[:5]
        case shape:
            return _WORST[shape]


_WORST: dict[str, Value] = {
    "flag": True,
    "words": WORDS,
    "colour": "tomato",
    "icon": "🏴‍☠️",
    "time": "23:59",
    "entity": THING,
    "page": OTHER_PAGE,
    "test": Binary("!=", FieldRef("name"), Text(HOSTILE)),
}
