"""What a check of the records says: what is whole, what is not, and what is kept."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from record_apps import plain
from record_houses import SHED, open_shed, room, shed

from desktop.records import DATABASE_FILE, Finding, check_records


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shed(tmp_path / "shed", room("a"), plain("Tool", "t", name="Saw", room="a", lent="2026-03-01"))


def tamper(folder: Path, *changes: str) -> None:
    connection = sqlite3.connect(folder / DATABASE_FILE)
    with connection:
        for change in changes:
            connection.execute(change)
    connection.close()


def problems(folder: Path) -> list[Finding]:
    return [each for each in check_records(folder) if each.state == "problem"]


def test_without_records_there_is_nothing_to_check(tmp_path: Path) -> None:
    (finding,) = check_records(tmp_path)
    assert (finding.check, finding.state) == ("records", "note")
    assert list(tmp_path.iterdir()) == []


def test_sound_records_are_counted_and_not_touched(folder: Path) -> None:
    before = (folder / DATABASE_FILE).read_bytes()
    (finding,) = check_records(folder)
    assert (finding.check, finding.state) == ("records", "fine")
    assert "2" in finding.text
    assert (folder / DATABASE_FILE).read_bytes() == before


def test_records_are_checked_while_they_are_open(folder: Path) -> None:
    with open_shed(folder) as database:
        database.write([room("b", 2)])
        (finding,) = check_records(folder)
    assert "3" in finding.text


def test_damaged_pages_are_told(folder: Path) -> None:
    data = (folder / DATABASE_FILE).read_bytes()
    (folder / DATABASE_FILE).write_bytes(data[:-4096] + b"\xff" * 4096)
    (finding,) = problems(folder)
    assert finding.check == "pages"


def test_values_that_refer_to_nobody_are_told(folder: Path) -> None:
    tamper(folder, 'DELETE FROM "Room"')
    (finding,) = problems(folder)
    assert finding.check == "references"
    assert "“Tool”" in finding.text


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ('ALTER TABLE "Room" DROP COLUMN "name"', "“name”"),
        ('DROP TABLE "Tool used in"', ""),
        ('DROP TABLE "Tool"', "“Tool”"),
    ],
)
def test_what_another_program_has_removed_is_told(folder: Path, change: str, word: str) -> None:
    tamper(folder, change)
    found = problems(folder)
    assert {each.check for each in found} >= {"places"} or word == ""
    assert any(word in each.text for each in found) or word == ""


def test_what_the_app_no_longer_has_is_told_and_is_no_problem(folder: Path) -> None:
    text = (
        SHED.replace("  lent: date\n", "")
        .replace("entity Room\n  name: text\n", "")
        .replace("  room: to Room\n", "")
    )
    text = text.replace("  used in: many Room\n", "").replace("\npage Rooms\n  table of Room\n", "")
    (folder / "app.blueprint").write_text(text, encoding="utf-8")
    found = check_records(folder)
    assert [each.state for each in found] == ["note", "note", "note", "fine"]
    assert all(word in " ".join(each.text for each in found) for word in ("“Room”", "“lent”", "“room”"))


def test_what_others_have_added_is_told_and_left_alone(folder: Path) -> None:
    tamper(folder, "CREATE TABLE theirs (x)", "CREATE VIEW seen AS SELECT 1")
    found = check_records(folder)
    assert [each.check for each in found] == ["others", "records"]
    assert "seen, theirs" in found[0].text


def test_two_kinds_of_records_in_one_table_are_told(folder: Path) -> None:
    tamper(folder, 'UPDATE "homespun_tables" SET "table" = \'Tool\'')
    assert "places" in {each.check for each in problems(folder)}


def test_what_is_no_database_of_ours_is_told(folder: Path) -> None:
    (folder / DATABASE_FILE).write_bytes(b"something else " * 100)
    (finding,) = check_records(folder)
    assert (finding.check, finding.state) == ("records", "problem")
