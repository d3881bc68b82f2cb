"""Where words that nothing knows end: the guess that keeps one misspelt name one problem.

Names have blanks in them and may contain `and` or `is`. A name that is known is simply recognised;
these functions find the end of one that is not, so that the checker can say which name is wrong.
"""

from __future__ import annotations

import re

from desktop.blueprint.names import NameSet
from desktop.blueprint.vocabulary import JOINERS, LETTER, NAME

WORD = re.compile(rf"(?:{LETTER}|&)(?:[-/'’]?{LETTER})*\??")
_LETTER = re.compile(LETTER)


def operand_at(text: str, at: int) -> bool:
    """Return whether an operand can begin at `at`."""
    return at < len(text) and (text[at] in '("-&' or bool(_LETTER.match(text[at])))


def joins(text: str, word: str, at: int) -> bool:
    """Return whether `word` stands at `at` with an operand after it."""
    end = at + len(word)
    if not text.startswith(word, at) or text[end : end + 1] not in (" ", "("):
        return False
    return operand_at(text, end + text.startswith(" ", end))


def ends_name(text: str, at: int, known: NameSet) -> bool:
    """Return whether a word at `at` joins what stands before it to more, and so ends a name.

    Of two such words in a row (`paid or and late`) the first belongs to the name.
    """
    for word in JOINERS:
        if joins(text, word, at):
            start = at + len(word) + text.startswith(" ", at + len(word))
            if known.longest_at(text, start):
                return True
            return not any(joins(text, other, start) for other in JOINERS)
    return False


def goes_on(text: str, at: int, known: NameSet) -> bool:
    """Return whether what stands before `at` is followed by more of the same name."""
    if at < len(text) and (_LETTER.match(text[at]) or text[at] in ".?'’"):
        return True
    if not text.startswith(" ", at):
        return False
    more = WORD.match(text, at + 1) and not ends_name(text, at + 1, known)
    return bool(more or remark_at(text, at))


def remark_at(text: str, at: int) -> str:
    """Return ` (words)` if it stands at `at` and could end a name, else ""."""
    if not text.startswith(" (", at):
        return ""
    remark = text[at : text.find(")", at) + 1]
    return remark if NAME.fullmatch("x" + remark) else ""


def words_end(text: str, at: int, known: NameSet) -> int:
    """Return where the words that begin at `at` end; `at` itself if no word stands there."""
    match = WORD.match(text, at)
    while match:
        at = match.end()
        if not text.startswith(" ", at) or ends_name(text, at + 1, known):
            break
        match = WORD.match(text, at + 1)
    return at
