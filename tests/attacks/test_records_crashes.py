"""A process that is killed at any step of a migration, a snapshot, a way back or an import loses no record.

A step here is a statement that SQLite carries out, or what Python asks of the file system. Afterwards the
records open, are as before or as they should be, and nothing half written stays for long.
`CRASH_STRIDE=1` tries every step instead of some.
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from crashing import STEPS, WRITING, copy_of, killed_after

from desktop.blueprint.edits import edit, parse_script
from desktop.records import (
    DATABASE_FILE,
    Record,
    back_up,
    check_records,
    confirm,
    import_file,
    migrate,
    put_back,
    renames_of,
    take_snapshot,
)

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "records"))
from record_apps import plain, values_of  # the apps live beside the tests of their room
from record_houses import SHED, app_of, open_shed, room, shed

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="a process is killed in the middle of its work"
)

STRIDE = int(os.environ.get("CRASH_STRIDE", "7"))
ROUNDS = 12
SCRIPT = """\
in Tool: rename lent to given
in Tool: change code: number
in Tool: change room: many Room
rename entity Room to Place
in Tool: add weight: number, default 3
in Tool: remove tags
in Tool: rename option Hand of kind to By hand
"""
TABLE = "name;code;room\n" + "".join(f"Tool {at};n{at};a\n" for at in range(40))


_CONNECT = sqlite3.connect


class _Killer:
    """Counts steps and ends the process at one of them."""

    def __init__(self, last: int) -> None:
        self.last = last
        self.active = True

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        if not self.active:
            return
        if event in STEPS and (event != "open" or (isinstance(arguments[2], int) and arguments[2] & WRITING)):
            self.count()

    def connect(self, *arguments: object, **facts: object) -> sqlite3.Connection:
        """Open a database whose statements are counted."""
        connection = _CONNECT(*arguments, **facts)  # type: ignore[call-overload]
        connection.set_trace_callback(lambda _words: self.count())
        return connection

    def count(self) -> None:
        self.last -= 1
        if self.last == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def killed_at(step: int, work: Callable[[], object]) -> bool:
    """Do some work in a child that is killed at a step; False if the work was done before."""
    child = os.fork()
    if not child:
        code = 1
        try:
            killer = _Killer(step)
            sys.addaudithook(killer)
            sqlite3.connect = killer.connect
            work()
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return True
    assert os.waitstatus_to_exitcode(status) == 0, "the work itself failed"
    return False


def crashes(made: Path, place: Path, work: Callable[[Path], object], check: Callable[[Path], None]) -> None:
    """Kill some work at many steps, and at moments drawn by chance; look each time at what is left."""
    first = random.randint(1, STRIDE)
    for step in range(first, 100_000, STRIDE):
        folder = copy_of(made, place)
        killed = killed_at(step, lambda folder=folder: work(folder))
        check(folder)
        if not killed:
            break
    for _ in range(ROUNDS):
        folder = copy_of(made, place)
        killed_after(random.uniform(0, 0.06), lambda folder=folder: work(folder))
        check(folder)


BEFORE = app_of(SHED)
RENAMES = renames_of(BEFORE, parse_script(SCRIPT, BEFORE).script)


def after() -> object:
    changed = edit(BEFORE, SCRIPT).app
    assert changed is not None
    return changed


AFTER = after()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An app with records of every kind, some of which fit no other type."""
    records: list[Record] = [room("a"), room("b", 2)]
    for at in range(30):
        columns = {"name": f"Saw {at}", "lent": "2026-03-01", "room": "a", "kind": "Hand", "tags": '["A"]'}
        links = (("used in", ("b", "a")),)
        records.append(
            Record(f"t{at}", "Tool", at, (*columns.items(), ("code", f"{at}" if at % 2 else f"c{at}")), links)
        )
    return shed(tmp_path_factory.mktemp("made") / "shed", *records)


def everything(folder: Path, app: object) -> dict[str, list[dict]]:
    from desktop.records import Database

    with Database(folder / DATABASE_FILE, app) as database:  # type: ignore[arg-type]
        return {
            entity: [{name: each[name] for name in ("id", *fields)} for each in values_of(database, entity)]
            for entity, fields in database.fields.items()
        }


def sound(folder: Path) -> None:
    """The records are whole, and what was left half done goes with the next copy."""
    assert [each.text for each in check_records(folder) if each.state == "problem"] == []
    assert take_snapshot(folder, "afterwards") is not None
    left = [path.name for path in folder.rglob("*") if "unfinished" in path.name]
    assert [name for name in left if (folder / name).exists()] == [] or back_up(folder, folder / "b.sqlite")
    assert [path for path in folder.rglob("*") if "unfinished" in path.name] == []


def test_a_migration(made: Path, tmp_path: Path) -> None:
    """Killed before the files have followed, the app shows all as it was; and the change can be made again."""
    before = everything(copy_of(made, tmp_path / "b"), BEFORE)
    done = copy_of(made, tmp_path / "d")
    migrate(done / DATABASE_FILE, BEFORE, AFTER, RENAMES)
    confirm(done / DATABASE_FILE)
    expected = everything(done, AFTER)
    assert len(expected["Place"]) == 2

    def check(folder: Path) -> None:
        assert everything(folder, BEFORE) == before
        sound(folder)
        migrate(folder / DATABASE_FILE, BEFORE, AFTER, RENAMES)
        confirm(folder / DATABASE_FILE)
        assert everything(folder, AFTER) == expected

    crashes(
        made, tmp_path / "x", lambda folder: migrate(folder / DATABASE_FILE, BEFORE, AFTER, RENAMES), check
    )


def test_a_migration_whose_files_have_followed(made: Path, tmp_path: Path) -> None:
    """Killed while that is confirmed, the app shows all as it should be."""
    done = copy_of(made, tmp_path / "d")
    migrate(done / DATABASE_FILE, BEFORE, AFTER, RENAMES)
    expected = everything(copy_of(done, tmp_path / "e"), AFTER)

    def check(folder: Path) -> None:
        assert everything(folder, AFTER) == expected
        sound(folder)

    crashes(done, tmp_path / "x", lambda folder: confirm(folder / DATABASE_FILE), check)


def test_a_snapshot(made: Path, tmp_path: Path) -> None:
    """The records are as they were, and the copy is whole or not there."""
    before = everything(copy_of(made, tmp_path / "b"), BEFORE)

    def check(folder: Path) -> None:
        assert everything(folder, BEFORE) == before
        if (folder / ".homespun" / "snapshots" / "one.sqlite").exists():
            put_back(folder, "one")
            assert everything(folder, BEFORE) == before
        sound(folder)

    crashes(made, tmp_path / "x", lambda folder: take_snapshot(folder, "one"), check)


def test_a_way_back(made: Path, tmp_path: Path) -> None:
    """The records are all those from before, or all those of the copy; the copy stays."""
    folder = copy_of(made, tmp_path / "b")
    old = everything(folder, BEFORE)
    take_snapshot(folder, "one")
    with open_shed(folder) as database:
        database.write([room("c", 3), plain("Tool", "t1", 1, name="New")], remove=[("Tool", "t2")])
    new = everything(copy_of(folder, tmp_path / "n"), BEFORE)
    seen: set[str] = set()

    def check(folder: Path) -> None:
        now = everything(folder, BEFORE)
        assert now in (old, new)
        seen.add("old" if now == old else "new")
        sound(folder)
        put_back(folder, "one")
        assert everything(folder, BEFORE) == old

    crashes(folder, tmp_path / "x", lambda folder: put_back(folder, "one"), check)
    assert seen == {"old", "new"}


def test_an_import(made: Path, tmp_path: Path) -> None:
    """All rows are in, or none."""
    table = tmp_path / "tools.csv"
    table.write_text(TABLE)
    before = everything(copy_of(made, tmp_path / "b"), BEFORE)

    def work(folder: Path) -> None:
        with open_shed(folder) as database:
            import_file(database, BEFORE, table, "Tool")

    def check(folder: Path) -> None:
        now = everything(folder, BEFORE)
        new = [each for each in now["Tool"] if each["name"].startswith("Tool ")]
        assert len(new) in (0, 40)
        assert {**now, "Tool": [each for each in now["Tool"] if each not in new]} == before
        sound(folder)

    crashes(made, tmp_path / "x", work, check)


def test_a_change_by_a_page(made: Path, tmp_path: Path) -> None:
    """What was told as saved is there, and of a change that was cut off all or nothing."""
    before = everything(copy_of(made, tmp_path / "b"), BEFORE)

    def work(folder: Path) -> None:
        with open_shed(folder) as database:
            for at in range(20):
                database.write([room(f"x{at}", 10 + at), room(f"y{at}", 10 + at)])
                with (folder / "told").open("a") as told:
                    told.write("!")

    def check(folder: Path) -> None:
        names = [each["id"] for each in everything(folder, BEFORE)["Room"]]
        told = len((folder / "told").read_text()) if (folder / "told").exists() else 0
        for letter in "xy":
            assert len([name for name in names if name.startswith(letter)]) in (told, told + 1)
        assert len([name for name in names if name[0] == "x"]) == len(
            [name for name in names if name[0] == "y"]
        )
        assert everything(folder, BEFORE)["Tool"] == before["Tool"]
        sound(folder)

    crashes(made, tmp_path / "x", work, check)


# --- disks ----------------------------------------------------------------------------------------

IN_A_SMALL_WORLD = """
import sys
sys.path[:0] = [{root!r}, {tests!r}]
from pathlib import Path
from record_houses import SHED, app_of, open_shed, room, rooms, shed
from desktop.errors import RecordsError
from desktop.records import *
folder = shed(Path("/mnt/shed"), *(room(f"r{{at:03}}", at) for at in range(50)))

def refused(work):
    try:
        work()
    except RecordsError as problem:
        return problem.key
    return ""
"""


def in_a_small_world(code: str, prepare: str) -> str:
    """Run some code where `/mnt` is a disk of its own; give back what it prints."""
    head = IN_A_SMALL_WORLD.format(root=str(ROOT), tests=str(ROOT / "tests" / "unit" / "records"))
    words = [sys.executable, "-c", head + textwrap.dedent(code)]
    quoted = " ".join("'" + word.replace("'", "'\\''") + "'" for word in words)
    ran = subprocess.run(
        ["unshare", "-rm", "sh", "-c", f"{prepare} && {quoted}"], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


@pytest.mark.namespaces
def test_a_full_disk() -> None:
    """Whatever is tried, it is said; the records are as they were, and nothing half written stays."""
    told = in_a_small_world(
        """
        import os
        app = app_of(SHED)
        before = rooms(folder)
        names = sorted(os.listdir(folder))
        take_snapshot(folder, "one")
        free = os.statvfs("/mnt")
        Path("/mnt/filler").write_bytes(b"x" * (free.f_bavail * free.f_bsize - 8192))
        print(refused(lambda: take_snapshot(folder, "two")))
        print(refused(lambda: back_up(folder, Path("/mnt/copy.sqlite"))))
        print(refused(lambda: put_back(folder, "one")))
        def write():
            with open_shed(folder) as database:
                database.write([room("x" * 60, 99), *(room(f"y{at}", 100) for at in range(3000))])
        print(refused(write))
        from desktop.blueprint.edits import edit
        after = edit(app, "in Tool: change name: number\\nin Tool: add weight: number").app
        print(refused(lambda: migrate(folder / "data.sqlite", app, after, ())))
        def export():
            with open_shed(folder) as database:
                export_json(database, app, Path("/mnt/all.json"))
        print(refused(export))
        os.remove("/mnt/filler")
        assert rooms(folder) == before
        assert sorted(os.listdir("/mnt")) == ["shed"]
        assert sorted(os.listdir(folder)) == sorted([".homespun", *names]), os.listdir(folder)
        assert os.listdir(folder / ".homespun/snapshots") == ["one.sqlite"]
        assert all(each.state == "fine" for each in check_records(folder))
        """,
        "mount -t tmpfs -o size=1m none /mnt",
    )
    assert set(told.split()) == {"records_full"}


@pytest.mark.namespaces
def test_a_disk_that_may_only_be_read() -> None:
    """It is said, and the records are as they were."""
    told = in_a_small_world(
        """
        import os, subprocess
        app = app_of(SHED)
        take_snapshot(folder, "one")
        before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        subprocess.run(["mount", "-o", "remount,ro", "/mnt"], check=True)
        print(refused(lambda: take_snapshot(folder, "two")))
        print(refused(lambda: put_back(folder, "one")))
        print(refused(lambda: open_shed(folder)))
        from desktop.blueprint.edits import edit
        print(refused(lambda: migrate(folder / "data.sqlite", app, edit(app, "in Tool: remove code").app, ())))
        print(check_records(folder)[0].state)
        subprocess.run(["mount", "-o", "remount,rw", "/mnt"], check=True)
        assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
        """,
        "mount -t tmpfs -o size=8m none /mnt",
    )
    assert set(told.split()[:4]) == {"records_place"}
