"""A model fits, fits with patience, or does not fit; and says why in a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.engine.model_file import ModelHeader
from desktop.fitting import (
    Machine,
    Need,
    Probe,
    Speed,
    fit,
    fit_elsewhere,
    fit_shipped,
    need_of_header,
    reckon,
)

GIB = 1024**3
LAPTOP = Machine(free_bytes=8 * GIB, total_bytes=16 * GIB, cores=4)
PROBE = Probe(read_bytes_per_s=30e9, products_per_s=150e9)
SMALL = Need(parameters=1_500_000_000, weights_bytes=GIB, memory_bytes=GIB + GIB // 2)
LARGE = Need(parameters=32_000_000_000, weights_bytes=19 * GIB, memory_bytes=21 * GIB)
QUICK = Speed(500.0, 30.0)


def test_a_small_model_fits_a_laptop():
    """Green, with the memory and the time in the sentence."""
    fitted = fit(SMALL, LAPTOP, QUICK)
    assert (fitted.colour, fitted.why) == ("green", "fitting.fits")
    assert fitted.sentence() == "It fits: 1536 MB of 8192 MB. A part of your own takes about 40 seconds."


def test_a_model_larger_than_the_computer_is_red():
    """No closing of other programs would help, so it is not advised."""
    fitted = fit(LARGE, LAPTOP, QUICK)
    assert (fitted.colour, fitted.why) == ("red", "fitting.too_large")


def test_a_model_larger_than_what_is_free_is_red_for_now():
    """Where closing other programs helps, that is said."""
    busy = Machine(free_bytes=GIB, total_bytes=16 * GIB, cores=4)
    fitted = fit(SMALL, busy, QUICK)
    assert (fitted.colour, fitted.why) == ("red", "fitting.too_large_now")
    assert "1536 MB" in fitted.sentence()
    assert "1024 MB" in fitted.sentence()


def test_a_model_that_leaves_little_is_yellow():
    tight = Machine(free_bytes=2 * GIB, total_bytes=16 * GIB, cores=4)
    assert fit(SMALL, tight, QUICK).why == "fitting.tight"


@pytest.mark.parametrize(
    ("speed", "colour", "why"),
    [
        (Speed(100.0, 4.0), "yellow", "fitting.slow"),
        (Speed(2.0, 0.5), "red", "fitting.far_too_slow"),
        (Speed(), "green", "fitting.fits_unmeasured"),
    ],
)
def test_patience_is_part_of_it(speed, colour, why):
    """How long one waits decides too; what nobody knows does not."""
    fitted = fit(SMALL, LAPTOP, speed)
    assert (fitted.colour, fitted.why) == (colour, why)
    assert fitted.sentence()


def test_a_system_that_does_not_tell_its_memory_gets_a_yellow():
    unknown = Machine(free_bytes=None, total_bytes=None, cores=4)
    assert fit(SMALL, unknown, QUICK).why == "fitting.memory_unknown"


def test_the_cards_own_memory_counts_once():
    """A card with memory of its own makes room; one that shares the computer's does not."""
    little = {"free_bytes": GIB, "total_bytes": 2 * GIB, "cores": 4, "vram_bytes": 8 * GIB}
    assert fit(SMALL, Machine(**little), QUICK).colour == "green"
    assert fit(SMALL, Machine(**little, shares_memory=True), QUICK).colour == "red"


def test_seconds_are_reading_and_writing():
    fitted = fit(SMALL, LAPTOP, Speed(100.0, 10.0))
    assert fitted.seconds(200, 30) == pytest.approx(5.0)
    assert fit(SMALL, LAPTOP, Speed(100.0, None)).seconds(200, 30) is None


@pytest.mark.parametrize(
    ("speed", "colour", "why"),
    [
        (Speed(), "green", "fitting.elsewhere_unmeasured"),
        (Speed(500.0, 40.0), "green", "fitting.elsewhere"),
        (Speed(500.0, 4.0), "yellow", "fitting.elsewhere"),
        (Speed(500.0, 0.1), "red", "fitting.elsewhere_slow"),
    ],
)
def test_elsewhere_only_time_counts(speed, colour, why):
    """A model on another machine takes no memory here."""
    fitted = fit_elsewhere(speed)
    assert (fitted.colour, fitted.why) == (colour, why)
    assert fitted.sentence()


def test_the_shipped_model_always_fits():
    assert fit_shipped(Speed()).colour == "green"
    assert fit_shipped(Speed()).sentence()


def test_need_of_a_file_is_judged_with_the_context_that_is_used():
    """A model trained for a million tokens is not red because of a context that nobody asks for."""
    header = ModelHeader("llama", "", 1_000_000, 10**9, GIB, 100_000)
    need = need_of_header(header)
    assert need.memory_bytes == header.needed_bytes()
    assert need.memory_bytes < 3 * GIB


@pytest.mark.parametrize("wrong", [(0, 1, 1), (1, 0, 1), (1, 1, 0), (-1, 1, 1)])
def test_a_model_of_nothing_is_a_mistake(wrong):
    with pytest.raises(ValueError, match="weights"):
        Need(*wrong)


# A file may say of itself what it likes: numbers that no memory holds are told like any others.
sizes = st.integers(min_value=1, max_value=10**13) | st.integers(min_value=1, max_value=10**60)
needs = st.builds(Need, sizes, sizes, sizes)
machines = st.builds(
    Machine, st.none() | sizes, st.none() | sizes, st.integers(1, 256), st.integers(0, 10**12), st.booleans()
)
probes = st.builds(Probe, st.floats(1e7, 1e14), st.floats(1e7, 1e17))


@given(needs, machines, probes)
def test_every_model_gets_a_colour_and_a_sentence(need, machine, probe):
    """Whatever the sizes: no division by nothing, no empty reason."""
    speed = reckon(need, machine, probe)
    assert speed.tokens_per_s > 0
    assert speed.prompt_tokens_per_s > 0
    assert fit(need, machine, speed).sentence()


@given(needs, machines, probes, sizes)
def test_more_memory_never_makes_it_worse(need, machine, probe, more):
    """The colour can only become better where there is more room."""
    order = ("red", "yellow", "green")
    if machine.free_bytes is None:
        return
    larger = Machine(machine.free_bytes + more, machine.total_bytes, machine.cores)
    same = Machine(machine.free_bytes, machine.total_bytes, machine.cores)
    speed = reckon(need, same, probe)
    assert order.index(fit(need, larger, speed).colour) >= order.index(fit(need, same, speed).colour)


@given(needs, probes)
def test_a_larger_model_is_never_reckoned_faster(need, probe):
    larger = Need(need.parameters * 2, need.weights_bytes * 2, need.memory_bytes * 2)
    small, large = (reckon(each, LAPTOP, probe) for each in (need, larger))
    assert large.tokens_per_s <= small.tokens_per_s
    assert large.prompt_tokens_per_s <= small.prompt_tokens_per_s


def test_a_card_makes_it_faster():
    """What lies on the graphics card is read there."""
    with_card = Machine(8 * GIB, 16 * GIB, 4, vram_bytes=8 * GIB)
    assert reckon(SMALL, with_card, PROBE).tokens_per_s > 2 * reckon(SMALL, LAPTOP, PROBE).tokens_per_s
