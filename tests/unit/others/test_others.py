"""Models by others at our work: who is asked, what comes of it, and who did it."""

from __future__ import annotations

import threading
from dataclasses import replace
from itertools import pairwise

import pytest
from made_projects import make_project
from told_models import SPINDLE, model, others, saying, tried

from desktop.changing import scripted, sound_app, taken_back
from desktop.engine.completion import ModelFacts
from desktop.engine.fake import FakeEngine
from desktop.errors import AnswerError, Cancelled, EngineError, RequestError
from desktop.fitting import Speeds
from desktop.history import Happened, History
from desktop.history.wording import facts_of, message_of
from desktop.messages import say
from desktop.others import How, offer
from desktop.outcomes import Clock, Progress
from desktop.pins import pin
from desktop.preview.finding import Finding
from desktop.saving import save_edit, save_new
from desktop.workspace import OTHER, open_project

SHED = 'app "Shed"\n\nentity Tool\n  name: text\n  lent: date\n\npage Tools\n  table of Tool\n'
GLOBE = (
    "<canvas id=globe></canvas>\n<script>\n  document.getElementById('globe').title = 'turns';\n</script>\n"
)
FENCED = f"```html\n{GLOBE}```\n"
NO_BLUEPRINT = "I would be happy to help you with that!"


@pytest.fixture
def project(tmp_path):
    return make_project(tmp_path / "shed", SHED)


# --- who could try ---------------------------------------------------------------------------------


def test_where_spindle_is_sure_nothing_is_offered():
    """An answer that is likely right is not followed by an advertisement."""
    assert offer("create", (SPINDLE, model("qwen", create=0.9)), confidence=0.9) is None


def test_where_spindle_is_unsure_a_better_model_is_offered_with_how_long_it_takes():
    """One line: who, and how long."""
    found = offer("create", (SPINDLE, model("qwen", create=0.9)), confidence=0.2)
    assert found.candidate.id == "qwen"
    assert found.sentence == "Qwen could try this too. About 40 seconds on this computer."


def test_what_was_not_understood_may_be_tried_by_another():
    """A change of which Spindle missed something counts as not sure at all."""
    assert offer("edit", (SPINDLE, model("qwen", edit=0.8)), confidence=0.0).candidate.id == "qwen"


def test_without_another_model_nothing_is_offered():
    """Who has only Spindle hears nothing of others."""
    assert offer("create", (SPINDLE,), confidence=0.0) is None
    assert offer("custom", (SPINDLE,)) is None


def test_a_model_that_does_not_fit_is_not_offered():
    """Red is red."""
    assert offer("custom", (SPINDLE, model("huge", colour="red", custom=0.9))) is None


def test_an_app_that_is_pinned_to_spindle_is_left_to_it():
    """Who has chosen Spindle is not asked again."""
    assert offer("edit", (SPINDLE, model("qwen", edit=0.8)), confidence=0.0, pinned="spindle") is None


def test_after_a_failure_a_better_one_is_offered():
    """And after the best nobody."""
    here = (SPINDLE, model("small", 2, custom=0.6), model("large", 14, custom=0.9))
    assert offer("custom", here).candidate.id == "small"
    assert offer("custom", here, after="small").candidate.id == "large"
    assert offer("custom", here, after="large") is None


# --- an app ----------------------------------------------------------------------------------------


def test_an_app_by_another_model_says_so_and_is_saved_with_its_name(tmp_path):
    """It is an app like any other; `homespun.json` names the model and its fingerprint."""
    with others(tmp_path, saying("qwen", SHED, create=0.9)) as those:
        built = those.build("who borrowed what", seed=3)
    assert (built.app.name, built.made_by) == ("Shed", OTHER)
    assert (built.model_name, built.model_sha256) == ("Qwen", "sha of qwen")
    assert (built.use.model, built.use.task, built.use.tokens > 10) == ("Qwen", "create", True)
    made = open_project(save_new(built, tmp_path / "app").folder).provenance
    assert (made.made_by, made.model_name, made.model_sha256, made.seed) == (OTHER, "Qwen", "sha of qwen", 3)
    (version,) = History(tmp_path / "app").versions()
    assert (version.kind, version.model_name) == ("made", "Qwen")


def test_of_a_server_only_the_models_name_is_kept(tmp_path):
    """The app may be given away; where the server stands is nobody's business."""
    engine = FakeEngine((SHED,), facts=ModelFacts("qwen-7b", 8192, has_chat=True, has_grammar=True))
    there = replace(model("http://192.168.0.7:8080"), where="server")
    built = others(tmp_path, (there, engine)).build("a shed")
    assert built.model_name == "qwen-7b"
    project = save_new(built, tmp_path / "app")
    assert "192.168" not in (project.folder / "homespun.json").read_text(encoding="utf-8")


def test_it_is_shown_while_it_is_written(tmp_path):
    """The text grows; a second try begins anew."""
    seen: list[Progress] = []
    those = others(tmp_path, saying("qwen", 'app "Shed"\n\npage A\n  table of Nothing\n', SHED))
    those.build("a shed", how=How(on_progress=seen.append))
    assert seen[0].stage == "loading"
    writing = [news for news in seen if news.stage == "writing"]
    assert {news.round for news in writing} == {1, 2}
    first = [news.text for news in writing if news.round == 1]
    assert all(later.startswith(sooner) for sooner, later in pairwise(first))
    assert next(news.text for news in writing if news.round == 2) == SHED[:4]
    assert seen[-1] == Progress("done", SHED)


def test_who_fails_is_followed_by_the_next_better_one(tmp_path):
    """The person hears of it, and the failure is kept with what it cost."""
    small, large = saying("small", NO_BLUEPRINT, billions=2, create=0.7), saying("large", SHED, create=0.9)
    those = others(tmp_path, small, large)
    built = those.build("a shed")
    assert built.model_name == "Large"
    assert built.notes == (say("others.next", name="Small", other="Large"),)
    assert [(use.model, use.why, use.good) for use in those.uses.all()] == [
        ("Large", "routing.escalated", True),
        ("Small", "others.use_failed", False),
    ]
    assert all(use.tokens for use in those.uses.all())


def test_a_card_that_could_not_be_used_is_told(tmp_path):
    """The processor did it; the person hears why it took longer."""
    slow = ModelFacts("qwen-7b", 8192, has_chat=True, has_grammar=True, fell_back=True)
    candidate = model("qwen")
    built = others(tmp_path, (candidate, FakeEngine((SHED,), facts=slow))).build("a shed")
    assert built.notes == (say("others.card_failed", name=candidate.name),)


def test_who_was_named_is_not_followed_by_anybody(tmp_path):
    """The person wanted this one, by its name or its id; its failure is told."""
    small, large = saying("small", NO_BLUEPRINT, billions=2, create=0.7), saying("large", SHED, create=0.9)
    with pytest.raises(AnswerError) as refusal:
        others(tmp_path, small, large).build("a shed", how=How(by="SMALL"))
    assert refusal.value.key == "answer_no_blueprint"
    assert large[1].prompts == ()


def test_when_all_have_failed_the_last_reason_is_told(tmp_path):
    """No app, and no pretending."""
    those = others(tmp_path, saying("a", NO_BLUEPRINT, billions=2, create=0.7), saying("b", "", create=0.9))
    with pytest.raises(AnswerError):
        those.build("a shed")
    assert len(those.uses.all()) == 2


def test_without_a_model_it_is_said(tmp_path):
    """And so is a name that nobody has; Spindle is not asked in this way."""
    with pytest.raises(RequestError) as refusal:
        others(tmp_path).build("a shed")
    assert refusal.value.key == "others_nobody"
    for name in ("gpt", "spindle"):
        with pytest.raises(RequestError) as refusal:
            others(tmp_path, saying("qwen")).build("a shed", how=How(by=name))
        assert (refusal.value.key, refusal.value.facts["names"]) == ("others_unknown", "qwen")


def test_it_can_be_stopped(tmp_path):
    """Stopped is stopped: nobody else is asked, and what it cost is kept."""
    stop = threading.Event()
    stop.set()
    second = saying("large", SHED, billions=14, create=0.9)
    those = others(tmp_path, saying("small", SHED, billions=2, create=0.7), second)
    with pytest.raises(Cancelled):
        those.build("a shed", how=How(cancelled=stop))
    assert second[1].prompts == ()
    assert [use.why for use in those.uses.all()] == ["others.use_stopped"]


def test_an_engine_that_fails_is_told_as_it_is(tmp_path):
    """A server that is away is not the model's fault."""
    broken = (model("qwen"), FakeEngine(fail_with=EngineError("engine_died")))
    those = others(tmp_path, broken)
    with pytest.raises(EngineError) as failure:
        those.build("a shed")
    assert failure.value.key == "engine_died"
    assert [use.why for use in those.uses.all()] == ["others.use_broke"]


def test_every_text_teaches_the_forecasts_once(tmp_path, monkeypatch):
    """Also one that cannot be used: it took its time all the same."""
    told: list[str] = []
    monkeypatch.setattr(Speeds, "learn", lambda speeds, id, text, reckoned: told.append(id))
    small, large = saying("small", NO_BLUEPRINT, billions=2, create=0.7), saying("large", SHED, create=0.9)
    others(tmp_path, small, large).build("a shed")
    assert len(told) == len(small[1].prompts) + len(large[1].prompts)
    assert set(told) == {"small", "large"}


# --- a change --------------------------------------------------------------------------------------


def test_a_change_by_another_model_is_applied_told_and_undone_like_any(project, tmp_path):
    """Its script stands in `homespun.json` with who wrote it, and in the history."""
    edited = others(tmp_path, saying("qwen", "in Tool: add price: money\n")).edit(project, "what is it worth")
    assert (edited.script, edited.model_name, edited.use.task) == (
        "in Tool: add price: money",
        "Qwen",
        "edit",
    )
    saved = save_edit(edited, project, "spindle's")
    assert "price: money" in saved.blueprint_text
    (*_, change) = open_project(project.folder).provenance.changes
    assert (change.model_name, change.model_sha256) == ("Qwen", "sha of qwen")
    assert edit_back(saved).blueprint_text == project.blueprint_text
    undone, changed, *_ = History(project.folder).versions()
    assert (changed.model_name, changed.model_sha256) == ("Qwen", "sha of qwen")
    assert (undone.kind, undone.model_name) == ("undone", "")


def test_a_version_of_spindles_names_no_other_model(project):
    """Only who is not Spindle is named; versions of an older Homespun have no such fact."""
    save_edit(scripted(project, "worth", "in Tool: add price: money"), project, "spindle's")
    (version, *_) = History(project.folder).versions()
    assert (version.model_name, version.model_sha256) == ("", "spindle's")
    old = message_of(3, Happened("changed", "worth")).replace(b', "model_name": ""', b"")
    assert b"model_name" not in old
    assert facts_of(old) == (3, Happened("changed", "worth"))


def edit_back(project):
    """Take the last change back, as Undo does."""
    return save_edit(taken_back(project, sound_app(project), "", Clock()), project)


def test_what_the_language_cannot_say_changes_nothing_and_is_said(project, tmp_path):
    """The model may say so itself; then a part of one's own is the way."""
    edited = others(tmp_path, saying("qwen", "# cannot\n")).edit(project, "a rotating globe")
    assert not edited.changes_something
    assert edited.notes == (say("others.cannot", name="Qwen"),)
    assert edited.model_name == ""
    assert save_edit(edited, project) is project


def test_a_script_that_does_not_fit_is_refused(project, tmp_path):
    """After one mending by the model itself; nothing is applied in part."""
    those = others(tmp_path, saying("qwen", "in Nothing: add price: money\n"))
    with pytest.raises(AnswerError) as refusal:
        those.edit(project, "what is it worth")
    assert refusal.value.key == "answer_no_change"


def test_a_pin_is_for_one_app(project, tmp_path):
    """What was chosen for an app comes first there, and nowhere else."""
    pin(project.folder, "large")
    script = "in Tool: add price: money\n"
    small, large = (
        saying("small", script, billions=2, edit=0.6),
        saying("large", script, billions=14, edit=0.9),
    )
    those = others(tmp_path, small, large)
    assert those.edit(project, "worth").model_name == "Large"
    other = make_project(tmp_path / "other", SHED)
    assert those.edit(other, "worth").model_name == "Small"


def test_sample_records_are_a_change(project, tmp_path):
    """They are the entity's own lines; an entity that there is not is said."""
    those = others(tmp_path, saying("qwen", 'sample "Saw", 2026-03-01\nsample "Drill", 2026-03-02\n'))
    edited = those.samples(project, "tool", 2)
    assert [sample.values[0] for sample in edited.app.entities[0].samples] == ["Saw", "Drill"]
    with pytest.raises(RequestError) as refusal:
        those.samples(project, "Rocket")
    assert refusal.value.facts["names"] == "Tool"


# --- words -----------------------------------------------------------------------------------------


def test_a_text_is_said_otherwise(project, tmp_path):
    """One line, with what it cost."""
    said = others(tmp_path, saying("qwen", '"Tools that are out"')).wording(project, "Lent", "friendlier")
    assert (said.text, said.use.task) == ("Tools that are out", "wording")


def test_an_app_is_explained_by_a_model_or_by_plain_code(project, tmp_path):
    """Nobody needs a model to hear what an app keeps; who names one hears of its absence."""
    said = others(tmp_path, saying("qwen", "It keeps tools. Add one.")).explain(project, "What is it?")
    assert (said.text, said.use.model) == ("It keeps tools. Add one.", "Qwen")
    plain = others(tmp_path).explain(project)
    assert plain.use is None
    assert "Tool, each with name, lent" in plain.text
    with pytest.raises(RequestError):
        others(tmp_path).explain(project, how=How(by="qwen"))


# --- a part of one's own ---------------------------------------------------------------------------


def test_a_part_is_tried_before_it_is_shown_and_saved_with_its_line(project, tmp_path):
    """The blueprint gets its line, the folder its file, the history one version; the file is what was tried."""
    run = tried()
    edited = others(tmp_path, saying("qwen", FENCED)).section(project, "add a rotating globe", run)
    assert edited.script == 'on Tools: add custom "Rotating globe"'
    assert edited.problems == ()
    (seen,) = run.seen
    assert seen["custom/rotating-globe.html"] == GLOBE
    saved = save_edit(edited, project)
    assert (saved.folder / "custom" / "rotating-globe.html").read_text(encoding="utf-8") == GLOBE
    script = (saved.folder / "runtime" / "custom" / "rotating-globe.js").read_text(encoding="utf-8")
    assert "turns" in script
    back = edit_back(saved)
    assert back.blueprint_text == project.blueprint_text
    assert not (back.folder / "custom" / "rotating-globe.html").exists()


def test_real_errors_are_mended_at_most_twice(project, tmp_path):
    """What is still wrong then is told, so that Undo can be offered first."""
    wrong = (Finding("error", "globe is not defined", 2),)
    files = [FENCED.replace("turns", f"turns {number}") for number in range(5)]
    run = tried(wrong, wrong, wrong, wrong)
    qwen = saying("qwen", *files)
    edited = others(tmp_path, qwen).section(project, "a globe", run)
    assert len(run.seen) == len(qwen[1].prompts) == 3
    assert "globe is not defined" in qwen[1].prompts[1]
    assert edited.problems == (say("others.fault_error", what="globe is not defined"),)
    assert edited.parts


def test_a_part_that_still_fails_is_tried_by_the_next_model(project, tmp_path):
    """The preview's run failed: routing goes on, and the person hears why."""
    wrong = (Finding("blank"),)
    small = saying("small", *[FENCED.replace("turns", f"{n}") for n in range(3)], billions=2, custom=0.6)
    large = saying("large", FENCED, billions=14, custom=0.9)
    edited = others(tmp_path, small, large).section(project, "a globe", tried(wrong, wrong, wrong))
    assert (edited.model_name, edited.problems) == ("Large", ())
    assert edited.notes == (say("others.next", name="Small", other="Large"),)


def test_where_nobody_gets_it_right_the_last_best_is_given_with_its_problems(project, tmp_path):
    """Two models, and both stay wrong."""
    wrong = (Finding("blank"),)
    small = saying("small", *[FENCED.replace("turns", f"{n}") for n in range(3)], billions=2, custom=0.6)
    large = saying("large", NO_BLUEPRINT, billions=14, custom=0.9)
    edited = others(tmp_path, small, large).section(project, "a globe", tried(wrong, wrong, wrong))
    assert (edited.model_name, edited.problems) == ("Small", (say("others.fault_blank"),))


def test_a_part_that_is_there_is_written_anew(project, tmp_path):
    """The model is shown the file that it changes; the blueprint stays, and Undo brings the old file back."""
    blue = FENCED.replace("turns", "is blue")
    qwen = saying("qwen", FENCED, blue)
    those = others(tmp_path, qwen)
    saved = save_edit(those.section(project, "a globe", tried()), project)
    edited = those.section(saved, "make it blue", tried(), name="globe")
    assert edited.script == ""
    assert "turns" in qwen[1].prompts[1]
    again = save_edit(edited, saved)
    file = again.folder / "custom" / "globe.html"
    assert "is blue" in file.read_text(encoding="utf-8")
    assert again.blueprint_text == saved.blueprint_text
    back = edit_back(again)
    assert "turns" in file.read_text(encoding="utf-8")
    assert [change.request for change in open_project(back.folder).provenance.changes][-1] == "a globe"


def test_what_the_person_has_written_is_never_replaced_unasked(project, tmp_path):
    """Nobody is even asked; with their word it is replaced, and Undo brings theirs back."""
    qwen = saying("qwen", FENCED)
    those = others(tmp_path, qwen)
    saved = save_edit(those.section(project, "a globe", tried()), project)
    file = saved.folder / "custom" / "globe.html"
    file.write_text("<p>mine</p>", encoding="utf-8")
    with pytest.raises(RequestError) as refusal:
        those.section(saved, "bluer", tried(), name="Globe")
    assert refusal.value.key == "own_part_theirs"
    assert len(qwen[1].prompts) == 1
    again = save_edit(those.section(saved, "bluer", tried(), name="Globe", overwrite=True), saved)
    assert file.read_text(encoding="utf-8") == GLOBE
    edit_back(again)
    assert file.read_text(encoding="utf-8") == "<p>mine</p>"


def test_undo_leaves_what_the_person_has_changed_since(project, tmp_path):
    """The part leaves the page, the file stays theirs, and that is said."""
    saved = save_edit(others(tmp_path, saying("qwen", FENCED)).section(project, "a globe", tried()), project)
    file = saved.folder / "custom" / "globe.html"
    file.write_text("<p>mine</p>", encoding="utf-8")
    back = taken_back(saved, sound_app(saved), "", Clock())
    assert back.notes == (say("others.part_stays", path="custom/globe.html"),)
    assert save_edit(back, saved).blueprint_text == project.blueprint_text
    assert file.read_text(encoding="utf-8") == "<p>mine</p>"


@pytest.mark.parametrize(
    ("wish", "line"),
    [
        ("a rotating globe", 'custom "Rotating globe"'),
        ("Please add a drawing board, with colours!", 'custom "Drawing board"'),
        ("show my tools on a map", 'custom "Tools" of Tool'),
        ("please", 'custom "Please"'),
        ('a "quoted" thing', 'custom "Quoted thing"'),
    ],
)
def test_a_part_gets_its_name_and_its_records_from_the_wish(project, tmp_path, wish, line):
    """The first words that say what it is; a kind of record that is named is given to it."""
    edited = others(tmp_path, saying("qwen", FENCED)).section(project, wish, tried())
    assert edited.script == f"on Tools: add {line}"
