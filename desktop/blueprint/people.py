"""What `accounts Teacher | Student` adds to an app: its people, and who made which record.

Whoever signs in is a record of the entity `Person`, so that fields can refer to people like to anything
else. If the blueprint describes its own `Person`, its fields stay and only what is missing is added.
A record belongs to whoever its owner field names: the first field `to Person, default me`, else a field
`owner: to Person`, else one that is added. Passwords are no field and no record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from desktop.blueprint.nodes import (
    NOWHERE,
    OWNER,
    App,
    Entity,
    Field,
    Moment,
    Permission,
    Pronoun,
    Span,
    Text,
)

PERSON = "Person"
"""The entity whose records are the people of an app."""

ME = Pronoun("me")

_ONE_S_OWN = ("changes", "deletes")
"""What only the owner may do with what everybody may add: comments, votes, words in a chat."""


@dataclass(frozen=True, slots=True)
class PersonFields:
    """What the fields of a person are called that every app with accounts has."""

    name: str
    email: str
    role: str
    joined: str


def usual_role(roles: Sequence[str]) -> str:
    """Return the role of whoever signs up: the second, as the first may do everything."""
    return roles[min(1, len(roles) - 1)]


def person_fields(fields: Sequence[Field], roles: Sequence[str]) -> PersonFields:
    """Return what the fields are called that an app's people have, whether they are there yet or not.

    A field of the blueprint's own counts if it can hold what is needed; else another name is taken.
    """
    return PersonFields(
        name=_name_for("name", fields, lambda field: field.type == "text"),
        email=_name_for("email", fields, lambda field: field.type in ("email", "text")),
        role=_name_for(
            "role", fields, lambda field: field.type == "choice" and field.options == tuple(roles)
        ),
        joined=_name_for("joined", fields, lambda field: field.type == "date"),
    )


def owner_of(entity: str, fields: Iterable[Field], permissions: Iterable[Permission]) -> str:
    """Return the field that says to whom a record belongs; "" if nobody asks, or for people themselves."""
    if entity == PERSON or all(each.who != OWNER for each in permissions):
        return ""
    people = [field for field in fields if field.type == "reference" and field.target == PERSON]
    mine = [field.name for field in people if field.default == ME]
    return mine[0] if mine else _name_for(OWNER, fields, lambda field: field in people)


def fields_with_people(
    entity: str,
    fields: Sequence[Field],
    permissions: Iterable[Permission],
    roles: Sequence[str],
    span: Span = NOWHERE,
) -> tuple[Field, ...]:
    """Return the fields of an entity in an app with accounts; the same if they are complete already.

    Args:
        entity: Its name.
        fields: The fields that it has by itself.
        permissions: Who may do what with it.
        roles: The roles of the app; empty if nobody signs in, and then nothing is added.
        span: What added fields carry.
    """
    if not roles:
        return tuple(fields)
    if entity == PERSON:
        return _of_person(fields, roles, span)
    owner = owner_of(entity, fields, permissions)
    if not owner or any(field.name == owner for field in fields):
        return tuple(fields)
    return (*fields, Field(owner, "reference", target=PERSON, default=ME, span=span))


def with_people(app: App, entity: Entity) -> Entity:
    """Return an entity with the fields, and a person with the permissions, that accounts imply."""
    fields = fields_with_people(entity.name, entity.fields, entity.permissions, app.roles, entity.span)
    permissions = entity.permissions
    if app.roles and entity.name == PERSON:
        said = {each.deed for each in permissions}
        leader = app.roles[0]
        usual = (("adds", leader), ("changes", leader), ("changes", OWNER), ("deletes", leader))
        permissions = (*permissions, *(Permission(who, deed) for deed, who in usual if deed not in said))
    return replace(entity, fields=fields, permissions=permissions)


def implied_person(app: App) -> Entity | None:
    """Return the entity of an app's people if it has accounts and does not describe it itself."""
    if not app.roles or any(entity.name == PERSON for entity in app.entities):
        return None
    return with_people(app, Entity(PERSON, (), span=app.span))


def belonging(app: App, entity: Entity) -> Entity:
    """Return an entity that a feature or a block implies: what people wrote there stays their own."""
    if not app.roles:
        return entity
    permissions = tuple(Permission(OWNER, deed) for deed in _ONE_S_OWN)
    return with_people(app, replace(entity, permissions=permissions))


def _of_person(fields: Sequence[Field], roles: Sequence[str], span: Span) -> tuple[Field, ...]:
    names = person_fields(fields, roles)
    usual = (
        Field(names.name, "text", required=True, unique=True, span=span),
        Field(names.email, "email", span=span),
        Field(
            names.role,
            "choice",
            options=tuple(roles),
            required=True,
            default=Text(usual_role(roles)),
            span=span,
        ),
        Field(names.joined, "date", default=Moment("today"), span=span),
    )
    there = {field.name for field in fields}
    return (*fields, *(field for field in usual if field.name not in there))


def _name_for(word: str, fields: Iterable[Field], fits: Callable[[Field], bool]) -> str:
    """Return `word`, or with `app` before it if a field is called so that holds something else."""
    known = {field.name: field for field in fields}
    name = word
    while name in known and not fits(known[name]):
        name = f"app {name}"
    return name
