"""Whoever can write on a stick cannot have the program run anything, and nothing ends it half updated.

Every test compares the whole folder before and after: a refused update leaves no file behind.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from crashing import copy_of, killed_at
from updating_homes import KEYS, home_with_launcher, refused, starts

from desktop.errors import UpdateError
from desktop.paths import VERSIONS, Installation
from desktop.updates import Choice, go_back, home_for_updates, install, update_file
from desktop.updates.homes import Home
from desktop.workspace import alone
from tests.made_updates import (
    NEW,
    OLD,
    fake_update,
    member,
    packed,
    program,
    secret_key,
    signed,
)

MADE = "desktop.updates.installing"


@pytest.fixture
def here(tmp_path: Path) -> Installation:
    """A copy with a launcher, beside a stick and an account with an app."""
    return home_with_launcher(tmp_path)


def outside(place: Path, content: bytes) -> Path:
    """A file on the stick; its name does not count among what is compared."""
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    return place


def test_a_strangers_update_is_not_opened(here: Installation, tmp_path: Path) -> None:
    """Nor one by somebody who took the right key's id."""
    stranger = secret_key(2)
    assert refused(here, fake_update(tmp_path / "a", key=stranger)) == "update_stranger"
    impostor = type(stranger)(secret_key().id, stranger.signing)
    assert refused(here, fake_update(tmp_path / "b", key=impostor)) == "update_damaged"


def test_no_bit_can_be_changed(here: Installation, tmp_path: Path) -> None:
    """One in each byte of the head, and one in each of two hundred bytes of the archive."""
    update = fake_update(tmp_path)
    whole = update.read_bytes()
    head = len(whole) - len(b"\n".join(whole.split(b"\n")[4:]))
    untrusted = whole.index(b"\n")
    chance = random.Random(1)
    places = [*range(untrusted + 1, head), *chance.sample(range(head, len(whole)), 200)]
    odd = tmp_path / "stick" / "odd.update"
    allowed = {"update_not_one", "update_stranger", "update_damaged", "update_cut", "update_unreadable"}
    for place in places:
        changed = bytearray(whole)
        changed[place] ^= 1 << chance.randrange(8)
        with pytest.raises(UpdateError) as told:
            install(outside(odd, bytes(changed)), here, KEYS)
        assert told.value.key in allowed, place
    assert starts(here) == OLD
    assert refused(here, odd) in allowed


def test_the_untrusted_comment_is_nobodys_word(here: Installation, tmp_path: Path) -> None:
    """It may say anything; it is not shown, and the update is the same."""
    whole = fake_update(tmp_path).read_bytes()
    lines = whole.split(b"\n", 1)
    odd = outside(tmp_path / "stick" / "odd.update", b"untrusted comment: \x1b[2J evil\n" + lines[1])
    assert install(odd, here, KEYS) == Choice(NEW, OLD)


def test_it_cannot_be_cut_or_made_longer(here: Installation, tmp_path: Path) -> None:
    """Anywhere, from nothing to all but the last byte."""
    update = fake_update(tmp_path)
    whole = update.read_bytes()
    odd = tmp_path / "stick" / "odd.update"
    for length in [*range(0, 600, 7), *range(600, len(whole), 97), len(whole) - 1]:
        with pytest.raises(UpdateError) as told:
            install(outside(odd, whole[:length]), here, KEYS)
        assert told.value.key in ("update_not_one", "update_cut"), length
    assert refused(here, outside(odd, whole[:-1])) == "update_cut"
    assert refused(here, outside(odd, whole + b"\0")) == "update_damaged"
    assert refused(here, outside(odd, b"\n" * 10_000_000)) == "update_not_one"
    assert refused(here, outside(odd, b"a" * 10_000_000)) == "update_not_one"


def test_parts_of_two_updates_do_not_fit(here: Installation, tmp_path: Path) -> None:
    """The head of one, the archive of another, both signed by the right key."""
    one, other = (
        fake_update(tmp_path / name, version).read_bytes()
        for name, version in (("a", "0.11.0"), ("b", "0.12.0"))
    )
    lines, others = one.split(b"\n", 4), other.split(b"\n", 4)
    odd = tmp_path / "stick" / "odd.update"
    mixed = b"\n".join([*lines[:4], others[4]])
    assert refused(here, outside(odd, mixed)) in ("update_damaged", "update_cut")
    for at in (1, 2, 3):
        swapped = [*lines[:at], others[at], *lines[at + 1 :]]
        assert refused(here, outside(odd, b"\n".join(swapped))) == "update_damaged"


def test_an_older_one_does_not_come_back(here: Installation, tmp_path: Path) -> None:
    """Rightly signed once, its holes known to everybody since."""
    for version in ("0.8.0", "0.8.99", "0.0.1"):
        assert refused(here, fake_update(tmp_path / version, version)) == "update_older"
    assert refused(here, fake_update(tmp_path / "same", OLD)) == "update_same"


def test_one_for_other_computers_is_refused(here: Installation, tmp_path: Path) -> None:
    """Another system, another processor."""
    for platform in ("linux-aarch64", "windows-x86_64", "plan9-mips"):
        odd = signed(tmp_path / "stick" / "odd.update", packed(program()), platform=platform)
        assert refused(here, odd) == "update_elsewhere"


@pytest.mark.parametrize(
    "evil",
    [
        member(f"{NEW}/../../../account/plants/data.sqlite", b"evil"),
        member("../homespun", b"evil"),
        member(f"{NEW}/../{OLD}/homespun", b"evil"),
        member("current", b"evil"),
        member(f"{NEW}/out", b"", type=b"2", linkname="../../../account"),
    ],
    ids=["an app", "the launcher", "the older version", "current", "a link"],
)
def test_an_archive_reaches_nothing_outside(here: Installation, tmp_path: Path, evil: tuple) -> None:
    """Even one that was signed."""
    odd = signed(tmp_path / "stick" / "odd.update", packed(program(), evil))
    assert refused(here, odd) == "update_unsafe"
    then = member(f"{NEW}/out/plants/data.sqlite", b"evil")
    odd = signed(tmp_path / "stick" / "odd.update", packed(evil, then, program()))
    assert refused(here, odd) == "update_unsafe"


@pytest.mark.parametrize("kind", ["folder", "pipe", "device", "socket", "link in a circle"])
def test_what_is_no_file_is_refused_at_once(here: Installation, tmp_path: Path, kind: str) -> None:
    """A pipe would let us wait for ever."""
    place = tmp_path / "stick" / "odd.update"
    place.parent.mkdir()
    if kind == "folder":
        place.mkdir()
    elif kind == "pipe":
        os.mkfifo(place)
    elif kind == "device":
        place.symlink_to("/dev/zero")
    elif kind == "socket":
        subprocess.run(
            [sys.executable, "-c", f"import socket; socket.socket(socket.AF_UNIX).bind({str(place)!r})"],
            check=True,
        )
    else:
        place.symlink_to(place)
    begun = time.monotonic()
    assert refused(here, place) in ("update_not_one", "update_unreadable")
    assert time.monotonic() - begun < 5


def test_what_was_checked_is_what_is_unpacked(
    here: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The stick belongs to somebody else, who writes into the file the moment that it was found good."""
    update = fake_update(tmp_path)
    evil = signed(
        tmp_path / "evil" / "evil.update", packed(program(), member(f"{NEW}/evil")), key=secret_key(2)
    ).read_bytes()
    true_check = update_file.file_is_signed
    swapped = []

    def then_swap(*arguments: object) -> bool:
        good = true_check(*arguments)  # type: ignore[arg-type]
        with update.open("r+b") as file:  # the same file, other bytes
            file.write(evil)
        swapped.append(good)
        return good

    monkeypatch.setattr(update_file, "file_is_signed", then_swap)
    assert install(update, here, KEYS) == Choice(NEW, OLD)
    assert swapped == [True]
    assert here.home is not None
    assert not (here.home / VERSIONS / NEW / "evil").exists()


def test_a_file_that_is_exchanged_while_it_is_read(
    here: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another file under the same name: the first one is still the one that is open."""
    update = fake_update(tmp_path)
    stranger = fake_update(tmp_path / "evil", key=secret_key(2), says="evil")
    true_facts = update_file._facts

    def then_exchange(*arguments: object) -> object:
        stranger.replace(update)
        return true_facts(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(update_file, "_facts", then_exchange)
    assert install(update, here, KEYS) == Choice(NEW, OLD)
    assert starts(here) == NEW


def test_killed_at_any_step_a_version_starts(here: Installation, tmp_path: Path) -> None:
    """And the next try takes it, and clears up what was left."""
    update = fake_update(tmp_path)
    assert here.home is not None
    clean = copy_of(here.home, tmp_path / "clean")
    step = 0
    seen = set()
    while True:
        step += 1
        place = copy_of(clean, tmp_path / "Homespun")
        if not killed_at(step, lambda: install(update, here, KEYS)):
            break
        version = starts(here)
        seen.add(version)
        chosen = home_for_updates(here).chosen()  # type: ignore[union-attr]
        assert chosen.version == version
        if version == OLD:
            assert install(update, here, KEYS) == Choice(NEW, OLD), step
        else:
            with pytest.raises(UpdateError) as told:
                install(update, here, KEYS)
            assert told.value.key == "update_same", step
            assert go_back(here) == Choice(OLD, NEW), step
            assert install(update, here, KEYS) == Choice(NEW, OLD)
        assert sorted(path.name for path in (place / VERSIONS).iterdir()) == [NEW, OLD], step
        assert sorted(path.name for path in place.iterdir()) == ["current", "homespun", VERSIONS], step
    assert step > 10
    assert seen == {OLD, NEW} or seen == {OLD}
    assert starts(here) == NEW


def test_killed_while_going_back_a_version_starts(here: Installation, tmp_path: Path) -> None:
    """One of the two, and the way to the other one stays."""
    install(fake_update(tmp_path), here, KEYS)
    assert here.home is not None
    clean = copy_of(here.home, tmp_path / "clean")
    step = 0
    while True:
        step += 1
        copy_of(clean, tmp_path / "Homespun")
        if not killed_at(step, lambda: go_back(here)):
            break
        now = home_for_updates(here).chosen()  # type: ignore[union-attr]
        assert now in (Choice(NEW, OLD), Choice(OLD, NEW))
        assert starts(here) == now.version
    assert step > 1
    assert starts(here) == OLD


def test_two_at_once_do_not_meet(here: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second one is told to wait, and changes nothing."""
    update = fake_update(tmp_path)
    assert here.home is not None
    ready, done = threading.Event(), threading.Event()

    def hold() -> None:
        with alone(here.home / VERSIONS):  # type: ignore[operator]
            ready.set()
            done.wait(30)

    holder = threading.Thread(target=hold)
    holder.start()
    try:
        assert ready.wait(30)
        assert refused(here, update) == "update_busy"
        with pytest.raises(UpdateError):
            go_back(here)
    finally:
        done.set()
        holder.join()
    assert install(update, here, KEYS) == Choice(NEW, OLD)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(here: Installation, tmp_path: Path) -> None:
    """Somebody else has put it there."""
    update = fake_update(tmp_path)
    assert here.home is not None
    (here.home / VERSIONS).chmod(0o555)
    try:
        assert refused(here, update) == "update_not_writable"
    finally:
        (here.home / VERSIONS).chmod(0o755)


@pytest.mark.parametrize("step", ["mkdtemp", "choose"])
def test_what_the_disk_refuses_is_told(
    here: Installation, tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stick that is locked, at the first and at the last moment: nothing is left behind."""
    update = fake_update(tmp_path)

    def locked(*arguments: object, **more: object) -> None:
        raise OSError(30, "Read-only file system")

    if step == "mkdtemp":
        monkeypatch.setattr(f"{MADE}.tempfile.mkdtemp", locked)
        assert refused(here, update) == "update_not_writable"
    else:
        monkeypatch.setattr(Home, "choose", locked)
        with pytest.raises(UpdateError) as told:
            install(update, here, KEYS)
        assert told.value.key == "update_not_writable"
        monkeypatch.undo()
        assert starts(here) == OLD
        assert install(update, here, KEYS) == Choice(NEW, OLD)


@pytest.mark.namespaces
def test_a_disk_that_becomes_full(tmp_path: Path) -> None:
    """Said before, or at the moment; what was there starts, and nothing is left lying around."""
    disk = tmp_path / "disk"
    disk.mkdir()
    script = Path(__file__).with_name("update_full_disk.py")
    mounted = 'mount -t tmpfs -o size=1m none "$1" && exec "$2" "$3" "$1"'
    done = subprocess.run(
        ["unshare", "-rmn", "sh", "-c", mounted, "sh", str(disk), sys.executable, str(script)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(script.parents[2])},
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "before": "update_no_room",
        "meanwhile": "update_full",
        "left": [OLD],
        "starts": f"{OLD}\n",
        "small": NEW,
        "back": "update_full",
        "then": f"{NEW}\n{OLD}\n",
    }


def test_a_key_of_strangers_in_the_update_is_not_trusted_before_it_starts(
    here: Installation, tmp_path: Path
) -> None:
    """What is in an update counts once it was taken, and not for checking itself."""
    stranger = secret_key(2)
    evil = fake_update(tmp_path, key=stranger)  # brings its own key, as every update does
    assert refused(here, evil) == "update_stranger"


def test_a_signature_of_something_else_signs_no_update(here: Installation, tmp_path: Path) -> None:
    """The same key, over the right archive, with a comment that is not an update's."""
    archive = packed(program())
    odd = outside(
        tmp_path / "stick" / "odd.update",
        secret_key().sign(hashlib.blake2b(archive).digest(), b"timestamp:1 file:x") + archive,
    )
    assert refused(here, odd) == "update_not_one"
