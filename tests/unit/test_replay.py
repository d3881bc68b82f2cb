"""Making an app again: the same bytes, or exactly what is other."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.blueprint import print_app, read
from desktop.blueprint.edits import diff, edit, print_script
from desktop.changing import scripted
from desktop.compiler import compile_app
from desktop.errors import HistoryError, RequestError
from desktop.outcomes import Built, Progress
from desktop.replay import Replayed, files_before, files_now, files_of, replay
from desktop.saving import save_edit, save_new
from desktop.workspace import (
    Changed,
    PartBefore,
    Project,
    Provenance,
    open_project,
    update_project,
    write_project,
)

TEXT = 'app "Shed"\n\nentity Tool\n  name: text\n\npage Tools\n  table of Tool\n'
OTHER = 'app "Shed"\n\nentity Tool\n  name: text\n  price: money\n\npage Tools\n  cards of Tool\n'
MADE = Provenance("my tools", 7, "Told", "f" * 64, "memory", "1")
SCRIPTS = ("in Tool: add due: date", 'set name "Tool library"', "in Tool: rename due to back")


class ToldBuilder:
    """Stands for the session: each take is the blueprint it was told."""

    def __init__(self, *texts: str, sha256: str = "f" * 64) -> None:
        self.texts = texts or (TEXT,)
        self.sha256 = sha256
        self.asked: list[tuple[str, int, int]] = []

    def build(
        self, request: str, *, seed: int = 0, on_progress: Callable[[Progress], None] = lambda news: None
    ) -> Built:
        self.asked.append((request, seed, 1))
        return self._built(0)

    def takes(
        self,
        request: str,
        count: int = 3,
        *,
        seed: int = 0,
        on_progress: Callable[[Progress], None] = lambda news: None,
    ) -> tuple[Built, ...]:
        self.asked.append((request, seed, count))
        return tuple(self._built(at) for at in range(min(count, len(self.texts))))

    def _built(self, at: int) -> Built:
        app = read(self.texts[at]).app
        assert app is not None
        return Built(
            request="my tools",
            seed=7,
            text=self.texts[at],
            app=app,
            files=compile_app(app),
            diagnostics=(),
            notes=(),
            made_by="memory",
            model_name="Told",
            model_version="2",
            model_sha256=self.sha256,
            chance=1.0,
            take=at + 1,
            timings_ms=(),
        )


def write(folder: Path, text: str = TEXT, scripts: tuple[str, ...] = (), made: Provenance = MADE) -> Project:
    """An app without a history, as an older Homespun would have written it."""
    app = read(text).app
    assert app is not None
    project = write_project(folder, compile_app(app), text, made)
    for script in scripts:
        done = edit(app, script)
        assert done.app is not None
        change = Changed(script, script, print_script(diff(done.app, app)))
        assert project.provenance is not None
        provenance = replace(project.provenance, changes=(*project.provenance.changes, change))
        project = update_project(
            project, compile_app(app), compile_app(done.app), print_app(done.app), provenance
        )
        app = done.app
    return project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return write(tmp_path / "app", scripts=SCRIPTS)


def again(project: Project, builder: ToldBuilder | None = None, number: int | None = None) -> Replayed:
    return replay(builder or ToldBuilder(), files_of(project, number))


def kinds(replayed: Replayed) -> list[tuple[str, str]]:
    return [(each.kind, each.path) for each in replayed.differences]


def test_the_same_comes_again(project: Project) -> None:
    """Request, seed and scripts give the very bytes; every compiled file and the blueprint were compared."""
    builder = ToldBuilder()
    replayed = again(project, builder)
    assert (replayed.same, replayed.circumstances, replayed.differences) == (True, (), ())
    assert replayed.text == project.blueprint_text
    assert builder.asked == [("my tools", 7, 1)]
    compiled = [file.path for file in compile_app(read(project.blueprint_text).app).files]  # type: ignore[arg-type]
    assert replayed.compared == len(compiled) + 1


def test_the_take_that_was_chosen(tmp_path: Path) -> None:
    """An app that was the second way to build it is made the second way again."""
    project = write(tmp_path / "app", OTHER, made=replace(MADE, take=2))
    builder = ToldBuilder(TEXT, OTHER)
    assert again(project, builder).same
    assert builder.asked == [("my tools", 7, 2)]
    assert kinds(again(project, ToldBuilder(TEXT))) == [("refused", "")]


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_every_version_without_a_history(project: Project, number: int) -> None:
    """By the ways back, each earlier version is reached, and is the same."""
    replayed = again(project, number=number)
    assert replayed.same
    assert ("Tool library" in replayed.text) == (number >= 3)
    assert replayed.text == (TEXT if number == 1 else print_app(read(replayed.text).app))  # type: ignore[arg-type]


@pytest.mark.parametrize("number", [0, 5, -1])
def test_a_version_that_is_not_there(project: Project, number: int) -> None:
    """It is said how many there are."""
    with pytest.raises(RequestError) as caught:
        files_of(project, number)
    assert caught.value.key == "replay_no_version"
    assert "4" in str(caught.value)


def test_a_change_without_a_way_back(project: Project) -> None:
    """Versions behind it cannot be reached; those after it can."""
    file = project.folder / "homespun.json"
    facts = json.loads(file.read_text(encoding="utf-8"))
    facts["changes"][1]["back"] = ""
    file.write_text(json.dumps(facts), encoding="utf-8")
    assert again(open_project(project.folder), number=3).same
    with pytest.raises(RequestError) as caught:
        files_of(project, 2)
    assert caught.value.key == "replay_no_way_back"


def test_versions_of_the_history(tmp_path: Path) -> None:
    """With a history its numbers count, and each version is the same, whatever the folder holds now."""
    project = save_new(ToldBuilder()._built(0), tmp_path / "app")
    for script in SCRIPTS[:2]:
        project = save_edit(scripted(project, script, script), project)
    for number in (1, 2, 3):
        assert again(project, number=number).same
    assert again(project, number=2).text != again(project, number=3).text
    with pytest.raises(HistoryError):
        files_of(project, 9)
    (project.folder / "app.js").write_text("mine", encoding="utf-8")
    assert again(project, number=2).same
    assert kinds(again(project)) == [("file_changed", "app.js")]


def test_another_model_is_named(project: Project) -> None:
    """By name and hash, also where the same app came of it."""
    replayed = again(project, ToldBuilder(sha256="0" * 64))
    assert replayed.same
    (only,) = replayed.circumstances
    assert only.kind == "other_model"
    assert "ffffffffffff" in only.sentence and "000000000000" in only.sentence


def test_another_model_that_made_another_app(tmp_path: Path) -> None:
    """The blueprint is another one; the way from one to the other is said, and which files follow."""
    project = write(tmp_path / "app")
    replayed = again(project, ToldBuilder(OTHER, sha256="0" * 64))
    assert ("blueprint_other", "app.blueprint") in kinds(replayed)
    assert {kind for kind, path in kinds(replayed) if path != "app.blueprint"} == {"file_follows"}
    assert "in Tool: remove price" in replayed.differences[0].sentence


@pytest.mark.parametrize(
    ("name", "value", "kind"),
    [("language_version", "0", "other_language"), ("program_version", "0.0.9", "other_program")],
)
def test_another_version_is_named(tmp_path: Path, name: str, value: str, kind: str) -> None:
    """Of the language and of the program."""
    project = write(tmp_path / "app", made=replace(MADE, **{name: value}))
    (only,) = again(project).circumstances
    assert only.kind == kind
    assert f"{value}" in only.sentence


def test_a_blueprint_that_was_edited_by_hand(project: Project) -> None:
    """It is said to be so, and how it differs; the compiled files are those of the old one."""
    file = project.folder / "app.blueprint"
    file.write_text(project.blueprint_text.replace("Tool library", "My tools"), encoding="utf-8")
    replayed = again(open_project(project.folder))
    assert kinds(replayed)[0] == ("blueprint_edited", "app.blueprint")
    assert 'set name "My tools"' in replayed.differences[0].sentence


@pytest.mark.parametrize("text", ["# mine\n{}", "{}\n\n", "nonsense", ""])
def test_a_blueprint_of_another_form(project: Project, text: str) -> None:
    """A comment, a blank line, or a text that is no blueprint: one byte counts, and nothing breaks."""
    file = project.folder / "app.blueprint"
    file.write_text(text.format(project.blueprint_text), encoding="utf-8")
    assert ("blueprint_edited", "app.blueprint") in kinds(again(project))


def test_files_that_were_changed_or_are_missing(project: Project) -> None:
    """Each by its name; what is the person's own is not compared."""
    (project.folder / "app.css").write_text("mine", encoding="utf-8")
    (project.folder / "index.html").unlink()
    (project.folder / "custom").mkdir()
    (project.folder / "custom" / "mine.html").write_text("mine", encoding="utf-8")
    (project.folder / "notes.txt").write_text("mine", encoding="utf-8")
    assert kinds(again(project)) == [("file_changed", "app.css"), ("file_missing", "index.html")]


def test_with_another_program_nobody_is_blamed(tmp_path: Path) -> None:
    """A file that differs may be the other program's."""
    project = write(tmp_path / "app", made=replace(MADE, program_version="0.0.9"))
    (project.folder / "app.css").write_text("mine", encoding="utf-8")
    assert kinds(again(project)) == [("file_other", "app.css")]


def test_a_change_that_does_not_fit_any_more(project: Project) -> None:
    """The change is named by its number and its words."""
    replayed = again(
        project, ToldBuilder('app "Shed"\n\nentity Plant\n  name: text\n\npage P\n  table of Plant\n')
    )
    assert kinds(replayed) == [("change_lost", "")]
    assert "1" in replayed.differences[0].sentence and SCRIPTS[0] in replayed.differences[0].sentence


def test_a_model_that_does_not_understand_any_more(project: Project) -> None:
    """What it says is what differs."""

    class Refusing(ToldBuilder):
        def build(self, request: str, **_: object) -> Built:
            raise RequestError("request_unclear")

    replayed = again(project, Refusing())
    assert kinds(replayed) == [("refused", "")]
    assert str(RequestError("request_unclear")) in replayed.differences[0].sentence


@pytest.mark.parametrize("provenance", [None, "", "{}", '{"request": ""}', "[" * 100_000])
def test_without_an_origin_there_is_nothing_to_make(project: Project, provenance: str | None) -> None:
    """It is said that nobody knows what the app was made from."""
    file = project.folder / "homespun.json"
    if provenance is None:
        file.unlink()
    else:
        file.write_text(provenance, encoding="utf-8")
    for number in (None, 1):
        with pytest.raises(RequestError) as caught:
            again(project, number=number)
        assert caught.value.key == "replay_unknown"


def test_nothing_is_written(project: Project) -> None:
    """The folder is as it was, to the last time of a file."""
    before = {path: path.stat().st_mtime_ns for path in project.folder.rglob("*")}
    again(project)
    again(project, number=2)
    files_before(files_now(project.folder), 1)
    assert {path: path.stat().st_mtime_ns for path in project.folder.rglob("*")} == before


# --- written by models by others -------------------------------------------------------------------


def test_a_change_by_another_model_is_carried_out_as_it_stands(tmp_path):
    """The bytes are the same; who wrote it, and its fingerprint, are told, and the model is not asked."""
    project = write(tmp_path / "shed", scripts=SCRIPTS[:1])
    (change,) = project.provenance.changes
    signed = replace(change, model_name="Qwen", model_sha256="ab" * 32)
    files = {**files_now(project.folder)}
    files["homespun.json"] = replace(project.provenance, changes=(signed,)).to_json().encode()
    replayed = replay(ToldBuilder(), files)
    assert replayed.same
    (told,) = replayed.circumstances
    assert told.kind == "other_change"
    assert "Qwen" in told.sentence and "abababababab" in told.sentence


def test_an_app_that_another_model_began_says_what_it_would_need(tmp_path):
    """Nobody claims to have made it again: the model, its fingerprint and the seed are named."""
    made = Provenance("my tools", 7, "Qwen", "ab" * 32, "other", "1")
    project = write(tmp_path / "shed", made=made)
    builder = ToldBuilder()
    replayed = replay(builder, files_of(project, None))
    assert builder.asked == []
    assert not replayed.same
    (told,) = replayed.differences
    assert told.kind == "other_writer"
    assert all(word in told.sentence for word in ("Qwen", "abababababab", "7", "my tools"))
    assert replayed.compared > 3


def test_what_is_compiled_of_it_is_compared_all_the_same(tmp_path):
    """A file that was changed by hand is found."""
    made = Provenance("my tools", 7, "Qwen", "", "other", "1")
    project = write(tmp_path / "shed", made=made)
    (project.folder / "app.css").write_text("* { color: red }", encoding="utf-8")
    kinds = [(each.kind, each.path) for each in replay(ToldBuilder(), files_of(project, None)).differences]
    assert kinds == [("other_writer", ""), ("file_changed", "app.css")]


def test_a_change_that_only_wrote_a_file_does_not_bar_the_way_to_earlier_versions(tmp_path):
    """Its blueprint is the same before and after."""
    part = PartBefore("custom/globe.html", None, "0" * 64)
    only_a_file = Changed("bluer", "", "", "Qwen", "", (part,))
    project = write(tmp_path / "shed", scripts=SCRIPTS[:1])
    made = replace(project.provenance, changes=(*project.provenance.changes, only_a_file))
    files = {**files_now(project.folder), "homespun.json": made.to_json().encode()}
    assert files_before(files, 2)["app.blueprint"] == files["app.blueprint"]
    assert b"due" not in files_before(files, 1)["app.blueprint"]
    assert replay(ToldBuilder(), files).same
