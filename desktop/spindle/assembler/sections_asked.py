"""The sections of a site that a request names, where the remembered site has none like them.

People who want a site say what shall stand on it: `with pricing, testimonials and a contact form`. What the
site that is taken over lacks is lent by `resources/sections/spare.blueprint`, with words that wait to be
written, and put where such a section usually stands.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from desktop.blueprint import print_app, read
from desktop.blueprint.nodes import App, Block, Collection, Entity, Form, Page, Section
from desktop.paths import resources_folder

_SAID = {
    "banner": ("banner", "announcement (?:bar|line)", "notice at the top", "news ?bar"),
    "hero": ("hero(?: section| banner| image)?",),
    "features": (
        "features?", "advantages", "benefits", "why (?:us|choose us)", "what we (?:do|offer)", "our services",
        "services(?: section| offered)?", "vorteile", "leistungen", "nos services",
    ),
    "steps": (
        "steps?", "how it works", "how to (?:enroll?|join|apply|register|take part|order)", "so geht'?s",
    ),
    "figures": ("figures", "statistics", "stats", "in numbers", "counters", r"how many \w+ and \w+"),
    "carousel": ("carousel", "slider", "slides(?:how)?"),
    "pictures": ("gallery", "pictures(?! (?:of|for) (?:each|every))", "photos", "galerie", "bilder"),
    "portfolio": ("portfolio", "(?:my|our|selected|recent) (?:works?|projects)", "case studies"),
    "team": (
        "team", "crew", "staff", "(?:our|the) (?:teachers|trainers|doctors|people|leaders)", r"meet the \w+",
        "who we are", "über uns",
    ),
    "history": (
        "history", "our story", "timeline", "milestones", r"since 1[89]\d\d",
        "how we (?:met|began|got to know each other)", "geschichte", "histoire",
    ),
    "menu card": (
        "menu(?! (?:bar|button|icon))", "(?:drinks?|food|wine) (?:list|menu)", "speisekarte",
    ),
    "pricing": (
        "pric(?:es|ing|e list)", "what it costs", "rates", "(?:price|membership) plans", "tarif(?:e|s)",
        "preise",
    ),
    "testimonials": (
        "testimonials?", "reviews", r"opinions of \w+",
        "what (?:our |my )?(?:customers|clients|guests|people|others) say", "kundenstimmen", "avis",
    ),
    "faq": (
        "faqs?", "frequently asked(?: questions)?", "common questions", "questions and answers", "q ?& ?a",
        "häufige fragen",
    ),
    "links": ("social (?:media )?(?:links|icons)", r"links to (?:my|our) \w+"),
    "opening hours": (
        "opening (?:hours|times)", "(?:business|office) hours", "our times", "when we(?:'re| are) open",
        "open only", "öffnungszeiten", "horaires", "horario", "orari",
    ),
    "address": (
        "address", "directions", "(?:google )?map(?! of)", "how to find us", "location",
        "where (?:we are|to find us|it takes place)", "contact (?:details|info(?:rmation)?|section|page)",
        "adresse", "anfahrt", "kontaktdaten",
    ),
    "call to action": (
        "call to action", "cta", "call ?-?me button", "donate(?: button)?", "sign ?-?up button",
        "get started button", "download buttons?",
    ),
    "footer": ("footer",),
    "Message": (
        "(?:contact|enquiry|inquiry|message|feedback) form", "form to (?:contact|write to) (?:me|us)",
        "kontaktformular", "formulaire de contact",
    ),
    "Subscriber": ("newsletter", "mailing list", "email (?:sign ?-?up|capture)"),
}  # fmt: skip
"""What a section is called, by its block; forms by what they write down."""
_PATTERNS = {word: re.compile(rf"(?i)\b(?:{'|'.join(said)})\b") for word, said in _SAID.items()}
_LIKE = {
    "hero": ("image text",), "features": ("steps",), "pictures": ("carousel", "portfolio"),
    "portfolio": ("pictures",), "testimonials": ("quote",), "address": ("footer",), "menu card": ("pricing",),
    "pricing": ("menu card",), "steps": ("history",), "history": ("image text",), "banner": (),
}  # fmt: skip
"""What says much the same and need not stand there twice, unless it was named itself."""
_NOT = re.compile(r"(?i)\b(?:no|without|not|don'?t (?:want|need)|ohne|sans|sin)\s+(?:an?\s+|any\s+|the\s+)?$")


def with_sections_asked(app: App, request: str) -> App:
    """Add the sections that a request names and a site has not, and take away those it shall not have.

    Args:
        app: A site that is taken over.
        request: The person's words.
    """
    spare, changed = _spare(), _without(app, request)
    there = {one.word for page in changed.pages for one in page.sections if isinstance(one, Block)}
    for word in (word for word in _PATTERNS if _is_said(word, request, wanted=True)):
        if word not in spare.blocks:
            changed = _with_form(changed, word)
        elif word not in there and (_is_named(word, request) or not there & set(_LIKE.get(word, ()))):
            changed = _with_block(changed, spare.blocks[word])
            there.add(word)
    return changed if read(print_app(changed)).ok else app


def _is_said(word: str, request: str, *, wanted: bool) -> bool:
    """Whether a section is spoken of as one that shall be there, or as one that shall not."""
    places = (one.start() for one in _PATTERNS[word].finditer(request))
    return any((_NOT.search(request[max(0, at - 24) : at]) is None) == wanted for at in places)


def _is_named(word: str, request: str) -> bool:
    """Whether a block is called by its own name, and not by what it is about."""
    return re.search(rf"(?i)\b{re.escape(word)}\b", request) is not None


def _without(app: App, request: str) -> App:
    """Take away what was said not to be wanted; a page keeps its last section."""
    unwanted = {word for word in _PATTERNS if _is_said(word, request, wanted=False)}
    pages = []
    for page in app.pages:
        kept = tuple(one for one in page.sections if not (isinstance(one, Block) and one.word in unwanted))
        pages.append(replace(page, sections=kept or page.sections))
    return replace(app, pages=tuple(pages))


class _Spare:
    """The blocks of the spare site, by word, and the order of their words on a page."""

    def __init__(self) -> None:
        text = (resources_folder() / "sections" / "spare.blueprint").read_text(encoding="utf-8")
        app = read(text).app
        assert app is not None, "a test reads it"
        self.app = app
        first, last = app.pages
        self.blocks = {one.word: one for one in first.sections if isinstance(one, Block)}
        self.order = tuple(self.blocks)
        self.forms = {one.entity: one for one in first.sections if isinstance(one, Form)}
        self.lists = {one.entity: one for one in last.sections if isinstance(one, Collection)}
        self.list_page = last.name


@cache
def _spare() -> _Spare:
    return _Spare()


def _with_block(app: App, block: Block) -> App:
    """Put a block on the first page, right behind the last one that usually stands before it."""
    order = _spare().order
    before = set(order[: order.index(block.word)])
    first, *others = app.pages
    leading = [at for at, one in enumerate(first.sections) if isinstance(one, Block) and one.word in before]
    place = leading[-1] + 1 if leading else 0
    sections = (*first.sections[:place], block, *first.sections[place:])
    return replace(app, pages=(replace(first, sections=sections), *others))


def _with_form(app: App, name: str) -> App:
    """Put a form at the end of the first page, and what was written into it on a page of its own."""
    spare = _spare()
    entity = next(one for one in spare.app.entities if one.name == name)
    forms = {one.entity for page in app.pages for one in page.sections if isinstance(one, Form)}
    if any(_is_alike(one, entity) for one in app.entities if one.name in forms or one.name == name):
        return app
    first, *others = app.pages
    form: Section = spare.forms[name]
    at_end = len(first.sections)
    if at_end and isinstance(first.sections[-1], Block) and first.sections[-1].word == "footer":
        at_end -= 1
    sections = (*first.sections[:at_end], form, *first.sections[at_end:])
    listed = spare.lists[name]
    page = next((one for one in others if one.name == spare.list_page), None)
    if page is None:
        others.append(Page(spare.list_page, (listed,)))
    else:
        others[others.index(page)] = replace(page, sections=(*page.sections, listed))
    return replace(app, entities=(*app.entities, entity), pages=(replace(first, sections=sections), *others))


def _is_alike(one: Entity, other: Entity) -> bool:
    """Whether something that can be filled in already does what is asked for, whatever it is called."""
    if one.name == other.name:
        return True
    types = {field.type for field in one.fields if field.required or field.type == "long text"}
    wanted = {field.type for field in other.fields if field.required}
    return wanted <= types and len(one.fields) <= len(other.fields) + 2
