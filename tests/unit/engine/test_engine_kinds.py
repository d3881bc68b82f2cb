"""What every engine promises, held to it one by one: the child with two models, the fake, a server."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator

import pytest
from engine_kinds import KINDS, Kind

from desktop.engine import Message
from desktop.errors import EngineError, ModelError

HELLO = (Message("system", "Be brief."), Message("user", "Hello"))
YES_OR_NO = 'root ::= ("yes" | "no") "!"'


@pytest.fixture(scope="module", params=KINDS)
def kind(request, models) -> Iterator[Kind]:
    """One engine after the other."""
    with request.param(models) as opened:
        yield opened


def write(kind, **options):
    return kind.engine.generate(kind.prompt, **{"temperature": kind.temperature, **options})


def test_facts_are_told(kind):
    """A name to show, and how much can be read and written."""
    facts = kind.engine.facts()
    assert facts.name
    assert facts.context_tokens > 0
    assert kind.engine.facts() == facts


def test_text_is_streamed(kind):
    """The pieces joined are the text; there is more than one of them."""
    pieces = []
    completion = write(kind, max_tokens=120, on_text=pieces.append)
    assert "".join(pieces) == completion.text != ""
    assert completion.prompt_tokens > 0


def test_budget_is_kept(kind):
    """Not one token more than allowed."""
    completion = write(kind, max_tokens=5)
    assert (completion.tokens, completion.stopped) == (5, "budget")


def test_no_budget_no_text(kind):
    """Nothing allowed, nothing written."""
    completion = write(kind, max_tokens=0)
    assert (completion.text, completion.tokens) == ("", 0)


def test_same_seed_same_text(kind):
    """A seed is a promise."""
    first, second = (write(kind, max_tokens=20, seed=7).text for _ in range(2))
    assert first == second


def test_cancelled_before_it_began(kind):
    """Nothing is written any more."""
    cancelled = threading.Event()
    cancelled.set()
    completion = write(kind, cancelled=cancelled)
    assert (completion.text, completion.stopped) == ("", "cancelled")


def test_cancelled_in_the_middle(kind):
    """What was written is given back, and the engine goes on afterwards."""
    cancelled, pieces = threading.Event(), []

    def stop(text: str) -> None:
        pieces.append(text)
        cancelled.set()

    completion = write(kind, max_tokens=kind.long, on_text=stop, cancelled=cancelled)
    assert completion.stopped == "cancelled"
    assert "".join(pieces) == completion.text != ""
    assert write(kind, max_tokens=3).tokens == 3


def test_grammar_is_obeyed(kind):
    """Whatever it would rather say."""
    if not kind.engine.facts().has_grammar:
        pytest.skip("a grammar means nothing to it, and it says so")
    completion = write(kind, grammar=YES_OR_NO, max_tokens=50)
    assert re.fullmatch("(yes|no)!", completion.text)
    assert completion.stopped == "end"


def test_conversation_is_answered(kind):
    """By those that hold conversations; the others say that they do not."""
    if not kind.engine.facts().has_chat:
        with pytest.raises((ModelError, EngineError)):
            kind.engine.chat(HELLO)
        return
    pieces = []
    completion = kind.engine.chat(HELLO, max_tokens=8, on_text=pieces.append)
    assert "".join(pieces) == completion.text != ""
    assert completion.prompt_tokens > 2


def test_too_long_is_said(kind):
    """Nothing is cut off in silence."""
    facts = kind.engine.facts()
    long = "Z y " * facts.context_tokens
    asks = [lambda: kind.engine.generate(long)]
    if facts.has_chat:
        asks.append(lambda: kind.engine.chat((Message("user", long),)))
    for ask in asks:
        with pytest.raises(EngineError) as caught:
            ask()
        assert caught.value.key == "engine_context"
        assert caught.value.facts["limit"] == facts.context_tokens


def test_closed_and_used_again(kind):
    """Letting a model go is no goodbye."""
    before = write(kind, max_tokens=10).text
    kind.engine.close()
    assert write(kind, max_tokens=10).text == before


def test_speed_is_told_once_known(kind):
    """Of a text that was long enough to tell."""
    write(kind, max_tokens=40)
    speed = kind.engine.tokens_per_s
    assert speed is None or speed > 0
