"""Generators and pickers: what they make is fair, right, printable and theirs to change."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path

import pytest
from axe import complaints_of_axe
from opener import Opener
from tab import Tab

BLOCKS = Path("blocks")


def lines(tab: Tab, selector: str) -> list[str]:
    """The text of every match."""
    found = tab.run(f"[...document.querySelectorAll({selector!r})].map((each) => each.innerText.trim())")
    assert isinstance(found, list)
    return found


# --- generator ------------------------------------------------------------------------------------


def test_a_password_has_its_length_and_every_kind_of_sign(open_app: Opener) -> None:
    tab = open_app(BLOCKS / "generator-password.blueprint")
    before = tab.text(".generator-password")
    assert len(before) == 20
    assert all(re.search(kind, before) for kind in ("[a-z]", "[A-Z]", "[0-9]", "[^a-zA-Z0-9]"))
    tab.click("button", "Make another")
    assert tab.text(".generator-password") != before
    tab.click("label", "Symbols")
    tab.fill("Length", "8")
    tab.press("Tab")
    assert re.fullmatch("[a-zA-Z0-9]{8}", tab.text(".generator-password"))


def test_names_are_put_together_from_parts(open_app: Opener) -> None:
    """`generator names`."""
    tab = open_app(BLOCKS / "generator-names.blueprint")
    names = lines(tab, ".generator-list li")
    assert len(names) == len(set(names)) == 10
    assert all(
        re.fullmatch("The (Golden|Laughing|Old|Last) (Lantern|Goose|Anchor|Barrel)", n) for n in names[6:]
    )


def test_groups_leave_nobody_alone_and_stay_after_a_reload(open_app: Opener) -> None:
    tab = open_app(BLOCKS / "generator-groups.blueprint")
    tab.click("button", "Draw groups")
    groups = lines(tab, ".generator-groups ul")
    people = [name for group in groups for name in group.split("\n")]
    assert sorted(people) == ["Ada", "Ben", "Carla", "David", "Elif", "Farid", "Hugo"]
    assert sorted(len(group.split("\n")) for group in groups) == [2, 2, 3]
    tab.reload()
    assert lines(tab, ".generator-groups ul") == groups
    tab.fill("Number of groups", "7")
    tab.press("Tab")
    assert all(len(group.split("\n")) > 1 for group in lines(tab, ".generator-groups ul"))


def test_bingo_cards_differ_and_words_are_called_once(open_app: Opener) -> None:
    tab = open_app(BLOCKS / "generator-bingo.blueprint")
    cards = lines(tab, ".bingo-card")
    assert len(set(cards)) == 6
    assert all(len(set(re.split(r"\s+", card))) == 9 for card in cards)
    called = []
    for _ in range(12):
        tab.click("button", "Draw the next")
        called.append(tab.text(".bingo-called"))
    assert len(set(called)) == 12
    assert tab.run("document.querySelector('.bingo-caller button').disabled")
    tab.fill("Squares a side", "5")
    tab.press("Tab")
    assert "24 are needed" in tab.text(".generator-result")


@pytest.mark.parametrize("page, limit", [("Sums", 20), ("Tables", 100)])
def test_a_worksheet_is_solvable_and_its_answers_are_right(open_app: Opener, page: str, limit: int) -> None:
    tab = open_app(BLOCKS / "generator-worksheet.blueprint", page)
    tab.click("summary", "Show the answers")
    asked = [line.removesuffix(" =") for line in lines(tab, ".worksheet:first-child li")]
    answers = lines(tab, ".worksheet-answers li")
    assert len(answers) == len(asked) >= 20
    for sum_, answer in zip(asked, answers, strict=True):
        left, sign, right, _, result = answer.split()
        assert answer.startswith(sum_)
        a, b = int(left), int(right)
        assert {"+": a + b, "−": a - b, "×": a * b, "÷": a / b}[sign] == int(result)
        assert 0 <= int(result) <= limit
        assert a <= limit


def test_a_worksheet_is_printed_alone_with_its_answers(open_app: Opener) -> None:
    tab = open_app(BLOCKS / "generator-worksheet.blueprint")
    tab.run(
        "{ window.print = () => { window.seen = document.body.innerText; dispatchEvent(new Event('afterprint')); }; }"
    )
    tab.click("button", "Print")
    seen = str(tab.run("window.seen"))
    assert "Answers" in seen
    assert "Make another" not in seen
    assert "Sum Sheet" not in seen
    assert "Make another" in tab.text()


def test_a_word_search_hides_every_word_and_shows_where(open_app: Opener) -> None:
    """`generator word search`: the cells that light up spell the word."""
    tab = open_app(BLOCKS / "generator-word-search.blueprint")
    assert sorted(lines(tab, ".search-words button"))[0] == "Earth"
    tab.click(".search-words button", "Saturn")
    assert sorted("".join(lines(tab, ".search-grid .found"))) == sorted("SATURN")
    assert tab.count(".search-grid td") == 121
    tab.click(".search-words button", "Saturn")
    assert tab.count(".search-grid .found") == 0


def test_a_palette_begins_with_its_colour(open_app: Opener) -> None:
    tab = open_app(BLOCKS / "generator-palette.blueprint")
    first = lines(tab, ".palette-name")[:5]
    assert first[0] == "#2e8b57"
    assert len(first) == 5
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in first)
    tab.fill("Kind of palette", "Light to dark")
    assert lines(tab, ".palette-name")[1] != first[1]


def test_filler_text_has_the_paragraphs_asked_for(open_app: Opener) -> None:
    """`generator placeholder`."""
    tab = open_app(BLOCKS / "generator-placeholder.blueprint")
    assert tab.count(".placeholder p") == 2
    assert tab.text(".placeholder").startswith("Lorem ipsum")
    tab.fill("Paragraphs", "4")
    tab.press("Tab")
    assert tab.count(".placeholder p") == 4


def test_ideas_take_one_word_of_each_part(open_app: Opener) -> None:
    """`generator ideas`."""
    tab = open_app(BLOCKS / "generator-ideas.blueprint")
    assert lines(tab, ".idea dt") == ["Who", "Where", "What for"]
    assert lines(tab, ".idea dd")[1] in ("in a library", "on a train", "under the sea")
    words = tab.text(".idea-words").split(" · ")
    assert len(set(words)) == 3


def test_words_can_be_changed_and_are_kept(open_app: Opener) -> None:
    tab = open_app(BLOCKS / "generator-ideas.blueprint")
    tab.click("summary", "Change the words")
    tab.fill("One on each line", "sun\nsand")
    tab.click(".generator-card:has(.idea-words) button", "Another idea")
    assert sorted(tab.text(".idea-words").split(" · ")) == ["sand", "sun"]
    tab.reload()
    assert sorted(tab.text(".idea-words").split(" · ")) == ["sand", "sun"]


def test_a_number_that_is_being_typed_is_kept_when_the_page_is_left(open_app: Opener) -> None:
    tab = open_app(BLOCKS / "generator-placeholder.blueprint")
    tab.fill("Paragraphs", "7")
    tab.reload()
    assert tab.count(".placeholder p") == 7


QR_CODES = {
    "Homespun": "8a315d43dd413573",
    "https://example.org/where?a=1": "ff937e82ebf72dd0",
    "Grüße, 你好 🌻": "8ac1130bdac7683c",
    "x" * 130: "e1bb8bfd76849792",
    "y" * 213: "3bb4dc258df63cd7",
}
"""Texts for codes of size 1, 3, 2, 8 and 10, and the beginning of the SHA-256 of the squares, rows of 0 and 1. They
were compared once with those of the Python package qrcode 8, all squares the same."""

SQUARES = """((svg) => {
    const [, , side] = svg.getAttribute("viewBox").split(" ").map(Number);
    const dark = new Set([...svg.querySelector("path").getAttribute("d").matchAll(/M(\\d+) (\\d+)h1v1h-1z/g)].map(([, x, y]) => `${x} ${y}`));
    const within = Array.from({ length: side - 8 }, (_, at) => at + 4);
    return within.map((y) => within.map((x) => (dark.has(`${x} ${y}`) ? "1" : "0")).join(""));
})(document.querySelectorAll(".qr-code")[NUMBER])"""


def squares(tab: Tab, number: int) -> str:
    rows = tab.run(SQUARES.replace("NUMBER", str(number)))
    assert isinstance(rows, list)
    return "\n".join(rows)


def test_a_qr_code_is_the_one_that_others_make(open_app: Opener) -> None:
    """`generator qr`."""
    tab = open_app(BLOCKS / "generator-qr.blueprint")
    for text, known in QR_CODES.items():
        rows = tab.run(
            f"homespun.qrCode({json.dumps(text)}).map((row) => row.map((dark) => (dark ? '1' : '0')).join(''))"
        )
        assert isinstance(rows, list)
        assert sha256("\n".join(rows).encode()).hexdigest()[:16] == known, text
    assert tab.run("homespun.qrCode('z'.repeat(214))") is None


def test_a_qr_code_is_drawn_as_one_types_and_is_kept(open_app: Opener) -> None:
    tab = open_app(BLOCKS / "generator-qr.blueprint")
    assert (
        tab.run("document.querySelector('.qr-code').ariaLabel")
        == "QR code: WIFI:T:WPA;S:Library;P:readmore;;"
    )
    assert tab.count(".qr-code") == 1, "the other has no text yet"
    assert "Type something above" in tab.text(".block-generator:last-child")
    field = ".block-generator:last-child textarea"
    tab.fill(field, "Homespun")
    assert sha256(squares(tab, 1).encode()).hexdigest()[:16] == QR_CODES["Homespun"]
    tab.reload()
    assert tab.run("document.querySelectorAll('.qr-code')[1].ariaLabel") == "QR code: Homespun"
    tab.run(f"{{ document.querySelector('{field}').value = 'z'.repeat(213); }}")
    tab.click(field)
    tab.type("z")
    assert "This is too long for a code: 214 of at most 213 letters." in tab.text(
        ".block-generator:last-child"
    )
    assert tab.count(".qr-code") == 1
    assert complaints_of_axe(tab) == []


def test_a_qr_code_is_saved_as_a_picture_and_as_a_drawing(open_app: Opener) -> None:
    tab = open_app(BLOCKS / "generator-qr.blueprint")
    tab.run(
        "{ window.saved = {}; HTMLAnchorElement.prototype.click = function () {"
        " const { download, href } = this; saved[download.split('.').at(-1)] = [download, href]; }; }"
    )
    tab.click("button", "Save as SVG")
    tab.click("button", "Save as a picture")
    tab.wait("saved.png && saved.svg")
    assert str(tab.run("saved.svg[0]")).startswith("our-wi-fi-")
    side = tab.run(
        "new Promise((done) => { const one = new Image(); one.onload = () => done(one.width); one.src = saved.png[1]; })"
    )
    assert side == (29 + 8) * 12
    drawn = tab.run(
        "new Promise((done) => { const one = new Image(); one.onload = () => done(true); one.src = saved.svg[1]; })"
    )
    assert drawn is True


# --- picker ---------------------------------------------------------------------------------------


def test_a_wheel_stops_at_its_winner_who_can_be_taken_off(open_app: Opener) -> None:
    """`picker wheel`: what is under the pointer is what is said."""
    tab = open_app(BLOCKS / "picker-wheel.blueprint", clock="2026-03-01 09:00")
    tab.click("button", "Spin")
    tab.advance(4)
    winner = tab.text(".picker-result")
    turned = float(
        str(tab.run("parseFloat(document.querySelector('.wheel-turning').style.transform.slice(7))"))
    )
    assert ["Pizza", "Salad", "Soup", "Noodles", "Curry"][int((1 - turned % 1) * 5)] == winner
    tab.click("button", "Take this one off")
    assert tab.run("document.querySelector('.wheel-turning').childElementCount") == 4
    tab.reload()
    words = tab.run(
        "[...document.querySelector('.wheel-turning').children].map((slice) => slice.textContent)"
    )
    assert isinstance(words, list)
    assert len(words) == 4
    assert winner not in words
    tab.click("button", "Put all back")
    assert tab.run("document.querySelector('.wheel-turning').childElementCount") == 5


def test_a_wheel_of_records_follows_them(open_app: Opener) -> None:
    tab = open_app(BLOCKS / "picker-wheel.blueprint")
    tab.run("homespun.store.put(homespun.store.make('Chore', { name: 'Windows' }))")
    tab.wait(
        "[...document.querySelectorAll('.wheel-slice text')].some((text) => text.textContent === 'Windows')"
    )


def test_dice_are_thrown_and_summed(open_app: Opener) -> None:
    tab = open_app(BLOCKS / "picker-dice.blueprint")
    tab.run("homespun.seed(7)")
    tab.click("button", "Roll")
    *values, total = (int(number) for number in re.findall(r"\d+", tab.text(".picker-result")))
    assert len(values) == 3
    assert sum(values) == total
    shown = tab.run("[...document.querySelectorAll('svg.die')].map((die) => Number(die.ariaLabel))")
    assert shown == values
    tab.click("button", "Roll")
    assert f"Before: {total}" in tab.text(".block-picker")


def test_a_coin_shows_one_of_its_sides_and_counts(open_app: Opener) -> None:
    tab = open_app(BLOCKS / "picker-coin.blueprint")
    for _ in range(4):
        tab.click("button", "Flip")
    assert tab.text(".coin") in ("Heads", "Tails")
    heads, tails = (int(number) for number in re.findall(r"\d+", tab.text(".block-picker")))
    assert heads + tails == 4


def test_names_are_drawn_until_everybody_had_a_turn(open_app: Opener) -> None:
    """`picker names`."""
    tab = open_app(BLOCKS / "picker-names.blueprint")
    drawn = []
    for _ in range(3):
        tab.click("button", "Draw a name")
        drawn.append(tab.text(".picker-result"))
    assert sorted(drawn) == ["Ada", "Ben", "Carla"]
    assert "Everybody had a turn." in tab.text(".block-picker")
    tab.reload()
    assert tab.text(".picker-result") == drawn[-1]
    tab.click("button", "Start over")
    assert "3 still to come" in tab.text(".block-picker")
