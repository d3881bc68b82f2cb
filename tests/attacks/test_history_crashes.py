"""A process that is killed at any step of creating, changing or restoring an app loses nothing.

Afterwards the app opens as it was before or as it should be, whole, with the records in it; every version that
there was is there; nothing half written is left; and the next change works.

Here every 29th step is tried, each kind of work beginning at another; `CRASH_STRIDE=1` tries them all, which
takes some minutes.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from crashing import copy_of, killed_after, killed_at, on_a_slow_disk

from desktop.blueprint import read
from desktop.changing import scripted
from desktop.compiler import compile_app
from desktop.errors import HistoryError
from desktop.history import History, begin_branch, restore
from desktop.outcomes import Built
from desktop.records import Record, open_records
from desktop.saving import save_edit, save_new
from desktop.workspace import app_files, open_project

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="a process is killed in the middle of its work"
)

TEXT = 'app "Shed"\n\nentity Tool\n  name: text\n  lent: date\n\npage Tools\n  table of Tool\n'
RENAMED = "in Tool: rename lent to given"
PRICED = "in Tool: add price: money"
PART = b"<p>mine</p>"
STRIDE = int(os.environ.get("CRASH_STRIDE", "29"))
ROUNDS = 8


def built(text: str) -> Built:
    reading = read(text)
    assert reading.app is not None
    files = compile_app(reading.app)
    return Built("my tools", 7, text, reading.app, files, (), (), "memory", "Told", "1", "f" * 64, 1.0, 1, ())


def changed(folder: Path, script: str) -> None:
    project = open_project(folder)
    save_edit(scripted(project, f"please {script}", script), project)


def undone(folder: Path) -> None:
    project = open_project(folder)
    last = project.provenance.changes[-1:] if project.provenance else ()
    for each in last:
        save_edit(replace(scripted(project, "", each.back), undone=True), project)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An app with three versions, a record and a part of one's own."""
    folder = tmp_path_factory.mktemp("made") / "app"
    save_new(built(TEXT), folder)
    database = open_records(folder)
    assert database is not None
    with database:
        database.write([Record("saw", "Tool", 1, (("name", "Saw"), ("lent", "2026-03-01")))])
    (folder / "custom").mkdir()
    (folder / "custom" / "map.html").write_bytes(PART)
    changed(folder, 'set name "Shed two"')
    changed(folder, RENAMED)
    return folder


@dataclass(frozen=True)
class State:
    """What must not be lost: the app, the days in its records, and its versions."""

    blueprint: str
    versions: tuple[str, ...]


def sound(folder: Path) -> State:
    """Open an app, and see that everything in it is whole."""
    project = open_project(folder)
    app = read(project.blueprint_text).app
    assert app is not None
    wanted = {file.path: file.text.encode() for file in compile_app(app).files}
    there = dict(app_files(folder).files)
    assert {path: there.get(path) for path in wanted} == wanted
    assert set(there) - set(wanted) == {"app.blueprint", "homespun.json", "custom/map.html"}
    assert there["custom/map.html"] == PART
    assert project.provenance is not None
    database = open_records(folder)
    assert database is not None
    with database:
        rows = database.read("Tool")
        day = next(name for name in database.fields["Tool"] if name in ("lent", "given"))
        assert [row[2 + rows.fields.index(day)] for row in rows.rows] == ["2026-03-01"]
    assert [path.name for path in folder.iterdir() if path.name.startswith(".homespun-")] == []
    return State(project.blueprint_text, tuple(version.id for version in History(folder).versions(1000)))


def nothing_half_written(folder: Path) -> None:
    names = [path.name for path in folder.rglob("*")]
    assert [name for name in names if name.endswith((".lock", ".new", ".unfinished")) or "tmp_" in name] == []
    assert not (folder / ".homespun" / "history-new").exists()


WORK: dict[str, Callable[[Path], object]] = {
    "change": lambda folder: changed(folder, PRICED),
    "rename": lambda folder: changed(folder, "in Tool: rename lent to given"),
    "undo": lambda folder: undone(folder),
    "restore": lambda folder: restore(folder, 1),
    "restore with data": lambda folder: restore(folder, 2, with_data=True),
    "branch": lambda folder: begin_branch(folder, "beside", 1),
}


@pytest.mark.parametrize("name", WORK)
def test_a_crash_at_any_step_loses_nothing(made: Path, tmp_path: Path, name: str) -> None:
    """Old or new, whole, with all versions; and the next change is kept as ever."""
    start = copy_of(made, tmp_path / "start")
    if name == "rename":
        restore(start, 1)  # so that there is something to rename
    before = sound(start)
    done = copy_of(start, tmp_path / "done")
    WORK[name](done)
    after = sound(done)
    for step in count(1 + list(WORK).index(name) * 2 % STRIDE, STRIDE):
        folder = copy_of(start, tmp_path / "app")
        killed = killed_at(step, partial(WORK[name], folder))
        found = sound(folder)
        assert found.blueprint in (before.blueprint, after.blueprint)
        assert set(before.versions) <= every_version(folder)
        changed(folder, "in Tool: add weight: number")
        kept = sound(folder)
        assert set(before.versions) <= every_version(folder)
        texts = [History(folder).blueprint_of(each) for each in History(folder).versions(1000)]
        assert kept.blueprint == texts[0]
        assert found.blueprint in texts
        nothing_half_written(folder)
        if not killed:
            break
    assert step > 20, "so few steps cannot be right"


def test_a_crash_while_an_app_is_made_leaves_it_or_nothing(tmp_path: Path) -> None:
    """The folder is there whole or not at all, and what was begun goes with the next app."""
    made = built(TEXT)
    for step in count(2, STRIDE):
        apps = tmp_path / str(step)
        killed = killed_at(step, partial(save_new, made, apps / "app"))
        if (apps / "app").exists():
            assert open_project(apps / "app").blueprint_text == TEXT
            changed(apps / "app", PRICED)
            versions = History(apps / "app").versions()
            assert [History(apps / "app").blueprint_of(each) for each in versions][-1] == TEXT
            nothing_half_written(apps / "app")
        save_new(made, apps / "another")
        assert {path.name for path in apps.iterdir()} <= {"app", "another"}
        if not killed:
            break
    assert step > 20, "so few steps cannot be right"


@pytest.mark.parametrize("seed", range(3))
def test_crashes_at_random_moments_lose_nothing(made: Path, tmp_path: Path, seed: int) -> None:
    """Killed again and again in the middle of a long day's work: whatever was kept once stays."""
    chance = random.Random(seed)
    folder = copy_of(made, tmp_path / "app")
    known = every_version(folder)
    for _ in range(ROUNDS):
        killed_after(chance.uniform(0.0, 0.25), partial(a_days_work, folder, chance.random()))
        sound(folder)
        assert known <= every_version(folder)
        known = every_version(folder)
    changed(folder, "in Tool: add weight: number")
    assert "weight" in sound(folder).blueprint
    assert len(every_version(folder)) > len(known)
    nothing_half_written(folder)


def test_crashes_on_a_slow_disk_lose_nothing(made: Path, tmp_path: Path) -> None:
    """Where every flush and rename takes long, a crash comes in the midst of them more often than not."""
    chance = random.Random(7)
    folder = copy_of(made, tmp_path / "app")
    known = every_version(folder)
    for _ in range(ROUNDS):
        day = on_a_slow_disk(partial(a_days_work, folder, chance.random()))
        assert killed_after(chance.uniform(0.1, 1.0), day)
        sound(folder)
        assert known <= every_version(folder)
        known = every_version(folder)
    changed(folder, "in Tool: add weight: number")
    assert "weight" in sound(folder).blueprint
    nothing_half_written(folder)


def a_days_work(folder: Path, chance: float) -> None:
    """Change, take back and restore, without an end."""
    luck = random.Random(chance)
    for turn in count():
        match luck.choice(("change", "undo", "restore")):
            case "change":
                changed(folder, f'set name "Shed {turn}"')
            case "undo":
                undone(folder)
            case "restore":
                versions = History(folder).versions()
                with suppress(HistoryError):  # it may be what the folder shows
                    restore(folder, luck.choice(versions).number)


def every_version(folder: Path) -> set[str]:
    history = History(folder)
    return {
        version.id
        for branch in history.branches()
        for version in history.line_of(history.version(branch.number))
    }
