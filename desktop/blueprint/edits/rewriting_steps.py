"""Writes the names in actions, rules and checks anew; what cannot be done any more goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from desktop.blueprint.edits.consequences import Consequence
from desktop.blueprint.edits.renames import Names
from desktop.blueprint.edits.rewriting_expressions import rewrite_expression
from desktop.blueprint.kinds import Kinds
from desktop.blueprint.nodes import (
    Action,
    Adjustment,
    Assignment,
    Check,
    Creation,
    MoveOn,
    Notice,
    Question,
    Rule,
    Step,
)
from desktop.blueprint.printing_entities import print_step, print_test
from desktop.blueprint.rules.steps_make_sense import PLACEHOLDER
from desktop.blueprint.scopes import Book


@dataclass(frozen=True)
class Doings:
    """What the records of one entity do, and how it is written anew.

    Attributes:
        kinds: What such a record holds, by the names of before.
        all_kinds: The same of every entity.
        book: What can be named, to write down what went.
        names: What has become of names.
        notes: Where consequences are kept.
    """

    kinds: Kinds
    all_kinds: Mapping[str, Kinds]
    book: Book
    names: Names
    notes: list[Consequence]

    def action(self, action: Action) -> Action | None:
        """Return an action; None if nothing is left of what it does."""
        before = len(self.notes)
        steps = self._steps(action.steps)
        if not steps and action.steps:
            del self.notes[before:]
            self._gone("action", action.label)
            return None
        when = action.when
        if when is not None:
            when = rewrite_expression(when, self.kinds, self.names)
            if when is None:
                self._gone("condition", action.label)
        return replace(action, steps=steps, when=when)

    def rule(self, rule: Rule) -> Rule | None:
        """Return a rule; None if what it waits for, or all that it does, is gone."""
        written = print_test(rule, self.book.scope(self.kinds.name))
        test = rule.test
        if test is not None:
            test = rewrite_expression(test, self.kinds, self.names)
            if test is None:
                self._gone("rule", written)
                return None
        before = len(self.notes)
        steps = self._steps(rule.steps)
        if not steps and rule.steps:
            del self.notes[before:]
            self._gone("rule", written)
            return None
        return replace(rule, test=test, steps=steps)

    def check(self, check: Check) -> Check | None:
        """Return a check; None if what it tests is gone."""
        test = rewrite_expression(check.test, self.kinds, self.names)
        if test is None:
            self._gone("check", check.message)
            return None
        return replace(check, test=test)

    def _gone(self, kind: str, name: str) -> None:
        self.notes.append(Consequence(kind, name, self.kinds.name))

    def _steps(self, steps: tuple[Step, ...]) -> tuple[Step, ...]:
        kept: list[Step] = []
        for step in steps:
            written = self._step(step)
            if written is not None:
                kept.append(written)
            else:
                self._gone("step", print_step(step, self.book.scope(self.kinds.name), self.book))
        # What only asks does nothing.
        return tuple(kept) if any(not isinstance(each, Question) for each in kept) else ()

    def _step(self, step: Step) -> Step | None:
        own = self.kinds.name
        match step:
            case Assignment():
                return self._assignment(step, own)
            case Adjustment():
                field = self.names.typed(own, step.field)
                amount = rewrite_expression(step.amount, self.kinds, self.names)
                return None if field is None or amount is None else replace(step, field=field, amount=amount)
            case Creation():
                return self._creation(step)
            case MoveOn():
                field = self.names.typed(own, step.field)
                return None if field is None else replace(step, field=field)
            case Notice() | Question():
                return self._words(step)
            case _:
                return step

    def _assignment(self, step: Assignment, target: str) -> Assignment | None:
        field = self.names.typed(target, step.field)
        value = rewrite_expression(step.value, self.kinds, self.names, (target, step.field))
        return None if field is None or value is None else replace(step, field=field, value=value)

    def _creation(self, step: Creation) -> Creation | None:
        entity = self.names.entity(step.entity)
        if entity is None:
            return None
        made = self.all_kinds.get(step.entity)
        values = []
        for each in step.values:
            value = self._assignment(each, step.entity)
            field = made.fields.get(each.field) if made is not None else None
            still_there = self.names.typed(step.entity, each.field) is not None
            if value is not None:
                values.append(value)
            elif field is not None and field.required and field.default is None and still_there:
                return None
        return replace(step, entity=entity, values=tuple(values))

    def _words(self, step: Notice | Question) -> Step | None:
        fields = PLACEHOLDER.findall(step.words)
        if any(self.names.column(self.kinds.name, name) is None for name in fields):
            return None
        words = PLACEHOLDER.sub(
            lambda match: f"{{{self.names.column(self.kinds.name, match[1])}}}", step.words
        )
        return replace(step, words=words)
