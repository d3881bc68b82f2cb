"""Who may see what, as it is compiled: permissions, and what only some pages show."""

from __future__ import annotations

from desktop.blueprint import read
from desktop.blueprint.complete import complete
from desktop.compiler import compile_app
from desktop.compiler.plan_people import plan_permissions

APP = """app "School"
  accounts Teacher | Student

entity Subject
  name: text

entity Mark
  subject: to Subject
  owner: to Person
  mark: number

entity Wish
  words: text
  only owner changes

entity Log
  words: text

entity Room
  name: text
  action Report: create Log with words = name

page Home
  list of Room
  form of Wish

page Office; only Teacher
  table of Mark
  table of Subject
  table of Wish
  table of Log
"""


def _permissions(text: str) -> dict[str, object]:
    app = read(text).app
    assert app is not None
    return dict(plan_permissions(app, complete(app)))


def test_what_only_an_office_shows_is_for_the_office_everywhere() -> None:
    """Marks are seen and added by teachers; wishes and reports are made by all and seen by teachers."""
    found = _permissions(APP)
    assert found["Mark"] == {"sees": ("Teacher",), "adds": ("Teacher",)}
    assert found["Wish"] == {"sees": ("Teacher",), "changes": ("owner",)}
    assert found["Log"] == {"sees": ("Teacher",)}
    assert found["Room"] == {}


def test_what_is_named_by_something_open_is_open() -> None:
    """A subject is read in every mark of a page for everybody, so its name is no secret."""
    found = _permissions(
        APP.replace("page Office; only Teacher", "page Marks\n  list of Mark\n\npage Office; only Teacher")
    )
    assert found["Mark"] == {}
    assert found["Subject"] == {}


def test_without_accounts_nothing_of_them_is_compiled() -> None:
    """No person, no password, no permission."""
    app = read('app "Shed"\n\nentity Tool\n  name: text\n\npage Tools\n  list of Tool\n').app
    assert app is not None
    files = compile_app(app)
    assert not [file.path for file in files.files if "people" in file.path or "password" in file.path]
    assert "people" not in files.text_of("app.js")


def test_me_is_a_person_where_one_is_meant_and_a_name_elsewhere() -> None:
    """Two people of one name are not taken for one another."""
    text = """app "Tasks"
  accounts Boss | Staff

entity Task
  name: text
  who: to Person, default me
  said by: text, default me
  action Take: set who to me, set said by to me

page Mine
  list of Task; where who is me
  list of Task; where said by is me
"""
    reading = read(text)
    assert reading.ok
    assert reading.app is not None
    script = compile_app(reading.app).text_of("app.js")
    for line in (
        "start: () => me()",
        "start: () => myName()",
        '{ set: "who", to: (task) => me() }',
        '{ set: "said by", to: (task) => myName() }',
        "same(task.who, me())",
        'same(task["said by"], myName())',
    ):
        assert line in script, line
