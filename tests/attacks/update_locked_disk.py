"""A process with a disk of its own that is locked: nothing can be taken, and after it is unlocked all goes on.

Run by `test_updates_moments.py` with the folder of the disk; prints what came of it as JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from desktop.errors import UpdateError
from desktop.paths import VERSIONS
from desktop.updates import go_back, install
from tests.made_updates import NEW, fake_home, fake_update, secret_key

KEYS = (secret_key().public,)


def key_of(work: Callable[[], object]) -> str:
    """The key of the sentence that it ends with."""
    try:
        work()
    except UpdateError as problem:
        return problem.key if str(problem) else "no sentence"
    return "done"


def main(disk: Path) -> None:
    """Lock the disk, try both ways, unlock it."""
    here = fake_home(disk / "Homespun")
    install(fake_update(disk.parent / "one"), here, KEYS)
    update = fake_update(disk.parent / "other", "0.11.0")
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    told = {
        "locked": key_of(lambda: install(update, here, KEYS)),
        "back": key_of(lambda: go_back(here)),
    }
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
    choice = install(update, here, KEYS)
    assert (disk / "Homespun" / VERSIONS / NEW).is_dir()
    print(json.dumps({**told, "unlocked": [choice.version, choice.other]}))


main(Path(sys.argv[1]))
