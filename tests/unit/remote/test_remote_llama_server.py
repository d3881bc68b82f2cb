"""A real llama-server: known for what it is, shared by thirty at once, and left alone by those who stop."""

from __future__ import annotations

import http.client
import re
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from llama_tools import llama_server

from desktop.engine import Message
from desktop.errors import EngineError
from desktop.paths import models_folder
from desktop.remote import RemoteEngine, discover

pytestmark = [pytest.mark.loopback, pytest.mark.llama_server]

CLASS = 30
HELLO = (Message("user", "Hello"),)
YES_OR_NO = 'root ::= ("yes" | "no") "!"'
TOKENS_EACH = 512


@pytest.fixture(scope="module")
def running():
    """With the writer that ships; it answers eight at once, and has thirty to answer."""
    with llama_server(
        models_folder() / "writer.gguf", at_once=8, tokens_each=TOKENS_EACH, threads=2
    ) as server:
        yield server


@pytest.fixture
def engine(running):
    return RemoteEngine(str(running.address))


def test_it_is_known(running, engine):
    """Its kind, its one model and the context of one of those who ask."""
    found = discover(running.address)
    assert (found.kind, found.checks_length, found.has_schema) == ("llama.cpp", True, True)
    assert [(model.name, model.context_tokens) for model in found.models] == [("writer", TOKENS_EACH)]
    assert engine.facts().has_grammar


def test_thirty_at_once_are_all_answered(engine):
    """Nobody fails, everybody gets a text that the grammar allows, and it is streamed to each."""
    begin = threading.Barrier(CLASS)

    def ask(number):
        begin.wait(60)
        pieces: list[str] = []
        done = engine.chat(
            HELLO, grammar=YES_OR_NO, seed=number, temperature=1.0, max_tokens=16, on_text=pieces.append
        )
        return done, pieces

    with ThreadPoolExecutor(CLASS) as pool:
        answers = list(pool.map(ask, range(CLASS)))
    assert all(re.fullmatch("(yes|no)!", done.text) and done.stopped == "end" for done, _ in answers)
    assert all("".join(pieces) == done.text for done, pieces in answers)
    assert all(done.prompt_tokens > 0 and done.tokens > 0 for done, _ in answers)


def test_a_schema_is_obeyed(engine):
    """JSON of the shape that was asked for."""
    schema = '{"type": "object", "properties": {"ok": {"type": "boolean"}}, "required": ["ok"]}'
    assert re.fullmatch(
        r'\{\s*"ok"\s*:\s*(true|false)\s*\}', engine.chat(HELLO, schema=schema, max_tokens=300).text.strip()
    )


def test_a_grammar_that_is_none_is_said(engine):
    with pytest.raises(EngineError) as problem:
        engine.chat(HELLO, grammar="root ::= (")
    assert problem.value.key == "engine_grammar"


def test_those_who_stop_make_room(engine):
    """All its places are taken by texts without end; when they are stopped the next is answered at once."""
    stop = threading.Event()
    begun = threading.Semaphore(0)

    def ramble(number):
        return engine.generate(
            "A",
            temperature=1.0,
            seed=number,
            max_tokens=TOKENS_EACH - 16,
            on_text=lambda text: begun.release(),
            cancelled=stop,
        )

    with ThreadPoolExecutor(8) as pool:
        running = [pool.submit(ramble, number) for number in range(8)]
        for _ in range(8):
            assert begun.acquire(timeout=60)
        stop.set()
        assert all(one.result(60).stopped in ("cancelled", "budget", "loop", "end") for one in running)
    assert engine.chat(HELLO, grammar=YES_OR_NO, max_tokens=16).stopped == "end"


def test_pages_of_the_web_and_the_curious_are_kept_out(running):
    """No page in a browser may read its answers, and what others have asked is not shown."""
    asked = http.client.HTTPConnection(running.address.host, running.address.port, timeout=60)
    asked.request("GET", "/v1/models", headers={"Origin": "https://elsewhere.example"})
    answer = asked.getresponse()
    answer.read()
    assert answer.getheader("Access-Control-Allow-Origin") in (None, "")
    asked.request("GET", "/slots")
    assert asked.getresponse().status >= 400
    asked.close()
