"""`homespun edit`, with a session that needs no model: what is printed where, what is written, the exit codes."""

from __future__ import annotations

import json
import os
import shlex
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Self

import pytest

from desktop.blueprint import print_app, read
from desktop.blueprint.edits import edit
from desktop.cli import main
from desktop.cli.doors import Doors
from desktop.compiler import compile_app
from desktop.errors import (
    BlueprintError,
    Cancelled,
    EngineError,
    FolderError,
    HomespunError,
    ModelError,
    RecordsError,
    RequestError,
)
from desktop.messages import say
from desktop.session import Edited, Progress
from desktop.workspace import Changed, Project, Provenance, open_project, update_project, write_project

BLUEPRINT = (
    'app "Bee Diary"\n\nentity Visit\n  day: date\n  note: text\n\npage Visits\n  list of Visit showing day\n'
)
MADE = Provenance("bees", 0, "spindle", "ab" * 32, "assembler", "1")
SCRIPT = "in Visit: remove day"
BACK = "in Visit: add day: date\n"
NOTE = "Pictures of bees are not in it."


class FakeSession:
    """A session that understands one request, or fails with the error it was given."""

    def __init__(self, problem: HomespunError | None = None) -> None:
        self.problem = problem
        self.asked: list[str] = []
        self.others_asked: list[int] = []
        self.chance = 1.0
        self.open = False

    def __enter__(self) -> Self:
        self.open = True
        return self

    def __exit__(self, *exception: object) -> None:
        self.open = False

    def edit(
        self,
        project: Project,
        request: str,
        *,
        other: int = 0,
        on_progress: Callable[[Progress], None] = lambda news: None,
    ) -> Edited:
        assert self.open
        self.others_asked.append(other)
        self.asked.append(request)
        on_progress(Progress("reading"))
        if self.problem is not None:
            raise self.problem
        on_progress(Progress("compiling"))
        undone = request == "undo"
        script = BACK if undone else SCRIPT if request == "no days please" else ""
        app = read(project.blueprint_text).app
        assert app is not None
        done = edit(app, script)
        assert done.app is not None
        return Edited(
            request=request,
            script=script.rstrip(),
            back=BACK if script else "",
            text=print_app(done.app),
            app=done.app,
            old_files=compile_app(app),
            files=compile_app(done.app),
            undone=undone,
            notes=(NOTE,),
            consequences=done.consequences,
            timings_ms=(("reading", 1.234), ("total", 1234.5)),
            chance=self.chance,
            others=("in Visit: rename day to date",),
        )

    def save_edit(self, edited: Edited, project: Project) -> Project:
        assert self.open
        if not edited.script:
            return project
        made = replace(MADE, changes=(Changed(edited.request, edited.script, edited.back),))
        return update_project(project, edited.old_files, edited.files, edited.text, made)


class House:
    """The doors of a house in which nothing is heavy."""

    def __init__(self, problem: HomespunError | None = None) -> None:
        self.session = FakeSession(problem)
        self.opened = 0

    def doors(self) -> Doors:
        return Doors(session=self._session, window=lambda folder: 9, bench=lambda arguments: 9)

    def _session(self, model: Path | None) -> FakeSession:
        assert model is None
        self.opened += 1
        return self.session


def run(*argv: str, house: House | None = None) -> int:
    return main(argv, doors=(house or House()).doors())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    app = read(BLUEPRINT).app
    assert app is not None
    return write_project(tmp_path / "bees", compile_app(app), BLUEPRINT, MADE).folder


def disk(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_edit_changes_the_app_and_says_what_was_understood(folder, capsys):
    """The script, what went along, what was not done and how to look at it are on standard output."""
    assert run("edit", str(folder), "no days please") == 0
    out = capsys.readouterr().out
    assert say("cli.edited", app="Bee Diary") in out
    assert f"\n{SCRIPT}\n" in out
    assert NOTE in out
    assert "has lost “showing day”." in out
    assert f"homespun open {folder}" in out
    changed = open_project(folder)
    assert "day" not in changed.blueprint_text
    assert [each.script for each in changed.provenance.changes] == [SCRIPT]


def test_progress_goes_to_standard_error(folder, capsys):
    """Each stage is a line on standard error."""
    run("edit", str(folder), "no days please")
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(" …")[0] for line in lines] == ["Reading the request", "Making the app"]


def test_what_changes_nothing_is_said(folder, capsys):
    """A request that was not understood is no failure: it is said, and the folder is as it was."""
    before = disk(folder)
    assert run("edit", str(folder), "something else") == 0
    out = capsys.readouterr().out
    assert out.splitlines() == [say("cli.edited_nothing", app="Bee Diary"), say("cli.built_note", note=NOTE)]
    assert disk(folder) == before


def test_undo_says_what_was_taken_back(folder, capsys):
    """A change that is taken back reads otherwise than one that is made."""
    run("edit", str(folder), "no days please")
    capsys.readouterr()
    assert run("edit", str(folder), "undo") == 0
    out = capsys.readouterr().out
    assert say("cli.undone", app="Bee Diary") in out
    assert BACK.rstrip() in out


def test_json_is_one_object(folder, capsys):
    """With --json standard output is one object, and its keys are those that are promised."""
    assert run("edit", str(folder), "no days please", "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert set(report) == {
        "script",
        "undone",
        "blueprint",
        "text",
        "files",
        "out",
        "timings_ms",
        "notes",
        "consequences",
        "chance",
        "others",
    }
    assert (report["script"], report["undone"], report["out"]) == (SCRIPT, False, str(folder))
    assert report["text"] == (folder / "app.blueprint").read_text(encoding="utf-8")
    assert [field["name"] for field in report["blueprint"]["entities"][0]["fields"]] == ["note"]
    assert report["notes"] == [NOTE]
    assert {"kind", "name", "where", "section"} == set(report["consequences"][0])
    assert report["timings_ms"]["total"] == 1234.5
    assert {file["path"]: file["bytes"] for file in report["files"]} == {
        name: len(content) for name, content in disk(folder).items()
    }


def test_json_of_nothing_has_no_script(folder, capsys):
    """A script tells from an empty `script` that nothing was changed."""
    assert run("edit", str(folder), "something else", "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["script"], report["text"], report["notes"]) == ("", BLUEPRINT, [NOTE])


def test_json_tells_of_an_undo(folder, capsys):
    """`undone` says that a change was taken back."""
    run("edit", str(folder), "no days please")
    capsys.readouterr()
    run("edit", str(folder), "undo", "--json")
    assert json.loads(capsys.readouterr().out)["undone"] is True


def test_the_words_arrive(folder):
    """The request reaches the session as it was given; stray bytes of a terminal are made readable."""
    house = House()
    run("edit", str(folder), "  a photo ", house=house)
    run("edit", str(folder), "caf\udce9", house=house)
    assert house.session.asked == ["  a photo ", "caf?"]


PROBLEMS = [
    (RequestError("request_empty"), 1),
    (BlueprintError("blueprint_problems", count=2), 1),
    (RecordsError("records_busy", file="data.sqlite"), 1),
    (ModelError("model_missing", file="writer.gguf"), 3),
    (EngineError("engine_died"), 3),
    (FolderError("folder_changed", folder="bees"), 4),
    (Cancelled("cancelled"), 130),
]


@pytest.mark.parametrize(("problem", "code"), PROBLEMS, ids=[problem.key for problem, _ in PROBLEMS])
def test_problems_have_a_sentence_and_an_exit_code(folder, capsys, problem, code):
    """What went wrong is said on standard error, nothing is written, and scripts can tell the kinds apart."""
    before = disk(folder)
    assert run("edit", str(folder), "no days please", house=House(problem)) == code
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.splitlines()[-1] == str(problem)
    assert disk(folder) == before


def test_problems_in_json(folder, capsys):
    """With --json a problem is an object too."""
    problem = RequestError("request_empty")
    assert run("edit", str(folder), " ", "--json", house=House(problem)) == 1
    report = json.loads(capsys.readouterr().out)
    assert report == {"error": {"key": "request_empty", "message": str(problem)}}


@pytest.mark.parametrize("place", ["empty", "nowhere", "file"])
def test_a_bad_folder_is_known_before_the_model_is_loaded(tmp_path, capsys, place):
    """Nobody waits for a model to change an app that is not there."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    house = House()
    assert run("edit", str(tmp_path / place), "no days please", house=house) == 4
    assert house.opened == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    "argv",
    [
        ("edit",),
        ("edit", "bees"),
        ("edit", " ", "no days"),
        ("edit", "bees", "no", "days"),
        ("edit", "a", "b", "--fast"),
    ],
    ids=" ".join,
)
def test_usage_is_explained(capsys, argv):
    """A command line that does not fit is answered with what would, and code 2."""
    assert run(*argv) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "usage: homespun" in printed.err


def test_help_has_an_example(capsys):
    """Help ends well and shows how it is done."""
    assert run("edit", "--help") == 0
    assert 'homespun edit shed "' in capsys.readouterr().out


@pytest.mark.parametrize("presses", [1, 2])
def test_ctrl_c_changes_nothing(folder, capsys, presses):
    """Ctrl+C while the model reads, once or twice, leaves the app as it is."""

    class Slow(FakeSession):
        """A session during which somebody presses Ctrl+C."""

        def edit(self, project, request, *, other=0, on_progress=lambda news: None):
            for _ in range(presses):
                os.kill(os.getpid(), signal.SIGINT) if os.name == "posix" else signal.raise_signal(
                    signal.SIGINT
                )
            return super().edit(project, request, on_progress=on_progress)

    house = House()
    house.session = Slow()
    before = disk(folder)
    assert run("edit", str(folder), "no days please", house=house) == 130
    assert capsys.readouterr().err.splitlines()[-1] == say("errors.cancelled")
    assert disk(folder) == before


@pytest.mark.parametrize(("chance", "told"), [(0.9, False), (0.3, True)])
def test_what_else_may_have_been_meant_is_told_where_it_is_likely(folder, capsys, chance, told):
    """With the very command that does it, after the one that takes the first back."""
    house = House()
    house.session.chance = chance
    assert run("edit", str(folder), "no days please", house=house) == 0
    out = capsys.readouterr().out
    place = shlex.quote(str(folder))
    command = f"homespun edit {place} undo; homespun edit {place} 'no days please' --other 1"
    assert (command in out) is told
    assert ("in Visit: rename day to date" in out) is told


def test_another_meaning_is_asked_for_by_its_number(folder):
    """The number reaches the session; nothing said is the likeliest."""
    house = House()
    assert run("edit", str(folder), "no days please", "--other", "1", house=house) == 0
    assert run("edit", str(folder), "undo", house=house) == 0
    assert house.session.others_asked == [1, 0]


def test_the_object_tells_what_else_may_have_been_meant(folder, capsys):
    """For scripts that want to choose themselves."""
    house = House()
    house.session.chance = 0.456
    assert run("edit", str(folder), "no days please", "--json", house=house) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["chance"] == 0.46
    assert told["others"] == ["in Visit: rename day to date"]
