"""The command line, with a session that needs no model: what is printed where, and the exit codes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Self

import pytest

from desktop.blueprint import read
from desktop.cli import main
from desktop.cli.doors import Doors
from desktop.compiler.fileset import File, FileSet
from desktop.errors import BlueprintError, Cancelled, EngineError, HomespunError, ModelError, RequestError
from desktop.session import Built, Progress
from desktop.workspace import Project, Provenance, write_project

ROOT = Path(__file__).resolve().parents[3]
BLUEPRINT = 'app "Bee Diary"\n\nentity Visit\n  day: date\n  note: text\n\npage Visits\n  list of Visit\n'
FILES = FileSet((File("app.js", "// app\n"), File("index.html", "<p>\n")))


class FakeSession:
    """A session that builds one app, or fails with the error it was given."""

    def __init__(self, problem: HomespunError | None = None) -> None:
        self.problem = problem
        self.asked: list[tuple[str, int]] = []
        self.open = False

    def __enter__(self) -> Self:
        self.open = True
        return self

    def __exit__(self, *exception: object) -> None:
        self.open = False

    def build(
        self,
        request: str,
        *,
        seed: int = 0,
        on_progress: Callable[[Progress], None] = lambda progress: None,
        cancelled: threading.Event | None = None,
    ) -> Built:
        assert self.open
        self.asked.append((request, seed))
        on_progress(Progress("reading"))
        on_progress(Progress("writing", "app"))
        on_progress(Progress("writing", 'app "Bee'))
        if self.problem is not None:
            raise self.problem
        on_progress(Progress("done", BLUEPRINT))
        reading = read(BLUEPRINT)
        assert reading.app is not None
        return Built(
            request=request,
            seed=seed,
            text=BLUEPRINT,
            app=reading.app,
            files=FILES,
            diagnostics=(),
            notes=("Pictures of bees are not in it.",),
            made_by="assembler",
            model_name="spindle",
            model_version="0",
            model_sha256="ab" * 32,
            chance=0.5,
            take=1,
            timings_ms=(("reading", 1.234), ("total", 1234.5)),
        )

    def takes(
        self,
        request: str,
        count: int = 3,
        *,
        seed: int = 0,
        on_progress: Callable[[Progress], None] = lambda progress: None,
    ) -> tuple[Built, ...]:
        first = self.build(request, seed=seed, on_progress=on_progress)
        other = replace(first, take=2, app=replace(first.app, name="Hive Notes"), chance=0.25)
        return (first, other)[:count]

    def save(self, built: Built, folder: Path) -> Project:
        provenance = Provenance(
            built.request, built.seed, built.model_name, built.model_sha256, built.made_by, "1"
        )
        return write_project(folder, built.files, built.text, provenance)


class House:
    """The doors of a house in which nothing is heavy; it remembers who walked through."""

    def __init__(self, problem: HomespunError | None = None) -> None:
        self.session = FakeSession(problem)
        self.models: list[Path | None] = []
        self.windows: list[Path | None] = []
        self.benches: list[list[str]] = []

    def doors(self) -> Doors:
        return Doors(session=self._session, window=self._window, bench=self._bench)

    def _session(self, model: Path | None) -> FakeSession:
        self.models.append(model)
        return self.session

    def _window(self, folder: Path | None) -> int:
        self.windows.append(folder)
        return 0

    def _bench(self, arguments: list[str]) -> int:
        self.benches.append(list(arguments))
        return 7


def run(*argv: str, house: House | None = None) -> int:
    return main(argv, doors=(house or House()).doors())


def test_build_writes_an_app_and_says_where(tmp_path, capsys):
    """The result is on standard output: the name, the blueprint, what is not in it, and the folder."""
    assert run("build", "a diary for my bees", "--out", str(tmp_path / "bees")) == 0
    out = capsys.readouterr().out
    assert "Bee Diary" in out and "entity Visit" in out
    assert "Pictures of bees are not in it." in out
    assert str(tmp_path / "bees" / "index.html") in out
    assert (tmp_path / "bees" / "index.html").read_text(encoding="utf-8") == "<p>\n"


def test_progress_goes_to_standard_error(tmp_path, capsys):
    """Each stage is a line on standard error, however often it reports."""
    run("build", "bees", "--out", str(tmp_path / "bees"))
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(" …")[0] for line in lines] == ["Reading the request", "Writing the blueprint"]
    assert all(line.endswith(" ms") for line in lines)


def test_without_out_the_folder_is_named_after_the_app(tmp_path, monkeypatch):
    """Apps go to the person's own folder, the second one beside the first."""
    monkeypatch.setenv("HOMESPUN_APPS", str(tmp_path / "apps"))
    assert run("build", "bees") == 0
    assert run("build", "bees") == 0
    assert sorted(path.name for path in (tmp_path / "apps").iterdir()) == ["Bee Diary", "Bee Diary 2"]


def test_json_is_one_object(tmp_path, capsys):
    """With --json standard output is one object, and its keys are those that are promised."""
    assert run("build", "bees", "--out", str(tmp_path / "bees"), "--seed", "5", "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert set(report) == {
        "blueprint",
        "text",
        "files",
        "out",
        "timings_ms",
        "model",
        "seed",
        "take",
        "chance",
        "diagnostics",
        "notes",
    }
    assert report["text"] == BLUEPRINT
    assert report["seed"] == 5
    assert report["model"] == {"name": "spindle", "version": "0", "sha256": "ab" * 32, "made_by": "assembler"}
    assert report["timings_ms"]["total"] == 1234.5
    assert report["notes"] == ["Pictures of bees are not in it."]


def test_json_lists_what_is_on_the_disk(tmp_path, capsys):
    """Every file that was written is listed with its true size."""
    run("build", "bees", "--out", str(tmp_path / "bees"), "--json")
    report = json.loads(capsys.readouterr().out)
    assert [file["path"] for file in report["files"]] == [
        "app.blueprint",
        "app.js",
        "homespun.json",
        "index.html",
    ]
    for file in report["files"]:
        assert (Path(report["out"]) / file["path"]).stat().st_size == file["bytes"]


def test_json_blueprint_is_a_plain_tree(tmp_path, capsys):
    """The blueprint's entities and pages can be walked by a script."""
    run("build", "bees", "--out", str(tmp_path / "bees"), "--json")
    tree = json.loads(capsys.readouterr().out)["blueprint"]
    assert [field["name"] for field in tree["entities"][0]["fields"]] == ["day", "note"]
    assert tree["pages"][0]["name"] == "Visits"


def test_takes_are_shown_and_nothing_is_written(tmp_path, capsys, monkeypatch):
    """With --takes each way to build it has a number, a name, a chance and what it keeps; no folder appears."""
    monkeypatch.chdir(tmp_path)
    assert run("build", "bees", "--takes", "--out", str(tmp_path / "bees")) == 0
    out = capsys.readouterr().out
    assert "1. Bee Diary (50 %" in out and "2. Hive Notes (25 %" in out
    assert "keeps: Visit" in out and "homespun build bees --take NUMBER" in out
    assert not list(tmp_path.iterdir())
    run("build", "bees", "--takes", "--json")
    takes = json.loads(capsys.readouterr().out)["takes"]
    assert [(take["take"], take["name"], take["chance"]) for take in takes] == [
        (1, "Bee Diary", 0.5),
        (2, "Hive Notes", 0.25),
    ]


def test_a_chosen_take_is_built(tmp_path, capsys):
    """--take 2 builds the second; a take that there is not is a sentence, and nothing is written."""
    assert run("build", "bees", "--take", "2", "--out", str(tmp_path / "bees"), "--json") == 0
    assert json.loads(capsys.readouterr().out)["take"] == 2
    assert run("build", "bees", "--take", "3", "--out", str(tmp_path / "more")) == 1
    assert "2 ways" in capsys.readouterr().err
    assert not (tmp_path / "more").exists()


def test_request_seed_and_model_arrive(tmp_path):
    """The words, the seed and the model file reach the session as they were given."""
    house = House()
    run("build", "  my bees ", "--seed", "42", "--model", "m.gguf", "--out", str(tmp_path / "x"), house=house)
    assert house.session.asked == [("  my bees ", 42)]
    assert house.models == [Path("m.gguf")]


def test_bytes_that_are_no_text_are_made_readable(tmp_path):
    """A terminal in another encoding hands over stray bytes; the app is built all the same."""
    house = House()
    assert run("build", "caf\udce9 menu", "--out", str(tmp_path / "x"), house=house) == 0
    assert house.session.asked == [("caf? menu", 0)]


PROBLEMS = [
    (RequestError("request_empty"), 1),
    (BlueprintError("blueprint_problems", count=2), 1),
    (ModelError("model_missing", file="writer.gguf"), 3),
    (EngineError("engine_died"), 3),
    (Cancelled("cancelled"), 130),
]


@pytest.mark.parametrize(("problem", "code"), PROBLEMS, ids=[problem.key for problem, _ in PROBLEMS])
def test_problems_have_a_sentence_and_an_exit_code(tmp_path, capsys, problem, code):
    """What went wrong is said on standard error, nothing is written, and scripts can tell the kinds apart."""
    assert run("build", "bees", "--out", str(tmp_path / "bees"), house=House(problem)) == code
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.splitlines()[-1] == str(problem)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("problem", "code"), PROBLEMS, ids=[problem.key for problem, _ in PROBLEMS])
def test_problems_in_json(tmp_path, capsys, problem, code):
    """With --json a problem is an object too."""
    assert run("build", "bees", "--out", str(tmp_path / "bees"), "--json", house=House(problem)) == code
    report = json.loads(capsys.readouterr().out)
    assert report == {"error": {"key": problem.key, "message": str(problem)}}


def test_a_bad_folder_is_known_before_the_model_is_loaded(tmp_path, capsys):
    """Nobody waits for a model whose app has nowhere to go."""
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    house = House()
    assert run("build", "bees", "--out", str(tmp_path), house=house) == 4
    assert house.models == []
    assert "already has something in it" in capsys.readouterr().err


@pytest.mark.parametrize(
    "argv",
    [
        ("build",),
        ("build", "bees", "--seed", "-1"),
        ("build", "bees", "--seed", "4294967296"),
        ("build", "bees", "--seed", "lucky"),
        ("build", "bees", "--out", " "),
        ("build", "two", "words"),
        ("weave", "bees"),
        ("open",),
        ("doctor", "--fast"),
    ],
    ids=" ".join,
)
def test_usage_is_explained(capsys, argv):
    """A command line that does not fit is answered with what would, and code 2."""
    assert run(*argv) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "usage: homespun" in printed.err and "--help" in printed.err


def test_usage_problems_in_json(capsys):
    """With --json even a usage problem is one object."""
    assert run("build", "--json") == 2
    assert json.loads(capsys.readouterr().out)["error"]["key"] == "usage"


@pytest.mark.parametrize("argv", [("--help",), ("build", "--help"), ("open", "-h"), ("doctor", "-h")])
def test_help_has_an_example(capsys, argv):
    """Help ends well and shows how it is done."""
    assert run(*argv) == 0
    assert "homespun" in capsys.readouterr().out


def test_help_lists_every_exit_code(capsys):
    """Scripts can rely on what --help says."""
    run("--help")
    out = capsys.readouterr().out
    assert all(f"\n  {code:<5}" in out for code in (0, 1, 2, 3, 4, 130))


def test_without_a_command_the_window_opens():
    """`homespun` alone is the window."""
    house = House()
    assert run(house=house) == 0
    assert house.windows == [None]


def test_open_shows_an_app(tmp_path):
    """`homespun open` hands the app's folder to the window."""
    house = House()
    run("build", "bees", "--out", str(tmp_path / "bees"), house=house)
    assert run("open", str(tmp_path / "bees"), house=house) == 0
    assert house.windows == [tmp_path / "bees"]


def test_open_hands_a_file_that_was_given_away_to_the_window(tmp_path):
    """What a double click on it starts; the window brings it in, and says why if it cannot."""
    house = House()
    file = tmp_path / "Bee Diary.homespun"
    file.write_bytes(b"PK")
    assert run("open", str(file), house=house) == 0
    assert house.windows == [file]


def test_open_needs_an_app(tmp_path, capsys):
    """A folder without an app opens no window."""
    house = House()
    assert run("open", str(tmp_path), house=house) == 4
    assert house.windows == []
    assert "no Homespun app" in capsys.readouterr().err


def test_bench_gets_its_own_words():
    """What follows `bench` belongs to the benchmark, and its exit code is ours."""
    house = House()
    assert run("bench", "--repeat", "3", house=house) == 7
    assert house.benches == [["--repeat", "3"]]


@pytest.mark.parametrize("presses", [1, 2])
def test_ctrl_c_stops_and_changes_nothing(tmp_path, capsys, monkeypatch, presses):
    """Ctrl+C once asks to stop, twice insists; either way nothing is written."""

    class Slow(FakeSession):
        """A session during which somebody presses Ctrl+C, and which looks at the event afterwards."""

        def build(self, request, *, seed=0, on_progress=lambda progress: None, cancelled=None):
            for _ in range(presses):
                os.kill(os.getpid(), signal.SIGINT) if os.name == "posix" else signal.raise_signal(
                    signal.SIGINT
                )
            return super().build(request, seed=seed, on_progress=on_progress, cancelled=cancelled)

    house = House()
    house.session = Slow()
    before = signal.getsignal(signal.SIGINT)
    assert run("build", "bees", "--out", str(tmp_path / "bees"), house=house) == 130
    assert capsys.readouterr().err.splitlines()[-1] == "Stopped. Nothing was changed."
    assert list(tmp_path.iterdir()) == []
    assert signal.getsignal(signal.SIGINT) == before


def test_help_is_quick_and_needs_nothing_heavy():
    """Asking for help loads no Qt, no llama.cpp and no NumPy."""
    code = (
        "import sys; from desktop.__main__ import main; code = main(['--help']); "
        "heavy = {'PySide6', 'llama_cpp', 'numpy', 'tokenizers'} & set(sys.modules); "
        "sys.exit(f'loaded {heavy}' if heavy else code)"
    )
    ran = subprocess.run(
        [sys.executable, "-P", "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
