"""What a single record comes with: a page of its own, its features, the records that refer to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desktop.blueprint import nodes
from desktop.blueprint.complete import feature_entity, notification_name, own_computed, reference_of
from desktop.compiler.literal import Literal, write_literal
from desktop.compiler.plan_pages import choose_fields
from desktop.compiler.plan_people import owner_field, plan_permissions
from desktop.compiler.plurals import many_of
from desktop.compiler.slug import slug
from desktop.compiler.titles import heading

_REFERENCES = ("reference", "references")


@dataclass(frozen=True, slots=True)
class RecordPlan:
    """What the records of one entity come with; all but `page` as JavaScript, "" for nothing.

    Attributes:
        page: The first part of the address of a record's own page, or "" if it has none.
        features: For each feature the entity that keeps it, and the field that refers to the record.
        part_of: For an entity that a feature implies, whose feature it is; empty for others.
        related: Whose records refer to these, by which field, and what is shown of them.
        owner: The field that says to whom a record belongs, or ""; not JavaScript.
        only: For what not everybody may do, who may.
    """

    page: str
    features: str
    part_of: str
    related: str
    owner: str
    only: str


def plan_records(app: nodes.App, whole: nodes.App) -> dict[str, RecordPlan]:
    """Plan what the records of every entity come with.

    Args:
        app: The app as it was read.
        whole: The app with all that it implies.

    Returns:
        A plan for each entity of `whole`, by name.
    """
    addresses = _addresses(app)
    parts = {name: part for entity in app.entities for name, part in _parts_of(entity)}
    permissions = plan_permissions(app, whole)
    return {
        entity.name: RecordPlan(
            page=addresses.get(entity.name, ""),
            features=_written(_features(entity)),
            part_of=_written(parts.get(entity.name, {})),
            related=_written(tuple(_related(entity, app)) if entity.name in addresses else ()),
            owner=owner_field(entity),
            only=_written(permissions[entity.name]),
        )
        for entity in whole.entities
    }


def _written(value: dict[str, Literal] | tuple[Literal, ...]) -> str:
    return write_literal(value, 4) if value else ""


def record_parts(app: nodes.App) -> tuple[str, ...]:
    """Return the parts of the runtime that an app's records ask for."""
    features = {feature for entity in app.entities for feature in entity.features}
    forms = [each for page in app.pages for each in page.sections if isinstance(each, nodes.Form)]
    wanted = {
        "actions": any(entity.actions for entity in app.entities),
        "rules": any(entity.rules for entity in app.entities),
        "conditions": any(entity.checks or entity.distinct for entity in app.entities),
        "notifications": bool(notification_name(app)),
        "features": bool(features),
        "comments": "comments" in features,
        "form_steps": any(form.steps > 1 for form in forms),
        "record_page": bool(_addresses(app)),
    }
    return tuple(part for part, is_wanted in wanted.items() if is_wanted)


def _addresses(app: nodes.App) -> Mapping[str, str]:
    """Return the addresses of the entities whose records have pages of their own.

    A record has one where there is more to it than a form: records that refer to it, comments, or a
    text that is read. All others are opened where they stand.
    """
    referred = {
        field.target for entity in app.entities for field in entity.fields if field.type in _REFERENCES
    }
    read = {
        section.entity
        for page in app.pages
        for section in page.sections
        if isinstance(section, nodes.Collection) and section.view == "articles"
    }
    addresses: dict[str, str] = {}
    for entity in app.entities:
        if entity.features or entity.name in referred or entity.name in read:
            address = base = slug(entity.name, "record")
            number = 2
            while address in addresses.values():
                address, number = f"{base}-{number}", number + 1
            addresses[entity.name] = address
    return addresses


def _features(entity: nodes.Entity) -> dict[str, Literal]:
    implied = [each.name for each in entity.computed if each not in own_computed(entity)]
    columns = dict(zip(entity.features, implied, strict=True))
    return {
        feature: {
            "entity": feature_entity(entity.name, feature),
            "field": reference_of(entity.name),
            "column": columns[feature],
            "line": entity.span.line,
        }
        for feature in nodes.FEATURES
        if feature in entity.features
    }


def _parts_of(entity: nodes.Entity) -> Iterator[tuple[str, dict[str, Literal]]]:
    for feature in entity.features:
        yield (
            feature_entity(entity.name, feature),
            {"entity": entity.name, "field": reference_of(entity.name)},
        )


def _related(entity: nodes.Entity, app: nodes.App) -> Iterator[Literal]:
    for other in app.entities:
        fields = [each for each in other.fields if each.type in _REFERENCES and each.target == entity.name]
        for field in fields:
            many = many_of(other.name, app)
            by = heading(app.language, "section_by", plural=many, by=field.name)
            showing = tuple(name for name in choose_fields("table", other) if name != field.name)
            yield {
                "entity": other.name,
                "field": field.name,
                "title": by if len(fields) > 1 else many,
                "showing": showing or tuple(each.name for each in other.fields[:1]),
                "line": other.span.line,
            }
