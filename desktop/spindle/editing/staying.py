"""Whether something goes or stays, is seen or hidden, must or need not be given: as the words say.

Of two opposites the reader takes the wrong one at times; mostly the words say plainly which is meant. That a
wish would change nothing is no reason to do its opposite: `the shop in the list` is said both ways.
"""

from __future__ import annotations

import re
from dataclasses import replace

from desktop.spindle.editing.bench import Bench
from desktop.spindle.naming import plural, stems
from desktop.spindle.reading import Ask, Mark

_MUST = re.compile(
    r"(?i)\b(?:can'?t|cannot|can not|must not|mustn'?t|may not|never|no longer be|shouldn'?t|not allowed to) "
    r"(?:be )?(?:skip\w*|left (?:empty|blank|out)|leave|empty|blank|miss\w*|forgotten|omit\w*)"
)
_NEED_NOT = re.compile(
    r"(?i)\b(?:(?:can|may|might|could) (?:be )?(?:skip\w*|left (?:empty|blank|out)|(?:stay )?(?:empty|blank))"
    r"|optional|need not|needn'?t|(?:doesn'?t|don'?t|does not|do not) (?:have|need) to)\b"
)
_AWAY = re.compile(
    r"(?i)\b(?:remov\w*|delet\w*|away|drop|dropp\w*|rid|go|goes|gone|going|without|out|off|hid\w*|no|not|"
    r"any ?more|cancel\w*|scrap\w*|kill\w*|over|never|lose|leaves?|left|weg|raus|minus|take|unused|closed|"
    r"ends?|ended|stop\w*|former|less|useless|clear\w*|quits?|died|sold|history|past|nobody|none)\b|n't"
)
_IS = re.compile(
    r"\W*(?:is|are|becomes?|means|shall be|should be|is now|are now|=|ist|heißt|est|es|jest) "
    r"(?P<new>[\"“']?[^\W\d_a-zà-ÿß][^.!?;:,]*[^.!?;:,\s])\W*$"
)
"""`… is Not worth it`: another name, spelt as one."""
_LEAVES = re.compile(
    r"(?i)\b(?:leaves?|removed?|hid(?:e|den)|no longer|disappears?|any ?more|nobody needs|"
    r"get rid|goes away)\b"
)
_SEEN = re.compile(
    r"(?i)\b(?:show\w*|see|seen|display\w*|visible|appears?|missing|back|unhide|again|who|when|if)\b"
)
_RECORDS_AWAY = (
    r"(?i)(?:\b(?:hide|leave out|remove|delete|rid of|(?:don'?t|do not|never) (?:show|list)|without)|^\W*no|"
    r"\b(?:take|keep|leave)(?=.*\bout\b))\s+(?:me\s+)?(?:(?:the|all|any|those|my|our)\s+){0,2}"
    r"(?P<test>[^\W\d_][\w-]*)\s+(?:ones|%s)\b"
)
"""`hide the finished ones`: records of which something is so."""
_UNSURE = 0.6


def _called_now(bench: Bench, ask: Ask) -> Ask:
    """`Dropped is Not worth it`: nothing goes where another name is given to it."""
    old = ask.tagged("old")
    if ask.operation not in ("remove", "hide") or len(old) != 1 or len(ask.marks) != 1:
        return ask
    rest = bench.request[old[0].end : ask.end]
    said = _IS.match(rest)
    if said is None or _AWAY.search(bench.request[ask.start : old[0].start]):
        return ask
    start, end = old[0].end + said.start("new"), old[0].end + said.end("new")
    new = Mark("new", bench.request[start:end].strip("\"“”'"), start, end, 0.5)
    return replace(ask, operation="rename", marks=(*old, new))


def _needed(bench: Bench, ask: Ask) -> Ask:
    """`uses can't be skipped any more`: whether a field has to be given, as the words say."""
    if ask.operation not in ("require", "optional"):
        return ask
    words = bench.words_of(ask)
    must, need_not = bool(_MUST.search(words)), bool(_NEED_NOT.search(words))
    if must == need_not:
        return ask
    return replace(ask, operation="require" if must else "optional")


def _no(bench: Bench, ask: Ask) -> Ask:
    """`no town`, of which the reader was not sure what is to be done."""
    others = [operation for operation, _ in ask.others if operation in ("hide", "remove")]
    bare = re.match(r"(?i)\W*(?:no|without)\s", bench.request[ask.start : ask.end])
    only_old = bool(ask.marks) and all(mark.tag in ("old", "at") for mark in ask.marks)
    if ask.confidence < _UNSURE and others and bare and only_old and ask.operation not in ("hide", "remove"):
        return replace(ask, operation=others[0])
    return ask


def _leaves(bench: Bench, ask: Ask) -> Ask:
    """`born in leaves the cards`: what is said to leave is not to be seen."""
    if ask.operation != "show" or not ask.tagged("old") or ask.tagged("place", "pos"):
        return ask
    words = bench.words_of(ask)
    for mark in ask.tagged("old"):
        words = words.replace(mark.words, " ", 1)
    return replace(ask, operation="hide") if _LEAVES.search(words) and not _SEEN.search(words) else ask


def _records_away(bench: Bench, ask: Ask) -> Ask:
    """`hide the finished ones`: neither the column goes nor its field, but the records of which it is so."""
    if ask.operation not in ("hide", "remove", "show", "only", "require"):
        return ask
    names = {form for one in bench.app.entities for form in (one.name, plural(one.name))}
    nouns = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    said = re.search(_RECORDS_AWAY % nouns, bench.request[ask.start : ask.end])
    if said is None or not _is_so_of_some(bench, said["test"]):
        return ask
    start, end = ask.start + said.start("test"), ask.start + said.end("test")
    test = Mark("test", bench.request[start:end], start, end, 1.0)
    return replace(ask, operation="only", marks=(test, *ask.tagged("at")))


def _is_so_of_some(bench: Bench, word: str) -> bool:
    """Whether a word is a tick, something that is worked out to yes or no, or an option."""
    wanted = stems(word)
    return bool(wanted) and any(
        (field.type == "yes/no" and stems(field.name) == wanted)
        or (field.type == "choice" and any(stems(option) == wanted for option in field.options))
        for entity in bench.app.entities
        for field in entity.fields
    )


RULES = (_called_now, _needed, _no, _leaves, _records_away)
