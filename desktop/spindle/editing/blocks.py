"""Other building blocks: which one some words ask for, what a new one says, and the lines under one."""

from __future__ import annotations

import re
from dataclasses import replace

from desktop.blueprint.blocks import BLOCKS
from desktop.blueprint.blocks.spec import BlockSpec, LineSpec
from desktop.blueprint.nodes import Block
from desktop.spindle.assembler.adoption import option_words
from desktop.spindle.editing.bench import Bench
from desktop.spindle.naming import stems
from desktop.spindle.reading import Ask

_ALSO: dict[str, tuple[str, str]] = {
    "faq": ("faq", ""), "questions and answers": ("faq", ""), "contact": ("address", ""), "map": ("address", ""),
    "countdown": ("timer", "countdown"), "egg timer": ("timer", "countdown"), "clock": ("clock", ""),
    "hours": ("opening hours", ""), "menu": ("menu card", ""), "prices": ("pricing", ""), "reviews": ("testimonials", ""),
    "wheel": ("picker", "wheel"), "dice": ("picker", "dice"), "coin": ("picker", "coin"), "poll": ("poll", ""),
    "chat": ("chat", ""), "shop": ("shop", ""), "booking": ("booking", ""), "notes": ("notepad", ""),
    "notepad": ("notepad", ""), "drawing": ("drawing", ""), "banner": ("banner", ""), "pictures": ("carousel", ""),
    "slideshow": ("carousel", ""), "team": ("team", ""), "newsletter": ("call to action", ""),
}  # fmt: skip
"""What people call blocks that are called otherwise; those that a version of the language lacks are passed over."""


def spec_for(words: str) -> tuple[BlockSpec, str] | None:
    """The block (and its kind) that some words ask for, or None."""
    said = stems(words)
    best: tuple[float, BlockSpec, str] | None = None
    for spec in BLOCKS.values():
        for variant in spec.variants or ("",):
            named = stems(f"{spec.word} {variant}")
            own = stems(variant) if variant else named
            score = len(said & named) / max(1, len(said | named))
            if own and own <= said:
                score = max(score, 0.6 + 0.1 * len(own))
            elif stems(spec.word) <= said:
                score = max(score, 0.5)
            if score >= 0.5 and (best is None or score > best[0]):
                best = (score, spec, variant)
    if best is not None:
        return best[1], best[2]
    low = words.lower()
    for called, (word, variant) in _ALSO.items():
        if re.search(rf"\b{called}\b", low) and word in BLOCKS:
            spec = BLOCKS[word]
            if not spec.variants or variant in spec.variants:
                return spec, variant
    return None


def block_for(bench: Bench, ask: Ask) -> Block | None:
    """A block that an ask wants, as it is in a remembered app, or as simple as it can be; None if unclear."""
    words = " ".join(mark.words for mark in ask.tagged("block"))
    found = spec_for(words) if words else None
    if found is None:
        return None
    spec, variant = found
    lent = bench.knowledge.block(spec.word, variant)
    words_said = tuple(option_words(mark.words) for mark in ask.tagged("opt"))
    if lent is not None:
        return lent if not (words_said and spec.words != "no") else _with_words(lent, words_said)
    if spec.entity == "must" or spec.least_lines or spec.inputs or (spec.words == "must" and not words_said):
        return None
    return Block(spec.word, variant, words=words_said if spec.words != "no" else ())


def _with_words(block: Block, words: tuple[str, ...]) -> Block:
    return replace(block, words=words)


def line_for(bench: Bench, ask: Ask, block: Block) -> str:
    """The statement that adds to a block what an ask names: a line under it, or words after its colon; "" if none."""
    spec = BLOCKS[block.word]
    options = [option_words(mark.words) for mark in ask.tagged("opt")]
    news = [_quotable(mark.words) for mark in ask.tagged("new")]
    if spec.lines and (news or len(options) > 1):
        line = _line_spec(spec.lines, bench.words_of(ask))
        label = news[0] if news else ""
        if line.after == "words" and label and options:
            return f'add {line.word} "{label}": {" | ".join(options)}'
        if line.after == "text" and label and len(news) > 1:
            return f'add {line.word} "{label}": "{news[1]}"'
        if label and not line.after_needed:
            return f'add {line.word} "{label}"'
        return ""
    if spec.words != "no" and not block.entity and (options or news):
        return f"set words {' | '.join(dict.fromkeys((*block.words, *(options or map(option_words, news)))))}"
    return ""


def _line_spec(lines: tuple[LineSpec, ...], words: str) -> LineSpec:
    said = stems(words)
    return next((line for line in lines if stems(line.word) & said), lines[0])


def _quotable(words: str) -> str:
    return " ".join(words.replace('"', " ").replace("\\", " ").split())
