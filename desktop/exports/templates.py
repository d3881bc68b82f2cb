"""The few texts that exports add to an app, from `resources/exports/`, with their blanks filled in."""

from __future__ import annotations

import re
from functools import cache

from desktop.paths import resources_folder

_BLANK = re.compile(r"\{\{([a-z]+)\}\}")


@cache
def _template(name: str) -> str:
    return (resources_folder() / "exports" / name).read_text(encoding="utf-8")


def fill(name: str, /, **blanks: str) -> str:
    """Return a text.

    Args:
        name: Of its file.
        **blanks: What stands for each `{{blank}}`, quoted as the place needs it.

    Raises:
        KeyError: If a blank is not named.
    """
    return _BLANK.sub(lambda blank: blanks[blank[1]], _template(name))
