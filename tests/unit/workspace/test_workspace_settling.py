"""A change that was cut off is finished or taken back when the app is next opened; a stranger's plan does little."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.blueprint import read
from desktop.compiler import compile_app
from desktop.errors import FolderError
from desktop.workspace import alone, app_files, open_project
from desktop.workspace.app_files import MOST_FILES, may_be_the_apps
from desktop.workspace.settling import UNDO, UPDATE, settle

ROOT = Path(__file__).resolve().parents[3]
STAGING = ".homespun-0123456789abcdef"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "app"
    put(folder, {"app.blueprint": "old", "index.html": "old", "runtime/gone.js": "old", "notes.txt": "mine"})
    return folder


def put(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def staged(folder: Path, name: str, **plan: list[str]) -> Path:
    """A change of the blueprint, of which one file is new and one is gone, as a crash leaves it."""
    facts = {
        "write": ["app.blueprint", "runtime/new.js"],
        "fresh": ["runtime/new.js"],
        "gone": ["runtime/gone.js"],
    }
    place = folder / name
    put(place, {"new/app.blueprint": "new", "new/runtime/new.js": "new", "old/app.blueprint": "old"})
    (place / "plan.json").write_text(json.dumps({**facts, **plan}))
    return place


def shown(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()
    }


def test_what_was_begun_is_finished(folder: Path) -> None:
    """The plan was on the disk: the app is the new one, and nothing else is there."""
    staged(folder, UPDATE)
    assert open_project(folder).blueprint_text == "new"
    assert shown(folder) == {
        "app.blueprint": "new",
        "index.html": "old",
        "runtime/new.js": "new",
        "notes.txt": "mine",
    }


def test_what_is_in_its_place_already_stays_there(folder: Path) -> None:
    """Cut off between two files, or between the last file and the end."""
    place = staged(folder, UPDATE)
    (place / "new/app.blueprint").replace(folder / "app.blueprint")
    (folder / "runtime/gone.js").unlink()
    assert open_project(folder).blueprint_text == "new"
    assert "runtime/new.js" in shown(folder)
    assert not place.exists()


def test_what_was_being_taken_back_is_taken_back(folder: Path) -> None:
    """The change had failed: the app is the old one."""
    place = staged(folder, UNDO)
    (place / "new/app.blueprint").replace(folder / "app.blueprint")
    (place / "new/runtime/new.js").replace(folder / "runtime/new.js")
    assert open_project(folder).blueprint_text == "old"
    assert set(shown(folder)) == {"app.blueprint", "index.html", "runtime/gone.js", "notes.txt"}


def test_what_was_not_begun_goes(folder: Path) -> None:
    """A folder with files that were to take their places, and no plan: nothing has happened."""
    before = shown(folder)
    put(folder / STAGING, {"new/app.blueprint": "half"})
    assert open_project(folder).blueprint_text == "old"
    assert shown(folder) == before


def test_other_hidden_folders_are_not_ours(folder: Path) -> None:
    """Only names that we give are removed."""
    put(folder, {".homespun/history.git/HEAD": "x", ".homespun-mine/x": "x", ".git/HEAD": "x"})
    before = shown(folder)
    put(folder / STAGING, {"x": "x"})
    open_project(folder)
    assert shown(folder) == before


PLANS = {
    "out": {"write": ["../escaped"]},
    "absolute": {"write": ["/escaped"]},
    "records": {"write": ["data.sqlite"]},
    "notes": {"gone": ["notes.txt"]},
    "git": {"write": [".git/hooks/post-commit"]},
    "history": {"gone": [".homespun/history.git/HEAD"]},
    "no list": {"write": "app.blueprint"},
    "no text": {"write": [1]},
    "fresh only": {"fresh": ["index.html"]},
}


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("way", [UPDATE, UNDO])
def test_a_plan_for_other_files_is_not_carried_out(folder: Path, tmp_path: Path, name: str, way: str) -> None:
    """A folder that comes from a stranger can bring a plan: one that names more than an app is thrown away."""
    before = shown(folder)
    place = staged(folder, way, **PLANS[name])  # type: ignore[arg-type]
    for kind in ("new", "old"):
        put(place / kind, {"data.sqlite": "evil", ".git/hooks/post-commit": "evil"})
    put(place, {"escaped": "evil"})
    assert open_project(folder).blueprint_text == "old"
    assert shown(folder) == before
    assert {path.name for path in tmp_path.iterdir()} == {"app"}


@pytest.mark.parametrize("where", ["new/app.blueprint", "new", "", "plan.json"])
def test_links_in_a_plan_lead_nowhere(folder: Path, tmp_path: Path, where: str) -> None:
    """Nothing is put in place of the app's files that leads elsewhere, and nothing is written elsewhere."""
    before = shown(folder)
    place = staged(folder, UPDATE)
    target = place / where
    elsewhere = tmp_path / "elsewhere"
    target.rename(elsewhere)
    target.symlink_to(elsewhere, target_is_directory=elsewhere.is_dir())
    kept = elsewhere.read_text() if elsewhere.is_file() else shown(elsewhere)
    open_project(folder)
    assert shown(folder) == before
    assert not any(path.is_symlink() for path in folder.rglob("*"))
    assert (elsewhere.read_text() if elsewhere.is_file() else shown(elsewhere)) == kept


def test_a_link_in_the_app_is_not_followed_by_a_plan(folder: Path, tmp_path: Path) -> None:
    """A folder of the app that leads elsewhere gets nothing, and loses nothing."""
    (folder / "runtime").rename(tmp_path / "runtime")
    (folder / "runtime").symlink_to(tmp_path / "runtime", target_is_directory=True)
    staged(folder, UPDATE)
    open_project(folder)
    assert {path.name for path in (tmp_path / "runtime").iterdir()} == {"gone.js"}


def test_where_nothing_may_be_written_the_app_opens_as_it_is(folder: Path, monkeypatch) -> None:
    """A disk that can only be read: what was cut off stays so."""
    staged(folder, UPDATE)

    def refuse(*_arguments: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    assert open_project(folder).blueprint_text == "old"


HOLD = "import sys, pathlib\nfrom desktop.workspace import alone\nwith alone(pathlib.Path(sys.argv[1])):\n  print('held', flush=True); sys.stdin.read()"


@pytest.fixture
def held(folder: Path):
    """Another process holds the lock on the app."""
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with other:
        assert other.stdout is not None
        other.stdout.readline()
        yield other
        other.kill()


def test_who_is_still_at_work_is_left_alone(folder: Path, held: subprocess.Popen[bytes]) -> None:
    """What looks cut off may be what another process is doing right now."""
    staged(folder, UPDATE)
    assert open_project(folder).blueprint_text == "old"
    assert (folder / UPDATE).exists()
    held.kill()
    held.wait()
    assert open_project(folder).blueprint_text == "new"


def test_one_at_a_time(folder: Path, held: subprocess.Popen[bytes]) -> None:
    """The second waits, and is told; when the first has ended, however it did, the next gets in at once."""
    with pytest.raises(FolderError) as caught, alone(folder, wait_s=0.1):
        pytest.fail("two were in")
    assert caught.value.key == "folder_busy"
    held.kill()
    held.wait()
    with alone(folder, wait_s=0) as locked:
        assert locked
        with alone(folder, wait_s=0) as again:
            assert again
    with alone(folder / "nowhere", wait_s=0) as locked:
        assert not locked


def test_settling_an_app_that_is_gone_does_nothing(tmp_path: Path) -> None:
    """Nothing is there to be finished."""
    settle(tmp_path / "nowhere")


def test_only_the_apps_own_files_are_its_files(folder: Path) -> None:
    """What lies beside is not, nor what is hidden, what is a link, what is named as nobody may be."""
    put(folder, {"custom/a/b.html": "x", "custom/.hidden": "x", "custom/con.html": "x", "data.sqlite": "x"})
    (folder / "custom/link.html").symlink_to(folder / "notes.txt")
    found = app_files(folder)
    assert [path for path, _ in found.files] == [
        "app.blueprint",
        "custom/a/b.html",
        "index.html",
        "runtime/gone.js",
    ]
    assert found.left_out == ("custom/con.html", "custom/link.html")


def test_too_many_files_are_left_out(folder: Path) -> None:
    """A folder with thousands of pictures does not make every change slow."""
    put(folder, {f"custom/{at}.txt": "x" for at in range(MOST_FILES + 5)})
    assert len(app_files(folder).files) == MOST_FILES


@pytest.mark.parametrize(
    "example", sorted((ROOT / "resources/examples").glob("*.blueprint")), ids=lambda each: each.stem
)
def test_all_that_is_compiled_is_the_apps(example: Path) -> None:
    """Whatever the compiler makes may be kept, and may be finished after a crash."""
    app = read(example.read_text(encoding="utf-8")).app
    assert app is not None
    assert [file.path for file in compile_app(app).files if not may_be_the_apps(file.path)] == []
