"""What `homespun doctor` says of graphics cards, speed, other models and the server in the room."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.cli import model_checks
from desktop.cli.model_checks import card_findings, check_models, check_server, check_speed
from desktop.engine import EngineInfo, ModelFacts
from desktop.engine.model_file import ModelHeader
from desktop.engine.plan import Device
from desktop.engine.thread_memory import ThreadMemory
from desktop.errors import EngineError, HubError
from desktop.fitting import Machine, Probe, Speeds, probing
from desktop.hub.installed import BrokenModel, InstalledModel, Shelf
from desktop.paths import settings_folder
from desktop.routing import Judge

GIB = 1024**3
INFO = EngineInfo(1, "b1", "CPU : AVX2 = 1", 4, "", 0, "", 0, backends=("CPU",))
CARD = Device("CUDA0", "NVIDIA RTX 4060", "gpu", 6 * GIB, 8 * GIB)
SMALL = InstalledModel(
    "small-1b",
    "Small 1B",
    Path("small.gguf"),
    ModelHeader("llama", "", 8192, 10**9, GIB, 1000),
    None,
    ours=True,
)
HUGE = replace(
    SMALL, id="huge-70b", name="Huge 70B", header=ModelHeader("llama", "", 8192, 70 * 10**9, 40 * GIB, 1000)
)


@pytest.fixture(autouse=True)
def a_laptop(monkeypatch):
    """A known computer, without a graphics card, that is not probed."""
    monkeypatch.setattr(probing, "take_probe", lambda: Probe(40e9, 120e9))
    monkeypatch.setattr(model_checks, "measure_machine", lambda devices=(): Machine(8 * GIB, 16 * GIB, 4))
    judge = Judge(Machine(8 * GIB, 16 * GIB, 4), Probe(40e9, 120e9), Speeds())
    monkeypatch.setattr(model_checks, "judge_here", lambda: judge)


def test_cards_are_named_with_their_memory():
    (found,) = card_findings(replace(INFO, backends=("CUDA", "CPU"), devices=(CARD,)))
    assert found.state == "fine"
    assert found.text.startswith(
        "llama.cpp can use NVIDIA RTX 4060 (CUDA0): 6144 MB of its 8192 MB are free."
    )


@pytest.mark.parametrize(
    ("backends", "words"), [(("CPU",), "finds only CPU"), (("CUDA", "CPU"), "finds no graphics card")]
)
def test_no_card_is_no_problem(backends, words):
    """Whether llama.cpp could not use one, or there is none, is told apart."""
    (found,) = card_findings(replace(INFO, backends=backends))
    assert found.state == "note"
    assert words in found.text


def test_a_card_whose_driver_fails_is_no_problem():
    """It is told, and that the processor does the work."""
    (found,) = card_findings(replace(INFO, offload="failed"))
    assert found.state == "note"
    assert "a driver made llama.cpp stop" in found.text


def test_speed_is_told_in_tokens():
    (found,) = check_speed()
    assert "40 GB of memory" in found.text
    assert "would write 8 tokens a second" in found.text


def test_models_are_told_with_their_colours(monkeypatch):
    """What does not fit, is broken or is not plugged in is no problem: Homespun works without it."""
    shelf = Shelf(
        (SMALL, HUGE),
        (BrokenModel(Path("broken.gguf"), "It ends too early.", ours=True),),
        (),
        (Path("/stick"),),
    )
    monkeypatch.setattr(model_checks, "look_around", lambda: shelf)
    found = check_models()
    assert [finding.state for finding in found] == ["fine", "note", "note", "note"]
    assert found[0].text.startswith("Small 1B: green. It fits:")
    assert found[1].text.startswith("Huge 70B: red. It needs about")
    assert "broken.gguf cannot be used: It ends too early." in found[2].text
    assert dict(found[1].facts)["colour"] == "red"


def test_threads_that_were_measured_are_told(monkeypatch):
    """Where nothing was measured yet, nothing is said."""
    monkeypatch.setattr(model_checks, "look_around", lambda: Shelf((SMALL,), (), (), ()))
    (before,) = check_models()
    assert "thread" not in before.text
    ThreadMemory(settings_folder()).remember(SMALL.path, 1)
    (after,) = check_models()
    assert after.text.endswith("It was fastest here with 1 thread.")


def test_a_hostile_name_is_only_a_name(monkeypatch):
    """A model's name that would move the terminal's cursor, clear it or run over many lines is made harmless."""
    evil = "Good\x1b[2J\x1b]0;owned\x07\nProblem\u202eelif\r" + "x" * 10_000
    broken = BrokenModel(Path("bad\x1b[31m.gguf"), "It is \x1b[5m broken.", ours=True)
    shelf = Shelf((replace(SMALL, name=evil),), (broken,), (), (Path("/stick\x1b[2J"),))
    monkeypatch.setattr(model_checks, "look_around", lambda: shelf)
    for finding in check_models():
        assert finding.text.isprintable()
        assert len(finding.text) < 600


def test_without_other_models_all_is_well():
    """On a fresh computer, the way to find one is told."""
    (found,) = check_models()
    assert found.state == "note"
    assert "homespun models list" in found.text


def test_a_damaged_catalogue_hides_nothing_else(monkeypatch):
    def damaged():
        raise HubError("hub_catalogue", file="catalogue.toml")

    monkeypatch.setattr(model_checks, "look_around", damaged)
    (found,) = check_models()
    assert (found.state, "catalogue.toml" in found.text) == ("note", True)


class Server:
    """A server that answers."""

    address = "http://192.168.1.20:8080"

    def __init__(self, facts):
        self._facts = facts

    def facts(self):
        return self._facts


@pytest.mark.parametrize(("has_grammar", "words"), [(True, "obeys grammars"), (False, "obeys no grammar")])
def test_a_server_that_answers_is_told_with_what_it_can(monkeypatch, has_grammar, words):
    facts = ModelFacts("big", 16_384, has_chat=True, has_grammar=has_grammar)
    monkeypatch.setattr(model_checks, "chosen_server", lambda settings: Server(facts))
    (found,) = check_server()
    assert found.state == "fine"
    assert "http://192.168.1.20:8080 answers" in found.text
    assert words in found.text


def test_no_server_is_asked_where_none_is_named():
    """The test's own guard would see a socket."""
    (found,) = check_server()
    assert (found.state, found.text) == ("note", "No server in the room is used.")


def test_a_server_that_cannot_be_used_is_no_problem(monkeypatch):
    def refused(settings):
        raise EngineError("engine_protocol")

    monkeypatch.setattr(model_checks, "chosen_server", refused)
    (found,) = check_server()
    assert found.state == "note"
    assert "models here do the work" in found.text
