"""Galleries, articles, leaderboards and comparisons, as people use them."""

from __future__ import annotations

from pathlib import Path

from opener import Opener
from tab import Tab

SAMPLES = Path("views")
PAINT = """(async () => {
    for (const record of homespun.store.list("Wall").slice(0, 2)) {
        const canvas = Object.assign(document.createElement("canvas"), { width: 80, height: 60 });
        canvas.getContext("2d").fillRect(0, 0, 80, 60);
        await homespun.store.put({ ...record, values: { ...record.values, photo: canvas.toDataURL() } });
    }
})().then(() => true)"""


def texts(tab: Tab, selector: str) -> list[str]:
    found = tab.run(f"[...document.querySelectorAll('{selector}')].map((one) => one.innerText.trim())")
    assert isinstance(found, list)
    return found


def test_a_gallery_shows_one_picture_after_the_other(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "gallery.blueprint")
    assert tab.count(".gallery-letters") == 4
    tab.run(PAINT)
    tab.wait("document.querySelectorAll('button.gallery-cover').length === 2")
    tab.click("button.gallery-cover")
    assert texts(tab, ".viewer h2, .viewer-count") == ["The Blue Heron", "1 of 2"]
    tab.press("ArrowRight")
    assert texts(tab, ".viewer h2, .viewer-count") == ["Giant Radish", "2 of 2"]
    tab.click('.viewer [aria-label="Next picture"]')
    assert tab.text(".viewer h2") == "The Blue Heron"
    tab.press("Escape")
    assert tab.focused().startswith("See ")
    assert "The Blue Heron" in tab.focused()


def test_a_name_in_a_gallery_opens_the_record(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "gallery.blueprint")
    tab.click(".gallery-tile .open", "Giant Radish")
    tab.wait("location.hash.includes('wall/')")
    assert tab.text("h1") == "Giant Radish"


def test_articles_come_newest_first_and_are_read_on(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "articles.blueprint")
    assert texts(tab, ".article h3")[0] == "The frogs are back"
    assert "Since Monday it croaks." in texts(tab, ".article strong")
    assert "patience" not in tab.text(".article")
    tab.run("document.querySelector('.article-more').focus()")
    tab.press("Enter")
    assert "patience" in tab.text(".article")
    assert tab.run("document.activeElement.getAttribute('aria-expanded')") == "true"
    tab.press("Enter")
    assert "patience" not in tab.text(".article")


def test_a_beginning_leaves_nothing_half_open(open_app: Opener) -> None:
    """Whatever is cut off in the middle of something bold, of code or of a link is cut off before it."""
    tab = open_app(SAMPLES / "articles.blueprint")
    filler = "word " * 60
    for ending in ("and **this is all bold until the far, far end** yes ", "and [this is a link](https://example.org/a/b) yes ",
                   "and `this is code that goes on for a while` yes "):  # fmt: skip
        words = filler + ending + filler
        tab.run(f"""(async () => {{
            const record = homespun.store.list("Post")[0];
            await homespun.store.put({{ ...record, values: {{ ...record.values, words: {words!r} }} }});
        }})().then(() => true)""")
        shown = tab.text(".article-text")
        assert shown.endswith("…")
        assert not any(mark in shown for mark in ("*", "`", "[", "](")), shown


def test_who_has_the_same_shares_a_place_and_who_has_nothing_has_none(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "leaderboard.blueprint")
    assert texts(tab, ".leader .leader-who > .open") == ["Ben", "Chidi", "Aylin", "Dora", "Emil", "Fatima"]
    places = tab.run(
        "[...document.querySelectorAll('.leader-place')].map((one) => one.firstChild.textContent)"
    )
    assert places == ["Place 1", "Place 1", "Place 3", "Place 4", "Place 5", "–"]
    bars = tab.run("[...document.querySelectorAll('.leader-bar')].map((one) => one.offsetWidth)")
    assert isinstance(bars, list)
    assert len(set(bars)) == 1


def test_a_point_more_changes_the_places(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "leaderboard.blueprint")
    tab.click(".leader:nth-child(2) .action", "Scored")
    tab.wait("document.querySelector('.leader .open').innerText === 'Chidi'")
    assert texts(tab, ".leader .leader-value")[:2] == ["65 points", "60 points"]


def test_whoever_is_searched_for_keeps_their_place(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "leaderboard.blueprint")
    tab.fill("input[type=search]", "dora")
    assert texts(tab, ".leader-who > .open") == ["Dora"]
    assert "Place 4" in str(tab.run("document.querySelector('.leader-place').textContent"))


def test_the_fastest_leads_where_the_lowest_wins_and_a_limit_is_kept(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "leaderboard.blueprint", "Sprint")
    assert texts(tab, ".leader-who > .open") == ["Chidi", "Ben", "Aylin"]


def test_bikes_are_compared_with_the_keyboard_alone(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "compare.blueprint")
    assert texts(tab, ".compare-table thead .open") == ["Town 3", "Swift 8"]
    tab.run("document.querySelector('.compare-choice button:nth-child(4)').focus()")
    tab.press("Enter")
    assert texts(tab, ".compare-table thead .open") == ["Town 3", "Swift 8", "Foldy"]
    assert tab.focused() == "Foldy", "the focus stays"
    tab.press("Tab", shift=True)
    tab.press("Tab", shift=True)
    tab.press("Tab", shift=True)
    tab.press(" ")
    assert texts(tab, ".compare-table thead .open") == ["Swift 8", "Foldy"]


def test_only_what_differs_is_shown_when_asked(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "compare.blueprint")
    tab.click(".compare-choice button", "Town 3")
    tab.click(".compare-choice button", "Foldy")
    assert tab.count("tbody tr") == 7
    tab.click(".compare-only")
    assert texts(tab, "tbody th .cap") == ["Price", "Rating", "Notes"]
    tab.click('[aria-label^="Take"]')
    assert texts(tab, ".compare-table thead .open") == ["Foldy"]


def test_the_fifth_takes_the_place_of_the_first(open_app: Opener) -> None:
    tab = open_app(SAMPLES / "compare.blueprint", width=390)
    for name in ("Gravel X", "Foldy", "Old Friend"):
        tab.click(".compare-choice button", name)
    assert texts(tab, ".compare-table thead .open") == ["Swift 8", "Gravel X", "Foldy", "Old Friend"]
    tab.assert_fits(390)


def test_of_many_the_one_to_compare_is_found_by_typing(open_app: Opener) -> None:
    many = "".join(f'  sample "Tent {at}", {at}\n' for at in range(60))
    tab = open_app(
        f'app "Tents"\n\nentity Tent\n  name: text\n  weight: number kg\n{many}\npage Tents\n  compare of Tent\n'
    )
    assert tab.count(".compare-choice button") == 24
    tab.fill("input[type=search]", "tent 57")
    tab.click(".compare-choice button", "Tent 57")
    assert texts(tab, ".compare-table thead .open") == ["Tent 0", "Tent 1", "Tent 57"]
