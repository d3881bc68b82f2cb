"""A change of an app carries its names into the database: what was typed is found under the new ones, and back."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from record_apps import look_inside, plain, put, values_of

from desktop.blueprint import print_app, read
from desktop.blueprint.complete import complete
from desktop.blueprint.edits import diff, edit, parse_script, print_script
from desktop.blueprint.nodes import App
from desktop.errors import RecordsError
from desktop.records import Database, Record, carry_names, renames_of, turned_round
from desktop.records.folder import DATABASE_FILE

BLUEPRINT = """\
app "Plants"

entity Plant
  name: text
  day: date
  room: choice Balcony | Kitchen
  likes: tags Sun | Shade | Rain
  friends: many Plant
  price = 3
  with comments, votes

entity Visit
  plant: to Plant
  note: text

page Plants
  table of Plant

page Visits
  table of Visit
"""


def app_of(text: str) -> App:
    app = read(text).app
    assert app is not None
    return app


class House:
    """An app and its database, changed by scripts as a session changes them."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.app = app_of(text)
        self._past: list[tuple[App, str]] = []

    def open(self) -> Database:
        return Database(self.path, complete(self.app))

    def write(self, *records: Record) -> None:
        with self.open() as database:
            database.write(records)

    def change(self, script: str) -> None:
        changed = edit(self.app, script).app
        assert changed is not None
        carry_names(self.path, renames_of(self.app, parse_script(script, self.app).script))
        self._past.append((self.app, script))
        self.app = changed

    def undo(self) -> None:
        before, script = self._past.pop()
        carry_names(self.path, turned_round(renames_of(before, parse_script(script, before).script)))
        self.app = before

    def values(self, entity: str) -> list[dict]:
        """What the app shows of its records: the fields that it has now."""
        with self.open() as database:
            names = ("id", *database.fields[entity])
            return [{name: each[name] for name in names} for each in values_of(database, entity)]


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House(tmp_path / DATABASE_FILE, BLUEPRINT)
    house.write(
        plain("Plant", "fern", name="Fern", day="2026-03-01", room="Balcony", likes='["Shade", "Rain"]'),
        Record("oak", "Plant", 2, (("name", "Oak"), ("room", "Kitchen")), (("friends", ("fern",)),)),
        plain("Visit", "v1", plant="fern", note="thirsty"),
        plain("Plant comment", "c1", words="lovely", plant="fern", by="Ada"),
    )
    return house


def everything(house: House) -> list[list[dict]]:
    return [house.values(entity.name) for entity in complete(house.app).entities]


def test_a_field(house: House) -> None:
    """Its values are there under the new name, and other programs read them in a column of that name."""
    house.change("in Plant: rename day to bought")
    assert [each["bought"] for each in house.values("Plant")] == ["2026-03-01", None]
    assert look_inside(house.path, 'SELECT "bought" FROM "Plant" WHERE "id" = \'fern\'') == [("2026-03-01",)]


def test_an_entity_with_what_its_features_keep(house: House) -> None:
    """Its records, the comments on them and what refers to them are there under the new name."""
    house.change("rename entity Plant to Tree")
    assert [each["name"] for each in house.values("Tree")] == ["Fern", "Oak"]
    comments = [(each["words"], each["tree"]) for each in house.values("Tree comment")]
    assert comments == [("lovely", "fern")]
    assert [each["plant"] for each in house.values("Visit")] == ["fern"]
    assert [each["friends"] for each in house.values("Tree")] == [(), ("fern",)]
    names = {
        name for (name,) in look_inside(house.path, "SELECT name FROM sqlite_schema WHERE type = 'table'")
    }
    assert {"Tree", "Tree comment", "Tree vote", "Tree friends", "Visit"} <= names


def test_references_still_lead_to_records(house: House) -> None:
    """After their target was renamed they are checked against it: what goes is forgotten."""
    house.change("rename entity Plant to Tree\nin Visit: rename plant to tree")
    with house.open() as database:
        database.write(remove=[("Tree", "fern")])
    assert [each["tree"] for each in house.values("Visit")] == [None]
    assert [each["friends"] for each in house.values("Tree")] == [()]


@pytest.mark.parametrize(
    ("script", "field", "found"),
    [
        ("in Plant: rename option Balcony of room to Terrace", "room", ["Terrace", "Kitchen"]),
        ("in Plant: rename option Shade of likes to Dusk", "likes", [("Dusk", "Rain"), None]),
    ],
    ids=["choice", "tags"],
)
def test_an_option(house: House, script: str, field: str, found: list[object]) -> None:
    """Records that have it have it under the new name; others stay."""
    house.change(script)
    assert [each[field] for each in house.values("Plant")] == found


def test_a_tag_is_not_there_twice(house: House) -> None:
    """Where a record has a tag that went before and is now another's name, it has it once."""
    house.change("in Plant: remove option Rain from likes")
    house.change("in Plant: rename option Shade of likes to Rain")
    assert house.values("Plant")[0]["likes"] == ("Rain",)


def test_a_role(tmp_path: Path) -> None:
    """The people of an app have the role under its new name."""
    text = 'app "Class"\n  accounts Teacher | Student\n\nentity Note\n  words: text\n\npage Notes\n  list of Note\n'
    house = House(tmp_path / DATABASE_FILE, text)
    house.write(
        plain("Person", "p", name="Ada", role="Teacher"), plain("Person", "q", 2, name="Bo", role="Student")
    )
    house.change("rename role Teacher to Coach")
    assert [each["role"] for each in house.values("Person")] == ["Coach", "Student"]


SCRIPTS = {
    "field": "in Plant: rename day to bought",
    "in capitals": "in Plant: rename name to Name",
    "fields in a ring": "in Plant: rename day to x\nin Plant: rename name to day\nin Plant: rename x to name",
    "entity": "rename entity Plant to Tree",
    "entity with its reference": "rename entity Plant to Tree\nin Visit: rename plant to tree",
    "option": "in Plant: rename option Balcony of room to Terrace",
    "tag": "in Plant: rename option Shade of likes to Dusk",
    "links": "in Plant: rename friends to neighbours",
    "a name that was free just now": "in Plant: remove day\nin Plant: rename name to day",
    "an entity's name that was free just now": "remove entity Visit\nrename entity Plant to Visit",
    "all kinds of things": "in Plant: rename day to bought\nin Plant: remove room\nin Plant: add height: number\n"
    "rename entity Plant to Tree\nin Tree: rename option Sun of likes to Light\nin Tree: add room: text",
    "another kind": "in Plant: change name: number",
    "another kind under another name": "in Plant: change name: number\nin Plant: rename name to weight",
    "a reference to what it never was": "in Plant: change day: to Plant",
    "a reference that is only words": "in Visit: change plant: text",
    "an entity called like what a feature keeps": "rename entity Plant to Plant comment",
    "less": "remove entity Visit\nin Plant: remove with comments\nin Plant: remove friends",
}


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS)
@pytest.mark.parametrize("opened", [False, True], ids=["at once", "after a look"])
def test_undo_brings_everything_back(house: House, script: str, opened: bool) -> None:
    """Whether or not the changed app was opened: taken back, every value is where it was typed."""
    before = everything(house)
    house.change(script)
    if opened:
        everything(house)
    house.undo()
    assert everything(house) == before


@pytest.mark.parametrize(
    "scripts",
    [
        ("in Plant: remove day", "in Plant: rename name to day", "in Plant: add name: text"),
        (
            "in Plant: remove day",
            "in Plant: rename name to day",
            "in Plant: rename room to name",
            "in Plant: remove day",
        ),
        ("remove entity Plant\nrename entity Visit to Plant", "rename entity Plant to Plant comment"),
        (
            "rename entity Plant to Tree",
            "add entity Plant\nin Plant: add x: text",
            "rename entity Tree to Bush",
        ),
    ],
    ids=["a field's", "two fields'", "what a feature keeps", "an entity's"],
)
def test_several_changes_are_taken_back_one_by_one(house: House, scripts: tuple[str, ...]) -> None:
    """Also where a change took a name that another had set free."""
    before = everything(house)
    for script in scripts:
        house.change(script)
        everything(house)
    for _ in scripts:
        house.undo()
        everything(house)
    assert everything(house) == before


def test_a_way_back_that_renames_nothing_is_no_matter(house: House) -> None:
    """The records follow the way there turned round, not what the script back says; both give the same app."""
    before, old = everything(house), house.app
    house.change("in Plant: rename day to bought\nin Plant: change bought: text")
    back = print_script(diff(house.app, old))
    house.undo()
    assert print_app(house.app) == print_app(old)
    assert back
    assert everything(house) == before


def test_a_name_that_a_field_left_behind_is_taken_over(house: House) -> None:
    """Old values do not show under a new field's name, and are found again when that is free."""
    house.change("in Plant: remove day")
    house.change("in Plant: rename name to day")
    assert [each["day"] for each in house.values("Plant")] == ["Fern", "Oak"]
    with house.open() as database:
        assert put(database, "Plant", "ivy", 3, day="Ivy")["revision"]
    house.change("in Plant: rename day to name")
    house.change("in Plant: add day: date")
    assert [(each["name"], each["day"]) for each in house.values("Plant")] == [
        ("Fern", "2026-03-01"),
        ("Oak", None),
        ("Ivy", None),
    ]


def test_a_name_that_an_entity_left_behind_is_taken_over(house: House) -> None:
    """Records of an entity that went do not show among those of one that has its name now."""
    house.change("remove entity Visit")
    house.change("rename entity Plant to Visit")
    assert [each["name"] for each in house.values("Visit")] == ["Fern", "Oak"]
    house.change("rename entity Visit to Plant")
    house.change("add entity Visit\nin Visit: add note: text\nadd page Visits\non Visits: add table of Visit")
    assert [each["note"] for each in house.values("Visit")] == ["thirsty"]


def test_a_field_that_was_never_opened_takes_no_old_values_over(house: House) -> None:
    """A field that has no column yet gets none of a field that went, when it is renamed to its name."""
    house.change("in Plant: remove day")
    house.change("in Plant: add bought: date")
    house.change("in Plant: rename bought to day")
    assert [each["day"] for each in house.values("Plant")] == [None, None]


def test_add_after_remove_brings_the_values_back(house: House) -> None:
    """What was typed stays in the file, and is there again with the field."""
    house.change("in Plant: remove day")
    assert "day" not in house.values("Plant")[0]
    house.change("in Plant: add day: date")
    assert house.values("Plant")[0]["day"] == "2026-03-01"


def test_the_pages_own_entity_of_that_name_is_not_an_implied_one(tmp_path: Path) -> None:
    """Where the app says itself what a `Plant comment` is, it keeps its name when the plant loses its."""
    text = (
        'app "Plants"\n\nentity Plant\n  name: text\n\nentity Plant comment\n  words: text\n\n'
        "page Plants\n  table of Plant\n  table of Plant comment\n"
    )
    house = House(tmp_path / DATABASE_FILE, text)
    house.write(plain("Plant comment", "c", words="mine"))
    house.change("rename entity Plant to Tree")
    assert [each["words"] for each in house.values("Plant comment")] == ["mine"]


def test_an_entity_may_be_called_like_what_its_feature_kept(house: House) -> None:
    """Its own records are there, and not the comments on them."""
    house.change("in Plant: remove with comments\nrename entity Plant to Plant comment")
    assert [each["name"] for each in house.values("Plant comment")] == ["Fern", "Oak"]


def test_what_is_worked_out_and_what_pages_are_called_is_in_no_database(house: House) -> None:
    """Only what is kept is carried."""
    script = "in Plant: rename price to cost\nrename page Plants to Garden"
    assert renames_of(house.app, parse_script(script, house.app).script)[0].name == "price"
    before = house.path.read_bytes()
    house.change("rename page Plants to Garden")
    assert house.path.read_bytes() == before


def test_other_windows_learn_of_it(house: House) -> None:
    """The revision grows, so that whoever shows the app reads it again."""
    with house.open() as database:
        before = database.revision
        house.change("in Plant: rename option Balcony of room to Terrace")
        assert database.revision == before + 1


def test_another_programs_view_keeps_the_column_as_it_was(house: House) -> None:
    """Where SQLite cannot rename a column, the app's field has its new name all the same."""
    connection = sqlite3.connect(house.path)
    connection.execute('CREATE VIEW "days" AS SELECT "day", "no such column" FROM "Plant"')
    connection.close()
    house.change("in Plant: rename day to bought")
    assert house.values("Plant")[0]["bought"] == "2026-03-01"


def test_without_a_database_there_is_nothing_to_do(tmp_path: Path) -> None:
    """An app that was never opened has no records, and gets no file by being changed."""
    house = House(tmp_path / DATABASE_FILE, BLUEPRINT)
    house.change("in Plant: rename day to bought")
    assert not house.path.exists()


def test_an_empty_file_is_no_database_yet(tmp_path: Path) -> None:
    """A file without anything in it is left as it is."""
    house = House(tmp_path / DATABASE_FILE, BLUEPRINT)
    house.path.touch()
    house.change("in Plant: rename day to bought")
    assert house.path.read_bytes() == b""


def refused(house: House) -> str:
    """The reason why a change of a name is refused; the file is as it was."""
    before = house.path.read_bytes()
    with pytest.raises(RecordsError) as caught:
        house.change("in Plant: rename day to bought")
    assert house.path.read_bytes() == before
    return caught.value.key


def test_another_program_that_writes_is_waited_for_and_then_said(house: House, monkeypatch) -> None:
    """A file that somebody holds is not changed, and the sentence says why."""
    monkeypatch.setattr("desktop.records.connecting.WAIT_FOR_OTHERS_S", 0.05)
    other = sqlite3.connect(house.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert refused(house) == "records_busy"
    other.close()
    assert house.values("Plant")[0]["day"] == "2026-03-01"


def test_a_damaged_file_is_said(house: House) -> None:
    """What is no database is left as it is."""
    house.path.write_bytes(b"not a database, " * 100)
    assert refused(house) == "records_damaged"


def test_somebody_elses_database_is_left_alone(house: House) -> None:
    """A database that we did not make is none of ours."""
    house.path.unlink()
    connection = sqlite3.connect(house.path)
    connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    assert refused(house) == "records_damaged"


def test_a_newer_file_is_left_alone(house: House) -> None:
    """What a later Homespun keeps in there, this one does not know."""
    connection = sqlite3.connect(house.path)
    connection.execute("PRAGMA user_version = 9")
    connection.close()
    assert refused(house) == "records_newer"


@pytest.mark.parametrize("goal", ["elsewhere", "nowhere"])
def test_a_link_is_not_followed(house: House, tmp_path: Path, goal: str) -> None:
    """Records that lie somewhere else are not changed there."""
    place = tmp_path / "elsewhere"
    house.path.rename(place)
    house.path.symlink_to(tmp_path / goal)
    before = place.read_bytes()
    with pytest.raises(RecordsError) as caught:
        house.change("in Plant: rename day to bought")
    assert caught.value.key == "records_place"
    assert place.read_bytes() == before


def test_values_that_another_program_wrote_are_passed_over(house: House) -> None:
    """Tags that are no list, and names that are no numbers, break nothing."""
    connection = sqlite3.connect(house.path)
    with connection:
        connection.execute('UPDATE "Plant" SET "likes" = \'Shade, not JSON\' WHERE "id" = \'fern\'')
        connection.execute(
            'INSERT INTO "homespun_columns" SELECT "entity", "field" || \'\x1fmany\', "column", "table", "kind", '
            '"target" FROM "homespun_columns" WHERE "field" = \'day\''
        )
    connection.close()
    house.change("in Plant: rename option Shade of likes to Dusk\nin Plant: rename name to day2")
    assert house.values("Plant")[0]["likes"] == ("Shade, not JSON",)
