"""What holds for every request: the assembler's app reads without problems, and printing it changes nothing."""

from __future__ import annotations

import random

import pytest
from spindle_fakes import CLOSE, FAR

from desktop.blueprint import parse, print_app, read
from desktop.spindle.assembler import assemble
from desktop.spindle.hints import writer_prompt
from desktop.spindle.memory import Remembered
from desktop.spindle.reading import Mark, Reading
from desktop.spindle.tags import KINDS, TAGS, TYPES
from models.data.apps import whole_apps
from models.data.compose import Composer
from models.data.domains import authored_requests, record_domains
from models.data.library import library_entry, whole_entry
from models.evals.contract import authored_contracts
from models.train.reader_batches import training_domains
from models.train.writer_samples import NO_VECTOR, FieldIndex, reading_of

ODD_WORDS = (
    "m²", "½ price", "₂", "№", "a" * 60, "a b " * 30, "1", "2026-03-01", "today", "yes", "is", "not", "and", "(x)",
    "x:y", "a=b", "a|b", "a,b", '"q"', "'", "--", "e-", "-e", "🌱", "日本語", "ﬁsh", "a\u0301b", "x\u200by", "\t\n",
    "of", "the", "page", "entity", "sort by", "where", "choice", "to", "long text", "name", "date", "_", "#", "a#b",
    "//", "a / b", "a & b", "total (€)", "done?", "per", "required", "default 3", "today's", "no show", "or else",
    "3d print", "straße", "İstanbul", "ǆ", "CO2", "co2", "unit\n•",
)  # fmt: skip
"""What a tired reader might mark, and what is hardest to make a name of."""

SIMILARITIES = (None, FAR, CLOSE)
"""How near the memory is: there is none, its best is far, its best is close."""


@pytest.fixture(scope="module")
def lending():
    """Some remembered blueprints, and what is known of fields."""
    entries = [library_entry(domain) for domain in record_domains()[::5]]
    entries += [whole_entry(app) for app in whole_apps()[::3]]
    apps = [parse(entry.blueprint).app for entry in entries]
    return [(app, entry.kind) for app, entry in zip(apps, entries, strict=True)], FieldIndex(tuple(apps))


def problems(request, similarity, lending) -> list[str]:
    """What is wrong with the app that is made of a request."""
    shelf, knowledge = lending
    app, kind = random.Random(request.text).choice(shelf)
    remembered = () if similarity is None else (Remembered(app, kind, "a phrase", similarity),)
    reading = reading_of(request)
    made = assemble(reading, remembered, knowledge).app
    text = print_app(made)
    reread = read(text)
    found = [f"{request.text[:120]!r}: {problem.code} {problem.message}" for problem in reread.diagnostics]
    if reread.app != made:
        found.append(f"{request.text[:120]!r}: what was read back is another app")
    elif print_app(reread.app) != text:
        found.append(f"{request.text[:120]!r}: printed again it is another text")
    if writer_prompt(reading, remembered).count("<|write|>") != 1:
        found.append(f"{request.text[:120]!r}: the writer would not know where to begin")
    return found


@pytest.mark.parametrize("similarity", SIMILARITIES)
def test_composed_requests_become_apps_without_problems(similarity, lending):
    """300 invented requests: no diagnostics, the same app when read back, the same text when printed again."""
    composer = Composer(training_domains(), seed=20)
    assert [line for _ in range(300) for line in problems(composer.request(), similarity, lending)] == []


def test_requests_written_by_people_become_apps_without_problems(lending):
    """The same for every request that was marked by hand, each with one of the three nearnesses in turn."""
    requests = [*authored_requests(), *(contract.request for contract in authored_contracts())]
    found = [
        line
        for place, request in enumerate(requests)
        for line in problems(request, SIMILARITIES[place % len(SIMILARITIES)], lending)
    ]
    assert found == []
    assert len(requests) > 1500


def confused(text: str, pick: random.Random) -> Reading:
    """A reading as a reader that learnt nothing would have it: any words as anything."""
    marks: list[Mark] = []
    said: list[str] = []
    position = 0
    for word in text.split(" "):
        if pick.random() < 0.15:
            word = pick.choice(ODD_WORDS)
        if word.strip() and pick.random() < 0.5:
            tag = "f" if pick.random() < 0.4 else pick.choice(TAGS)
            type_ = pick.choice(tuple(TYPES.values())) if tag == "f" else ""
            marks.append(Mark(tag, word, position, position + len(word), pick.random(), type_, pick.random()))
        said.append(word)
        position += len(word) + 1
    return Reading(" ".join(said), pick.choice(KINDS), 1.0, tuple(marks), NO_VECTOR)


def test_even_a_confused_reading_becomes_an_app_without_problems(lending):
    """Whatever the reader marks as whatever, what is assembled can be built: a wrong app, but never an error."""
    shelf, knowledge = lending
    texts = [request.text[:300] for request in authored_requests()]
    pick = random.Random(5)
    found = []
    for _ in range(1500):
        reading = confused(pick.choice(texts), pick)
        app, kind = pick.choice(shelf)
        remembered = (Remembered(app, kind, "a phrase", pick.uniform(0.2, 0.9)),)[: pick.randint(0, 1)]
        made = assemble(reading, remembered, knowledge).app
        reread = read(print_app(made))
        if not reread.ok or reread.app != made:
            found.append((reading.request, [problem.message for problem in reread.diagnostics]))
    assert found == []
