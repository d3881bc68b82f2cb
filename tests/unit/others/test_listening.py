"""An engine that is listened to does what it would do otherwise."""

from __future__ import annotations

import threading

from desktop.engine import Completion, Message, ModelFacts
from desktop.others.listening import Listening
from desktop.outcomes import Progress

WRITTEN = Completion("two words", 3, "end", 200, 2.0, 10.0, -0.5)


class Engine:
    """Answers with the same text, and remembers how it was asked."""

    tokens_per_s = 10.0

    def __init__(self) -> None:
        self.asked: list[tuple[object, dict[str, object]]] = []
        self.closed = False

    def facts(self) -> ModelFacts:
        return ModelFacts("m", 4096, has_chat=True, has_grammar=True)

    def generate(self, prompt, **how):
        self.asked.append((prompt, how))
        for piece in ("two ", "words"):
            how["on_text"](piece)
        return WRITTEN

    chat = generate

    def close(self) -> None:
        self.closed = True


def test_everything_is_passed_on():
    """Grammar, budget, seed, temperature and stop sign as they were given; the listener hears each piece."""
    inner, heard = Engine(), []
    engine = Listening(inner, lambda news: None, lambda text: None)
    how = {
        "grammar": "root ::= x",
        "max_tokens": 7,
        "seed": 3,
        "temperature": 0.5,
        "cancelled": threading.Event(),
    }
    messages = (Message("user", "hello"),)
    assert engine.generate("x", on_text=heard.append, **how) is WRITTEN
    assert engine.chat(messages, **how) is WRITTEN
    assert [asked for asked, _ in inner.asked] == ["x", messages]
    for _, given in inner.asked:
        assert {name: given[name] for name in how} == how
    assert heard == ["two ", "words"]
    assert (engine.facts(), engine.tokens_per_s) == (inner.facts(), 10.0)
    engine.close()
    assert inner.closed


def test_it_is_told_counted_and_learnt_from():
    """Round by round, each text once."""
    news: list[Progress] = []
    learnt: list[Completion] = []
    engine = Listening(Engine(), news.append, learnt.append)
    engine.generate("x")
    engine.chat(())
    assert [(each.stage, each.text, each.round) for each in news] == [
        (stage, text, number)
        for number in (1, 2)
        for stage, text in (("reading", ""), ("writing", "two "), ("writing", "two words"))
    ]
    assert (engine.prompt_tokens, engine.tokens) == (400, 6)
    assert learnt == [WRITTEN, WRITTEN]
