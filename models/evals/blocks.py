"""Requests for tools, timers, quizzes, games, sites: whether the right block is there, and what was said set.

An item is met for each block that the request needs, by its word and variant (`timer pomodoro`), for each
thing said of one (`work 25`), and for a record that such an app must keep. Requests are of two sorts:
phrases of remembered apps, each withheld from memory while it is asked (`withheld_phrases`), and requests
by people who had not seen those apps (`stranger_requests`).
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from desktop.blueprint import parse
from desktop.blueprint.nodes import App, Block
from models.data.apps import WholeApp, whole_apps

HERE = Path(__file__).resolve().parent
WITHHELD = 4
"""One of the phrases of each app is asked: the one at this place, counted round."""


@dataclass(frozen=True, slots=True)
class BlockRequest:
    """A request and what an app for it must have.

    Attributes:
        text: The person's words.
        kind: One of `tags.KINDS`.
        blocks: `word variant` of each block that it needs.
        says: Clauses that it sets, by the clause's word: a number or a word.
        phrase: The remembered phrase to be withheld; "" if it is none.
    """

    text: str
    kind: str
    blocks: tuple[str, ...]
    says: tuple[tuple[str, str], ...] = ()
    phrase: str = ""


def withheld_phrases(
    apps: tuple[WholeApp, ...] | None = None, place: int = WITHHELD
) -> tuple[BlockRequest, ...]:
    """One phrase of each whole app that is not about records: the one at `place`, counted round."""
    found = []
    for app in whole_apps() if apps is None else apps:
        tree = parse(app.blueprint).app
        if app.kind == "data" or tree is None:
            continue
        phrase = app.phrases[place % len(app.phrases)]
        found.append(BlockRequest(phrase, app.kind, main_blocks(tree), phrase=phrase))
    return tuple(found)


def stranger_requests(path: Path = HERE / "blocks.jsonl") -> tuple[BlockRequest, ...]:
    """The requests of people who had not seen what is remembered."""
    rows = (json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip())
    return tuple(
        BlockRequest(
            row["text"],
            row["kind"],
            tuple(row["blocks"]),
            tuple((word, str(value)) for word, value in row.get("says", {}).items()),
        )
        for row in rows
    )


def main_blocks(app: App) -> tuple[str, ...]:
    """What an app is for: the first block of its first page; of a site, its first three."""
    found = [named(each) for each in blocks_of(app)]
    return tuple(dict.fromkeys(found[: 3 if found[:1] == ["hero"] else 1]))


def blocks_of(app: App) -> tuple[Block, ...]:
    """All blocks of an app, in order."""
    return tuple(one for page in app.pages for one in page.sections if isinstance(one, Block))


def named(block: Block) -> str:
    """A block as requests name it: `timer pomodoro`, `hero`."""
    return f"{block.word} {block.variant}".strip()


def items(request: BlockRequest, app: App | None) -> list[tuple[str, bool]]:
    """Every item of a request, by group, and whether the app meets it. No app meets nothing."""
    there = blocks_of(app) if app else ()
    names = Counter(named(block) for block in there)
    found = [("block", names[wanted] > 0) for wanted in request.blocks]
    said = {(word, _plain(value)) for block in there for word, value in block.options}
    found += [("said", (word, value) in said) for word, value in request.says]
    return found


def _plain(value: object) -> str:
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    return "yes" if value is True else str(value)


def share(results: list[tuple[str, bool]]) -> dict[str, float]:
    """The share of items met, in all and by group, 0 to 1."""
    groups = {"all": results} | {
        group: [each for each in results if each[0] == group] for group in ("block", "said")
    }
    return {name: sum(met for _, met in each) / len(each) for name, each in groups.items() if each}
