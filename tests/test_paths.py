"""How the program got here decides where it keeps things; a portable copy keeps all of them beside itself."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import pytest

from desktop import paths

PLACES = {
    "HOMESPUN_APPS": paths.apps_folder,
    "HOMESPUN_SETTINGS": paths.settings_folder,
    "HOMESPUN_CACHE": paths.cache_folder,
    "HOMESPUN_MODELS": paths.own_models_folder,
}


@pytest.fixture(autouse=True)
def nothing_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No variable names a place, and the home is empty."""
    for name in (*PLACES, "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))


def frozen(monkeypatch: pytest.MonkeyPatch, program: Path) -> None:
    """Let this process be a bundle's program."""
    program.parent.mkdir(parents=True, exist_ok=True)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "_MEIPASS", str(program.parent / "_internal"), raising=False)
    monkeypatch.setattr(sys, "executable", str(program))


@pytest.fixture
def stick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A portable copy on a stick with a name that is not plain."""
    home = tmp_path / "Łucjas Stick" / "Homespun"
    frozen(monkeypatch, home / "versions" / "0.9.0" / "homespun")
    (home / "portable").write_text("", encoding="utf-8")
    return home


def test_from_a_checkout():
    """These tests run in one."""
    found = paths.installation()
    assert (found.kind, found.home) == ("source", None)
    assert (found.folder / "resources").is_dir()


def test_a_package_of_the_whole_computer(monkeypatch, tmp_path):
    """Its folder is nobody's home; what people make goes to their own."""
    frozen(monkeypatch, tmp_path / "usr" / "lib" / "homespun" / "homespun")
    found = paths.installation()
    assert (found.kind, found.home) == ("system", None)
    assert paths.portable_home() is None
    assert paths.apps_folder() == tmp_path / "home" / "Homespun"


def test_versions_side_by_side(monkeypatch, tmp_path):
    """A folder with versions is not portable by itself."""
    frozen(monkeypatch, tmp_path / "Homespun" / "versions" / "0.9.0" / "homespun")
    (tmp_path / "Homespun" / "current").write_text("0.9.0\n", encoding="utf-8")
    found = paths.installation()
    assert (found.kind, found.home) == ("home", tmp_path / "Homespun")
    assert paths.settings_folder() == tmp_path / "home" / ".config" / "homespun"


def test_versions_of_something_else_are_not_ours(monkeypatch, tmp_path):
    """An update would clear up among them; a stick that has lost `current` is known by its mark."""
    frozen(monkeypatch, tmp_path / "versions" / "0.9.0" / "homespun")
    found = paths.installation()
    assert (found.kind, found.home) == ("system", None)
    (tmp_path / "portable").write_text("", encoding="utf-8")
    found = paths.installation()
    assert (found.kind, found.home) == ("portable", tmp_path)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the test sets HOME as Linux has it")
def test_a_stick_keeps_everything_beside_itself(stick):
    """Apps, settings, caches and models; nothing in the home."""
    assert paths.portable_home() == stick
    for place in PLACES.values():
        assert place().is_relative_to(stick / "data")
    assert len({place() for place in PLACES.values()}) == len(PLACES)


def test_a_place_that_is_named_wins_over_the_stick(stick, monkeypatch, tmp_path):
    """Administrators and tests say where."""
    for name, place in PLACES.items():
        monkeypatch.setenv(name, str(tmp_path / name))
        assert place() == tmp_path / name


def test_what_libraries_keep_goes_to_the_stick_as_well(stick, monkeypatch):
    """A browser's caches, fonts and shaders ask the same three variables."""
    for variable in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(variable, "/somewhere/else")
    paths.stay_beside()
    for variable in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        assert Path(os.environ[variable]).is_relative_to(stick / "data")


def test_elsewhere_nothing_is_set(monkeypatch):
    """A checkout leaves the environment alone."""
    before = dict(os.environ)
    paths.stay_beside()
    assert dict(os.environ) == before


def test_no_app_is_written_into_the_program(stick):
    """Neither into what was unpacked nor beside it."""
    folders = paths.program_folders()
    assert stick / "versions" / "0.9.0" in folders
    assert not any((stick / "data").is_relative_to(folder) for folder in folders)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="only there these variables count")
@pytest.mark.parametrize("named", ["", "near", "./near", "../near"])
def test_a_place_that_is_not_absolute_is_not_taken(monkeypatch, tmp_path, named):
    """It would be another folder wherever the program is started."""
    for variable in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(variable, named)
    home = tmp_path / "home"
    assert paths.cache_folder() == home / ".cache" / "homespun"
    assert paths.settings_folder() == home / ".config" / "homespun"
    assert paths.own_models_folder() == home / ".local" / "share" / "homespun" / "models"


@pytest.mark.skipif(sys.platform == "win32", reason="the test sets HOME")
def test_a_home_that_is_not_absolute_is_none(monkeypatch):
    """So nothing is written into whatever folder somebody happens to be in."""
    monkeypatch.setenv("HOME", "near")
    for place in PLACES.values():
        assert place().is_relative_to("/nonexistent")


def test_somebody_whom_the_system_does_not_list(monkeypatch):
    """As in a container that runs with any number: there is no home, and that is no failure."""

    def nobody():
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", nobody)
    for place in PLACES.values():
        assert place().is_relative_to("/nonexistent")


@pytest.mark.skipif(sys.platform == "win32", reason="the test names Linux's places")
def test_a_moment_goes_to_the_caches_where_nothing_else_can_be_written(monkeypatch, tmp_path):
    """A computer whose /tmp is locked; where it is not, nothing changes."""
    monkeypatch.setenv("HOMESPUN_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("TMPDIR", "/nonexistent")
    paths.find_temporary()
    assert os.environ["TMPDIR"] == "/nonexistent"  # tempfile goes on to /tmp
    access = os.access
    monkeypatch.setattr(
        os, "access", lambda place, mode: str(place) not in ("/tmp", "/var/tmp") and access(place, mode)
    )
    for other in ("TEMP", "TMP"):
        monkeypatch.delenv(other, raising=False)
    paths.find_temporary()
    assert os.environ["TMPDIR"] == str(tmp_path / "cache" / "tmp")
    monkeypatch.setattr(tempfile, "tempdir", None)
    assert tempfile.gettempdir() == str(tmp_path / "cache" / "tmp")


def test_a_moment_stays_on_the_stick_too(stick, monkeypatch):
    """What a killed program leaves in /tmp would be a trace; a stick that is locked has it as elsewhere."""
    monkeypatch.setenv("TMPDIR", "/tmp")
    (stick / "data").write_text("locked", encoding="utf-8")
    paths.find_temporary()
    assert os.environ["TMPDIR"] == "/tmp"
    (stick / "data").unlink()
    paths.find_temporary()
    assert os.environ["TMPDIR"] == str(stick / "data" / "cache" / "homespun" / "tmp")


def test_a_stick_does_not_heed_the_computer_that_it_is_put_into(stick, monkeypatch):
    """Else a folder for apps that was chosen for that computer would draw them off the stick."""
    monkeypatch.delenv("HOMESPUN_DEFAULTS", raising=False)
    assert paths.defaults_file().is_relative_to(stick / "data")
