"""An app written by the workspace is a folder of plain files that opens again."""

from __future__ import annotations

import json
import stat
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.compiler.fileset import File, FileSet
from desktop.errors import FolderError
from desktop.version import PROGRAM_VERSION
from desktop.workspace import (
    Provenance,
    check_folder,
    new_folder,
    open_project,
    write_project,
)
from desktop.workspace.names import check_paths

ROOT = Path(__file__).resolve().parents[3]
FILES = FileSet(
    (
        File("app.css", "body { color: black }\n"),
        File("index.html", "<!doctype html>\n<title>Käfer</title>\n"),
        File("runtime/store.js", "// store\n"),
    )
)
BLUEPRINT = 'app "Käfer 🐞"\n'
PROVENANCE = Provenance(
    request="my beetles, “all” of them\n",
    seed=7,
    model_name="spindle",
    model_sha256="ab" * 32,
    made_by="writer",
    language_version="1",
)


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_writes_every_file(tmp_path):
    """The folder holds the compiled files as they are, the blueprint, and where it all came from."""
    project = write_project(tmp_path / "beetles", FILES, BLUEPRINT, PROVENANCE)
    folder = project.folder
    assert names(folder) == ["app.blueprint", "app.css", "homespun.json", "index.html", "runtime/store.js"]
    assert (folder / "index.html").read_bytes() == FILES.text_of("index.html").encode()
    assert (folder / "app.blueprint").read_bytes() == BLUEPRINT.encode()
    assert project.start_page.is_file()


def test_opens_what_it_wrote(tmp_path):
    """Opening gives the same project, provenance included."""
    project = write_project(tmp_path / "beetles", FILES, BLUEPRINT, PROVENANCE)
    assert open_project(tmp_path / "beetles") == project
    assert project.provenance == PROVENANCE


def test_two_writes_are_the_same_bytes(tmp_path):
    """Nothing in the folder depends on when or where it was written."""
    first = write_project(tmp_path / "a", FILES, BLUEPRINT, PROVENANCE).folder
    second = write_project(tmp_path / "b", FILES, BLUEPRINT, PROVENANCE).folder
    assert names(first) == names(second)
    for name in names(first):
        assert (first / name).read_bytes() == (second / name).read_bytes()


def test_makes_missing_folders_above(tmp_path):
    """Folders on the way to the app are made."""
    assert write_project(tmp_path / "x" / "y" / "z", FILES, BLUEPRINT, PROVENANCE).folder.is_dir()


def test_an_empty_folder_will_do(tmp_path):
    """A folder that the person made for it is used."""
    folder = tmp_path / "made for it"
    folder.mkdir()
    assert "index.html" in names(write_project(folder, FILES, BLUEPRINT, PROVENANCE).folder)


def test_a_relative_folder_is_kept_absolute(tmp_path, monkeypatch):
    """The project knows where it is, wherever the program goes next."""
    monkeypatch.chdir(tmp_path)
    assert write_project(Path("here"), FILES, BLUEPRINT, PROVENANCE).folder == tmp_path / "here"


def test_folder_has_ordinary_rights(tmp_path):
    """Others may read the app as far as the person's own umask lets them."""
    plain = tmp_path / "plain"
    plain.mkdir()
    folder = write_project(tmp_path / "app", FILES, BLUEPRINT, PROVENANCE).folder
    assert stat.S_IMODE(folder.stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)


def test_nothing_stays_beside_the_folder(tmp_path):
    """The place where the files were gathered is gone."""
    write_project(tmp_path / "app", FILES, BLUEPRINT, PROVENANCE)
    assert [path.name for path in tmp_path.iterdir()] == ["app"]


@pytest.mark.parametrize("missing", ["app.blueprint", "index.html"])
def test_not_every_folder_is_an_app(tmp_path, missing):
    """Without its source or its page a folder is no app."""
    folder = write_project(tmp_path / "app", FILES, BLUEPRINT, PROVENANCE).folder
    (folder / missing).unlink()
    with pytest.raises(FolderError) as caught:
        open_project(folder)
    assert caught.value.key == "folder_no_app"


@pytest.mark.parametrize(
    ("content", "key"),
    [(b"\xff\xfe\x00", "folder_unreadable"), (b"x" * 1_000_001, "folder_unreadable")],
    ids=["not text", "huge"],
)
def test_damaged_blueprint_is_said(tmp_path, content, key):
    """A blueprint that is no text, or far too long to be one, is refused in a sentence."""
    folder = write_project(tmp_path / "app", FILES, BLUEPRINT, PROVENANCE).folder
    (folder / "app.blueprint").write_bytes(content)
    with pytest.raises(FolderError) as caught:
        open_project(folder)
    assert caught.value.key == key


def test_opening_a_file_is_said(tmp_path):
    """A file is not a folder."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(FolderError) as caught:
        open_project(tmp_path / "file")
    assert caught.value.key == "folder_is_file"


@pytest.mark.parametrize("text", ["", "[]", "{}", "{", '{"seed": true}', '{"request": 3}', "\0"])
def test_edited_provenance_does_not_keep_the_app_closed(tmp_path, text):
    """A person may do to homespun.json what they like."""
    folder = write_project(tmp_path / "app", FILES, BLUEPRINT, PROVENANCE).folder
    (folder / "homespun.json").write_text(text, encoding="utf-8")
    assert open_project(folder).provenance is None


def test_provenance_is_json_without_a_clock(tmp_path):
    """Scripts can read where an app came from; there is no time of day in it."""
    facts = json.loads(PROVENANCE.to_json())
    assert facts["request"] == PROVENANCE.request
    assert set(facts) == {
        "format",
        "request",
        "seed",
        "model_name",
        "model_version",
        "model_sha256",
        "made_by",
        "language_version",
        "program_version",
        "take",
        "changes",
    }


def test_version_is_that_of_the_package():
    """The version in people's folders is the one that was released: the package reads it from there."""
    facts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert facts["project"]["dynamic"] == ["version"]
    assert facts["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "desktop.version.PROGRAM_VERSION"}
    assert Provenance("x", 1, "m", "1", "0", "writer").program_version == PROGRAM_VERSION


@pytest.mark.parametrize(
    ("app", "folder"),
    [
        ("Plant Pal", "Plant Pal"),
        ("  Käfer 🐞 ", "Käfer 🐞"),
        ("../../etc/passwd", "etc passwd"),
        ("a/b\\c:d", "a b c d"),
        ("CON", "My app"),
        ("com1.txt", "My app"),
        ("...", "My app"),
        ("", "My app"),
        ("\0\n\t", "My app"),
        ("x" * 500, "x" * 60),
    ],
)
def test_new_folder_is_named_after_the_app(tmp_path, app, folder):
    """The folder has the app's name as far as every system allows it."""
    assert new_folder(tmp_path, app) == tmp_path / folder


def test_new_folder_never_takes_one_that_is_there(tmp_path):
    """A second app of the same name gets a number."""
    for expected in ("Plants", "Plants 2", "Plants 3"):
        folder = new_folder(tmp_path, "Plants")
        assert folder.name == expected
        folder.mkdir()


@given(st.text(max_size=80))
def test_new_folder_is_always_right_below(app):
    """Whatever an app is called, its folder lies right below the one for apps, under a lawful name."""
    parent = Path("nowhere", "apps")
    folder = new_folder(parent, app)
    assert folder.parent == parent
    assert check_paths([folder.name]) == ((folder.name,),)


def test_checking_writes_nothing(tmp_path):
    """Asking whether a folder could be used leaves everything as it was."""
    assert check_folder(tmp_path / "a" / "b") == tmp_path / "a" / "b"
    assert list(tmp_path.iterdir()) == []
