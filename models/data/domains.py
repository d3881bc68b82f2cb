"""The ontology: 300 app domains with the words people use for them, split into trained and held out.

The split goes by a hash of the domain's name, so that it stays the same whatever is added later.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from models.data.marks import Marked, read_edit_marks, read_marks

HERE = Path(__file__).resolve().parent
Domain = dict[str, Any]
EDITS = "edits_"
"""What the files of `authored/` begin with that hold requests to change an app."""


def is_held_out(domain: str) -> bool:
    """Whether nothing of this domain may be trained on (about one in ten)."""
    return hashlib.sha256(domain.encode()).digest()[0] < 26


@cache
def all_domains() -> tuple[Domain, ...]:
    """Every row of the ontology, in file order."""
    paths = sorted((HERE / "ontology").glob("part*.jsonl"))
    return tuple(json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines())


def record_domains() -> tuple[Domain, ...]:
    """The rows of the ontology that are about records; the others only say how such apps are asked for."""
    return tuple(domain for domain in all_domains() if domain["entities"] and domain["kind"] == "data")


def authored_requests(folder: Path = HERE / "authored") -> tuple[Marked, ...]:
    """Every request for an app that was marked by hand, in file order; held-out ones included."""
    paths = sorted(path for path in folder.glob("*.jsonl") if not path.name.startswith(EDITS))
    return tuple(read_marks(row["text"], row["kind"], row["domain"]) for row in _rows(paths))


def authored_edits(folder: Path = HERE / "authored") -> tuple[Marked, ...]:
    """Every request to change an app that was marked by hand, in file order; held-out ones included."""
    return tuple(
        read_edit_marks(row["text"], row.get("about") or row["app"], row.get("app", ""))
        for row in _rows(sorted(folder.glob(f"{EDITS}*.jsonl")))
    )


def _rows(paths: list[Path]) -> Iterator[dict[str, Any]]:
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            if line.strip():
                yield json.loads(line)
