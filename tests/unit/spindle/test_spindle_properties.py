"""What holds for every request: the assembler's app reads without problems, and printing it changes nothing."""

from __future__ import annotations

import random

import pytest

from desktop.blueprint import parse, print_app, read
from desktop.spindle.assembler import assemble
from desktop.spindle.hints import writer_prompt
from desktop.spindle.memory import Remembered
from models.data.compose import Composer
from models.data.domains import all_domains, authored_requests
from models.data.library import library_entry
from models.evals.contract import authored_contracts
from models.train.reader_batches import training_domains
from models.train.writer_samples import FieldIndex, reading_of

SIMILARITIES = (None, 0.45, 0.7)
"""How near the memory is: there is none, its best is near, its best is close."""


@pytest.fixture(scope="module")
def lending():
    """Some remembered blueprints, and what is known of fields."""
    entries = [library_entry(domain) for domain in all_domains()[::5]]
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
