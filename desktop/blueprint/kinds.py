"""What an expression gives: a number, money, a date, yes or no.

The same walk answers the compiler (`type_of`) and finds what does not go together (`Kinds.infer`
with somewhere to report). Wherever a name is unknown the answer is `unknown`, and nothing more is
said about what was made of it: the checker has already named the cause.
"""

from __future__ import annotations

from collections.abc import Callable

from desktop.blueprint.dependencies import in_order, needs_of
from desktop.blueprint.diagnostics import Diagnostic, problem
from desktop.blueprint.nodes import (
    FUNCTIONS,
    Binary,
    Call,
    Computed,
    Entity,
    Expression,
    Field,
    FieldRef,
    Moment,
    Number,
    Text,
    Unary,
    YesNo,
)
from desktop.blueprint.vocabulary import COMPARISONS, DATE_TYPES, NUMBER_TYPES
from desktop.messages import say

UNKNOWN = "unknown"
"""The type of what cannot be worked out."""

_TICK = "yes/no"

Report = Callable[[Diagnostic], None]


def type_of(expression: Expression, entity: Entity) -> str:
    """Return what an expression about a record of `entity` gives.

    Returns:
        One of `nodes.FIELD_TYPES`, or `unknown` if a name in it is not known.
    """
    return Kinds(entity).infer(expression)


def family(kind: str) -> str:
    """Return what a type can be compared with: `number`, `date`, `yes/no`, `text` or `unknown`."""
    if kind in NUMBER_TYPES:
        return "number"
    if kind in DATE_TYPES:
        return "date"
    return kind if kind in (_TICK, UNKNOWN) else "text"


def in_words(kind: str) -> str:
    """Return a type as it is called in a sentence: `a date`, `a number`."""
    return say(f"blueprint.kind_{kind.replace(' ', '_').replace('/', '_')}")


def _ignore(_: Diagnostic) -> None:
    """Report to nobody."""


class Kinds:
    """The types of one entity's fields, computed fields and expressions."""

    def __init__(self, entity: Entity) -> None:
        self.fields: dict[str, Field] = {}
        self.computed: dict[str, Computed] = {}
        for field in entity.fields:
            if field.name:
                self.fields.setdefault(field.name, field)
        for computed in entity.computed:
            if computed.name and computed.name not in self.fields:
                self.computed.setdefault(computed.name, computed)
        self._known: dict[str, str] = {name: field.type for name, field in self.fields.items()}
        for name in in_order(needs_of(self.computed)):
            self._known[name] = self.infer(self.computed[name].expression)

    def __contains__(self, name: str) -> bool:
        return name in self.fields or name in self.computed

    def names(self) -> tuple[str, ...]:
        """Return the names of all fields and computed fields, in order."""
        return (*self.fields, *self.computed)

    def of(self, name: str) -> str:
        """Return the type of a field or computed field; `unknown` if it has none that can be found."""
        return self._known.get(name, UNKNOWN)

    def infer(self, tree: Expression, report: Report = _ignore) -> str:
        """Return the type of an expression, reporting what in it does not go together."""
        match tree:
            case Number():
                return "number"
            case Text():
                return "text"
            case YesNo():
                return _TICK
            case Moment():
                return "date and time" if tree.word == "now" else "date"
            case FieldRef():
                return self.of(tree.name)
            case Unary():
                return self._unary(tree, report)
            case Binary():
                return self._binary(tree, report)
            case Call():
                return self._call(tree, report)

    def _unary(self, tree: Unary, report: Report) -> str:
        kind = self.infer(tree.operand, report)
        wanted = _TICK if tree.operator == "not" else "number"
        self._want(tree.operand, kind, wanted, tree.operator, report)
        return _TICK if wanted == _TICK else kind

    def _want(self, tree: Expression, kind: str, wanted: str, word: str, report: Report) -> bool:
        """Report an operand that is not of the wanted family; return whether it fits."""
        if family(kind) in (wanted, UNKNOWN):
            return True
        report(problem("wrong-operand", tree.span, word=word, wanted=in_words(wanted), found=in_words(kind)))
        return False

    def _binary(self, tree: Binary, report: Report) -> str:
        left, right = self.infer(tree.left, report), self.infer(tree.right, report)
        if tree.operator in ("and", "or"):
            self._want(tree.left, left, _TICK, tree.operator, report)
            self._want(tree.right, right, _TICK, tree.operator, report)
            return _TICK
        if tree.operator in COMPARISONS:
            return self._comparison(tree, left, right, report)
        return self._arithmetic(tree, left, right, report)

    def _comparison(self, tree: Binary, left: str, right: str, report: Report) -> str:
        families = {family(left), family(right)} - {UNKNOWN}
        ordered = tree.operator not in ("=", "!=")
        if len(families) > 1 or (ordered and _TICK in families):
            chained = isinstance(tree.left, Binary) and tree.left.operator in COMPARISONS
            code = "chained-comparison" if chained else "cannot-compare"
            report(_unlike(code, tree, tree.operator, left, right))
        elif isinstance(tree.left, FieldRef) and isinstance(tree.right, Text):
            self.expect_option(tree.left.name, tree.right, report)
        return _TICK

    def expect_option(self, name: str, value: Text, report: Report) -> None:
        """Report a text that is meant for a choice and is none of its options."""
        field = self.fields.get(name)
        if field is not None and field.options and value.value not in field.options:
            report(problem("unknown-option", value.span, word=value.value, among=field.options, field=name))

    def _arithmetic(self, tree: Binary, left: str, right: str, report: Report) -> str:
        families = (family(left), family(right))
        if UNKNOWN in families:
            return UNKNOWN
        if families == ("number", "number"):
            return _reckoned(tree.operator, left, right)
        if families == ("date", "number") and tree.operator in "+-":
            return left
        if families == ("number", "date") and tree.operator == "+":
            return right
        if families == ("date", "date") and tree.operator == "-":
            return "number"
        report(_unlike("cannot-reckon", tree, tree.operator, left, right))
        return UNKNOWN

    def _call(self, tree: Call, report: Report) -> str:
        kinds = [self.infer(argument, report) for argument in tree.arguments]
        if tree.function not in FUNCTIONS or not kinds:
            return UNKNOWN
        families = _wanted(tree.function, len(kinds))
        for wanted, argument, kind in zip(families, tree.arguments, kinds, strict=True):
            if wanted and not self._want(argument, kind, wanted, tree.function, report):
                return UNKNOWN
        return self._outcome(tree, kinds, report)

    def _outcome(self, tree: Call, kinds: list[str], report: Report) -> str:
        if tree.function == "if":
            outcomes = [kind for kind in kinds[1:] if kind != UNKNOWN]
            if len({family(kind) for kind in outcomes}) > 1:
                report(_unlike("cannot-compare", tree, "if", outcomes[0], outcomes[1]))
                return UNKNOWN
            return _common(outcomes) if outcomes else UNKNOWN
        if tree.function in ("round", "absolute"):
            return kinds[0]
        if tree.function in ("smallest", "largest"):
            return UNKNOWN if UNKNOWN in kinds else _common(kinds)
        return "number"


def _unlike(code: str, tree: Binary | Call, word: str, left: str, right: str) -> Diagnostic:
    return problem(code, tree.span, word=word, left=in_words(left), right=in_words(right))


def _wanted(function: str, count: int) -> list[str]:
    """Return the family that each argument must be of; "" for any."""
    if function == "if":
        return [_TICK, *[""] * (count - 1)][:count]
    if function in ("days between", "years between", "year", "month"):
        return ["date"] * count
    return ["text" if function == "length" else "number"] * count


def _common(kinds: list[str]) -> str:
    """Return the one type that several of a family can be shown as."""
    if len(set(kinds)) == 1:
        return kinds[0]
    group = family(kinds[0])
    if group == "number":
        return next((kind for kind in ("money", "duration") if kind in kinds), "number")
    return "date and time" if group == "date" else group


def _reckoned(operator: str, left: str, right: str) -> str:
    """Return the type of a sum, difference, product or quotient of two number-like types."""
    for kind in ("money", "duration"):
        if kind in (left, right):
            same = left == right
            if operator in "+-":
                return kind
            if operator == "*":
                return "number" if same else kind
            return kind if left == kind and not same else "number"
    return left if left == right == "percent" and operator in "+-" else "number"
