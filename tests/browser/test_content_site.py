"""The sections that a site is read from: they say what the blueprint says, and lead where it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from opener import Opener

SAMPLES = Path("blocks")
HEADINGS = (
    "[...document.querySelectorAll('main h1, main h2, main h3')].map((h) => h.tagName + ' ' + h.innerText)"
)


def test_the_buttons_of_a_hero_lead_to_a_page_and_down_this_one(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "hero.blueprint")
    tab.click(".block-hero button", "See how we bake")
    tab.wait("document.activeElement.closest('.block-features') !== null")
    tab.click(".block-hero a", "Order now")
    tab.wait("document.querySelector('nav [aria-current]').innerText === 'Order'")
    assert tab.count("form") == 1


def test_a_page_with_a_hero_has_one_first_heading_which_only_screen_readers_meet(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "hero.blueprint")
    assert tab.run(HEADINGS) == [
        "H1 Welcome",
        "H2 Warm bread every morning",
        "H2 Why people come back",
        "H3 Fresh",
        "H3 Simple",
        "H3 Near",
        "H2 Tomorrow's bread is waiting for your order",
    ]
    assert int(str(tab.run("document.querySelector('h1').getBoundingClientRect().height"))) <= 1


def test_a_drawn_picture_is_the_same_each_time_and_another_for_other_words(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "image-text.blueprint")
    drawn = "[...document.querySelectorAll('.block-image-text svg')].map((svg) => svg.outerHTML)"
    first = tab.run(drawn)
    tab.reload()
    assert tab.run(drawn) == first
    assert isinstance(first, list)
    assert len({*first}) == 3


def test_pictures_and_words_change_sides_from_one_to_the_next(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "image-text.blueprint")
    left = "document.querySelectorAll('.block-image-text .art-frame')[{}].getBoundingClientRect().left"
    first, second, third = (float(str(tab.run(left.format(at)))) for at in range(3))
    assert first == third < second


@pytest.mark.parametrize(
    ("word", "words"),
    [
        ("features", ["Helmets", "We come and change it."]),
        ("steps", ["Bring it", "Mended in two cases out of three."]),
        ("figures", ["204", "children"]),
        ("testimonials", ["Herbert, 74", "slower."]),
        ("quote", ["Nobody has ever asked for a second.", "Minutes of the first evening"]),
        ("history", ["1924", "bought second-hand"]),
        ("pictures", ["Peonies and a little ivy", "No reason"]),
        ("menu-card", ["Breakfast", "7.80 €", "vegan", "allergies"]),
        ("team", ["Nurse", "Knows your next appointment."]),
        ("divider", ["THE PLAN"]),
    ],
)
def test_every_word_of_a_section_can_be_read_and_points_at_its_line(
    open_app: Opener, word: str, words: list[str]
) -> None:
    tab = open_app(SAMPLES / f"{word}.blueprint")
    block = f".block-{word}"
    said = tab.text(block).upper()
    assert [each for each in words if each.upper() not in said] == []
    assert tab.count(f"{block}[data-from]") >= 1


def test_the_best_plan_stands_out_and_its_button_leads_on(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "pricing.blueprint")
    assert "Most popular" in tab.text(".plan.is-best")
    assert "per month" in tab.text(".plans")
    tab.click(".plan.is-best a", "Get the card")
    tab.wait("document.querySelector('h1').innerText === 'Sign up'")


def test_a_call_to_action_leads_to_a_form_that_keeps_what_is_sent(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "call-to-action.blueprint")
    tab.click(".block-call-to-action a", "Sign")
    tab.fill("name", "Ida")
    tab.click("form button", "Add supporter")
    tab.wait("document.querySelector('.stat-number')?.innerText === '1'")


def test_a_footer_leads_to_a_page_and_writes_a_letter(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "footer.blueprint")
    assert tab.count("footer a[href='mailto:mail@holm.example']") == 1
    tab.click("footer a", "The workshop")
    tab.wait("document.querySelector('h1').innerText === 'Workshop'")


def test_links_go_only_where_it_is_safe_to_go(open_app: Opener) -> None:
    tab = open_app(
        """
app "Links"

page Links
  links "Links"
    link "Site": "https://example.org"
    link "Mail": "ada@example.org"
    link "Call": "+49 30 5550 1"
    link "Bare": "example.org/page"
    link "Script": "javascript:alert(1)"
    link "Data": "data:text/html,hello"
    link "File": "file:///etc/passwd"
""".lstrip()
    )
    found = "[...document.querySelectorAll('.link-list a')].map((a) => a.getAttribute('href'))"
    assert tab.run(found) == [
        "https://example.org",
        "mailto:ada@example.org",
        "tel:+49305550" + "1",
        "https://example.org/page",
    ]
    assert tab.count(".link-list a[target=_blank]:not([rel~=noopener])") == 0
    assert "javascript:alert(1)" in tab.text(".link-list")
