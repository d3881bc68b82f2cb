"""Reading and memory → a checked-by-construction app, without any network: the baseline the writer must beat.

It never invents: every field is one that the person named or that a remembered blueprint lends, and
whatever was asked for and could not be made comes back as a note.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.blueprint.nodes import App, Entity, Field, Page
from desktop.blueprint.vocabulary import REFERENCE_WORDS
from desktop.messages import say
from desktop.spindle.assembler.actions import actions_of, settable
from desktop.spindle.assembler.choosing import adopted
from desktop.spindle.assembler.computed import computed_of, references
from desktop.spindle.assembler.entities import TRUST, entities_of
from desktop.spindle.assembler.extras import roles_of, with_features, with_owner
from desktop.spindle.assembler.fields import USUAL_FIELDS, FieldKnowledge, with_title
from desktop.spindle.assembler.lending import is_about, knows_lending, lent_out, says_lending
from desktop.spindle.assembler.look import about_of, icon_of, is_alike, name_of, says_more, theme_of
from desktop.spindle.assembler.pages import main_place, pages_of, with_needed_fields
from desktop.spindle.assembler.soundness import sound
from desktop.spindle.assembler.usual_words import with_usual
from desktop.spindle.assembler.wishes import wishes_of
from desktop.spindle.memory import Remembered
from desktop.spindle.naming import closeness, stems
from desktop.spindle.reading import Reading
from desktop.spindle.tags import OF_RECORDS


@dataclass(frozen=True, slots=True)
class Assembly:
    """An app, and in plain words what was asked for and is not in it.

    Attributes:
        whole: What kind of app it is, if a remembered one was taken over whole, so that nothing is left to
            write; else "".
    """

    app: App
    notes: tuple[str, ...]
    whole: str = ""


def assemble(reading: Reading, remembered: tuple[Remembered, ...], knowledge: FieldKnowledge) -> Assembly:
    """Arrange what was read and remembered into an app.

    Args:
        reading: The request, understood.
        remembered: The nearest blueprints, best first; may be empty.
        knowledge: What is known of fields by their names.
    """
    whole = adopted(reading, remembered)
    lending = reading.kind in OF_RECORDS and says_lending(reading.request)
    if whole is not None and lending and not (knows_lending(whole.app) and is_about(whole.app, reading)):
        whole = None
    if whole is not None:
        notes = [say(f"spindle.near_{whole.kind}")] if whole.near else []
        notes += [say("spindle.cannot", words=mark.words) for mark in reading.tagged("cannot")]
        return Assembly(whole.app, tuple(dict.fromkeys(notes)), whole.kind)
    assembly = put_together(reading, remembered, knowledge)
    if lending and not (knows_lending(assembly.app) and is_about(assembly.app, reading)):
        return replace(assembly, app=sound(lent_out(assembly.app, reading)))
    return assembly


def put_together(reading: Reading, remembered: tuple[Remembered, ...], knowledge: FieldKnowledge) -> Assembly:
    """Make an app of records from its parts, whatever is remembered whole; see `assemble`."""
    notes: list[str] = []
    lent = remembered[0].app if remembered else None
    close = bool(remembered) and remembered[0].similarity >= TRUST
    knowledge = _LentFirst(remembered, knowledge)
    entities = entities_of(reading, remembered, knowledge)
    if not entities:
        entities = (Entity("Entry", with_title((), "Entry") + USUAL_FIELDS),)
    wishes = wishes_of(reading)
    place = main_place(entities)
    main = with_needed_fields(entities[place], wishes)
    alike = (
        next(
            (one for one in lent.entities if closeness(one.name, main.name) >= 0.5),
            lent.entities[0] if lent.entities and close else None,
        )
        if lent
        else None
    )
    unchanged = alike is not None and set(alike.fields) <= set(main.fields)
    main, unclear = computed_of(
        tuple((mark.words, reading.request[mark.end :]) for mark in reading.tagged("computed")), main, alike
    )
    notes.extend(say("spindle.computed_unclear", words=words) for words in unclear)
    main, unclear = actions_of(tuple(mark.words for mark in reading.tagged("action")), main, alike)
    notes.extend(say("spindle.action_unclear", words=words) for words in unclear)
    main = with_usual(with_features(_whole(main), reading.request), reading.request)
    roles = roles_of(reading.request)
    main = with_owner(main, reading.request) if roles else main
    entities = tuple(main if index == place else _whole(entity) for index, entity in enumerate(entities))
    theme, unknown = theme_of(reading)
    notes.extend(say("spindle.colour_unknown", words=words) for words in unknown)
    notes.extend(say("spindle.cannot", words=mark.words) for mark in reading.tagged("cannot"))
    # "A page that lists my …" is read as a site at times; named fields and a neighbour that keeps
    # records speak against it.
    records = len(reading.tagged("f")) > 1 and bool(remembered) and remembered[0].kind == "data"
    if reading.kind not in OF_RECORDS and not (reading.kind == "site" and records):
        notes.insert(0, say(f"spindle.kind_{reading.kind}"))
    if lent is not None and entities == lent.entities and not wishes:
        pages = lent.pages
    else:
        pages = pages_of(entities, wishes, lent.pages if lent is not None and unchanged else ())
    named = close and is_alike(entities, lent) and says_more(remembered[0], entities)
    app = App(
        name=name_of(reading, entities, lent, named),
        about=about_of(reading),
        icon=icon_of(entities, tuple(one for one in remembered if one.similarity >= TRUST)),
        theme=theme,
        entities=entities,
        pages=pages,
        roles=_roles(roles, lent, entities, pages),
    )
    return Assembly(sound(app), tuple(dict.fromkeys(notes)))


def _roles(
    asked: tuple[str, ...], lent: App | None, entities: tuple[Entity, ...], pages: tuple[Page, ...]
) -> tuple[str, ...]:
    """The roles that people sign in as: those that lent pages and permissions speak of, else the asked."""
    spoken = {role for page in pages for role in page.only}
    spoken |= {each.who for entity in entities for each in entity.permissions}
    if lent is not None and spoken & set(lent.roles):
        return lent.roles
    return asked or (lent.roles if lent is not None and spoken else ())


NEAR = 0.65
"""Similarity from which on a remembered blueprint may say what the options of a field usually are."""


class _LentFirst:
    """Fields as the nearest blueprints have them, before the usual ones."""

    def __init__(self, remembered: tuple[Remembered, ...], knowledge: FieldKnowledge) -> None:
        self._fields: dict[frozenset[str], Field] = {}
        for one in remembered:
            for entity in one.app.entities if one.similarity >= NEAR else ():
                for field in entity.fields:
                    if field.type not in REFERENCE_WORDS:
                        self._fields.setdefault(stems(field.name), field)
        self._knowledge = knowledge

    def field_like(self, name: str) -> Field | None:
        """The lent field of that name, or the usual one."""
        return self._fields.get(stems(name)) or self._knowledge.field_like(name)


def _whole(entity: Entity) -> Entity:
    """Drop what refers to fields that are not there (a lent action, formula or sample of other fields)."""
    names = {field.name for field in entity.fields}
    computed = tuple(one for one in entity.computed if one.name not in names)
    readable = names | {one.name for one in computed}
    while any(not references(one.expression) <= readable for one in computed):
        computed = tuple(one for one in computed if references(one.expression) <= readable)
        readable = names | {one.name for one in computed}
    actions = tuple(
        action
        for action in entity.actions
        if settable(action, entity) and all(references(a.value) <= readable for a in action.assignments)
    )
    return replace(entity, computed=computed, actions=actions)
