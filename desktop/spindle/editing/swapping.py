"""Two things that change places: `swap the first two charts`, `the table and the list exchanged`."""

from __future__ import annotations

import re
from collections.abc import Callable

from desktop.spindle.editing.bench import Bench
from desktop.spindle.editing.things import Thing
from desktop.spindle.reading import Ask

Meant = Callable[[Bench, Ask, str], Thing | None]


def swapped(bench: Bench, ask: Ask, meant: Meant) -> bool:
    """`swap the first two charts`, `swap table and name`.

    Args:
        bench: The app.
        ask: With the two, each marked or both in one mark.
        meant: What some words of the ask mean.
    """
    words = [mark.words for mark in (*ask.tagged("old"), *ask.tagged("pos"))]
    if len(words) == 1:
        pair = _counted_pair(bench, ask, words[0])
        if pair is None and (match := re.fullmatch(r"(?:the )?(.+?) and (?:the )?(.+)", words[0])):
            words = [match[1], match[2]]
        elif pair is not None:
            return _exchanged(bench, *pair)
    if len(words) != 2:
        return False
    first = meant(bench, ask, words[0])
    second = bench.meant(ask, words[1], (first.kind,)) if first is not None else None
    return first is not None and second is not None and first != second and _exchanged(bench, first, second)


def _counted_pair(bench: Bench, ask: Ask, words: str) -> tuple[Thing, Thing] | None:
    """`the first two charts`, `both tables`."""
    match = re.fullmatch(r"(?i)(?:the )?(?:(first|last) )?(two|2|both) (?:the )?(.+)", words.strip())
    if match is None:
        return None
    kinds = (("section",), ("field",), ("page",))
    one = next((found for each in kinds if (found := bench.meant(ask, match[3], each))), None)
    if one is None:
        return None
    alike = list(bench.things(one.kind))
    if one.kind == "section":
        alike = [
            each
            for each in alike
            if each.page == one.page and type(bench.node(each)) is type(bench.node(one))
        ]
    pair = alike[-2:] if match[1] == "last" else alike[:2]
    return (pair[0], pair[1]) if len(pair) == 2 else None


def _exchanged(bench: Bench, first: Thing, second: Thing) -> bool:
    """Put each of two things in the place of the other."""
    first, second = sorted((first, second), key=lambda one: _position(bench, one))
    if first.kind == "section" and first.page != second.page:
        return False
    verb = {"page": "move page", "section": f"on {first.page}: move"}.get(
        first.kind, f"in {first.entity}: move"
    )
    between = _next_to(bench, first, second)
    lines = [f"{verb} {second.name} before {first.name}"]
    if between is not None:
        done = bench.run(f"{verb} {first.name} after {second.name}")
        moved = bench.now(second)
        return done and bench.run(f"{verb} {moved.name} before {bench.now(between).name}")
    return bench.run(*lines)


def _position(bench: Bench, thing: Thing) -> int:
    return bench.things(thing.kind).index(thing)


def _next_to(bench: Bench, first: Thing, second: Thing) -> Thing | None:
    """What stands right behind the first; None if it is the second."""
    among = bench.things(first.kind)
    after = among[among.index(first) + 1]
    return None if after == second else after
