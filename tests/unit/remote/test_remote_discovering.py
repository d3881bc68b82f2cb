"""What a server is and can, found out by asking; the programs that are not here are played."""

from __future__ import annotations

import json

import pytest
from playing_server import PlayingServer, llama_pages, plain

from desktop.errors import EngineError
from desktop.remote import RemoteEngine, discover, read_address

pytestmark = pytest.mark.loopback

MODELS = plain({"object": "list", "data": [{"id": "small"}, {"id": "large", "max_model_len": 16384}]})
PAGES = {
    "llama.cpp": llama_pages(3000) | {"/v1/models": MODELS},
    "vllm": {"/v1/models": MODELS, "/version": plain({"version": "0.12.0"})},
    "ollama": {
        "/v1/models": MODELS,
        "/api/version": plain({"version": "0.9.0"}),
        "/api/ps": plain({"models": [{"name": "small", "context_length": 8192}]}),
    },
    "lmstudio": {
        "/v1/models": MODELS,
        "/props": plain({"error": "Unexpected endpoint or method. (GET /props)"}),
        "/api/v0/models": plain({"data": [{"id": "small", "loaded_context_length": 5000}]}),
    },
    "other": {"/v1/models": MODELS},
}
SMALL = {"llama.cpp": 3000, "vllm": 4096, "ollama": 8192, "lmstudio": 5000, "other": 4096}


def obeying(server, field):
    """A page that obeys a grammar only in one field, as a server does that knows it."""

    def answer(line):
        told = server.asked("/v1/completions")[-1].get(field)
        text = "qzjvx" if told and "qzjvx" in json.dumps(told) else "Hello to you too"
        plain({"choices": [{"text": text}]})(line)

    return answer


@pytest.mark.parametrize("kind", PAGES)
def test_each_program_is_known(kind):
    """By a question that only it answers; its models and what they read come along."""
    with PlayingServer(PAGES[kind]) as server:
        found = discover(read_address(server.address))
    assert found.kind == kind
    assert [model.name for model in found.models] == ["small", "large"]
    assert found.model("").context_tokens == SMALL[kind]
    assert found.model("large").name == "large"
    assert found.checks_length is (kind not in ("ollama", "lmstudio"))


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("vllm", "structured_outputs"),
        ("vllm", "guided_grammar"),
        ("vllm", ""),
        ("other", "grammar"),
        ("other", "structured_outputs"),
        ("other", ""),
        ("ollama", ""),
        ("lmstudio", ""),
    ],
)
def test_whether_a_grammar_is_obeyed_is_tried(kind, field):
    """A name in an answer proves nothing; a text that nobody writes by chance does."""
    with PlayingServer(PAGES[kind]) as server:
        server.answers["/v1/completions"] = obeying(server, field)
        assert RemoteEngine(server.address).facts().has_grammar is bool(field)


def test_a_server_that_refuses_an_unknown_field_has_no_grammar():
    refusing = plain({"error": {"message": "unknown field"}}, "400 Bad Request")
    with PlayingServer(PAGES["other"] | {"/v1/completions": refusing}) as server:
        assert RemoteEngine(server.address).facts().has_grammar is False


def test_a_server_without_models_is_said():
    with PlayingServer({"/v1/models": plain({"data": []})}) as server, pytest.raises(EngineError) as problem:
        RemoteEngine(server.address).facts()
    assert problem.value.key == "remote_no_model"


def test_what_is_no_model_server_is_said():
    with PlayingServer({}) as server, pytest.raises(EngineError) as problem:
        discover(read_address(server.address))
    assert problem.value.key == "remote_refused"
