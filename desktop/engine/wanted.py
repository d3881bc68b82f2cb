"""What an engine was asked to load, and how: told to each new child in the same words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.engine import protocol
from desktop.engine.prefix_store import Prefixes
from desktop.engine.thread_memory import ThreadMemory


@dataclass(frozen=True)
class Wanted:
    """The models and the ways to run them; see `client.Engine`."""

    writer: Path | None
    encoder: Path | None
    others: Sequence[Path]
    threads: int | None
    gpu: bool
    prefixes: Prefixes | None
    thread_memory: ThreadMemory | None

    def request(self, id: int, *, gpu_failed: bool) -> protocol.Load:
        """Return the request for a new child; `gpu_failed` if the last one died while it loaded."""
        known = self.thread_memory.recall(self.writer) if self.thread_memory and self.writer else 0
        kept = self.prefixes
        return protocol.Load(
            id,
            _whole(self.writer),
            _whole(self.encoder),
            threads=self.threads or 0,
            decode_threads=0 if self.threads else known,
            others=tuple(map(_whole, self.others)),
            prefix_folder=_whole(kept.folder) if kept else "",
            prefix_most_bytes=kept.most_bytes if kept else 0,
            prefix_least_work=kept.least_work if kept else 0,
            gpu=self.gpu,
            gpu_failed=gpu_failed,
        )

    def remember(self, facts: dict[str, object]) -> None:
        """Keep what a child has found out about this computer while it loaded."""
        found = facts.get("measured_threads")
        if self.thread_memory and self.writer and isinstance(found, int) and found > 0:
            self.thread_memory.remember(self.writer, found)


def _whole(path: Path | None) -> str:
    # The child has no folder of its own to start from.
    return str(path.resolve()) if path else ""
