"""The tree of a blueprint: frozen values, one class per word of the language.

Every node that comes from a line carries its `Span`, so that a diagnostic, the preview and an
editor can all point at the same words. Spans are left out of comparison: two blueprints that say
the same are equal wherever their words stand.
"""

from __future__ import annotations

from dataclasses import dataclass, field

FIELD_TYPES: tuple[str, ...] = (
    "text",
    "long text",
    "number",
    "money",
    "percent",
    "date",
    "time",
    "date and time",
    "duration",
    "yes/no",
    "choice",
    "tags",
    "email",
    "phone",
    "link",
    "image",
    "colour",
    "rating",
    "reference",
)
"""Every type a field can have, as written in a blueprint (`reference` is written `to Entity`)."""

COLLECTION_VIEWS: tuple[str, ...] = ("table", "list", "cards", "board", "calendar")
"""Sections that show the records of one entity."""

CHART_SHAPES: tuple[str, ...] = ("bar", "line", "pie")
AGGREGATES: tuple[str, ...] = ("count", "sum", "average", "min", "max")


@dataclass(frozen=True, slots=True)
class Span:
    """Where something stands in the text: 1-based line, 0-based columns, end exclusive."""

    line: int
    start: int
    end: int


NOWHERE = Span(0, 0, 0)
"""The span of a node that was made by a program and not read from a text."""


def _span() -> Span:
    return field(default=NOWHERE, compare=False, repr=False)


# --- expressions -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Number:
    """A number literal, e.g. `7` or `0.5`."""

    value: float
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Text:
    """A quoted text literal, or the bare name of an option (`status is Done`)."""

    value: str
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class YesNo:
    """The literals `yes` and `no`."""

    value: bool
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Moment:
    """`today` or `now`, or a literal date as `2026-03-01` (then `word` is that text)."""

    word: str
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class FieldRef:
    """The value of a field of the record at hand."""

    name: str
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Unary:
    """`not x` or `-x`; `operator` is `not` or `-`."""

    operator: str
    operand: Expression
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Binary:
    """`left operator right`; operator one of `+ - * / = != < <= > >= and or`.

    `is` is read as `=`, `is not` as `!=`.
    """

    operator: str
    left: Expression
    right: Expression
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Call:
    """A function of the language: `round`, `years between`, `days between`, `if`, …"""

    function: str
    arguments: tuple[Expression, ...]
    span: Span = _span()


Expression = Number | Text | YesNo | Moment | FieldRef | Unary | Binary | Call

FUNCTIONS: dict[str, tuple[int, int]] = {
    "round": (1, 2),
    "absolute": (1, 1),
    "smallest": (2, 8),
    "largest": (2, 8),
    "if": (3, 3),
    "days between": (2, 2),
    "years between": (2, 2),
    "year": (1, 1),
    "month": (1, 1),
    "length": (1, 1),
}
"""Function name → (fewest, most) arguments."""


# --- data --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an entity.

    Attributes:
        name: The person's own words, spaces allowed.
        type: One of `FIELD_TYPES`.
        options: For `choice` and `tags`, what can be chosen, in order; else empty.
        unit: For `number`, what is counted (`days`, `kg`), and for `money` the currency sign; or "".
        target: For `reference`, the name of the entity referred to; or "".
        default: What a new record starts with, as a literal; None for nothing.
        minimum, maximum: Bounds of a number-like field; None for no bound.
    """

    name: str
    type: str
    options: tuple[str, ...] = ()
    unit: str = ""
    target: str = ""
    required: bool = False
    unique: bool = False
    default: Expression | None = None
    minimum: float | None = None
    maximum: float | None = None
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Computed:
    """A field that is worked out from others of the same record: `name = expression`."""

    name: str
    expression: Expression
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Assignment:
    """One `set field to value` of an action."""

    field: str
    value: Expression
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Action:
    """A button on every record: `action Water: set last watered to today`."""

    label: str
    assignments: tuple[Assignment, ...]
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Sample:
    """One example record: its values in the order of the entity's fields; None leaves one out."""

    values: tuple[str | None, ...]
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Entity:
    """A kind of record the app keeps."""

    name: str
    fields: tuple[Field, ...]
    computed: tuple[Computed, ...] = ()
    actions: tuple[Action, ...] = ()
    samples: tuple[Sample, ...] = ()
    span: Span = _span()


# --- pages -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sort:
    """`sort by field` or `sort by field descending`."""

    field: str
    descending: bool = False
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Collection:
    """A table, list, cards, board or calendar of one entity's records.

    Attributes:
        view: One of `COLLECTION_VIEWS`.
        by: For `board` the choice (or yes/no, or reference) field whose values are the columns,
            for `calendar` the date field; "" otherwise.
        showing: Fields to show, in order; empty means the compiler's own good choice.
        filters: Fields the person can filter by.
    """

    view: str
    entity: str
    by: str = ""
    showing: tuple[str, ...] = ()
    where: Expression | None = None
    search: bool = False
    filters: tuple[str, ...] = ()
    sort: Sort | None = None
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Measure:
    """`count of Plant`, `sum of price of Item`, with an optional `where`; `field` is "" for count."""

    aggregate: str
    entity: str
    field: str = ""
    where: Expression | None = None
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Stat:
    """A tile with one number: `stat "Due today" = count of Plant where next watering <= today`."""

    label: str
    measure: Measure
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Chart:
    """`chart bar of count of Plant by room`; by a date field the values are grouped by month."""

    shape: str
    measure: Measure
    by: str
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Form:
    """A form that adds a record, standing on the page: `form of Loan showing tool, borrower`."""

    entity: str
    showing: tuple[str, ...] = ()
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of text on a page: `text "Bring your own gloves."`."""

    words: str
    span: Span = _span()


Section = Collection | Stat | Chart | Form | Paragraph


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the app, reached from the navigation."""

    name: str
    sections: tuple[Section, ...]
    span: Span = _span()


# --- app ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Theme:
    """How the app looks; "" means the compiler's own good choice.

    Attributes:
        mode: `light`, `dark`, or "" (follows the person's system).
        background: Any CSS colour name or `#rrggbb`.
        accent: The same, for buttons, links and charts.
    """

    mode: str = ""
    background: str = ""
    accent: str = ""
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class App:
    """A whole blueprint."""

    name: str
    about: str = ""
    icon: str = ""
    theme: Theme = Theme()
    entities: tuple[Entity, ...] = ()
    pages: tuple[Page, ...] = ()
    span: Span = _span()
