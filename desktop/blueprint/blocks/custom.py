"""The block of the family `custom`: the way out, for what the language cannot say."""

from __future__ import annotations

from desktop.blueprint.blocks.spec import BlockSpec, Clause

BLOCKS: tuple[BlockSpec, ...] = (
    BlockSpec(
        word="custom",
        family="custom",
        label="must",
        entity="may",
        clauses=(Clause("height", "number", low=60, high=4000, whole=True, otherwise=400),),
        own_file=True,
    ),
)
