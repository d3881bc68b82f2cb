"""What is asked through the roster teaches the forecasts, and is otherwise left as it is."""

from __future__ import annotations

import threading

import pytest

from desktop.engine import Completion, Message, ModelFacts
from desktop.errors import EngineError
from desktop.fitting import Speed, Speeds
from desktop.routing.learning import LearningEngine

WRITTEN = Completion("words", 100, "end", 200, 2.0, 10.0, -0.5)


class Engine:
    """Answers with the same text and remembers how it was asked."""

    tokens_per_s = 10.0

    def __init__(self, fails: bool = False) -> None:
        self.asked: list[object] = []
        self.closed = False
        self._fails = fails

    def facts(self) -> ModelFacts:
        return ModelFacts("m", 4096, has_chat=True, has_grammar=True)

    def generate(self, prompt, **how):
        self.asked.append((prompt, how))
        if self._fails:
            raise EngineError("engine_died")
        return WRITTEN

    def chat(self, messages, **how):
        self.asked.append((messages, how))
        return WRITTEN

    def close(self) -> None:
        self.closed = True


def test_every_text_teaches():
    """Also what other models are expected to do."""
    speeds = Speeds()
    engine = LearningEngine(Engine(), "m", speeds, Speed(400.0, 20.0))
    assert engine.generate("x") is WRITTEN
    assert Speeds().measured("m") == Speed(100.0, 10.0)
    assert speeds.expected("other", Speed(400.0, 8.0)).tokens_per_s == 4.0


def test_everything_is_passed_on():
    """Grammar, budget, seed, temperature, listener and stop sign reach the engine as they were given."""
    inner = Engine()
    engine = LearningEngine(inner, "m", Speeds(), Speed())
    how = {
        "grammar": "root ::= x",
        "max_tokens": 7,
        "seed": 3,
        "temperature": 0.5,
        "on_text": print,
        "cancelled": threading.Event(),
    }
    messages = (Message("user", "hello"),)
    engine.generate("x", **how)
    engine.chat(messages, **how)
    assert inner.asked == [("x", how), (messages, how)]
    assert (engine.facts(), engine.tokens_per_s) == (inner.facts(), 10.0)
    engine.close()
    assert inner.closed


def test_an_error_is_passed_on_and_teaches_nothing():
    speeds = Speeds()
    with pytest.raises(EngineError):
        LearningEngine(Engine(fails=True), "m", speeds, Speed()).generate("x")
    assert speeds.measured("m") == Speed()


def test_many_threads_may_learn_at_once():
    """Nothing is lost: a server writes several texts at a time."""
    speeds = Speeds()
    threads = [threading.Thread(target=speeds.learn, args=(f"m{number}", WRITTEN)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(Speeds().measured(f"m{number}").tokens_per_s == 10.0 for number in range(20))
