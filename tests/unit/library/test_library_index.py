"""The cache of the list: faster, never wrong, and gone without harm."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from library_apps import blueprint, make

from desktop.library import list_projects
from desktop.library import listing as listing_module
from desktop.messages import say
from desktop.paths import settings_folder


@pytest.fixture
def apps(tmp_path: Path) -> Path:
    for name in ("A", "B"):
        make(tmp_path / "apps", name)
    return tmp_path / "apps"


def cache() -> Path:
    return settings_folder() / "library.json"


def listed(apps: Path) -> list[str]:
    return sorted(each.name for each in list_projects(apps))


@pytest.fixture
def read_anew(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The folders that were read, and not taken from the cache."""
    read: list[str] = []
    real = listing_module.describe

    def describe(folder: Path) -> object:
        read.append(folder.name)
        return real(folder)

    monkeypatch.setattr(listing_module, "describe", describe)
    return read


def test_only_what_changed_is_read_again(apps: Path, read_anew: list[str]) -> None:
    """The second list reads nothing; a changed app is read, and only that."""
    list_projects(apps)
    assert sorted(read_anew) == ["A", "B"]
    list_projects(apps)
    assert len(read_anew) == 2
    (apps / "B" / "app.blueprint").write_text(blueprint("Bees"), encoding="utf-8")
    assert listed(apps) == ["A", "Bees"]
    assert read_anew[2:] == ["B"]


def test_a_change_is_seen_whatever_the_clock_says(apps: Path) -> None:
    """A file of the same size with the same time, as after the clock was set back, is seen all the same."""
    list_projects(apps)
    file = apps / "B" / "app.blueprint"
    before = file.stat()
    file.write_text(blueprint("C"), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size
    assert listed(apps) == ["A", "C"]
    fresh = file.with_name("fresh")
    fresh.write_text(blueprint("D"), encoding="utf-8")
    os.utime(fresh, ns=(before.st_atime_ns, before.st_mtime_ns))
    fresh.replace(file)
    assert listed(apps) == ["A", "D"]


def test_a_page_that_goes_is_seen(apps: Path) -> None:
    """What makes an app damaged is part of what is compared."""
    list_projects(apps)
    (apps / "B" / "index.html").unlink()
    problems = {each.folder.name: each.problem for each in list_projects(apps)}
    assert problems == {"A": "", "B": say("library.problem_no_page", folder="B")}


def test_the_cache_may_be_deleted(apps: Path) -> None:
    """It comes again."""
    list_projects(apps)
    cache().unlink()
    assert listed(apps) == ["A", "B"]
    assert cache().is_file()


GARBAGE = [
    b"",
    b"{",
    b"\xff\xfe",
    b"[]",
    b"null",
    b'{"format": 99}',
    b"[" * 100_000,
    json.dumps({"format": "F", "projects": 7}).encode(),
    json.dumps({"format": "F", "projects": {"X": 1, "Y": [], "Z": [[], 1, 2, 3, 4, 5, 6]}}).encode(),
]


@pytest.mark.parametrize("garbage", GARBAGE, ids=range(len(GARBAGE)))
def test_a_damaged_cache_is_no_harm(apps: Path, garbage: bytes) -> None:
    """Whatever is in it that we have not written is passed over."""
    list_projects(apps)
    ours = json.loads(cache().read_text(encoding="utf-8"))["format"]
    cache().write_bytes(garbage.replace(b'"F"', json.dumps(ours).encode()))
    assert listed(apps) == ["A", "B"]
    assert listed(apps) == ["A", "B"]


def test_settings_that_cannot_be_written(apps: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a place for the cache all works, only slower."""
    place = apps.parent / "a file"
    place.write_text("mine", encoding="utf-8")
    monkeypatch.setenv("HOMESPUN_SETTINGS", str(place))
    assert listed(apps) == ["A", "B"]
    assert place.read_text(encoding="utf-8") == "mine"


def test_a_cache_of_another_program_does_not_count(apps: Path, read_anew: list[str]) -> None:
    """What another version of Homespun has described is described anew."""
    list_projects(apps)
    facts = json.loads(cache().read_text(encoding="utf-8"))
    cache().write_text(json.dumps({**facts, "format": "1 0.0.9"}), encoding="utf-8")
    list_projects(apps)
    assert len(read_anew) == 4
