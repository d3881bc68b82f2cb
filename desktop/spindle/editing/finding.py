"""Words of a person → the thing of the app that they mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from desktop.spindle.editing.things import Thing
from desktop.spindle.naming import stems

Similar = Callable[[str, Sequence[str]], Sequence[float]]
"""How alike the meaning of some words is to each of some names, -1 to 1."""
Preference = Callable[[Thing], float]
"""How much more likely a thing is than others, from 0 to some tenths."""

ALIKE = 0.5
"""Score from which on words and a name are taken to mean the same."""
SAME_MEANING = 0.72
"""Likeness of meaning from which on a thing is taken that shares no word with what was said."""
_HINT = 0.2
_CONTENTS = ("option", "sample", "item", "word", "check", "rule", "about")
MOST = 0.6
"""What is typed in by people is only meant where most of what was said stands in it."""
_HINTS: dict[str, frozenset[str]] = {
    kind: frozenset(words.split())
    for kind, words in {
        "field": "field fields column columns entry box input value feld spalte",
        "computed": "field column value calculation",
        "page": "page pages tab tabs screen menu seite",
        "action": "button buttons action knopf",
        "option": "option options choice choices answer",
        "section": "section chart graph diagram table list cards board calendar form tiles text part view",
        "sample": "sample samples example examples record entry",
        "word": "name names word words entry entries",
        "item": "question questions card item line review price plan step dish button",
        "entity": "entity records kind everything",
        "check": "says complains warning check error message",
        "rule": "note notes notification notifications message reminder",
    }.items()
}
"""Words beside a name that say what kind of thing is meant."""
_NOTHING = (
    "the a an my our your his her their this that these those please field column button page section "
    "tab part option choice whole all of again one ones feld thing things stuff kind how what which "
    "who when where why is are was were do does did has have had be many much can should will you we "
    "they he she and or but"
)
_EMPTY = frozenset(_NOTHING.split())
_ORDINALS = {
    "first": 0, "1st": 0, "top": 0, "upper": 0, "front": 0, "start": 0, "second": 1, "2nd": 1, "other": 1,
    "third": 2, "3rd": 2, "fourth": 3, "4th": 3, "last": -1, "bottom": -1, "lower": -1,
}  # fmt: skip
_PAGES = re.compile(r"(?i)^(?:the )?(?:very )?(\w+)[- ]?(?:page|tab|screen)$|^(?:home ?page|home)$")
_IRREGULAR = {
    "paid": "pay", "sold": "sell", "lent": "lend", "won": "win", "lost": "lose", "bought": "buy",
    "brought": "bring", "taken": "take", "took": "take", "given": "give", "gave": "give", "met": "meet",
    "made": "make", "held": "hold", "kept": "keep", "left": "leave", "found": "find", "wrote": "write",
    "written": "write", "done": "do", "driven": "drive", "drove": "drive", "eaten": "eat", "ate": "eat",
    "begun": "begin", "began": "begin", "broken": "break", "chosen": "choose", "caught": "catch",
    "taught": "teach", "sent": "send", "spent": "spend", "slept": "sleep", "fed": "feed", "worn": "wear",
    "known": "know", "grown": "grow", "built": "build",
}  # fmt: skip


def find(
    words: str,
    things: Iterable[Thing],
    kinds: tuple[str, ...] = (),
    *,
    near: str = "",
    similar: Similar | None = None,
    least: float = ALIKE,
    prefer: Preference | None = None,
) -> Thing | None:
    """The thing that some words mean, or None.

    Args:
        words: The person's words for it.
        things: Of the app.
        kinds: Only things of these kinds; () for any.
        near: The words around, which may say what kind of thing it is.
        similar: Asked where no name shares a word with what was said.
        least: The score that is needed.
        prefer: What else speaks for a thing.
    """
    candidates = [thing for thing in things if not kinds or thing.kind in kinds]
    scored = scores(words, candidates, near=near, least=least, prefer=prefer)
    if scored:
        best = max(scored, key=lambda one: one[0])
        equal = [thing for score, thing in scored if score >= best[0] - 0.05 and thing.kind == best[1].kind]
        return _counted(words, equal, best[1])
    if similar is None or not candidates:
        return None
    named = [
        thing
        for thing in candidates
        if thing.kind not in ("sample", "item", "word", "about", "app", "clause", "check")
    ]
    if not named:
        return None
    values = similar(words, [thing.names[0] for thing in named])
    place = max(range(len(named)), key=lambda at: values[at])
    return named[place] if values[place] >= SAME_MEANING else None


def scores(
    words: str,
    candidates: Iterable[Thing],
    *,
    near: str = "",
    least: float = ALIKE,
    prefer: Preference | None = None,
) -> list[tuple[float, Thing]]:
    """How well each thing fits that fits at all, in the order of the app."""
    hinted = set(re.findall(r"\w+", f"{words} {near}".lower()))
    found = []
    for thing in candidates:
        score = alike(words, thing)
        if thing.kind in _CONTENTS and score < 1.0 and said_by(words, thing) < MOST:
            score -= 0.3
        if score >= least:
            score += _HINT if _HINTS.get(thing.kind, frozenset()) & hinted else 0.0
            score += prefer(thing) if prefer is not None else 0.0
            found.append((score, thing))
    return found


def said_by(words: str, thing: Thing) -> float:
    """How much of what was said stands in the names of a thing."""
    hints = _HINTS.get(thing.kind, frozenset())
    said = meanings(_without(words.lower(), _EMPTY | set(_ORDINALS) | hints)) or meanings(words)
    named = frozenset().union(*(meanings(name) for name in thing.names))
    return sum(any(same_stem(one, other) for other in named) for one in said) / max(1, len(said))


def page_counted(words: str, pages: Sequence[Thing]) -> Thing | None:
    """`the first page`, `the last tab`, `the home page`: a page that is counted out, or None."""
    match = _PAGES.match(words.strip())
    if match is None or not pages:
        return None
    word = (match[1] or "first").lower()
    place = _ORDINALS.get(word, 0 if word in ("home", "main", "landing") else None)
    if place is None or place >= len(pages):
        return None
    return pages[place]


def _counted(words: str, equal: list[Thing], best: Thing) -> Thing:
    """`the second chart`: where several things are called so, the one that is counted out."""
    here = [thing for thing in equal if thing.page == best.page]
    for word in re.findall(r"[a-z0-9]+", words.lower()):
        if word in _ORDINALS and len(equal) > 1:
            place = _ORDINALS[word]
            among = here if -len(here) <= place < len(here) else equal
            return among[place] if place < len(among) else among[-1]
    return best


def alike(words: str, thing: Thing) -> float:
    """How well some words name a thing, 0 to 1; a name that comes first among its
    names counts a little more.
    """
    return max((_placed(_alike(words, name), place) for place, name in enumerate(thing.names)), default=0.0)


def _placed(score: float, place: int) -> float:
    """A score, with what a later name counts less; the very name counts nearly as much wherever it is."""
    return score - (0.001 if score == 1.0 else 0.01) * min(place, 9)


@lru_cache(maxsize=20_000)
def meanings(words: str) -> frozenset[str]:
    """The stems of some words, with `paid` as `pay`."""
    plain = re.sub(r"[a-z]+", lambda match: _IRREGULAR.get(match[0], match[0]), words.lower())
    return stems(re.sub(r"[-/]", " ", plain))


@lru_cache(maxsize=20_000)
def _alike(words: str, name: str) -> float:
    said, called = words.lower().strip(" .!?:\"'"), name.lower()
    if said == called:
        return 1.0
    left = (
        meanings(_without(said, _EMPTY | set(_ORDINALS)))
        or meanings(_without(said, _EMPTY))
        or meanings(said)
    )
    right = meanings(_without(called, _EMPTY)) or meanings(called)
    if left and right:
        if left == right:
            return 0.97
        score = _shared(left, right)
        if score:
            return score
    ratio = SequenceMatcher(None, said, called).ratio() if abs(len(said) - len(called)) < 6 else 0.0
    return 0.85 * ratio if ratio >= 0.8 and min(len(said), len(called)) >= 4 else 0.0


def _shared(left: frozenset[str], right: frozenset[str]) -> float:
    """How much two names share: all of one of them is much, a part of both is little."""
    shared = sum(any(same_stem(one, other) for other in right) for one in left)
    if not shared:
        return 0.0
    of_said, of_called = shared / len(left), min(shared, len(right)) / len(right)
    if of_said == 1.0 and of_called == 1.0:
        return 0.95
    whole = 0.25 if 1.0 in (of_said, of_called) else 0.18
    return whole + 0.35 * of_said + 0.35 * of_called


@lru_cache(maxsize=50_000)
def same_stem(one: str, other: str) -> bool:
    """Whether two stems are of one word, in spite of an ending or a slip of the finger."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) >= 5 and len(long) - len(short) <= 3 and long.startswith(short):
        return True
    near = len(short) >= 5 and len(long) - len(short) <= 1
    return near and SequenceMatcher(None, one, other).ratio() >= 0.82


def _without(words: str, left_out: Iterable[str]) -> str:
    out = set(left_out)
    return " ".join(word for word in words.split() if word not in out)
