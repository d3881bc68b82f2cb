"""Tools for texts: type on one side, read on the other; hostile texts stay texts."""

from __future__ import annotations

from pathlib import Path

from opener import Opener
from tab import Tab

BLOCKS = Path("blocks")


def result(tab: Tab) -> str:
    return str(tab.run("document.querySelector('textarea[readonly]').value"))


def test_a_text_is_counted(open_app: Opener) -> None:
    """`tool count`."""
    tab = open_app(BLOCKS / "tool-count.blueprint")
    tab.fill("Your text", "One two three. Four!")
    facts = " ".join(tab.text(".tool-facts").split())
    assert "Words 4" in facts
    assert "Characters 20" in facts
    assert "Without spaces 17" in facts
    assert "Sentences 2" in facts
    tab.reload()
    assert "Words 4" in " ".join(tab.text(".tool-facts").split())


def test_letters_are_changed(open_app: Opener) -> None:
    """`tool case`."""
    tab = open_app(BLOCKS / "tool-case.blueprint")
    tab.fill("Your text", "hello big world. it is me")
    assert result(tab) == "HELLO BIG WORLD. IT IS ME"
    tab.click(".segments label", "Every Word")
    assert result(tab) == "Hello Big World. It Is Me"
    tab.click(".segments label", "Sentences")
    assert result(tab) == "Hello big world. It is me"


def test_two_texts_are_compared(open_app: Opener) -> None:
    """`tool compare`."""
    tab = open_app(BLOCKS / "tool-compare.blueprint")
    tab.fill("Before", "a\nb\nc\nd")
    tab.fill("After", "a\nc\nx\nd")
    assert tab.text(".tool-card > .muted") == "1 lines gone, 1 lines new."
    assert tab.text("del.tool-line").split() == ["−", "b"]
    assert tab.text("ins.tool-line").split() == ["+", "x"]
    tab.fill("After", "a\nb\nc\nd")
    assert tab.text(".tool-card > .muted") == "Both texts are the same."


def test_markdown_is_shown_and_never_run(open_app: Opener) -> None:
    """`tool markdown`."""
    tab = open_app(BLOCKS / "tool-markdown.blueprint")
    tab.fill(
        "Your text", "# Title\nSome **bold** and `code`.\n\n- one\n- two\n\n<img src=x onerror=alert(1)>"
    )
    assert tab.text(".tool-preview h3") == "Title"
    assert tab.text(".tool-preview strong") == "bold"
    assert tab.count(".tool-preview ul li") == 2
    assert tab.count(".tool-preview img") == 0
    assert "<img src=x" in tab.text(".tool-preview")
    tab.fill("Your text", "[safe](https://example.org) [bad](javascript:alert(1))")
    assert tab.count(".tool-preview a") == 1


def test_json_is_tidied_or_its_mistake_is_found(open_app: Opener) -> None:
    """`tool json`."""
    tab = open_app(BLOCKS / "tool-json.blueprint")
    tab.fill("Your text", '{"a":[1,2]}')
    assert result(tab) == '{\n  "a": [\n    1,\n    2\n  ]\n}'
    tab.click(".segments label", "Short")
    assert result(tab) == '{"a":[1,2]}'
    tab.fill("Your text", '{\n"a": 1,\n"b": tru\n}')
    assert tab.text(".problem") == "Something is wrong in line 3, at character 6."
    assert result(tab) == ""


def test_lines_are_sorted(open_app: Opener) -> None:
    """`tool sort`."""
    tab = open_app(BLOCKS / "tool-sort.blueprint")
    tab.fill("Your text", "item 10\nApple\nitem 2\nApple")
    assert result(tab).split("\n") == ["Apple", "Apple", "item 2", "item 10"]
    tab.click("label", "Each line only once")
    tab.click(".segments label", "Z to A")
    assert result(tab).split("\n") == ["item 10", "item 2", "Apple"]


def test_words_are_found_and_replaced(open_app: Opener) -> None:
    """`tool replace`: signs that mean something to a pattern are only signs."""
    tab = open_app(BLOCKS / "tool-replace.blueprint")
    tab.fill("Your text", "A cat (cat) and a Catalogue")
    tab.fill("Find", "cat")
    tab.fill("Replace with", "$&")
    assert result(tab) == "A $& ($&) and a $&alogue"
    tab.click("label", "Whole words only")
    assert tab.text("[aria-live]") == "Found 2 times."
    tab.fill("Find", "(cat)")
    tab.click("label", "Whole words only")
    assert tab.text("[aria-live]") == "Found once."


def test_a_text_is_turned_round(open_app: Opener) -> None:
    """`tool reverse`."""
    tab = open_app(BLOCKS / "tool-reverse.blueprint")
    tab.fill("Your text", "Never odd or even")
    assert result(tab) == "neve ro ddo reveN"
    assert "both ways" in tab.text(".notice")
    tab.click(".segments label", "Words")
    assert result(tab) == "even or odd Never"


def test_secrets_are_written_and_read(open_app: Opener) -> None:
    """`tool cipher`."""
    tab = open_app(BLOCKS / "tool-cipher.blueprint")
    tab.fill("Your text", "Xyz, abc!")
    assert result(tab) == "Abc, def!"
    tab.click(".segments label", "Make readable")
    assert result(tab) == "Uvw, xyz!"
    tab.click(".segments label", "Morse")
    tab.fill("Your text", "... --- ... / -")
    assert result(tab) == "SOS T"
    tab.click(".segments label", "Make secret")
    tab.fill("Your text", "hi you")
    assert result(tab) == ".... .. / -.-- --- ..-"
