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
    "file",
    "colour",
    "rating",
    "reference",
    "references",
)
"""Every type a field can have, as written (`reference` is `to Entity`, `references` is `many Entity`)."""

COLLECTION_VIEWS: tuple[str, ...] = (
    "table",
    "list",
    "cards",
    "gallery",
    "articles",
    "board",
    "calendar",
    "timeline",
    "heat map",
    "streak",
    "leaderboard",
    "compare",
    "report",
)
"""Sections that show the records of one entity."""

FEATURES: tuple[str, ...] = ("comments", "ratings", "favourites", "votes")
"""What people may do with any record of an entity: `with comments, votes`."""

OWNER = "owner"
"""Who made a record, in `only owner sees`."""

DEEDS: tuple[str, ...] = ("sees", "adds", "changes", "deletes")
"""What a permission is about: `only Teacher changes`."""

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
class Pronoun:
    """`this`, the record at hand (to refer to it), or `me`, the person who is signed in."""

    word: str
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class FieldRef:
    """The value of a field of the record at hand."""

    name: str
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Through:
    """A field of the record that a reference points at: `price of product`."""

    field: str
    reference: str
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Related:
    """Over the records that point at this one: `sum of price of product * quantity of Order line`.

    Attributes:
        aggregate: One of `AGGREGATES`.
        entity: Whose records; they refer to this record by their first reference to its entity.
        of: What is summed up, an expression over such a record; None for `count`.
        where: Which of them count; None for all.
    """

    aggregate: str
    entity: str
    of: Expression | None = None
    where: Expression | None = None
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


Expression = Number | Text | YesNo | Moment | Pronoun | FieldRef | Through | Related | Unary | Binary | Call

FUNCTIONS: dict[str, tuple[int, int]] = {
    "round": (1, 2),
    "absolute": (1, 1),
    "smallest": (2, 8),
    "largest": (2, 8),
    "if": (3, 3),
    "days between": (2, 2),
    "weeks between": (2, 2),
    "months between": (2, 2),
    "years between": (2, 2),
    "minutes between": (2, 2),
    "hours between": (2, 2),
    "year": (1, 1),
    "month": (1, 1),
    "day": (1, 1),
    "weekday": (1, 1),
    "length": (1, 1),
    "join": (2, 8),
    "upper": (1, 1),
    "lower": (1, 1),
    "contains": (2, 2),
    "starts with": (2, 2),
    "power": (2, 2),
    "root": (1, 1),
    "remainder": (2, 2),
    "whole": (1, 1),
    "empty": (1, 1),
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
class Adjustment:
    """`add 1 to count`, or `take 1 from count` (then `less`)."""

    field: str
    amount: Expression
    less: bool = False
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Creation:
    """`create Log with plant = this, day = today`: a new record of another entity."""

    entity: str
    values: tuple[Assignment, ...] = ()
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class MoveOn:
    """`move status on`: to the next option of a choice; the last stays."""

    field: str
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Notice:
    """`notify "{name} is out of stock"`: a note among the app's notifications; braces name fields."""

    words: str
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Question:
    """`ask "Really?"`: the rest happens only if the person says yes."""

    words: str
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Whole:
    """`delete` or `duplicate`: about the whole record."""

    verb: str
    span: Span = _span()


Step = Assignment | Adjustment | Creation | MoveOn | Notice | Question | Whole
"""One thing that an action or a rule does."""


@dataclass(frozen=True, slots=True)
class Action:
    """A button on every record: `action Water: set last watered to today`.

    Attributes:
        steps: What it does, in order.
        when: Where the button is offered: `; when returned is no`; None for always.
    """

    label: str
    steps: tuple[Step, ...]
    when: Expression | None = None
    span: Span = _span()

    @property
    def assignments(self) -> tuple[Assignment, ...]:
        """The steps that set a field."""
        return tuple(step for step in self.steps if isinstance(step, Assignment))


@dataclass(frozen=True, slots=True)
class Rule:
    """`when status becomes Done: set finished to today`: happens once, as a record is saved.

    Attributes:
        test: What must have become true with this saving; None for `when added`.
        steps: What then happens.
    """

    test: Expression | None
    steps: tuple[Step, ...]
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Check:
    """`check end >= start: "The end is before the start"`: what must be true of a record to be kept."""

    test: Expression
    message: str
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Distinct:
    """`no two with same court, day, start`: no two records may agree in all of these fields."""

    fields: tuple[str, ...]
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Permission:
    """`only owner sees`, `only Teacher changes`: who is `owner` or a role of the app's accounts."""

    who: str
    deed: str
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
    checks: tuple[Check, ...] = ()
    distinct: tuple[Distinct, ...] = ()
    rules: tuple[Rule, ...] = ()
    features: tuple[str, ...] = ()
    permissions: tuple[Permission, ...] = ()
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
    """A table, list, cards, board, calendar, … of one entity's records.

    Attributes:
        view: One of `COLLECTION_VIEWS`.
        by: The field that arranges the view (see `vocabulary.BY`); "" if there is none.
        showing: Fields to show, in order; empty means the compiler's own good choice.
        filters: Fields the person can filter by.
        totals: Fields of which a table or report shows the sum.
        limit: Most records to show; None for all.
    """

    view: str
    entity: str
    by: str = ""
    showing: tuple[str, ...] = ()
    where: Expression | None = None
    search: bool = False
    filters: tuple[str, ...] = ()
    sort: Sort | None = None
    totals: tuple[str, ...] = ()
    limit: int | None = None
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
    """A tile with one number: `stat "Due today" = count of Plant where next watering <= today`.

    Attributes:
        goal: What is to be reached, shown as a progress bar: `; goal 50`; None for none.
    """

    label: str
    measure: Measure
    goal: float | None = None
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
    """A form that adds a record, standing on the page: `form of Loan showing tool, borrower`.

    Attributes:
        steps: How many steps it is asked in: `; in 3 steps`; 1 for all at once.
    """

    entity: str
    showing: tuple[str, ...] = ()
    steps: int = 1
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of text on a page: `text "Bring your own gloves."`."""

    words: str
    span: Span = _span()


Value = bool | float | str | tuple[str, ...] | Expression | Measure
"""What a clause of a block says; which of these is told by its shape (see `blocks/spec.py`)."""


@dataclass(frozen=True, slots=True)
class Item:
    """A line under a block: `question "Capital of France?": Paris | Lyon`, `item "Fresh": "Every day"`.

    Attributes:
        word: What the line begins with.
        label: The quoted text after it; "" if there is none.
        text: The quoted text after the colon; "" if there is none.
        words: What stands after the colon, cut at ` | `; empty if nothing does.
        options: Its clauses, in the order of the language.
    """

    word: str
    label: str = ""
    text: str = ""
    words: tuple[str, ...] = ()
    options: tuple[tuple[str, Value], ...] = ()
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class Block:
    """A section that `blocks/` describes: a timer, a game, a quiz, a hero, a calculator, …

    Attributes:
        word: The word of the language, e.g. `timer`.
        variant: Which kind of it, e.g. `countdown`; "" if it has none.
        label: Its quoted heading; "" if there is none.
        entity: Whose records it works with; "" if it needs none.
        words: What stands after the colon of its first line, cut at ` | `.
        options: Its clauses, in the order of the language; what was not said is not there.
        items: The lines under it.
        fields, computed: Where people type something in to be worked out (`calculator`), as in an entity.
    """

    word: str
    variant: str = ""
    label: str = ""
    entity: str = ""
    words: tuple[str, ...] = ()
    options: tuple[tuple[str, Value], ...] = ()
    items: tuple[Item, ...] = ()
    fields: tuple[Field, ...] = ()
    computed: tuple[Computed, ...] = ()
    span: Span = _span()

    @property
    def inputs(self) -> Entity:
        """What is typed in and worked out, as an entity that nobody keeps records of."""
        return Entity(self.label, self.fields, self.computed, span=self.span)


Section = Collection | Stat | Chart | Form | Paragraph | Block


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the app, reached from the navigation.

    Attributes:
        only: Roles that may see it: `page Office; only Teacher`; empty for everybody.
    """

    name: str
    sections: tuple[Section, ...]
    only: tuple[str, ...] = ()
    span: Span = _span()


FONTS: tuple[str, ...] = ("plain", "serif", "rounded", "mono", "handwritten")
CORNERS: tuple[str, ...] = ("square", "soft", "round")
DENSITIES: tuple[str, ...] = ("compact", "cosy", "roomy")
LANGUAGES: tuple[str, ...] = ("en", "de", "fr", "es", "pt", "zh", "ar")
"""Languages of the words that the compiler itself puts into an app."""

# --- app ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Theme:
    """How the app looks; "" means the compiler's own good choice.

    Attributes:
        mode: `light`, `dark`, or "" (follows the person's system).
        background: Any CSS colour name or `#rrggbb`.
        accent: The same, for buttons, links and charts.
        font: One of `FONTS`.
        corners: One of `CORNERS`.
        density: One of `DENSITIES`.
    """

    mode: str = ""
    background: str = ""
    accent: str = ""
    font: str = ""
    corners: str = ""
    density: str = ""
    span: Span = _span()


@dataclass(frozen=True, slots=True)
class App:
    """A whole blueprint.

    Attributes:
        language: One of `LANGUAGES`.
        roles: People sign in, as one of these: `accounts Teacher | Student`; the first may do
            everything. Empty if the app asks nobody who they are.
    """

    name: str
    about: str = ""
    icon: str = ""
    theme: Theme = Theme()
    entities: tuple[Entity, ...] = ()
    pages: tuple[Page, ...] = ()
    language: str = "en"
    roles: tuple[str, ...] = ()
    span: Span = _span()
