"""Which parts of the runtime an app needs: each part says in its head which others it stands on.

A part is a script under `resources/runtime/`; a line of its first comment may read

    // Needs: collection, blocks/frame.

From the parts that an app asks for by name follow all others, in the order of loading.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from desktop.paths import resources_folder

_NEEDS = re.compile(r"^// Needs: (.+)\.$", re.MULTILINE)


@cache
def part_text(part: str) -> str:
    """Return the script of a part, e.g. of `blocks/timer`.

    Raises:
        FileNotFoundError: If there is no such part.
    """
    return (resources_folder() / "runtime" / f"{part}.js").read_text(encoding="utf-8")


@cache
def all_parts() -> tuple[str, ...]:
    """Return the names of all parts there are."""
    folder = resources_folder() / "runtime"
    return tuple(sorted(path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.js")))


@cache
def page_of(part: str) -> str:
    """Return the page that a part of the runtime shows in a frame, or ""."""
    path = resources_folder() / "runtime" / f"{part}.html"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


@cache
def has_style(part: str) -> bool:
    """Return whether a part of the runtime comes with a part of the style sheet."""
    return (resources_folder() / "templates" / "css" / f"{part}.css").is_file()


@cache
def needs_of(part: str) -> tuple[str, ...]:
    """Return the parts that a part names in its head."""
    head = part_text(part).partition('"use strict"')[0]
    found = _NEEDS.search(head)
    return tuple(name.strip() for name in found[1].split(",")) if found else ()


def in_loading_order(wanted: Iterable[str]) -> tuple[str, ...]:
    """Return some parts and all that they need, each after what it needs."""
    ordered: dict[str, None] = {}
    open_parts: set[str] = set()

    def add(part: str) -> None:
        if part in ordered or part in open_parts:
            return
        open_parts.add(part)
        for needed in needs_of(part):
            add(needed)
        ordered[part] = None

    for part in wanted:
        add(part)
    return tuple(ordered)
