"""Models are judged before they are downloaded, where they lie, and where they run elsewhere."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.engine import Completion
from desktop.engine.model_file import ModelHeader
from desktop.fitting import Machine, Probe, Speeds
from desktop.hub.catalogue import CatalogueEntry, entry_called, read_catalogue
from desktop.hub.installed import InstalledModel
from desktop.remote import RemoteEngine
from desktop.routing import SHIPPED, TASKS, Judge

GIB = 1024**3
LAPTOP = Machine(free_bytes=8 * GIB, total_bytes=16 * GIB, cores=4)
PROBE = Probe(read_bytes_per_s=30e9, products_per_s=150e9)
ENTRY = CatalogueEntry(
    id="good-coder-7b",
    name="Good Coder 7B",
    parameters=7_000_000_000,
    active_parameters=7_000_000_000,
    licence="Apache-2.0",
    repository="good/coder",
    file="good-coder-7b.gguf",
    quantisation="Q4_K_M",
    size_bytes=4_500_000_000,
    memory_bytes_per_token=57_344,
    context_tokens=32_768,
    architecture="qwen2",
    sha256="",
    scores=(("custom", 0.7),),
    source="estimate",
    attention_heads=28,
)
MODEL = InstalledModel(
    ENTRY.id,
    ENTRY.name,
    Path("good-coder-7b.gguf"),
    ModelHeader("qwen2", "", 32_768, 7_000_000_000, 4_500_000_000, 57_344, 28 * 128 * 4),
    ENTRY,
    ours=True,
)


@pytest.fixture
def judge() -> Judge:
    """Knows a laptop on which nothing was run yet."""
    return Judge(LAPTOP, PROBE, Speeds())


def test_the_same_before_and_after_the_download(judge):
    """What was promised in the catalogue is what is found in the file."""
    before, after = judge.entry(ENTRY), judge.installed(MODEL).fit
    assert (before.colour, before.why) == (after.colour, after.why)
    assert before.needed_bytes == after.needed_bytes
    assert before.tokens_per_s == pytest.approx(after.tokens_per_s)


def test_a_mixture_of_experts_is_large_and_quick(judge):
    """All of it takes memory; only its active part takes time."""
    mixed = replace(ENTRY, active_parameters=ENTRY.parameters // 7)
    assert judge.entry(mixed).needed_bytes == judge.entry(ENTRY).needed_bytes
    assert judge.entry(mixed).tokens_per_s == pytest.approx(7 * judge.entry(ENTRY).tokens_per_s)
    here = replace(MODEL, header=replace(MODEL.header, active_share=1 / 7), entry=None)
    assert judge.installed(here).fit.tokens_per_s == pytest.approx(judge.entry(mixed).tokens_per_s)


def test_what_was_measured_replaces_what_was_reckoned(tmp_path):
    speeds = Speeds()
    speeds.learn(MODEL.id, Completion("x", 100, "end", 1000, 10.0, 50.0, 0.0))
    fitted = Judge(LAPTOP, PROBE, speeds).installed(MODEL).fit
    assert (fitted.measured, fitted.prompt_tokens_per_s, fitted.tokens_per_s) == (True, 100.0, 2.0)
    assert fitted.reckoned == Judge(LAPTOP, PROBE, Speeds(tmp_path)).installed(MODEL).fit.speed


def test_scores_come_from_the_catalogue(judge):
    """A file that the catalogue does not know has none."""
    custom = next(task for task in TASKS if task.name == "custom")
    assert judge.installed(MODEL).score(custom) == 0.7
    assert judge.installed(replace(MODEL, entry=None)).score(custom) is None


def test_the_shipped_model_does_what_it_was_made_for(judge):
    shipped = judge.shipped()
    assert (shipped.id, shipped.capable, shipped.fit.colour) == (SHIPPED, ("create", "edit"), "green")


def test_a_servers_model_is_known_by_its_name(judge):
    server = RemoteEngine("192.168.1.20:8080", "Good-Coder-7B-Instruct")
    known = judge.server(server, "Good-Coder-7B-Instruct", (ENTRY,))
    assert (known.where, known.scores, known.parameters) == ("server", ENTRY.scores, ENTRY.parameters)
    unknown = judge.server(server, "", (ENTRY,))
    assert (unknown.id, unknown.scores) == ("http://192.168.1.20:8080", ())


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Qwen2.5-Coder-7B-Instruct", "qwen2.5-coder-7b"),
        ("qwen2.5-coder:7b", "qwen2.5-coder-7b"),
        ("qwen2.5-coder-1.5b-instruct-q4_k_m.gguf", "qwen2.5-coder-1.5b"),
        ("Qwen/Qwen2.5-Coder-32B-Instruct", "qwen2.5-coder-32b"),
        ("llama-7b", None),
        ("", None),
    ],
)
def test_names_are_told_apart(name, id):
    """Also 3B and 32B, and with whatever stands around them; a name that is none of ours is none."""
    found = entry_called(name, read_catalogue())
    assert (found and found.id) == id


def test_every_model_of_the_catalogue_is_judged(judge):
    """On a small laptop and on a large computer, each has a colour and a sentence; larger is never greener."""
    large = Judge(Machine(100 * GIB, 128 * GIB, 32), Probe(200e9, 2e12), Speeds())
    order = ("red", "yellow", "green")
    for entry in read_catalogue():
        here, there = judge.entry(entry), large.entry(entry)
        assert here.sentence()
        assert order.index(there.colour) >= order.index(here.colour)
    assert judge.entry(read_catalogue()[0]).colour == "green"
    assert judge.entry(read_catalogue()[-1]).colour == "red"
