"""The runtime of an app stands in few files that load in one order, whatever parts it uses."""

from __future__ import annotations

import pytest

from desktop.compiler.chapters import CHAPTERS, chapter_of, in_chapters, write_chapter
from desktop.compiler.runtime_parts import all_parts, in_loading_order, needs_of, part_text

NAMES = [chapter.name for chapter in CHAPTERS]


@pytest.mark.parametrize("part", all_parts())
def test_a_part_stands_in_a_chapter_and_needs_nothing_of_a_later_one(part: str) -> None:
    """A part that is no block's is named in `chapters.py`."""
    own = NAMES.index(chapter_of(part))
    assert [needed for needed in needs_of(part) if NAMES.index(chapter_of(needed)) > own] == []


def test_what_chapters_name_is_there() -> None:
    assert {part for chapter in CHAPTERS for part in chapter.parts} - set(all_parts()) == set()
    assert len(NAMES) == len(set(NAMES))


def test_all_parts_are_in_one_chapter_each_and_keep_their_order() -> None:
    order = in_loading_order(all_parts())
    chapters = in_chapters(order)
    assert list(chapters) == list(CHAPTERS)
    assert sorted(part for parts in chapters.values() for part in parts) == sorted(order)
    for parts in chapters.values():
        assert sorted(parts, key=order.index) == list(parts)


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.name)
def test_a_chapter_reads_as_one_file(chapter) -> None:
    parts = in_chapters(in_loading_order(all_parts()))[chapter]
    text = write_chapter(chapter, {part: part_text(part) for part in parts})
    lines = text.splitlines()
    assert lines[0] == f"// {chapter.about}"
    assert lines.count('"use strict";') == 1
    assert not [line for line in lines if line.startswith("// Needs:")]
    assert sum(line.startswith("// --- ") and line.endswith("---") for line in lines) >= len(parts)
    assert "\n\n\n" not in text
    assert text.endswith("\n")
