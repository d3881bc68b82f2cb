"""The fake engine keeps the real one's promises, without a model."""

from __future__ import annotations

import threading

import numpy
import pytest

from desktop.engine import Engine, ModelEngine
from desktop.engine.fake import FakeEngine
from desktop.errors import EngineError


def test_fake_says_its_texts_in_order():
    """One text for each call, and the last one again and again."""
    engine = FakeEngine(["first", "second"])
    assert [engine.generate("x").text for _ in range(3)] == ["first", "second", "second"]
    assert engine.prompts == ("x", "x", "x")


def test_fake_streams():
    """Pieces joined are the text."""
    pieces = []
    completion = FakeEngine(["a text of some length"]).generate("x", on_text=pieces.append)
    assert len(pieces) == completion.tokens > 1
    assert "".join(pieces) == completion.text == "a text of some length"
    assert completion.stopped == "end"


def test_fake_keeps_the_budget():
    """No more pieces than tokens allowed."""
    completion = FakeEngine(["a text of some length"]).generate("x", max_tokens=2)
    assert (completion.text, completion.stopped) == ("a text o", "budget")


def test_fake_can_be_cancelled():
    """Stopped in the middle, it returns what it said."""
    cancelled = threading.Event()
    completion = FakeEngine(["a text of some length"]).generate(
        "x", on_text=lambda text: cancelled.set(), cancelled=cancelled
    )
    assert (completion.text, completion.stopped) == ("a te", "cancelled")


def test_fake_can_fail():
    """It raises what it was told to."""
    engine = FakeEngine(fail_with=EngineError("engine_died"))
    with pytest.raises(EngineError, match="stopped twice"):
        engine.generate("x")
    with pytest.raises(EngineError, match="stopped twice"):
        engine.encode([[1]])


def test_fake_vectors_are_stable():
    """A token has one vector, of length 1, wherever it stands."""
    first, second, none = FakeEngine(vector_size=5).encode([[1, 2], [2], []])
    assert (first.shape, none.shape) == ((2, 5), (0, 5))
    numpy.testing.assert_array_equal(first[1], second[0])
    numpy.testing.assert_allclose(numpy.linalg.norm(first, axis=1), 1, rtol=1e-6)


def test_real_and_fake_are_engines():
    """Both fit the protocol that `spindle/` asks for; mypy holds them to it."""
    engines: tuple[ModelEngine, ...] = (FakeEngine(), Engine(None, None))
    assert all(callable(engine.generate) and callable(engine.encode) for engine in engines)
