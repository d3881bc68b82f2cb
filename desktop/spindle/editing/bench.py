"""The app while it is being changed: what was done to it so far, what could not be, and what was spoken of
last.
"""

from __future__ import annotations

import re

from desktop.blueprint.nodes import App, Section
from desktop.messages import say
from desktop.spindle.editing.finding import (
    Preference,
    Similar,
    find,
    meanings,
    page_counted,
    same_stem,
)
from desktop.spindle.editing.lending import Lending
from desktop.spindle.editing.owning import owned
from desktop.spindle.editing.ruling import ruled
from desktop.spindle.editing.things import Thing
from desktop.spindle.editing.work import Work
from desktop.spindle.reading import Ask

_POINTING = re.compile(
    r"(?i)^(?:it|its|this|that|them|they|these|those|there|which|the one|same|both|also|danach|damit|"
    r"das|es|dort|dazu"
    r"|(?:that|this|the new|the last|these|those) (?:one|ones|too|again)|(?:the one|what) i just \w+|"
    r"it (?:too|again))$"
)
_COMMON = frozenset(
    [
        "the",
        "a",
        "an",
        "i",
        "it",
        "is",
        "in",
        "on",
        "to",
        "of",
        "and",
        "or",
        "by",
        "for",
        "with",
        "my",
        "we",
        "you",
        "not",
        "no",
        "up",
        "out",
        "all",
        "one",
        "two",
        "do",
        "make",
        "add",
        "show",
        "first",
    ]
)
VERY_NAME = 0.93
"""Score from which on bare words are taken for a name that nobody marked."""
_HERE = 0.04
"""How much more likely it is that what was spoken of just before is meant again."""


class Bench(Work):
    """Takes statements, one after the other, and applies each at once.

    Args:
        app: The app to change.
        request: The person's words.
        knowledge: What remembered apps lend: fields, blocks, icons.
        similar: See `finding.find`.
        last: What was changed or added before, for those who say `it`; None for nothing.
    """

    def __init__(
        self,
        app: App,
        request: str,
        knowledge: Lending,
        similar: Similar | None = None,
        last: Thing | None = None,
    ) -> None:
        super().__init__(app)
        self.request = request
        self.knowledge = knowledge
        self.similar = similar
        self.last = last
        self.notes: list[str] = []
        self.missed: list[str] = []
        """The words of asks that were not understood."""
        self.history: list[Thing] = []
        """What this request has changed or added so far, the latest last."""
        self.gone: Section | None = None
        """The section that was removed last: `one for rice instead` is one of its kind."""
        self.gone_from = ""
        """The page where it stood."""
        self._names: tuple[App, frozenset[frozenset[str]]] | None = None
        self.gone_page = ""
        """The page that was removed last: what comes `in its place` is a page."""
        self.unshown: list[str] = []
        """Kinds of records that were asked for and are to have a page unless a later ask shows them."""

    def remember(self, thing: Thing | None) -> None:
        """From now on this is what `it` means."""
        if thing is not None:
            self.last = thing
            self.history.append(thing)

    def remember_section(self, page: str, section: Section) -> None:
        """From now on this section of a page is what `it` means."""
        for thing in reversed(self.things("section")):
            if thing.page == page and self.node(thing) == section:
                self.remember(thing)
                return

    def unclear(self, ask: Ask) -> None:
        """Say that something was asked for and not understood."""
        note = say("spindle.edit_unclear", words=self.words_of(ask))
        if note not in self.notes:
            self.notes.append(note)
            self.missed.append(self.words_of(ask))

    # --- what is said --------------------------------------------------------------------------------

    def words_of(self, ask: Ask) -> str:
        """The words of an ask, as the person typed them."""
        return self.request[ask.start : ask.end].strip(" ,.;")

    def around(self, ask: Ask, words: str) -> str:
        """The words right beside some words of an ask: they may say what kind of thing is meant."""
        text = self.words_of(ask)
        found = re.search(re.escape(words), text)
        if found is None:
            return text
        before, behind = text[: found.start()], text[found.end() :]
        return " ".join((*re.findall(r"\w+", before)[-1:], *re.findall(r"\w+", behind)[:2]))

    # --- what is spoken of ---------------------------------------------------------------------------

    def thing(self, ask: Ask, tags: tuple[str, ...], kinds: tuple[str, ...] = ()) -> Thing | None:
        """What the first mark with one of these tags means in the app, or None."""
        for mark in ask.tagged(*tags):
            found = self.meant(ask, mark.words, kinds)
            if found is not None:
                return found
        return None

    def meant(
        self, ask: Ask, words: str, kinds: tuple[str, ...] = (), prefer: Preference | None = None
    ) -> Thing | None:
        """What some words of an ask mean in the app, or None."""
        if points(words):
            return self.pointed_at(kinds)
        if not kinds or "page" in kinds:
            counted = page_counted(words, self.things("page"))
            if counted is not None:
                return counted

        def likely(thing: Thing) -> float:
            return self._topical(thing) + (prefer(thing) if prefer is not None else 0.0)

        things = self.things()
        part = owned(words, things, kinds)
        if part is None and (not kinds or {"check", "section"} & set(kinds)) and not self.is_name(words):
            part = ruled(words, things)
        if part is not None:
            return part
        near = self.around(ask, words)
        return find(words, things, kinds, near=near, similar=self.similar, prefer=likely)

    def _topical(self, thing: Thing) -> float:
        """What was spoken of just before in the same request is a little more likely."""
        if not self.history:
            return 0.0
        last = self.history[-1]
        near = bool(thing.page and thing.page == last.page) or bool(
            thing.entity and thing.entity == last.entity
        )
        return _HERE if near else 0.0

    def is_name(self, words: str) -> bool:
        """Whether some words are a name of the app, in another form perhaps; a quick look before a search."""
        if self._names is None or self._names[0] is not self.app:
            known = {meanings(name) for thing in self.things() for name in thing.names}
            self._names = (self.app, frozenset(known))
        said = meanings(words)
        return said in self._names[1] or any(
            len(said) == len(other) and all(any(same_stem(a, b) for b in other) for a in said)
            for other in self._names[1]
            if len(other) == len(said)
        )

    def pointed_at(self, kinds: tuple[str, ...] = ()) -> Thing | None:
        """What `it` means, if it may only be of these kinds: the latest that is, and is still there."""
        known = [*([self.last] if self.last is not None and not self.history else []), *self.history]
        fitting = (self.now(one) for one in reversed(known) if not kinds or one.kind in kinds)
        return next((one for one in fitting if self._is_there(one)), None)

    def _is_there(self, thing: Thing) -> bool:
        """Whether a thing that was spoken of has not gone since, and what it is a part of neither."""
        here = [one for one in self.things(thing.kind) if one.page == thing.page]
        if thing.kind == "section":
            return any(one.at == thing.at for one in here)
        same = (one for one in here if (one.name, one.entity) == (thing.name, thing.entity))
        return any(one.section == thing.section for one in same)

    def now(self, thing: Thing) -> Thing:
        """A thing as it is called now: a section may be named otherwise since another came."""
        if thing.kind != "section":
            return thing
        here = [one for one in self.things("section") if one.page == thing.page]
        same = [one for one in here if one.names == thing.names]
        return next((one for one in same if one.at == thing.at), same[0] if same else thing)

    def spoken_of(self, ask: Ask, kinds: tuple[str, ...]) -> tuple[Thing, ...]:
        """The things of these kinds whose very names stand in the words of an ask, the longest name first."""
        things = self.things(*kinds)
        tokens = re.findall(r"[\w'’%-]+", self.words_of(ask))
        found: dict[Thing, None] = {}
        taken: set[int] = set()
        for length in range(min(4, len(tokens)), 0, -1):
            for start in range(len(tokens) - length + 1):
                places = set(range(start, start + length))
                said = " ".join(tokens[start : start + length])
                edges = {tokens[start].lower(), tokens[start + length - 1].lower()}
                if places & taken or edges & _COMMON:
                    continue
                thing = None
                if self.is_name(said):
                    near = self.around(ask, said)
                    thing = find(said, things, near=near, least=VERY_NAME, prefer=self._topical)
                if thing is not None:
                    taken |= places
                    found[thing] = None
        return tuple(found)


def points(words: str) -> bool:
    """Whether some words name nothing and only point back: `it`, `that one`."""
    return bool(_POINTING.match(words.strip()))
