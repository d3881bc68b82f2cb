"""Fenced blocks in what a model wrote, read as Markdown does (CommonMark 0.31, 4.5), and a little more.

Forgiving where it does no harm: fences of ticks, tildes or quotation marks, of any length, indented, with
words of any kind behind them. What a reasoning model thought before it answered is no part of the answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_FENCE = re.compile(r"^[ \t]*(?:[-*][ \t]+)?(?P<mark>`{3,}|~{3,}|'{3}|\"{3})(?P<info>[^`\n]*)$")
_LIST = re.compile(r"^(?:[-*•]|\d{1,3}[.)])\s+")
_THOUGHT_BEGINS = re.compile(r"<(?:think|thinking|reasoning)>", re.IGNORECASE)
_THOUGHT_ENDS = re.compile(r"</(?:think|thinking|reasoning)>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block.

    Attributes:
        language: The first word behind its opening fence, in small letters: `html`; "" if there is none.
        name: Of the file, where the fence says one; else "".
        text: What stands in it, lines ending in a newline.
        closed: Whether it has a closing fence.
    """

    language: str
    name: str
    text: str
    closed: bool


def without_thoughts(answer: str) -> str:
    """Return an answer with plain line ends, without what was thought before it.

    A thought that never ends hides what comes after it; one whose beginning the chat template swallowed
    has an end all the same.
    """
    text = answer.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    ends = [found.end() for found in _THOUGHT_ENDS.finditer(text)]
    text = text[ends[-1] :] if ends else text
    begun = _THOUGHT_BEGINS.search(text)
    return (text[: begun.start()] if begun else text).strip()


def blocks_of(text: str) -> tuple[Block, ...]:
    """Return the fenced blocks of a text, in order."""
    found: list[Block] = []
    lines = iter(text.split("\n"))
    for line in lines:
        opening = _FENCE.match(line)
        if opening is None:
            continue
        inside, closed = [], False
        for inner in lines:
            if _closes(inner, opening["mark"]):
                closed = True
                break
            inside.append(inner)
        language, name = _info(opening["info"])
        found.append(Block(language, name, "".join(f"{each}\n" for each in inside), closed))
    return tuple(found)


def plain_answer(answer: str) -> str:
    """Return what a model answered where no code was asked for: the only block if there is one, else all."""
    text = without_thoughts(answer)
    blocks = blocks_of(text)
    return blocks[0].text if len(blocks) == 1 else text


def plain_lines(answer: str) -> tuple[str, ...]:
    """Return the lines of such an answer, without what makes a list of them."""
    lines = (_LIST.sub("", line.strip()).strip("` ") for line in plain_answer(answer).split("\n"))
    return tuple(line for line in lines if line)


def _closes(line: str, mark: str) -> bool:
    bare = line.strip()
    return len(bare) >= len(mark) and bare[0] == mark[0] and not bare.strip(mark[0])


_FILE = re.compile(r"[\w./-]+\.(?:html?|css|m?js)", re.IGNORECASE)


def _info(info: str) -> tuple[str, str]:
    """`html custom/part.html`, `html:part.html`, `part.html`, `html title="part.html"` → language, name."""
    name = _FILE.search(info)
    words = re.split(r"[\s:{,=]+", info.strip().lower())
    language = words[0] if words else ""
    if name is not None and language == name[0].lower():
        language = name[0].rpartition(".")[2].lower()
    return language, name[0] if name else ""
