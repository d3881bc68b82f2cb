"""What an expression gives: a number, money, a date, yes or no.

The same walk answers the compiler and finds what does not go together (`Kinds.infer`
with somewhere to report). Wherever a name is unknown the answer is `unknown`, and nothing more is
said about what was made of it: the checker has already named the cause.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from desktop.blueprint.dependencies import Column, parts
from desktop.blueprint.diagnostics import Diagnostic, problem
from desktop.blueprint.families import TICK, UNKNOWN, common, family, outcome, reckoned, wanted
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
    Pronoun,
    Related,
    Text,
    Through,
    Unary,
    YesNo,
)
from desktop.blueprint.vocabulary import COMPARISONS, TIME
from desktop.messages import say

__all__ = ["UNKNOWN", "Group", "Kinds", "family", "in_words"]

Report = Callable[[Diagnostic], None]


def in_words(kind: str) -> str:
    """Return a type as it is called in a sentence: `a date`, `a number`."""
    return say(f"blueprint.kind_{kind.replace(' ', '_').replace('/', '_')}")


def _ignore(_: Diagnostic) -> None:
    """Report to nobody."""


@dataclass(frozen=True)
class Group:
    """The records that an aggregate is over.

    Attributes:
        kinds: What they hold.
        by: The field by which they lead to the record at hand; "" if they have none.
        is_list: Whether they are those chosen in a field of the record at hand; `by` is then that field.
    """

    kinds: Kinds
    by: str
    is_list: bool = False


class Kinds:
    """The types of one entity's fields, computed fields and expressions.

    Args:
        entity: The entity.
        others: All entities of the app by name, for references and aggregates.
    """

    def __init__(self, entity: Entity, others: Mapping[str, Kinds]) -> None:
        self.name = entity.name
        self.fields: dict[str, Field] = {}
        self.computed: dict[str, Computed] = {}
        self._others = others
        for field in entity.fields:
            if field.name:
                self.fields.setdefault(field.name, field)
        for computed in entity.computed:
            if computed.name and computed.name not in self.fields:
                self.computed.setdefault(computed.name, computed)
        self._known: dict[str, str] = {name: field.type for name, field in self.fields.items()}

    def __contains__(self, name: str) -> bool:
        return name in self.fields or name in self.computed

    def settle(self, name: str) -> None:
        """Work out a computed field of which everything that it uses was worked out before."""
        self._known[name] = self.infer(self.computed[name].expression)

    def names(self) -> tuple[str, ...]:
        """Return the names of all fields and computed fields, in order."""
        return (*self.fields, *self.computed)

    def of(self, name: str) -> str:
        """Return the type of a field or computed field; `unknown` if it has none that can be found."""
        return self._known.get(name, UNKNOWN)

    # -- other records -----------------------------------------------------------------------

    def target(self, reference: str) -> Kinds | None:
        """Return what the record holds that a field leads to; None if it leads to none."""
        field = self.fields.get(reference)
        return self._others.get(field.target) if field is not None and field.target else None

    def leading_to(self, entity: str) -> str:
        """Return the first field that leads to one or several records of an entity, or ""."""
        return next((name for name, field in self.fields.items() if field.target == entity), "")

    def group(self, name: str) -> Group | None:
        """Return the records of an aggregate by what they are called; None if there are none called so."""
        other = self._others.get(name)
        if other is not None:
            return Group(other, other.leading_to(self.name))
        chosen = self.target(name) if self.of(name) == "references" else None
        return Group(chosen, name, is_list=True) if chosen is not None else None

    def uses(self, tree: Expression) -> Iterator[Column]:
        """Return every field that an expression uses, with its entity."""
        for part, kinds in self.walk(tree):
            if isinstance(part, FieldRef):
                yield kinds.name, part.name
            elif isinstance(part, Through):
                target = kinds.target(part.reference)
                yield kinds.name, part.reference
                yield (target.name if target else ""), part.field

    def walk(self, tree: Expression) -> Iterator[tuple[Expression, Kinds]]:
        """Return every part of an expression, each with what the record holds that it is about.

        What an aggregate over unknown records says is left out.
        """
        yield tree, self
        inner: Kinds | None = self
        if isinstance(tree, Related):
            group = self.group(tree.entity)
            inner = group.kinds if group else None
        if inner is not None:
            for part in parts(tree):
                yield from inner.walk(part)

    # -- types -------------------------------------------------------------------------------

    def infer(self, tree: Expression, report: Report = _ignore) -> str:
        """Return the type of an expression, reporting what in it does not go together."""
        match tree:
            case Number():
                return "number"
            case Text():
                return "text"
            case YesNo():
                return TICK
            case Moment():
                return _moment(tree)
            case Pronoun():
                return "text" if tree.word == "me" else "reference"
            case FieldRef():
                return self.of(tree.name)
            case Through():
                target = self.target(tree.reference)
                return target.of(tree.field) if target else UNKNOWN
            case Related():
                return self._related(tree, report)
            case Unary():
                return self._unary(tree, report)
            case Binary():
                return self._binary(tree, report)
            case Call():
                return self._call(tree, report)

    def _related(self, tree: Related, report: Report) -> str:
        group = self.group(tree.entity)
        if group is None:
            return UNKNOWN
        if tree.where is not None:
            kind = group.kinds.infer(tree.where, report)
            self._want(tree.where, kind, TICK, "where", report)
        if tree.of is None:
            return "number"
        kind = group.kinds.infer(tree.of, report)
        ordered = family(kind) in ("date", "time") and tree.aggregate in ("min", "max")
        if not ordered and not self._want(tree.of, kind, "number", tree.aggregate, report):
            return UNKNOWN
        return "number" if (tree.aggregate, kind) == ("sum", "rating") else kind

    def _unary(self, tree: Unary, report: Report) -> str:
        kind = self.infer(tree.operand, report)
        wish = TICK if tree.operator == "not" else "number"
        self._want(tree.operand, kind, wish, tree.operator, report)
        return TICK if wish == TICK else kind

    def _want(self, tree: Expression, kind: str, wish: str, word: str, report: Report) -> bool:
        """Report an operand that is not of the wanted family; return whether it fits."""
        if family(kind) in (wish, UNKNOWN):
            return True
        report(problem("wrong-operand", tree.span, word=word, wanted=in_words(wish), found=in_words(kind)))
        return False

    def _binary(self, tree: Binary, report: Report) -> str:
        left, right = self.infer(tree.left, report), self.infer(tree.right, report)
        if tree.operator in ("and", "or"):
            self._want(tree.left, left, TICK, tree.operator, report)
            self._want(tree.right, right, TICK, tree.operator, report)
            return TICK
        if tree.operator in COMPARISONS:
            return self._comparison(tree, left, right, report)
        found = reckoned(tree.operator, left, right)
        if found is None:
            report(_unlike("cannot-reckon", tree, tree.operator, left, right))
        return found or UNKNOWN

    def _comparison(self, tree: Binary, left: str, right: str, report: Report) -> str:
        families = {family(left), family(right)} - {UNKNOWN}
        ordered = tree.operator not in ("=", "!=")
        quoted_time = families == {"time", "text"} and any(map(_is_quoted_time, (tree.left, tree.right)))
        if (len(families) > 1 and not quoted_time) or (ordered and TICK in families):
            chained = isinstance(tree.left, Binary) and tree.left.operator in COMPARISONS
            code = "chained-comparison" if chained else "cannot-compare"
            report(_unlike(code, tree, tree.operator, left, right))
        elif isinstance(tree.right, Text):
            if isinstance(tree.left, FieldRef):
                self.expect_option(tree.left.name, tree.right, report)
            elif isinstance(tree.left, Through) and (target := self.target(tree.left.reference)):
                target.expect_option(tree.left.field, tree.right, report)
        return TICK

    def expect_option(self, name: str, value: Text, report: Report) -> None:
        """Report a text that is meant for a choice and is none of its options."""
        field = self.fields.get(name)
        if field is not None and field.options and value.value not in field.options:
            report(problem("unknown-option", value.span, word=value.value, among=field.options, field=name))

    def _call(self, tree: Call, report: Report) -> str:
        kinds = [self.infer(argument, report) for argument in tree.arguments]
        if tree.function not in FUNCTIONS or not kinds:
            return UNKNOWN
        for wish, argument, kind in zip(wanted(tree.function, kinds), tree.arguments, kinds, strict=True):
            if wish and not self._want(argument, kind, wish, tree.function, report):
                return UNKNOWN
        if tree.function == "if":
            outcomes = [kind for kind in kinds[1:] if kind != UNKNOWN]
            if len({family(kind) for kind in outcomes}) > 1:
                report(_unlike("cannot-compare", tree, "if", outcomes[0], outcomes[1]))
                return UNKNOWN
            return common(outcomes) if outcomes else UNKNOWN
        return outcome(tree.function, kinds)


def _moment(tree: Moment) -> str:
    if TIME.fullmatch(tree.word):
        return "time"
    return "date and time" if tree.word == "now" else "date"


def _is_quoted_time(tree: Expression) -> bool:
    return isinstance(tree, Text) and bool(TIME.fullmatch(tree.value))


def _unlike(code: str, tree: Binary | Call, word: str, left: str, right: str) -> Diagnostic:
    return problem(code, tree.span, word=word, left=in_words(left), right=in_words(right))
