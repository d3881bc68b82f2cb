"""A form on a page asks for everything that a record must have."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.blueprint.diagnostics import Diagnostic, problem
from desktop.blueprint.facts import Facts
from desktop.blueprint.nodes import Form


def forms_can_be_sent(facts: Facts) -> Iterator[Diagnostic]:
    """Report forms that leave out a required field without a default."""
    for page in facts.app.pages:
        for section in page.sections:
            if isinstance(section, Form) and section.showing and section.entity in facts.entities:
                yield from _left_out(section, facts)


def _left_out(form: Form, facts: Facts) -> Iterator[Diagnostic]:
    for field in facts.entities[form.entity].fields:
        if field.required and field.default is None and field.name not in form.showing:
            yield problem("form-misses-required", form.span, word=field.name)
