"""What others may find or put where the engine keeps what it has read: never believed, never followed."""

from __future__ import annotations

import hashlib
import os
import stat
import struct
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.engine.prefix_store import MAGIC, Prefixes, PrefixStore

STATE = bytes(range(256)) * 16
TOKENS = tuple(range(300))
MOST = 1024 * 1024
posix = pytest.mark.skipif(sys.platform == "win32", reason="links, pipes and modes of POSIX")


class Kept:
    """A store with one state in it, and what it told the log."""

    def __init__(self, folder, **limits):
        self.told = []
        self.folder = folder / "prefixes"
        self.store = PrefixStore(Prefixes(self.folder, **limits), b"this model", self.told.append)
        self.marks = self.store.marks(TOKENS, 100)
        self.store.save(self.marks[-1], STATE)
        self.file = next(self.folder.glob("*.prefix"))

    def load(self):
        return self.store.load(self.marks[-1], MOST)

    def is_refused(self):
        """Nothing comes of it but a line in the log, and the place is free for a sound one."""
        refused = self.load() is None and len(self.told) >= 1
        self.told.clear()
        self.store.save(self.marks[-1], STATE)
        return refused and self.load() == STATE and not self.told


@pytest.fixture
def kept(tmp_path):
    """A store with one sound state."""
    return Kept(tmp_path)


def test_a_sound_state_comes_back(kept):
    """What the damaged ones below are made from."""
    assert kept.load() == STATE
    assert kept.store.kept(kept.marks) == 3
    assert kept.told == []


@pytest.mark.parametrize("size", [0, 1, 7, 8, 47, 48, 49, 1000, len(STATE) + 47])
def test_every_cut_is_noticed(kept, size):
    """Wherever a disk or a crash stopped it."""
    kept.file.write_bytes(kept.file.read_bytes()[:size])
    assert kept.is_refused()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.integers(0, len(STATE) + 47), st.integers(1, 255))
def test_every_changed_byte_is_noticed(kept, place, change):
    """In the head and in the state alike."""
    data = bytearray(kept.file.read_bytes())
    data[place] ^= change
    kept.file.write_bytes(data)
    assert kept.is_refused()


@pytest.mark.parametrize(
    "data",
    [
        b"Hello, I am a state.\n" * 50,
        bytes(5000),
        MAGIC + bytes(5000),
        struct.pack("<8sQ32s", MAGIC, 2**64 - 1, bytes(32)) + STATE,
        struct.pack("<8sQ32s", MAGIC, len(STATE), hashlib.sha256(STATE).digest()) + STATE,
    ],
    ids=["text", "zeros", "only the magic", "a huge length", "a digest without the mark"],
)
def test_a_strangers_file_is_refused(kept, data):
    """Whatever lies under the right name."""
    kept.file.write_bytes(data)
    assert kept.is_refused()


def test_another_ones_state_is_refused(kept):
    """A sound state under another's name would put other words before the text."""
    other = kept.store.marks((7, *TOKENS[1:]), 100)[-1]
    kept.file.rename(kept.file.with_name(f"{other.hex()}.prefix"))
    assert kept.store.load(other, MOST) is None


def test_a_huge_file_is_not_read(kept):
    """A file with a hole of a terabyte takes neither time nor memory."""
    with kept.file.open("r+b") as file:
        file.truncate(2**40)
    assert kept.is_refused()


@posix
def test_a_link_is_not_followed(kept, tmp_path):
    """Neither read nor written through; what it leads to stays as it is."""
    secret = tmp_path / "secret"
    kept.file.rename(secret)
    kept.file.symlink_to(secret)
    before = secret.read_bytes()
    assert kept.is_refused()
    assert secret.read_bytes() == before
    assert not kept.file.is_symlink()


@posix
def test_a_pipe_is_not_waited_for(kept):
    """A pipe that nobody writes to is refused, not opened for ever."""
    kept.file.unlink()
    os.mkfifo(kept.file)
    assert kept.is_refused()


def test_a_folder_in_the_way_is_told(kept):
    """Nothing can be kept there; the text is written all the same."""
    kept.file.unlink()
    (kept.file / "inside").mkdir(parents=True)
    assert kept.load() is None
    kept.store.save(kept.marks[-1], STATE)
    assert len(kept.told) >= 2
    assert (kept.file / "inside").is_dir()


def test_a_file_where_the_folder_should_be(tmp_path):
    """Nothing is kept, and that is told."""
    (tmp_path / "prefixes").write_bytes(b"in the way")
    told = []
    store = PrefixStore(Prefixes(tmp_path / "prefixes"), b"this model", told.append)
    marks = store.marks(TOKENS, 100)
    assert store.met(marks) == 0
    store.save(marks[-1], STATE)
    assert store.kept(marks) == 0
    assert told


@posix
def test_only_this_person_may_look(kept):
    """What is kept comes from what somebody wrote."""
    assert stat.S_IMODE(kept.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(kept.file.stat().st_mode) == 0o600


def test_the_folder_never_grows_past_its_limit(tmp_path):
    """Those unused longest go first; what a crash left goes, too."""
    kept = Kept(tmp_path, most_bytes=4 * (len(STATE) + 48))
    (kept.folder / "0.prefix.1234").write_bytes(STATE)
    os.utime(kept.folder / "0.prefix.1234", ns=(0, 0))
    os.utime(kept.file, ns=(10**9, 10**9))
    marks = kept.store.marks(tuple(range(1000)), 100)
    for number, mark in enumerate(marks[3:8], start=2):
        kept.store.save(mark, STATE)
        file = kept.folder / f"{mark.hex()}.prefix"
        os.utime(file, ns=(number * 10**9, number * 10**9))
        if number == 3:
            assert kept.load() == STATE  # used again: no longer the oldest
    left = sorted(kept.folder.glob("*.prefix*"))
    assert sum(file.stat().st_size for file in left) <= 4 * (len(STATE) + 48)
    assert kept.file in left
    assert {file.stem for file in left} == {kept.file.stem, *(mark.hex() for mark in marks[5:8])}


def test_what_is_larger_than_all_together_is_not_kept(tmp_path):
    """And nothing else goes for it."""
    kept = Kept(tmp_path, most_bytes=2 * len(STATE))
    kept.store.save(kept.marks[0], STATE * 3)
    assert kept.load() == STATE
    assert kept.told


def test_strange_memories_of_what_was_read(kept):
    """A damaged list of what was met means that a beginning is kept later, nothing worse."""
    kept.store.met(kept.marks)
    seen = next(kept.folder.glob("*.seen"))
    for data in (b"", b"x", bytes(10**6), b"\xff" * 16 * 5000):
        seen.write_bytes(data)
        again = PrefixStore(Prefixes(kept.folder), b"this model", kept.told.append)
        assert again.met(kept.marks) == 0
        assert again.met(kept.marks) == 3
        assert seen.stat().st_size <= 16 * 4096


def test_another_origin_has_other_marks(kept):
    """Another model, llama.cpp or processor never meets this one's states."""
    other = PrefixStore(Prefixes(kept.folder), b"that model", kept.told.append)
    assert not set(other.marks(TOKENS, 100)) & set(kept.marks)
    assert other.kept(other.marks(TOKENS, 100)) == 0
