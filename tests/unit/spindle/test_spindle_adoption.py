"""Apps that are taken over whole: when, and what the request changes in them."""

from __future__ import annotations

import numpy as np
import pytest

from desktop.blueprint import parse, print_app, read
from desktop.blueprint.blocks import BLOCKS
from desktop.blueprint.nodes import App, Block
from desktop.spindle.assembler.adoption import adapted
from desktop.spindle.assembler.choosing import adopted
from desktop.spindle.memory import Remembered
from desktop.spindle.reading import Mark, Reading
from desktop.spindle.tags import OF_RECORDS

TIMER = parse('app "Focus"\n  icon 🍅\n\npage Focus\n  timer pomodoro; work 25; break 5\n').app
SNAKE = parse('app "Snake"\n  icon 🐍\n\npage Play\n  game snake\n').app
WHEEL = parse('app "Wheel"\n  icon 🎡\n\npage Spin\n  picker wheel: Anna | Ben\n').app
BAKERY = parse(
    'app "Corner Bakery"\n\npage Home\n  hero "Corner Bakery, since 1950"\n    text "Corner Bakery bakes at four."\n'
).app
TOOLS = parse('app "Shed"\n\nentity Tool\n  name: text\n\npage Tools\n  table of Tool\n').app


def reading(request: str, kind: str = "timer", *marks: Mark) -> Reading:
    """A reading with some marks."""
    return Reading(request, kind, 0.9, marks, np.zeros(4, dtype=np.float32))


def mark(request: str, tag: str, words: str) -> Mark:
    """The mark on some words of a request."""
    start = request.index(words)
    return Mark(tag, words, start, start + len(words), type="text" if tag == "f" else "")


SHOP = parse(
    'app "Crate"\n\nentity Egg\n  name: text\n  price: money\n\nentity Order\n  who: text\n  total: money\n\n'
    "page Shop\n  shop of Egg; into Order\n\npage Orders\n  table of Order\n"
).app


def remembered(app: App, kind: str, similarity: float, whole: bool = False) -> Remembered:
    """A blueprint that came to mind."""
    return Remembered(app, kind, "a phrase", similarity, whole)


def block(app: App) -> Block:
    """The first block of an app."""
    found = app.pages[0].sections[0]
    assert isinstance(found, Block)
    return found


def options(request: str, app: App) -> dict[str, object]:
    """What a request sets in an app's first block."""
    return dict(block(adapted(app, reading(request))).options)


def test_the_nearest_app_of_the_kind_is_taken_even_where_records_are_nearer():
    near = (remembered(TOOLS, "data", 0.95), remembered(TIMER, "timer", 0.7))
    found = adopted(reading("something to make me take breaks"), near)
    assert found is not None
    assert (found.app.name, found.near) == ("Focus", False)


def test_an_app_that_is_only_similar_is_said_to_be_so():
    found = adopted(reading("a clock for chess", "game"), (remembered(SNAKE, "game", 0.5),))
    assert found is not None
    assert found.near


def test_nothing_is_taken_from_far_away():
    assert adopted(reading("a hologram", "game"), (remembered(SNAKE, "game", 0.2),)) is None


def test_somebody_who_names_fields_wants_records():
    words = "name date score snake"
    marks = tuple(mark(words, "f", word) for word in ("name", "date", "score"))
    assert adopted(reading(words, "data", *marks), (remembered(SNAKE, "game", 0.95),)) is None
    assert adopted(reading("snake", "data"), (remembered(SNAKE, "game", 0.95),)) is not None
    assert adopted(reading("snake", "data"), (remembered(SNAKE, "game", 0.7),)) is None


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        ("pomodoro with 50 minutes work and 10 minute breaks", {"work": 50.0, "break": 10.0}),
        ("focus for 45 min then a 15 min long break", {"work": 45.0, "long break": 15.0}),
        ("25 minutes of focus, 4 rounds", {"work": 25.0, "rounds": 4.0}),
        ("a focus timer", {}),
        ("a focus timer for 3 people born in 1950", {}),
    ],
)
def test_numbers_go_to_the_clauses_that_their_words_mean(request_: str, said: dict[str, float]):
    found = options(request_, TIMER)
    assert {word: found[word] for word in said} == said
    assert found.get("work", 25.0) == said.get("work", 25.0)


def test_seconds_and_minutes_are_told_apart():
    intervals = parse('app "Go"\n\npage Go\n  timer intervals\n').app
    found = options("work 1 minute, rest 15 seconds, 5 rounds", intervals)
    assert (found["work"], found["rest"], found["rounds"]) == (60.0, 15.0, 5.0)


def test_words_of_the_language_are_understood_in_passing():
    assert options("a fast snake game on a 20 by 20 field", SNAKE) == {"speed": "fast", "size": 20.0}


def test_a_number_that_cannot_be_is_left_alone():
    assert "work" not in options("a focus timer of 9000 minutes work", TIMER) or (
        options("a focus timer of 9000 minutes work", TIMER)["work"] == 25.0
    )


@pytest.mark.parametrize(
    "request_", ["spin a wheel: Cem, Dora and Eli", "wheel that picks between Cem, Dora and Eli"]
)
def test_listed_words_take_the_place_of_the_remembered_ones(request_: str):
    assert block(adapted(WHEEL, reading(request_))).words == ("Cem", "Dora", "Eli")


def test_the_new_name_stands_wherever_the_old_one_did():
    words = "a site for my bakery Old Mill"
    found = adapted(BAKERY, reading(words, "site", mark(words, "name", "Old Mill")))
    assert found.name == "Old Mill"
    assert block(found).label == "Old Mill, since 1950"
    assert block(found).items[0].label == "Old Mill bakes at four."


def test_colours_are_the_persons_own():
    words = "snake in crimson"
    assert adapted(SNAKE, reading(words, "game", mark(words, "accent", "crimson"))).theme.accent == "crimson"


@pytest.mark.parametrize("word", BLOCKS)
def test_whatever_is_said_the_app_can_still_be_read(word: str):
    """Every clause of every block set by a request full of numbers and words."""
    spec = BLOCKS[word]
    for variant in spec.variants or ("",):
        clauses = " ".join(f"3 {clause.word} {' '.join(clause.among)}" for clause in spec.clauses_of(variant))
        label = ' "X"' if spec.label == "must" else ""
        words = ": A | B" if spec.words == "must" else ""
        app = parse(f'app "X"\n\npage P\n  {word} {variant}'.rstrip() + f"{label}{words}\n").app
        after = adapted(app, reading(f"{clauses}: one, two and three"))
        assert len(read(print_app(after)).diagnostics) <= len(read(print_app(app)).diagnostics)


def test_a_shop_is_taken_over_whole_because_it_is_more_than_its_records():
    near = (remembered(SHOP, "data", 0.85, whole=True), remembered(BAKERY, "site", 0.7))
    found = adopted(reading("people order eggs", "data"), near)
    assert found is not None
    assert found.app.name == "Crate"
    assert adopted(reading("people order eggs", "data"), (remembered(TOOLS, "data", 0.9), *near)) is None
    assert adopted(reading("people order eggs", "data"), (remembered(SHOP, "data", 0.6, whole=True),)) is None


def test_records_that_nobody_wrote_whole_are_put_together_anew():
    """However near it is: what was made from a list of fields is worth no more than its parts."""
    assert adopted(reading("people order eggs", "data"), (remembered(SHOP, "data", 0.95),)) is None


def test_records_written_whole_are_taken_where_others_are_only_a_little_nearer():
    whole = remembered(SHOP, "data", 0.85, whole=True)
    assert adopted(reading("people order eggs", "data"), (remembered(TOOLS, "data", 0.88), whole)) is not None
    assert adopted(reading("people order eggs", "data"), (remembered(TOOLS, "data", 0.9), whole)) is None
    taken = adopted(reading("people order eggs", "data"), (whole, remembered(SNAKE, "game", 0.86)))
    assert (taken.app.name, taken.kind) == ("Crate", "data")
    taken = adopted(reading("people order eggs", "data"), (whole, remembered(SNAKE, "game", 0.92)))
    assert (taken.app.name, taken.kind) == ("Snake", "game")


def test_a_sentence_that_names_nothing_to_keep_means_what_is_nearest():
    """Whatever kind was read; not where records are nearer, or something is named, or only a word was said."""
    words = "somebody has to shout when I stop running"
    near = (remembered(TIMER, "timer", 0.7), remembered(TOOLS, "data", 0.65))
    made = adopted(reading(words, "data"), near)
    assert made is not None
    assert (made.kind, made.near) == ("timer", True)
    # Where records were surely meant, something else has to be clearly nearer.
    assert adopted(reading(words, "data"), (near[0], remembered(TOOLS, "data", 0.67))) is None
    assert adopted(reading(words, "none"), (near[0], remembered(TOOLS, "data", 0.67))) is not None
    assert adopted(reading(words, "none"), (near[0], remembered(TOOLS, "data", 0.71))) is None
    assert adopted(reading(words, "data"), (remembered(TIMER, "timer", 0.6),)) is None
    assert adopted(reading(words, "data", mark(words, "entity", "somebody")), near) is None
    assert adopted(reading("running", "data"), near) is None


def test_who_names_many_fields_wants_these_and_not_what_is_remembered():
    whole = (remembered(SHOP, "data", 0.95, whole=True),)
    words = "eggs with name price colour"
    named = tuple(mark(words, "f", word) for word in ("name", "price", "colour"))
    assert adopted(reading(words, "data", *named[:2]), whole) is not None
    assert adopted(reading(words, "data", *named), whole) is None


def test_who_asks_like_a_builder_names_features_and_an_app_that_has_most_of_them_is_taken():
    """Choices that were named are wishes all the same, and so are features that the app mostly lacks."""
    whole = (remembered(SHOP, "data", 0.95, whole=True),)
    words = "Build a shop with name price colour"
    named = tuple(mark(words, "f", word) for word in ("name", "price", "colour"))
    assert adopted(reading(words, "data", *named), whole) is not None
    chosen = mark(words, "opt", "shop")
    assert adopted(reading(words, "data", *named, chosen), whole) is None
    other = "Build a shop with warranty depth colour"
    strange = tuple(mark(other, "f", word) for word in ("warranty", "depth", "colour"))
    fairly_near = (remembered(SHOP, "data", 0.8, whole=True),)
    assert adopted(reading(words, "data", *named), fairly_near) is not None
    assert adopted(reading(other, "data", *strange), fairly_near) is None
    assert adopted(reading(other, "data", *strange), whole) is not None  # so near that it is what was meant


@pytest.mark.parametrize("kind", sorted(OF_RECORDS))
def test_a_game_that_is_very_near_is_taken_whatever_records_were_read(kind):
    """A request to change an app, read as one for an app, is answered like one for records."""
    assert adopted(reading("snake", kind), (remembered(SNAKE, "game", 0.95),)) is not None
    assert adopted(reading("snake", kind), (remembered(SNAKE, "game", 0.7),)) is None


KITCHEN = parse('app "Kitchen"\n\npage Timer\n  timer countdown; minutes 10\n').app


@pytest.mark.parametrize(
    ("request_", "steps"),
    [
        ("a timer for group work with 5, 10 and 15 minutes", ["5 minutes", "10 minutes", "15 minutes"]),
        ("countdown 30/60/90 seconds", ["30 seconds", "1 minute", "1 minute 30 seconds"]),
        ("timer 1 or 2 hours", ["60 minutes", "120 minutes"]),
        ("a timer of 15 minutes", []),
        ("class 5, 10 minutes", ["5 minutes", "10 minutes"]),
        ("for 3 and 4 year olds", []),
    ],
)
def test_several_times_are_a_button_each(request_: str, steps: list[str]):
    """And the first of them is what the clock stands at."""
    app = adapted(KITCHEN, reading(request_))
    assert read(print_app(app)).diagnostics == ()
    assert [item.label for item in block(app).items] == steps
    if steps:
        assert block(app).items[0].options == block(app).options


def test_a_site_that_is_a_little_nearer_does_not_keep_records_from_who_wants_them():
    """Nearer by as much as the right kind is worth, it would have been a draw."""
    near = (remembered(SHOP, "site", 0.87), remembered(TOOLS, "data", 0.83, whole=True))
    found = adopted(reading("homework with subject", "data"), near)
    assert found is not None
    assert found.app.name == "Shed"
    assert (
        adopted(reading("homework with subject", "data"), (remembered(SHOP, "site", 0.95), near[1])) != found
    )
