"""A person's own text as a change: kept as they wrote it, with its way back, its version and its records."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.blueprint import read
from desktop.blueprint.edits import edit
from desktop.changing import changes_of, rewritten, scripted
from desktop.compiler import compile_app
from desktop.errors import BlueprintError, RequestError
from desktop.history import History
from desktop.records import Database, Record, open_records
from desktop.replay import files_now
from desktop.saving import save_edit
from desktop.workspace import LONGEST_BLUEPRINT_BYTES, Project, Provenance, open_project, write_project

BLUEPRINT = """\
app "Shed"

entity Tool
  name: text
  lent: date

page Tools
  table of Tool
"""
MADE = Provenance("my tools", 7, "Told", "f" * 64, "memory", "1")
COMMENTED = BLUEPRINT.replace(
    "  lent: date\n", "  # who has it, and since when\n  lent: date\n  to whom: text\n"
)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    app = read(BLUEPRINT).app
    assert app is not None
    return write_project(tmp_path / "shed", compile_app(app), BLUEPRINT, MADE)


def opened(project: Project) -> Database:
    """The app's records."""
    records = open_records(project.folder)
    assert records is not None
    return records


def broken(project: Project) -> Project:
    """The same app after somebody has spoilt its blueprint in another program."""
    (project.folder / "app.blueprint").write_text(BLUEPRINT.replace("date", "dat"), encoding="utf-8")
    return open_project(project.folder)


def test_the_text_is_kept_as_it_was_written(project):
    """Comments, blank lines and the order of a person's own text are in the saved blueprint."""
    saved = save_edit(rewritten(project, COMMENTED), project)
    assert saved.blueprint_text == COMMENTED
    assert open_project(project.folder).blueprint_text == COMMENTED


def test_the_page_points_at_the_lines_of_the_text(project):
    """The compiled app names the lines of the text that was saved, not those of another form of it."""
    saved = save_edit(rewritten(project, "# My shed\n\n" + BLUEPRINT), project)
    assert "Tool (line 5)" in (saved.folder / "app.js").read_text(encoding="utf-8")


def test_it_has_a_way_there_and_a_way_back(project):
    """What was typed is a script like any other change, and Undo takes it back."""
    edited = rewritten(project, COMMENTED)
    before = read(BLUEPRINT).app
    assert before is not None
    assert edit(before, edited.script).app == edited.app
    assert edit(edited.app, edited.back).app == before
    saved = save_edit(edited, project)
    (change,) = changes_of(saved)
    assert (change.script, change.back) == (edited.script, edited.back)


def test_it_is_a_version_by_nobody_s_model(project):
    """The history has the change, and no model is said to have understood it."""
    save_edit(rewritten(project, COMMENTED), project, model_sha256="a" * 64)
    newest = History(project.folder).versions()[0]
    assert (newest.kind, newest.model_sha256) == ("changed", "")
    assert newest.request


def test_a_comment_alone_is_a_version_and_nothing_to_take_back(project):
    """A comment changes nothing in the app: it is kept, and Undo still takes back the change before it."""
    renamed = save_edit(scripted(project, "rename it", "in Tool: rename lent to given"), project)
    saved = save_edit(rewritten(renamed, "# Mine\n" + renamed.blueprint_text), renamed)
    assert saved.blueprint_text.startswith("# Mine\n")
    assert [change.request for change in changes_of(saved)] == ["rename it"]
    assert [version.kind for version in History(project.folder).versions()][:2] == ["edited", "changed"]


def test_the_same_text_changes_nothing(project):
    """Saving what is there already writes nothing; blanks at the ends of lines are no change."""
    before = files_now(project.folder)
    edited = rewritten(project, BLUEPRINT.replace("\n", "  \r\n") + "\n\n")
    assert save_edit(edited, project) is project
    assert files_now(project.folder) == before


def test_what_was_typed_into_the_app_follows_a_new_name(project):
    """A field that is called otherwise keeps its values."""
    with opened(project) as records:
        records.write([Record("rake", "Tool", 1, (("name", "Rake"), ("lent", "2026-05-01")))])
    save_edit(rewritten(project, BLUEPRINT.replace("lent: date", "given: date")), project)
    with opened(project) as records:
        assert "2026-05-01" in records.read("Tool").rows[0]
        assert "given" in records.read("Tool").fields


def test_a_text_with_problems_is_refused(project):
    """Nothing is worked out of a text that cannot be read, and nothing is written."""
    before = files_now(project.folder)
    with pytest.raises(BlueprintError):
        rewritten(project, BLUEPRINT.replace("date", "dat"))
    assert files_now(project.folder) == before


def test_a_text_that_could_not_be_opened_again_is_refused(project):
    """A blueprint longer than one that can be opened is not saved."""
    line = "# " + "x" * 98 + "\n"
    with pytest.raises(RequestError):
        rewritten(project, line * (LONGEST_BLUEPRINT_BYTES // 100 + 1) + BLUEPRINT)


def test_an_app_of_another_language_is_refused(project):
    """A blueprint that only a newer Homespun understands is not written over."""
    newer = replace(project, provenance=replace(MADE, language_version="99"))
    with pytest.raises(BlueprintError):
        rewritten(newer, COMMENTED)


def test_a_broken_blueprint_can_be_mended(project):
    """Problems in the blueprint so far keep nobody from saving a text without them."""
    spoilt = broken(project)
    saved = save_edit(rewritten(spoilt, COMMENTED), spoilt)
    assert open_project(project.folder).blueprint_text == COMMENTED
    assert changes_of(saved)[-1].back == ""
    assert "to whom" in (saved.folder / "app.js").read_text(encoding="utf-8")


def test_what_has_no_way_back_keeps_undo_from_taking_back_another_change(project):
    """After a change without a way back, an older one is not taken back in its stead."""
    renamed = save_edit(scripted(project, "rename it", "in Tool: rename lent to given"), project)
    spoilt = broken(renamed)
    mended = save_edit(rewritten(spoilt, COMMENTED), spoilt)
    assert [change.back for change in changes_of(mended)][1:] == [""]
    assert edit(rewritten(mended, COMMENTED).app, "").app == read(COMMENTED).app
