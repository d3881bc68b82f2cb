"""What is said of a block is also used: words, records and lines that its kind has no use for are told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from desktop.blueprint.diagnostics import Diagnostic, problem
from desktop.blueprint.facts import Facts
from desktop.blueprint.nodes import Block

_WITH_WORDS: Mapping[str, tuple[str, ...]] = {
    "generator": ("names", "groups", "bingo", "word search", "ideas"),
    "picker": ("wheel", "coin", "names"),
}
_WITH_RECORDS: Mapping[str, tuple[str, ...]] = {
    "generator": ("groups", "bingo", "word search", "ideas"),
    "picker": ("wheel", "names"),
}
_WITH_LINES: Mapping[str, tuple[str, ...]] = {
    "step": ("countdown", "intervals"),
    "rate": ("money",),
    "part": ("names", "ideas"),
}
"""Which variants of a block use its words, its entity and lines of a word."""


def blocks_use_what_is_said(facts: Facts) -> Iterator[Diagnostic]:
    """Report words, entities and lines under blocks of a kind that does nothing with them."""
    for page in facts.app.pages:
        for section in page.sections:
            if isinstance(section, Block) and section.word in ("timer", "converter", "generator", "picker"):
                yield from _block(section)


def _block(block: Block) -> Iterator[Diagnostic]:
    kind = f"{block.word} {block.variant}"
    if block.words and block.variant not in _WITH_WORDS.get(block.word, ()):
        yield problem("unused-in-block", block.span, word=" | ".join(block.words), block=kind)
    if block.entity and block.variant not in _WITH_RECORDS.get(block.word, ()):
        yield problem("unused-in-block", block.span, word=f"of {block.entity}", block=kind)
    for item in block.items:
        if block.variant not in _WITH_LINES.get(item.word, (block.variant,)):
            yield problem("unused-in-block", item.span, word=item.word, block=kind)
