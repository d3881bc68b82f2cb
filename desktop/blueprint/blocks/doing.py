"""The blocks of the family `doing`."""

from __future__ import annotations

from desktop.blueprint.blocks.spec import BlockSpec

BLOCKS: tuple[BlockSpec, ...] = ()
