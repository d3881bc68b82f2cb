"""Asks for words on a page: new ones, or others in the place of those that are there."""

from __future__ import annotations

import re

from desktop.blueprint.nodes import Block, Paragraph, Stat
from desktop.spindle.editing.amending import set_item
from desktop.spindle.editing.bench import Bench
from desktop.spindle.editing.blocks import spec_for
from desktop.spindle.editing.lines import changed_item, quotable
from desktop.spindle.editing.placing import page_for, place_of
from desktop.spindle.editing.renaming import ABOUT, capital, rename_app, renamed
from desktop.spindle.editing.sections import moved_in_page
from desktop.spindle.editing.things import Thing
from desktop.spindle.reading import Ask, Mark

_CHANGED = re.compile(
    r"(?i)\b(?:change|replace|instead|correct|wrong|mistake|should (?:say|read|be)|has to be|"
    r"must (?:say|read|be)|nonsense)\b"
)
"""What is said of a text that is there."""
_TEXT = re.compile(
    r"(?i)\b(?:texts?|sentence|lines?|paragraph|words?|welcome|title|header|heading|headline|says?)\b"
)


def text(bench: Bench, ask: Ask) -> bool:
    """`write "Bring gloves" on top of the first page`, `the subtitle should say …`,
    `the lasagne is 13.50 €`.
    """
    news = ask.tagged("new", "name", "value")
    if not news:
        return False
    new = quotable(news[0].words)
    old = ask.words("old", "at")
    if ABOUT.search(old) or (not old and ABOUT.search(bench.words_of(ask)) and not ask.tagged("place")):
        return bench.run(f'set about "{new}"')
    thing = bench.thing(ask, ("old",), ("section", "item", "about", "action", "page"))
    if thing is None and ask.tagged("old"):
        thing = _block_called(bench, ask, old) or (_text_there(bench, ask) if _TEXT.search(old) else None)
    if thing is not None and thing.kind == "item":
        return _said_item(bench, thing, news)
    if thing is not None and thing.kind == "section" and isinstance(bench.node(thing), Block):
        return _said_block(bench, thing, news)
    if thing is not None and (thing.kind != "section" or isinstance(bench.node(thing), Paragraph | Stat)):
        return renamed(bench, thing, new)
    if thing is None and not ask.tagged("old", "place") and _CHANGED.search(bench.words_of(ask)):
        thing = _text_there(bench, ask)
        if thing is None and (block := _block_called(bench, ask, _beside(bench, ask))) is not None:
            return _said_block(bench, block, news)
        if thing is not None:
            return renamed(bench, thing, new) if thing.kind == "section" else _said_item(bench, thing, news)
    if re.search(r"(?i)\b(?:title|header|heading|headline)\b", old) and not ask.tagged("at"):
        blocks = [one for one in bench.things("section") if isinstance(bench.node(one), Block)]
        return renamed(bench, blocks[0], new) if blocks else rename_app(bench, new)
    return not ask.tagged("old") and _new_text(bench, ask, new)


def _text_there(bench: Bench, ask: Ask) -> Thing | None:
    """The text that is to be another: a heading if one is spoken of, else a paragraph, else a text in a
    block.
    """
    page = page_for(bench, ask)
    sections = [one for one in bench.things("section") if one.page == page]
    if not _TEXT.search(_beside(bench, ask)):
        return None
    if re.search(r"(?i)\b(?:welcome|title|header|heading|headline)\b", bench.words_of(ask)):
        return next((one for one in sections if isinstance(bench.node(one), Block)), None)
    texts = [one for one in sections if isinstance(bench.node(one), Paragraph)]
    items = [one for one in bench.things("item") if one.page == page and one.name.startswith("text ")]
    return next(iter((*texts, *items)), None)


def _beside(bench: Bench, ask: Ask) -> str:
    """The words of an ask without those that are to be written."""
    words = bench.words_of(ask)
    for mark in ask.tagged("new"):
        words = words.replace(mark.words, " ", 1)
    return words


def _block_called(bench: Bench, ask: Ask, words: str) -> Thing | None:
    """The block of the kind that some words name."""
    found = spec_for(words)
    likes = place_of(bench, ask).likes
    among = [one for one in bench.things("section") if isinstance(bench.node(one), Block)]
    fitting = [one for one in among if found and getattr(bench.node(one), "word", "") == found[0].word]
    return max(fitting, key=likes, default=None)


def _said_item(bench: Bench, thing: Thing, news: tuple[Mark, ...]) -> bool:
    """What a line says: its price or its text if it has one, else its label."""
    block = bench.node(bench.section_of(thing))
    assert isinstance(block, Block)
    item = block.items[thing.at]
    if changed_item(block, item, news) != item and (item.text or item.options):
        return set_item(bench, thing, news)
    return renamed(bench, thing, quotable(news[0].words))


def _said_block(bench: Bench, thing: Thing, news: tuple[Mark, ...]) -> bool:
    """What a block says: its heading, and what else is said with a word of its own; an address its street."""
    block = bench.node(thing)
    assert isinstance(block, Block)
    where = f"on {thing.page}, {thing.name}:"
    words = [quotable(one.words) for one in news]
    lines = [f'{where} set label "{words[0]}"']
    if block.word == "quote" and len(words) > 1:
        lines.append(f'{where} set by "{words[1]}"')
    elif block.word == "quote":
        lines += [f"{where} clear by"] if dict(block.options).get("by") else []
    elif block.word == "address" and re.search(r"\d", words[0]):
        lines = [f'{where} set street "{words[0]}"']
        lines += [f'{where} set label "{capital(words[1])}"'] if len(words) > 1 else []
    done = [bench.run(line) for line in reversed(lines)]  # the label last: the section is named by it
    bench.remember(bench.now(thing))
    return any(done)


def _new_text(bench: Bench, ask: Ask, new: str) -> bool:
    """A line of text of its own: on top, unless the ask says where."""
    if ask.tagged("at") and not any(place_of(bench, ask).meant):
        return False
    page = page_for(bench, ask)
    if not bench.run(f'on {page}: add text "{new}"'):
        return False
    thing = next(one for one in reversed(bench.things("section")) if one.page == page)
    bench.remember(thing)
    place, pos = ask.words("place").lower(), ask.words("pos")
    beside = (
        bench.meant(ask, pos, ("section",), lambda one: 0.3 if one.page == page else 0.0) if pos else None
    )
    if beside is not None and beside.page == page:
        moved_in_page(bench, ask, thing, beside)
    elif not re.search(r"\b(?:bottom|end|last|below|under|foot)", place):
        bench.run(f"on {page}: move {thing.name} first")
    return True
