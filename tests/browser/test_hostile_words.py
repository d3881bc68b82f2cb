"""Whatever an app's words and records say, they stay words: nothing runs, nothing breaks out, nothing overflows.

The fixture fails a test in which anything ran: the words would call `alert`, which the browsers' consoles
then report as refused, or fetch an address.
"""

from __future__ import annotations

import json

import pytest
from hostile_blocks import FIELDS, THING, hostile_app, records
from opener import Opener
from sample_files import walk
from tab import Tab

from desktop.blueprint.blocks import BLOCKS
from desktop.blueprint.blocks.spec import BlockSpec, file_name
from desktop.blueprint.nodes import COLLECTION_VIEWS, App, Collection, Page
from desktop.blueprint.vocabulary import BY_TYPES

CANARY = "{ window.sung = []; window.alert = (words) => sung.push(String(words)); }"
BROKEN_OUT = """[...document.querySelectorAll(
    "body :is(script:not([src]), style, iframe:not(.custom-frame), object, embed, base, meta, form[action])," +
    "main :is([onclick], [onerror], [onload], a[href^='javascript:' i], img:not([src^='data:'], [src^='blob:']))"
)].map((one) => one.outerHTML.slice(0, 200))"""
WRONG_RECORDS = """(async () => {
    const odd = ["\\ud800", "a\\udfffb", 7, true, null, undefined, [], ["</script>"], {}, NaN, -0, "\\0", "x".repeat(5000)];
    const fields = homespun.entityOf(THING).fields;
    for (const value of odd) {
        const values = Object.fromEntries(fields.map((field) => [field.name, value]));
        await homespun.store.put(homespun.store.make(THING, values));
    }
})()"""


def assert_nothing_broke_out(tab: Tab, width: int) -> None:
    assert tab.run(BROKEN_OUT) == []
    tab.assert_fits(width)
    assert tab.run("({}).polluted ?? sung") == []


@pytest.mark.parametrize("spec", [pytest.param(spec, id=file_name(spec.word)) for spec in BLOCKS.values()])
def test_the_words_of_a_block_stay_words(open_app: Opener, spec: BlockSpec) -> None:
    tab = open_app(hostile_app(spec), width=390)
    tab.run(CANARY)
    for _ in walk(tab):
        assert_nothing_broke_out(tab, 390)
        if tab.count(".block button:not(:disabled)"):
            tab.click(".block button:not(:disabled)")
            assert_nothing_broke_out(tab, 390)


@pytest.mark.parametrize("width", [390, 1280])
def test_records_stay_words_however_they_are_shown(open_app: Opener, width: int) -> None:
    tab = open_app(every_view(), width=width)
    tab.run(CANARY)
    for _ in walk(tab):
        assert_nothing_broke_out(tab, width)


@pytest.mark.parametrize("view", COLLECTION_VIEWS)
def test_records_that_no_form_would_make_are_shown(open_app: Opener, view: str) -> None:
    """They come out of a copy that somebody has edited, or from an older app with the same name."""
    tab = open_app(App("View", entities=(records(),), pages=(Page(view, (show_records(view),)),)), width=390)
    tab.run(CANARY)
    tab.run(WRONG_RECORDS.replace("THING", json.dumps(THING)))
    assert_nothing_broke_out(tab, 390)
    tab.reload()
    tab.run(CANARY)
    assert_nothing_broke_out(tab, 390)


def every_view() -> App:
    """An app that shows hostile records in every way there is."""
    pages = tuple(
        Page(f"{number} {view}", (show_records(view),)) for number, view in enumerate(COLLECTION_VIEWS)
    )
    return App("Views", entities=(records(),), pages=pages)


def show_records(view: str) -> Collection:
    types = BY_TYPES.get(view, ())
    by = next((field.name for field in FIELDS if field.type in types), "")
    return Collection(view, THING, by=by)
