"""What a server is and what it can do, found out by asking it: which models, how much they read, whether they
obey a grammar.

Four programs are known by a question that only they answer. Of these, llama.cpp takes GBNF, and Ollama and
LM Studio take none. vLLM has changed the field's name between its versions, and there are many others; these
are given a grammar that nobody would fulfil by chance, and what comes back tells.

Verified here against a real llama-server; the others only against what their documentation says, played by
a server of the tests.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from desktop.errors import EngineError
from desktop.remote.addresses import Address
from desktop.remote.answers import count_of
from desktop.remote.asking import ask
from desktop.remote.exchange import Call
from desktop.remote.patience import ASKING, Patience

Kind = Literal["llama.cpp", "vllm", "ollama", "lmstudio", "other"]
GrammarField = Literal["", "grammar", "structured_outputs", "guided_grammar"]

ASSUMED_CONTEXT = 4096
"""Where a server does not tell: what Ollama gives a model, and what hardly any gives less of."""
_MOST_MODELS = 1000
_LONGEST_NAME = 200
_CUTTING: tuple[Kind, ...] = ("ollama", "lmstudio")
_WITH_SCHEMA: tuple[Kind, ...] = ("llama.cpp", "vllm", "ollama", "lmstudio")
_TRIED: dict[Kind, tuple[GrammarField, ...]] = {
    "vllm": ("structured_outputs", "guided_grammar"),
    "other": ("grammar", "structured_outputs"),
}
_Question = Callable[[str], dict[str, Any]]
_RARE = "qzjvx"
_RARE_GRAMMAR = f'root ::= "{_RARE}"'


@dataclass(frozen=True, slots=True)
class ServedModel:
    """A model that a server has; `context_tokens` is the longest prompt and text together."""

    name: str
    context_tokens: int


@dataclass(frozen=True, slots=True)
class Server:
    """A server.

    Attributes:
        address: Where it is.
        kind: Which program.
        models: What it has, in its own order.
        checks_length: Whether it refuses what is too long. Ollama and LM Studio cut it without a word, so
            that one has to look before.
        has_schema: Whether an answer can be held to a JSON schema.
    """

    address: Address
    kind: Kind
    models: tuple[ServedModel, ...]
    checks_length: bool
    has_schema: bool

    def model(self, name: str) -> ServedModel:
        """Return the model of that name; the first one for "".

        Raises:
            EngineError: `remote_no_model`.
        """
        for model in self.models:
            if name in ("", model.name):
                return model
        raise EngineError("remote_no_model", address=self.address, model=name or "?")


def discover(
    address: Address,
    *,
    key: str = "",
    confirmed: bool = False,
    patience: Patience = ASKING,
    cancelled: threading.Event | None = None,
) -> Server:
    """Ask a server what it is.

    Args:
        address: Where it is.
        key: What it wants to see of those who ask.
        confirmed: Whether the person wants to speak to it wherever it is.
        patience: For each question.
        cancelled: Set it, from any thread, to stop.

    Raises:
        EngineError: It is not there, not near, wants a key, or is no such server.
        Cancelled: It was cancelled.
    """
    call = Call(address, "/v1/models", key=key, confirmed=confirmed)

    def question(path: str) -> dict[str, Any]:
        return ask(call, path, patience, cancelled=cancelled)

    listed = question("/v1/models").get("data")
    if not isinstance(listed, list):
        raise EngineError("remote_strange", address=address)
    kind, told = _kind_of(question)
    contexts = _contexts(kind, told, question)
    models = []
    for entry in _dictionaries(listed):
        name = entry.get("id")
        if isinstance(name, str) and 0 < len(name) <= _LONGEST_NAME and name.isprintable():
            length = contexts.get(name) or count_of(entry.get("max_model_len")) or contexts.get("")
            models.append(ServedModel(name, length or ASSUMED_CONTEXT))
    return Server(address, kind, tuple(models), kind not in _CUTTING, kind in _WITH_SCHEMA)


def grammar_field(
    server: Server, model: str, call: Call, patience: Patience, cancelled: threading.Event | None = None
) -> GrammarField:
    """Return the field in which a server takes a GBNF grammar and obeys it; "" if there is none.

    Raises:
        EngineError: The server is gone, too slow, or wants a key.
        Cancelled: It was cancelled.
    """
    if server.kind == "llama.cpp":
        return "grammar"
    for field in _TRIED.get(server.kind, ()):
        body = {"model": model, "prompt": "Hello", "max_tokens": 8, "temperature": 0.0}
        try:
            asked = body | with_grammar(field, _RARE_GRAMMAR)
            answer = ask(call, "/v1/completions", patience, asked, cancelled)
            choices = answer.get("choices")
            first = choices[0] if isinstance(choices, list) and choices else {}
            said = first.get("text") if isinstance(first, dict) else ""
        except EngineError as problem:
            if problem.key not in ("remote_refused", "remote_strange"):
                raise
            continue
        if isinstance(said, str) and said.strip() == _RARE:
            return field
    return ""


def with_grammar(field: GrammarField, grammar: str) -> dict[str, Any]:
    """Return what a request gains by a grammar; {} where the server takes none."""
    if not field:
        return {}
    return {field: {"grammar": grammar} if field == "structured_outputs" else grammar}


def _kind_of(question: _Question) -> tuple[Kind, dict[str, Any]]:
    """Which program it is, with what it told when it was asked."""
    questions: tuple[tuple[Kind, str, str, type], ...] = (
        ("llama.cpp", "/props", "default_generation_settings", dict),
        ("ollama", "/api/version", "version", str),
        ("lmstudio", "/api/v0/models", "data", list),
        ("vllm", "/version", "version", str),
    )
    for kind, path, field, shape in questions:
        try:
            told = question(path)
        except EngineError as problem:
            # "I know no such page", in one way or another; all else is said.
            if problem.key not in ("remote_refused", "remote_strange"):
                raise
            continue
        if isinstance(told.get(field), shape):
            return kind, told
    return "other", {}


def _contexts(kind: Kind, told: dict[str, Any], question: _Question) -> dict[str, int]:
    """Context lengths by model name, "" for all others, as far as a server tells them."""
    found: dict[str, int | None] = {}
    if kind == "llama.cpp":
        # That of one slot: what is really there for one text, when several share the server.
        found[""] = count_of(told["default_generation_settings"].get("n_ctx"))
    elif kind == "lmstudio":
        for entry in _dictionaries(told["data"]):
            found[str(entry.get("id"))] = count_of(entry.get("loaded_context_length"))
    elif kind == "ollama":
        for entry in _dictionaries(question("/api/ps").get("models")):
            found[str(entry.get("name"))] = count_of(entry.get("context_length"))
    return {name: length for name, length in found.items() if length}


def _dictionaries(value: object) -> list[dict[str, Any]]:
    entries = value[:_MOST_MODELS] if isinstance(value, list) else []
    return [entry for entry in entries if isinstance(entry, dict)]
