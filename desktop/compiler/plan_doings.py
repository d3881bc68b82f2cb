"""What the records of an entity do, ready for the templates: actions, rules, checks, what is distinct.

Every step is one object of JavaScript and the words it was written in, so that the code of an app
reads beside its blueprint.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from desktop.blueprint import nodes
from desktop.blueprint.dependencies import parts
from desktop.blueprint.names import Book
from desktop.blueprint.printing_entities import print_step, print_test
from desktop.blueprint.printing_expressions import print_expression
from desktop.compiler.expressions import Script
from desktop.compiler.literal import Code, Literal, write_literal

Translate = Callable[[nodes.Expression], Script]
"""Translates an expression over a record of the entity that is planned."""


@dataclass(frozen=True, slots=True)
class StepPlan:
    """One step: its JavaScript object, and the words it was written in, or ""."""

    script: str
    words: str


@dataclass(frozen=True, slots=True)
class ActionPlan:
    """A button on every record; `when` is the JavaScript of where it is offered, "" for always."""

    label: str
    line: int
    steps: tuple[StepPlan, ...]
    when: str


@dataclass(frozen=True, slots=True)
class RulePlan:
    """What happens as a record is saved; `test` is "" for `when added`."""

    line: int
    words: str
    test: str
    steps: tuple[StepPlan, ...]


@dataclass(frozen=True, slots=True)
class CheckPlan:
    """What must be so.

    Attributes:
        fields: What it is about, so that the sentence can stand beside it.
        waits: Of these, what must have a value before it is asked at all.
    """

    line: int
    words: str
    message: str
    test: str
    fields: tuple[str, ...]
    waits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DistinctPlan:
    """Fields in which no two records agree."""

    line: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DoingsPlan:
    """All that the records of one entity do; `uses` are functions of the runtime that it calls."""

    actions: tuple[ActionPlan, ...]
    rules: tuple[RulePlan, ...]
    checks: tuple[CheckPlan, ...]
    distinct: tuple[DistinctPlan, ...]
    uses: frozenset[str]


def plan_doings(
    entity: nodes.Entity, app: nodes.App, book: Book, record: str, translate: Translate
) -> DoingsPlan:
    """Plan what the records of an entity do.

    Args:
        entity: The entity.
        app: The whole app, with what it implies.
        book: What the app's expressions may name.
        record: The variable that stands for a record in functions.
        translate: Translates an expression over such a record.
    """
    planner = _Planner(entity, app, book, record, translate)
    return planner.plan()


class _Planner:
    def __init__(
        self, entity: nodes.Entity, app: nodes.App, book: Book, record: str, translate: Translate
    ) -> None:
        self._entity, self._book, self._record = entity, book, record
        self._scope = book.scope(entity.name)
        self._fields = {each.name: {f.name: f for f in each.fields} for each in app.entities}
        self._translate = translate
        self._uses: set[str] = set()

    def plan(self) -> DoingsPlan:
        entity = self._entity
        actions = tuple(
            ActionPlan(
                each.label,
                each.span.line,
                self._steps(each.steps),
                self._function(each.when) if each.when is not None else "",
            )
            for each in entity.actions
        )
        rules = tuple(
            RulePlan(
                each.span.line,
                f"when {print_test(each, self._scope)}",
                self._function(each.test) if each.test is not None else "",
                self._steps(each.steps),
            )
            for each in entity.rules
        )
        checks = tuple(self._check(each) for each in entity.checks)
        distinct = tuple(DistinctPlan(each.span.line, each.fields) for each in entity.distinct)
        return DoingsPlan(actions, rules, checks, distinct, frozenset(self._uses))

    def _check(self, check: nodes.Check) -> CheckPlan:
        return CheckPlan(
            line=check.span.line,
            words=f"check {print_expression(check.test, self._scope)}",
            message=check.message,
            test=self._function(check.test),
            fields=tuple(dict.fromkeys(_named(check.test))),
            waits=tuple(dict.fromkeys(_named(check.test, of_empty=False))),
        )

    def _function(self, tree: nodes.Expression, wanted: str = "") -> str:
        script = as_kept(self._translate(tree), wanted)
        self._uses |= script.uses
        return f"({self._record}) => {script.text}"

    def _steps(self, steps: tuple[nodes.Step, ...]) -> tuple[StepPlan, ...]:
        return tuple(StepPlan(write_literal(self._step(step), 8), self._words(step)) for step in steps)

    def _words(self, step: nodes.Step) -> str:
        """Return what a step says in the blueprint, "" where its JavaScript says just that."""
        says_itself = isinstance(step, nodes.Notice | nodes.Question | nodes.Whole | nodes.MoveOn)
        return "" if says_itself else print_step(step, self._scope, self._book)

    def _step(self, step: nodes.Step) -> dict[str, Literal]:
        match step:
            case nodes.Assignment():
                return {"set": step.field, "to": self._value(step, self._entity.name)}
            case nodes.Adjustment():
                amount = Code(self._function(step.amount))
                return {"take" if step.less else "add": amount, "field": step.field}
            case nodes.Creation():
                values: dict[str, Literal] = {
                    each.field: self._value(each, step.entity) for each in step.values
                }
                return {"create": step.entity, "given": values}
            case nodes.MoveOn():
                return {"moveOn": step.field}
            case nodes.Notice():
                return {"notify": step.words}
            case nodes.Question():
                return {"ask": step.words}
            case nodes.Whole():
                return {step.verb: True}

    def _value(self, step: nodes.Assignment, entity: str) -> Code:
        field = self._fields.get(entity, {}).get(step.field)
        return Code(self._function(step.value, field.type if field else ""))


def as_kept(script: Script, wanted: str) -> Script:
    """Cut or lengthen a moment to what its field holds; who is signed in is a record where one is wanted."""
    if wanted == "reference" and script.text == "myName()":
        return Script("me()", script.shape, frozenset({"me"}))
    if wanted == script.shape.type or wanted not in ("date", "time", "date and time"):
        return script
    cut = {"date": "dayOf", "time": "timeOf", "date and time": "momentOf"}[wanted]
    return Script(f"{cut}({script.text})", script.shape, script.uses | {cut})


def _named(tree: nodes.Expression, *, of_empty: bool = True) -> Iterator[str]:
    """Return the fields of the record at hand that an expression names.

    Args:
        tree: The expression.
        of_empty: Whether those count that are only asked whether they are empty.
    """
    match tree:
        case nodes.FieldRef(name):
            yield name
        case nodes.Through():
            yield tree.reference
        case nodes.Related():
            return  # what it names are fields of other records
        case nodes.Call("empty", _) if not of_empty:
            return
        case _:
            for part in parts(tree):
                yield from _named(part, of_empty=of_empty)
