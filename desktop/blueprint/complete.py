"""Adds to an app what its features imply: comments, ratings, votes and favourites are records too.

`with comments` on a `Plant` means an entity `Plant comment` that refers to the plant. As it is an
entity like any other, the store, the tables of a database, the spreadsheets and the copies of all
data simply work. What a plant then has (`votes`, `rating`) is a computed field like any other, so
that it can be sorted by, compared and shown. Notifications are records as well, and so is what
people do in a `poll`, a `chat` and a `sign up sheet` that name no entity of the app. Accounts imply
the entity `Person`, and who made a record: see `people.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from desktop.blueprint.blocks.doing import KEPT
from desktop.blueprint.nodes import (
    App,
    Block,
    Computed,
    Entity,
    Expression,
    Field,
    FieldRef,
    Moment,
    Notice,
    Related,
    Span,
    Step,
)
from desktop.blueprint.people import belonging, implied_person, with_people

KINDS: dict[str, str] = {
    "comments": "comment",
    "ratings": "rating",
    "favourites": "favourite",
    "votes": "vote",
}
"""What one record of a feature is called, behind the name of its entity: `Plant vote`."""

COLUMNS: dict[str, str] = {
    "comments": "comments",
    "ratings": "rating",
    "favourites": "favourites",
    "votes": "votes",
}
"""What a record with the feature has, unless it has a field of that name: then `all votes`."""

NOTIFICATION = "Notification"


def complete(app: App) -> App:
    """Return an app with everything that its features imply, behind what it says itself.

    What is implied carries the span of the entity that implies it. To be done once: the result
    still has its features.
    """
    taken = {entity.name for entity in app.entities}
    own, implied = [], []
    for entity in app.entities:
        own.append(with_people(app, _with_columns(entity)))
        implied += [each for each in implied_entities(entity) if each.name not in taken]
    implied += [each for each in _of_blocks(app) if each.name not in taken]
    implied = [belonging(app, each) for each in implied]
    if _notices(app):
        implied.append(_notification(taken, app.span))
    person = implied_person(app)
    if person is not None:
        implied.append(person)
    return replace(app, entities=(*own, *_each_once(implied)))


def implied_entities(entity: Entity) -> tuple[Entity, ...]:
    """Return the entities that the features of one entity imply."""
    return tuple(_feature_entity(entity, feature) for feature in entity.features if feature in KINDS)


def kept_by(block: Block) -> str:
    """Return the entity that keeps what happens in a block; "" if it keeps nothing."""
    return block.entity or KEPT.get(block.word, "")


def implied_columns(entity: str, names: Iterable[str], features: Iterable[str]) -> tuple[Computed, ...]:
    """Return the computed fields that features add.

    Args:
        entity: The name of the entity.
        names: The fields and computed fields that it has by itself.
        features: Its features.
    """
    taken = set(names)
    return tuple(
        Computed(_free(COLUMNS[feature], taken), _column(entity, feature))
        for feature in features
        if feature in KINDS
    )


def own_computed(entity: Entity) -> tuple[Computed, ...]:
    """Return the computed fields that an entity says itself, also of an app that is completed."""
    implied = {_column(entity.name, feature) for feature in entity.features}
    count, added = len(entity.computed), len(entity.features)
    return tuple(
        each
        for at, each in enumerate(entity.computed)
        if at < count - added or each.expression not in implied
    )


def feature_entity(entity: str, feature: str) -> str:
    """Return the name of the entity whose records a feature keeps: `Plant vote`."""
    return f"{entity} {KINDS[feature]}"


def reference_of(entity: str) -> str:
    """Return the field by which an implied record refers to its own: `plant`, but `CD` stays."""
    return entity[:1].lower() + entity[1:] if entity[1:] == entity[1:].lower() else entity


def notification_name(app: App) -> str:
    """Return the name of the entity of an app's notifications, or "" if it never notifies.

    Args:
        app: An app as it was read, before `complete`.
    """
    return _free_entity({entity.name for entity in app.entities}) if _notices(app) else ""


def _free(name: str, taken: set[str]) -> str:
    while name in taken:
        name = f"all {name}"
    return name


def _free_entity(taken: set[str]) -> str:
    name = NOTIFICATION
    while name in taken:
        name = f"App {name[0].lower()}{name[1:]}"
    return name


def _column(entity: str, feature: str) -> Expression:
    kept = feature_entity(entity, feature)
    return Related("average", kept, FieldRef("stars")) if feature == "ratings" else Related("count", kept)


def _with_columns(entity: Entity) -> Entity:
    names = [field.name for field in entity.fields] + [computed.name for computed in entity.computed]
    added = implied_columns(entity.name, names, entity.features)
    return replace(entity, computed=(*entity.computed, *(replace(each, span=entity.span) for each in added)))


def _feature_entity(entity: Entity, feature: str) -> Entity:
    name, span = entity.name, entity.span
    reference = Field(reference_of(name), "reference", target=name, required=True, span=span)
    by = Field("by", "text", span=span)
    at = Field("at", "date and time", default=Moment("now"), span=span)
    fields: tuple[Field, ...] = (by, reference)
    if feature == "comments":
        fields = (Field("words", "long text", required=True, span=span), reference, by, at)
    elif feature == "ratings":
        fields = (Field("stars", "rating", required=True, span=span), reference, by)
    return Entity(feature_entity(name, feature), fields, span=span)


def _notification(taken: set[str], span: Span) -> Entity:
    fields = (
        Field("words", "long text", required=True, span=span),
        Field("at", "date and time", default=Moment("now"), span=span),
        Field("read", "yes/no", span=span),
        Field("about", "text", span=span),
    )
    return Entity(_free_entity(taken), fields, span=span)


def _of_blocks(app: App) -> Iterator[Entity]:
    for page in app.pages:
        for section in page.sections:
            if isinstance(section, Block) and not section.entity and section.word in KEPT:
                yield _block_entity(section)


def _block_entity(block: Block) -> Entity:
    """Return the entity of all polls, all chats or all sheets of an app; `about` says which of them."""
    span = block.span
    about = Field("about", "text", span=span)
    by = Field("by", "text", span=span)
    at = Field("at", "date and time", default=Moment("now"), span=span)
    said = Field("words", "long text", required=True, span=span)
    choice = Field("choice", "text", required=True, span=span)
    fields = (by, said, about, at) if block.word == "chat" else (by, choice, about, at)
    return Entity(KEPT[block.word], fields, span=span)


def _notices(app: App) -> bool:
    return any(isinstance(step, Notice) for entity in app.entities for step in steps_of(entity))


def steps_of(entity: Entity) -> Iterator[Step]:
    """Return every step of an entity's actions and rules."""
    for action in entity.actions:
        yield from action.steps
    for rule in entity.rules:
        yield from rule.steps


def _each_once(entities: list[Entity]) -> tuple[Entity, ...]:
    """Return the first of those with one name; two entities of one name are reported elsewhere."""
    found: dict[str, Entity] = {}
    for entity in entities:
        found.setdefault(entity.name, entity)
    return tuple(found.values())
