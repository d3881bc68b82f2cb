"""Runs one command of the library in a child process and kills it, over and over; prints what went wrong.

    python library_killer.py FOLDER OPERATION STEPS RANDOM

First the child is killed at its first, second, … step on the disk (every STEPS-th of them, until it survives),
then RANDOM times at a moment of chance. After each death the folder must hold every project whole, in its old or
its new place, and the next command must leave no trace of the one that was killed.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from desktop.blueprint import read
from desktop.cli import main
from desktop.compiler import compile_app
from desktop.library import binned, list_projects
from desktop.records import Record, open_records
from desktop.workspace import Provenance, open_project, write_project

STEPS = frozenset(
    [
        "open",
        "os.mkdir",
        "os.rename",
        "os.rmdir",
        "os.remove",
        "os.utime",
        "os.scandir",
        "os.listdir",
        "sqlite3.connect",
    ]
)
TEXT = 'app "Shed"\n\nentity Tool\n  name: text\n\npage Tools\n  table of Tool\n'
OURS = ("data.sqlite", "homespun.json", "app.blueprint", "index.html", "app.css", "app.js")


def make(apps: Path) -> None:
    app = read(TEXT).app
    assert app is not None
    for name in ("Shed", "Garden"):
        project = write_project(
            apps / name, compile_app(app), TEXT, Provenance("r", 0, "m", "0", "writer", "1")
        )
        database = open_records(project.folder)
        assert database is not None
        with database:
            database.write([Record("a", "Tool", 1, (("name", "Zanzibar"),))])
        (project.folder / "mine.txt").write_text("mine", encoding="utf-8")


def of_the_person(folder: Path) -> dict[str, bytes]:
    """What must be the same after a death as before; the compiled files may be those of the renamed app."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
        and not path.relative_to(folder).parts[0].startswith(".")
        and path.relative_to(folder).parts[0] not in ("runtime", *OURS)
        and not path.name.startswith("data.sqlite")
    }


def is_whole(folder: Path) -> str:
    """Say what is wrong with a project, or nothing."""
    project = open_project(folder)
    app = read(project.blueprint_text).app
    if app is None or app.name not in ("Shed", "New name", "Garden"):
        return "the app is another one"
    if project.provenance is None:
        return "where it comes from is lost"
    for file in compile_app(app).files:
        if (folder / file.path).read_bytes() != file.text.encode():
            return f"{file.path} is not that of the blueprint"
    database = open_records(folder)
    if database is None:
        return "no records"
    with database:
        if [row[2] for row in database.read("Tool").rows] != ["Zanzibar"]:
            return "a record is lost"
    if of_the_person(folder) != {"mine.txt": b"mine"}:
        return f"files are lost or new: {sorted(of_the_person(folder))}"
    return ""


def projects(apps: Path) -> list[Path]:
    """Every project, wherever it lies."""
    return [each.folder for each in (*list_projects(apps), *binned(apps))]


def check(apps: Path, operation: str) -> list[str]:
    folders = projects(apps)
    wrong = [f"{folder.name}: {is_whole(folder)}" for folder in folders if is_whole(folder)]
    least, most = (2, 3) if operation == "duplicate" else (2, 2)
    if not least <= len(folders) <= most:
        wrong.append(f"there are {[str(folder.relative_to(apps)) for folder in folders]}")
    # The next command clears up what was left, and works.
    if main(["duplicate", str(apps / "Garden")]) != 0:
        wrong.append("the next command failed")
    left = [path.name for path in apps.iterdir() if path.name.startswith(".") and path.name != ".bin"]
    left += [str(path) for path in apps.rglob("*.unfinished")]
    return wrong + [f"left behind: {name}" for name in left]


def child(doing: Callable[[], object], at_step: int | None) -> int:
    """Start a process that does it, and dies at a step if one is given."""
    number = os.fork()
    if number:
        return number
    steps = 0

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal steps
        if event in STEPS:
            if steps == at_step:
                os.kill(os.getpid(), signal.SIGKILL)
            steps += 1

    if at_step is not None:
        sys.addaudithook(hook)
    code = 1
    try:
        code = int(doing() != 0)
    finally:
        os._exit(code)


def run(apps: Path, operation: str, every: int, by_chance: int) -> None:
    os.environ["HOMESPUN_APPS"] = str(apps)
    os.environ["HOMESPUN_SETTINGS"] = str(apps.parent / "settings")
    sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - until the process ends
    template = apps.parent / "template"
    make(template)
    commands = {
        "duplicate": ["duplicate", str(apps / "Shed")],
        "bin": ["bin", str(apps / "Shed")],
        "bring-back": ["bring-back", "Shed"],
        "rename": ["rename", str(apps / "Shed"), "New name"],
        "folder": ["rename", str(apps / "Shed"), "New name", "--folder-only"],
    }

    def attempt(at_step: int | None, after_s: float | None, label: str) -> bool:
        shutil.rmtree(apps, ignore_errors=True)
        shutil.copytree(template, apps)
        if operation == "bring-back":
            main(["bin", str(apps / "Shed")])
        number = child(lambda: main(commands[operation]), at_step)
        if after_s is not None:
            time.sleep(after_s)
            os.kill(number, signal.SIGKILL)
        _, status = os.waitpid(number, 0)
        survived = os.WIFEXITED(status)
        wrong = check(apps, operation)
        if survived and after_s is None and os.WEXITSTATUS(status):
            wrong.append("it failed by itself")
        for each in wrong:
            print(f"{operation}, {label}: {each}", file=sys.stderr)
        return survived

    step, tried = 0, 0
    while not attempt(step, None, f"step {step}"):
        step, tried = step + every, tried + 1
    began = time.perf_counter()
    attempt(None, None, "whole")
    takes_s = time.perf_counter() - began
    chance = random.Random(7)
    for _ in range(by_chance):
        after_s = chance.random() * takes_s
        attempt(None, after_s, f"after {after_s:.4f} s")
    print(f"{tried} steps, {by_chance} moments", file=sys.__stdout__)


if __name__ == "__main__":
    run(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
