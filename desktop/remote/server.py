"""A server on the network as an engine: the same promises as the one in the child process.

One connection for each text; closing it is what cancels.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from desktop.engine.completion import Completion, Message, ModelFacts
from desktop.errors import Cancelled, EngineError
from desktop.remote.addresses import Address, read_address
from desktop.remote.answers import Part, problem_in, read_part
from desktop.remote.asking import readable
from desktop.remote.discovering import (
    GrammarField,
    ServedModel,
    Server,
    discover,
    grammar_field,
    with_grammar,
)
from desktop.remote.exchange import Call, Exchange
from desktop.remote.hearing import Heard
from desktop.remote.lines import events, whole
from desktop.remote.patience import Patience
from desktop.settings import Settings

_HTTP_OK = 200
_BYTES_PER_TOKEN = 3
"""Of English and code a token holds four; who guesses fewer asks for room that is not needed, and no more."""
_FEWEST_TIMED_TOKENS = 8  # of fewer, the time says more about the network than about the model


class RemoteEngine:
    """A model on a server as a `TextEngine`.

    Args:
        address: As people type it, see `read_address`.
        model: Its name there; "" for the first that the server has.
        key: What the server wants to see of those who ask; "" for nothing.
        confirmed: Whether the person wants to speak to it although it is not on their own network.
        patience: How long to wait.

    Texts may be written in several threads at once. `mean_logprob` of what is written is 0.0: servers do not
    tell it in the same way, or at a price. Special tokens in a person's text are the server's to refuse.

    Every method but `close` raises EngineError.

    Raises:
        EngineError: `remote_address`, `remote_key` for what cannot be one.
    """

    def __init__(
        self,
        address: str,
        model: str = "",
        key: str = "",
        *,
        confirmed: bool = False,
        patience: Patience | None = None,
    ) -> None:
        self._call = Call(read_address(address), "/v1/models", key=key, confirmed=confirmed)
        if not (key.isascii() and (key.isprintable() or not key)):
            raise EngineError("remote_key", address=self._call.address)
        self._wanted = model
        self._patience = patience or Patience()
        self._asking = threading.Lock()
        self._server: Server | None = None
        self._grammar: GrammarField | None = None
        self._tokens_per_s: float | None = None

    @property
    def address(self) -> Address:
        """Where the server is."""
        return self._call.address

    @property
    def tokens_per_s(self) -> float | None:
        """How fast the last text was written; None if none was, or it was too short to tell."""
        return self._tokens_per_s

    def close(self) -> None:
        """Forget what the server said of itself: the next call asks again."""
        with self._asking:
            self._server, self._grammar = None, None

    def server(self, cancelled: threading.Event | None = None) -> Server:
        """Return what the server is, asking it the first time."""
        with self._asking:
            if self._server is None:
                self._server = discover(
                    self._call.address,
                    key=self._call.key,
                    confirmed=self._call.confirmed,
                    cancelled=cancelled,
                )
            return self._server

    def facts(self) -> ModelFacts:
        """Return what the model is."""
        model = self.server().model(self._wanted)
        return ModelFacts(model.name, model.context_tokens, True, bool(self._grammar_field(model)))

    def generate(
        self,
        prompt: str,
        *,
        grammar: str | None = None,
        max_tokens: int = 512,
        seed: int = 0,
        temperature: float = 0.0,
        on_text: Callable[[str], None] | None = None,
        cancelled: threading.Event | None = None,
    ) -> Completion:
        """Continue `prompt` as it stands; see `engine.Engine.generate`."""
        asked = {"prompt": prompt, "max_tokens": max_tokens, "seed": seed, "temperature": temperature}
        return self._write("/v1/completions", asked, prompt, grammar, on_text, cancelled)

    def chat(
        self,
        messages: Sequence[Message],
        *,
        grammar: str | None = None,
        schema: str | None = None,
        max_tokens: int = 512,
        seed: int = 0,
        temperature: float = 0.0,
        on_text: Callable[[str], None] | None = None,
        cancelled: threading.Event | None = None,
    ) -> Completion:
        """Answer a conversation, put by the server into the words that the model was trained on.

        `schema` is a JSON schema as text that the answer must fulfil, where `server().has_schema`; it takes
        the place of `grammar`, which servers know more rarely. The rest is as in `generate`.
        """
        turns = [{"role": message.role, "content": message.text} for message in messages]
        asked: dict[str, Any] = {"messages": turns, "max_tokens": max_tokens, "seed": seed}
        asked["temperature"] = temperature
        if schema is not None and self.server().has_schema:
            described = {"name": "answer", "strict": True, "schema": json.loads(schema)}
            asked["response_format"] = {"type": "json_schema", "json_schema": described}
            grammar = None
        text = "\n".join(message.text for message in messages)
        return self._write("/v1/chat/completions", asked, text, grammar, on_text, cancelled)

    def _grammar_field(self, model: ServedModel, cancelled: threading.Event | None = None) -> GrammarField:
        server = self.server(cancelled)
        with self._asking:
            if self._grammar is None:
                self._grammar = grammar_field(server, model.name, self._call, self._patience, cancelled)
            return self._grammar

    def _write(
        self,
        path: str,
        asked: dict[str, Any],
        prompt: str,
        grammar: str | None,
        on_text: Callable[[str], None] | None,
        cancelled: threading.Event | None,
    ) -> Completion:
        heard = Heard(time.monotonic(), asked["max_tokens"])
        if heard.budget < 1:
            return Completion("", 0, "budget", 0, 0.0, 0.0, 0.0)
        likely_tokens = len(prompt.encode("utf-8", "replace")) // _BYTES_PER_TOKEN
        try:
            call = self._call_for(path, asked, likely_tokens, grammar, cancelled)
            with Exchange(call, self._patience, cancelled) as exchange:
                for part in _parts(exchange, call.address, grammar):
                    new = heard.hear(part)
                    if part.text or part.thinks:
                        exchange.progressed()
                    if new and on_text is not None:
                        on_text(new)
                    if heard.is_over:
                        break
                else:
                    if heard.stopped is None:
                        raise EngineError("remote_broke", address=call.address)
        except Cancelled:
            if cancelled is None or not cancelled.is_set():
                raise  # somebody else's wish, out of `on_text`
            heard.stopped = "cancelled"
        done = heard.completion(likely_tokens)
        if done.tokens >= _FEWEST_TIMED_TOKENS and done.decode_s > 0:
            self._tokens_per_s = done.tokens / done.decode_s
        return done

    def _call_for(
        self,
        path: str,
        asked: dict[str, Any],
        likely_tokens: int,
        grammar: str | None,
        cancelled: threading.Event | None,
    ) -> Call:
        """What is sent for one text, after a look whether it fits where the server does not look itself."""
        server = self.server(cancelled)
        model = server.model(self._wanted)
        if not server.checks_length:
            room = model.context_tokens - likely_tokens
            if room < 1:
                raise EngineError("engine_context", tokens=likely_tokens, limit=model.context_tokens)
            asked = asked | {"max_tokens": min(asked["max_tokens"], room)}
        obeyed = with_grammar(self._grammar_field(model, cancelled), grammar) if grammar else {}
        streamed = {"model": model.name, "stream": True, "stream_options": {"include_usage": True}}
        body = json.dumps(asked | streamed | obeyed).encode("utf-8")
        return Call(self._call.address, path, body, self._call.key, self._call.confirmed)


def _parts(exchange: Exchange, address: Address, grammar: str | None) -> Iterator[Part]:
    """The events of an answer; of one that was not streamed, the one that it is.

    Raises:
        EngineError: The answer is a problem, or none that can be read.
        Cancelled: It was cancelled.
    """
    head = exchange.head()
    if head.status != _HTTP_OK:
        problem = readable(whole(exchange.chunks(), address))
        raise _grammar_problem(problem_in(problem, head.status, address), grammar)
    texts = events(exchange.chunks(), address) if head.is_stream else [whole(exchange.chunks(), address)]
    for text in texts:
        yield read_part(text, address)


def _grammar_problem(problem: EngineError, grammar: str | None) -> EngineError:
    """Say of a grammar that the server could not read what an engine of ours would say."""
    about = grammar is not None and "grammar" in str(problem.facts.get("reason", "")).lower()
    return EngineError("engine_grammar") if about else problem


def chosen_server(settings: Settings) -> RemoteEngine | None:
    """Return the server that a person has named in the settings; None where there is none, as at first.

    Raises:
        EngineError: `remote_address`, `remote_key`.
    """
    if not settings.server:
        return None
    confirmed = settings.server_confirmed == settings.server
    return RemoteEngine(settings.server, settings.server_model, settings.server_key, confirmed=confirmed)
