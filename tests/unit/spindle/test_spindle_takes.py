"""Several takes of one request: really different apps, the first what is built without asking."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spindle_fakes import (
    BEES,
    CLOSE,
    NOTHING_KNOWN,
    SHED,
    LabelEngine,
    app_of,
    model_files,
    perfect,
    remembered,
)

from desktop.blueprint import parse, print_app, read
from desktop.compiler import compile_app
from desktop.engine import Completion
from desktop.errors import RequestError
from desktop.spindle.assembler import Assembly, assemble
from desktop.spindle.draft import Spindle
from desktop.spindle.keeping import core
from desktop.spindle.memory import Remembered
from desktop.spindle.takes import Take, different, from_parts, other_apps, written
from models.data.marks import read_marks

MARKED = "a list of {entity:kites} with {f.text:name}, {f.money:price} and {f.date:last flown}"
HINT = read_marks("who has what from my shed")
KITES = read_marks(MARKED)
TIMER = 'app "Focus"\n  icon 🍅\n\npage Focus\n  timer pomodoro; work 25; break 5\n'
DRILLS = SHED.replace("Shed Log", "Drill Book").replace("borrower", "who has it")
SHELF = (
    ("tools", "tool lending", SHED),
    ("drills", "drill book", DRILLS),
    ("bees", "bee diary", BEES),
    ("focus", "focus timer", TIMER),
)
NEAR = {"tools": 0.97, "drills": 0.9, "bees": 0.8, "focus": 0.7}


def spindle(folder, *texts: str, told=(HINT, KITES), whole=frozenset(NEAR)) -> Spindle:
    """Spindle that remembers four apps, the nearer first, and writes these texts one after the other."""
    files = model_files(folder, SHELF, whole=whole, kinds={"focus": "timer"}, near=NEAR)
    return Spindle(LabelEngine(told, texts or ("",)), files)


def shown(text: str) -> tuple:
    """What an app keeps and what its pages show."""
    app = parse(text).app
    kept = tuple((entity.name, tuple(field.name for field in entity.fields)) for entity in app.entities)
    return kept, tuple(page.sections for page in app.pages)


@pytest.mark.parametrize("request_", [HINT.text, KITES.text])
def test_takes_differ_in_what_they_keep_or_show(tmp_path, request_):
    """No two takes are one app under two names."""
    takes = spindle(tmp_path).takes(request_, 4)
    assert len(takes) >= 3
    assert len({repr(shown(take.text)) for take in takes}) == len(takes)


@pytest.mark.parametrize("count", [1, 2, 3, 9])
def test_there_are_no_more_than_asked_for(tmp_path, count):
    """`count` is the most; the first is always there."""
    takes = spindle(tmp_path).takes(HINT.text, count)
    assert 1 <= len(takes) <= count


@pytest.mark.parametrize("request_", [HINT.text, KITES.text])
def test_the_first_take_is_what_is_built_without_asking(tmp_path, request_):
    """Who looks at the takes finds the draft first, to the letter, with its notes and its chance."""
    model = spindle(tmp_path)
    draft, first = model.draft(request_), model.takes(request_)[0]
    assert (first.text, first.made_by, first.notes, first.chance) == (
        draft.text,
        draft.made_by,
        draft.notes,
        draft.chance,
    )


def test_the_first_take_is_the_writers_where_the_draft_is(tmp_path):
    """What the writer makes at its likeliest is built without asking, so it comes first here too."""
    bare = spindle(tmp_path)
    reading, near = bare.understand(KITES.text)
    text = print_app(core(assemble(reading, near, bare.memory).app)).replace("page Kites", "page My kites")
    draft, takes = spindle(tmp_path, text).draft(KITES.text), spindle(tmp_path, text).takes(KITES.text, 4)
    assert draft.made_by == takes[0].made_by == "writer"
    assert draft.text == takes[0].text
    assert [take.made_by for take in takes].count("writer") == 1


@pytest.mark.parametrize("request_", [HINT.text, KITES.text])
def test_every_take_can_be_built(tmp_path, request_):
    """Each is canonical, checks without a problem and compiles."""
    for take in spindle(tmp_path).takes(request_, 9):
        reading = read(take.text)
        assert reading.diagnostics == ()
        assert print_app(reading.app) == take.text
        assert compile_app(reading.app).files


def test_the_others_follow_by_their_chance(tmp_path):
    """Behind the first the likelier comes first."""
    weights = (4.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    files = model_files(
        tmp_path, SHELF, weights, -2.0, whole=frozenset(NEAR), kinds={"focus": "timer"}, near=NEAR
    )
    takes = Spindle(LabelEngine((HINT,)), files).takes(HINT.text, 9)
    chances = [take.chance for take in takes[1:]]
    assert len(set(chances)) > 1
    assert chances == sorted(chances, reverse=True)


def test_a_take_that_is_remembered_has_what_was_named_too(tmp_path):
    """Every take of records keeps the fields of the request, whatever app it was made from."""
    request = read_marks("my {entity:tools} with {f.text:shelf mark}")
    takes = spindle(tmp_path, told=(request,)).takes(request.text, 9)
    of_records = [parse(take.text).app for take in takes if "entity" in take.text]
    assert len(of_records) >= 2
    for app in of_records:
        assert "shelf mark" in {field.name for entity in app.entities for field in entity.fields}


def test_the_same_request_has_the_same_takes(tmp_path):
    """Nothing depends on chance or on what was asked before."""
    model = spindle(tmp_path)
    first = model.takes(HINT.text, 9)
    model.takes(KITES.text)
    assert [take.text for take in model.takes(HINT.text, 9)] == [take.text for take in first]


def test_what_asks_for_nothing_has_no_takes(tmp_path):
    """Takes are refused as a draft is."""
    for text, key in (("", "request_empty"), ("asdf", "request_unclear")):
        with pytest.raises(RequestError) as refusal:
            spindle(tmp_path).takes(text)
        assert refusal.value.key == key


def test_only_apps_that_are_worth_taking_over_are_other_apps():
    """Records that nobody wrote whole are put together; all else that came to mind is adapted, nearest first."""
    near = (
        Remembered(app_of(TIMER), "timer", "focus", 0.7),
        Remembered(app_of(SHED), "data", "tools", 0.8, True),
        Remembered(app_of(BEES), "data", "bees", 0.9),
    )
    takes = list(other_apps(perfect("{entity:things}"), near))
    assert [(take.assembly.app.name, take.assembly.whole) for take in takes] == [
        ("Shed Log", "data"),
        ("Focus", "timer"),
    ]
    assert {take.made_by for take in takes} == {"memory"}
    assert [take.remembered for take in takes] == [near[1:2], near[:1]]


def test_nothing_is_put_together_of_nothing():
    """Without a word for what is kept and without records that came to mind there are no parts."""
    timer = (Remembered(app_of(TIMER), "timer", "focus", 0.7),)
    assert list(from_parts(perfect("a timer"), timer, NOTHING_KNOWN)) == []
    assert len(list(from_parts(perfect("{entity:kites}"), timer, NOTHING_KNOWN))) == 1
    assert len(list(from_parts(perfect("kites"), remembered(), NOTHING_KNOWN))) == 1


def completion(text: str, likelihood: float, stopped: str = "end") -> Completion:
    """What the writer says, with its mean log-probability."""
    return Completion(text, 1, stopped, 1, 0.0, 0.0, likelihood)


def test_of_what_is_written_only_what_keeps_to_the_request_is_a_take_the_likeliest_first():
    """Cut off, unreadable, or with a field of its own: none of these is shown."""
    take = Take(assemble(perfect(MARKED), (), NOTHING_KNOWN), "assembler", ())
    good = print_app(core(take.assembly.app))
    said = (
        completion(good, -0.9),
        completion(good.replace("  price: money", "  mood: text\n  price: money"), -0.1),
        completion(good, -0.2, "budget"),
        completion("nonsense", -0.3),
        completion(good.replace("page Kites", "page My kites"), -0.4),
    )
    found = list(written(take, said))
    assert [(one.likelihood, one.made_by) for one in found] == [(-0.4, "writer"), (-0.9, "writer")]
    assert found[0].assembly.app.about == take.assembly.app.about


def test_of_takes_that_are_alike_the_first_stays():
    """A name, a colour, an icon make no other app; a view does."""
    app = app_of(SHED)
    takes = [
        Take(Assembly(one, ()), str(place), ())
        for place, one in enumerate(
            (
                app,
                replace(app, name="Other", icon="🐝"),
                app_of(SHED.replace("  table of", "  cards of")),
                app_of(BEES),
            )
        )
    ]
    assert [take.made_by for take in different(takes, 9)] == ["0", "2", "3"]
    assert [take.made_by for take in different(takes, 2)] == ["0", "2"]


def test_more_takes_are_not_made_than_are_wanted():
    """The writer is slow: what comes behind the last take is never begun."""

    def takes():
        yield Take(Assembly(app_of(SHED), ()), "memory", ())
        yield Take(Assembly(app_of(BEES), ()), "memory", ())
        raise AssertionError("one take too many")

    assert len(different(takes(), 2)) == 2


def test_a_close_memory_gives_the_names(tmp_path):
    """Takes of a bare hint are the remembered apps, the nearest first."""
    takes = spindle(tmp_path).takes(HINT.text, 3)
    assert takes[0].remembered[0].similarity >= CLOSE
    assert parse(takes[0].text).app.name == "Shed Log"
