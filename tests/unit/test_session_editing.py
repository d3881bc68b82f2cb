"""The story of one change, from words to a changed folder, with a model that is told what it understands."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.blueprint import read
from desktop.blueprint.edits import edit
from desktop.blueprint.nodes import App
from desktop.changing import done_instead
from desktop.compiler import compile_app
from desktop.errors import BlueprintError, FolderError, RecordsError, RequestError
from desktop.messages import say
from desktop.records import DATABASE_FILE, Record, open_records
from desktop.session import Edited, Progress, Session
from desktop.spindle.editing import Change
from desktop.spindle.editing.things import Thing
from desktop.workspace import Changed, Project, Provenance, open_project, write_project

sys.path.insert(0, str(Path(__file__).parent / "spindle"))
from spindle_fakes import LabelEngine, model_files  # the fakes live beside the tests of their room

BLUEPRINT = """\
app "Shed"

entity Tool
  name: text
  lent: date

page Tools
  table of Tool
"""
MADE = Provenance("my tools", 7, "Told", "f" * 64, "memory", "1")
RENAMED = "in Tool: rename lent to given"
UNCLEAR = "I did not understand."


class ToldSpindle:
    """Stands for the model: a request is the very script that it means; `take it back` takes back."""

    def __init__(self, *_files: object) -> None:
        self.lasts: list[Thing | None] = []

    def change(self, app: App, request: str, *, last: Thing | None = None) -> Change:
        self.lasts.append(last)
        if not request.strip():
            raise RequestError("request_empty")
        if " or " in request:
            first, *rest = (self.change(app, one) for one in request.split(" or "))
            return replace(first, chance=0.4, others=tuple(rest))
        if request == "take it back":
            return Change(app, (), (), undo=True)
        script, *notes = request.split(" / ")
        done = edit(app, script)
        if done.app is None:
            return Change(app, (), (UNCLEAR,), missed=(script,))
        lines = tuple(script.splitlines())
        return Change(
            done.app, lines, tuple(notes), done.consequences, last=Thing("field", "lent", ("lent",))
        )


@pytest.fixture
def spindle() -> ToldSpindle:
    return ToldSpindle()


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spindle: ToldSpindle):
    monkeypatch.setattr("desktop.session.Spindle", lambda *_files: spindle)
    (tmp_path / "model").mkdir()
    with Session(LabelEngine(), model_files(tmp_path / "model")) as session:
        yield session


def write(folder: Path, text: str = BLUEPRINT) -> Project:
    app = read(text).app
    assert app is not None
    return write_project(folder, compile_app(app), text, MADE)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return write(tmp_path / "app")


def change(session: Session, project: Project, request: str) -> Project:
    return session.save_edit(session.edit(project, request), project)


def undo(session: Session, project: Project) -> Project:
    return session.save_edit(session.undo(project), project)


def disk(folder: Path) -> dict[str, bytes]:
    """What the app is made of; what Homespun keeps of its past lies beside it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".homespun" not in path.parts
    }


def lent_days(project: Project) -> list[object]:
    """What the records hold in the field that is called `lent` or `given`."""
    database = open_records(project.folder)
    assert database is not None
    with database:
        rows = database.read("Tool")
        return [row[2 + rows.fields.index(database.fields["Tool"][1])] for row in rows.rows]


def use(project: Project) -> None:
    """Open the app and type something into it."""
    database = open_records(project.folder)
    assert database is not None
    with database:
        database.write([Record("saw", "Tool", 1, (("name", "Saw"), ("lent", "2026-03-01")))])


def test_a_change_is_worked_out_and_nothing_is_written(session: Session, project: Project) -> None:
    """The changed app, the script and the way back are there; the folder is as it was."""
    before = disk(project.folder)
    edited = session.edit(project, "in Tool: add price: money")
    assert [field.name for field in edited.app.entities[0].fields] == ["name", "lent", "price"]
    assert read(edited.text).app == edited.app
    assert edited.script == "in Tool: add price: money"
    assert edit(edited.app, edited.back).app == read(BLUEPRINT).app
    assert edited.files == compile_app(edited.app)
    assert not edited.undone
    assert disk(project.folder) == before


def test_a_saved_change_is_in_the_folder(session: Session, project: Project) -> None:
    """The folder opens as the changed app, and tells of the request and its way back."""
    edited = session.edit(project, "in Tool: add price: money")
    saved = session.save_edit(edited, project)
    assert saved == open_project(project.folder)
    assert saved.blueprint_text == edited.text
    changes = (Changed("in Tool: add price: money", edited.script, edited.back),)
    assert saved.provenance == replace(MADE, changes=changes)
    assert disk(project.folder)["app.js"] == edited.files.text_of("app.js").encode()


def test_the_stages_are_told_and_timed(session: Session, project: Project) -> None:
    """Who waits hears each stage, and the milliseconds of all add up."""
    told: list[Progress] = []
    edited = session.edit(project, "in Tool: add price: money", on_progress=told.append)
    assert [news.stage for news in told] == ["reading", "compiling"]
    timings = dict(edited.timings_ms)
    total = timings.pop("total")
    assert set(timings) == {"loading", "reading", "compiling"}
    assert sum(timings.values()) == pytest.approx(total, abs=0.2)


def unchanged(session: Session, project: Project, edited: Edited) -> None:
    """Saving what changes nothing writes nothing."""
    before = disk(project.folder)
    assert (edited.script, edited.back, edited.consequences) == ("", "", ())
    assert edited.text == BLUEPRINT
    assert session.save_edit(edited, project) is project
    assert disk(project.folder) == before


def test_what_is_not_understood_changes_nothing_and_is_said(session: Session, project: Project) -> None:
    """There is a note, and nothing to be saved."""
    edited = session.edit(project, "in Shed: make it nice")
    assert edited.notes == (UNCLEAR,)
    unchanged(session, project, edited)


def test_a_change_to_what_is_there_already_is_none(session: Session, project: Project) -> None:
    """Statements that take each other back leave no change to undo, and it is said."""
    edited = session.edit(project, "in Tool: add price: money\nin Tool: remove price")
    assert edited.notes == (say("spindle.edit_nothing"),)
    unchanged(session, project, edited)


def test_notes_and_consequences_come_along(session: Session, project: Project) -> None:
    """What was not done, and what went along with what was, are told."""
    edited = session.edit(project, "on Tools: add chart bar of count of Tool by lent / No pictures.")
    assert edited.notes == ("No pictures.",)
    project = session.save_edit(edited, project)
    edited = session.edit(project, "in Tool: remove lent")
    assert "section" in {each.kind for each in edited.consequences}


def test_comments_stay_above_their_lines(session: Session, tmp_path: Path) -> None:
    """A blueprint is printed anew with every change, and what people noted in it is still there."""
    noted = "# my own\n" + BLUEPRINT.replace("  lent", "  # since when\n  lent")
    project = write(tmp_path / "mine", noted)
    project = session.save_edit(session.edit(project, "in Tool: rename lent to given"), project)
    assert project.blueprint_text == noted.replace("lent:", "given:")
    assert "Tool (line 4)" in (project.folder / "app.js").read_text(encoding="utf-8")
    project = session.save_edit(session.undo(project), project)
    assert project.blueprint_text == noted


def test_undo_takes_the_last_change_back(session: Session, project: Project) -> None:
    """Change by change, until the folder is as it was made."""
    first = disk(project.folder)
    project = change(session, project, "in Tool: add price: money")
    second = disk(project.folder)
    project = change(session, project, 'set name "Barn"')
    edited = session.undo(project)
    assert edited.undone
    assert edited.script == 'set name "Shed"'
    project = session.save_edit(edited, project)
    assert disk(project.folder) == second
    undo(session, project)
    assert disk(project.folder) == first


@pytest.mark.parametrize("words", ["take it back", "undo", " Undo! "])
def test_undo_may_be_asked_for_in_words(session: Session, project: Project, words: str) -> None:
    """Where the model understands that the last change is meant, it is taken back."""
    first = disk(project.folder)
    project = change(session, project, "in Tool: add price: money")
    edited = session.edit(project, words)
    assert (edited.undone, edited.request) == (True, words)
    session.save_edit(edited, project)
    assert disk(project.folder) == first


def test_the_word_undo_alone_needs_no_model(
    session: Session, project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A change is taken back also where no model can be loaded."""
    project = change(session, project, "in Tool: add price: money")

    def no_model(*_files: object) -> None:
        raise AssertionError("the model was loaded")

    monkeypatch.setattr("desktop.session.Spindle", no_model)
    with Session(LabelEngine(), model_files(tmp_path)) as fresh:
        assert fresh.edit(project, "undo").undone


def test_without_a_change_there_is_nothing_to_take_back(session: Session, project: Project) -> None:
    """It is said, and nothing is written; also where nobody knows where the app came from."""
    edited = session.undo(project)
    assert edited.notes == (say("spindle.edit_no_undo"),)
    unchanged(session, project, edited)
    assert session.undo(replace(project, provenance=None)).notes == (say("spindle.edit_no_undo"),)


def test_a_way_back_that_leads_nowhere_is_said(session: Session, project: Project) -> None:
    """Whoever has edited the blueprint since keeps what they wrote."""
    project = change(session, project, "in Tool: add price: money")
    (project.folder / "app.blueprint").write_text(BLUEPRINT, encoding="utf-8")
    project = open_project(project.folder)
    edited = session.undo(project)
    assert edited.notes == (say("spindle.edit_undo_lost"),)
    unchanged(session, project, edited)


def test_records_are_found_under_their_new_names_and_back(session: Session, project: Project) -> None:
    """What was typed shows after a field is renamed, and after that is taken back."""
    use(project)
    project = change(session, project, RENAMED)
    assert lent_days(project) == ["2026-03-01"]
    project = undo(session, project)
    assert lent_days(project) == ["2026-03-01"]


def test_records_are_called_as_before_where_the_files_cannot_be_written(
    session: Session, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the folder refuses the new app, the old one finds its records."""
    use(project)

    def refuse(*_arguments: object) -> None:
        raise FolderError("folder_full", folder="app")

    edited = session.edit(project, RENAMED)
    monkeypatch.setattr("desktop.saving.update_project", refuse)
    with pytest.raises(FolderError):
        session.save_edit(edited, project)
    assert open_project(project.folder) == project
    assert lent_days(project) == ["2026-03-01"]


def test_files_stay_where_the_records_cannot_be_reached(session: Session, project: Project) -> None:
    """If the names cannot be carried into the database, the app is not changed either."""
    (project.folder / DATABASE_FILE).write_bytes(b"not a database, " * 100)
    edited = session.edit(project, RENAMED)
    before = disk(project.folder)
    with pytest.raises(RecordsError):
        session.save_edit(edited, project)
    assert disk(project.folder) == before


def test_a_damaged_database_keeps_nobody_from_other_changes(session: Session, project: Project) -> None:
    """A change that renames nothing has nothing to do with the records."""
    (project.folder / DATABASE_FILE).write_bytes(b"not a database, " * 100)
    assert "price" in change(session, project, "in Tool: add price: money").blueprint_text


def test_an_app_without_a_past_can_be_changed_and_undone(session: Session, project: Project) -> None:
    """Where `homespun.json` is gone, changes are remembered from now on."""
    (project.folder / "homespun.json").unlink()
    project = change(session, open_project(project.folder), "in Tool: add price: money")
    assert project.provenance is not None
    assert undo(session, project).blueprint_text == BLUEPRINT


def test_a_blueprint_with_problems_is_not_changed(session: Session, project: Project) -> None:
    """What is wrong with it must be mended first, by whoever wrote it."""
    broken = replace(project, blueprint_text=BLUEPRINT + "  table of Hammer\n")
    for ask in (lambda: session.edit(broken, RENAMED), lambda: session.undo(broken)):
        with pytest.raises(BlueprintError):
            ask()


def test_it_means_what_was_changed_last_in_this_very_app(
    session: Session, project: Project, spindle: ToldSpindle, tmp_path: Path
) -> None:
    """`it` is what the request before was about: not in another app, and not after it is gone."""
    other = write(tmp_path / "other")
    project = change(session, project, "in Tool: add price: money")
    change(session, project, 'set name "Barn"')
    change(session, other, 'set name "Barn"')
    project = open_project(project.folder)
    change(session, project, "take it back")
    project = change(session, open_project(project.folder), 'set name "Barn"')
    session.save_edit(done_instead(project, "another name", 'set name "Loft"'), project)
    change(session, open_project(project.folder), 'set name "Cellar"')
    assert [last.name if last else "" for last in spindle.lasts] == ["", "lent", "", "", "", ""]


def test_a_refused_request_leaves_the_session_usable(session: Session, project: Project) -> None:
    """After a refusal the next change is made."""
    with pytest.raises(RequestError):
        session.edit(project, "  ")
    assert session.edit(project, RENAMED).script == RENAMED


def test_what_did_not_convert_is_a_note_of_what_was_saved(session: Session, project: Project) -> None:
    """Values that are no numbers are told, with an example; they are there again after an undo."""
    use(project)
    project = change(session, project, "in Tool: change lent: number")
    (note,) = project.notes
    assert "1 of 1" in note
    assert "“2026-03-01”" in note
    assert lent_days(project) == [None]
    project = undo(session, project)
    assert project.notes == ()
    assert lent_days(project) == ["2026-03-01"]


def test_what_was_not_understood_is_told_with_the_change(session, project):
    """Its words, so that another model may be asked for them."""
    assert session.edit(project, "a rotating globe").missed == ("a rotating globe",)
    assert session.edit(project, RENAMED).missed == ()


def test_what_else_may_have_been_meant_comes_along_and_can_be_had(session, project):
    """Its script with the change; by its number it is worked out itself."""
    either = f"{RENAMED} or in Tool: remove lent"
    edited = session.edit(project, either)
    assert (edited.script, edited.others, edited.chance) == (RENAMED, ("in Tool: remove lent",), 0.4)
    assert session.edit(project, either, other=1).script == "in Tool: remove lent"


@pytest.mark.parametrize("number", [-1, 2, 99])
def test_another_meaning_that_is_not_there_changes_nothing(session, project, number):
    """It is said how many there are."""
    with pytest.raises(RequestError) as problem:
        session.edit(project, f"{RENAMED} or in Tool: remove lent", other=number)
    assert problem.value.key == "request_other"
    assert "1" in str(problem.value)
