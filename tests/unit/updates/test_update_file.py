"""The file of an update: what it says of itself once its signature is known to be right."""

from __future__ import annotations

import platform
import sys
from pathlib import Path

import pytest

from desktop.errors import UpdateError
from desktop.updates import check_update
from desktop.updates.update_file import Update, as_numbers, this_platform
from tests.made_updates import NEW, fake_update, packed, program, secret_key, signed

KEYS = (secret_key().public,)


def test_says_what_is_in_it(tmp_path: Path) -> None:
    """All of it true: sizes and counts are those of the archive."""
    update = fake_update(tmp_path)
    files = [path for path in (tmp_path / f"bundle-{NEW}").rglob("*") if path.is_file()]
    assert check_update(update, KEYS) == Update(
        version=NEW,
        platform=this_platform(),
        packed_bytes=update.stat().st_size - sum(map(len, update.read_bytes().split(b"\n", 4)[:4])) - 4,
        unpacked_bytes=sum(path.stat().st_size for path in files),
        files=len(files),
        signed_by=secret_key().public.name,
    )


def test_the_same_bundle_makes_the_same_update(tmp_path: Path) -> None:
    """Whoever doubts one can make it again, but for the signature's key."""
    one, other = fake_update(tmp_path / "a"), fake_update(tmp_path / "b")
    assert one.read_bytes() == other.read_bytes()


def test_the_right_one_of_two_keys_with_one_id_counts(tmp_path: Path) -> None:
    """An id is eight bytes of chance, and proves nothing."""
    stranger = secret_key(2)
    impostor = type(stranger)(secret_key().id, stranger.signing)
    update = fake_update(tmp_path, key=secret_key())
    assert check_update(update, (impostor.public, *KEYS)).version == NEW
    with pytest.raises(UpdateError) as told:
        check_update(update, (impostor.public,))
    assert told.value.key == "update_damaged"


@pytest.mark.parametrize(
    ("name", "key"),
    [("gone.update", "update_unreadable"), ("folder", "update_not_one"), ("a\0b", "update_unreadable")],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, name: str, key: str) -> None:
    """With the file's name in the sentence, fit to be printed."""
    (tmp_path / "folder").mkdir()
    with pytest.raises(UpdateError) as told:
        check_update(tmp_path / name, KEYS)
    assert told.value.key == key
    assert "\0" not in str(told.value)


@pytest.mark.parametrize(
    ("older", "newer"),
    [("0.9.0", "0.10.0"), ("0.9", "0.9.1"), ("1.2.3", "2"), ("0.9.9.9", "0.10")],
)
def test_versions_are_numbers(older: str, newer: str) -> None:
    """Ten is more than nine."""
    assert as_numbers(older) < as_numbers(newer)


def test_zeros_at_the_end_say_nothing() -> None:
    """1.0 and 1.0.0 are the same version."""
    assert as_numbers("1.0") == as_numbers("1.0.0") == as_numbers("1")


@pytest.mark.parametrize(
    ("system", "machine", "named"),
    [
        ("linux", "x86_64", "linux-x86_64"),
        ("win32", "AMD64", "windows-x86_64"),
        ("darwin", "arm64", "macos-arm64"),
        ("linux", "aarch64", "linux-aarch64"),
    ],
)
def test_a_platform_has_one_name(
    system: str, machine: str, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows has another name for the same processor."""
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(platform, "machine", lambda: machine)
    assert this_platform() == named


@pytest.mark.parametrize(
    "facts",
    [
        {"program": "something else"},
        {"version": "1.0/../../x"},
        {"version": ".."},
        {"version": ""},
        {"version": "1.0\n"},
        {"version": "01.0"},
        {"version": "1"},
        {"version": 1},
        {"version": "1.0.0.0.0"},
        {"platform": None},
        {"platform": "linux"},
        {"platform": "plan9-\x1b[2Jmips"},
        {"platform": 5},
        {"packed_bytes": True},
        {"packed_bytes": "12"},
        {"packed_bytes": 1.5},
        {"packed_bytes": 10**30},
        {"unpacked_bytes": -1},
        {"unpacked_bytes": 0},
        {"unpacked_bytes": 5 * 1024**3},
        {"files": 0},
        {"files": 10**9},
        {"files": None},
    ],
    ids=str,
)
def test_facts_that_make_no_sense_are_refused(tmp_path: Path, facts: dict[str, object]) -> None:
    """The signature is right; whoever signed it was mistaken, or signs other things, too."""
    update = signed(tmp_path / "odd.update", packed(program()), **facts)
    with pytest.raises(UpdateError) as told:
        check_update(update, KEYS)
    assert told.value.key == "update_not_one"


@pytest.mark.parametrize(
    "comment", [b"", b"{}", b"[]", b"null", b"\xff", b"[" * 1500, b'{"program": "homespun"}']
)
def test_a_comment_that_is_something_else_is_refused(tmp_path: Path, comment: bytes) -> None:
    """A key may sign other files; those are no updates."""
    archive = packed(program())
    place = tmp_path / "odd.update"
    place.write_bytes(secret_key().sign(bytes(64), comment) + archive)
    with pytest.raises(UpdateError) as told:
        check_update(place, KEYS)
    assert told.value.key == "update_not_one"
