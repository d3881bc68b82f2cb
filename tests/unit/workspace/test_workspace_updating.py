"""A changed app takes the place of the old one, and whatever is not the compiler's stays as it is."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.blueprint import read
from desktop.compiler import compile_app
from desktop.compiler.fileset import File, FileSet
from desktop.errors import FolderError
from desktop.workspace import Changed, Project, Provenance, open_project, update_project, write_project

OLD = FileSet(
    (
        File("app.css", "body { color: black }\n"),
        File("app.js", "// the old app\n"),
        File("index.html", "<p>old\n"),
        File("runtime/blocks/dice.js", "// dice\n"),
        File("runtime/store.js", "// store\n"),
    )
)
NEW = FileSet(
    (
        File("app.css", "body { color: black }\n"),
        File("app.js", "// the new app\n"),
        File("index.html", "<p>new\n"),
        File("runtime/chart.js", "// chart\n"),
        File("runtime/store.js", "// store\n"),
    )
)
MADE = Provenance("dice", 0, "spindle", "0", "memory", "1")
CHANGED = replace(MADE, changes=(Changed("charts please", "add chart\n", "remove chart\n"),))

Disk = dict[str, bytes]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return write_project(tmp_path / "app", OLD, "old\n", MADE)


def update(project: Project) -> Project:
    return update_project(project, OLD, NEW, "new\n", CHANGED)


def disk(folder: Path) -> Disk:
    """Every file below a folder, with what is in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_the_new_app_is_there(project: Project) -> None:
    """Afterwards the folder is what writing the new app into an empty one would have made."""
    updated = update(project)
    assert updated == open_project(project.folder)
    assert updated.blueprint_text == "new\n"
    assert updated.provenance == CHANGED
    fresh = write_project(project.folder.with_name("fresh"), NEW, "new\n", CHANGED)
    assert disk(project.folder) == disk(fresh.folder)


def test_files_that_the_app_no_longer_has_go(project: Project) -> None:
    """A part of the runtime that is not used any more goes, with folders that hold nothing else."""
    update(project)
    assert sorted(path.name for path in (project.folder / "runtime").iterdir()) == ["chart.js", "store.js"]


def test_what_is_not_the_compilers_stays(project: Project) -> None:
    """Records, parts of one's own and files that somebody put there are the same to the last byte."""
    theirs = {
        "data.sqlite": b"records",
        "custom/map.html": b"<p>mine",
        "notes.txt": b"mine",
        "runtime/blocks/mine.js": b"mine",
        "runtime/mine/chart.js": b"mine",
    }
    for name, content in theirs.items():
        place = project.folder / name
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(content)
    update(project)
    after = disk(project.folder)
    assert {name: after[name] for name in theirs} == theirs
    assert "runtime/blocks/dice.js" not in after


def test_files_that_do_not_change_are_not_written(project: Project) -> None:
    """A file with the same content is left alone, also by its time; only the others are new."""
    for name in disk(project.folder):
        os.utime(project.folder / name, (1, 1))
    update(project)
    old = {name for name in disk(project.folder) if (project.folder / name).stat().st_mtime == 1}
    assert old == {"app.css", "runtime/store.js"}


def test_a_file_that_was_lost_or_edited_is_made_anew(project: Project) -> None:
    """Whatever happened to the compiled files: after a change they are the compiler's again."""
    (project.folder / "app.css").write_text("edited", encoding="utf-8")
    (project.folder / "runtime/store.js").unlink()
    update(project)
    assert disk(project.folder)["app.css"] == NEW.text_of("app.css").encode()
    assert disk(project.folder)["runtime/store.js"] == b"// store\n"


def test_a_blueprint_that_somebody_edits_meanwhile_is_left_alone(project: Project) -> None:
    """A change that was thought out for another blueprint is refused in a sentence."""
    (project.folder / "app.blueprint").write_text("mine\n", encoding="utf-8")
    before = disk(project.folder)
    with pytest.raises(FolderError) as caught:
        update(project)
    assert caught.value.key == "folder_changed"
    assert disk(project.folder) == before


def test_an_app_that_is_gone_is_not_made_anew(project: Project) -> None:
    """Where the folder was moved away, none is put in its place."""
    project.folder.rename(project.folder.with_name("moved"))
    with pytest.raises(FolderError) as caught:
        update(project)
    assert caught.value.key == "folder_no_app"
    assert not project.folder.exists()


def own_part(heading: str, *, shown: bool = True) -> tuple[FileSet, str]:
    text = f'app "Seeds"\n\npage Seeds\n  text "{heading}"\n' + ('  custom "Seed map"\n' if shown else "")
    app = read(text).app
    assert app is not None
    return compile_app(app), text


def test_a_part_of_ones_own_stays_and_the_page_reads_it(tmp_path: Path) -> None:
    """What the person wrote into `custom/` is never changed, and what is made of it follows it."""
    (old, old_text), (new, new_text) = own_part("Seeds"), own_part("My seeds")
    project = write_project(tmp_path / "app", old, old_text, MADE)
    (project.folder / "custom/seed-map.html").write_text("all mine", encoding="utf-8")
    update_project(project, old, new, new_text, CHANGED)
    after = disk(project.folder)
    assert after["custom/seed-map.html"] == b"all mine"
    assert b"all mine" in after["runtime/custom/seed-map.js"]


def test_a_part_of_ones_own_outlives_its_block(tmp_path: Path) -> None:
    """The block goes and comes back: the person's file was there all the time."""
    (old, old_text), (new, new_text) = own_part("Seeds"), own_part("Seeds", shown=False)
    project = write_project(tmp_path / "app", old, old_text, MADE)
    (project.folder / "custom/seed-map.html").write_text("all mine", encoding="utf-8")
    project = update_project(project, old, new, new_text, CHANGED)
    assert disk(project.folder)["custom/seed-map.html"] == b"all mine"
    assert "runtime/custom/seed-map.js" not in disk(project.folder)
    update_project(project, new, old, old_text, MADE)
    assert b"all mine" in disk(project.folder)["runtime/custom/seed-map.js"]
