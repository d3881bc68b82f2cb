"""The sample lines that an entity can have, as a llama.cpp grammar: a value for each field, of its type."""

from __future__ import annotations

from desktop.blueprint.edits.grammar import one_of
from desktop.blueprint.nodes import App, Entity, Field
from desktop.blueprint.values import TAG_SEPARATOR
from desktop.blueprint.vocabulary import NUMBER_TYPES

_NOTHING = '"-"'
_BY_TYPE = {
    "date": "date",
    "time": "time",
    "date and time": 'date " " time',
    "yes/no": '"yes" | "no"',
    "rating": "[1-5]",
    "percent": '[0-9] | [1-9] [0-9] | "100"',
    "duration": "whole",
    "email": r'"\"" word "@example.org\""',
    "link": r'"\"https://example.org/" word "\""',
    "phone": r'"\"0" [1-9] [0-9] [0-9] " " [0-9] [0-9] [0-9] [0-9] [0-9] "\""',
    "colour": r'"\"#" hex hex hex hex hex hex "\""',
}
_ATOMS = (
    ("text", r'"\"" begin inside* "\""'),
    ("begin", r'[^" |,;\x00-\x1F\x7F\xA0]'),
    ("inside", r'[^"|\x00-\x1F\x7F]'),
    ("word", "[a-z] [a-z]* "),
    ("whole", "[1-9] [0-9]? [0-9]? [0-9]? | [0-9]"),
    ("amount", 'whole ("." [0-9] [0-9]?)?'),
    ("hex", "[0-9a-f]"),
    ("date", '"20" [2-3] [0-9] "-" ("0" [1-9] | "1" [0-2]) "-" ("0" [1-9] | "1" [0-9] | "2" [0-8])'),
    ("time", '([01] [0-9] | "2" [0-3]) ":" [0-5] [0-9]'),
)
"""A day past the 28th is not in every month, so none is written."""


def sample_grammar(app: App, entity: Entity, count: int) -> str:
    """Return the grammar of a number of lines `sample VALUE, VALUE, …`; its start is `root`."""
    rules = [("root", " ".join(["line"] * count))]
    values = [f"v{at}" for at in range(len(entity.fields))]
    comma = ' ", " '
    rules.append(("line", rf'"sample " {comma.join(values)} "\n"'))
    rules += [(rule, _value(field, app)) for rule, field in zip(values, entity.fields, strict=True)]
    needed = " ".join(body for _, body in rules)
    rules += [rule for rule in _ATOMS if rule[0] in needed or rule[0] in ("whole", "begin", "inside")]
    return "".join(f"{name} ::= {body}\n" for name, body in rules)


def _value(field: Field, app: App) -> str:
    """What a field's value may be."""
    value = _of_type(field, app)
    return value if field.required or value == _NOTHING else f"{value} | {_NOTHING}"


def _of_type(field: Field, app: App) -> str:
    quoted = [f'"{option}"' for option in field.options]
    if field.type == "choice":
        return one_of(quoted)
    if field.type == "tags":
        pairs = [
            f'"{TAG_SEPARATOR.join(pair)}"' for pair in zip(field.options, field.options[1:], strict=False)
        ]
        return one_of([*quoted, *pairs])
    if field.type in ("reference", "references"):
        names = _names(field.target, app)
        return one_of(names) if names else _NOTHING
    if field.type in ("image", "file"):
        return _NOTHING
    if field.type in _BY_TYPE:
        return _BY_TYPE[field.type]
    return _number(field) if field.type in NUMBER_TYPES else "text"


def _number(field: Field) -> str:
    """A number; where it has bounds that are near each other, one of the whole ones between."""
    low, high = field.minimum, field.maximum
    if low is not None and high is not None and 0 <= high - low <= 100:
        return (
            one_of(str(each) for each in range(int(-(-low // 1)), int(high) + 1)) if high >= low else "whole"
        )
    return "amount" if field.type == "money" else "whole"


def _names(target: str, app: App) -> list[str]:
    entity = next((each for each in app.entities if each.name == target), None)
    samples = entity.samples if entity is not None else ()
    return [f'"{sample.values[0]}"' for sample in samples if sample.values and sample.values[0]]
