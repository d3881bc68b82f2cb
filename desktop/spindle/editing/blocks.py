"""Other building blocks: which one some words ask for, and what a new one says."""

from __future__ import annotations

import re
from dataclasses import replace

from desktop.blueprint.blocks import BLOCKS
from desktop.blueprint.blocks.spec import BlockSpec
from desktop.blueprint.nodes import Block, Value
from desktop.spindle.assembler.adoption import option_words
from desktop.spindle.editing.bench import Bench
from desktop.spindle.editing.clauses import said_of
from desktop.spindle.editing.lines import capital_like, items_from, quotable
from desktop.spindle.naming import stems
from desktop.spindle.reading import Ask

_ALSO: tuple[tuple[str, str, str], ...] = (
    (r"questions and answers|faqs?|frequently asked", "faq", ""),
    (r"put (?:their|your) names? down|names? down|sign(?:ing)?[- ]?up|who (?:brings|comes|helps)|"
     r"volunteers? list|rota", "sign up sheet", ""),
    (r"polls?|votes?|voting|survey|ballot", "poll", ""), (r"guest ?book|chat|message board|wall", "chat", ""),
    (r"contact|map|where we are|address|directions", "address", ""),
    (r"countdown|egg timer", "timer", "countdown"), (r"stop ?watch", "timer", "stopwatch"),
    (r"pomodoro|focus timer", "timer", "pomodoro"), (r"metronome", "timer", "metronome"),
    (r"intervals?|hiit|tabata", "timer", "intervals"), (r"world clock|clock", "clock", ""),
    (r"opening (?:times|hours)|hours", "opening hours", ""),
    (r"price (?:list|table)|pricing|prices|plans", "pricing", ""), (r"menu", "menu card", ""),
    (r"reviews|testimonials|customer voices|what (?:people|customers) say", "testimonials", ""),
    (r"wheel|spinner", "picker", "wheel"), (r"dice|die", "picker", "dice"), (r"coin", "picker", "coin"),
    (r"random name|name picker", "picker", "names"), (r"note ?pad|scratch|notes", "notepad", ""),
    (r"draw(?:ing)?|sketch|paint", "drawing", ""), (r"banner|announcement|notice", "banner", ""),
    (r"slide ?show|carousel|pictures", "carousel", ""), (r"team|staff|who we are", "team", ""),
    (r"newsletter|call to action", "call to action", ""), (r"time ?line|history", "history", ""),
    (r"to-?do list|check ?list|packing list", "checklist", ""), (r"tally|counter", "counter", ""),
    (r"shop|store|basket|cart", "shop", ""), (r"book(?:ing|able)|appointments?", "booking", ""),
    (r"figures|numbers", "figures", ""), (r"steps|how it works", "steps", ""),
    (r"header|hero|opening", "hero", ""), (r"flash ?cards", "flashcards", ""),
    (r"score ?board|scores", "scoreboard", ""), (r"seating", "seating plan", ""),
    (r"register|roll call|attendance", "register", ""), (r"quotes?|saying", "quote", ""),
    (r"gallery|photos", "pictures", ""), (r"calculator", "calculator", ""),
    (r"converter", "converter", "all"), (r"links", "links", ""),
    (r"portfolio|projects|works", "portfolio", ""), (r"groups?|teams", "generator", "groups"),
    (r"footer", "footer", ""),
)  # fmt: skip
"""What people call blocks that are called otherwise, and their kind."""


def spec_for(words: str) -> tuple[BlockSpec, str] | None:
    """The block (and its kind) that some words ask for, or None."""
    said = stems(words)
    best: tuple[float, BlockSpec, str] | None = None
    for spec in (one for one in BLOCKS.values() if not one.own_file or "html" in words.lower()):
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
    also = next(
        (
            (BLOCKS[word], variant)
            for called, word, variant in _ALSO
            if word in BLOCKS and re.search(rf"\b(?:{called})\b", words, re.I)
        ),
        None,
    )
    if best is not None and (also is None or _covers(said, stems(f"{best[1].word} {best[2]}"))):
        return best[1], best[2]
    return also


def _covers(said: frozenset[str], named: frozenset[str]) -> bool:
    """Whether a name is at least half of what was said, so that it was not said by the way."""
    return 2 * len(said & named) >= len(said)


def block_for(bench: Bench, ask: Ask, like: Block | None = None) -> Block | None:
    """A block that an ask wants, with what the ask says of it; None if unclear.

    Args:
        bench: The app, and what remembered apps lend.
        ask: What is wanted.
        like: A block of the kind that is wanted, with its heading, where the ask names no kind.
    """
    if like is None:
        words = " ".join(mark.words for mark in ask.tagged("block"))
        found = spec_for(words) if words else None
        if found is None:
            return None
        like = Block(found[0].word, found[1])
    spec = BLOCKS[like.word]
    lent = bench.knowledge.block(like.word, like.variant)
    model = lent if lent is not None else like
    block = _told(bench, ask, like, model)
    if _stands(spec, block):
        return block
    return (
        replace(lent, label=block.label or lent.label, options=block.options or lent.options)
        if lent
        else None
    )


def _told(bench: Bench, ask: Ask, like: Block, model: Block) -> Block:
    """What an ask says of a new block: its lines, or its words and heading, and its clauses."""
    spec = BLOCKS[like.word]
    has_words = spec.words != "no"
    words = tuple(dict.fromkeys(option_words(mark.words) for mark in ask.tagged("opt"))) if has_words else ()
    lined = bool(spec.lines) and not like.label
    items = items_from(model, ask.marks, bench.words_of(ask)) if lined else ()
    if words and not any(item.options for item in items):
        items = ()
    words = () if items else words
    label = like.label or (quotable(ask.words("new")) if spec.label != "no" and not items else "")
    options: tuple[tuple[str, Value], ...] = ()
    if not items:
        _, given = said_of(like, ask, bench.request[ask.start : ask.end])
        known = spec.clauses_of(like.variant)
        options = tuple((one.word, said) for one in known if (said := given.get(one.word)) is not None)
    words = tuple(capital_like(one, model.words) if model.words else one for one in words)
    return replace(like, label=capital_like(label, ()), items=items, words=words, options=options)


def _stands(spec: BlockSpec, block: Block) -> bool:
    """Whether a block has all that it must have."""
    return not (
        (spec.entity == "must" and not block.entity)
        or len(block.items) < spec.least_lines
        or spec.inputs
        or (spec.words == "must" and not block.words)
        or (spec.label == "must" and not block.label)
    )
