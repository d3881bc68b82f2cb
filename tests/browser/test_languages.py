"""Apps in other languages: their words, numbers, days and order are those of the language, and Arabic goes from right to left."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from opener import SAMPLES, Opener
from sample_files import walk
from tab import Tab

from desktop.compiler.catalogues import words_of
from desktop.compiler.render import app_words
from desktop.paths import resources_folder

APPS = SAMPLES / "language-apps"
SAMPLE_OF = {
    "de": "gartenbuch",
    "fr": "bibliotheque",
    "es": "torneo",
    "pt": "padaria",
    "zh": "dushu",
    "ar": "maktaba",
}
FIELD_OF = {"de": "Name", "fr": "titre", "es": "nombre", "pt": "cliente", "zh": "书名", "ar": "العنوان"}
"""The first field of each sample's table."""

TYPED = {"de": "Öhrling", "fr": "Été à Noël", "es": "Íñigo", "pt": "Açaí", "zh": "红楼梦", "ar": "أوراق"}
FOUND_BY = {"de": "ohrling", "fr": "ete a noel", "es": "inigo", "pt": "acai", "zh": "红楼", "ar": "اوراق"}
"""How somebody searches who leaves the accents out."""

PARTS = sorted(path.stem for path in (resources_folder() / "messages" / "app" / "en").glob("*.toml"))
MOMENT = "2026-03-18 10:30"

SEEN = """(() => {
    const said = [...document.querySelectorAll("[aria-label], [title], [placeholder]")].filter((e) => e.checkVisibility())
        .flatMap((e) => ["aria-label", "title", "placeholder"].map((name) => e.getAttribute(name) ?? ""));
    return [document.body.innerText, ...said].join("\\n");
})()"""
"""Everything that can be read on the page, or that a screen reader says."""

each_language = pytest.mark.parametrize("language", sorted(SAMPLE_OF))


def sample(language: str) -> Path:
    return APPS / f"{SAMPLE_OF[language]}.blueprint"


def rows(tab: Tab) -> list[str]:
    """The first cell of each row of the table."""
    found = tab.run(
        "[...document.querySelectorAll('tbody tr td:first-child')].map((cell) => cell.innerText.trim())"
    )
    assert isinstance(found, list)
    return found


def told(tab: Tab) -> str:
    """The latest note at the bottom, without the signs that keep a name's direction."""
    tab.wait("document.querySelector('.toast')")
    return tab.text(".toast:last-child p").replace("\u2068", "").replace("\u2069", "")


def english_words(language: str) -> set[str]:
    """Words that only the English catalogue has, and neither the language's own nor its sample."""

    def letters(text: str) -> set[str]:
        return set(re.findall(r"[a-z]{4,}", text.lower()))

    english = " ".join(sentence for part in PARTS for sentence in words_of("en", part).values())
    own = " ".join(sentence for part in PARTS for sentence in words_of(language, part).values())
    blueprint = sample(language).read_text(encoding="utf-8")
    return letters(re.sub(r"\{\w+\}", " ", english)) - letters(own) - letters(blueprint)


@each_language
def test_a_record_is_added_found_deleted_and_brought_back_in_the_words_of_the_language(
    open_app: Opener, language: str
) -> None:
    words = app_words(language, ("records",))
    typed = TYPED[language]
    tab = open_app(sample(language))
    assert tab.run("[document.documentElement.lang, document.documentElement.dir]") == [
        language,
        "rtl" if language == "ar" else "ltr",
    ]
    before = len(rows(tab))
    add = words["add"].replace("{entity}", "").strip(" :\u00a0\u202f")
    tab.click(".add", add)
    tab.fill(FIELD_OF[language], typed)
    tab.click("dialog button.main", add)
    tab.wait(f"document.querySelectorAll('tbody tr').length === {before + 1}")
    assert told(tab) == words["added"].replace("{name}", typed)
    tab.fill("main input[type=search]", FOUND_BY[language])
    tab.wait("document.querySelectorAll('tbody tr').length === 1")
    assert rows(tab) == [typed]
    tab.click("tbody button", words["delete"])
    tab.wait("document.querySelectorAll('tbody tr').length === 0")
    assert told(tab) == words["deleted"].replace("{name}", typed)
    assert words["no_match"] in tab.text()
    tab.click(".toast:last-child button", words["undo"])
    tab.wait("document.querySelectorAll('tbody tr').length === 1")
    assert rows(tab) == [typed]


@each_language
def test_no_english_word_is_seen_or_said(open_app: Opener, language: str) -> None:
    tab = open_app(sample(language), clock=MOMENT)
    english = english_words(language)
    assert len(english) > 500, "there is something to look for"
    for address in walk(tab):
        seen = set(re.findall(r"[a-z]{4,}", str(tab.run(SEEN)).lower()))
        assert not seen & english, address
    tab.go(str(tab.run("document.querySelector('nav a').innerText")))
    tab.click(".add")
    seen = set(re.findall(r"[a-z]{4,}", str(tab.run(SEEN)).lower()))
    assert not seen & english, "in the form"
    tab.press("Escape")
    tab.wait("!document.querySelector('dialog[open]')")
    tab.click("#menu")
    tab.wait("document.querySelector('[role=menu]')")
    seen = set(re.findall(r"[a-z]{4,}", str(tab.run(SEEN)).lower()))
    assert not seen & english, "in the menu"


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("de", ["1.234,50 €", "14. März 2026", "1,25 m²"]),
        ("fr", ["1\u202f234,50 €", "14 mars 2026"]),
        ("es", ["1234,50 €", "4 may 2012"]),
        ("pt", ["1.234,50 R$", "14 de mar. de 2026"]),
        ("zh", ["¥1,234.50", "2026年3月14日"]),
        ("ar", ["1,234.50 €", "14 مارس 2026"]),
    ],
)
def test_numbers_money_and_days_are_written_as_in_the_language(
    open_app: Opener, language: str, shown: list[str]
) -> None:
    tab = open_app(sample(language), clock=MOMENT)
    seen = tab.text().replace("\u00a0", " ")
    assert [words for words in shown if words not in seen] == []


@pytest.mark.parametrize(
    ("language", "order"),
    [
        ("de", ["Äpfel am Zaun", "Hochbeet Süd", "Kräuterspirale"]),
        ("fr", ["L’Étranger", "Œuvres choisies", "Zazie dans le métro"]),
        ("es", ["Ángela Núñez", "Belén Ibáñez", "Zoe Peña"]),
    ],
)
def test_words_with_accents_stand_where_they_belong(
    open_app: Opener, language: str, order: list[str]
) -> None:
    assert rows(open_app(sample(language), clock=MOMENT)) == order


@pytest.mark.parametrize(
    ("language", "page", "day"), [("de", "Jahr", "Mo"), ("pt", "Semana", "dom"), ("ar", "السنة", "السبت")]
)
def test_the_week_begins_as_in_the_language(open_app: Opener, language: str, page: str, day: str) -> None:
    tab = open_app(sample(language), clock=MOMENT)
    tab.go(page)
    tab.wait("document.querySelector('.month')")
    assert str(tab.run("document.querySelector('.weekday').innerText")).startswith(day)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("2,5", 2.5), ("2.5", 2.5), ("1.234,5", 1234.5), ("1.234", 1234), ("−3", -3), ("٧", 7)],
)
def test_numbers_are_typed_in_the_way_of_the_language(open_app: Opener, typed: str, kept: float) -> None:
    tab = open_app(sample("de"))
    tab.click(".add")
    tab.fill("Name", "Neu")
    tab.fill("Fläche", typed)
    tab.press("Enter")
    tab.wait("!document.querySelector('dialog')")
    assert tab.run("homespun.store.list('Beet').at(-1).values['Fläche']") == kept


def test_what_is_no_number_is_told_in_the_language_and_not_kept(open_app: Opener) -> None:
    tab = open_app(sample("de"))
    tab.click(".add")
    tab.fill("Name", "Neu")
    tab.fill("Fläche", "2,5,1")
    tab.press("Enter")
    assert words_of("de", "base")["must_be_number"] in tab.text("dialog")
    assert tab.run("homespun.store.list('Beet').length") == 3


@pytest.mark.parametrize(
    ("language", "preferred", "locale", "number"),
    [
        ("de", ["de-CH", "en"], "de-CH", "1'234.5"),
        ("de", ["en-US", "fr"], "de", "1.234,5"),
        ("en", ["de-DE"], "en-DE", "1.234,5"),
        ("en", ["en-IN"], "en-IN", "1,234.5"),
        ("ar", ["ar-EG"], "ar-EG", "1,234.5"),
        ("fr", ["xx-unknown-", "fr-CA"], "fr-CA", "1\u00a0234,5"),
    ],
)
def test_the_region_is_the_person_s_where_their_browser_speaks_the_language(
    open_app: Opener, language: str, preferred: list[str], locale: str, number: str
) -> None:
    tab = open_app(sample("de"))
    script = (resources_folder() / "runtime" / "locale.js").read_text(encoding="utf-8")
    tab.run(f"""{{
        Object.defineProperty(navigator, "languages", {{ value: {json.dumps(preferred)}, configurable: true }});
        document.documentElement.lang = {json.dumps(language)};
        {script}
    }}""")
    assert str(tab.run("homespun.locale")).partition("-u-")[0] == locale
    written = str(tab.run("new Intl.NumberFormat(homespun.locale).format(1234.5)"))
    assert written.replace("’", "'") == number


@pytest.mark.parametrize("width", [390, 1280])
def test_everything_fits_from_right_to_left(open_app: Opener, width: int) -> None:
    tab = open_app(sample("ar"), width=width, clock=MOMENT)
    for address in walk(tab):
        assert tab.run("document.documentElement.scrollWidth") == width, address
        heading = tab.run("document.querySelector('.page h1').getBoundingClientRect().right")
        assert float(str(heading)) > width / 2, "headings begin on the right"


def test_a_chart_begins_on_the_right_where_people_read_from_there(open_app: Opener) -> None:
    tab = open_app(sample("ar"), "الإعارة", clock=MOMENT)
    tab.wait("document.querySelectorAll('.chart-bar .bar').length === 3")
    ends = tab.run("[...document.querySelectorAll('.bar')].map((bar) => bar.getBoundingClientRect().right)")
    labels = tab.run(
        "[...document.querySelectorAll('.chart-bar .label')].map((each) => each.getBoundingClientRect().left)"
    )
    assert isinstance(ends, list)
    assert isinstance(labels, list)
    assert max(ends) - min(ends) < 1
    assert min(labels) > max(ends)


def test_the_arrow_keys_of_a_calendar_go_where_they_point(open_app: Opener) -> None:
    tab = open_app(sample("ar"), "السنة", clock=MOMENT)
    tab.wait("document.querySelector('.month')")
    tab.run("document.querySelector('[data-key=\"day 2026-03-18\"]').focus()")
    tab.press("ArrowLeft")
    assert tab.run("document.activeElement.dataset.key") == "day 2026-03-19"


def test_a_field_begins_where_the_page_does_until_something_else_is_typed(open_app: Opener) -> None:
    tab = open_app(sample("ar"), width=390)
    direction = "getComputedStyle(document.querySelector('input[type=search]')).direction"
    assert tab.run(direction) == "rtl"
    tab.fill("input[type=search]", "Le Petit")
    assert tab.run(direction) == "ltr"
    assert tab.run("getComputedStyle(document.querySelector('h1')).letterSpacing") == "normal", (
        "joined letters stay joined"
    )


def test_a_day_that_is_past_is_not_one_to_come(open_app: Opener) -> None:
    """Arabic has a word for one day and needs no number; for minus one it does."""
    tab = open_app(sample("ar"))
    days = [tab.run(f"homespun.asText({value}, {{ type: 'number', unit: 'days' }})") for value in (1, -1)]
    assert days[0] != days[1]
    assert "1" in str(days[1])
