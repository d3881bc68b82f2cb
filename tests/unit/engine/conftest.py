"""The small models and engines that this room's tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tiny_models import CHAT, END, ROLE, write_chain_model, write_encoder

from desktop.engine import Engine

ALPHABET = dict(zip("abcdefghijkl", "bcdefghijklm", strict=True)) | {"m": END}
LINES = {"1": " apple", " apple": ",", ",": " pear", " pear": "\n", "\n": " apple"}
TALK = {"?": ROLE, ROLE: "z", "z": END, "!": "é", "é": "→", "→": END}
WIDE = {"A": tuple("BCDEFGH"), **{letter: tuple("ABCDEFGH") for letter in "BCDEFGH"}}


@pytest.fixture(scope="session")
def models(tmp_path_factory):
    """A folder with `writer.gguf`, which says the chains above, `mixed.gguf` and `reader.gguf`.

    `talker.gguf` is of another architecture, and has a template for conversations: it answers with the alphabet.
    """
    folder = tmp_path_factory.mktemp("models")
    chains = ALPHABET | LINES | TALK | WIDE
    write_chain_model(folder / "writer.gguf", chains, pieces=(" apple", " pear", "é", "→"))
    write_chain_model(folder / "mixed.gguf", WIDE, mixing=0.3, context=1024)
    talk = ALPHABET | WIDE | {":": "a"}
    other = {"architecture": "qwen2", "key_heads": 2, "template": CHAT}
    write_chain_model(folder / "talker.gguf", talk, context=4096, step=0.02, **other)
    write_encoder(folder / "reader.gguf")
    return folder


@pytest.fixture(scope="module")
def engine(models) -> Iterator[Engine]:
    """An engine on the small writer and the small reader."""
    with Engine(models / "writer.gguf", models / "reader.gguf") as engine:
        yield engine
