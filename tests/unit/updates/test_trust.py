"""Whose updates are taken: keys of the program and of whoever looks after the computer."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from desktop.errors import UpdateError
from desktop.updates import trust, trusted_keys
from shipping.keys import public_text
from tests.made_updates import let_administrator_trust, secret_key


@pytest.fixture
def resources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the program brings; nothing of whoever looks after the computer."""
    monkeypatch.setattr(trust, "resources_folder", lambda: tmp_path / "resources")
    monkeypatch.setenv("HOMESPUN_DEFAULTS", str(tmp_path / "etc" / "settings.json"))
    return tmp_path / "resources"


def test_both_folders_count_and_a_key_counts_once(resources: Path, tmp_path: Path) -> None:
    """The program's own come first."""
    assert trusted_keys() == ()
    ours = resources / "updates" / "keys"
    ours.mkdir(parents=True)
    (ours / "b.pub").write_text(public_text(secret_key(1).public))
    let_administrator_trust(tmp_path / "etc", secret_key(2), secret_key(1))
    assert trusted_keys() == (secret_key(1).public, secret_key(2).public)


def test_what_is_no_pub_file_is_no_key(resources: Path, tmp_path: Path) -> None:
    """A note beside the keys does no harm."""
    let_administrator_trust(tmp_path / "etc", secret_key(1))
    (tmp_path / "etc" / "update-keys" / "README.txt").write_text("keys of our school")
    assert trusted_keys() == (secret_key(1).public,)


def test_a_key_with_a_book_behind_it_is_none(resources: Path, tmp_path: Path) -> None:
    """Its beginning alone would be one."""
    text = public_text(secret_key(1).public)
    let_administrator_trust(tmp_path / "etc")
    key = tmp_path / "etc" / "update-keys" / "long.pub"
    key.write_text(text.replace("minisign", "m" * (4096 - len(text) + len("minisign"))))
    assert trusted_keys() == (secret_key(1).public,)
    with key.open("a") as file:
        file.write("and more\n")
    with pytest.raises(UpdateError):
        trusted_keys()


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"untrusted comment: x\nRWQ\n", b"a" * 10_000])
def test_a_damaged_key_is_told_and_nothing_is_trusted(
    resources: Path, tmp_path: Path, content: bytes
) -> None:
    """Else an update might be refused for a reason that nobody sees."""
    let_administrator_trust(tmp_path / "etc", secret_key(1))
    (tmp_path / "etc" / "update-keys" / "broken.pub").write_bytes(content)
    with pytest.raises(UpdateError) as told:
        trusted_keys()
    assert told.value.key == "update_key_damaged"
    assert "broken.pub" in str(told.value)


def test_on_windows_a_folder_that_anybody_may_make_is_not_looked_into(
    resources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pupil could put a key there before the administrator does; beside a stick's own data it counts."""
    let_administrator_trust(tmp_path / "etc", secret_key(2))
    monkeypatch.setattr(sys, "platform", "win32")
    assert trusted_keys() == ()
    monkeypatch.setattr(trust, "portable_home", lambda: tmp_path)
    assert trusted_keys() == (secret_key(2).public,)
