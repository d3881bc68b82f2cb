"""What weighs what in a bundle: the table that the documents show."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from shipping.trimming import size_of

MB = 1_000_000
PARTS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    (
        "the browser engine (Qt WebEngine)",
        lambda path: "webengine" in path.lower() or "qtwebengine" in path.lower(),
    ),
    ("Qt, the window", lambda path: "PySide6" in path or "shiboken6" in path or "libQt6" in path),
    ("Spindle, the model", lambda path: path.startswith("_internal/models/")),
    ("llama.cpp, for every processor", lambda path: "llama_cpp" in path),
    ("numpy", lambda path: "/numpy" in path),
    ("tokenizers", lambda path: "/tokenizers" in path),
    ("runtime, templates, examples, words", lambda path: path.startswith("_internal/resources/")),
    ("libraries of the system, for computers that lack them", lambda path: "/lent/" in path),
    ("Python and what it brings", lambda path: True),
)
"""Each file belongs to the first part that it fits."""


def weigh(bundle: Path) -> tuple[tuple[str, int], ...]:
    """Return (part, bytes), the heaviest first."""
    weights = {name: 0 for name, _ in PARTS}
    for path in bundle.rglob("*"):
        if path.is_file() and not path.is_symlink():
            inside = path.relative_to(bundle).as_posix()
            weights[next(name for name, fits in PARTS if fits(inside))] += path.stat().st_size
    return tuple(sorted(weights.items(), key=lambda one: -one[1]))


def table(bundle: Path) -> str:
    """The weights as Markdown, in megabytes (a million bytes)."""
    lines = ["| part | MB |", "|---|---|"]
    lines += [f"| {name} | {size / MB:.1f} |" for name, size in weigh(bundle) if size >= MB / 10]
    return "\n".join([*lines, f"| **all** | **{size_of(bundle) / MB:.0f}** |"])
