"""The few files in which an app gets its part of the runtime, each named for what it does.

The runtime is written in some two hundred small parts, so that an app can be given just what it uses. Whoever
reads an app wants few files instead: the parts in use stand together in chapters, one after the other in
the order of loading, each under a line with its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from desktop.blueprint.blocks import BLOCKS
from desktop.blueprint.blocks.spec import file_name
from desktop.compiler.runtime_parts import all_parts, in_loading_order


@dataclass(frozen=True, slots=True)
class Chapter:
    """A file of an app's runtime.

    Attributes:
        name: Of the file, without `.js`.
        about: What stands at its head.
        parts: Of the runtime, by name; those of a family of blocks are found by their folders.
    """

    name: str
    about: str
    parts: frozenset[str] = frozenset()


def _chapter(name: str, about: str, parts: str = "") -> Chapter:
    return Chapter(name, about, frozenset(parts.split()))


CHAPTERS: tuple[Chapter, ...] = (
    _chapter(
        "values",
        "Reckoning with numbers, days and times; how values read in the person's language.",
        "locale moments values formats weeks typed_numbers grouping chance files",
    ),
    _chapter(
        "elements",
        "Building blocks of the page: elements, icons, notes at the bottom, menus, running text.",
        "icons elements toast menu hand rich_text paging",
    ),
    _chapter(
        "store",
        "Where records and small values are kept, in the browser or in Homespun's window.",
        "shelves fitting store_browser store_host store passwords",
    ),
    _chapter(
        "records",
        "What the app knows of its records: fields, what is worked out, checks, rules, saving.",
        "checks records rows measure saving conditions steps rules related",
    ),
    _chapter(
        "pages",
        "The pages, the way between them, and the start of the app.",
        "pages",
    ),
    _chapter(
        "forms",
        "Typing records in: an input for every type of field, forms, and the windows they open in.",
        "inputs input_duration input_file input_image input_rating input_reference input_references "
        "input_tags form form_steps display dialog",
    ),
    _chapter(
        "sheets",
        "Taking records along and bringing them back: tables for a spreadsheet, and everything in one file.",
        "sheet sheet_values sheet_import backup",
    ),
    _chapter(
        "people",
        "Accounts: signing in, who may do what, the page of all people.",
        "people permissions people_forms people_page profile sign_in",
    ),
    _chapter(
        "doings",
        "What people do with records: actions, favourites, votes, comments; what the app tells them.",
        "who actions features comments notifications",
    ),
    _chapter(
        "views",
        "Looking at records: tables, cards, boards, calendars, charts and all other views.",
        "collection table list cards gallery gallery_viewer articles board calendar timeline heat-map streak "
        "leaderboard compare report stat chart record_page",
    ),
    _chapter("blocks", "What several blocks have in common."),
    _chapter("content", "Blocks of a site: pictures, texts, prices, questions."),
    _chapter("tools", "Calculators, converters, generators and other tools."),
    _chapter("timers", "Timers and clocks."),
    _chapter("practice", "Quizzes, flash cards, practice and scores."),
    _chapter("games", "Games."),
    _chapter("doing", "Booking, shops, polls, chat: what people do together."),
    _chapter("custom", "A part of the person's own, fenced in."),
)
"""In the order of loading: no part needs one of a later chapter."""

_USES_STRICT = '"use strict";\n'
_NEEDS = re.compile(r"^// Needs: .*\n", re.MULTILINE)


def in_chapters(parts: Iterable[str]) -> dict[Chapter, tuple[str, ...]]:
    """Return which of some parts stand in which chapter, chapters without any left out.

    Args:
        parts: In their order of loading, which they keep.
    """
    ordered = tuple(parts)
    found = {chapter: tuple(p for p in ordered if chapter_of(p) == chapter.name) for chapter in CHAPTERS}
    return {chapter: names for chapter, names in found.items() if names}


def write_chapter(chapter: Chapter, texts: Mapping[str, str]) -> str:
    """Return the text of a file.

    Args:
        chapter: Which it is.
        texts: The scripts of its parts, by name, in their order.
    """
    pieces = [
        f"// {chapter.about}\n// It stands on the files that index.html loads before it.\n{_USES_STRICT}"
    ]
    for part, text in texts.items():
        name = part.replace("_", " ").replace("/", ": ").replace("-", " ")
        own = _NEEDS.sub("", text).replace(_USES_STRICT, "", 1).strip("\n")
        pieces.append(f"// --- {name} {'-' * max(3, 100 - len(name))}\n\n{own}\n")
    return "\n".join(pieces)


@cache
def chapter_of(part: str) -> str:
    """Return the name of the chapter in which a part stands.

    Raises:
        KeyError: If it is in none: a part that is no block's must be named above.
    """
    for chapter in CHAPTERS:
        if part in chapter.parts:
            return chapter.name
    families = _families_by_part()[part]
    return next(iter(families)) if len(families) == 1 else "blocks"


@cache
def _families_by_part() -> Mapping[str, frozenset[str]]:
    """For each part that is a block's, the families of the blocks that stand on it."""
    families: dict[str, set[str]] = {}
    words = {file_name(spec.word): spec.family for spec in BLOCKS.values()}
    for part in all_parts():
        folder, _, name = part.rpartition("/")
        family = words.get(name) if folder == "blocks" else words.get(folder)
        if family:
            for needed in in_loading_order((part,)):
                if "/" in needed:
                    families.setdefault(needed, set()).add(family)
    for spec in BLOCKS.values():
        for part in in_loading_order(("blocks/frame", *spec.scripts)):
            if "/" in part:
                families.setdefault(part, set()).add(spec.family)
    return {part: frozenset(names) for part, names in families.items()}
