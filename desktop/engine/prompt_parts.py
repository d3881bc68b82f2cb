"""A prompt in pieces, some of them a template's and some of them a person's."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """A piece of a prompt: by the template, whose special tokens count, or somebody's text, whose do not."""

    text: str
    is_template: bool
