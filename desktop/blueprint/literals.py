"""Reads what stands for itself: a number, a day, a time of day, `yes`, `today`, `this`, `me`."""

from __future__ import annotations

from desktop.blueprint.names import NameSet
from desktop.blueprint.nodes import Expression, Moment, Number, Pronoun, Span, YesNo
from desktop.blueprint.unknown_words import WORD, goes_on
from desktop.blueprint.vocabulary import BOOLEANS, DATE, MOMENTS, NUMBER, PRONOUNS, TIME

_WORDS = (*BOOLEANS, *MOMENTS, *PRONOUNS)


def literal_end(text: str, at: int, known: NameSet) -> int:
    """Return where the literal at `at` ends; `at` itself if there is none, or the words go on as a name."""
    for shape in (DATE, TIME, NUMBER):
        match = shape.match(text, at)
        if match and (shape is TIME or "." in match.group() or not goes_on(text, match.end(), known)):
            return match.end()
    match = WORD.match(text, at)
    if match and match.group() in _WORDS and not goes_on(text, match.end(), known):
        return match.end()
    return at


def literal(word: str, span: Span) -> Expression:
    """Return the node of a literal."""
    if NUMBER.fullmatch(word):
        return Number(float(word), span)
    if word in BOOLEANS:
        return YesNo(BOOLEANS[word], span)
    return Pronoun(word, span) if word in PRONOUNS else Moment(word, span)
