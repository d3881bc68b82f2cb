"""What the program itself proposes gives what it promises, in every language, and remembered tools stay as written.

Each idea of the start page names words, numbers and kinds; the app that the shipped model makes of it must have
them. What is lent is tried with 25 sentences that were written before the rule was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest

from desktop.blueprint import parse, read
from desktop.blueprint.nodes import App, Block
from desktop.compiler import compile_app
from desktop.compiler.meaning import Meaning
from desktop.engine import Engine
from desktop.hub import shipped_model
from desktop.messages import languages, say, speaking
from desktop.shell.start.ideas import ROUNDS, WHO
from desktop.spindle.draft import Spindle
from models.data.apps import whole_apps

IDEAS: dict[str, tuple[str, ...]] = {
    "idea_1_class": (r"pupil: text", r"book: text", r"pages read: number", r"rating: rating", r"date: date"),
    "idea_1_club": (r"position: choice", r"phone: phone", r"can play: choice", r"Saturday"),
    "idea_1_family": (
        r"what: text",
        r"whose turn it is: text",
        r"Monday \| Tuesday",
        r"done: yes/no",
        r"action Done",
    ),
    "idea_1_shop": (
        r"entity Order",
        r"phone number: phone",
        r"cake: text",
        r"date to fetch it: date",
        r"paid: yes/no",
    ),
    "idea_1_hobby": (r"entity Plant", r"room: ", r"(?:water every|how often)", r"action Water"),
    "idea_2_class": (r"entity Homework", r"subject: ", r"due: date", r"action Done"),
    "idea_2_club": (
        r"entity Member",
        r"name: text",
        r"voice: ",
        r"birthday: date",
        r"paid their dues: yes/no",
    ),
    "idea_2_family": (r"entity Medicine", r"name: text", r"dose: text", r"time of day: ", r"left: number"),
    "idea_2_shop": (
        r"entity Repair job",
        r"customer: text",
        r"what is broken: text",
        r"price: money",
        r"status: choice",
    ),
    "idea_2_hobby": (
        r"entity Tool",
        r"borrower: text",
        r"since: date",
        r"due date: date",
        r"overdue = ",
        r"where overdue",
    ),
    "idea_3_class": (r"el perro", r"la vaca", r"\bquiz\b", r"flashcards"),
    "idea_3_club": (r"entity Court", r"booking of Booking", r"every 60", r"Court 2"),
    "idea_3_family": (r"entity Child", r"Allowance", r"Bought", r"balance = "),
    "idea_3_shop": (r"entity Product", r"price: money", r"shop of Product", r"(?i)vegetable"),
    "idea_3_hobby": (r"entity Stamp", r"country: text", r"year: number", r"value: money", r"photo: image"),
    "idea_4_class": (r"timer countdown", r"minutes 5$", r"minutes 10$", r"minutes 15$"),
    "idea_4_club": (r"who brings it: text", r"(?i)sign up", r"entity Guest"),
    "idea_4_family": (r"entity Recipe", r"ingredients: ", r"time to cook: duration", r"with favourites"),
    "idea_4_shop": (r"supplier: text", r"price: money", r"when left < 5: notify"),
    "idea_4_hobby": (
        r"exercise: text",
        r"sets: number",
        r"weight: number",
        r"chart line of average of weight .* by date",
    ),
}
"""What the sentence of each idea promises: found in the blueprint."""
NEVER = {
    "idea_3_club": r"Court 3",
    "idea_3_family": r"born - today",
    "idea_4_family": r"star: rating",
}
"""What one got that nobody had asked for."""
LENT = (
    ("who has which key", "Key"),
    ("which book is at whose place", "Book"),
    ("lend camping gear in our club with return dates", "Gear"),
    ("who borrowed which book from our library and when is it due back", "Book"),
    ("which pupil has which laptop, and when must it come back", "Laptop"),
    ("an app for who took which car from the company garage", "Car"),
    ("who has my lawn mower, since when, and when do I get it back", "Lawn mower"),
    ("lending list for instruments in our music school with return date", "Instrument"),
    ("which member has which locker at the gym", "Locker"),
    ("costumes from our theatre: who has them, until when, deposit", "Costume"),
    ("a list of who borrowed which DVD from me", "DVD"),
    ("equipment of our film school, lent to students, due back, late ones in red", "Equipment"),
    ("lend baby clothes among friends, with a due date", "Baby clothes"),
    ("an app to track which neighbour has which ladder, drill or tent", "Thing"),
    ("keys of our building: who has which one, handed out when, returned when", "Key"),
    ("which toy from our playgroup is at which family", "Toy"),
    ("checkout app for cameras in our photo club", "Camera"),
    ("track the umbrellas we lend to guests in the hotel", "Umbrella"),
)
"""Sentences about who has what, and the thing that is lent.

Of the 25, two are no lending (a desk for a day, who rides which horse); board games, school bikes, money, power
tools and what I lend to whom give an app that is near.
"""
OVERDUE = re.compile(r"overdue|late = |days out = ")


@pytest.fixture(scope="module")
def spindle() -> Iterator[Spindle]:
    """The shipped model."""
    files = shipped_model()
    with Engine(files.path("writer"), files.path("reader"), others=[files.path("changes")]) as engine:
        yield Spindle(engine, files)


@pytest.fixture(scope="module")
def built(spindle: Spindle):
    """Makes the blueprint of a sentence, each once: languages that lack a sentence say the English one."""

    @cache
    def build(sentence: str) -> str:
        text = spindle.draft(sentence).text
        reading = read(text)
        assert reading.diagnostics == (), sentence
        assert reading.app is not None
        assert compile_app(reading.app).files
        return text

    return build


def test_every_idea_says_what_it_promises():
    """An idea that is new must say here what its app has."""
    assert set(IDEAS) == {f"idea_{turn}_{who}" for turn in range(1, ROUNDS + 1) for who in WHO}


@pytest.mark.parametrize("language", [code for code, _ in languages()])
@pytest.mark.parametrize("idea", IDEAS)
def test_an_idea_gives_what_it_promises(built, idea: str, language: str):
    """In the words in which its button asks for it."""
    with speaking(language):
        text = built(say(f"shell_start.{idea}"))
    missing = [pattern for pattern in IDEAS[idea] if not re.search(pattern, text, re.MULTILINE)]
    assert missing == [], text
    assert idea not in NEVER or not re.search(NEVER[idea], text), text


@pytest.mark.parametrize(("sentence", "thing"), LENT)
def test_what_is_lent_is_a_list_of_things_with_who_has_them(built, sentence: str, thing: str):
    """And of those that are late."""
    text = built(sentence)
    assert f"\nentity {thing}\n" in text, text
    assert OVERDUE.search(text), text
    assert re.search(r"(?m)^  (?:borrower|to|reader|borrowed by): ", text), text


def calculators(app: App) -> dict[str, list[tuple[object, ...]]]:
    """What is typed into each calculator and what it works out, with units and first values, by its heading."""
    meaning = Meaning(app)
    found = {}
    for page in app.pages:
        for block in page.sections:
            if isinstance(block, Block) and block.inputs.fields:
                beside = meaning.beside(block.inputs)
                typed = [(one.name, one.type, one.unit, one.default) for one in block.inputs.fields]
                shapes = [
                    (one.name, beside.shape_of(block.inputs.name, one.name)) for one in block.inputs.computed
                ]
                found[f"{page.name}, {block.label}"] = [*typed, *shapes]
    return found


TOOLS = [app for app in whole_apps() if app.kind == "tool" and "\n  calculator" in app.blueprint]


@pytest.mark.parametrize("tool", TOOLS, ids=lambda app: app.topic)
def test_a_remembered_tool_keeps_its_units_and_first_values(spindle: Spindle, tool):
    """Asked for in a phrase of its own, also one with a number in it, it is handed over as it was written."""
    written = parse(tool.blueprint).app
    numbered = [phrase for phrase in tool.phrases if re.search(r"\d", phrase)]
    for phrase in (tool.phrases[0], *numbered[:1]):
        app = parse(spindle.draft(phrase).text).app
        assert calculators(app) == calculators(written), phrase


@pytest.mark.parametrize(
    ("topic", "value", "unit"),
    [
        ("bmi calculator", "index", ""),
        ("mortgage calculator", "months", ""),
        ("cooking converter", "amount I need", ""),
        ("parcel shipping calculator", "volume in litres", ""),
        ("raised bed soil calculator", "litres in all", ""),
        ("download time calculator", "gigabytes", ""),
        ("meeting cost calculator", "hours of work", ""),
        ("hay and feed calculator", "in all kg", ""),
        ("fence and hedge calculator", "plants", ""),
        ("fence and hedge calculator", "rails in metres", "m"),
        ("one-rep max calculator", "for five times", "kg"),
        ("baker's percentages", "dough in all", "g"),
        ("dilution calculator", "of the strong", "ml"),
    ],
)
def test_what_a_tool_works_out_is_not_in_the_unit_of_something_else(topic: str, value: str, unit: str):
    """A body mass index is no kilograms, and 25 years of a mortgage are no 300 years."""
    app = parse(next(one.blueprint for one in TOOLS if one.topic == topic)).app
    shapes = [shape for rows in calculators(app).values() for name, shape, *_ in rows if name == value]
    assert [shape.unit for shape in shapes if not isinstance(shape, str)] == [unit]
