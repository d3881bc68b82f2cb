"""A change of an app, carried into its records: what converts, what does not and is told, and a change cut off."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from record_apps import look_inside, plain, values_of
from record_houses import SHED, app_of, open_shed, shed

from desktop.blueprint.edits import edit, parse_script
from desktop.blueprint.nodes import App
from desktop.errors import RecordsError
from desktop.records import (
    DATABASE_FILE,
    Conversion,
    Database,
    Record,
    confirm,
    migrate,
    renames_of,
    turned_round,
)
from desktop.records.adopting import adopt

TEXT = """\
app "Plants"

entity Room
  name: text

entity Plant
  name: text
  x: {type}
  room: to Room
  rooms: many Room

page Plants
  table of Plant

page Rooms
  table of Room
"""


class House:
    """An app with one field of a type, which is changed."""

    def __init__(self, folder: Path, type_: str, values: list[object]) -> None:
        self.app = app_of(TEXT.format(type=type_))
        self.path = folder / DATABASE_FILE
        with Database(self.path, self.app) as database:
            database.write([plain("Room", "k", 1, name="Kitchen"), plain("Room", "h", 2, name="Hall")])
            records = []
            for at, value in enumerate(values):
                if isinstance(value, tuple):
                    records.append(Record(f"p{at}", "Plant", at, (("name", f"P{at}"),), (("x", value),)))
                else:
                    records.append(plain("Plant", f"p{at}", at, name=f"P{at}", x=value))
            database.write(records)

    def change(self, script: str) -> tuple[Conversion, ...]:
        after = edit(self.app, script).app
        assert after is not None
        told = migrate(
            self.path, self.app, after, renames_of(self.app, parse_script(script, self.app).script)
        )
        confirm(self.path)
        self.app = after
        return told

    def values(self, field: str = "x") -> list[object]:
        with Database(self.path, self.app) as database:
            return [each[field] for each in values_of(database, "Plant")]


@pytest.mark.parametrize(
    ("before", "values", "after", "become", "unfit"),
    [
        ("text", ["12.5", "1,234.50 €", "12,5", "-7", "1e+21"], "number", [12.5, 1234.5, 12.5, -7.0, 1e21], 0),
        ("text", ["a dozen", "nan", "12", ""], "number", [None, None, 12.0, None], 2),
        ("text", ["2026-03-01", "1 March 2026", "Mar 1, 2026", "soon"], "date", ["2026-03-01"] * 3 + [None], 1),
        ("text", ["13/4/2026", "1/2/2026"], "date", ["2026-04-13", "2026-02-01"], 0),
        ("text", ["4/13/2026", "1/2/2026"], "date", ["2026-04-13", "2026-01-02"], 0),
        ("text", ["1/2/2026", "2026-02-30"], "date", [None, None], 2),
        ("text", ["9:30 pm", "09:30", "noon"], "time", ["21:30", "09:30", None], 1),
        ("text", ["yes", "No", "perhaps"], "yes/no", [True, False, None], 1),
        ("text", ["2026-03-01 09:30"], "date and time", ["2026-03-01T09:30"], 0),
        ("date", ["2026-03-01"], "date and time", ["2026-03-01T00:00"], 0),
        ("date and time", ["2026-03-01T09:30"], "date", ["2026-03-01"], 0),
        ("date and time", ["2026-03-01T09:30"], "text", ["2026-03-01 09:30"], 0),
        ("date", ["2026-03-01"], "number", [None], 1),
        ("yes/no", [1, 0], "text", ["yes", "no"], 0),
        ("yes/no", [1, 0], "number", [1.0, 0.0], 0),
        ("number", [1.0, 0.0, 7.0], "yes/no", [True, False, None], 1),
        ("number", [12.0, 1.5], "text", ["12", "1.5"], 0),
        ("tags A | B", ['["A", "B"]'], "text", ["A, B"], 0),
        ("text", ["A, B", "A"], "tags A | B", [("A", "B"), ("A",)], 0),
        ("text", ["kitchen", "Attic"], "to Room", ["k", None], 1),
        ("to Room", ["k", None], "text", ["Kitchen", None], 0),
        ("to Room", ["k"], "many Room", [("k",)], 0),
        ("many Room", [("k", "h"), ("h",), ()], "to Room", [None, "h", None], 1),
        ("many Room", [("k", "h")], "text", ["Kitchen, Hall"], 0),
        ("text", ["Hall, Kitchen", "Hall, Attic"], "many Room", [("h", "k"), ()], 1),
        ("money €", [12.0], "percent", [12.0], 0),
    ],
)  # fmt: skip
def test_a_type_that_changes_takes_what_can_be_told_and_comes_back(
    tmp_path: Path, before: str, values: list[object], after: str, become: list[object], unfit: int
) -> None:
    """What is not told is counted, and all is as it was when the change is taken back."""
    house = House(tmp_path, before, values)
    first = house.values()
    told = house.change(f"in Plant: change x: {after}")
    assert house.values() == become
    assert sum(each.unfit for each in told) == unfit
    house.change(f"in Plant: change x: {before}")
    assert house.values() == first


def test_what_did_not_convert_is_told_in_a_sentence_with_examples(tmp_path: Path) -> None:
    house = House(tmp_path, "text", ["12", "a dozen", "a dozen", "many " * 20, "few", "none"])
    (told,) = house.change("in Plant: change x: number")
    assert (told.entity, told.field, told.type, told.fitted, told.unfit) == ("Plant", "x", "number", 1, 5)
    assert told.examples == ("a dozen", ("many " * 20)[:40] + "…", "few")
    sentence = told.sentence()
    assert "5 of 6" in sentence
    assert "“a dozen”" in sentence


def test_options_that_are_gone_are_told_and_stay(tmp_path: Path) -> None:
    house = House(tmp_path, "choice A | B | C", ["A", "B", "C", "C", None])
    assert house.change("in Plant: rename option A of x to Alpha") == ()
    (told,) = house.change("in Plant: remove option C from x")
    assert (told.fitted, told.unfit, told.examples, told.is_shown) == (2, 2, ("C",), True)
    assert house.values() == ["Alpha", "B", "C", "C", None]
    assert house.change("in Plant: add option D to x") == ()


def test_words_that_are_no_option_are_told(tmp_path: Path) -> None:
    house = House(tmp_path, "text", ["A", "Apple", "Apple", "B"])
    (told,) = house.change("in Plant: change x: choice A | B")
    assert (told.fitted, told.unfit, told.examples) == (2, 2, ("Apple",))
    assert house.values() == ["A", "Apple", "Apple", "B"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("y: number, default 7", 7.0), ("y: choice A | B, default B", "B"), ("y: yes/no, default yes", True),
        ("y: text, default \"new\"", "new"), ("y: date, default 2026-03-01", "2026-03-01"), ("y: date, default today", None),
        ("y: number", None),
    ],
)  # fmt: skip
def test_a_new_field_has_its_default_in_records_that_are_there(
    tmp_path: Path, field: str, value: object
) -> None:
    """But not the day of today: that would not be true of them."""
    house = House(tmp_path, "text", ["a", "b"])
    house.change(f"in Plant: add {field}")
    assert house.values("y") == [value, value]


def test_a_field_that_comes_back_has_its_own_values_and_not_the_default(tmp_path: Path) -> None:
    house = House(tmp_path, "number", [1.0, None])
    house.change("in Plant: remove x")
    house.change("in Plant: add x: number, default 7")
    assert house.values() == [1.0, None]


def test_what_is_typed_in_between_comes_along_whatever_the_way(tmp_path: Path) -> None:
    """Text, number, tags, text again: each record shows what was typed into it last."""
    house = House(tmp_path, "text", ["7", "a dozen", "8", "9"])
    house.change("in Plant: change x: number")
    with Database(house.path, house.app) as database:
        database.write([plain("Plant", "p0", 0, x=70.0)])
    house.change("in Plant: change x: tags A | B")
    with Database(house.path, house.app) as database:
        database.write([plain("Plant", "p2", 2, x='["A"]'), plain("Plant", "p3", 3, x=None)])
    house.change("in Plant: change x: text")
    assert house.values() == ["70", "a dozen", "A", None]


def test_what_was_typed_since_and_does_not_fit_gives_way_to_what_was_there(tmp_path: Path) -> None:
    house = House(tmp_path, "number", [5.0])
    house.change("in Plant: change x: text")
    with Database(house.path, house.app) as database:
        database.write([plain("Plant", "p0", 0, x="about five")])
    (told,) = house.change("in Plant: change x: number")
    assert told.examples == ("about five",)
    assert house.values() == [5.0]
    house.change("in Plant: change x: text")
    assert house.values() == ["5"] or house.values() == ["about five"]


def test_many_records_are_converted_some_at_a_time(tmp_path: Path) -> None:
    house = House(tmp_path, "text", [str(at) for at in range(1234)])
    assert house.change("in Plant: change x: number") == ()
    assert house.values() == [float(at) for at in range(1234)]


def test_nothing_is_made_where_nothing_is(tmp_path: Path) -> None:
    app = app_of(TEXT.format(type="text"))
    assert migrate(tmp_path / DATABASE_FILE, app, app_of(TEXT.format(type="number")), ()) == ()
    confirm(tmp_path / DATABASE_FILE)
    assert list(tmp_path.iterdir()) == []


def test_a_change_that_fails_leaves_everything_as_it_was(tmp_path: Path, monkeypatch) -> None:
    house = House(tmp_path, "text", ["1", "2"])
    before = look_inside(house.path, "SELECT name, sql FROM sqlite_schema")

    def fail(*_arguments: object) -> None:
        raise sqlite3.OperationalError("no")

    monkeypatch.setattr("desktop.records.growing.mark", fail)
    with pytest.raises(RecordsError):
        house.change("in Plant: rename name to title\nin Plant: change x: number")
    assert look_inside(house.path, "SELECT name, sql FROM sqlite_schema") == before
    assert house.values() == ["1", "2"]


# --- a change that was cut off --------------------------------------------------------------------

SCRIPT = "in Plant: rename name to title\nin Plant: change x: number\nrename entity Room to Place"


def both(house: House) -> tuple[App, tuple[object, ...]]:
    after = edit(house.app, SCRIPT).app
    assert after is not None
    return after, renames_of(house.app, parse_script(SCRIPT, house.app).script)


def test_records_that_were_changed_before_the_files_find_back(tmp_path: Path) -> None:
    """The process ended in between: the app is the old one, and shows all as it was."""
    house = House(tmp_path, "text", ["1", "two"])
    after, renames = both(house)
    migrate(house.path, house.app, after, renames)  # type: ignore[arg-type]
    assert (house.values("name"), house.values()) == (["P0", "P1"], ["1", "two"])
    assert house.values("name") == ["P0", "P1"]


def test_files_that_followed_without_a_confirmation_are_seen(tmp_path: Path) -> None:
    house = House(tmp_path, "text", ["1", "two"])
    after, renames = both(house)
    migrate(house.path, house.app, after, renames)  # type: ignore[arg-type]
    house.app = after
    assert (house.values("title"), house.values()) == (["P0", "P1"], [1.0, None])


def test_whoever_looks_in_between_does_not_keep_the_change_from_happening(tmp_path: Path) -> None:
    """A window reads the records with the old app while its files are being written."""
    house = House(tmp_path, "text", ["1", "two"])
    after, renames = both(house)
    migrate(house.path, house.app, after, renames)  # type: ignore[arg-type]
    assert house.values("name") == ["P0", "P1"]
    confirm(house.path)
    house.app = after
    assert (house.values("title"), house.values()) == (["P0", "P1"], [1.0, None])


def test_only_a_change_of_names_of_options_finds_back_too(tmp_path: Path) -> None:
    house = House(tmp_path, "choice A | B", ["A", "B"])
    script = "in Plant: rename option A of x to Alpha"
    after = edit(house.app, script).app
    assert after is not None
    migrate(house.path, house.app, after, renames_of(house.app, parse_script(script, house.app).script))
    assert house.values() == ["A", "B"]


def test_an_open_window_learns_that_its_app_is_an_older_one(tmp_path: Path) -> None:
    """It can neither read nor write under names that are no longer there; nothing is lost."""
    house = House(tmp_path, "text", ["1"])
    with Database(house.path, house.app) as window:
        house.change(SCRIPT)
        new = [plain("Plant", "p9", 9, x="9")]
        works = (lambda: window.read("Plant"), lambda: window.write(new), lambda: window.begin(new))
        for work in works:
            with pytest.raises(RecordsError) as caught:
                work()
            assert caught.value.key == "records_changed"
    assert house.values("title") == ["P0"]


def test_an_open_window_goes_on_when_a_change_has_failed(tmp_path: Path) -> None:
    """The files could not be written: the window that shows the old app shows all as it was."""
    house = House(tmp_path, "text", ["1"])
    after, renames = both(house)
    with Database(house.path, house.app) as window:
        migrate(house.path, house.app, after, renames)  # type: ignore[arg-type]
        assert [each["name"] for each in values_of(window, "Plant")] == ["P0"]
        window.write([plain("Plant", "p9", 9, name="P9", x="9")])
    assert (house.values("name"), house.values()) == (["P0", "P9"], ["1", "9"])


def test_an_open_window_goes_on_when_only_something_was_added(tmp_path: Path) -> None:
    house = House(tmp_path, "text", ["1"])
    with Database(house.path, house.app) as window:
        house.change("in Plant: add y: number")
        window.write([plain("Plant", "p9", 9, name="P9", x="9")])
    assert house.values() == ["1", "9"]


def test_records_of_an_older_homespun_know_their_days(tmp_path: Path) -> None:
    """Version 1 took days for words: they stay where they are, and the file says so from then on."""
    folder = shed(tmp_path / "shed", plain("Tool", "t", name="Saw", lent="2026-03-01"))
    connection = sqlite3.connect(folder / DATABASE_FILE)
    with connection:
        connection.execute('UPDATE "homespun_columns" SET "kind" = \'words\' WHERE "kind" = \'date\'')
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    columns = look_inside(folder / DATABASE_FILE, "SELECT name FROM pragma_table_info('Tool')")
    with open_shed(folder) as database:
        assert values_of(database, "Tool")[0]["lent"] == "2026-03-01"
    assert look_inside(folder / DATABASE_FILE, "SELECT name FROM pragma_table_info('Tool')") == columns
    assert look_inside(folder / DATABASE_FILE, "PRAGMA user_version") == [(2,)]


def test_records_of_an_older_homespun_are_adopted_as_they_are(tmp_path: Path) -> None:
    """A day that was no day in version 1 stays what it is."""
    folder = shed(tmp_path / "shed", plain("Tool", "t", name="Saw", lent="next week"))
    connection = sqlite3.connect(folder / DATABASE_FILE)
    with connection:
        connection.execute('UPDATE "homespun_columns" SET "kind" = \'words\' WHERE "kind" = \'date\'')
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    other = shed(tmp_path / "other")
    (other / DATABASE_FILE).unlink()
    adopt(folder / DATABASE_FILE, other / DATABASE_FILE, app_of(SHED))
    with open_shed(other) as database:
        assert values_of(database, "Tool")[0]["lent"] == "next week"


def test_undo_of_a_rename_goes_the_same_way_back(tmp_path: Path) -> None:
    house = House(tmp_path, "text", ["1", "two"])
    after, renames = both(house)
    before = house.app
    migrate(house.path, before, after, renames)  # type: ignore[arg-type]
    confirm(house.path)
    migrate(house.path, after, before, turned_round(renames))  # type: ignore[arg-type]
    confirm(house.path)
    assert (house.values("name"), house.values()) == (["P0", "P1"], ["1", "two"])
