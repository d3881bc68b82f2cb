"""Versions side by side: which of them starts, and which ones go."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path

import pytest

from desktop.paths import VERSIONS
from desktop.updates.homes import Choice, Home, in_use
from tests.made_updates import NEW, OLD, fake_bundle, fake_home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """With two versions, the older one running and chosen."""
    here = fake_home(tmp_path / "Homespun")
    assert here.home is not None
    fake_bundle(here.home / VERSIONS / NEW, NEW)
    return Home(here.home, OLD)


def versions(home: Home) -> list[str]:
    """The names that lie there."""
    return sorted(path.name for path in home.versions.iterdir())


def test_what_is_chosen_is_what_current_says(home: Home) -> None:
    """The other one may be the one from before."""
    assert home.chosen() == Choice(OLD, "")
    home.choose(Choice(NEW, OLD))
    assert home.chosen() == Choice(NEW, OLD)
    assert (home.folder / "current").read_text() == f"{NEW}\n{OLD}\n"


@pytest.mark.parametrize(
    ("said", "chosen"),
    [
        (b"", Choice(OLD, "")),
        (b"\xff\xff", Choice(OLD, "")),
        (b"../../bin\n0.9.0\n", Choice(OLD, "")),
        (b"0.10.0\n../..\n", Choice(NEW, "")),
        (b"0.10.0\n7.7.7\n", Choice(NEW, "")),
        (b"0.10.0\n0.10.0\n", Choice(NEW, "")),
        (b"0.10.0\r\n0.9.0\r\n", Choice(NEW, OLD)),
        (b"0.10.0", Choice(NEW, "")),
    ],
    ids=["empty", "no text", "a path", "a path behind", "gone", "itself", "Windows' lines", "one line"],
)
def test_nonsense_in_current_is_no_choice(home: Home, said: bytes, chosen: Choice) -> None:
    """Then the version counts that is running; a version to go back to must be there."""
    (home.folder / "current").write_bytes(said)
    assert home.chosen() == chosen


def test_without_the_file_the_running_version_counts(home: Home) -> None:
    """A stick that was pulled out may have lost it."""
    (home.folder / "current").unlink()
    assert home.chosen() == Choice(OLD, "")


@pytest.mark.parametrize("said", ["", "..\n", "../../bin\n", "7.7.7\n", "\n0.9.0\n"])
def test_the_launcher_starts_the_newest_where_current_says_nothing(home: Home, said: str) -> None:
    """And never a program outside."""
    launcher = Path(__file__).parents[3] / "shipping" / "system_files" / "launcher.sh"
    shutil.copy(launcher, home.folder / "homespun")
    (home.folder / "current").write_text(said)
    done = subprocess.run(
        ["sh", home.folder / "homespun"], capture_output=True, text=True, timeout=20, check=False
    )
    assert done.stdout == f"homespun {NEW}\n"


def test_only_what_is_chosen_kept_or_running_stays(home: Home) -> None:
    """And what somebody else has put there."""
    for name in ("0.7.0", "0.8.0", "notes", ".new-killed"):
        (home.versions / name).mkdir()
    (home.versions / "a file").write_text("x")
    home.clear_up(Choice(NEW, "0.8.0"))
    assert versions(home) == ["0.10.0", "0.8.0", "0.9.0", "a file", "notes"]


def test_a_link_is_not_followed(home: Home, tmp_path: Path) -> None:
    """What it leads to belongs to somebody else."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter").write_text("dear")
    (home.versions / "0.1.0").symlink_to(tmp_path / "mine")
    (home.versions / ".new-1").symlink_to(tmp_path / "mine")
    home.clear_up(Choice(NEW, OLD))
    assert (tmp_path / "mine" / "letter").exists()
    assert (home.versions / "0.1.0").is_symlink()


def test_a_version_that_runs_stays(home: Home) -> None:
    """Linux would take it away under a window that is open."""
    place = home.versions / "0.8.0"
    place.mkdir()
    shutil.copy("/bin/sleep", place / "homespun")
    with subprocess.Popen([place / "homespun", "60"]) as process:
        end = time.monotonic() + 10
        while not in_use(place) and time.monotonic() < end:
            time.sleep(0.01)
        home.clear_up(Choice(NEW, OLD))
        assert "0.8.0" in versions(home)
        process.kill()
    assert not in_use(place)
    home.clear_up(Choice(NEW, OLD))
    assert "0.8.0" not in versions(home)
