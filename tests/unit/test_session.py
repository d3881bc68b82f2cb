"""The story of one request, from words to a saved folder, on an engine that needs no model."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

import pytest

from desktop.blueprint import read
from desktop.errors import Cancelled, FolderError, ModelError, RequestError
from desktop.session import Progress, Session
from desktop.workspace import open_project
from models.data.marks import read_marks

sys.path.insert(0, str(Path(__file__).parent / "spindle"))
from spindle_fakes import LabelEngine, model_files  # the fakes live beside the tests of their room

REQUEST = read_marks("a list of {entity:kites} with {f.text:name}, {f.money:price} and {f.date:last flown}")


@pytest.fixture
def session(tmp_path):
    """A session on an engine that reads one request and writes nothing good."""
    with Session(LabelEngine((REQUEST,), ("not a blueprint",)), model_files(tmp_path)) as session:
        yield session


def test_a_request_becomes_an_app(session):
    """Words in; a blueprint without problems, its tree and the files of the app out."""
    built = session.build(REQUEST.text, seed=7)
    assert read(built.text).ok
    assert built.app == read(built.text).app
    assert built.app.entities[0].name == "Kite"
    assert "index.html" in {file.path for file in built.files.files}
    assert (built.request, built.seed, built.made_by) == (REQUEST.text, 7, "assembler")
    assert (built.model_name, built.model_sha256) == ("Told", "f" * 64)


def test_the_stages_are_told_in_order_and_timed(session):
    """Who waits hears each stage once in its order, and the milliseconds of all add up."""
    stages: list[str] = []

    def progress(step: Progress) -> None:
        if step.stage not in stages:
            stages.append(step.stage)

    built = session.build(REQUEST.text, on_progress=progress)
    assert stages == ["reading", "remembering", "writing", "checking", "compiling", "done"]
    timings = dict(built.timings_ms)
    total = timings.pop("total")
    assert built.timings_ms[-1][0] == "total"
    assert sum(timings.values()) == pytest.approx(total, abs=0.2)
    assert {"reading", "compiling"} <= set(timings)


def test_the_same_words_give_the_same_files(session):
    """Built twice, an app is the same to the last byte."""
    assert session.build(REQUEST.text).files == session.build(REQUEST.text).files


def test_a_built_app_is_saved_and_opened_again(session, tmp_path):
    """What was saved says what it was made from, and reads back."""
    built = session.build(REQUEST.text)
    project = session.save(built, tmp_path / "kites")
    assert (tmp_path / "kites" / "index.html").is_file()
    again = open_project(tmp_path / "kites")
    assert again.blueprint_text == built.text == project.blueprint_text
    assert again.provenance.request == REQUEST.text


def test_nothing_is_written_where_something_is(session, tmp_path):
    """A folder that has something in it is left as it is."""
    folder = tmp_path / "full"
    folder.mkdir()
    (folder / "diary.txt").write_text("mine")
    with pytest.raises(FolderError):
        session.save(session.build(REQUEST.text), folder)
    assert [path.name for path in folder.iterdir()] == ["diary.txt"]


def test_a_refused_request_leaves_the_session_usable(session):
    """After a refusal the next request is built."""
    with pytest.raises(RequestError):
        session.build("   ")
    assert session.build(REQUEST.text).app.entities


def test_stopping_stops_and_the_next_request_works(session):
    """A stopped build raises; the session goes on."""
    stop = threading.Event()
    stop.set()
    with pytest.raises(Cancelled):
        session.build(REQUEST.text, cancelled=stop)
    assert session.build(REQUEST.text).app.entities


def test_leaving_the_session_ends_its_engine(tmp_path):
    """The engine's child does not outlive the session."""
    engine = LabelEngine((REQUEST,))
    with Session(engine, model_files(tmp_path)):
        assert not engine.closed
    assert engine.closed


def test_a_missing_model_is_said_at_once(tmp_path, monkeypatch):
    """Without weights there is a sentence, not a traceback from deep inside."""
    monkeypatch.setenv("HOMESPUN_MODEL", str(tmp_path / "nowhere"))
    with pytest.raises(ModelError) as refusal:
        Session.open()
    assert refusal.value.key == "model_missing"
