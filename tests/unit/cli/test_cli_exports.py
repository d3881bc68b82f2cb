"""`homespun export` and `homespun import`: what they say, what they write, and their JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from made_projects import below, fill, make_project

from desktop.cli import main
from desktop.messages import say
from desktop.workspace import open_project


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    project = make_project(tmp_path / "bees")
    fill(project.folder)
    return project.folder


@pytest.mark.parametrize("form", ["html", "zip", "folder", "bundle", "code"])
def test_export_says_where_it_is_and_what_is_in_it(folder, tmp_path, capsys, form):
    """Each kind has a sentence of its own, with the place and whether records went along."""
    for number, options in enumerate(([], ["--with-data"])):
        place = tmp_path / f"out {number}"
        assert main(["export", str(folder), "--as", form, "--out", str(place), *options]) == 0
        data = say("cli.export_with_data" if options else "cli.export_without_data")
        told = say(f"cli.exported_{form}", app="Bee Diary", place=place, data=data)
        assert capsys.readouterr().out == f"{told}\n"
        assert place.exists()


def test_export_as_json_is_one_object(folder, tmp_path, capsys):
    """Scripts find the place, the size and the notes."""
    place = tmp_path / "bees.homespun"
    asked = ["export", str(folder), "--as", "bundle", "--with-data", "--out", str(place), "--json"]
    assert main(asked) == 0
    report = json.loads(capsys.readouterr().out)
    assert report.pop("files") > 10
    assert report == {
        "as": "bundle",
        "app": "Bee Diary",
        "out": str(place),
        "with_data": True,
        "bytes": place.stat().st_size,
        "notes": [],
    }


def test_a_note_is_said(tmp_path, capsys):
    """What a person should know stands behind what was done."""
    folder = make_project(tmp_path / "bees").folder
    assert main(["export", str(folder), "--as", "html", "--with-data"]) == 0
    assert say("cli.built_note", note=say("exports.no_data")) in capsys.readouterr().out


def test_import_brings_in_what_export_wrote(folder, tmp_path, capsys):
    """The way there and back, and what came along is said."""
    bundle = tmp_path / "bees.homespun"
    main(["export", str(folder), "--as", "bundle", "--with-data", "--out", str(bundle)])
    capsys.readouterr()
    assert main(["import", str(bundle), "--to", str(tmp_path / "in")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        say("cli.imported", app="Bee Diary", folder=tmp_path / "in"),
        say("cli.imported_records", count=15),
        say("cli.built_open", folder=tmp_path / "in"),
    ]
    assert open_project(tmp_path / "in").blueprint_text == open_project(folder).blueprint_text
    assert below(tmp_path / "in")["app.js"] == below(folder)["app.js"]


def test_import_as_json_is_one_object(folder, tmp_path, capsys):
    """Scripts find the folder, the number of records and what stayed outside."""
    (folder / "custom" / "setup.exe").write_bytes(b"")
    main(["export", str(folder), "--as", "zip", "--out", str(tmp_path / "bees.zip")])
    capsys.readouterr()
    assert main(["import", str(tmp_path / "bees.zip"), "--to", str(tmp_path / "in"), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report == {
        "app": "Bee Diary",
        "out": str(tmp_path / "in"),
        "records": 0,
        "with_history": False,
        "left_out": sorted(set(below(folder)) - KEPT - {"data.sqlite", "custom/setup.exe"}),
        "notes": [],
    }


KEPT = {"app.blueprint", "homespun.json", "custom/weather-map.html"}


def test_without_a_place_it_goes_among_ones_apps(folder, tmp_path, capsys, monkeypatch):
    """The folder is named after the app."""
    monkeypatch.setenv("HOMESPUN_APPS", str(tmp_path / "apps"))
    assert main(["import", str(folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["out"] == str(tmp_path / "apps" / "Bee Diary")


@pytest.mark.parametrize(
    ("words", "code", "key"),
    [
        (["export", "{folder}"], 2, "usage"),
        (["export", "{folder}", "--as", "exe"], 2, "usage"),
        (["export", "{nothing}", "--as", "zip"], 4, "folder_no_app"),
        (["export", "{folder}", "--as", "zip", "--out", "{taken}"], 4, "file_exists"),
        (["export", "{folder}", "--as", "code", "--out", "{folder}"], 4, "folder_has_app"),
        (["import", "{nothing}"], 4, "parcel_missing"),
        (["import", "{taken}"], 4, "parcel_damaged"),
        (["import", "{folder}", "--to", "{folder}"], 4, "folder_has_app"),
        (["import", " "], 2, "usage"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_what_cannot_be_done_is_said(folder, tmp_path, capsys, words, code, key):
    """A sentence, a code for scripts, and with --json one object; nothing is written."""
    (tmp_path / "taken").write_text("mine", encoding="utf-8")
    names = {"folder": folder, "nothing": tmp_path / "nothing", "taken": tmp_path / "taken"}
    asked = [word.format(**names) for word in words]
    before = sorted(tmp_path.rglob("*"))
    assert main(asked) == code
    assert capsys.readouterr().err.strip()
    assert main([*asked, "--json"]) == code
    assert json.loads(capsys.readouterr().out)["error"]["key"] == key
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("command", ["export", "import"])
def test_help_tells_all(capsys, command):
    """Examples and the keys of the JSON are in the help."""
    assert main([command, "--help"]) == 0
    told = capsys.readouterr().out
    assert f"homespun {command} " in told and "--json" in told
