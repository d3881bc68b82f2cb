"""Who could be asked here, and how a candidate becomes an engine."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.engine.fake import FakeEngine
from desktop.engine.resident import Residents
from desktop.fitting import Machine, Probe, Speeds, probing
from desktop.hub import shipped_model
from desktop.paths import own_models_folder
from desktop.remote import RemoteEngine
from desktop.routing import SHIPPED, Judge, Roster, call_the_roll, route, task_named
from desktop.routing.roster import with_loaded_given_back
from desktop.settings import Settings
from tests.unit.routing.test_judging import GIB, LAPTOP, MODEL, PROBE

OTHER = replace(MODEL, id="other", name="Other", path=Path("other.gguf"))


@pytest.fixture
def residents():
    """Opens fakes that say the name of the file they were opened on; each takes 1 GiB, as was measured."""
    with Residents(lambda path: FakeEngine([path.name]), needed=lambda path: (GIB, GIB)) as open_models:
        yield open_models


@pytest.fixture
def judge() -> Judge:
    return Judge(LAPTOP, PROBE, Speeds())


def test_everybody_is_called(judge, residents):
    """The shipped model first, the server last."""
    server = RemoteEngine("127.0.0.1:8080", "m")
    roster = Roster(judge, (MODEL, OTHER), residents, server, "m")
    assert [one.id for one in roster.candidates] == [
        SHIPPED,
        MODEL.id,
        "other",
        "m @ http://127.0.0.1:8080",
    ]
    assert roster.candidate(roster.candidates[-1].id) is roster.candidates[-1]


def test_a_candidate_becomes_an_engine(judge, residents):
    """Of its own file, loaded with the first text."""
    roster = Roster(judge, (MODEL, OTHER), residents)
    chosen = route(task_named("custom"), roster.candidates, pinned="other").first
    engine = roster.engine(chosen)
    assert residents.loaded() == ()
    assert engine.generate("x").text == "other.gguf"
    assert [path.name for path in residents.loaded()] == ["other.gguf"]


def test_the_shipped_model_is_asked_through_the_session(judge, residents):
    roster = Roster(judge, (), residents)
    with pytest.raises(KeyError):
        roster.engine(roster.candidates[0])


def test_one_that_is_gone_is_nobody(judge, residents):
    assert Roster(judge, (MODEL,), residents).candidate("gone") is None


def test_a_loaded_model_makes_room_for_another(residents):
    """What ours holds counts as free, because it goes when another is asked for; never more than there is."""
    residents.engine(MODEL.path).generate("x")
    machine = Machine(GIB, 16 * GIB, 4)
    given_back = with_loaded_given_back(machine, (MODEL, OTHER), residents)
    held = MODEL.header.needed_bytes(8192) - MODEL.header.file_bytes
    assert given_back.free_bytes == GIB + held
    small = Machine(GIB, GIB, 4)
    assert with_loaded_given_back(small, (MODEL,), residents).free_bytes == GIB
    assert with_loaded_given_back(replace(machine, free_bytes=None), (MODEL,), residents).free_bytes is None


def test_a_fresh_computer_has_the_shipped_model_alone(residents, monkeypatch):
    """Nothing is installed, no server is named: nobody is asked, nothing is opened."""
    monkeypatch.setattr(probing, "take_probe", lambda: Probe(5e9, 20e9))
    roster = call_the_roll(Settings(), residents)
    assert [one.id for one in roster.candidates] == [SHIPPED]
    assert route(task_named("custom"), roster.candidates).first is None


def test_the_server_of_the_settings_is_called(residents, monkeypatch):
    monkeypatch.setattr(probing, "take_probe", lambda: Probe(5e9, 20e9))
    roster = call_the_roll(Settings(server="192.168.1.20", server_model="m"), residents)
    assert roster.candidates[-1].where == "server"
    assert roster.server_problem is None


def test_a_wrong_address_takes_nobody_the_other_models(residents, monkeypatch):
    """It is told, and the rest is there."""
    monkeypatch.setattr(probing, "take_probe", lambda: Probe(5e9, 20e9))
    roster = call_the_roll(Settings(server="http://user:word@x/?a"), residents)
    assert roster.server_problem.key == "remote_address"
    assert [one.id for one in roster.candidates] == [SHIPPED]


@pytest.mark.parametrize("name", ["spindle", "@spindle", "SPINDLE", "m @ http://127.0.0.1:8080"])
def test_no_file_is_taken_for_another(residents, monkeypatch, name):
    """A file that is called like the shipped model, or like a server's, is still itself."""
    monkeypatch.setattr(probing, "take_probe", lambda: Probe(5e9, 20e9))
    own_models_folder().mkdir(parents=True)
    shutil.copy(shipped_model().path("writer"), own_models_folder() / f"{name.replace('/', '-')}.gguf")
    roster = call_the_roll(Settings(server="127.0.0.1:8080", server_model="m"), residents)
    assert [one.where for one in roster.candidates] == ["shipped", "here", "server"]
    assert len({one.id for one in roster.candidates}) == 3


def test_from_a_file_to_a_text_to_a_forecast(monkeypatch):
    """The whole way with nothing played: a file is found, judged, loaded, asked, and its speed remembered."""
    monkeypatch.setattr(probing, "take_probe", lambda: Probe(5e9, 20e9))
    own_models_folder().mkdir(parents=True)
    shutil.copy(shipped_model().path("writer"), own_models_folder() / "tiny.gguf")
    with Residents() as residents:
        roster = call_the_roll(Settings(), residents)
        found = roster.candidate("tiny")
        assert (found.fit.colour, found.fit.measured) == ("green", False)
        written = roster.engine(found).generate("<req> a list of bees", max_tokens=32)
        Speeds().learn(found.id, written, found.fit.reckoned)
        assert written.tokens >= 8
        assert len(residents.loaded()) == 1
        again = call_the_roll(Settings(), residents).candidate("tiny").fit
    assert again.measured
    assert again.tokens_per_s == pytest.approx(written.tokens / written.decode_s, rel=0.01)
