"""A server as an engine: it streams, counts, stops, keeps the budget and obeys a grammar where it can."""

from __future__ import annotations

import threading
import time

import pytest
from playing_server import (
    DONE,
    STREAM,
    PlayingServer,
    event,
    head,
    llama_pages,
    piece,
    plain,
    raw,
    said,
    usage,
)

from desktop.engine import Message
from desktop.errors import EngineError
from desktop.remote import Patience, RemoteEngine, chosen_server
from desktop.settings import Settings

pytestmark = pytest.mark.loopback

CHAT = "/v1/chat/completions"
HELLO = (Message("system", "Be brief."), Message("user", "Hello"))


def answering(answer, **more):
    """A server that is taken for llama-server and answers a conversation so."""
    return PlayingServer(llama_pages(**more) | {CHAT: answer})


def test_a_conversation_is_answered_piece_by_piece():
    """Pieces come as they are written; lengths and times are the server's own where it tells them."""
    timings = {"prompt_ms": 12.0, "predicted_ms": 2000.0}
    answer = raw(STREAM, piece("Ü"), piece("→x"), piece("", "stop"), usage(7, 20, timings=timings), DONE)
    heard: list[str] = []
    with answering(answer) as server:
        engine = RemoteEngine(server.address)
        done = engine.chat(HELLO, max_tokens=50, seed=3, temperature=0.5, on_text=heard.append)
        (body,) = server.asked(CHAT)
    assert heard == ["Ü", "→x"]
    assert (done.text, done.stopped, done.tokens, done.prompt_tokens) == ("Ü→x", "end", 20, 7)
    assert (done.prompt_s, done.decode_s) == (0.012, 2.0)
    assert engine.tokens_per_s == 10.0
    assert body["messages"] == [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "Hello"},
    ]
    assert (body["model"], body["seed"], body["temperature"], body["max_tokens"]) == ("tiny", 3, 0.5, 50)
    assert "grammar" not in body


def test_a_prompt_is_continued():
    """`generate` uses the page for prompts, whose pieces have another shape."""
    answer = raw(STREAM, event({"choices": [{"text": "b c", "finish_reason": "length"}]}), DONE)
    with PlayingServer(llama_pages() | {"/v1/completions": answer}) as server:
        done = RemoteEngine(server.address).generate("a", grammar='root ::= "b c"')
        (body,) = server.asked("/v1/completions")
    assert (done.text, done.stopped, body["prompt"], body["grammar"]) == (
        "b c",
        "budget",
        "a",
        'root ::= "b c"',
    )


def test_an_answer_that_is_not_streamed_is_taken_too():
    """Some servers cannot stream; the whole text is one piece then."""
    whole = {"choices": [{"message": {"content": "all of it"}, "finish_reason": "stop"}]}
    with answering(plain(whole)) as server:
        assert RemoteEngine(server.address).chat(HELLO).text == "all of it"


def test_what_a_model_thinks_to_itself_is_no_text():
    """Thoughts are left out of the text, and count towards the budget."""
    answer = raw(STREAM, piece("", reasoning_content="hm"), piece("yes"), piece("", "stop"), DONE)
    with answering(answer) as server:
        done = RemoteEngine(server.address).chat(HELLO)
    assert (done.text, done.tokens) == ("yes", 2)


def test_the_budget_is_kept_whatever_the_server_does():
    """A server that never ends is hung up on when the budget is used up."""

    def forever(line):
        line.sendall(STREAM)
        number = 0
        while True:
            line.sendall(piece(f"{number} "))
            number += 1

    with answering(forever) as server:
        done = RemoteEngine(server.address).chat(HELLO, max_tokens=5)
        assert server.hung_up.wait(30)
    assert (done.text, done.stopped, done.tokens) == ("0 1 2 3 4 ", "budget", 5)


def test_a_text_that_repeats_itself_is_ended():
    with answering(said(*["again and "] * 200)) as server:
        done = RemoteEngine(server.address).chat(HELLO)
    assert done.stopped == "loop"
    assert done.text.count("again") < 100


def test_stop_closes_the_connection():
    """Stop is heard while the server is silent, the text so far is given back, and the server notices."""
    cancelled = threading.Event()
    going_on = threading.Event()

    def slow(line):
        line.sendall(STREAM + piece("so far"))
        assert going_on.wait(30)
        while True:
            line.sendall(b": nothing yet\n")

    with answering(slow) as server:
        began = time.monotonic()
        done = RemoteEngine(server.address).chat(
            HELLO, on_text=lambda text: cancelled.set(), cancelled=cancelled
        )
        took = time.monotonic() - began
        going_on.set()
        assert server.hung_up.wait(30)
    assert (done.text, done.stopped) == ("so far", "cancelled")
    assert took < 20


def test_what_is_cancelled_before_it_begins_asks_nobody():
    cancelled = threading.Event()
    cancelled.set()
    with answering(said("x")) as server:
        done = RemoteEngine(server.address).chat(HELLO, cancelled=cancelled)
        assert server.asked(CHAT) == []
    assert (done.text, done.stopped, done.tokens) == ("", "cancelled", 0)


def test_a_key_is_shown_and_a_wrong_one_is_said():
    with PlayingServer(llama_pages() | {CHAT: plain({}, "401 Unauthorized")}) as server:
        with pytest.raises(EngineError) as problem:
            RemoteEngine(server.address, key="secret").chat(HELLO)
        assert {request.headers["authorization"] for request in server.requests} == {"Bearer secret"}
    assert problem.value.key == "remote_key"


@pytest.mark.parametrize("key", ["bad\r\nHost: elsewhere", "schlüssel"])
def test_a_key_that_would_be_more_than_a_key_is_refused(key):
    with pytest.raises(EngineError) as problem:
        RemoteEngine("127.0.0.1", key=key)
    assert problem.value.key == "remote_key"


@pytest.mark.parametrize(
    ("status", "facts", "key"),
    [
        ("404 Not Found", {"error": {"message": "model not found"}}, "remote_refused"),
        ("503 Service Unavailable", {"error": {"message": "Loading model"}}, "remote_busy"),
        ("429 Too Many", {}, "remote_busy"),
        ("500 Oh", "broken", "remote_refused"),
        (
            "400 Bad",
            {"error": {"type": "exceed_context_size_error", "n_prompt_tokens": 9000, "n_ctx": 2048}},
            "engine_context",
        ),
        ("400 Bad", {"message": "This model's maximum context length is 4096 tokens."}, "remote_context"),
        ("400 Bad", {"error": {"message": "failed to parse grammar"}}, "engine_grammar"),
    ],
)
def test_a_servers_no_is_a_sentence(status, facts, key):
    with answering(plain(facts, status)) as server, pytest.raises(EngineError) as problem:
        RemoteEngine(server.address).chat(HELLO, grammar='root ::= "x"')
    assert problem.value.key == key


def test_a_problem_in_the_middle_of_a_stream_is_a_sentence():
    broken = raw(STREAM, piece("x"), event({"error": {"message": "out of\nmemory"}}))
    with answering(broken) as server, pytest.raises(EngineError, match="out of memory"):
        RemoteEngine(server.address).chat(HELLO)


def test_what_would_be_cut_silently_is_refused_before_it_is_sent():
    """Ollama cuts a prompt that is too long without a word; so the length is looked at here."""
    pages = {
        "/v1/models": plain({"data": [{"id": "m"}]}),
        "/api/version": plain({"version": "0.9"}),
        "/api/ps": plain({"models": [{"name": "m", "context_length": 100}]}),
        CHAT: said("x"),
    }
    with PlayingServer(pages) as server:
        engine = RemoteEngine(server.address)
        assert engine.facts().context_tokens == 100
        with pytest.raises(EngineError) as problem:
            engine.chat((Message("user", "word " * 100),))
        assert server.asked(CHAT) == []
        engine.chat((Message("user", "word " * 40),))
        assert server.asked(CHAT)[0]["max_tokens"] == 34  # what is left, at three letters a token
    assert problem.value.key == "engine_context"


def test_a_schema_takes_the_grammars_place_where_the_server_has_it():
    with answering(said("{}")) as server:
        RemoteEngine(server.address).chat(HELLO, schema='{"type": "object"}', grammar='root ::= "x"')
        (body,) = server.asked(CHAT)
    assert body["response_format"]["json_schema"]["schema"] == {"type": "object"}
    assert "grammar" not in body


def test_facts_are_asked_once_and_again_after_close():
    with answering(said("x")) as server:
        engine = RemoteEngine(server.address)
        assert engine.facts() == engine.facts()
        asked = len(server.requests)
        engine.close()
        facts = engine.facts()
        assert len(server.requests) == 2 * asked
    assert (facts.name, facts.context_tokens, facts.has_chat, facts.has_grammar) == ("tiny", 2048, True, True)


def test_a_model_that_is_not_there_is_said():
    with answering(said("x")) as server, pytest.raises(EngineError) as problem:
        RemoteEngine(server.address, "large").facts()
    assert problem.value.key == "remote_no_model"


def test_no_server_is_the_default_and_a_confirmation_is_for_one_address():
    """Off until somebody names one; another address than the confirmed one has to be confirmed anew."""
    assert chosen_server(Settings()) is None
    chosen = chosen_server(Settings(server="127.0.0.1:9", server_model="m"))
    assert chosen is not None
    assert str(chosen.address) == "http://127.0.0.1:9"
    elsewhere = chosen_server(Settings(server="8.8.8.8:9", server_confirmed="8.8.4.4:9"))
    with pytest.raises(EngineError) as problem:
        elsewhere.facts()
    assert problem.value.key == "remote_not_near"


def test_a_server_that_is_not_there():
    with PlayingServer({}) as server:
        gone = server.address
    with pytest.raises(EngineError) as problem:
        RemoteEngine(gone, patience=Patience(connect_s=2)).chat(HELLO)
    assert problem.value.key == "remote_unreachable"


def test_no_environment_puts_a_stranger_in_between(monkeypatch):
    """A proxy that the environment names is not asked."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with answering(said("direct")) as server:
        assert RemoteEngine(server.address).chat(HELLO).text == "direct"


def test_head_is_read_case_by_case():
    """A stream may name its encoding; an answer without a type is read as one object."""
    stream = head("200 OK", "text/event-stream; charset=utf-8")
    with answering(raw(stream, piece("x", "stop"), DONE)) as server:
        assert RemoteEngine(server.address).chat(HELLO).text == "x"
