"""What can be set of a block, and what people call it: `mix them` is shuffle, `open` is from."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np

from desktop.blueprint.blocks import BLOCKS
from desktop.blueprint.blocks.spec import Clause
from desktop.blueprint.nodes import Block, Value
from desktop.spindle.assembler.adoption import Said
from desktop.spindle.editing.called import LESS, MORE, SAME_ORDER, names_clause
from desktop.spindle.editing.finding import meanings
from desktop.spindle.editing.lines import clause_value
from desktop.spindle.editing.values import (
    NUMBER,
    WEEKDAYS,
    days_in,
    emoji_in,
    has_number,
    number_in,
    seconds_in,
    time_in,
    weekdays_in,
)
from desktop.spindle.naming import stems
from desktop.spindle.reading import Ask, Mark, Reading

LONGEST = 3600
"""Of intervals, `work` may be as long as this: it counts seconds; of other timers it counts minutes."""
_MONTHS = re.compile(
    r"(?i)\b(?:january|february|march|april|june|july|august|september|october|november|december)\b"
)
_PART = re.compile(r"[,;]|\b(?:and|und|et|y|e|en|i)\b")
"""What parts one thing that is said from the next."""
_OTHER_PART = 0.95
_SHARE = re.compile(r"(?i)^(.+?) (?:of|out of|von|sur|de|di|van|z) (.+)$")
_FAR, _BY_UNIT = 4.0, 1.5
_NO = re.compile(
    r"(?i)\b(?:no|without|not|off|don'?t|never|nicht|kein\w*|ohne|aus|pas|sans|sin|senza|non|sem|não|niet|geen|"
    r"zonder|nie|bez)\b"
)
_IN_TIME = ("seconds", "minutes", "work", "rest", "prepare", "break", "long break", "every", "show", "extra")
"""Clauses that hold a span of time, and the only ones that take a value with a unit of time."""


def clauses_called(words: str, clauses: Iterable[Clause]) -> tuple[Clause, ...]:
    """The clauses that some words name, those first whose own word is said."""
    own, other = [], []
    for clause in clauses:
        if stems(clause.word) and stems(clause.word) <= stems(words):
            own.append(clause)
        elif names_clause(clause.word, words):
            other.append(clause)
    return (*own, *other)


def said_of(block: Block, ask: Ask, text: str) -> tuple[float, dict[str, Value | None]]:
    """What an ask sets of a block (None for what it takes away), and how sure it is that this block is meant.

    What is so already is said as well: it speaks for the block.
    """
    clauses = BLOCKS[block.word].clauses_of(block.variant)
    now = dict(block.options)
    found: dict[str, Value | None] = {}
    sure = 0.0
    for clause, value, distance in _pairs(clauses, ask, text):
        found[clause.word] = value
        sure += 1.0 if distance < _BY_UNIT else 0.6
    right = found.get("pass")
    if (
        isinstance(right, float)
        and right <= len(block.items)
        and not re.search(r"(?i)%|per ?cent|prozent", text)
    ):
        found["pass"] = round(100 * right / len(block.items))  # so many questions
    for clause in clauses_called(text, clauses):
        if clause.shape == "flag" and clause.word not in found:
            found[clause.word] = _flag(clause, text)
            sure += 0.8
    days = _days(clauses, text, now)
    if days is not None:
        found["closed"] = days
        sure += 1.0
    if not found and not _MONTHS.search(text):
        for word, one in _said(clauses, block, text).items():
            found[word] = one
            named = next(clause for clause in clauses if clause.word == word)
            sure += 0.6 if clauses_called(text, (named,)) or named.shape == "word" else 0.3
    if not found:
        found |= _steps(block, text)
        sure += 0.5 if found else 0.0
    signs = tuple(emoji_in(mark.words) for mark in ask.tagged("value", "opt", "new") if emoji_in(mark.words))
    if signs and any(clause.word == "faces" for clause in clauses):
        found["faces"] = signs
        sure += 0.8
    return sure, found


def _flag(clause: Clause, text: str) -> bool | None:
    """Whether something is to be so (None for not): walls that are off are no walls, an order that stays is
    not mixed.
    """
    no = bool(_NO.search(text))
    if clause.word.startswith("no "):
        return True if no else None
    return None if no or (clause.word == "shuffle" and SAME_ORDER.search(text)) else True


def _pairs(clauses: tuple[Clause, ...], ask: Ask, text: str) -> list[tuple[Clause, Value, float]]:
    """Each value with the clause named nearest to it, and how far off: `open at 7`, `50 minutes work`."""
    claims: list[tuple[float, int, Clause, Value]] = []
    values = ask.tagged("value", "max", "min", "new")
    for at, mark in enumerate(values):
        words = _with_unit(mark.words, text[mark.end - ask.start :])
        for clause in clauses:
            distance = _distance(clause, clauses, mark, ask, text)
            value = _value(clause, words) if distance < _FAR else None
            if value is not None:
                claims.append((distance, at, clause, value))
    found: dict[int, tuple[Clause, Value, float]] = {}
    for distance, at, clause, value in sorted(claims, key=lambda one: (one[0], one[1])):
        if at not in found and clause not in [one[0] for one in found.values()]:
            found[at] = (clause, value, distance)
    for at, mark in enumerate(values) if found else ():
        free = [
            one
            for one in clauses
            if one.shape == "number" and one not in [each[0] for each in found.values()]
        ]
        behind = text[mark.end - ask.start :]
        free = [one for one in free if not _counts_other(one, clauses, mark.words, behind)]
        made = next(((o, value, _FAR) for o in free if (value := _value(o, mark.words)) is not None), None)
        if at not in found and made is not None:
            found[at] = made
    return list(found.values())


def _distance(clause: Clause, clauses: tuple[Clause, ...], mark: Mark, ask: Ask, text: str) -> float:
    """How many words lie between a value and what names a clause; behind the value counts a little more."""
    own = _FAR
    if clause.shape == "number" and _counts_other(clause, clauses, mark.words, text[mark.end - ask.start :]):
        return _FAR
    if clause in clauses_called(mark.words, clauses):
        if clause.word not in ("seconds", "minutes"):
            return 0.0
        own = _BY_UNIT
    spans = [one for one in clauses if one.word in _IN_TIME]
    if seconds_in(mark.words) is not None and (spans == [clause] or clause.word in ("seconds", "minutes")):
        own = _BY_UNIT
    left = text[max(0, mark.start - ask.start - 34) : mark.start - ask.start]
    right = text[mark.end - ask.start : mark.end - ask.start + 28]
    before, behind = _plain(left)[::-1][:4], _plain(right)[:4]
    parts = len(_plain(_PART.split(left)[-1])), len(_plain(_PART.split(right)[0]))
    if clause.word == "count" and re.search(r"(?i)\bof $", text[: mark.start - ask.start]):
        return own  # groups of five are no five groups
    best = own
    for words, more, part in ((before, 0.0, parts[0]), (behind, 0.1, parts[1])):
        for size in (2, 1):
            for at in range(len(words) - size + 1):
                if at < part < at + size:
                    continue
                piece = words[at : at + size]
                said = " ".join(piece[::-1] if words is before else piece)
                if _names(clause, said, clauses, alone=size == 1):
                    best = min(best, at + more - 0.2 * (size - 1) + _OTHER_PART * (at >= part))
    return best


def _counts_other(clause: Clause, clauses: tuple[Clause, ...], words: str, behind: str) -> bool:
    """Whether a number counts something else than a clause: two tries are no two questions."""
    if seconds_in(words) is not None or time_in(words, sure=True):
        return False
    inside = re.fullmatch(rf"(?i)\W*(?:(?:only|just) )?(?:{NUMBER.pattern}|[^\W\d]+) ([^\W\d]{{3,}})", words)
    after = re.match(r"\W*([^\W\d]{3,})", behind)
    for noun in (inside, after if inside is None else None):
        if noun is None or has_number(noun[1]):
            continue
        known = any(names_clause(one, noun[1]) for one in ("lives", "players", "levels", "points"))
        if _names(clause, noun[1], clauses, alone=True):
            return False
        if known or (noun is inside and has_number(words)):
            return True
    return False


def _plain(text: str) -> list[str]:
    """The words of a text but articles and units of time, which say nothing of what a number is about."""
    words = re.findall(r"[\w%’']+", text)
    return [
        one
        for one in words
        if not re.fullmatch(r"(?i)the|an?|of|seconds?|secs?|minutes?|mins?|hours?|\d+", one)
    ]


def _names(clause: Clause, said: str, clauses: tuple[Clause, ...], *, alone: bool) -> bool:
    """Whether some words name a clause: two words only one of two words, that one of them alone does not
    name.
    """
    called = clauses_called(said, clauses)
    if alone:
        return clause in called
    return clause in called and len(clause.word.split()) > 1 and stems(clause.word) <= stems(said)


def _with_unit(words: str, after: str) -> str:
    """A bare number with the unit of time that follows it."""
    unit = re.match(r"(?i)\s*-?(seconds?|secs?|minutes?|mins?|hours?)\b", after)
    return f"{words} {unit[1]}" if unit and re.fullmatch(r"[\w.,]+", words) else words


def _value(clause: Clause, words: str) -> Value | None:
    if clause.word == "faces" or clause.shape in (
        "flag",
        "field",
        "fields",
        "entity",
        "page",
        "test",
        "colour",
    ):
        return None
    if clause.word == "faces":
        return (emoji_in(words),) if emoji_in(words) else None
    if clause.shape == "time":
        return time_in(words) or None
    if re.search(r"(?i)\b(?:once|twice)\b", words) or (
        clause.word not in ("pass", "extra") and re.search(r"(?i)%|\bper ?cent", words)
    ):
        return None
    seconds = seconds_in(words) if clause.shape == "number" else None
    if (seconds is not None and clause.word not in _IN_TIME) or (
        clause.word in _IN_TIME and days_in(words) is not None
    ):
        return None
    if clause.word == "pass" and (share := _SHARE.search(words)):
        right, of = number_in(share[1]), number_in(share[2])
        return round(100 * right / of) if right and of and right <= of else None
    if seconds is not None and clause.word in ("every", "show"):
        value = seconds / 60 if clause.word == "every" else seconds
        return value if clause.low <= value <= clause.high else None
    if seconds is not None and clause.word in ("work", "rest", "prepare", "break", "long break"):
        value = seconds if clause.word in ("rest", "prepare") or clause.high >= LONGEST else seconds / 60
        return value if clause.low <= value <= clause.high else None
    if clause.shape == "text":
        return words if clause.word in ("street", "town", "by") else None
    return clause_value(clause, words)


def _days(clauses: tuple[Clause, ...], text: str, now: dict[str, Value]) -> tuple[str, ...] | None:
    """`closed on Sunday, not Monday`, `on Saturday as well`."""
    if "closed" not in {clause.word for clause in clauses} or not re.search(
        r"(?i)\bclosed?\b|\bshut\b|\bday off\b", text
    ):
        return None
    named = weekdays_in(text)
    away = [day for day in WEEKDAYS if re.search(rf"(?i)\bnot (?:on )?{day}", text)]
    there = now.get("closed", ())
    keeps = bool(away) or re.search(r"(?i)\b(?:as well|also|too)\b", text)
    days = (*(there if isinstance(there, tuple) and keeps else ()), *named)
    kept = tuple(str(day) for day in dict.fromkeys(days) if day not in away)
    return kept if named and kept else None


def _said(clauses: tuple[Clause, ...], block: Block, text: str) -> dict[str, Value]:
    said = Said(Reading(text, "edit", 1.0, (), np.zeros(1, np.float32)))
    return {word: value for word, value in said.clauses(clauses, block).items() if value is not True}


def _steps(block: Block, text: str) -> dict[str, Value | None]:
    """`faster`, `harder`, `longer`: the next of a clause's words, or half as much again of its number."""
    more, less = bool(MORE.search(text)), bool(LESS.search(text))
    if more == less:
        return {}
    given = dict(block.options)
    for clause in BLOCKS[block.word].clauses_of(block.variant):
        fits = (clause.word == "speed" and names_clause("speed", text)) or (
            clause.word in ("level", "difficulty") and names_clause("level", text)
        )
        if clause.shape == "word" and fits:
            now = str(given.get(clause.word, clause.otherwise or clause.among[len(clause.among) // 2]))
            at = min(max(clause.among.index(now) + (1 if more else -1), 0), len(clause.among) - 1)
            return {clause.word: clause.among[at]}
    for clause in BLOCKS[block.word].clauses_of(block.variant):
        if clause.shape == "number" and meanings(clause.word) & meanings(text):
            number = float(given.get(clause.word, clause.otherwise or clause.low) or 1)  # type: ignore[arg-type]
            then = min(max(round(number * (1.5 if more else 0.67)) or number + 1, clause.low), clause.high)
            return {clause.word: then}
    return {}
