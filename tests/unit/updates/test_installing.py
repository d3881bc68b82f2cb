"""The story of one update: what it checks, what lies there afterwards, and the way back."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from desktop.errors import UpdateError
from desktop.paths import VERSIONS, Installation
from desktop.updates import Choice, go_back, home_for_updates, install, installing
from desktop.version import PROGRAM_VERSION
from tests.made_updates import NEW, OLD, fake_bundle, fake_home, fake_update, files_in, secret_key

KEYS = (secret_key().public,)


@pytest.fixture
def here(tmp_path: Path) -> Installation:
    """A copy with one version."""
    return fake_home(tmp_path / "Homespun")


def versions(here: Installation) -> list[str]:
    """The names that lie there, hidden ones too."""
    assert here.home is not None
    return sorted(path.name for path in (here.home / VERSIONS).iterdir())


def key_of(work, *arguments) -> str:
    """The key of the sentence that something is refused with."""
    with pytest.raises(UpdateError) as told:
        work(*arguments)
    assert "{" not in str(told.value)
    return told.value.key


def test_the_newer_one_starts_and_the_older_one_is_kept(here: Installation, tmp_path: Path) -> None:
    """Whole, able to start, and nothing else is left."""
    update = fake_update(tmp_path)
    before = dict(files_in(here.folder))
    assert install(update, here, KEYS) == Choice(NEW, OLD)
    assert here.home is not None
    assert (here.home / "current").read_text() == f"{NEW}\n{OLD}\n"
    assert versions(here) == [NEW, OLD]
    assert dict(files_in(here.folder)) == before
    assert dict(files_in(here.home / VERSIONS / NEW)) == dict(files_in(tmp_path / f"bundle-{NEW}"))


def test_back_and_forth(here: Installation, tmp_path: Path) -> None:
    """The other one of two, each time."""
    assert key_of(go_back, here) == "update_no_way_back"
    install(fake_update(tmp_path), here, KEYS)
    assert go_back(here) == Choice(OLD, NEW)
    assert go_back(here) == Choice(NEW, OLD)


def test_only_two_versions_are_kept(here: Installation, tmp_path: Path) -> None:
    """The running one, too, until it has ended."""
    install(fake_update(tmp_path / "a"), here, KEYS)
    assert install(fake_update(tmp_path / "b", "0.11.0"), here, KEYS) == Choice("0.11.0", NEW)
    assert versions(here) == [NEW, "0.11.0", OLD]  # ours still runs
    newer = Installation("home", here.folder.with_name(NEW), here.home)
    assert install(fake_update(tmp_path / "c", "0.12.0"), newer, KEYS) == Choice("0.12.0", "0.11.0")
    assert versions(here) == [NEW, "0.11.0", "0.12.0"]


def test_taken_again_after_going_back(here: Installation, tmp_path: Path) -> None:
    """It is written anew, in case it was damaged."""
    update = fake_update(tmp_path)
    install(update, here, KEYS)
    go_back(here)
    assert here.home is not None
    (here.home / VERSIONS / NEW / "_internal" / "words.txt").write_text("damaged")
    assert install(update, here, KEYS) == Choice(NEW, OLD)
    assert (here.home / VERSIONS / NEW / "_internal" / "words.txt").read_text() == f"words of {NEW}\n"
    assert versions(here) == [NEW, OLD]


@pytest.mark.parametrize(
    ("version", "key"), [("0.8.0", "update_older"), (OLD, "update_same"), ("0.9", "update_same")]
)
def test_only_a_newer_one_is_taken(here: Installation, tmp_path: Path, version: str, key: str) -> None:
    """An older one has mistakes that are known to everybody."""
    before = versions(here)
    assert key_of(install, fake_update(tmp_path, version), here, KEYS) == key
    assert versions(here) == before


def test_after_going_back_the_same_holds_for_what_is_chosen(here: Installation, tmp_path: Path) -> None:
    """Newer than what starts, not than what was ever here."""
    install(fake_update(tmp_path / "a", "0.12.0"), here, KEYS)
    go_back(here)
    assert install(fake_update(tmp_path / "b", NEW), here, KEYS) == Choice(NEW, OLD)


@pytest.mark.parametrize("kind", ["source", "wheel", "system"])
def test_copies_of_other_kinds_are_told_their_way(tmp_path: Path, kind: str) -> None:
    """After the file was checked, so that a false one is not called genuine."""
    here = Installation(kind, tmp_path / "place")  # type: ignore[arg-type]
    assert home_for_updates(here) is None
    update = fake_update(tmp_path, "99.0")
    assert key_of(install, update, here, KEYS) == f"update_for_{kind}"
    assert key_of(go_back, here) == f"update_back_{kind}"
    content = bytearray(update.read_bytes())
    content[-1] ^= 1
    update.write_bytes(content)
    assert key_of(install, update, here, KEYS) == "update_damaged"
    older = fake_update(tmp_path / "b", PROGRAM_VERSION)
    assert key_of(install, older, here, KEYS) == "update_same"


@pytest.mark.parametrize(("system", "way"), [("win32", "windows"), ("darwin", "macos"), ("linux", "system")])
def test_a_package_of_each_system_is_named(
    tmp_path: Path, system: str, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody on Windows is told of Debian's tool."""
    update = fake_update(tmp_path, "99.0")
    monkeypatch.setattr(installing, "must_be_newer", lambda *_: None)  # it was made for this system
    monkeypatch.setattr(sys, "platform", system)
    assert key_of(install, update, Installation("system", tmp_path), KEYS) == f"update_for_{way}"


def test_a_stick_is_updated_like_an_account(tmp_path: Path) -> None:
    """Its data is not looked at."""
    home = fake_home(tmp_path / "Homespun")
    assert home.home is not None
    (home.home / "data" / "apps").mkdir(parents=True)
    (home.home / "data" / "apps" / "letter").write_text("dear")
    (home.home / "portable").write_text("")
    stick = Installation("portable", home.folder, home.home)
    assert install(fake_update(tmp_path), stick, KEYS) == Choice(NEW, OLD)
    assert (home.home / "data" / "apps" / "letter").read_text() == "dear"


@pytest.mark.parametrize("says", ["homespun 0.10.1", "", f"homespun {NEW} and more", "0.10.0"])
def test_one_that_is_something_else_does_not_start(here: Installation, tmp_path: Path, says: str) -> None:
    """It is tried once, from where it was unpacked."""
    update = fake_update(tmp_path, says=says or " ")
    assert key_of(install, update, here, KEYS) == "update_does_not_start"
    assert versions(here) == [OLD]
    assert home_for_updates(here).chosen() == Choice(OLD, "")  # type: ignore[union-attr]


def test_one_that_hangs_does_not_start(
    here: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a while it is ended."""
    monkeypatch.setattr(installing, "_TRIAL_TIMEOUT_S", 0.3)
    update = fake_update(tmp_path, says="x'; exec sleep 60; echo '")
    assert key_of(install, update, here, KEYS) == "update_does_not_start"
    assert versions(here) == [OLD]


def test_what_the_running_bundle_has_set_is_not_handed_on(
    here: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new one has libraries of its own."""
    monkeypatch.setenv("LD_LIBRARY_PATH", "/the/old/one")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/the/person's")
    monkeypatch.setenv("HOMESPUN_LENT", "1")
    seen = tmp_path / "seen"
    script = f"x'; echo \"$LD_LIBRARY_PATH|$HOMESPUN_LENT|$PYINSTALLER_RESET_ENVIRONMENT\" > {seen}; echo '"
    key_of(install, fake_update(tmp_path, says=script), here, KEYS)
    assert seen.read_text() == "/the/person's||1\n"


def test_too_little_room_is_said_before_anything_is_copied(
    here: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With how much it needs."""

    class Usage:
        free = 1_000_000

    monkeypatch.setattr(installing.shutil, "disk_usage", lambda path: Usage)
    assert key_of(install, fake_update(tmp_path), here, KEYS) == "update_no_room"
    assert versions(here) == [OLD]


def test_one_that_is_open_is_not_written_over(
    here: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody has gone back from it, and it still runs in another window."""
    assert here.home is not None
    fake_bundle(here.home / VERSIONS / NEW, NEW)
    monkeypatch.setattr(installing, "in_use", lambda place: True)
    monkeypatch.setattr("desktop.updates.homes.in_use", lambda place: True)
    assert key_of(install, fake_update(tmp_path), here, KEYS) == "update_in_use"
    assert versions(here) == [NEW, OLD]
