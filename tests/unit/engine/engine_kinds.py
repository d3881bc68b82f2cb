"""The engines that keep one and the same set of promises: whatever writes text stands here once.

Each opener is given the folder of small models that `conftest` makes, and opens one engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from llama_tools import llama_server

from desktop.engine import Engine, TextEngine
from desktop.engine.completion import ModelFacts
from desktop.engine.fake import FakeEngine
from desktop.paths import models_folder
from desktop.remote import RemoteEngine


@dataclass(frozen=True)
class Kind:
    """An engine, and how to make it talk.

    Attributes:
        engine: Ready to be asked.
        prompt: After which it writes on and on, and ends only by the budget, at `temperature`.
        temperature: See `prompt`.
        long: A budget that lasts until a cancel has arrived, also on a fast computer.
    """

    engine: TextEngine
    prompt: str
    temperature: float = 1.0
    long: int = 400


@contextmanager
def spindle(models: Path) -> Iterator[Kind]:
    """The shipped writer, in the child."""
    del models
    with Engine(models_folder() / "writer.gguf", None) as engine:
        yield Kind(engine, "a list of books I lent to friends and when they come back", temperature=0.0)


@contextmanager
def another_model(models: Path) -> Iterator[Kind]:
    """A model of another architecture with a template for conversations, in the child."""
    with Engine(models / "talker.gguf", None) as engine:
        yield Kind(engine, "A", temperature=0.5, long=4000)


@contextmanager
def fake(models: Path) -> Iterator[Kind]:
    """The one without a model; a grammar means nothing to it."""
    del models
    text = "".join(f"line {number}\n" for number in range(1000))
    yield Kind(FakeEngine([text], facts=ModelFacts("fake", 2048, has_chat=True, has_grammar=False)), "go on")


@contextmanager
def server(models: Path) -> Iterator[Kind]:
    """A real llama-server in a process of its own, asked over this computer's own network."""
    with llama_server(models / "talker.gguf", threads=1) as running:
        yield Kind(RemoteEngine(str(running.address)), "A")


Opener = Callable[[Path], AbstractContextManager[Kind]]
KINDS = (
    pytest.param(spindle, id="spindle"),
    pytest.param(another_model, id="another model"),
    pytest.param(fake, id="fake"),
    pytest.param(server, id="llama-server", marks=(pytest.mark.llama_server, pytest.mark.loopback)),
)
