"""What the documents say that can be held to: commands, what these answer, links, names of buttons.

The first line of a fence says how what stands in it is tried:

    ```sh             run by the suite, one after the other in one folder, without a network
    ```sh window      opens a window; the suite waits until it stands, and closes it
    ```sh network     wants a network or a model by others; the suite has neither, and a sentence must say so
    ```sh namespaces  run by the suite in a folder of its own, where Linux makes small worlds for it
    ```sh checkout    takes minutes or hours; the suite looks whether `run.py` knows it
    ```sh root        run by `trials/documents.py`, as an administrator
    ```sh installed   the same, as an ordinary user of what was installed
    ```output         what the fence before it prints, among other lines; “…” stands for anything

What stands in **bold** in `docs/` is written in the window.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MARKS = frozenset(("", "window", "network", "namespaces", "checkout", "root", "installed"))
_FENCE = re.compile(r"^```(?P<info>[^\n`]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`(?P<text>(?:homespun|python run\.py)(?:\s(?:[^`\n]|\n(?!\s*\n))*)?)`")
_LINK = re.compile(r"\]\((?P<to>[^)\s]+)\)")
_BOLD = re.compile(r"\*\*(?P<words>(?:[^*\n]|\n(?!\s*\n))+)\*\*")
_HEADING = re.compile(r"^#+ (?P<words>.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block of a document.

    Attributes:
        line: Where it begins, from 1.
        language: The first word behind the backticks; "" for none.
        mark: The other words.
        text: What stands in it.
        answer: The lines of the `output` that follows it.
    """

    line: int
    language: str
    mark: str
    text: str
    answer: tuple[str, ...] = ()

    def missing_in(self, printed: str) -> tuple[str, ...]:
        """The lines of the answer that were not printed."""
        lines = [line.strip() for line in printed.splitlines()]
        wanted = (line for line in self.answer if line.strip())
        return tuple(line for line in wanted if not any(re.fullmatch(_pattern(line), one) for one in lines))


@dataclass(frozen=True, slots=True)
class Document:
    """One document.

    Attributes:
        path: Where it lies.
        text: All of it.
    """

    path: Path
    text: str

    def fences(self) -> tuple[Fence, ...]:
        """All fenced blocks but answers, in their order."""
        found = [_fence(self.text, match) for match in _FENCE.finditer(self.text)]
        nothing = Fence(0, "", "", "")
        joined = (_answered(one, following) for one, following in pairwise((*found, nothing)))
        return tuple(fence for fence in joined if fence.language != "output")

    def scripts(self, *marks: str) -> tuple[Fence, ...]:
        """The fences with commands that bear one of some marks."""
        return tuple(fence for fence in self.fences() if fence.language == "sh" and fence.mark in marks)

    def commands_in_sentences(self) -> tuple[str, ...]:
        """Commands of ours that stand within a sentence."""
        return tuple(" ".join(match["text"].split()) for match in _CODE.finditer(self._prose()))

    def links(self) -> tuple[str, ...]:
        """Where links and pictures lead."""
        return tuple(match["to"] for match in _LINK.finditer(self._prose()))

    def bold(self) -> tuple[str, ...]:
        """What stands in bold."""
        return tuple(" ".join(match["words"].split()) for match in _BOLD.finditer(self._prose()))

    def anchors(self) -> frozenset[str]:
        """The names by which its headings can be linked to, as GitHub makes them."""
        headings = (match["words"] for match in _HEADING.finditer(self._prose()))
        return frozenset(
            re.sub(r"[^\w\- ]", "", words.lower()).strip().replace(" ", "-") for words in headings
        )

    def _prose(self) -> str:
        return _FENCE.sub("", self.text)


def documents() -> tuple[Document, ...]:
    """Return the documents for people: those beside `run.py`, and those in `docs/`."""
    paths = sorted((*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")))
    return tuple(read_document(path) for path in paths)


def read_document(path: Path) -> Document:
    """Read one.

    Raises:
        OSError: It cannot be read.
    """
    return Document(path, path.read_text(encoding="utf-8"))


def _pattern(line: str) -> str:
    return ".*".join(map(re.escape, line.strip().split("…")))


def _fence(text: str, match: re.Match[str]) -> Fence:
    language, _, mark = match["info"].strip().partition(" ")
    return Fence(text.count("\n", 0, match.start()) + 1, language, mark, match["text"])


def _answered(fence: Fence, following: Fence) -> Fence:
    if following.language != "output":
        return fence
    return Fence(fence.line, fence.language, fence.mark, fence.text, tuple(following.text.splitlines()))
