"""One request to one draft: the writer's if it is good, the assembler's if not, a clear refusal if neither."""

from __future__ import annotations

import threading
from itertools import pairwise

import pytest
from spindle_fakes import LabelEngine, model_files, perfect

from desktop.blueprint import print_app, read
from desktop.errors import Cancelled, EngineError, RequestError
from desktop.messages import say
from desktop.spindle.asking import LONGEST_REQUEST
from desktop.spindle.assembler import assemble
from desktop.spindle.draft import Spindle
from desktop.spindle.keeping import core
from models.data.marks import read_marks

MARKED = (
    "a list of {entity:kites} with {f.text:name}, {f.money:price}, {f.date:last flown} and {f.bool:broken}"
)
REQUEST = read_marks(MARKED)


def spindle(folder, *texts: str, told=(REQUEST,)) -> Spindle:
    """Spindle with an engine that reads the told requests perfectly and writes these texts."""
    return Spindle(LabelEngine(told, texts or ("",)), model_files(folder))


def good_text(folder) -> str:
    """What a perfect writer writes: the core of what the assembler makes, its fields turned round."""
    model = spindle(folder)
    reading, remembered = model.understand(REQUEST.text)
    return print_app(core(assemble(reading, remembered, model.memory).app))


def test_a_good_draft_of_the_writer_is_taken(tmp_path):
    """A draft that reads well and keeps to the request is the writer's, dressed and canonical."""
    written = good_text(tmp_path).replace("page Kites", "page My kites")
    draft = spindle(tmp_path, written).draft(REQUEST.text)
    assert draft.made_by == "writer"
    assert "page My kites" in draft.text
    assert print_app(read(draft.text).app) == draft.text


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("price: money", "price: text"),
        ("  last flown: date\n", ""),
        ("  price: money", "  mood: text\n  price: money"),
        ("page", "pge"),
        ("app", ""),
    ],
    ids=["type", "field missing", "field from nowhere", "a word misspelt", "no app"],
)
def test_a_draft_that_does_not_keep_to_the_request_is_not_taken(tmp_path, was, becomes):
    """The assembler's draft is taken instead, and the draft says so."""
    bad = good_text(tmp_path).replace(was, becomes, 1)
    draft = spindle(tmp_path, bad).draft(REQUEST.text)
    assert draft.made_by == "assembler"
    assert read(draft.text).ok
    assert "price: money" in draft.text
    assert "mood" not in draft.text


@pytest.mark.parametrize("text", ["", "\n\n", "app", 'app "X"\n' * 400, "�" * 50])
def test_whatever_the_writer_says_the_draft_reads_without_problems(tmp_path, text):
    """Nonsense of the writer never reaches the person."""
    draft = spindle(tmp_path, text).draft(REQUEST.text)
    assert (draft.made_by, read(draft.text).ok) == ("assembler", True)


def test_a_cut_off_draft_is_not_taken(tmp_path):
    """What the writer could not finish within its budget is not its draft."""
    whole = good_text(tmp_path)
    long = spindle(tmp_path, whole + "\n" * 9000)
    assert long.draft(REQUEST.text).made_by == "assembler"


def test_the_person_sees_the_stages_and_the_growing_text(tmp_path):
    """Reading, remembering, then the text as it is written, and at last the draft itself."""
    told: list[tuple[str, str]] = []
    written = good_text(tmp_path)
    draft = spindle(tmp_path, written).draft(
        REQUEST.text, on_progress=lambda stage, text: told.append((stage, text))
    )
    stages = list(dict.fromkeys(stage for stage, _ in told))
    assert stages == ["reading", "remembering", "writing"]
    texts = [text for stage, text in told if stage == "writing"]
    assert texts[-1] == draft.text
    assert written in texts
    assert all(later.startswith(earlier) for earlier, later in pairwise(texts[:-1]))


@pytest.mark.parametrize(
    ("request_text", "key"),
    [
        ("", "request_empty"),
        (" \n\t ", "request_empty"),
        ("x" * (LONGEST_REQUEST + 1), "request_too_long"),
        ("word " * 4000, "request_too_long"),
        ("一个记录我的植物浇水的应用程序", "request_script"),
        ("تطبيق لتتبع سقي النباتات", "request_script"),
        ("приложение для учёта растений", "request_script"),
        ("我的 app 应用程序 记录", "request_script"),
        ("🌱💧🌻", "request_unclear"),
        ("!!! ??? ...", "request_unclear"),
        ("12345 67890", "request_unclear"),
        ("asdf", "request_unclear"),
        ("asdf jkl qwertz", "request_unclear"),
        ("hello", "request_unclear"),
    ],
)
def test_what_cannot_be_worked_with_is_refused_in_a_sentence(tmp_path, request_text, key):
    """Nothing, too much, another script, or nothing that could be built: each has its own sentence."""
    with pytest.raises(RequestError) as refusal:
        spindle(tmp_path).draft(request_text)
    assert refusal.value.key == key
    assert len(str(refusal.value)) > 30


def test_twenty_thousand_characters_are_told_with_the_limit(tmp_path):
    """The sentence says how long the request is and how long it may be."""
    with pytest.raises(RequestError, match=rf"20000.*{LONGEST_REQUEST}"):
        spindle(tmp_path).draft("a " * 9999 + "ab")


def test_a_few_foreign_words_do_no_harm(tmp_path):
    """English with a few words of another script is worked with."""
    request = read_marks(
        "an app for my {entity:tea} collection: {f.text:名前}, {f.text:origin}, {f.money:price}"
    )
    assert "名前: text" in spindle(tmp_path, told=(request,)).draft(request.text).text


def test_a_request_that_only_hints_is_built_from_memory_and_says_so(tmp_path):
    """With nothing marked but a close memory the remembered app is drafted, with a note that it is a guess."""
    hint = read_marks("who has what from my shed")
    draft = spindle(tmp_path, told=(hint,)).draft(hint.text)
    assert "entity Tool" in draft.text
    assert draft.notes[0] == say("spindle.guessed")


def test_notes_of_the_assembler_come_with_the_draft(tmp_path):
    """What could not be done is told whoever made the draft."""
    request = read_marks(MARKED + ". {cannot:Text me} when one breaks")
    assert (
        say("spindle.cannot", words="Text me") in spindle(tmp_path, told=(request,)).draft(request.text).notes
    )


def test_stop_before_the_writing(tmp_path):
    """Who stops at once gets nothing but the word that it was stopped."""
    stop = threading.Event()
    stop.set()
    with pytest.raises(Cancelled):
        spindle(tmp_path, "text").draft(REQUEST.text, cancelled=stop)


def test_stop_while_it_writes(tmp_path):
    """Stopping in the middle of the writing stops."""
    stop = threading.Event()

    def progress(stage: str, text: str) -> None:
        if stage == "writing" and text:
            stop.set()

    with pytest.raises(Cancelled):
        spindle(tmp_path, "app and so on " * 50).draft(REQUEST.text, on_progress=progress, cancelled=stop)


def test_a_failing_engine_is_told(tmp_path):
    """An engine's failure reaches the caller as it is."""

    class Broken(LabelEngine):
        def generate(self, *arguments, **more):
            raise EngineError("engine_died")

    with pytest.raises(EngineError) as failure:
        Spindle(Broken((REQUEST,)), model_files(tmp_path)).draft(REQUEST.text)
    assert failure.value.key == "engine_died"


def test_the_same_request_gives_the_same_draft(tmp_path):
    """Nothing depends on chance or on what was asked before."""
    model = spindle(tmp_path, "nonsense")
    first = model.draft(REQUEST.text)
    assert model.draft(REQUEST.text).text == first.text


def test_the_reading_is_what_the_marks_say(tmp_path):
    """With perfect labels the draft's reading has every mark of the request."""
    draft = spindle(tmp_path).draft(REQUEST.text)
    assert [mark.words for mark in draft.reading.marks] == [mark.words for mark in perfect(MARKED).marks]


@pytest.mark.parametrize("key", ["engine_context", "engine_grammar"])
def test_a_writer_that_cannot_write_stops_nothing(tmp_path, key):
    """A specification of pages is longer than the writer's context; the app is built all the same."""

    class Overwhelmed(LabelEngine):
        def generate(self, prompt, **options):
            raise EngineError(key, tokens=2000, limit=1536)

    draft = Spindle(Overwhelmed((REQUEST,)), model_files(tmp_path)).draft(REQUEST.text)
    assert draft.made_by == "assembler"
    assert read(draft.text).ok
