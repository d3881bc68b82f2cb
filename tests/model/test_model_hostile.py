"""Whatever is typed, the shipped model answers with a sentence or with an app that can be built: never with an error."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from model_fakes import ROOT

from desktop.blueprint import print_app, read
from desktop.compiler import compile_app
from desktop.engine import Engine
from desktop.errors import RequestError
from desktop.hub import shipped_model
from desktop.spindle.draft import Spindle
from models.data.domains import authored_requests

HOSTILE = ROOT / "models" / "evals" / "hostile.txt"
RANDOM = 200
WRITTEN = 12
"""The writer is slow, and what it writes is held against what is put together without it: so it writes
one draft in so many, and is silent in the others."""
SCRIPTS = ((32, 126), (160, 0x24F), (0x370, 0x5FF), (0x2000, 0x2BFF), (0x3040, 0x30FF), (0x1F300, 0x1FAFF))
"""Ranges of characters: Latin and its neighbours, other scripts, signs that are not seen, arrows, emoji."""
SIGNS = "\"|:;=,#{}[]()<>\\/'`*_-+.?!&%$@~^\t\n\u200b\u202e\u0301\ufffd"


class SeldomWriting(Spindle):
    """The shipped model, whose writer is asked once in a while."""

    drafts = 0

    def write(self, *arguments, **options):
        """Write, or say that it cannot, as it does where a request is too long for it."""
        self.drafts += 1
        return super().write(*arguments, **options) if self.drafts % WRITTEN == 0 else None


@pytest.fixture(scope="module")
def spindle() -> Iterator[Spindle]:
    """The shipped model."""
    files = shipped_model()
    with Engine(files.path("writer"), files.path("reader"), others=[files.path("changes")]) as engine:
        yield SeldomWriting(engine, files)


def answered(spindle: Spindle, request: str, compiled: bool = True) -> str:
    """`built` or the key of the sentence that refuses; whatever is built has been read, checked and compiled."""
    try:
        draft = spindle.draft(request)
    except RequestError as refusal:
        assert len(str(refusal)) > 20
        return refusal.key
    reading = read(draft.text)
    assert reading.diagnostics == (), (request, [problem.message for problem in reading.diagnostics])
    assert print_app(reading.app) == draft.text, request
    assert not compiled or compile_app(reading.app).files
    assert all(note.strip() for note in draft.notes)
    assert 0 <= draft.chance <= 1
    return "built"


def hostile_lines() -> list[str]:
    """The hostile requests, one a line; only line ends are escaped in them."""
    return [line.replace("\\n", "\n") for line in HOSTILE.read_text("utf-8").split("\n")[:-1]]


def test_every_hostile_request_is_answered(spindle):
    """Code, markup, other scripts, signs that are not seen, orders to the model, the language's own words."""
    found = [answered(spindle, line) for line in hostile_lines()]
    assert len(found) >= 150
    assert {"built", "request_empty", "request_unclear", "request_script"} <= set(found)


def random_requests() -> list[str]:
    """Characters from anywhere, words in any order, requests cut and joined anywhere, signs in between."""
    pick = random.Random(26)
    texts = [request.text for request in authored_requests()[::7]]
    words = sorted({word for text in texts for word in text.split()})

    def characters() -> str:
        first, last = pick.choice(SCRIPTS)
        return "".join(chr(pick.randint(first, last)) for _ in range(pick.randint(1, 80)))

    def shuffled() -> str:
        return " ".join(pick.choices(words, k=pick.randint(1, 25)))

    def cut() -> str:
        one, other = pick.choice(texts), pick.choice(texts)
        return one[pick.randrange(len(one)) :] + other[: pick.randrange(1, len(other) + 1)]

    def sprinkled() -> str:
        return "".join(letter if pick.random() < 0.9 else pick.choice(SIGNS) for letter in pick.choice(texts))

    def repeated() -> str:
        return (pick.choice(words) + pick.choice((" ", "", "\n", ", "))) * pick.randint(2, 60)

    ways = (characters, shuffled, cut, sprinkled, repeated)
    return [ways[place % len(ways)]() for place in range(RANDOM)]


def test_random_requests_are_answered(spindle):
    """Two hundred that nobody would type, the same ones each time; of what is built every third is compiled."""
    found = [answered(spindle, request, place % 3 == 0) for place, request in enumerate(random_requests())]
    assert len(found) == RANDOM
    assert found.count("built") > RANDOM / 4


def test_takes_of_hostile_requests_can_be_built(spindle):
    """Where several apps are shown, each of them is one."""
    several = 0
    for request in hostile_lines()[::12]:
        try:
            takes = spindle.takes(request, 3)
        except RequestError as refusal:
            assert len(str(refusal)) > 20
            continue
        assert 1 <= len(takes) <= 3
        several += len(takes) > 1
        for take in takes:
            assert read(take.text).diagnostics == ()
    assert several > 1
