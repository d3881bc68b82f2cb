"""What a well-formed blueprint must also be: sensible. One rule a file, run in this order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from desktop.blueprint.diagnostics import MAX_PROBLEMS, Diagnostic
from desktop.blueprint.facts import Facts
from desktop.blueprint.nodes import App
from desktop.blueprint.rules.app_shows_something import app_shows_something
from desktop.blueprint.rules.blocks_make_sense import blocks_make_sense
from desktop.blueprint.rules.blocks_use_what_is_said import blocks_use_what_is_said
from desktop.blueprint.rules.clocks_know_cities import clocks_know_cities
from desktop.blueprint.rules.colours_exist import colours_exist
from desktop.blueprint.rules.computed_end import computed_end
from desktop.blueprint.rules.doing_blocks_fit import doing_blocks_fit
from desktop.blueprint.rules.entities_have_fields import entities_have_fields
from desktop.blueprint.rules.expressions_make_sense import expressions_make_sense
from desktop.blueprint.rules.expressions_name_fields import expressions_name_fields
from desktop.blueprint.rules.forms_can_be_sent import forms_can_be_sent
from desktop.blueprint.rules.literals_exist import literals_exist
from desktop.blueprint.rules.modifiers_fit import modifiers_fit
from desktop.blueprint.rules.names_are_free import names_are_free
from desktop.blueprint.rules.names_are_unique import names_are_unique
from desktop.blueprint.rules.options_are_distinct import options_are_distinct
from desktop.blueprint.rules.permissions_name_roles import permissions_name_roles
from desktop.blueprint.rules.records_are_told_apart import records_are_told_apart
from desktop.blueprint.rules.references_resolve import references_resolve
from desktop.blueprint.rules.roles_exist import roles_exist
from desktop.blueprint.rules.samples_fit import samples_fit
from desktop.blueprint.rules.sections_fit_fields import sections_fit_fields
from desktop.blueprint.rules.sections_name_fields import sections_name_fields
from desktop.blueprint.rules.steps_make_sense import steps_make_sense

Rule = Callable[[Facts], Iterator[Diagnostic]]

RULES: tuple[Rule, ...] = (
    app_shows_something,
    colours_exist,
    names_are_unique,
    names_are_free,
    entities_have_fields,
    references_resolve,
    options_are_distinct,
    modifiers_fit,
    samples_fit,
    expressions_name_fields,
    literals_exist,
    expressions_make_sense,
    computed_end,
    steps_make_sense,
    records_are_told_apart,
    sections_name_fields,
    sections_fit_fields,
    forms_can_be_sent,
    blocks_make_sense,
    blocks_use_what_is_said,
    clocks_know_cities,
    doing_blocks_fit,
    roles_exist,
    permissions_name_roles,
)
"""Names before types: a rule may take for granted what an earlier one has reported."""


def check(app: App) -> tuple[Diagnostic, ...]:
    """Return everything that is wrong with a tree. The spans are those of the tree; there is no text."""
    facts = Facts(app)
    found = (each for rule in RULES for each in rule(facts))
    return tuple(islice(found, MAX_PROBLEMS))
