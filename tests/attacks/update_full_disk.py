"""A process on a disk of its own that is too small: an update is taken until the disk is full.

Run by `test_updates.py` with the folder of the disk; prints what came of it as JSON.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

from desktop.errors import UpdateError  # noqa: E402
from desktop.paths import VERSIONS  # noqa: E402
from desktop.updates import go_back, install, installing  # noqa: E402
from tests.made_updates import fake_home, fake_update, member, packed, program, secret_key, signed  # noqa: E402

NEW = "0.10.0"


def main(disk: Path) -> None:
    """Before anything is copied, in the middle, and once there is room again."""
    here = fake_home(disk / "Homespun")
    elsewhere = disk.parent / "stick"
    large = member(f"{NEW}/large", os.urandom(700_000))
    update = signed(elsewhere / "large.update", packed(program(), large))
    told = {"before": refused(update, here)}
    installing._must_have_room = lambda home, update: None  # somebody else takes the room meanwhile
    told["meanwhile"] = refused(update, here)
    told["left"] = sorted(path.name for path in (here.home / VERSIONS).iterdir())
    told["starts"] = (here.home / "current").read_text()
    told["small"] = install(fake_update(elsewhere), here, (secret_key().public,)).version
    (disk / "ballast").write_bytes(bytes(4000))
    fill(disk / "more")
    told["back"] = refused_to(lambda: go_back(here))
    told["then"] = (here.home / "current").read_text()
    print(json.dumps(told))


def fill(file: Path) -> None:
    """Take all that is left."""
    with file.open("wb", buffering=0) as ballast:
        try:
            while True:
                ballast.write(bytes(4096))
        except OSError:
            return


def refused(update: Path, here) -> str:
    return refused_to(lambda: install(update, here, (secret_key().public,)))


def refused_to(work) -> str:
    """The key of the sentence that it ends with."""
    try:
        work()
    except UpdateError as problem:
        return problem.key if str(problem) else "no sentence"
    return "done"


main(Path(sys.argv[1]))
