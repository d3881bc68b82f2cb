"""Who may do what, ready for the templates: the people of an app, owners of records, permissions.

What only pages for some roles show is for these roles everywhere: in searches, counts, exports and
addresses. Otherwise a page that one may not open could be read in a spreadsheet.
"""

from __future__ import annotations

from collections.abc import Iterator

from desktop.blueprint import nodes
from desktop.blueprint.complete import kept_by
from desktop.blueprint.dependencies import parts
from desktop.blueprint.people import PERSON, owner_of, person_fields, usual_role
from desktop.compiler.literal import Literal, write_literal

PEOPLE_PARTS = ("people_page", "sign_in", "profile")
"""Parts of the runtime that an app with accounts asks for by name."""


def plan_people(whole: nodes.App) -> str:
    """Return, as JavaScript, what the runtime has to know of an app's accounts; "" if it has none.

    Args:
        whole: The app with all that it implies.
    """
    if not whole.roles:
        return ""
    fields = next(entity.fields for entity in whole.entities if entity.name == PERSON)
    names = person_fields(fields, whole.roles)
    people: dict[str, Literal] = {
        "entity": PERSON,
        "roles": whole.roles,
        "usual": usual_role(whole.roles),
        "name": names.name,
        "email": names.email,
        "role": names.role,
        "joined": names.joined,
    }
    return write_literal(people, 2)


def owner_field(entity: nodes.Entity) -> str:
    """Return the field that says to whom a record belongs, or ""."""
    return owner_of(entity.name, entity.fields, entity.permissions)


def plan_permissions(app: nodes.App, whole: nodes.App) -> dict[str, dict[str, Literal]]:
    """Return for every entity who may do what: `{"changes": ("owner", "Teacher")}`, by name.

    Args:
        app: The app as it was read.
        whole: The app with all that it implies.
    """
    hidden = _behind_pages(app) if app.roles else {}
    found: dict[str, dict[str, Literal]] = {}
    for entity in whole.entities:
        allowed: dict[str, tuple[str, ...]] = {}
        for each in entity.permissions:
            allowed[each.deed] = (*allowed.get(each.deed, ()), each.who)
        if entity.name in hidden:
            allowed.setdefault("sees", hidden[entity.name])
            if entity.name not in _asked_for(app):
                allowed.setdefault("adds", hidden[entity.name])
        found[entity.name] = {deed: allowed[deed] for deed in nodes.DEEDS if deed in allowed}
    return found


def _behind_pages(app: nodes.App) -> dict[str, tuple[str, ...]]:
    """Return the entities that only pages for some roles show, with these roles."""
    seen: dict[str, set[str]] = {}
    for page in app.pages:
        roles = {app.roles[0], *(page.only or app.roles)}
        for section in page.sections:
            for name in _shown_by(section):
                seen.setdefault(name, set()).update(roles)
    # An entity that no page lists gets a page, for everybody.
    shown = {entity.name for entity in app.entities} - _listed(app)
    shown |= {name for name, roles in seen.items() if roles.issuperset(app.roles)}
    shown |= {PERSON, *_named_by(shown | _asked_for(app), app)}
    return {
        name: tuple(role for role in app.roles if role in roles)
        for name, roles in seen.items()
        if name not in shown
    }


def _asked_for(app: nodes.App) -> set[str]:
    """Return the entities of which people in every role make records, by a form or an action."""
    open_pages = [
        page for page in app.pages if {app.roles[0], *(page.only or app.roles)}.issuperset(app.roles)
    ]
    sections = [section for page in open_pages for section in page.sections]
    steps = [step for entity in app.entities for action in entity.actions for step in action.steps]
    forms = {section.entity for section in sections if isinstance(section, nodes.Form)}
    return forms | {step.entity for step in steps if isinstance(step, nodes.Creation)}


def _listed(app: nodes.App) -> set[str]:
    sections = [section for page in app.pages for section in page.sections]
    views = [each for each in sections if isinstance(each, nodes.Collection | nodes.Block)]
    return {name for each in views for name in _shown_by(each)}


def _shown_by(section: nodes.Section) -> Iterator[str]:
    """Return the entities whose records, or numbers about them, a section shows."""
    match section:
        case nodes.Collection():
            yield section.entity
        case nodes.Stat() | nodes.Chart():
            yield section.measure.entity
        case nodes.Block():
            yield kept_by(section)
            yield from (value for _, value in section.options if isinstance(value, str))


def _named_by(names: set[str], app: nodes.App) -> set[str]:
    """Return the entities whose records can be read in records of some entities, and in theirs, and so on."""
    entities = {entity.name: entity for entity in app.entities}
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        entity = entities.get(waiting.pop())
        if entity is None:
            continue
        targets = {field.target for field in entity.fields if field.target}
        targets |= {name for each in entity.computed for name in _reckoned_over(each.expression)}
        waiting += targets - found
        found |= targets
    return found


def _reckoned_over(tree: nodes.Expression) -> Iterator[str]:
    """Return the entities that aggregates in an expression are over."""
    if isinstance(tree, nodes.Related):
        yield tree.entity
    for part in parts(tree):
        yield from _reckoned_over(part)
