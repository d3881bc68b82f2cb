"""Another meaning of a request takes the place of the change that was made: app, history and records."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.blueprint import read
from desktop.changing import done_instead, scripted, taken_back
from desktop.compiler import compile_app
from desktop.errors import BlueprintError, FolderError
from desktop.history import History, catch_up, restore
from desktop.messages import say
from desktop.outcomes import Clock
from desktop.records import Record, open_records
from desktop.saving import save_edit
from desktop.workspace import Project, Provenance, open_project, write_project

BLUEPRINT = """\
app "Shed"

entity Tool
  name: text
  lent: text

page Tools
  table of Tool
"""
ASKED = "keep better track"
DONE = "in Tool: rename lent to given"
BARN = 'set name "Barn"'


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return write(tmp_path / "app")


def write(folder: Path) -> Project:
    app = read(BLUEPRINT).app
    assert app is not None
    made = Provenance("my tools", 7, "Told", "f" * 64, "memory", "1")
    return write_project(folder, compile_app(app), BLUEPRINT, made)


def change(project: Project, script: str) -> Project:
    return save_edit(scripted(project, ASKED, script), project)


def instead(project: Project, script: str) -> Project:
    return save_edit(done_instead(project, ASKED, script), project)


def undo(project: Project) -> Project:
    app = read(project.blueprint_text).app
    assert app is not None
    return save_edit(taken_back(project, app, "", Clock()), project)


def disk(folder: Path) -> dict[str, bytes]:
    """What the app is made of."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".homespun" not in path.parts
    }


def use(project: Project, lent: str) -> None:
    """Type something into the app."""
    database = open_records(project.folder)
    assert database is not None
    with database:
        database.write([Record("saw", "Tool", 1, (("name", "Saw"), ("lent", lent)))])


def values(project: Project) -> dict[str, object]:
    """The one record as the app shows it."""
    database = open_records(project.folder)
    assert database is not None
    with database:
        rows = database.read("Tool")
        (row,) = rows.rows
        return dict(zip(rows.fields, row[2:], strict=True))


def test_it_is_as_if_the_other_had_never_been_done(project: Project, tmp_path: Path) -> None:
    """The same files as of somebody who was understood at once; and Undo leads to what was before."""
    first = disk(project.folder)
    project = instead(change(project, DONE), BARN)
    assert disk(project.folder) == disk(change(write(tmp_path / "twin"), BARN).folder)
    assert disk(undo(project).folder) == first


def test_it_is_one_version_with_the_persons_words(project: Project) -> None:
    """And it tells which meaning was taken."""
    project = change(project, DONE)
    numbers = [each.number for each in History(project.folder).versions()]
    project = instead(project, BARN)
    last, *earlier = History(project.folder).versions()
    assert [each.number for each in earlier] == numbers
    assert (last.kind, last.request, last.script) == ("instead", ASKED, BARN)


def test_records_are_found_under_the_other_name_too(project: Project) -> None:
    """There, after Undo, and in every version that is brought back."""
    use(project, "today")
    project = instead(change(project, DONE), "in Tool: rename lent to out since")
    assert values(project) == {"name": "Saw", "out since": "today"}
    numbers = {each.kind: each.number for each in History(project.folder).versions()}
    project = undo(project)
    assert values(project) == {"name": "Saw", "lent": "today"}
    for kind, name in (("changed", "given"), ("instead", "out since"), ("edited", "lent")):
        project = restore(project.folder, numbers[kind]).project
        assert values(project) == {"name": "Saw", name: "today"}


def test_values_go_the_way_by_what_was_before(project: Project) -> None:
    """A day that did not fit a number fits a date: nothing is lost by what was done first."""
    use(project, "2026-03-01")
    project = change(project, "in Tool: change lent: number")
    assert values(project) == {"name": "Saw", "lent": None}
    project = instead(project, "in Tool: change lent: date")
    assert values(project) == {"name": "Saw", "lent": "2026-03-01"}
    assert values(undo(project)) == {"name": "Saw", "lent": "2026-03-01"}


def test_what_was_removed_is_there_again(project: Project) -> None:
    """With what had been typed into it."""
    use(project, "today")
    project = instead(change(project, "in Tool: remove lent"), BARN)
    assert values(project) == {"name": "Saw", "lent": "today"}


def test_records_stay_as_they_were_where_the_files_cannot_be_written(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the folder refuses the other meaning, the app that was there finds its records."""
    use(project, "today")
    project = change(project, DONE)

    def refuse(*_arguments: object) -> None:
        raise FolderError("folder_full", folder="app")

    with monkeypatch.context() as full:
        full.setattr("desktop.saving.update_project", refuse)
        with pytest.raises(FolderError):
            instead(project, "in Tool: rename lent to out since")
    assert open_project(project.folder) == project
    assert values(project) == {"name": "Saw", "given": "today"}


def test_killed_before_its_version_is_kept_it_is_told_all_the_same(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next who changes the app finds in `homespun.json` what it was, and where the records are."""

    class KilledError(Exception):
        pass

    def killed(*_arguments: object) -> None:
        raise KilledError

    use(project, "today")
    project = change(project, DONE)
    with monkeypatch.context() as short:
        short.setattr("desktop.saving._kept", killed)
        with pytest.raises(KilledError):
            instead(project, "in Tool: rename lent to out since")
    project = open_project(project.folder)
    version = catch_up(History(project.folder), project)
    assert version is not None
    assert (version.kind, version.request) == ("instead", ASKED)
    assert [(one.name, one.to) for one in version.renames] == [("given", "lent"), ("lent", "out since")]
    assert values(project) == {"name": "Saw", "out since": "today"}


def test_what_does_not_fit_is_refused(project: Project) -> None:
    """A script for another app."""
    project = change(project, DONE)
    with pytest.raises(BlueprintError):
        done_instead(project, ASKED, "in Hammer: remove head")


def test_where_nothing_can_be_taken_back_nothing_is_done(project: Project) -> None:
    """It is said."""
    edited = done_instead(project, ASKED, BARN)
    assert edited.notes == (say("spindle.edit_no_undo"),)
    assert not edited.changes_something


def test_a_meaning_that_changes_nothing_takes_the_change_back(project: Project) -> None:
    """What is meant is what was there before."""
    project = change(project, BARN)
    edited = done_instead(project, ASKED, 'set name "Shed"')
    assert edited.undone
    assert save_edit(edited, project).blueprint_text == BLUEPRINT


def test_somebody_else_has_written_in_it(project: Project) -> None:
    """Then nothing is written."""
    project = change(project, DONE)
    edited = done_instead(project, ASKED, BARN)
    theirs = project.blueprint_text.replace("Shed", "Hut")
    (project.folder / "app.blueprint").write_text(theirs, encoding="utf-8")
    with pytest.raises(FolderError):
        save_edit(edited, project)
    assert (project.folder / "app.blueprint").read_text(encoding="utf-8") == theirs


def test_comments_of_the_persons_own_stay(project: Project) -> None:
    """Above the line that they are about."""
    noted = BLUEPRINT.replace("  lent", "  # since when\n  lent")
    (project.folder / "app.blueprint").write_text(noted, encoding="utf-8")
    project = open_project(project.folder)
    project = instead(change(project, DONE), BARN)
    assert project.blueprint_text == noted.replace("Shed", "Barn")
