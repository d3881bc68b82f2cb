"""Where an ask happens: which records, which page, which section it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.blueprint.nodes import Collection, Entity, Field, Form, Section
from desktop.spindle.assembler.pages import main_place
from desktop.spindle.editing.bench import Bench, points
from desktop.spindle.editing.finding import scores
from desktop.spindle.editing.things import Thing, entity_of
from desktop.spindle.naming import plural, singular
from desktop.spindle.reading import Ask, Mark

_PLACES = ("entity", "page", "section", "field", "computed", "option", "item", "action", "sample")
_NEARLY = 0.12
"""What may speak less for a thing that is meant as well: `Homework` is a page and a kind of records."""


@dataclass(frozen=True, slots=True)
class Place:
    """What the marks of an ask say about where it happens: for each, the things that
    it may mean, best first.
    """

    meant: tuple[tuple[Thing, ...], ...]

    def first(self, *kinds: str) -> Thing | None:
        """The first thing of these kinds that is meant."""
        return next((one for each in self.meant for one in each if one.kind in kinds), None)

    def best(self, *kinds: str) -> Thing | None:
        """The first thing of these kinds that is more likely meant than any other."""
        return next((each[0] for each in self.meant if each and each[0].kind in kinds), None)

    def likes(self, thing: Thing) -> float:
        """How much the place speaks for a thing."""
        liking = 0.0
        for each in self.meant:
            for one in each:
                if one.kind == "page" and thing.page == one.name:
                    liking = max(liking, 0.3)
                elif one.kind == "section" and thing.page == one.page and thing.section == one.name:
                    liking = max(liking, 0.35)
                elif one.kind == "entity" and thing.entity == one.name:
                    liking = max(liking, 0.25)
                elif one.kind == "field" and thing.entity == one.entity and thing.field == one.name:
                    liking = max(liking, 0.35)
        return liking


def place_of(bench: Bench, ask: Ask, tags: tuple[str, ...] = ("at",)) -> Place:
    """Where an ask happens, by the marks with these tags."""
    marks = ask.tagged(*tags)
    rough = Place(tuple(_candidates(bench, ask, mark, None) for mark in marks))
    if len(marks) < 2:
        return rough
    return Place(tuple(_candidates(bench, ask, mark, rough) for mark in marks))


def _candidates(bench: Bench, ask: Ask, mark: Mark, place: Place | None) -> tuple[Thing, ...]:
    if points(mark.words):
        pointed = bench.pointed_at()
        return (pointed,) if pointed is not None else ()
    first = bench.meant(ask, mark.words, _PLACES, place.likes if place is not None else None)
    if first is None:
        return ()

    def likely(thing: Thing) -> float:
        return place.likes(thing) if place is not None else 0.0

    near = bench.around(ask, mark.words)
    fitting = scores(mark.words, bench.things(*_PLACES), near=near, prefer=likely)
    top = max((score for score, one in fitting if one == first), default=1.0)
    others = [one for score, one in sorted(fitting, key=lambda one: -one[0]) if score >= top - _NEARLY]
    return (first, *(one for one in others if one != first and one.kind != first.kind))


# --- records -----------------------------------------------------------------------------------------


def main_entity(bench: Bench) -> Entity | None:
    """Whose records the app is about: those that come first on its pages."""
    for page in bench.app.pages:
        for section in page.sections:
            if entity_of(section) and not is_measure(section) and bench.has_entity(entity_of(section)):
                return bench.entity(entity_of(section))
    return bench.app.entities[main_place(bench.app.entities)] if bench.app.entities else None


def is_measure(section: Section) -> bool:
    """Whether a section only shows a number or a chart."""
    return not isinstance(section, Collection | Form) and hasattr(section, "measure")


def owner(bench: Bench, thing: Thing | None) -> str:
    """The entity that a thing belongs to or shows; "" for none."""
    if thing is None:
        return ""
    if thing.kind == "page":
        sections = bench.page(thing.name).sections
        return next((entity_of(one) for one in sections if entity_of(one) and not is_measure(one)), "")
    if thing.kind == "item":
        return ""
    return thing.entity if bench.has_entity(thing.entity) else ""


def entity_for(bench: Bench, ask: Ask, tags: tuple[str, ...] = ("old", "by", "pos")) -> Entity | None:
    """The entity that an ask is about: the one that is named, or whose page or field
    is, else the main one.
    """
    place = place_of(bench, ask, ("at", "entity"))
    latest = next((owner(bench, one) for one in reversed(bench.history) if owner(bench, one)), "")
    for each in place.meant:
        named = next((one for one in each if one.kind == "entity"), None)
        if latest and each and each[0].kind == "page" and latest in _shown_on(bench, each[0].name):
            return bench.entity(latest)
        for thing in (named, *each):
            if owner(bench, thing):
                return bench.entity(owner(bench, thing))
    for mark in ask.tagged(*tags):
        columns = ("field", "computed", "option")
        kinds = columns if mark.tag == "by" else ("entity", *columns, "section", "page", "action")
        found = bench.meant(ask, mark.words, kinds)
        if owner(bench, found):
            return bench.entity(owner(bench, found))
    named_here = _named_in(bench, bench.words_of(ask))
    if named_here is not None or latest:
        return named_here or bench.entity(latest)
    return _named_in(bench, bench.request) or _of_page_said(bench) or main_entity(bench)


def _of_page_said(bench: Bench) -> Entity | None:
    """Whose records the only page shows that the whole request names behind a word for a place."""
    whole = Ask("", 0, len(bench.request), 1.0)
    pages = _pages_said(bench, whole)
    shown = owner(bench, Thing("page", pages[0], (pages[0],), page=pages[0])) if len(pages) == 1 else ""
    return bench.entity(shown) if shown else None


def _shown_on(bench: Bench, page: str) -> tuple[str, ...]:
    return tuple(entity_of(one) for one in bench.page(page).sections if not is_measure(one))


def _named_in(bench: Bench, words: str) -> Entity | None:
    """The only kind of record whose name stands among some words: `… when we finished a book: a date`."""
    names = [
        (one, rf"\b(?:{re.escape(one.name)}|{re.escape(plural(one.name))})\b") for one in bench.app.entities
    ]
    found = [one for one, said in names if re.search(said, words, re.I)]
    return found[0] if len(found) == 1 else None


def likeliest(bench: Bench, about: Entity, words: str) -> list[Entity]:
    """All kinds of records: first those that some words name, then the one that the ask is about."""
    order = (about, *(one for one in bench.app.entities if one is not about))
    return sorted(order, key=lambda one: not names_it(words, one.name))


def names_it(words: str, name: str) -> bool:
    """Whether some words say a name by its very letters, in the singular or the plural."""
    forms = {name.lower(), singular(name).lower(), plural(name).lower()}
    return any(re.search(rf"\b{re.escape(form)}\b", words.lower()) for form in forms if form)


def field_of(bench: Bench, thing: Thing) -> Field | None:
    """The field that a thing is, of an entity or of a calculator; None where it is none that is typed in."""
    if thing.kind != "field":
        return None
    whole = bench.entity(thing.entity) if thing.entity else bench.node(thing)
    fields: tuple[Field, ...] = getattr(whole, "fields", ())
    return next((one for one in fields if one.name == thing.name), None)


# --- pages and sections ------------------------------------------------------------------------------


def page_for(bench: Bench, ask: Ask, entity: str = "") -> str:
    """The page that an ask is about: the one that is named, else where an entity is shown, else the first."""
    place = place_of(bench, ask, ("at", "page"))
    plain = Place(tuple(each for each in place.meant if not any(one.kind == "entity" for one in each)))
    named = plain.first("page", "section", "item") or place.first("page", "section", "item")
    if named is not None:
        return named.page
    beside = bench.thing(ask, ("pos",), ("section", "item"))
    if beside is not None:
        return beside.page
    if bench.coming:
        return next(reversed(bench.coming))
    if bench.history and bench.history[-1].page:
        latest = bench.history[-1].page
        if any(one.name == latest for one in bench.app.pages):
            return latest
    for page in bench.app.pages:
        if entity and any(isinstance(one, Collection) and one.entity == entity for one in page.sections):
            return page.name
    return bench.app.pages[0].name


def sections_for(bench: Bench, ask: Ask, *kinds: type) -> tuple[Thing, ...]:
    """The sections of these kinds that an ask may be about, the likeliest first."""
    fitting = [one for one in bench.things("section") if isinstance(bench.node(one), kinds)]
    place = place_of(bench, ask, ("at", "old"))
    latest = next((one for one in reversed(bench.history) if one.page), None)
    about = entity_for(bench, ask)
    named = bool(place.first("entity", "section", "page"))
    beside = _pages_said(bench, ask)

    def rank(thing: Thing) -> float:
        score = 0.0
        for each in place.meant:
            for one in each:
                score += 4.0 * (one.kind == "section" and (one.page, one.at) == (thing.page, thing.at))
                score += 2.0 * (one.kind == "page" and one.name == thing.page)
                score += 0.5 * (one.kind == "section" and one.page == thing.page)
        score += 1.0 * (about is not None and thing.entity == about.name) + 1.5 * (thing.page in beside)
        if not named and latest is not None and latest.page == thing.page:
            score += 1.5 + (latest.kind == "section" and bench.now(latest).at == thing.at)
        return score

    return tuple(sorted(fitting, key=lambda one: -rank(one)))


def _pages_said(bench: Bench, ask: Ask) -> tuple[str, ...]:
    """The pages whose names stand in an ask behind a word for a place, marked or not."""
    words = bench.words_of(ask)
    led = r"\b(?:on|in|at|from|of|to|under|auf|im|sur|en) (?:the |my |our )?"
    return tuple(
        one.name for one in bench.app.pages if re.search(rf"{led}{re.escape(one.name)}(?!\w)", words)
    )


def collection_for(bench: Bench, ask: Ask) -> tuple[Thing, Collection] | None:
    """The view of records that an ask is about, as a thing and as a node; None where the app has none."""
    found = sections_for(bench, ask, Collection)
    if not found:
        return None
    node = bench.node(found[0])
    assert isinstance(node, Collection)
    return found[0], node
