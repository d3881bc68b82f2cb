"""What `accounts` adds to an app: its people, and who made which record."""

from __future__ import annotations

import pytest

from desktop.blueprint import print_app, read
from desktop.blueprint.complete import complete
from desktop.blueprint.nodes import App, Entity, Pronoun

HEAD = 'app "Diaries"\n  accounts Teacher | Student\n\n'
PAGES = "\npage Entries\n  list of Entry; where owner is me\n"


def _app(text: str) -> App:
    reading = read(text)
    assert reading.app is not None
    assert reading.diagnostics == ()
    return reading.app


def _entity(app: App, name: str) -> Entity:
    return next(entity for entity in complete(app).entities if entity.name == name)


def _names(entity: Entity) -> list[str]:
    return [field.name for field in entity.fields]


def test_people_are_an_entity() -> None:
    """Whoever signs in is a Person, with a name, a role and no password."""
    app = _app(HEAD + "entity Entry\n  title: text\n  only owner sees\n" + PAGES)
    person = _entity(app, "Person")
    assert _names(person) == ["name", "email", "role", "joined"]
    assert person.fields[2].options == ("Teacher", "Student")
    assert print_app(app) == print_app(_app(print_app(app))), "what is implied is not printed"


def test_people_can_be_described_further() -> None:
    """Fields of the blueprint's own come first and stay; what is called alike and holds something else, too."""
    own = "entity Person\n  team: text\n  role: text\n  email: text\n\n"
    app = _app(HEAD + own + "entity Entry\n  title: text\n  only owner sees\n" + PAGES)
    assert _names(_entity(app, "Person")) == ["team", "role", "email", "name", "app role", "joined"]


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("", ["title", "owner"]),
        ("  owner: to Person\n", ["title", "owner"]),
        ("  author: to Person, default me\n", ["title", "author"]),
        ("  owner: text\n", ["title", "owner", "app owner"]),
    ],
)
def test_a_record_belongs_to_somebody(field: str, fields: list[str]) -> None:
    """Where only the owner may do something there is a field for it, unless a field says it already."""
    pages = "\npage Entries\n  list of Entry\n"
    app = _app(HEAD + f"entity Entry\n  title: text\n{field}  only owner sees\n" + pages)
    assert _names(_entity(app, "Entry")) == fields


def test_without_such_a_permission_nobody_owns_it() -> None:
    """A list that everybody may change has no field for its maker."""
    app = _app(HEAD + "entity Entry\n  title: text\n\npage Entries\n  list of Entry\n")
    assert _names(_entity(app, "Entry")) == ["title"]


def test_completing_twice_changes_nothing_more_of_people() -> None:
    """What is there is found again, and not added a second time."""
    whole = complete(_app(HEAD + "entity Entry\n  title: text\n  only owner sees\n" + PAGES))
    assert complete(whole) == whole


def test_without_accounts_there_are_no_people() -> None:
    """An app that asks nobody who they are has no Person, and cannot refer to one."""
    reading = read(
        'app "Diaries"\n\nentity Entry\n  who: to Person, default me\n\npage Entries\n  list of Entry\n'
    )
    assert {each.code for each in reading.diagnostics} == {"unknown-entity", "me-without-accounts"}


def test_me_fits_a_field_for_people() -> None:
    """`default me` is for a Person, or the name of one; not for a plant."""
    plants = "entity Plant\n  name: text\n\nentity Entry\n  plant: to Plant, default me\n  who: to Person, default me\n"
    pages = "\npage Entries\n  list of Entry\n  list of Plant\n"
    reading = read(HEAD + plants + pages)
    assert [(each.code, each.span.line) for each in reading.diagnostics] == [("default-not-here", 8)]
    assert reading.app is not None
    assert reading.app.entities[1].fields[1].default == Pronoun("me")
