"""Which version of the language this program speaks, and how apps written in older ones are brought here.

A version is a whole number, written as text. It goes up only when a blueprint that was right means something
else now or is wrong; words that are merely new leave it alone. Every older version has a `Migration` in the
table, one step each, so that an app of any age is brought here step by step. There is one version so far.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

LANGUAGE_VERSION = "1"


@dataclass(frozen=True, slots=True)
class Migration:
    """How a blueprint is brought from one version to the next.

    Attributes:
        to: The version that it is in then, a higher one.
        about: What changes, in one sentence for the person.
        rewrite: Pure: the text in the old version in, the same app in the new one out.
    """

    to: str
    about: str
    rewrite: Callable[[str], str]


MIGRATIONS: dict[str, Migration] = {}
"""By the version that an app is written in."""


@dataclass(frozen=True, slots=True)
class Migrated:
    """A text that was brought to today's version.

    Attributes:
        about: What every step has changed, in order; () if there was none to take.
    """

    text: str
    about: tuple[str, ...]


def is_newer(version: str) -> bool:
    """Whether an app is written in a version that this program does not know yet."""
    return _number(version) > _number(LANGUAGE_VERSION)


def is_older(version: str) -> bool:
    """Whether there is a way from this version to a later one."""
    return version in MIGRATIONS


def migrate(text: str, version: str, migrations: Mapping[str, Migration] | None = None) -> Migrated:
    """Bring a blueprint to today's version, as far as the table leads.

    Args:
        text: The blueprint.
        version: The one that it is written in.
        migrations: The steps; None for ours.
    """
    about = []
    steps = MIGRATIONS if migrations is None else migrations
    while (step := steps.get(version)) is not None:
        assert _number(step.to) > _number(version), "a migration leads to a later version"
        text, version = step.rewrite(text), step.to
        about.append(step.about)
    return Migrated(text, tuple(about))


def _number(version: str) -> int:
    """The version as a number; what is none, as in a file that somebody edited, counts as the oldest."""
    return int(version) if version.isascii() and version.isdecimal() and len(version) < 10 else 0
