"""The blocks of the family `tools`: what works something out, picks something or keeps a note."""

from __future__ import annotations

from desktop.blueprint.blocks.spec import BlockSpec, Clause, LineSpec

_WHERE = Clause("where", "test")

BLOCKS: tuple[BlockSpec, ...] = (
    BlockSpec(
        word="calculator",
        family="tools",
        clauses=(Clause("history", "flag"),),
        inputs=True,
    ),
    BlockSpec(
        word="converter",
        family="tools",
        variants=(
            "length",
            "weight",
            "temperature",
            "volume",
            "area",
            "speed",
            "time",
            "data",
            "energy",
            "pressure",
            "cooking",
            "money",
            "all",
        ),
        lines=(LineSpec("rate", clauses=(Clause("is", "number", low=0.000001, needed=True),)),),
    ),
    BlockSpec(
        word="generator",
        family="tools",
        variants=(
            "password",
            "names",
            "groups",
            "bingo",
            "worksheet",
            "word search",
            "palette",
            "placeholder",
            "ideas",
            "qr",
        ),
        entity="may",
        words="may",
        of_variant={
            "password": (Clause("length", "number", low=4, high=64, whole=True, otherwise=16),),
            "names": (
                Clause("for", "word", among=("person", "hero", "place", "team", "pet"), otherwise="person"),
                Clause("count", "number", low=1, high=50, whole=True, otherwise=8),
            ),
            "groups": (
                Clause("size", "number", low=2, high=30, whole=True),
                Clause("count", "number", low=2, high=30, whole=True),
                _WHERE,
            ),
            "bingo": (
                Clause("size", "number", low=3, high=5, whole=True, otherwise=4),
                Clause("cards", "number", low=1, high=40, whole=True, otherwise=4),
            ),
            "worksheet": (
                Clause("plus", "flag"),
                Clause("minus", "flag"),
                Clause("times", "flag"),
                Clause("divided", "flag"),
                Clause("up to", "number", low=5, high=10000, whole=True, otherwise=20),
                Clause("count", "number", low=4, high=120, whole=True, otherwise=20),
                Clause("columns", "number", low=1, high=4, whole=True, otherwise=2),
            ),
            "word search": (Clause("size", "number", low=6, high=20, whole=True, otherwise=12),),
            "palette": (
                Clause("colour", "colour"),
                Clause("count", "number", low=2, high=8, whole=True, otherwise=5),
            ),
            "placeholder": (Clause("paragraphs", "number", low=1, high=20, whole=True, otherwise=3),),
            "ideas": (Clause("count", "number", low=1, high=5, whole=True, otherwise=3),),
            "qr": (Clause("text", "text"),),
        },
        lines=(LineSpec("part", after="words", after_needed=True),),
        variant_scripts=True,
    ),
    BlockSpec(
        word="picker",
        family="tools",
        variants=("wheel", "dice", "coin", "names"),
        entity="may",
        words="may",
        of_variant={
            "wheel": (_WHERE,),
            "dice": (
                Clause("count", "number", low=1, high=10, whole=True, otherwise=2),
                Clause("sides", "number", low=2, high=100, whole=True, otherwise=6),
            ),
            "names": (_WHERE,),
        },
        variant_scripts=True,
    ),
    BlockSpec(
        word="tool",
        family="tools",
        variants=(
            "calculator",
            "count",
            "case",
            "compare",
            "markdown",
            "json",
            "sort",
            "replace",
            "reverse",
            "cipher",
        ),
        variant_scripts=True,
    ),
    BlockSpec(word="drawing", family="tools"),
    BlockSpec(word="notepad", family="tools"),
    BlockSpec(word="checklist", family="tools", words="may", clauses=(Clause("daily", "flag"),)),
    BlockSpec(
        word="counter",
        family="tools",
        words="may",
        clauses=(
            Clause("step", "number", low=1, high=1000, whole=True, otherwise=1),
            Clause("goal", "number", low=1),
        ),
    ),
    BlockSpec(
        word="seating plan",
        family="tools",
        entity="may",
        words="may",
        clauses=(
            Clause("rows", "number", low=1, high=12, whole=True, otherwise=4),
            Clause("columns", "number", low=1, high=12, whole=True, otherwise=6),
            _WHERE,
        ),
    ),
)
