"""How updates stand here, and what changes that: all of it an errand's work."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.errors import UpdateError
from desktop.paths import Installation
from desktop.updates import (
    Choice,
    Update,
    check_update,
    go_back,
    home_for_updates,
    install,
    must_be_newer,
    starting_here,
    trusted_keys,
)
from desktop.version import PROGRAM_VERSION

SAME = "update_same"


@dataclass(frozen=True, slots=True)
class UpdatesSeen:
    """How things stand.

    Attributes:
        choice: Which version starts the next time, and which one is kept.
        keys: The names of the keys whose updates are taken.
        problem: Why none is taken although there may be keys; a sentence.
    """

    choice: Choice
    keys: tuple[str, ...]
    problem: str = ""


def running_version(here: Installation) -> str:
    """The version of the program that is open."""
    home = home_for_updates(here)
    return home.running if home is not None else PROGRAM_VERSION


def see(here: Installation) -> UpdatesSeen:
    """Look how things stand."""
    choice = starting_here(here)
    try:
        return UpdatesSeen(choice, tuple(key.name for key in trusted_keys()))
    except UpdateError as problem:
        return UpdatesSeen(choice, (), str(problem))


def check(file: Path, here: Installation) -> Update | UpdateError:
    """Read a whole file that may be an update.

    Returns:
        What is in it; or, where nothing is wrong and nothing is left to do, the sentence that says so.

    Raises:
        UpdateError: It is none, must not be trusted, or is older.
    """
    update = check_update(file, trusted_keys())
    try:
        must_be_newer(update, here)
    except UpdateError as problem:
        if problem.key == SAME:
            return problem
        raise
    return update


def take(file: Path, here: Installation) -> UpdatesSeen:
    """Let the version in a file start from now on, and look how things stand then.

    Raises:
        UpdateError: It cannot or must not be; nothing was changed.
    """
    install(file, here, trusted_keys())
    return see(here)


def change_over(here: Installation) -> UpdatesSeen:
    """Let the version that is kept start from now on, and look how things stand then.

    Raises:
        UpdateError: It cannot be; nothing was changed.
    """
    go_back(here)
    return see(here)
