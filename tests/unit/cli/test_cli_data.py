"""`homespun data`: what each word prints and does, also with `--json`, and the exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.blueprint import read
from desktop.cli import main
from desktop.compiler import compile_app
from desktop.records import DATABASE_FILE, Record, open_records
from desktop.workspace import Provenance, write_project

TEXT = """\
app "Shed"

entity Tool
  name: text, required
  price: money €, min 0

page Tools
  table of Tool
"""
TABLE = "name,price,weight\nDrill,12,3\n,1,\nAxe,many,\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    app = read(TEXT).app
    assert app is not None
    made = Provenance("tools", 0, "spindle", "ab" * 32, "memory", "1")
    return write_project(tmp_path / "shed", compile_app(app), TEXT, made).folder


@pytest.fixture
def used(folder: Path) -> Path:
    write(folder, "saw")
    return folder


def write(folder: Path, *names: str) -> None:
    database = open_records(folder)
    assert database is not None
    with database:
        database.write([Record(name, "Tool", 1, (("name", name), ("price", 5.0))) for name in names])


def names(folder: Path) -> list[object]:
    database = open_records(folder)
    assert database is not None
    with database:
        rows = database.read("Tool")
        return sorted(str(row[2 + rows.fields.index("name")]) for row in rows.rows)


def told(capsys: pytest.CaptureFixture[str], *words: object, code: int = 0) -> dict:
    """What a command prints as JSON: one object, and nothing on the other stream."""
    assert main(["data", *map(str, words), "--json"]) == code
    printed = capsys.readouterr()
    assert printed.err == ""
    report: dict = json.loads(printed.out)
    return report


def test_check_of_sound_records(used: Path, capsys) -> None:
    assert main(["data", str(used), "check"]) == 0
    assert capsys.readouterr().out == "✓ The records are whole: 1 in all.\n"
    report = told(capsys, used, "check")
    assert report["whole"] is True
    assert [set(each) for each in report["findings"]] == [{"check", "state", "text"}]


def test_check_of_damaged_records_fails(used: Path, capsys) -> None:
    (used / DATABASE_FILE).write_bytes(b"no database " * 100)
    assert main(["data", str(used), "check"]) == 1
    assert capsys.readouterr().out.startswith("✗ ")
    assert told(capsys, used, "check", code=1)["whole"] is False


def test_check_of_an_app_without_records(folder: Path, capsys) -> None:
    assert main(["data", str(folder), "check"]) == 0
    assert capsys.readouterr().out == "· This app has no records yet.\n"
    assert not (folder / DATABASE_FILE).exists()


def test_backup_and_restore(used: Path, tmp_path: Path, capsys) -> None:
    """What was there before the restore is kept beside the app."""
    file = tmp_path / "may.sqlite"
    report = told(capsys, used, "backup", file)
    assert report == {"out": str(file), "bytes": file.stat().st_size}
    write(used, "drill")
    report = told(capsys, used, "restore", file)
    assert set(report) == {"from", "before", "findings"}
    assert names(used) == ["saw"]
    assert main(["data", str(used), "restore", report["before"]]) == 0
    assert names(used) == ["drill", "saw"]
    assert "are those of" in capsys.readouterr().out


def test_damaged_records_are_kept_aside_by_a_restore(used: Path, tmp_path: Path, capsys) -> None:
    told(capsys, used, "backup", tmp_path / "may.sqlite")
    (used / DATABASE_FILE).write_bytes(b"no database " * 100)
    assert told(capsys, used, "restore", tmp_path / "may.sqlite")["before"] is None
    assert names(used) == ["saw"]
    assert (used / "data damaged 1.sqlite").read_bytes() == b"no database " * 100


@pytest.mark.parametrize("form", ["csv", "json"])
def test_export(used: Path, tmp_path: Path, capsys, form: str) -> None:
    report = told(capsys, used, "export", "--as", form, "--out", tmp_path / "out")
    assert report == {"as": form, "out": str(tmp_path / "out"), "records": 1}
    made = tmp_path / "out" / "Tool.csv" if form == "csv" else tmp_path / "out"
    assert "saw" in made.read_text(encoding="utf-8")


def test_export_without_a_place_goes_here(used: Path, tmp_path: Path, capsys, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["data", str(used), "export", "--as", "json"]) == 0
    assert main(["data", str(used), "export", "--as", "csv"]) == 0
    capsys.readouterr()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["shed", "shed tables", "shed.json"]


def test_import_says_what_went_in_and_what_did_not(used: Path, tmp_path: Path, capsys) -> None:
    table = tmp_path / "tools.csv"
    table.write_text(TABLE)
    assert main(["data", str(used), "import", str(table), "--dry-run"]) == 0
    printed = capsys.readouterr().out
    for words in ("1 records of Tool would go in", "weight", "row 3, name", "row 4, price", "“many”"):
        assert words in printed
    assert names(used) == ["saw"]
    report = told(capsys, used, "import", table, "--into", "tool")
    assert (report["records"], report["there"], report["unknown"], report["written"]) == (
        {"Tool": 1},
        0,
        ["weight"],
        True,
    )
    assert [(each["row"], each["field"], each["value"]) for each in report["unfit"]] == [
        (3, "name", ""),
        (4, "price", "many"),
    ]
    assert names(used) == ["Drill", "saw"]


def test_a_copy_of_everything_comes_in_once(used: Path, tmp_path: Path, capsys) -> None:
    told(capsys, used, "export", "--as", "json", "--out", tmp_path / "all.json")
    assert told(capsys, used, "import", tmp_path / "all.json")["there"] == 1
    assert main(["data", str(used), "import", str(tmp_path / "all.json")]) == 0
    assert (
        capsys.readouterr().out
        == "Nothing went in.\n1 records were there already and were left as they are.\n"
    )


def test_many_rows_that_do_not_fit_are_told_in_short(used: Path, tmp_path: Path, capsys) -> None:
    table = tmp_path / "tools.csv"
    table.write_text("name,price\n" + "Axe,many\n" * 30)
    assert main(["data", str(used), "import", str(table)]) == 0
    printed = capsys.readouterr().out
    assert printed.count("row ") == 20
    assert "10 more" in printed
    assert len(told(capsys, used, "import", table)["unfit"]) == 30


@pytest.mark.parametrize(
    ("words", "key", "code"),
    [
        (("backup", "{tmp}/taken"), "records_file_exists", 1),
        (("backup", "{tmp}/nowhere/x"), "records_place", 1),
        (("restore", "{tmp}/nothing"), "records_copy_missing", 1),
        (("restore", "{tmp}/taken"), "records_copy_damaged", 1),
        (("export", "--as", "csv", "--out", "{tmp}/taken"), "records_file_exists", 1),
        (("import", "{tmp}/nothing"), "records_import_missing", 1),
        (("import", "{tmp}/taken"), "records_import_no_columns", 1),
        (("import", "{tmp}/taken", "--into", "Spoon"), "records_import_no_entity", 1),
        (("export", "--as", "xml"), "usage", 2),
        ((), "usage", 2),
        (("mend",), "usage", 2),
        (("backup", ""), "usage", 2),
    ],
)
def test_what_cannot_be_done_is_said(
    used: Path, tmp_path: Path, capsys, words: tuple[str, ...], key: str, code: int
) -> None:
    (tmp_path / "taken").write_text("taken")
    before = (used / DATABASE_FILE).read_bytes()
    report = told(capsys, used, *(word.format(tmp=tmp_path) for word in words), code=code)
    assert report["error"]["key"] == key
    assert (used / DATABASE_FILE).read_bytes() == before
    assert (tmp_path / "taken").read_text() == "taken"


@pytest.mark.parametrize("words", [("backup", "x.sqlite"), ("export", "--as", "json", "--out", "x.json")])
def test_without_records_there_is_nothing_to_save(folder: Path, capsys, words: tuple[str, ...]) -> None:
    assert told(capsys, folder, *words, code=1)["error"]["key"] == "records_none"
    assert not (folder / DATABASE_FILE).exists()


def test_a_folder_without_an_app_is_said(tmp_path: Path, capsys) -> None:
    assert told(capsys, tmp_path, "check", code=4)["error"]["key"] == "folder_no_app"
