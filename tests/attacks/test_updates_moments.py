"""An update is interrupted, at moments that a test has to bring about: a version starts afterwards, and none is lost."""

from __future__ import annotations

import base64
import errno
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pytest
from crashing import copy_of, killed_after, killed_at, on_a_slow_disk
from updating_homes import KEYS, home_with_launcher, refused, starts

from desktop.errors import UpdateError
from desktop.paths import VERSIONS, Installation
from desktop.updates import Choice, go_back, home_for_updates, homes, install, installing, update_file
from tests.made_updates import (
    NEW,
    OLD,
    fake_bundle,
    fake_update,
    files_in,
    member,
    packed,
    program,
    secret_key,
    signed,
)

HERE = Path(__file__).parent
LARGE = 300_000
"""More than is read at once, so that what follows on the stick still matters."""


@pytest.fixture
def here(tmp_path: Path) -> Installation:
    """A copy with a launcher, beside a stick and an account with an app."""
    return home_with_launcher(tmp_path)


def place_of(here: Installation, version: str) -> Path:
    """The folder of a version."""
    assert here.home is not None
    return here.home / VERSIONS / version


def versions(here: Installation) -> list[str]:
    """The names that lie there, hidden ones too."""
    return sorted(path.name for path in place_of(here, OLD).parent.iterdir())


def chosen(here: Installation) -> Choice:
    """What starts, and what is kept."""
    home = home_for_updates(here)
    assert home is not None
    return home.chosen()


def large_update(work: Path) -> Path:
    """An update that is not read at one go."""
    words = member(f"{NEW}/words", random.Random(3).randbytes(LARGE))
    return signed(work / "stick" / "large.update", packed(program(), words))


def ends_soon(number: int) -> bool:
    """Whether a process is gone, or is about to be."""
    until_s = time.monotonic() + 5
    while time.monotonic() < until_s:
        try:
            state = Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0]
        except FileNotFoundError:
            return True
        if state == "Z":
            return True
        time.sleep(0.02)
    return False


# --- the trial ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "script",
    [
        "while :; do echo homespun; done",
        "head -c 300 /dev/zero; exec sleep 60",
        f"echo homespun {NEW}; exec sleep 60",
        f"echo homespun {NEW}; sleep 60 &",
        f"echo homespun {NEW}; exit 3",
        f"echo homespun {NEW}; kill -9 $$",
        f"echo homespun {NEW} >&2; echo and more",
        "exit 0",
    ],
)
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are looked for in /proc")
def test_a_trial_that_goes_wrong(
    here: Installation, tmp_path: Path, script: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It floods, stays, leaves somebody behind, or fails after the right word: it ends, with all it started."""
    floods = "head" in script or "while" in script
    monkeypatch.setattr(installing, "_TRIAL_TIMEOUT_S", 20 if floods else 1)
    numbers = tmp_path / "stick" / "numbers"
    text = f"#!/bin/sh\necho $$ >> {numbers}\n{script}\n[ -z $! ] || echo $! >> {numbers}\n"
    shell = member(f"{NEW}/homespun", text.encode(), mode=0o755)
    begun = time.monotonic()
    assert refused(here, signed(tmp_path / "stick" / "odd.update", packed(shell))) == "update_does_not_start"
    assert time.monotonic() - begun < 15
    assert all(ends_soon(int(number)) for number in numbers.read_text().split())


@pytest.mark.parametrize("content", [b"", b"no program", b"\x7fELF", b"#!/none\n"])
def test_a_program_that_is_none(here: Installation, tmp_path: Path, content: bytes) -> None:
    """Or that may not be run."""
    for mode in (0o755, 0o644):
        odd = packed(member(f"{NEW}/homespun", content, mode=mode), member(f"{NEW}/words"))
        assert refused(here, signed(tmp_path / "stick" / "odd.update", odd)) == "update_does_not_start"
    odd = packed(member(f"{NEW}/other", b"#!/bin/sh\n", mode=0o755))
    assert refused(here, signed(tmp_path / "stick" / "odd.update", odd)) == "update_does_not_start"


# --- the stick ---------------------------------------------------------------------------------------


def while_it_is_read(monkeypatch: pytest.MonkeyPatch, doing: Callable[[], object]) -> None:
    """Do something between the first piece that is read of an archive and the second one."""
    monkeypatch.setattr(update_file, "_CHUNK", LARGE // 3)

    class Digest:
        def __init__(self) -> None:
            self.true = hashlib.blake2b()
            self.digest = self.true.digest
            self.pieces = 0

        def update(self, piece: bytes) -> None:
            self.true.update(piece)
            self.pieces += 1
            if self.pieces == 1:
                doing()

    monkeypatch.setattr(update_file, "hashlib", type("Hashes", (), {"blake2b": Digest}))


def test_a_file_that_is_cut_while_it_is_read(
    here: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its length was right a moment ago."""
    update = large_update(tmp_path)
    while_it_is_read(monkeypatch, lambda: os.truncate(update, LARGE // 2))
    assert refused(here, update) == "update_cut"


def test_a_file_that_is_changed_while_it_is_read(
    here: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At a place that comes later; and at one that was read, after which it is good all the same."""
    update = large_update(tmp_path)

    def change(at: int) -> None:
        with update.open("r+b") as file:
            file.seek(at)
            file.write(b"changed")

    while_it_is_read(monkeypatch, lambda: change(LARGE - 100))
    assert refused(here, update) == "update_damaged"
    update = large_update(tmp_path)
    while_it_is_read(monkeypatch, lambda: change(1000))
    assert install(update, here, KEYS) == Choice(NEW, OLD)
    assert (place_of(here, NEW) / "words").read_bytes() == random.Random(3).randbytes(LARGE)


def test_a_file_that_grows_while_it_is_read(
    here: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was signed is read, and no more."""
    update = large_update(tmp_path)

    def grow() -> None:
        with update.open("ab") as file:
            file.write(bytes(LARGE))

    while_it_is_read(monkeypatch, grow)
    assert install(update, here, KEYS) == Choice(NEW, OLD)


def test_a_stick_that_is_pulled_out(
    here: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the first line, and in the middle of the archive."""
    update = large_update(tmp_path)

    class Stick:
        """A file of which so many reads succeed."""

        def __init__(self, file: IO[bytes], left: int) -> None:
            self.file, self.left, self.fileno = file, left, file.fileno

        def _spent(self) -> None:
            self.left -= 1
            if self.left < 0:
                raise OSError(errno.EIO, "Input/output error")

        def readline(self, size: int) -> bytes:
            self._spent()
            return self.file.readline(size)

        def read(self, size: int) -> bytes:
            self._spent()
            return self.file.read(min(size, LARGE // 3))

    true_opened = update_file.opened
    for left in (0, 3, 4, 5, 6):

        @contextmanager
        def opened(path: Path, left: int = left) -> Iterator[Any]:
            with true_opened(path) as file:
                yield Stick(file, left)

        monkeypatch.setattr(installing, "opened", opened)
        assert refused(here, update) == "update_unreadable"


def test_what_was_checked_is_unpacked_also_when_it_is_large(
    here: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the check and the unpacking all of it is written over."""
    update = large_update(tmp_path)
    true_check = update_file.file_is_signed

    def then_wipe(*arguments: Any) -> bool:
        good = true_check(*arguments)
        update.write_bytes(bytes(update.stat().st_size))
        return good

    monkeypatch.setattr(update_file, "file_is_signed", then_wipe)
    assert install(update, here, KEYS) == Choice(NEW, OLD)
    assert (place_of(here, NEW) / "words").read_bytes() == random.Random(3).randbytes(LARGE)


def test_the_older_kind_of_signature_does_not_count(here: Installation, tmp_path: Path) -> None:
    """It is right in itself, over the archive as it is; its file would have to lie in memory whole."""
    key = secret_key()
    *head, archive = large_update(tmp_path).read_bytes().split(b"\n", 4)
    comment = head[2].removeprefix(b"trusted comment: ")
    signature = key.signing.sign(archive).signature
    lines = [
        b"untrusted comment: old",
        base64.b64encode(b"Ed" + key.id + signature),
        head[2],
        base64.b64encode(key.signing.sign(signature + comment).signature),
        archive,
    ]
    odd = tmp_path / "stick" / "odd.update"
    odd.write_bytes(b"\n".join(lines))
    assert refused(here, odd) == "update_not_one"


# --- the disk ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["a folder", "a disk that fails"])
def test_where_the_choice_cannot_be_read_nothing_is_removed(
    here: Installation, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The version that starts might be one that does not seem to be chosen."""
    update = fake_update(tmp_path)
    assert here.home is not None
    fake_bundle(place_of(here, "0.9.5"), "0.9.5")
    current = here.home / "current"
    if kind == "a folder":
        current.unlink()
        current.mkdir()
    else:
        current.write_text("0.9.5\n")
        true_read = Path.read_text

        def read(path: Path, *arguments: Any, **more: Any) -> str:
            if path == current:
                raise OSError(errno.EIO, "Input/output error")
            return true_read(path, *arguments, **more)

        monkeypatch.setattr(Path, "read_text", read)
    assert refused(here, update) == "update_failed"
    with pytest.raises(UpdateError, match=r"error|directory"):
        go_back(here)


@pytest.mark.parametrize("said", ["..", ".", "../versions/0.10.0", "/", f"{OLD}/../{NEW}", f"{NEW}/."])
def test_a_choice_that_is_a_way_is_none(here: Installation, tmp_path: Path, said: str) -> None:
    """Also one that leads to a program: the launcher itself lies at the first."""
    assert here.home is not None
    fake_bundle(place_of(here, NEW), NEW)
    (here.home / "current").write_text(f"{said}\n{said}\n")
    assert chosen(here) == Choice(OLD, "")
    assert starts(here) in (OLD, NEW)  # and not the launcher itself, over and over
    assert install(fake_update(tmp_path, "0.11.0"), here, KEYS) == Choice("0.11.0", OLD)
    assert versions(here) == ["0.11.0", OLD]
    assert starts(here) == "0.11.0"


def test_room_is_looked_for_once_all_is_cleared_up(
    here: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a killed one has left must not keep the next one out."""
    assert here.home is not None
    fake_bundle(place_of(here, ".new-killed") / NEW, NEW)
    fake_bundle(place_of(here, "0.8.0"), "0.8.0")
    (here.home / ".current.new").write_text("0.1")
    seen = []

    def usage(path: Path) -> Any:
        seen.append((versions(here), (here.home / ".current.new").exists()))  # type: ignore[operator]
        return type("Usage", (), {"free": 0})

    monkeypatch.setattr(installing.shutil, "disk_usage", usage)
    with pytest.raises(UpdateError):
        install(fake_update(tmp_path), here, KEYS)
    assert seen == [([OLD], False)]


@pytest.mark.namespaces
def test_a_disk_that_may_only_be_read(tmp_path: Path) -> None:
    """A locked stick, also for root."""
    disk = tmp_path / "disk"
    disk.mkdir()
    script = HERE / "update_locked_disk.py"
    mounted = 'mount -t tmpfs none "$1" && exec "$2" "$3" "$1"'
    done = subprocess.run(
        ["unshare", "-rmn", "sh", "-c", mounted, "sh", str(disk), sys.executable, str(script)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(HERE.parents[1])},
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "locked": "update_not_writable",
        "back": "update_not_writable",
        "unlocked": ["0.11.0", NEW],
    }


@pytest.mark.parametrize("when", ["before it counts", "when it counts", "while it is tried"])
def test_ctrl_c(here: Installation, tmp_path: Path, when: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What `current` says then lies there, and nothing else does."""
    update = fake_update(tmp_path)
    flushed = 0

    def flush() -> None:
        nonlocal flushed
        flushed += 1
        if flushed == (1 if when == "before it counts" else 2):
            raise KeyboardInterrupt

    def stop(*arguments: object) -> None:
        raise KeyboardInterrupt

    if when == "while it is tried":
        monkeypatch.setattr(installing, "_try_out", stop)
    else:
        monkeypatch.setattr(homes, "flush", flush)
    with pytest.raises(KeyboardInterrupt):
        install(update, here, KEYS)
    monkeypatch.undo()
    counts = when == "when it counts"
    assert starts(here) == (NEW if counts else OLD)
    assert versions(here) == ([NEW, OLD] if counts else [OLD])
    assert chosen(here) == (Choice(NEW, OLD) if counts else Choice(OLD, ""))


# --- others who are at it ----------------------------------------------------------------------------


def test_several_at_once(here: Installation, tmp_path: Path) -> None:
    """One of them does it, the others are told; real processes, all at the same moment."""
    update = fake_update(tmp_path, says=f"homespun {NEW}'; sleep 0.5; printf '")
    assert here.home is not None
    script = (
        "import sys, time; from pathlib import Path; from desktop.errors import UpdateError\n"
        "from desktop.paths import Installation; from desktop.updates import install\n"
        "from tests.made_updates import secret_key\n"
        "home = Path(sys.argv[1]); here = Installation('home', home / 'versions' / '0.9.0', home)\n"
        "time.sleep(max(0, float(sys.argv[3]) - time.time()))\n"
        "try: print(install(Path(sys.argv[2]), here, (secret_key().public,)).version)\n"
        "except UpdateError as problem: print(problem.key)\n"
    )
    words = [sys.executable, "-P", "-c", script, str(here.home), str(update), str(time.time() + 1.5)]
    environment = {**os.environ, "PYTHONPATH": str(HERE.parents[1])}
    running = [subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environment) for _ in range(4)]
    said = sorted(process.communicate(timeout=60)[0].strip() for process in running)
    assert said[0] == NEW
    assert set(said[1:]) <= {"update_busy", "update_same"}
    assert versions(here) == [NEW, OLD]
    assert starts(here) == NEW


def test_somebody_was_quicker(here: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was newer a moment ago, when the file was opened, is older when it is this one's turn."""
    update = fake_update(tmp_path)
    quicker = fake_update(tmp_path / "other", "0.11.0")
    true_alone = installing.alone

    def alone(*arguments: Any, **more: Any) -> Any:
        monkeypatch.undo()
        install(quicker, here, KEYS)
        return true_alone(*arguments, **more)

    monkeypatch.setattr(installing, "alone", alone)
    with pytest.raises(UpdateError) as told:
        install(update, here, KEYS)
    assert told.value.key == "update_older"
    assert versions(here) == ["0.11.0", OLD]


def test_the_version_whose_program_this_is_is_never_written_to(here: Installation, tmp_path: Path) -> None:
    """Its window is open since before somebody went back; not every system tells which programs run."""
    update = fake_update(tmp_path)
    install(update, here, KEYS)
    go_back(here)
    newer = Installation("home", place_of(here, NEW), here.home)
    assert refused(newer, update) == "update_in_use"


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="programs that run are looked for in /proc")
def test_a_version_that_is_open_outlives_its_successors(here: Installation, tmp_path: Path) -> None:
    """A window from before three updates goes on; when it is closed, the next update clears up."""
    shutil.copy("/bin/sleep", place_of(here, OLD) / "homespun")
    with subprocess.Popen([place_of(here, OLD) / "homespun", "60"]) as window:
        until_s = time.monotonic() + 10
        while not homes.in_use(place_of(here, OLD)) and time.monotonic() < until_s:
            time.sleep(0.01)
        running = here
        for version in (NEW, "0.11.0", "0.12.0"):
            install(fake_update(tmp_path / version, version), running, KEYS)
            running = Installation("home", place_of(here, version), here.home)
        assert versions(here) == ["0.11.0", "0.12.0", OLD]
        window.kill()
    install(fake_update(tmp_path / "last", "0.13.0"), running, KEYS)
    assert versions(here) == ["0.12.0", "0.13.0"]


# --- killed ------------------------------------------------------------------------------------------


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_killed_where_much_is_to_be_cleared_up(here: Installation, tmp_path: Path) -> None:
    """What a killed one left, a version too many, and one that was gone back from and is written anew."""
    update = fake_update(tmp_path)
    assert here.home is not None
    fake_bundle(place_of(here, "0.8.0"), "0.8.0")
    fake_bundle(place_of(here, NEW), NEW)
    fake_bundle(place_of(here, ".new-killed") / NEW, NEW)
    (here.home / "current").write_text(f"{OLD}\n{NEW}\n")
    (here.home / ".current.new").write_text("0.1")
    clean = copy_of(here.home, tmp_path / "clean")
    step, seen = 0, set()
    while True:
        step += 1
        copy_of(clean, here.home)
        if not killed_at(step, lambda: install(update, here, KEYS)):
            break
        now = chosen(here)
        seen.add(now.version)
        assert starts(here) == now.version, step
        assert now in (Choice(OLD, NEW), Choice(OLD, ""), Choice(NEW, OLD)), step
        for whole in (clean / VERSIONS).glob("0*"):  # what has a version's name is one
            if place_of(here, whole.name).exists() and whole.name != NEW:
                assert [*files_in(place_of(here, whole.name))] == [*files_in(whole)], step
        if now.version == OLD:
            assert install(update, here, KEYS) == Choice(NEW, OLD), step
        else:
            install(fake_update(tmp_path / f"next{step}", "0.10.1"), here, KEYS)
            assert go_back(here) == Choice(NEW, "0.10.1"), step
        assert set(versions(here)) <= {NEW, OLD, "0.10.1"}, step
        assert starts(here) == NEW, step
    assert seen == {OLD, NEW}
    assert step > 20
    assert versions(here) == [NEW, OLD]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_killed_at_moments_of_chance(here: Installation, tmp_path: Path) -> None:
    """On a slow disk, also while the new version is tried."""
    update = fake_update(tmp_path, says=f"homespun {NEW}'; sleep 0.1; printf '")
    assert here.home is not None
    clean = copy_of(here.home, tmp_path / "clean")
    chance = random.Random(11)
    killed = 0
    for _ in range(15):
        copy_of(clean, here.home)
        killed += killed_after(
            chance.random() * 0.25, on_a_slow_disk(lambda: install(update, here, KEYS), 0.02)
        )
        assert starts(here) == chosen(here).version
        if chosen(here).version == OLD:
            assert install(update, here, KEYS) == Choice(NEW, OLD)
            assert versions(here) == [NEW, OLD]
    assert killed >= 3


# --- what is left alone ------------------------------------------------------------------------------


def seen_of(folder: Path) -> dict[str, tuple[object, ...]]:
    """Every file and folder, with all that can be known of it."""
    found: dict[str, tuple[object, ...]] = {}
    for path in sorted(folder.rglob("*")):
        facts = path.lstat()
        content = path.read_bytes() if path.is_file() else b""
        found[str(path)] = (facts.st_ino, facts.st_mode, facts.st_mtime_ns, facts.st_ctime_ns, content)
    return found


def test_apps_settings_and_models_are_not_touched(tmp_path: Path) -> None:
    """Not even their times, nor those of the version that runs: on a stick, where all of it lies beside."""
    home = home_with_launcher(tmp_path)
    assert home.home is not None
    here = Installation("portable", home.folder, home.home)
    (home.home / "portable").write_text("")
    for name in ("apps/plants/data.sqlite", "settings/settings.json", "models/a.gguf", "cache/homespun/x"):
        (home.home / "data" / name).parent.mkdir(parents=True)
        (home.home / "data" / name).write_text(name)
    kept = (home.home / "data", home.folder, tmp_path / "account")
    before = [seen_of(folder) for folder in kept]
    install(fake_update(tmp_path), here, KEYS)
    assert [seen_of(folder) for folder in kept] == before
    go_back(here)
    go_back(here)
    assert [seen_of(folder) for folder in kept] == before
    assert starts(here) == NEW
