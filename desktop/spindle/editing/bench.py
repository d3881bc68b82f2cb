"""The app while it is being changed: what was done to it so far, what could not be, and what was spoken of last."""

from __future__ import annotations

import re

from desktop.blueprint.edits import Consequence, edit
from desktop.blueprint.nodes import App, Collection, Entity, Field, Page, Section
from desktop.messages import say
from desktop.spindle.assembler.pages import main_place
from desktop.spindle.editing.finding import Similar, find
from desktop.spindle.editing.lending import Lending
from desktop.spindle.editing.things import Thing, entity_of, things_of
from desktop.spindle.reading import Ask

_POINTING = re.compile(
    r"(?i)^(?:it|this|that|them|these|those|that one|this one|the one|the new one|same|both)(?: (?:one|again|too))?$"
)


_COMMON = frozenset(
    "the a an i it is in on to of and or by for with my we you not no up out all one two do make add show first".split()
)
VERY_NAME = 0.93
"""Score from which on bare words are taken for a name that nobody marked."""


class Bench:
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
        self.app = app
        self.request = request
        self.knowledge = knowledge
        self.similar = similar
        self.last = last
        self.lines: list[str] = []
        self.notes: list[str] = []
        self.consequences: list[Consequence] = []

    def run(self, *lines: str) -> bool:
        """Apply statements that belong together; where one cannot be applied, none of them is.

        Returns:
            Whether they were applied.
        """
        applied = edit(self.app, "\n".join(lines))
        if applied.app is None:
            return False
        if applied.app != self.app:
            self.app = applied.app
            self.lines += lines
            self.consequences += applied.consequences
        return True

    def unclear(self, ask: Ask) -> None:
        """Say that something was asked for and not understood."""
        note = say("spindle.edit_unclear", words=self.words_of(ask))
        if note not in self.notes:
            self.notes.append(note)

    def words_of(self, ask: Ask) -> str:
        """The words of an ask, as the person typed them."""
        return self.request[ask.start : ask.end].strip(" ,.;")

    def around(self, ask: Ask, words: str) -> str:
        """The words right beside some words of an ask: they may say what kind of thing is meant."""
        text = self.words_of(ask)
        found = re.search(re.escape(words), text)
        if found is None:
            return text
        before = text[: found.start()].split()[-1:]
        return " ".join([*before, *text[found.end() :].split()[:2]])

    # --- what is spoken of ---------------------------------------------------------------------------

    def thing(self, ask: Ask, tags: tuple[str, ...], kinds: tuple[str, ...] = ()) -> Thing | None:
        """What the first mark with one of these tags means in the app, or None."""
        for mark in ask.tagged(*tags):
            found = self.meant(ask, mark.words, kinds)
            if found is not None:
                return found
        return None

    def spoken_of(self, ask: Ask, kinds: tuple[str, ...]) -> tuple[Thing, ...]:
        """The things of these kinds whose very names stand in the words of an ask, the longest name first."""
        things = [one for one in things_of(self.app) if one.kind in kinds]
        words = self.words_of(ask)
        tokens = re.findall(r"[\w'’%-]+", words)
        found: dict[Thing, None] = {}
        taken: set[int] = set()
        for length in range(min(4, len(tokens)), 0, -1):
            for start in range(len(tokens) - length + 1):
                places = set(range(start, start + length))
                said = " ".join(tokens[start : start + length])
                if places & taken or said.lower() in _COMMON:
                    continue
                thing = find(said, things, near=self.around(ask, said), least=VERY_NAME)
                if thing is not None:
                    taken |= places
                    found[thing] = None
        return tuple(found)

    def meant(self, ask: Ask, words: str, kinds: tuple[str, ...] = ()) -> Thing | None:
        """What some words of an ask mean in the app, or None."""
        if _POINTING.match(words.strip()):
            return self.last if self.last is not None and (not kinds or self.last.kind in kinds) else None
        near = self.around(ask, words)
        return find(words, things_of(self.app), kinds, near=near, similar=self.similar)

    def entity(self, name: str) -> Entity:
        """The entity of that name."""
        return next(one for one in self.app.entities if one.name == name)

    def main_entity(self) -> Entity | None:
        """Whose records the app is about: those that the first page shows, if it shows any."""
        for page in self.app.pages:
            for section in page.sections:
                name = entity_of(section) if isinstance(section, Collection) else ""
                if name and any(one.name == name for one in self.app.entities):
                    return self.entity(name)
        return self.app.entities[main_place(self.app.entities)] if self.app.entities else None

    def entity_for(self, ask: Ask) -> Entity | None:
        """The entity that an ask is about: the one that is named, or whose page or field is, else the main one."""
        for tags in (("at",), ("entity",), ("old", "by")):
            for mark in ask.tagged(*tags):
                found = self.meant(ask, mark.words)
                name = found.entity if found is not None else ""
                if found is not None and found.kind == "page":
                    page = self.page(found.name)
                    name = next((entity_of(s) for s in page.sections if isinstance(s, Collection)), "")
                if name and any(one.name == name for one in self.app.entities):
                    return self.entity(name)
        return self.main_entity()

    def page(self, name: str) -> Page:
        """The page of that name."""
        return next(one for one in self.app.pages if one.name == name)

    def page_for(self, ask: Ask, entity: str = "") -> Page:
        """The page that an ask is about: the one that is named, else where an entity is shown, else the first."""
        named = self.thing(ask, ("at", "page"), ("page",)) or self.thing(ask, ("at",), ("section",))
        if named is not None:
            return self.page(named.page or named.name)
        for page in self.app.pages:
            if entity and any(
                isinstance(one, Collection) and entity_of(one) == entity for one in page.sections
            ):
                return page
        return self.app.pages[0]

    def collection_for(self, ask: Ask, entity: str = "") -> tuple[Thing, Collection] | None:
        """The view of records that an ask is about, as a thing and as a node; None where the app has none."""
        things = [one for one in things_of(self.app) if one.kind == "section"]
        views = [
            (one, section)
            for one, section in zip(things, self.sections(), strict=True)
            if isinstance(section, Collection)
        ]
        named = self.thing(ask, ("at", "old"), ("section", "page"))
        if named is not None and named.kind == "page":
            views = [one for one in views if one[0].page == named.name] or views
        elif named is not None:
            views = [one for one in views if one[0] == named] or views
        else:
            views = [one for one in views if one[1].entity == entity] or views
        return views[0] if views else None

    def sections(self) -> tuple[Section, ...]:
        """All sections of all pages, in order."""
        return tuple(section for page in self.app.pages for section in page.sections)

    def node(self, thing: Thing) -> Section:
        """The section that a thing of the kind `section` is."""
        things = [one for one in things_of(self.app) if one.kind == "section"]
        return next(section for one, section in zip(things, self.sections(), strict=True) if one == thing)

    def field(self, entity: str, name: str) -> Field | None:
        """The field of that name, or None where it is worked out or not there."""
        return next((one for one in self.entity(entity).fields if one.name == name), None)
