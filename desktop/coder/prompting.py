"""The prompts for general models: texts in `resources/prompts/`, with the person's words put in.

A prompt's file is a conversation: `=== system`, `=== user` and `=== assistant` begin its turns, and
`<<name>>` stands for a fact. The facts are put in all at once, so that a person's words with `<<` in them
stay words.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import cast

from desktop.engine.completion import Message, Role
from desktop.errors import AnswerError
from desktop.paths import resources_folder

_TURN = re.compile(r"^=== (system|user|assistant)\n", re.MULTILINE)
_FACT = re.compile(r"<<([a-z_]+)>>")


def conversation(name: str, **facts: str) -> tuple[Message, ...]:
    """Return a prompt's turns, the last of which asks.

    Args:
        name: The file's, without its ending.
        **facts: What stands for `<<name>>`.

    Raises:
        KeyError: If the prompt names a fact that is not given.
    """
    return tuple(
        Message(role, _FACT.sub(lambda found: facts[found[1]], text).strip()) for role, text in _turns(name)
    )


def why_refused(error: AnswerError) -> str:
    """Return what a model is told of an answer that could not be used; a person reads another sentence."""
    with (resources_folder() / "prompts" / "refusals.toml").open("rb") as file:
        told: str = tomllib.load(file)[error.key]
    return told.format(**error.facts)


def as_one_text(messages: tuple[Message, ...]) -> str:
    """Return a conversation as one text to be gone on with, for a model without a template for turns."""
    said = {"system": "Instructions", "user": "Request", "assistant": "Answer"}
    turns = (f"### {said[message.role]}\n{message.text}\n\n" for message in messages)
    return f"{''.join(turns)}### Answer\n"


@cache
def _turns(name: str) -> tuple[tuple[Role, str], ...]:
    text = (resources_folder() / "prompts" / f"{name}.txt").read_text(encoding="utf-8")
    _, *parts = _TURN.split(text)
    return tuple((cast("Role", role), said) for role, said in zip(parts[::2], parts[1::2], strict=True))
