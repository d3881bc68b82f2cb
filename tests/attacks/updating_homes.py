"""A home whose updates are attacked, with all that an update must leave alone around it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from desktop.errors import UpdateError
from desktop.paths import Installation
from desktop.updates import install
from tests.made_updates import fake_home, files_in, secret_key

KEYS = (secret_key().public,)
LAUNCHER = Path(__file__).parents[2] / "shipping" / "system_files" / "launcher.sh"


def home_with_launcher(work: Path) -> Installation:
    """A copy with a launcher, beside a stick and an account with an app."""
    installed = fake_home(work / "Homespun")
    shutil.copy(LAUNCHER, work / "Homespun" / "homespun").chmod(0o755)
    (work / "account" / "plants").mkdir(parents=True)
    (work / "account" / "plants" / "data.sqlite").write_bytes(b"records")
    return installed


def all_of(here: Installation) -> dict[str, bytes]:
    """Everything beside what the updates are made of."""
    assert here.home is not None
    around = here.home.parent
    return {
        name: content
        for name, content in files_in(around)
        if name.startswith(("Homespun/", "account/")) or "/" not in name
    }


def refused(here: Installation, update: Path) -> str:
    """It must be refused in a sentence, and nothing be different afterwards.

    Returns:
        The key of the sentence.
    """
    before = all_of(here)
    folders = sorted(path for path in (here.home or here.folder).rglob("*"))
    with pytest.raises(UpdateError) as told:
        install(update, here, KEYS)
    assert str(told.value)
    assert all_of(here) == before
    assert sorted(path for path in (here.home or here.folder).rglob("*")) == folders
    return told.value.key


def starts(here: Installation) -> str:
    """The version that the launcher starts."""
    assert here.home is not None
    done = subprocess.run(
        ["sh", str(here.home / "homespun"), "--version"],
        capture_output=True,
        text=True,
        timeout=20,
        check=True,
    )
    return done.stdout.split()[-1]
