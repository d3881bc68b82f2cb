"""`homespun history`, `compare`, `restore`, `name` and `branch`: what is printed, what is changed, the exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.blueprint import read
from desktop.changing import scripted
from desktop.cli import main
from desktop.compiler import compile_app
from desktop.history import Happened, History
from desktop.messages import say
from desktop.saving import save_edit
from desktop.workspace import Provenance, open_project, write_project

TEXT = 'app "Shed"\n\nentity Tool\n  name: text\n\npage Tools\n  table of Tool\n'
PRICED = "in Tool: add price: money"
MADE = Provenance("my tools", 7, "Told", "f" * 64, "memory", "1")
VERSION = {
    "number",
    "id",
    "time",
    "kind",
    "request",
    "script",
    "model_sha256",
    "model_name",
    "seed",
    "language_version",
    "name",
    "snapshot",
    "restored",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An app with two versions: as it was, and with a price."""
    app = read(TEXT).app
    assert app is not None
    project = write_project(tmp_path / "shed", compile_app(app), TEXT, MADE)
    save_edit(scripted(project, "what it cost", PRICED), project)
    return project.folder


def told(capsys: pytest.CaptureFixture[str], *argv: str, code: int = 0) -> str:
    """What a command prints on standard output; on standard error it prints nothing."""
    assert main(argv) == code
    printed = capsys.readouterr()
    assert printed.err == ""
    return printed.out


def reported(capsys: pytest.CaptureFixture[str], *argv: str) -> dict[str, object]:
    report = json.loads(told(capsys, *argv, "--json"))
    assert isinstance(report, dict)
    return report


def test_history_lists_the_newest_first(folder, capsys):
    """A line for each: its number, what happened, and the person's words."""
    History(folder).name(History(folder).version(1), "before the price")
    second, first = told(capsys, "history", str(folder)).splitlines()
    assert second.split()[0] == "2"
    assert say("history.kind_changed") in second
    assert "“what it cost”" in second
    assert first.split()[0] == "1"
    assert "[before the price]" in first


def test_history_says_how_to_see_more(folder, capsys):
    """So many at most; then the command that lists the others."""
    lines = told(capsys, "history", str(folder), "--limit", "1").splitlines()
    assert lines[0].split()[0] == "2"
    assert lines[-1] == say("cli.history_more", folder=folder, number=2)
    assert told(capsys, "history", str(folder), "--before", "2").splitlines()[0].split()[0] == "1"


def test_history_in_json(folder, capsys):
    """Everything there is to say of each version, and the branches."""
    report = reported(capsys, "history", str(folder))
    assert set(report) == {"versions", "branches"}
    assert [set(each) for each in report["versions"]] == [VERSION, VERSION]
    assert report["versions"][0]["script"] == PRICED
    assert report["branches"] == [{"name": "main", "number": 2, "current": True}]


def test_an_app_without_a_history_says_so(tmp_path, capsys):
    """That is no error."""
    app = read(TEXT).app
    assert app is not None
    folder = write_project(tmp_path / "app", compile_app(app), TEXT, MADE).folder
    assert told(capsys, "history", str(folder)).strip() == say("cli.history_none")
    assert reported(capsys, "history", str(folder)) == {"versions": [], "branches": []}


def test_compare_tells_the_difference(folder, capsys):
    """In words and by file; line by line when that is wished."""
    out = told(capsys, "compare", str(folder), "1", "2")
    assert "Tool has this new: price: money" in out
    assert "app.blueprint +1 -0" in out
    assert "+  price: money" not in out
    assert "+  price: money" in told(capsys, "compare", str(folder), "1", "2", "--files")


def test_compare_in_json(folder, capsys):
    """With the script that makes the one of the other, and the files' lines."""
    report = reported(capsys, "compare", str(folder), "1", "2")
    assert set(report) == {"older", "newer", "words", "script", "files"}
    assert report["script"] == f"{PRICED}\n"
    assert {"path", "kind", "added", "removed", "diff"} == set(report["files"][0])


def test_restore_brings_a_version_back(folder, capsys):
    """And says which version that is now."""
    out = told(capsys, "restore", str(folder), "1")
    assert out.splitlines() == [say("cli.restored", number=1), say("cli.restored_as", number=3)]
    assert open_project(folder).blueprint_text == TEXT
    report = reported(capsys, "restore", str(folder), "2")
    assert set(report) == {"version", "restored", "copy", "with_data", "notes", "out"}
    assert (report["version"]["number"], report["restored"], report["out"]) == (4, 2, str(folder))
    assert say("cli.history_restored", kind=say("history.kind_restored"), number=2) in told(
        capsys, "history", str(folder)
    )


def test_name_gives_and_takes(folder, capsys):
    """A name, and none."""
    assert told(capsys, "name", str(folder), "1", "spring").strip() == say(
        "cli.named", number=1, name="spring"
    )
    assert reported(capsys, "name", str(folder), "1", "")["version"]["name"] == ""
    assert told(capsys, "name", str(folder), "1", "").strip() == say("cli.unnamed", number=1)


def test_branch_begins_and_goes_back(folder, capsys):
    """A new one begins at a version or with the app as it is; one that is there is shown."""
    assert told(capsys, "branch", str(folder), "trial", "1").strip() == say(
        "cli.branch_begun", name="trial", number=1
    )
    assert open_project(folder).blueprint_text == TEXT
    assert told(capsys, "branch", str(folder), "main").strip() == say(
        "cli.branch_shown", name="main", number=2
    )
    report = reported(capsys, "branch", str(folder), "another")
    assert report["branch"] == {"name": "another", "number": 2, "current": True}
    assert [each["name"] for each in report["branches"]] == ["another", "main", "trial"]
    assert "another (shown)" in told(capsys, "history", str(folder))


@pytest.mark.parametrize(
    ("words", "key"),
    [
        (("compare", "1", "9"), "history_no_version"),
        (("restore", "9"), "history_no_version"),
        (("restore", "2"), "history_nothing_to_restore"),
        (("restore", "1", "--with-data"), "history_no_data"),
        (("name", "9", "x"), "history_no_version"),
        (("name", "1", "x" * 100), "history_name"),
        (("branch", "main", "1"), "history_branch_exists"),
        (("branch", " "), "history_name"),
    ],
    ids=lambda each: " ".join(each)[:40] if isinstance(each, tuple) else each,
)
def test_problems_have_a_sentence(folder, capsys, words, key):
    """Exit code 1, a sentence on standard error, or an object with --json; the app is as it was."""
    before = open_project(folder)
    argv = (words[0], str(folder), *words[1:])
    assert main(argv) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.strip()
    assert main((*argv, "--json")) == 1
    assert json.loads(capsys.readouterr().out)["error"]["key"] == key
    assert open_project(folder) == before


@pytest.mark.parametrize("number", ["0", "-1", "x", "1.5", "²", "9" * 30])
def test_numbers_are_whole_and_begin_with_one(folder, capsys, number):
    """Other words are a matter of usage."""
    assert main(("restore", str(folder), number)) == 2


@pytest.mark.parametrize("command", ["history", "compare", "restore", "name", "branch"])
def test_each_has_help_with_an_example_and_needs_an_app(tmp_path, capsys, command):
    """And a folder without an app is said so, with code 4."""
    assert main((command, "--help")) == 0
    assert f"homespun {command} shed" in capsys.readouterr().out
    words = {"history": (), "compare": ("1", "2"), "restore": ("1",), "name": ("1", "x"), "branch": ("x",)}
    assert main((command, str(tmp_path), *words[command])) == 4


def test_what_strangers_wrote_does_nothing_to_a_terminal(folder, capsys):
    """Words with escape sequences and line ends are shown harmlessly, on one line."""
    History(folder).record(open_project(folder), Happened("edited", "\x1b[2J\nfake line\u202e"))
    out = told(capsys, "history", str(folder))
    assert len(out.splitlines()) == 3
    assert "\x1b" not in out
    assert "\u202e" not in out
