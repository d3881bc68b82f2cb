"""Every section that is described by a table and not by code of its own, by family.

To add a block, add its `BlockSpec` to a family: it is then parsed, printed, checked, sampled and
compiled, and a test names the files that it still lacks (`spec.py` says which they are).
"""

from __future__ import annotations

from collections.abc import Mapping

from desktop.blueprint.blocks import content, custom, doing, games, practice, timers, tools
from desktop.blueprint.blocks.spec import BlockSpec

FAMILIES = (content, tools, timers, practice, games, doing, custom)

BLOCKS: Mapping[str, BlockSpec] = {spec.word: spec for family in FAMILIES for spec in family.BLOCKS}
"""Every block by its word."""
