"""Each task goes to the smallest model that does it well, and small edits never wait for a large one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import hub
from desktop.fitting import Fit, Speed
from desktop.routing import SHIPPED, TASKS, Candidate, escalate, route, task_named
from desktop.routing.route import SURE
from desktop.spindle.confidence import UNSURE
from tests.unit.routing.candidates import candidate, spindle

CREATE, EDIT, CUSTOM = task_named("create"), task_named("edit"), task_named("custom")
SMALL, MIDDLE, LARGE = candidate("small", 1.5, 0.55), candidate("middle", 7, 0.7), candidate("large", 32, 0.9)


def ids(*found):
    return tuple(one.id for one in found)


def test_the_smallest_that_does_it_well_goes_first():
    """The larger ones stand behind it, from small to large."""
    chosen = route(CUSTOM, (LARGE, spindle(), MIDDLE, SMALL))
    assert chosen.first is SMALL
    assert chosen.then == (MIDDLE, LARGE)
    assert chosen.sentence() == "Small is the smallest that does this well."


def test_a_new_app_is_the_shipped_models():
    assert route(CREATE, (LARGE, spindle(), MIDDLE)).first.id == SHIPPED


def test_where_the_shipped_model_fails_whoever_does_it_well_is_next():
    """Its score is measured and theirs are estimates: a lower one is no reason to give up."""
    chosen = route(CREATE, (spindle(create=0.95), SMALL, MIDDLE, LARGE))
    assert ids(chosen.first, *chosen.then) == (SHIPPED, "middle", "large")


@pytest.mark.parametrize("confidence", [None, 0.7, 1.0])
def test_small_edits_never_wait_for_a_large_model(confidence):
    """Not even for one that is better, or pinned: it is asked after the quick one has failed."""
    models = (LARGE, spindle(), MIDDLE)
    assert route(EDIT, models, confidence=confidence).first.id == SHIPPED
    pinned = route(EDIT, models, pinned="large", confidence=confidence)
    assert (pinned.first.id, pinned.then) == (SHIPPED, (LARGE,))


def test_an_edit_it_is_unsure_of_goes_to_another_that_is_quick():
    slow = candidate("slow", 14, 0.9, tokens_per_s=1.0)
    chosen = route(EDIT, (spindle(), SMALL, slow), confidence=0.2)
    assert ids(chosen.first, *chosen.then) == ("small", SHIPPED)
    assert chosen.why == "routing.unsure"
    assert route(EDIT, (spindle(), slow), confidence=0.2).first.id == SHIPPED


def test_unsure_of_a_new_app_and_a_better_one_there():
    """The shipped model's answer is still there behind the others."""
    chosen = route(CREATE, (spindle(), LARGE, MIDDLE), confidence=0.3)
    assert ids(chosen.first, *chosen.then) == ("middle", "large", SHIPPED)


def test_unsure_and_nobody_better_changes_nothing():
    worse = candidate("worse", 0.5, 0.1)
    assert route(CREATE, (spindle(), worse), confidence=0.5).first.id == SHIPPED


def test_a_pin_decides():
    """Also where it is slower than is usual: that was the person's choice."""
    slow = candidate("slow", 32, 0.9, tokens_per_s=0.5)
    chosen = route(CUSTOM, (SMALL, slow), pinned="slow")
    assert (chosen.first, chosen.why) == (slow, "routing.pinned")


@pytest.mark.parametrize("pinned", ["gone", "red", SHIPPED])
def test_a_pin_that_cannot_be_kept_counts_as_none(pinned):
    """Removed, too large meanwhile, or not able to do this at all."""
    red = candidate("red", 70, 0.99, colour="red")
    assert route(CUSTOM, (spindle(), SMALL, red), pinned=pinned) == route(CUSTOM, (spindle(), SMALL, red))


def test_what_takes_too_long_is_not_asked():
    slow = candidate("slow", 7, 0.9, tokens_per_s=1.0)
    assert route(CUSTOM, (slow,)).why == "routing.too_slow"
    assert route(CUSTOM, (slow,)).first is None
    assert route(CUSTOM, (slow,), longest_s=3600).first is slow


def test_nobody_knows_how_fast_it_is_before_the_first_time():
    """It is tried."""
    new = candidate("new", 7, 0.9, tokens_per_s=None)
    assert route(CUSTOM, (new,)).first is new


def test_the_best_there_is_where_none_does_it_well():
    """Of models that nobody has measured, the larger is expected to be better."""
    unknown_small, unknown_large = candidate("a", 1.5), candidate("b", 7)
    chosen = route(CUSTOM, (unknown_small, unknown_large))
    assert (chosen.first, chosen.why) == (unknown_large, "routing.best_there_is")


def test_measured_goes_before_unmeasured():
    assert route(CUSTOM, (candidate("unknown", 1), MIDDLE)).first is MIDDLE


def test_what_nobody_can_do_is_said():
    """The shipped model writes no sections."""
    chosen = route(CUSTOM, (spindle(),))
    assert (chosen.first, chosen.then) == (None, ())
    assert "Models" in chosen.sentence()


def test_failing_leads_to_the_next_until_nobody_is_left():
    """Each step says who tries now."""
    chosen = route(CUSTOM, (SMALL, MIDDLE, LARGE))
    second = escalate(chosen)
    third = escalate(second)
    assert (second.first, third.first, escalate(third).first) == (MIDDLE, LARGE, None)
    assert second.sentence() == "The one before did not get it right, so Middle tries."
    assert escalate(third).sentence()


ids_of = st.text("abcdef", min_size=1, max_size=3)
speeds = st.builds(Speed, st.none() | st.floats(0.01, 1e4), st.none() | st.floats(0.01, 1e4))
fits = st.builds(Fit, st.sampled_from(("green", "yellow", "red")), st.just("fitting.fits"), speeds)


def test_the_catalogue_has_a_score_for_each_task():
    """One list of tasks, wherever it is written."""
    assert tuple(task.name for task in TASKS) == hub.TASKS


scores = st.dictionaries(st.sampled_from([task.name for task in TASKS]), st.floats(0, 1)).map(
    lambda scores: tuple(scores.items())
)
models = st.builds(
    Candidate,
    ids_of,
    st.just("A model"),
    st.sampled_from(("here", "server")),
    st.integers(0, 10**12),
    scores,
    fits,
)
rosters = st.lists(models, max_size=6, unique_by=lambda one: one.id).flatmap(
    lambda found: st.sampled_from(([*found], [*found, spindle()]))
)
tasks = st.sampled_from(TASKS)
confidences = st.none() | st.floats(0, 1)


@given(tasks, rosters, ids_of, confidences, st.randoms(use_true_random=False))
def test_the_order_of_the_models_does_not_matter(task, roster, pinned, confidence, random):
    shuffled = list(roster)
    random.shuffle(shuffled)
    assert route(task, roster, pinned, confidence) == route(task, shuffled, pinned, confidence)


@given(tasks, rosters, ids_of, confidences)
def test_everybody_is_asked_once_and_only_who_can(task, roster, pinned, confidence):
    """None twice, none that does not fit, and a sentence in any case."""
    chosen = route(task, roster, pinned, confidence)
    asked = [*([chosen.first] if chosen.first else []), *chosen.then]
    assert len({one.id for one in asked}) == len(asked)
    assert all(one in roster and one.fit.colour != "red" and task.name in one.capable for one in asked)
    assert chosen.sentence()
    assert not (chosen.then and chosen.first is None)


@given(rosters, ids_of, st.none() | st.floats(0.7, 1))
def test_no_edit_ever_waits_for_a_large_model(roster, pinned, confidence):
    """Whatever else is installed, measured or pinned."""
    if any(one.id == SHIPPED for one in roster):
        assert route(EDIT, roster, pinned, confidence).first.id == SHIPPED


@given(tasks, rosters, confidences)
def test_nobody_waits_longer_than_is_usual(task, roster, confidence):
    """Without a pin, whoever is asked is expected to be done in time."""
    chosen = route(task, roster, confidence=confidence)
    for one in [chosen.first, *chosen.then]:
        if one is not None and one.where != "shipped":
            assert (one.seconds(task) or 0) <= task.longest_s


@given(tasks, rosters)
def test_none_smaller_would_have_done_it_well(task, roster):
    """Of those that are measured to do it well and in time, the first is the smallest."""
    chosen = route(task, roster)
    if chosen.why != "routing.smallest":
        return
    for one in roster:
        well = (one.score(task) or 0) >= task.good_enough and one.fit.colour != "red"
        if well and task.name in one.capable and (one.seconds(task) or 0) <= task.longest_s:
            assert chosen.first.size <= one.size


@given(tasks, rosters, ids_of, confidences)
def test_escalating_ends(task, roster, pinned, confidence):
    """After at most as many steps as there are models, nobody is left."""
    chosen = route(task, roster, pinned, confidence)
    for _ in roster:
        chosen = escalate(chosen)
    assert chosen.first is None


def test_a_candidate_may_be_larger_than_it_says():
    """A server that does not tell its model's size counts as the largest: it is not asked first for nothing."""
    unknown = replace(candidate("server", 0, 0.9, where="server"), parameters=0)
    assert route(CUSTOM, (unknown, LARGE)).first is LARGE


def test_sure_means_the_same_as_for_the_shipped_model():
    """Below it, the window shows several takes; from there on its answer stands."""
    assert SURE == UNSURE
