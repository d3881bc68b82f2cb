"""The two baselines that stand beside every result.

Keyword retrieval: the domain whose phrases share the rarest words with the request, its blueprint as it is.
Untrained grammar: a writer of random weights under the grammar, so that what the grammar gives for free
can be seen.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from pathlib import Path

import torch

from desktop.blueprint import gbnf, parse
from desktop.blueprint.nodes import App
from desktop.engine import Engine
from desktop.errors import EngineError
from desktop.spindle.naming import stem
from models.data.library import Entry
from models.train.decoder import SIZES, Decoder, DecoderShape
from models.train.export import export_writer
from models.train.train_writer import SPECIALS, train_tokenizer
from models.train.writer_samples import WriterSamples


class KeywordBaseline:
    """TF-IDF over the phrases of the library."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self._documents = [(Counter(_words(phrase)), entry) for entry in entries for phrase in entry.phrases]
        seen = Counter(word for words, _ in self._documents for word in words)
        self._rarity = {word: math.log(len(self._documents) / count) for word, count in seen.items()}

    def app(self, request: str) -> App | None:
        """The blueprint of the nearest phrase."""
        words = Counter(_words(request))
        best = max(self._documents, key=lambda document: self._similarity(words, document[0]))
        return parse(best[1].blueprint).app

    def _similarity(self, one: Counter[str], other: Counter[str]) -> float:
        shared = sum(self._rarity.get(word, 0.0) ** 2 for word in one.keys() & other.keys())
        return shared / (self._length(one) * self._length(other))

    def _length(self, words: Counter[str]) -> float:
        return math.sqrt(sum(self._rarity.get(word, 1.0) ** 2 for word in words)) or 1.0


def _words(text: str) -> list[str]:
    return [stem(word) for word in re.findall(r"[a-z]+", text.lower())]


class GrammarBaseline:
    """A writer that never learnt anything, held to the language by the grammar alone.

    Args:
        folder: Where its random weights are written.
    """

    def __init__(self, folder: Path) -> None:
        torch.manual_seed(0)
        tokenizer = train_tokenizer(WriterSamples(0), SIZES["tiny"].vocabulary, 5, folder / "tokenizer.json")
        shape = DecoderShape(**{**SIZES["tiny"].__dict__, "vocabulary": tokenizer.get_vocab_size()})
        path = folder / "untrained.gguf"
        export_writer(Decoder(shape), tokenizer, SPECIALS, path)
        self.engine = Engine(path, None)

    def app(self, request: str, seed: int) -> App | None:
        """Whatever comes out within 400 tokens."""
        try:
            completion = self.engine.generate(
                request[:500], grammar=gbnf(), max_tokens=400, seed=seed, temperature=1.0
            )
        except EngineError as error:
            if error.key != "engine_grammar":
                raise
            return None  # it wrote itself into a corner: half a letter that no letter begins with
        return parse(completion.text).app
