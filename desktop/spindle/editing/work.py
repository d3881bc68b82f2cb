"""An app while it is being changed: statements are applied one after the other, parts found by name."""

from __future__ import annotations

from dataclasses import replace

from desktop.blueprint import print_section
from desktop.blueprint.edits import Consequence, diff, edit, print_script
from desktop.blueprint.nodes import App, Block, Entity, Page, Section
from desktop.spindle.editing.things import Thing, things_of


class Work:
    """Takes statements, one after the other, and applies each at once.

    Args:
        app: The app to change.
    """

    def __init__(self, app: App) -> None:
        self.app = app
        self.lines: list[str] = []
        self.consequences: list[Consequence] = []
        self.coming: dict[str, str] = {}
        """Pages that were asked for and have no section yet, with the statement that puts each in place."""
        self._known: tuple[App, tuple[Thing, ...]] | None = None

    # --- doing ---------------------------------------------------------------------------------------

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

    def put(self, app: App) -> bool:
        """Take over an app that was changed as a tree, by the script that makes it."""
        if app == self.app:
            return True
        try:
            script = print_script(diff(self.app, app))
        except ValueError:  # an app that no script makes, since it would not stand
            return False
        return self.run(*script.strip().split("\n"))

    def put_section(self, thing: Thing, section: Section) -> bool:
        """Put a section in the place of another of the same kind."""
        page = self.page(thing.page)
        sections = (*page.sections[: thing.at], section, *page.sections[thing.at + 1 :])
        pages = tuple(replace(one, sections=sections) if one is page else one for one in self.app.pages)
        return self.put(replace(self.app, pages=pages))

    def put_words(self, thing: Thing, words: tuple[str, ...]) -> bool:
        """Put other words, or none, in the place of one of the words of a block."""
        block = self.node(thing)
        assert isinstance(block, Block)
        new = (*block.words[: thing.at], *words, *block.words[thing.at + 1 :])
        return self.put_section(self.section_of(thing), replace(block, words=new))

    def put_entity(self, entity: Entity) -> bool:
        """Put an entity in the place of the one of that name."""
        return self.put(with_entity(self.app, entity))

    def add_section(self, page: str, section: Section | str) -> bool:
        """Add a section to a page, which may be one that is still to come."""
        line = section if isinstance(section, str) else print_section(section, self.app)
        first, *more = line.split("\n")
        lines = [f"on {page}: add {first}"]
        if page in self.coming:
            lines = [f"add page {page}", *filter(None, (self.coming[page],)), *lines]
        if more:
            return isinstance(section, str) is False and self._add_whole(page, section, lines)  # type: ignore[arg-type]
        done = self.run(*lines)
        if done:
            self.coming.pop(page, None)
        return done

    def _add_whole(self, page: str, section: Section, lines: list[str]) -> bool:
        """Add a section with lines under it: as a tree, behind what brings its page."""
        app = self.app
        if page in self.coming:
            made = edit(app, "\n".join([*lines[:-1], f"on {page}: add divider"])).app
            if made is None:
                return False
            app = made
        pages = tuple(
            replace(one, sections=(section,) if page in self.coming else (*one.sections, section))
            if one.name == page
            else one
            for one in app.pages
        )
        done = self.put(replace(app, pages=pages))
        if done:
            self.coming.pop(page, None)
        return done

    def state(self) -> tuple[App, tuple[str, ...]]:
        """What has been made so far, to see whether something came of an ask."""
        return self.app, tuple(self.coming)

    def things(self, *kinds: str) -> tuple[Thing, ...]:
        """All things of the app, or those of some kinds."""
        if self._known is None or self._known[0] is not self.app:
            self._known = (self.app, things_of(self.app))
        found = self._known[1]
        coming = tuple(Thing("page", name, (name,), page=name) for name in self.coming)
        return tuple(one for one in (*found, *coming) if not kinds or one.kind in kinds)

    # --- nodes ---------------------------------------------------------------------------------------

    def entity(self, name: str) -> Entity:
        """The entity of that name."""
        return next(one for one in self.app.entities if one.name == name)

    def has_entity(self, name: str) -> bool:
        """Whether there is an entity of that name."""
        return any(one.name == name for one in self.app.entities)

    def page(self, name: str) -> Page:
        """The page of that name; an empty one if it is still to come."""
        return next((one for one in self.app.pages if one.name == name), Page(name, ()))

    def node(self, thing: Thing) -> Section:
        """The section that a thing of the kind `section` is, or that another thing is a part of."""
        if thing.kind == "section":
            return self.page(thing.page).sections[thing.at]
        return self.page(thing.page).sections[self.section_of(thing).at]

    def section_of(self, thing: Thing) -> Thing:
        """The section that a part of one belongs to."""
        return next(
            one for one in self.things("section") if one.page == thing.page and one.name == thing.section
        )


def with_entity(app: App, entity: Entity) -> App:
    """The app with an entity in the place of the one of that name."""
    return replace(app, entities=tuple(entity if one.name == entity.name else one for one in app.entities))
