"""Attacks by a server: it never ends, drips, floods, lies, speaks another tongue or leads elsewhere.

Each costs one sentence, soon, and little memory; the engine can be used again afterwards.
"""

from __future__ import annotations

import itertools
import os
import socket
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path

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
from desktop.ledger import read_ledger
from desktop.remote import Patience, RemoteEngine, discover, is_near, read_address

pytestmark = pytest.mark.loopback

ROOT = Path(__file__).resolve().parents[2]
CHAT = "/v1/chat/completions"
HELLO = (Message("user", "Hello"),)
SHORT = Patience(connect_s=1.0, first_s=0.5, between_s=0.5, total_s=20.0)
SOON_S = 60
"""Far more than any of it takes, and far less than for ever."""
MB = 1024 * 1024


def forever(*first: bytes, again: bytes, pause_s: float = 0.0):
    """Write `first`, then the same bytes for ever."""

    def answer(line):
        line.sendall(b"".join(first))
        while True:
            line.sendall(again)
            time.sleep(pause_s)

    return answer


def silent(line):
    """Keep the line open and say nothing."""
    while line.recv(65536):
        pass


def attack(answer, **options) -> EngineError:
    """Return what is said of a server that answers a conversation so."""
    with PlayingServer(llama_pages() | {CHAT: answer}) as server:
        engine = RemoteEngine(server.address, patience=SHORT)
        began = time.monotonic()
        with pytest.raises(EngineError) as problem:
            engine.chat(HELLO, **options)
        assert time.monotonic() - began < SOON_S
        server.answers[CHAT] = said("still ", "here")
        assert engine.chat(HELLO).text == "still here"
    return problem.value


NESTED = b"data: " + b'{"a":' * 100_000 + b"\n\n"

ATTACKS = {
    "says nothing": (silent, "remote_silent"),
    "drips its head": (forever(b"HTTP/1.1 200 OK\r\nX-A: ", again=b"a", pause_s=0.01), "remote_silent"),
    "drips comments": (forever(STREAM, again=b": wait\n\n", pause_s=0.01), "remote_silent"),
    "goes on without end before it begins": (
        forever(again=b"HTTP/1.1 100 Continue\r\n\r\n", pause_s=0.001),
        "remote_silent",
    ),
    "says nothing in many words": (forever(STREAM, again=piece("")), "remote_silent|remote_too_much"),
    "falls silent": (
        lambda line: (line.sendall(STREAM + piece("so far")), silent(line)),
        "remote_stalled",
    ),
    "a head without end": (forever(b"HTTP/1.1 200 OK\r\n", again=b"X-A: b\r\n"), "remote_strange"),
    "a line of the head without end": (
        forever(b"HTTP/1.1 200 OK\r\nX: ", again=b"a" * 65536),
        "remote_strange",
    ),
    "a line without end": (forever(STREAM + b"data: ", again=b"a" * 65536), "remote_too_much"),
    "an event without end": (forever(STREAM, again=b"data: " + b"a" * 1000 + b"\n"), "remote_too_much"),
    "a body without end": (forever(head(), again=b" " * 65536), "remote_too_much"),
    "a problem without end": (forever(head("500 Oh"), again=b" " * 65536), "remote_too_much"),
    "a chunk without end": (
        forever(head("200 OK", "text/event-stream", "Transfer-Encoding: chunked"), again=b"a" * 65536),
        "remote_strange",
    ),
    "no size of a chunk": (
        raw(head("200 OK", "text/event-stream", "Transfer-Encoding: chunked"), b"zz\r\nxx\r\n"),
        "remote_broke",
    ),
    "no HTTP": (raw(b"SSH-2.0-OpenSSH_9\r\n"), "remote_strange"),
    "hangs up at once": (raw(), "remote_strange|remote_broke"),
    "hangs up in its head": (raw(b"HTTP/1.1 200 OK\r\nContent-"), "remote_strange|remote_broke"),
    "hangs up in the middle": (raw(STREAM, piece("half")), "remote_broke"),
    "shorter than it says": (
        raw(head("200 OK", "application/json", "Content-Length: 999"), b"{}"),
        "remote_broke",
    ),
    "ends before it has said anything": (raw(STREAM, DONE), "remote_broke"),
    "another encoding": (raw(STREAM, b'data: {"choices": "\xff\xfe"}\n\n'), "remote_strange"),
    "packed": (
        raw(head("200 OK", "text/event-stream", "Content-Encoding: gzip"), b"\x1f\x8b"),
        "remote_strange",
    ),
    "no JSON": (raw(STREAM, b"data: <html>\n\n"), "remote_strange"),
    "a page of a website": (raw(head("200 OK", "text/html"), b"<html>"), "remote_strange"),
    "JSON as deep as the sea": (raw(STREAM, NESTED), "remote_strange"),
    "a number without end": (raw(STREAM, b"data: " + b"9" * 100_000 + b"\n\n"), "remote_strange"),
    "a list": (raw(STREAM, event([1, 2])), "remote_strange"),
    "choices are a number": (raw(STREAM, event({"choices": 7})), "remote_strange"),
    "a choice is a text": (raw(STREAM, event({"choices": ["x"]})), "remote_strange"),
    "a text is a number": (raw(STREAM, event({"choices": [{"delta": {"content": 7}}]})), "remote_strange"),
    "a text is a list": (raw(STREAM, event({"choices": [{"text": ["a"]}]})), "remote_strange"),
    "an error that is a list": (raw(STREAM, event({"error": [1]})), "remote_refused"),
}


@pytest.mark.parametrize(("answer", "key"), ATTACKS.values(), ids=ATTACKS.keys())
def test_a_hostile_answer_is_a_sentence(answer, key):
    """Whatever it is, it ends soon and is said."""
    assert attack(answer).key in key.split("|")


def test_a_gigabyte_in_one_line_takes_no_memory():
    """What is kept of it stays small."""
    tracemalloc.start()
    try:
        assert attack(forever(STREAM + b"data: ", again=b"a" * MB)).key == "remote_too_much"
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 40 * MB


NUMBERS = (-1, 1e300, True, "7", None, [7], 10**30)


@pytest.mark.parametrize("number", NUMBERS, ids=repr)
def test_wrong_numbers_are_not_believed(number):
    """What is no length and no time is counted and measured here instead."""
    stats = {"prompt_ms": number, "predicted_ms": number}
    answer = raw(STREAM, piece("a"), piece("b", "stop"), usage(number, number, timings=stats), DONE)
    with PlayingServer(llama_pages() | {CHAT: answer}) as server:
        done = RemoteEngine(server.address).chat(HELLO)
    assert (done.text, done.tokens) == ("ab", 2)
    assert 0 <= done.prompt_s < SOON_S
    assert 0 <= done.decode_s < SOON_S


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed(status):
    """Neither the words nor the key go where a server points."""
    with PlayingServer({}) as elsewhere:
        to = head(
            f"{status} Elsewhere", "text/plain", f"Location: http://{elsewhere.address}/v1/chat/completions"
        )
        with PlayingServer(llama_pages() | {CHAT: raw(to)}) as server, pytest.raises(EngineError) as problem:
            RemoteEngine(server.address, key="secret").chat(HELLO)
        assert elsewhere.requests == []
    assert problem.value.key == "remote_redirect"


def test_a_servers_words_stay_one_short_line():
    """What it says of a problem cannot fill the window or the terminal."""
    loud = plain({"error": {"message": "\x1b[2J\n\u202e" + "x" * 100_000}}, "500 Oh")
    sentence = str(attack(loud))
    assert len(sentence) < 500
    assert sentence.isprintable()


def test_odd_names_of_models_are_left_out():
    """A name that could not be shown, or is none, is no model."""
    odd = [{"id": "a\nb"}, {"id": 7}, {"id": ""}, {"id": "x" * 10_000}, "y", {"id": "fine"}]
    pages = llama_pages() | {"/v1/models": plain({"data": odd})}
    with PlayingServer(pages) as server:
        found = discover(read_address(server.address))
    assert [model.name for model in found.models] == ["fine"]


@pytest.mark.parametrize("data", [7, None, {"id": "x"}])
def test_a_list_of_models_that_is_none(data):
    with (
        PlayingServer({"/v1/models": plain({"data": data})}) as server,
        pytest.raises(EngineError) as problem,
    ):
        discover(read_address(server.address))
    assert problem.value.key == "remote_strange"


def test_a_million_models_are_not_all_kept():
    many = plain({"data": [{"id": f"m{number}"} for number in range(50_000)]})
    with PlayingServer(llama_pages() | {"/v1/models": many}) as server:
        assert len(discover(read_address(server.address)).models) <= 1000


def test_a_server_that_reads_nothing_is_left():
    """A long prompt that nobody takes in does not hold anyone up."""
    listening = socket.create_server(("127.0.0.1", 0))
    with listening, PlayingServer(llama_pages(10_000_000)) as server:
        engine = RemoteEngine(server.address, patience=SHORT)
        assert engine.facts().context_tokens == 10_000_000
        deafs = RemoteEngine(f"127.0.0.1:{listening.getsockname()[1]}", patience=SHORT)
        deafs._server = engine.server()
        with pytest.raises(EngineError) as problem:
            deafs.generate("x" * (20 * MB))
    assert problem.value.key == "remote_silent"


FAR = ["8.8.8.8", "1.1.1.1", "100.64.0.1", "0.0.0.0", "172.32.0.1", "192.0.2.1", "2001:4860:4860::8888", "::",
       "::ffff:8.8.8.8", "64:ff9b::808:808", "255.255.255.255", "nonsense", ""]  # fmt: skip
NEAR = ["127.0.0.1", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.20", "169.254.3.4", "::1", "fd12::1",
        "fe80::1%eth0", "::ffff:192.168.1.1"]  # fmt: skip


@pytest.mark.parametrize("digits", FAR)
def test_what_is_not_near(digits):
    assert not is_near(digits)


@pytest.mark.parametrize("digits", NEAR)
def test_what_is_near(digits):
    assert is_near(digits)


@pytest.fixture
def names(monkeypatch):
    """A world in which names lead where a test says; each look-up takes the next answer."""

    def lead(*answers):
        turns = itertools.chain(answers, itertools.repeat(answers[-1]))
        monkeypatch.setattr(
            socket,
            "getaddrinfo",
            lambda host, port, **_: [
                (socket.AF_INET, socket.SOCK_STREAM, 6, "", (digits, port)) for digits in next(turns)
            ],
        )

    return lead


@pytest.mark.parametrize("found", [["93.184.216.34"], ["127.0.0.1", "93.184.216.34"]])
def test_a_name_that_leads_out_of_the_house_is_not_spoken_to(names, found):
    """`strong.local` proves nothing: what counts is every address it leads to."""
    names(found)
    with pytest.raises(EngineError) as problem:
        RemoteEngine("strong.local:8080").facts()
    assert problem.value.key == "remote_not_near"
    assert "93.184.216.34" in str(problem.value)


def test_a_name_that_changes_its_mind_gains_nothing(names):
    """DNS rebinding: the address that was checked is the one that is connected to, each time anew."""
    with PlayingServer(llama_pages() | {CHAT: said("x")}) as server:
        pages = 3
        names(*[["127.0.0.1"]] * pages, ["93.184.216.34"])
        engine = RemoteEngine(f"school.example:{server.port}")
        with pytest.raises(EngineError) as problem:
            for _ in range(pages + 1):
                engine.chat(HELLO)
    assert problem.value.key == "remote_not_near"


def test_the_connection_itself_has_the_last_word(names, monkeypatch):
    """Whatever was looked up: who is really at the other end is asked of the connection."""
    names(["127.0.0.1"])
    monkeypatch.setattr("desktop.remote.connecting.check_near", _nobody_is_near)
    with PlayingServer(llama_pages()) as server:
        with pytest.raises(EngineError) as problem:
            RemoteEngine(f"school.example:{server.port}").facts()
        assert server.requests == []
    assert problem.value.key == "remote_not_near"


def _nobody_is_near(address, digits, *, confirmed):
    raise EngineError("remote_not_near", host=address.host, digits=digits)


def test_every_connection_is_in_the_ledger(tmp_path):
    """The window's sign shows it: that, where to, and nothing else."""
    code = (
        "from pathlib import Path; from desktop.ledger import watch_sockets;"
        f"watch_sockets(Path({str(tmp_path)!r}));"
        "import sys; from desktop.engine import Message; from desktop.remote import RemoteEngine;"
        "print(RemoteEngine(sys.argv[1]).chat([Message('user', 'Hello')]).text)"
    )
    with PlayingServer(llama_pages() | {CHAT: said("Hi")}) as server:
        ran = subprocess.run(
            [sys.executable, "-c", code, server.address],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
    assert ran.stdout.strip() == "Hi", ran.stderr
    seen = {(entry.what, entry.address) for entry in read_ledger(tmp_path)}
    assert ("connect", server.address) in seen
    assert {address.partition(":")[0] for _, address in seen} == {"127.0.0.1"}
