"""The chance that a draft is what was meant: from a few facts, by weights that ship with the model."""

from __future__ import annotations

import math

import numpy as np
import pytest
from spindle_fakes import SHED, LabelEngine, app_of, model_files, perfect, remembered

from desktop.messages import say
from desktop.spindle.assembler import Assembly
from desktop.spindle.confidence import FACTS, chance, facts_of
from desktop.spindle.draft import Spindle
from desktop.spindle.reading import Mark, Reading
from models.data.marks import read_marks

REQUEST = read_marks("a list of {entity:kites} with {f.text:name}, {f.money:price} and {f.bool:broken}")


def reading(request: str, *marks: Mark) -> Reading:
    """A reading of kind `data` whose probability is 0.9."""
    return Reading(request, "data", 0.9, marks, np.zeros(1, np.float32))


def facts(*arguments) -> dict[str, float]:
    """The facts by their names."""
    return dict(zip(FACTS, facts_of(*arguments).tolist(), strict=True))


def test_the_facts_are_what_their_names_say():
    """Each fact is taken from the reading, from what came to mind, or from what was made of both."""
    marks = (Mark("entity", "tools", 0, 5, 0.8), Mark("f", "due", 6, 9, 0.4, "date"))
    near = (*remembered(similarity=0.6), *remembered(similarity=0.75, phrase="another"))
    found = facts(reading("tools due.", *marks), near, Assembly(app_of(SHED), (), "data"))
    assert found == pytest.approx(
        {
            "similarity of the nearest app": 0.75,
            "its lead over the second": 0.15,
            "probability of the kind": 0.9,
            "mean probability of the marks": 0.6,
            "least probability of a mark": 0.4,
            "fields named, of eight": 1 / 8,
            "whole app taken over": 1.0,
            "length, of 400 letters": 10 / 400,
        },
        abs=1e-6,
    )


def test_the_facts_stay_within_bounds_whatever_is_asked():
    """Nothing marked, nothing remembered, twenty fields, pages of text: every fact is about 0 to 1."""
    many = tuple(Mark("f", "x", place, place + 1, 1.0, "text") for place in range(20))
    assembly = Assembly(app_of(SHED), ())
    for said in (reading(""), reading("x" * 5000, *many)):
        for near in ((), remembered(similarity=0.9)):
            found = facts_of(said, near, assembly)
            assert found.shape == (len(FACTS),)
            assert found.dtype == np.float32
            assert (found >= 0).all()
            assert (found <= 1).all()


def test_the_chance_is_the_logistic_of_the_weighted_facts():
    """Weights and bias alone say it; without any it is one half, and it never leaves 0 to 1."""
    ones = np.ones(len(FACTS), np.float32)
    assert chance(ones, ones * 0, 0.0) == 0.5
    assert chance(ones, ones * 0.25, -1.0) == pytest.approx(1 / (1 + math.exp(-(len(FACTS) * 0.25 - 1))))
    assert chance(ones, ones * 5, 5.0) > chance(ones, ones, 5.0) > 0.5
    assert 0.0 <= chance(ones, ones * -1000, 0.0) <= chance(ones, ones * 1000, 0.0) <= 1.0


def test_a_draft_has_the_chance_that_the_shipped_weights_say(tmp_path):
    """What is in the heads' file is what counts, on the facts of this request."""
    weights = (1.5, -0.5, 0.75, 0.25, 0.0, 1.0, -1.0, 2.0)
    files = model_files(tmp_path, weights=weights, bias=-1.25)
    spindle = Spindle(LabelEngine((REQUEST,)), files)
    found, app = spindle.facts_and_app(REQUEST.text)
    draft = spindle.draft(REQUEST.text)
    assert draft.chance == pytest.approx(chance(found, np.array(weights), -1.25), abs=1e-5)
    assert app.name in draft.text
    assert draft.reading.tagged("f")
    assert 0 < draft.chance < 1


def test_who_is_asked_something_doubtful_says_so(tmp_path):
    """Under one half the draft comes with a note, above it does not; the app is the same."""
    surely, hardly = tmp_path / "surely", tmp_path / "hardly"
    surely.mkdir()
    hardly.mkdir()
    sure = Spindle(LabelEngine((REQUEST,)), model_files(surely, bias=3.0)).draft(REQUEST.text)
    unsure = Spindle(LabelEngine((REQUEST,)), model_files(hardly, bias=-3.0)).draft(REQUEST.text)
    assert say("spindle.unsure") not in sure.notes
    assert say("spindle.unsure") in unsure.notes
    assert sure.text == unsure.text


def test_the_perfect_reading_is_surer_than_a_doubtful_one():
    """Doubt in the marks shows in the facts, so that weights can count it."""
    sure = perfect("{entity:tools} with {f.date:due}")
    doubtful = Reading(
        sure.request,
        sure.kind,
        sure.kind_confidence,
        tuple(Mark(m.tag, m.words, m.start, m.end, 0.3, m.type) for m in sure.marks),
        sure.vector,
    )
    assembly = Assembly(app_of(SHED), ())
    name = "mean probability of the marks"
    assert facts(sure, (), assembly)[name] > facts(doubtful, (), assembly)[name]
