"""Whether a remembered app is taken over whole, and which: the most consequential choice of all.

Their parts are not fields that a person names, so tools, timers, quizzes, games and sites are not put
together but remembered; and a book of records that somebody wrote whole is better than its parts put
together.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.blueprint.nodes import App
from desktop.spindle.assembler.adoption import adapted
from desktop.spindle.assembler.sections_asked import with_sections_asked
from desktop.spindle.memory import Remembered
from desktop.spindle.naming import closeness, is_sentence
from desktop.spindle.reading import Reading
from desktop.spindle.tags import OF_RECORDS

SURE = 0.62
"""Similarity from which on a remembered app of the right kind is what was meant."""
VERY_NEAR = 0.78
"""Similarity from which on an app of records that was written whole is taken over whole."""
NEARLY = 0.04
"""How much nearer some other records may be than an app of records that was written whole."""
VERY_SURE = 0.75
"""Similarity from which on it is, although the request was read as being about records."""
OWN_KIND, CLEARLY = 0.06, 0.02
"""What an app gains by being of the kind that was read, and by how much it must be nearer than records."""
NEAR = 0.4
"""Similarity from which on it is at least better than a book of records; the person is told."""
MANY_FIELDS = 2
"""Fields that somebody names who wants records kept, whatever else the request sounds like."""
SO_NEAR = 0.84
"""Similarity from which on an app is taken over whatever share of the named features it has."""
COVERED = 0.5
"""Share of the named fields that an app must have to be taken over although many were named."""
SURELY = 0.85
"""Probability of a kind from which on words that look like fields do not speak against it."""
_LIKE_A_BUILDER = re.compile(
    r"(?i)\W*(?:please |can you |could you )?"
    r"(?:build|create|design|develop|make|generate|implement|code|write)\b"
)
_BUYS = re.compile(r"(?i)\b(?:cart|basket|check ?out|online shop|web ?shop)\b")
"""Where people put things into a cart there is something to buy, and not only to read about."""


@dataclass(frozen=True, slots=True)
class Adoption:
    """A remembered app, adapted.

    Attributes:
        kind: What sort of app it is, one of `tags.KINDS`.
        near: Whether it is only the nearest that is known, and hardly what was meant.
    """

    app: App
    kind: str
    near: bool


def adopted(reading: Reading, remembered: tuple[Remembered, ...]) -> Adoption | None:
    """Return the remembered app that is taken over whole, adapted; None where records are wanted.

    Args:
        reading: The request, understood.
        remembered: The nearest blueprints, best first.
    """
    fields = len(reading.tagged("f"))
    whole = [one for one in remembered if one.kind != "data"]
    nearest_whole = max((one.similarity for one in whole), default=0.0)
    first = next((one for one in remembered if one.kind == "data" and one.whole), None)
    records = max((one.similarity for one in remembered if one.kind == "data"), default=0.0)
    other_kind = nearest_whole - (OWN_KIND if reading.kind == "data" else 0.0)
    if (
        first is not None
        and first.similarity >= max(VERY_NEAR, records - NEARLY, other_kind)
        and (fields <= MANY_FIELDS or _covers(first, reading))
    ):
        # What somebody wrote whole is better than its parts put together; of a shop or a booking nothing
        # would be left. What it lacks of what was named is added afterwards.
        return Adoption(adapted(first.app, reading), "data", near=False)
    surely = (
        reading.kind not in OF_RECORDS
        and reading.kind_confidence >= SURELY
        and not reading.tagged("opt", "unit", "req")
    )
    if not whole or (fields > MANY_FIELDS and not surely):
        return None
    sells = bool(_BUYS.search(reading.request))

    def fits(one: Remembered) -> float:
        kind = OWN_KIND if one.kind == reading.kind else 0.0
        return one.similarity + kind + (OWN_KIND if sells and has_shop(one.app) else 0.0)

    best = max(whole, key=fits)
    if reading.kind in OF_RECORDS:
        # Who wants records and says a whole sentence says of what, or what to write down.
        says_of_what = fields > 1 or bool(reading.tagged("entity")) or not is_sentence(reading.request)
        lead = NEARLY if reading.kind == "data" and reading.kind_confidence >= SURELY else 0.0
        enough = max(VERY_SURE, records + CLEARLY) if says_of_what else max(SURE, records + lead)
        if best.similarity < enough or fields == MANY_FIELDS:
            return None
        return Adoption(_fitted(best, reading), best.kind, near=best.similarity < VERY_SURE)
    if best.similarity < NEAR:
        return None
    return Adoption(_fitted(best, reading), best.kind, near=best.similarity < SURE)


def has_shop(app: App) -> bool:
    """Whether things can be bought in an app."""
    return any(getattr(section, "word", "") == "shop" for page in app.pages for section in page.sections)


def _fitted(one: Remembered, reading: Reading) -> App:
    """An app adapted to what was said; a site with the sections that were named."""
    app = adapted(one.app, reading)
    return with_sections_asked(app, reading.request) if one.kind == "site" else app


def _covers(one: Remembered, reading: Reading) -> bool:
    """Whether an app has most of what was named as features, in the manner of those who use app builders.

    Whoever says "Build a tracker with …" names what it should be able to do; whoever says what to write down
    of each thing, or what there is to choose from, wants that and no more.
    """
    named = [mark.words for mark in reading.tagged("f")]
    if reading.tagged("opt", "unit") or not _LIKE_A_BUILDER.match(reading.request):
        return False
    if one.similarity >= SO_NEAR:
        return True
    app = one.app
    names = [one.name for entity in app.entities for one in entity.fields]
    names += [one.name for entity in app.entities for one in entity.computed]
    names += [entity.name for entity in app.entities]
    there = sum(any(closeness(words, name) >= 0.5 for name in names) for words in named)
    return there >= COVERED * len(named)
