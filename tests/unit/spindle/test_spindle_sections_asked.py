"""Sections of a site that a request names: there are none too few, none twice, and none that nobody wanted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.blueprint import parse, print_app, read
from desktop.blueprint.blocks import BLOCKS
from desktop.blueprint.nodes import App, Block, Form
from desktop.paths import resources_folder
from desktop.spindle.assembler.sections_asked import _SAID, with_sections_asked

SITE = parse(
    'app "Corner Bakery"\n\nentity Order\n  name: text, required\n  cake: text, required\n  when: date, required\n\n'
    'page Home\n  hero "Warm bread"; picture 🍞\n  quote "Best in town."; by "Ada"\n  address "Where"; town "Oakfield"\n'
    '  footer\n    text "Corner Bakery"\n\npage Order\n  form of Order showing name, cake, when\n'
).app


def asked(request: str, app: App = SITE) -> App:
    """The site after a request."""
    made = with_sections_asked(app, request)
    assert read(print_app(made)).ok
    return made


def words(app: App, page: int = 0) -> list[str]:
    """What stands on a page, by the blocks' words; forms by what they write down."""
    found = []
    for one in app.pages[page].sections:
        found.append(one.word if isinstance(one, Block) else getattr(one, "entity", "?"))
    return found


def test_what_is_lent_is_a_whole_app_without_a_problem():
    """Every section that can be asked for is in it, and is what the language calls so."""
    text = (resources_folder() / "sections" / "spare.blueprint").read_text(encoding="utf-8")
    checked = read(text)
    assert checked.ok
    assert not checked.diagnostics
    blocks = {one.word for page in checked.app.pages for one in page.sections if isinstance(one, Block)}
    forms = {one.entity for page in checked.app.pages for one in page.sections if isinstance(one, Form)}
    assert set(_SAID) == blocks | forms
    assert blocks <= set(BLOCKS)


@pytest.mark.parametrize(
    ("request_text", "section"),
    [
        ("a page for my bakery with opening hours", "opening hours"),
        ("Build a landing page with a features section and a CTA", "features"),
        ("Build a landing page with a features section and a CTA", "call to action"),
        ("bakery site, meet the bakers, and our story since 1904", "team"),
        ("bakery site, meet the bakers, and our story since 1904", "history"),
        ("a website with FAQs", "faq"),
        ("with pricing plans and customer testimonials", "pricing"),
        ("with pricing plans and customer testimonials", "testimonials"),
        ("photo gallery of our cakes", "pictures"),
        ("eine Seite mit Öffnungszeiten, Preisen und häufige Fragen", "faq"),
        ("how it works in three steps", "steps"),
        ("the wine list of my bar", "menu card"),
    ],
)
def test_a_named_section_is_there(request_text, section):
    """In the words that people use for it."""
    assert section not in words(SITE)
    assert section in words(asked(request_text))


def test_sections_stand_where_they_usually_do():
    """The hero stays first and the footer last, whatever comes between."""
    made = words(asked("landing page with faq, features, pricing and a call to action"))
    assert made == [
        "hero", "features", "pricing", "faq", "quote", "address", "call to action", "footer",
    ]  # fmt: skip


def test_what_is_there_already_does_not_come_twice():
    """Also not where it is called otherwise: what customers say stands there as a quote."""
    assert asked("with a hero, our address and what others say") == SITE


def test_what_is_called_by_its_own_name_comes_although_there_is_something_like_it():
    """Who says testimonials means more than one quote."""
    assert "testimonials" in words(asked("with testimonials"))


def test_what_nobody_wants_goes_and_does_not_come():
    """`No …` is heard, and a page keeps its last section."""
    made = words(asked("a site without a hero, no testimonials, no address"))
    assert made == ["quote", "footer"]
    alone = parse('app "A"\n\npage Home\n  faq\n    question "Why?": "So."\n').app
    assert asked("no faq please", alone) == alone


def test_a_contact_form_can_be_answered():
    """It comes with what it writes down and a page that lists it, beside a form for something else."""
    made = asked("with a contact form and a newsletter")
    assert words(made)[-3:] == ["Message", "Subscriber", "footer"]
    assert {entity.name for entity in made.entities} == {"Order", "Message", "Subscriber"}
    assert words(made, -1) == ["Message", "Subscriber"]


def test_one_form_for_messages_is_enough():
    """Whatever it is called: who can write already is not asked to write elsewhere."""
    app = parse(
        'app "A"\n\nentity Enquiry\n  who: text, required\n  mail: email, required\n  words: long text, required\n\n'
        'page Home\n  hero "A"\n  form of Enquiry showing who, mail, words\n'
    ).app
    assert asked("with a contact form", app) == app


@pytest.mark.parametrize(
    "request_text",
    ["a page for my bakery", "a site with a menu bar and a map of each room", "pictures of each guest", ""],
)
def test_what_is_not_a_section_adds_none(request_text):
    """A navigation is no menu card, and a field no gallery."""
    assert asked(request_text) == SITE


@given(st.text(max_size=200) | st.lists(st.sampled_from(sorted(_SAID)), max_size=20).map(" and ".join))
def test_whatever_is_said_the_site_stays_whole(request_text):
    """It reads and checks, with every section at once as well."""
    asked(request_text)
