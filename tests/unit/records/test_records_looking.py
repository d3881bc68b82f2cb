"""Records as a person looks at them and changes them in a table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.blueprint import read
from desktop.blueprint.complete import complete
from desktop.records import (
    Database,
    UnfitRecordError,
    WayBack,
    add_record,
    add_records,
    answer,
    change_value,
    columns_of,
    delete_records,
    export_table,
    ids_in_order,
    import_file,
    named_like,
    read_lines,
    revision_of,
    starting_values,
    take_back,
)

SHED = """\
app "Shed"

entity Friend
  name: text, required, unique
  shelf: number, min 0, max 9

entity Loan
  tool: text, required
  status: choice Out | Late | Back
  friend: to Friend
  helpers: many Friend
  days: number
  start: date, default today
  end: date
  paid: yes/no
  weeks = days / 7
  check end >= start: "The end is before the start"
  no two with same tool, friend
  with comments

page Loans
  table of Loan
  table of Friend
"""


@pytest.fixture
def database(tmp_path: Path):
    reading = read(SHED)
    assert reading.ok, reading.diagnostics
    with Database(tmp_path / "data.sqlite", complete(reading.app)) as opened:
        friends = [("f1", "Zoë"), ("f2", "adam"), ("f3", "Bea")]
        put = [
            {"id": id_, "entity": "Friend", "made": at, "values": {"name": name, "shelf": at}}
            for at, (id_, name) in enumerate(friends)
        ]
        loans = [
            ("l1", "Saw", "Back", "f1", 14.0, "2026-01-02"),
            ("l2", "drill", "Out", "f2", 3.5, "2026-01-01"),
            ("l3", "Axe", "Late", None, None, None),
        ]
        for at, (id_, tool, status, friend, days, start) in enumerate(loans):
            values = {"tool": tool, "status": status, "friend": friend, "days": days, "start": start}
            values["helpers"] = ["f3", "f1"] if id_ == "l1" else []
            put.append({"id": id_, "entity": "Loan", "made": 100 + at, "values": values})
        told = json.loads(answer(opened, json.dumps({"do": "begin", "put": put}).encode()))
        assert "problem" not in told
        yield opened


def one(database, entity, id_):
    """A record's values by the names of the columns."""
    line = read_lines(database, entity, [id_])[0]
    names = [each.name for each in columns_of(database, entity)]
    return dict(zip(names, line.values, strict=True))


@pytest.mark.parametrize(
    ("by", "descending", "order"),
    [
        ("", False, "l1 l2 l3"),
        ("", True, "l3 l2 l1"),
        ("tool", False, "l3 l2 l1"),
        ("status", False, "l2 l3 l1"),
        ("status", True, "l1 l3 l2"),
        ("friend", False, "l2 l1 l3"),
        ("friend", True, "l1 l2 l3"),
        ("days", True, "l1 l2 l3"),
        ("weeks", False, "l2 l1 l3"),
        ("helpers", False, "l1 l2 l3"),
        ("start", True, "l1 l2 l3"),
    ],
)
def test_sorted_as_a_person_would(database, by, descending, order):
    """Capitals and accents make no difference, options keep their order, and what is missing comes last."""
    assert ids_in_order(database, "Loan", "", by, descending) == tuple(order.split())


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("zoe", "l1"),
        ("DRILL adam", "l2"),
        ("3.5", "l2"),
        ("bea", "l1"),
        ("nothing", ""),
        ("2026-01", "l1 l2"),
    ],
)
def test_found_by_whatever_can_be_read(database, words, found):
    """A record is found by its words, numbers, days, and by what it refers to."""
    assert ids_in_order(database, "Loan", words) == tuple(found.split())


def test_lines_have_names_and_what_is_worked_out(database):
    """References come with what the records are called, and worked-out fields with their values."""
    line = read_lines(database, "Loan", ["l1"])[0]
    at = {each.name: place for place, each in enumerate(columns_of(database, "Loan"))}
    assert line.names[at["friend"]] == ("Zoë",) and line.names[at["helpers"]] == ("Bea", "Zoë")
    assert line.values[at["weeks"]] == 2.0
    assert not any(each.name == "password" for each in columns_of(database, "Friend"))


def test_lines_come_in_the_order_that_was_asked_for(database):
    """Records that are gone are left out; all others stand where they were asked for."""
    assert [each.id for each in read_lines(database, "Loan", ["l3", "gone", "l1"])] == ["l3", "l1"]


def test_offers_are_found_by_name(database):
    """What a reference may lead to is found by a part of its name."""
    assert named_like(database, "Friend", "EA") == (("f3", "Bea"),)
    assert len(named_like(database, "Friend", "", limit=2)) == 2


def test_one_value_changes_and_comes_back(database):
    """A change touches one field, and its way back brings the old value."""
    back = change_value(database, "Loan", "l1", "helpers", ("f2",))
    assert one(database, "Loan", "l1")["helpers"] == ("f2",)
    change_value(database, "Loan", "l1", "days", 7.0)
    take_back(database, back)
    assert one(database, "Loan", "l1")["helpers"] == ("f3", "f1")
    assert one(database, "Loan", "l1")["days"] == 7.0


@pytest.mark.parametrize(
    ("entity", "id_", "field", "value", "said"),
    [
        ("Friend", "f1", "name", "", "filled in"),
        ("Friend", "f1", "name", "ADAM ", "already"),
        ("Friend", "f1", "shelf", 12.0, "at most 9"),
        ("Loan", "l1", "friend", "nobody", "no such record"),
        ("Loan", "l1", "end", "2025-12-31", "The end is before the start"),
        ("Loan", "gone", "days", 1.0, "not there"),
    ],
)
def test_rules_of_the_app_are_kept(database, entity, id_, field, value, said):
    """What the app does not allow is refused with a sentence, and nothing has changed."""
    before = read_lines(database, entity, ids_in_order(database, entity))
    with pytest.raises(UnfitRecordError, match=said):
        change_value(database, entity, id_, field, value)
    assert read_lines(database, entity, ids_in_order(database, entity)) == before


def test_ones_own_name_is_not_taken(database):
    """A unique value may be written again in its own record."""
    change_value(database, "Friend", "f1", "name", "zoë")


def test_a_check_waits_for_its_fields(database):
    """A rule about two fields says nothing while one of them is empty."""
    change_value(database, "Loan", "l3", "end", "2020-01-01")


def test_no_two_alike(database):
    """Two records may not agree in all the fields that the app names."""
    change_value(database, "Loan", "l2", "tool", "Saw")
    with pytest.raises(UnfitRecordError, match="the same tool, friend"):
        change_value(database, "Loan", "l2", "friend", "f1")


def test_records_are_added_after_all_others(database):
    """New records start with what the app says, and those that do not fit are told by their row."""
    assert starting_values(database, "Loan")["start"]
    back, unfit = add_records(database, "Loan", [{"tool": "Rake"}, {"days": 1.0}, {"tool": "Spade"}])
    assert [(each.row, each.field) for each in unfit] == [(2, "tool")]
    assert len(back.remove) == 2 and ids_in_order(database, "Loan")[-2:] == tuple(
        id_ for _, id_ in back.remove
    )
    take_back(database, back)
    assert ids_in_order(database, "Loan") == ("l1", "l2", "l3")
    with pytest.raises(UnfitRecordError):
        add_record(database, "Friend", "new1", {"name": "Bea"})


def test_deleting_takes_what_belongs_along_and_brings_it_back(database):
    """Comments go with their record; what referred to it is empty; and all of that comes back."""
    comments = next(name for name in database.fields if name == "Loan comment")
    text, leading = (
        next(f.name for f in database.app.entities[at].fields if f.type == kind)
        for at, kind in (
            (len(database.app.entities) - 1, "long text"),
            (len(database.app.entities) - 1, "reference"),
        )
    )
    add_record(database, comments, "c1", {text: "Mind the teeth", leading: "l1"})
    everything = {name: read_lines(database, name, ids_in_order(database, name)) for name in database.fields}
    back = delete_records(database, "Loan", ["l1"])
    assert ids_in_order(database, "Loan") == ("l2", "l3") and ids_in_order(database, comments) == ()
    friends = delete_records(database, "Friend", ["f2"])
    assert one(database, "Loan", "l2")["friend"] is None
    take_back(database, friends)
    take_back(database, back)
    assert {
        name: read_lines(database, name, ids_in_order(database, name)) for name in database.fields
    } == everything


def test_what_was_typed_since_stays(database):
    """Who comes back takes no place that has been given to somebody else meanwhile."""
    back = delete_records(database, "Friend", ["f2"])
    change_value(database, "Loan", "l2", "friend", "f3")
    take_back(database, back)
    assert one(database, "Loan", "l2")["friend"] == "f3"


def test_revision_is_read_without_writing(database, tmp_path):
    """Who only asks whether something has changed neither waits nor writes."""
    before = revision_of(tmp_path / "data.sqlite")
    change_value(database, "Loan", "l1", "days", 1.0)
    assert revision_of(tmp_path / "data.sqlite") == (before or 0) + 1
    assert revision_of(tmp_path / "none.sqlite") is None and not (tmp_path / "none.sqlite").exists()


def test_one_table_goes_out_and_comes_in(database, tmp_path):
    """One entity is one CSV file; coming in, each of its columns says where it goes."""
    place = tmp_path / "loans.csv"
    assert export_table(database, database.app, "Loan", place) == 3
    place.write_text("tool,Days,who\nHoe,3,me\n,1,\n", encoding="utf-8")
    found = import_file(database, database.app, place, "Loan", dry_run=True)
    assert found.columns == (("tool", "tool"), ("Days", "days"), ("who", ""))
    assert dict(found.counts) == {"Loan": 1} and len(found.unfit) == 1 and not found.written


def test_nothing_to_take_back_does_nothing(database, tmp_path):
    """An empty way back writes nothing."""
    before = database.revision
    take_back(database, WayBack())
    assert database.revision == before
