"""The chance is calibrated: what it says happens about as often as it says."""

from __future__ import annotations

import numpy as np
import pytest

from desktop.errors import RequestError
from desktop.spindle.confidence import FACTS, chance
from desktop.spindle.memory import Memory
from models.data.domains import is_held_out
from models.evals.blocks import withheld_phrases
from models.evals.held_out import forgetting, forgotten_domains, held_out_apps, held_out_contracts
from models.train.calibrate import fit, observed, reliability

TRUE_WEIGHTS = np.array([2.0, -1.5, 0.5, 0.0, 1.0, 0.0, -0.75, 0.25])
TRUE_BIAS = -0.4


def drawn(count: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Facts between 0 and 1, and the chances that a known logistic model gives them."""
    facts = np.random.default_rng(seed).random((count, len(FACTS)))
    return facts, 1 / (1 + np.exp(-(facts @ TRUE_WEIGHTS + TRUE_BIAS)))


def test_a_known_model_is_found_again_from_its_chances():
    """Shares that are exactly the chances of a model lead back to its weights."""
    weights, bias = fit(*drawn(6000))
    assert weights == pytest.approx(TRUE_WEIGHTS, abs=0.05)
    assert bias == pytest.approx(TRUE_BIAS, abs=0.05)


def test_a_known_model_is_found_again_from_what_happened():
    """Of yes and no alone, drawn with those chances, comes nearly the same."""
    facts, chances = drawn(20_000)
    met = (np.random.default_rng(1).random(len(chances)) < chances).astype(float)
    weights, bias = fit(facts, met)
    assert weights == pytest.approx(TRUE_WEIGHTS, abs=0.3)
    assert bias == pytest.approx(TRUE_BIAS, abs=0.3)


def test_the_fit_is_a_matter_of_no_luck():
    """The same requests in another order give the same weights."""
    facts, met = drawn(300)
    turned = np.random.default_rng(2).permutation(len(facts))
    weights, bias = fit(facts, met)
    again, other = fit(facts[turned], met[turned])
    assert again == pytest.approx(weights, abs=1e-8)
    assert other == pytest.approx(bias, abs=1e-8)


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_where_all_was_met_or_nothing_the_weights_stay_finite(share):
    """The penalty holds what nothing else holds; the chance is near what was seen."""
    facts, _ = drawn(40)
    weights, bias = fit(facts, np.full(len(facts), share))
    assert np.isfinite([*weights, bias]).all()
    found = [chance(row.astype(np.float32), weights.astype(np.float32), bias) for row in facts]
    assert np.mean(found) == pytest.approx(share, abs=0.1)


def test_facts_that_never_change_weigh_nothing():
    """A constant is the bias's business."""
    facts, met = drawn(2000)
    facts[:, 3] = 0.0
    weights, _ = fit(facts, met)
    assert weights[3] == pytest.approx(0.0, abs=1e-6)


def test_reliability_compares_what_was_said_with_what_was_met():
    """Equally many requests each, the least likely first; nothing is left out."""
    chances = np.array([0.9, 0.1, 0.5, 0.3, 0.7, 0.2])
    met = np.array([1.0, 0.0, 0.5, 0.4, 0.6, 0.2])
    assert reliability(chances, met, bins=3) == [
        (pytest.approx(0.15), pytest.approx(0.1), 2),
        (pytest.approx(0.4), pytest.approx(0.45), 2),
        (pytest.approx(0.8), pytest.approx(0.8), 2),
    ]


def test_a_fitted_chance_is_reliable():
    """On requests that the fit never saw, each fifth is met about as often as it was said to be."""
    facts, met = drawn(4000)
    weights, bias = fit(facts[:2000], met[:2000])
    said = np.array([chance(row, weights, bias) for row in facts[2000:]])
    for chances, share, count in reliability(said, met[2000:]):
        assert count == 400
        assert chances == pytest.approx(share, abs=0.03)


def test_few_requests_make_few_bins():
    """Less than one request for a bin leaves bins out, not numbers that are none."""
    found = reliability(np.array([0.2, 0.8]), np.array([0.0, 1.0]))
    assert [count for *_, count in found] == [1, 1]


class Answering:
    """Stands for Spindle: remembers what it was asked, and refuses one of the requests."""

    def __init__(self, refused: str):
        self.memory = Memory(("",), ("data",), (("x", 0),), np.ones((1, 1), np.float32), ("d",))
        self.asked: list[str] = []
        self._refused = refused

    def facts_and_app(self, text: str):
        """Facts and no app."""
        if text == self._refused:
            raise RequestError("request_unclear")
        self.asked.append(text)
        return np.ones(len(FACTS), np.float32), None


def test_only_requests_that_nobody_was_trained_on_are_asked():
    """Held-out domains and held-out topics of whole apps; what is refused counts for nothing."""
    refused = held_out_contracts()[0].request.text
    spindle = Answering(refused)
    before = spindle.memory
    facts, met = observed(spindle)
    assert spindle.memory is before
    assert len(facts) == len(met) == len(spindle.asked)
    assert facts.shape[1] == len(FACTS)
    assert ((met >= 0) & (met <= 1)).all()
    contracts = {contract.request.text for contract in held_out_contracts()} - {refused}
    phrases = {phrase for app in held_out_apps() for phrase in app.phrases}
    assert set(spindle.asked) <= contracts | phrases
    assert contracts <= set(spindle.asked)
    assert len(set(spindle.asked) & phrases) > 60
    assert all(is_held_out(app.topic) for app in held_out_apps())


def test_each_phrase_is_asked_in_a_round_of_its_own():
    """Another place gives another phrase of the same app, counted round."""
    apps = held_out_apps()
    first, second = withheld_phrases(apps, 0), withheld_phrases(apps, 2)
    assert len(first) == len(second) > 20
    assert all(one.text != other.text for one, other in zip(first, second, strict=True))
    assert [one.text for one in withheld_phrases(apps, 0)] == [
        app.phrases[0] for app in apps if app.kind != "data"
    ]


def test_a_memory_that_has_forgotten_does_not_know_the_held_out_domains():
    """Neither those of the ontology nor those of authored requests come to mind."""
    domains = ("bees", sorted(forgotten_domains())[0])
    memory = Memory(
        ('app "A"\n\npage A\n  timer stopwatch\n', 'app "B"\n\npage B\n  timer stopwatch\n'),
        ("timer", "timer"),
        (("one", 0), ("two", 1)),
        np.eye(2, dtype=np.float32),
        domains,
    )
    assert not is_held_out("bees")
    assert [one.app.name for one in forgetting(memory).nearest(np.ones(2, np.float32))] == ["A"]
