"""Asks about how a tool, a timer, a game, a quiz is set, and about goals."""

from __future__ import annotations

import re

import numpy as np

from desktop.blueprint.blocks import BLOCKS
from desktop.blueprint.blocks.spec import Clause
from desktop.blueprint.nodes import Block, Stat, Value
from desktop.spindle.assembler.adoption import Said, option_words
from desktop.spindle.editing.bench import Bench
from desktop.spindle.editing.fields import number_in
from desktop.spindle.editing.things import Thing, things_of
from desktop.spindle.naming import stems
from desktop.spindle.reading import Ask, Reading

_MORE = re.compile(
    r"(?i)\b(?:faster|quicker|harder|more difficult|longer|bigger|larger|more|higher|speed up)\b"
)
_LESS = re.compile(r"(?i)\b(?:slower|easier|simpler|shorter|smaller|fewer|less|lower|slow down)\b")
_FASTER = re.compile(r"(?i)\b(?:fast\w*|quick\w*|slow\w*|speed)\b")
_HARDER = re.compile(r"(?i)\b(?:hard\w*|difficult\w*|eas\w+|simpl\w+|level)\b")


def set_up(bench: Bench, ask: Ask) -> bool:
    """`25 minutes`, `faster`, `two players`, `a goal of 20 books`."""
    words = bench.words_of(ask)
    sections = [one for one in things_of(bench.app) if one.kind == "section"]
    named = bench.thing(ask, ("at", "old"), ("section",))
    blocks = [one for one in sections if isinstance(bench.node(one), Block)]
    if named in blocks:
        blocks = [one for one in blocks if one == named]
    if re.search(r"(?i)\b(?:goal|target|aim)\b", words):
        stat = named if named is not None and isinstance(bench.node(named), Stat) else None
        stat = stat or next((one for one in sections if isinstance(bench.node(one), Stat)), None)
        number = number_in(ask.words("value", "max") or words)
        if stat is not None and number is not None and not any(_clauses(bench, one, ask) for one in blocks):
            return bench.run(f"on {stat.page}, {stat.name}: set goal {number:g}")
    done = False
    for thing in blocks:
        clauses = _clauses(bench, thing, ask)
        if clauses and bench.run(*(f"on {thing.page}, {thing.name}: {clause}" for clause in clauses)):
            bench.last, done = thing, True
            break
    return done


def _clauses(bench: Bench, thing: Thing, ask: Ask) -> list[str]:
    """The clauses of a block that an ask sets, as statements."""
    block = bench.node(thing)
    assert isinstance(block, Block)
    text = bench.words_of(ask)
    said = Said(Reading(text, "edit", 1.0, (), np.zeros(1, np.float32)))
    clauses = BLOCKS[block.word].clauses_of(block.variant)
    now = dict(block.options)
    found = {word: value for word, value in said.clauses(clauses, block).items() if now.get(word) != value}
    lines = [_written(word, value) for word, value in found.items()]
    lines += _times(clauses, text, now)
    for clause in clauses:
        if (
            clause.shape == "flag"
            and stems(clause.word) & stems(text)
            and re.search(r"(?i)\b(?:no|without|not|off|don'?t)\b", text)
        ):
            lines = [line for line in lines if line != f"set {clause.word}"]
            if clause.word in now:
                lines.append(f"clear {clause.word}")
    lines += [] if lines else _steps(block, text)
    words = tuple(option_words(mark.words) for mark in ask.tagged("opt"))
    if len(words) > 1 and BLOCKS[block.word].words != "no" and not block.entity:
        lines.append(f"set words {' | '.join(words)}")
    return lines


_OPENS = r"(?:start|open|begin|from)\w*(?: (?:at|from))?"
_CLOSES = r"(?:clos|end|until|till|to|finish|shut)\w*(?: (?:at|until))?"
_HOUR = r"(\d{1,2})(?:[:.](\d\d))?\s*(am|pm|in the morning|in the evening|in the afternoon|o'?clock)?"
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _times(clauses: tuple[Clause, ...], text: str, now: dict[str, Value]) -> list[str]:
    """`we open at 7 and close at 10 pm`, `closed on Sunday, not Monday`."""
    lines = []
    shapes = {clause.word: clause for clause in clauses}
    for word, said in (("from", _OPENS), ("to", _CLOSES)):
        match = re.search(rf"\b{said} {_HOUR}", text, re.I)
        if match and word in shapes and shapes[word].shape == "time":
            late = match[3] and re.search(r"(?i)pm|evening|afternoon", match[3]) and int(match[1]) < 12
            hour = int(match[1]) + (12 if late else 0)
            if hour < 24:
                lines.append(f"set {word} {hour:02d}:{match[2] or '00'}")
    if "closed" in shapes and re.search(r"(?i)\bclosed?\b", text):
        named = [day for day in _WEEKDAYS if re.search(rf"\b{day[:3]}(?:{day[3:]}s?)?\b", text, re.I)]
        away = [day for day in named if re.search(rf"(?i)\bnot (?:on )?{day}", text)]
        there = now.get("closed", ())
        days = {
            *(there if isinstance(there, tuple) and (away or "as well" in text or "also" in text) else ()),
            *named,
        }
        kept = [day for day in _WEEKDAYS if day in days and day not in away]
        if named and kept:
            lines.append(f"set closed {' | '.join(kept)}")
    return lines


def _steps(block: Block, text: str) -> list[str]:
    """`faster`, `harder`, `longer`: the next of a clause's words, or half as much again of its number."""
    more, less = bool(_MORE.search(text)), bool(_LESS.search(text))
    if more == less:
        return []
    clauses = BLOCKS[block.word].clauses_of(block.variant)
    given = dict(block.options)
    for clause in clauses:
        fits = (clause.word == "speed" and _FASTER.search(text)) or (
            clause.word in ("level", "difficulty") and _HARDER.search(text)
        )
        if clause.shape == "word" and fits:
            at = clause.among.index(
                str(given.get(clause.word, clause.otherwise or clause.among[len(clause.among) // 2]))
            )
            at = min(max(at + (1 if more else -1), 0), len(clause.among) - 1)
            return [f"set {clause.word} {clause.among[at]}"]
    for clause in clauses:
        if clause.shape == "number" and stems(clause.word) & stems(text):
            now = float(given.get(clause.word, clause.otherwise or clause.low) or 1)  # type: ignore[arg-type]
            then = min(max(round(now * (1.5 if more else 0.67)) or now + 1, clause.low), clause.high)
            return [f"set {clause.word} {then:g}"]
    return []


def _written(word: str, value: object) -> str:
    if value is True:
        return f"set {word}"
    if isinstance(value, float):
        return f"set {word} {value:g}"
    if isinstance(value, tuple):
        return f"set {word} {' | '.join(map(str, value))}"
    return f"set {word} {value}"
