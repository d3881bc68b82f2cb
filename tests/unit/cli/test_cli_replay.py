"""`homespun replay`: what is printed, and what the exit code says."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Self

import pytest

from desktop.blueprint import read
from desktop.cli import main
from desktop.cli.doors import Doors
from desktop.compiler import compile_app
from desktop.messages import say
from desktop.outcomes import Built, Progress
from desktop.workspace import Provenance, write_project

TEXT = 'app "Shed"\n\nentity Tool\n  name: text\n\npage Tools\n  table of Tool\n'


class FakeSession:
    """A session whose model always makes the same app."""

    opened = 0

    def __enter__(self) -> Self:
        FakeSession.opened += 1
        return self

    def __exit__(self, *exception: object) -> None:
        return None

    def build(
        self, request: str, *, seed: int = 0, on_progress: Callable[[Progress], None] = lambda news: None
    ) -> Built:
        on_progress(Progress("reading"))
        app = read(TEXT).app
        assert app is not None
        return Built(
            request, seed, TEXT, app, compile_app(app), (), (), "memory", "Told", "1", "f" * 64, 1.0, 1, ()
        )


def run(*argv: str) -> int:
    doors = Doors(session=lambda model: FakeSession(), window=lambda folder: 9, bench=lambda words: 9)  # type: ignore[arg-type,return-value]
    return main(argv, doors=doors)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    FakeSession.opened = 0
    app = read(TEXT).app
    assert app is not None
    made = Provenance("my tools", 0, "Told", "f" * 64, "memory", "1")
    return write_project(tmp_path / "shed", compile_app(app), TEXT, made).folder


def test_the_same(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 0, one sentence, progress on standard error."""
    assert run("replay", str(folder)) == 0
    out, err = capsys.readouterr()
    assert out.startswith("The same app came again, byte for byte (")
    assert say("cli.stage_reading") in err


def test_not_the_same(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 5, and every difference in a line of its own."""
    (folder / "app.css").write_text("mine", encoding="utf-8")
    (folder / "app.js").unlink()
    assert run("replay", str(folder)) == 5
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        say("cli.replay_different"),
        say("cli.replay_difference", what=say("replay.file_changed", path="app.css")),
        say("cli.replay_difference", what=say("replay.file_missing", path="app.js")),
    ]


def test_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The keys are a promise."""
    (folder / "app.css").write_text("mine", encoding="utf-8")
    assert run("replay", str(folder), "--version", "1", "--json") == 5
    report = json.loads(capsys.readouterr().out)
    assert set(report) == {"same", "version", "text", "compared", "circumstances", "differences"}
    assert (report["same"], report["version"], report["text"]) == (False, 1, TEXT)
    (only,) = report["differences"]
    assert set(only) == {"kind", "sentence", "path"}


def test_what_cannot_be_made_again(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A sentence and exit code 1, before a model is loaded for nothing."""
    assert run("replay", str(folder), "--version", "9", "--json") == 1
    assert json.loads(capsys.readouterr().out)["error"]["key"] == "replay_no_version"
    assert FakeSession.opened == 0
    (folder / "homespun.json").unlink()
    assert run("replay", str(folder)) == 1
    assert run("replay", str(folder / "no")) == 4


def test_a_hostile_blueprint_writes_nothing_on_the_terminal(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Escape sequences in what differs are shown as stand-ins."""
    (folder / "app.blueprint").write_text(TEXT.replace("Shed", "\x1b[2J\u202eShed"), encoding="utf-8")
    assert run("replay", str(folder)) == 5
    out = capsys.readouterr().out
    assert "\x1b" not in out and "\u202e" not in out
