"""Apps of other versions of the language: a newer one runs and is left alone, an older one is brought here when asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from library_apps import disk, make

from desktop.blueprint import read
from desktop.blueprint.versions import LANGUAGE_VERSION, MIGRATIONS, Migration, is_newer, migrate
from desktop.changing import renamed
from desktop.compiler import compile_app
from desktop.errors import BlueprintError, FolderError
from desktop.library import carry_out_migration, list_projects, migration_of, opening_note
from desktop.messages import say
from desktop.workspace import Project, open_project

ABOUT = "Tables are called grids."
OLD = 'app "Shed"\n\nentity Tool\n  name: text\n\npage Tools\n  grid of Tool\n'


@pytest.fixture
def old_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """There once was a version 0, in which tables were called grids."""
    step = Migration("1", ABOUT, lambda text: text.replace("  grid of", "  table of"))
    monkeypatch.setitem(MIGRATIONS, "0", step)


def in_version(folder: Path, version: str, text: str | None = None) -> Project:
    file = folder / "homespun.json"
    facts = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**facts, "language_version": version}), encoding="utf-8")
    if text is not None:
        (folder / "app.blueprint").write_text(text, encoding="utf-8")
    return open_project(folder)


@pytest.fixture
def shed(tmp_path: Path) -> Path:
    return make(tmp_path / "apps", "Shed").folder


def test_todays_version_needs_nothing(shed: Path) -> None:
    """Nothing is said, and there is no plan; the same for an app without an origin."""
    project = open_project(shed)
    assert (opening_note(project), migration_of(project)) == ("", None)
    (shed / "homespun.json").unlink()
    assert (opening_note(open_project(shed)), migration_of(open_project(shed))) == ("", None)


@pytest.mark.parametrize("version", ["2", "10", "999999999"])
def test_a_newer_one_opens_and_is_not_changed(shed: Path, version: str) -> None:
    """It is said in a sentence; the app is opened as it was compiled; a change is refused and writes nothing."""
    before = disk(shed)
    project = in_version(shed, version)
    assert opening_note(project) == say("errors.blueprint_newer", version=version)
    assert migration_of(project) is None
    assert list_projects(shed.parent)[0].problem == say("library.problem_newer", folder="Shed")
    with pytest.raises(BlueprintError) as caught:
        renamed(project, "Garden")
    assert caught.value.key == "blueprint_newer"
    changed = {path for path, data in disk(shed).items() if before[path] != data}
    assert changed == {"homespun.json"}


@pytest.mark.parametrize("version", ["", "0", "one", "-1", "1.5", "²", "9" * 50, LANGUAGE_VERSION])
def test_what_is_no_newer_version_opens_as_ever(shed: Path, version: str) -> None:
    """A version that nobody gave is no reason to refuse anything."""
    project = in_version(shed, version)
    assert not is_newer(version)
    assert opening_note(project) == ""
    assert renamed(project, "Garden").app.name == "Garden"


@pytest.mark.usefixtures("old_language")
def test_an_older_one_is_shown_before_it_is_changed(shed: Path) -> None:
    """What becomes of it is worked out and told; the folder is as it was, and the app still runs as compiled."""
    project = in_version(shed, "0", OLD)
    before = disk(shed)
    plan = migration_of(project)
    assert plan is not None
    assert (plan.about, plan.old_text) == ((ABOUT,), OLD)
    assert "table of Tool" in plan.text
    assert opening_note(project) == say("library.older")
    with pytest.raises(BlueprintError) as caught:
        renamed(project, "Garden")
    assert caught.value.key == "blueprint_older"
    assert disk(shed) == before


@pytest.mark.usefixtures("old_language")
def test_an_older_one_is_brought_here_when_asked(shed: Path) -> None:
    """Afterwards it is an app of today, and can be changed; what is the person's own stays."""
    (shed / "notes.txt").write_text("mine", encoding="utf-8")
    project = in_version(shed, "0", OLD)
    plan = migration_of(project)
    assert plan is not None
    done = carry_out_migration(project, plan)
    assert done == open_project(shed)
    assert done.provenance is not None
    assert (done.blueprint_text, done.provenance.language_version) == (plan.text, LANGUAGE_VERSION)
    app = read(plan.text).app
    assert app is not None
    on_disk = disk(shed)
    assert all(on_disk[file.path] == file.text.encode() for file in compile_app(app).files)
    assert on_disk["notes.txt"] == b"mine"
    assert (opening_note(done), migration_of(done)) == ("", None)
    assert renamed(done, "Garden").app.name == "Garden"


@pytest.mark.usefixtures("old_language")
def test_a_plan_for_an_app_that_changed_meanwhile(shed: Path) -> None:
    """What was not shown is not done."""
    project = in_version(shed, "0", OLD)
    plan = migration_of(project)
    assert plan is not None
    other = in_version(shed, "0", OLD.replace("Shed", "Garden"))
    before = disk(shed)
    for stale in (project, other):
        with pytest.raises(FolderError) as caught:
            carry_out_migration(stale, plan)
        assert caught.value.key == "folder_changed"
    assert disk(shed) == before


@pytest.mark.usefixtures("old_language")
def test_a_migration_that_gives_nonsense_is_refused(shed: Path) -> None:
    """An app that would not be right afterwards stays as it is."""
    with pytest.raises(BlueprintError) as caught:
        migration_of(in_version(shed, "0", OLD.replace("text", "no such type")))
    assert caught.value.key == "blueprint_problems"


def test_several_steps_are_taken_in_order() -> None:
    """Each step leads to a later version, and all of them are told."""
    steps = {
        "0": Migration("1", "first", lambda text: text + "a"),
        "1": Migration("3", "second", lambda text: text + "b"),
    }
    assert migrate("", "0", steps) == migrate("a", "1", steps).__class__("ab", ("first", "second"))
    assert migrate("x", "3", steps).about == ()
    with pytest.raises(AssertionError):
        migrate("", "0", {"0": Migration("0", "round", str)})
