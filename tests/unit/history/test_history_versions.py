"""One version for every change, with all there is to say of it; and nothing else in the folder is touched."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from history_apps import PRICED, TEXT, change, disk, type_in, write

from desktop.errors import HistoryError
from desktop.history import Happened, History, catch_up
from desktop.records import Rename
from desktop.workspace import open_project

GIT = shutil.which("git")
EVERY = 12


@pytest.fixture(autouse=True)
def packed_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise it takes 250 versions."""
    monkeypatch.setattr("desktop.history.packing.EVERY", EVERY)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "app").folder


def git(folder: Path, *words: str) -> str:
    place = str(folder / ".homespun" / "history.git")
    ran = subprocess.run([str(GIT), "--git-dir", place, *words], capture_output=True, text=True, check=True)
    return ran.stdout + ran.stderr


def test_a_version_tells_all_of_its_change(folder: Path) -> None:
    """Number, time, kind, words, script, model, seed, language and names are there when it is read again."""
    what = Happened(
        "changed", "add a\nprice €", PRICED, "a" * 64, 7, "1", (Rename(("Tool",), "lent", "given"),)
    )
    made = History(folder, now_s=lambda: 1_000_000_000.7).record(open_project(folder), what)
    version = History(folder).version(1)
    assert version == made
    assert (version.number, version.time) == (1, datetime(2001, 9, 9, 1, 46, 40, tzinfo=UTC))
    assert version.renames == what.renames
    told = ("kind", "request", "script", "model_sha256", "seed", "language_version")
    assert [getattr(version, name) for name in told] == [getattr(what, name) for name in told]


def test_no_version_yet_is_no_error(folder: Path) -> None:
    """An app that was made before there was a history has none, and looking makes none."""
    history = History(folder)
    assert history.versions() == ()
    assert history.branches() == ()
    assert history.last() is None
    with pytest.raises(HistoryError) as caught:
        history.version(1)
    assert caught.value.key == "history_no_version"
    assert not (folder / ".homespun").exists()


def test_the_first_change_of_an_old_app_keeps_what_it_was(folder: Path) -> None:
    """Its first version is the app before the change."""
    change(folder, PRICED)
    second, first = History(folder).versions()
    assert (first.kind, first.request, first.seed) == ("edited", "my tools", 7)
    assert History(folder).blueprint_of(first) == TEXT
    assert (second.kind, second.request, second.script) == ("changed", f"please {PRICED}", PRICED)


def test_files_are_kept_to_the_byte_and_the_records_are_not(folder: Path) -> None:
    """Compiled files, blueprint, provenance and parts of one's own, and nothing else in the folder."""
    (folder / "custom").mkdir()
    (folder / "custom" / "map.html").write_bytes(b"<p>mine\r\n")
    before = disk(folder)
    (folder / "notes.txt").write_text("not the app's")
    type_in(folder)
    version = History(folder).record(open_project(folder), Happened("edited"))
    assert History(folder).files_of(version) == before


def test_what_was_written_by_hand_is_kept_first(folder: Path) -> None:
    """A blueprint that was edited in the folder is a version of its own before the next change."""
    change(folder, PRICED)
    mine = open_project(folder).blueprint_text.replace("price: money", "price: number")
    (folder / "app.blueprint").write_text(mine)
    change(folder, 'set name "Hut"')
    last, edited, *_ = History(folder).versions()
    assert (last.kind, edited.kind, edited.script) == ("changed", "edited", "")
    assert History(folder).blueprint_of(edited) == mine


@pytest.mark.parametrize(("begin", "end", "kind"), [(0, 1, "changed"), (1, 0, "undone")])
def test_a_change_whose_version_is_missing_is_told_from_its_traces(
    tmp_path: Path, begin: int, end: int, kind: str
) -> None:
    """Killed between the files and the version: the words and the script are found in `homespun.json`."""
    folder = write(tmp_path / "app").folder
    texts = [(folder / name).read_text() for name in ("app.blueprint", "homespun.json")]
    change(folder, PRICED)
    states = [texts, [(folder / name).read_text() for name in ("app.blueprint", "homespun.json")]]
    shutil.rmtree(folder / ".homespun")
    for at in (begin, end):
        for name, text in zip(("app.blueprint", "homespun.json"), states[at], strict=True):
            (folder / name).write_text(text)
        version = catch_up(History(folder), open_project(folder))
    assert version is not None
    assert version.kind == kind
    assert version.script.strip() == (PRICED if kind == "changed" else "in Tool: remove price")


def test_nothing_is_kept_twice(folder: Path) -> None:
    """Where the folder is as the last version left it, catching up keeps nothing."""
    change(folder, PRICED)
    assert catch_up(History(folder), open_project(folder)) is None
    assert len(History(folder).versions()) == 2


def test_versions_follow_each_other_whatever_the_clock_says(folder: Path) -> None:
    """A clock that was set back, or stands in the stone age, changes no order."""
    project = open_project(folder)
    for time_s in (2_000_000_000.0, 5.0, -3.0, 1e18):
        History(folder, now_s=lambda time_s=time_s: time_s).record(project, Happened("edited"))
    versions = History(folder).versions()
    assert [version.number for version in versions] == [4, 3, 2, 1]
    assert [version.time.year for version in versions] == [9999, 1970, 1970, 2033]


def test_lists_are_read_page_by_page(folder: Path) -> None:
    """So many at most, and those before a number."""
    project = open_project(folder)
    for _ in range(5):
        History(folder).record(project, Happened("edited"))
    history = History(folder)
    assert [each.number for each in history.versions(2)] == [5, 4]
    assert [each.number for each in history.versions(2, before=4)] == [3, 2]
    assert history.versions(0) == ()


def test_names_come_and_go(folder: Path) -> None:
    """A version is named, named anew, and nameless again; in every script."""
    history = History(folder)
    version = history.record(open_project(folder), Happened("made"))
    assert history.name(version, "  vor dem   Sommer ☀ ").name == "vor dem Sommer ☀"
    assert history.name(version, "夏の前").name == "夏の前"
    assert history.versions()[0].name == "夏の前"
    assert history.name(version, "").name == ""
    assert history.name(version, "").name == ""


@pytest.mark.parametrize("name", ["x" * 61, " \t", "a\x1b[31m", "\u200b", "a\x00b"], ids=ascii)
def test_some_names_are_refused(folder: Path, name: str) -> None:
    """A name can be shown on one line, and is not longer than one reads."""
    history = History(folder)
    version = history.record(open_project(folder), Happened("made"))
    with pytest.raises(HistoryError) as caught:
        history.name(version, name)
    assert caught.value.key == "history_name"


BRANCHES = [
    "with photos",
    "Main",
    "main.lock",
    "../../escaped",
    "con",
    "a/b",
    "ä",
    "Ä",
    "-x",
    "@{1}",
    "~^:",
    "日本",
]


def test_branches_have_any_name_and_stay_in_their_folder(folder: Path) -> None:
    """Two names that differ are two branches, on every file system; none leads out."""
    history = History(folder)
    version = history.record(open_project(folder), Happened("made"))
    for name in BRANCHES:
        history.branch(name, version)
    assert {each.name for each in history.branches()} == {"main", *BRANCHES}
    heads = [path.name for path in (folder / ".homespun/history.git/refs/heads").iterdir()]
    assert len({name.casefold() for name in heads}) == len(BRANCHES) + 1
    assert all(name.isascii() and "/" not in name and "." not in name for name in heads)
    with pytest.raises(HistoryError) as caught:
        history.branch("Main", version)
    assert caught.value.key == "history_branch_exists"


def test_numbers_are_used_once_on_all_branches(folder: Path) -> None:
    """A version is found by its number, wherever it lies."""
    history, project = History(folder), open_project(folder)
    first = history.record(project, Happened("made"))
    history.record(project, Happened("edited", "on main"))
    history.branch("beside", first)
    history.switch("beside")
    third = history.record(project, Happened("edited", "beside"))
    assert (third.number, third.before) == (3, first.id)
    assert [each.number for each in history.versions()] == [3, 1]
    assert history.version(2).request == "on main"
    with pytest.raises(HistoryError):
        history.version(4)


@pytest.mark.skipif(GIT is None, reason="no git program to compare with")
def test_a_git_program_reads_it_and_finds_no_fault(folder: Path) -> None:
    """Also when it is packed: the versions, in order, the texts in them, the names."""
    history, project = History(folder), open_project(folder)
    for number in range(EVERY + 3):
        (folder / "custom").mkdir(exist_ok=True)
        (folder / "custom" / "count.html").write_text(f"{number}\n" + "the same\n" * 50)
        version = history.record(project, Happened("edited", f"number {number}"))
    history.name(version, "the last")
    assert list((folder / ".homespun/history.git/objects/pack").glob("*.pack"))
    assert git(folder, "fsck", "--strict", "--full", "--no-dangling") == ""
    assert git(folder, "log", "--format=%s").splitlines()[:2] == [
        f"edited: number {EVERY + 2}",
        f"edited: number {EVERY + 1}",
    ]
    assert git(folder, "show", "main~3:custom/count.html").startswith(f"{EVERY - 1}\n")
    assert "the last" in git(folder, "tag", "-n")


def test_packing_loses_nothing_and_leaves_few_files(folder: Path) -> None:
    """Every version is the same before and after, and there are far fewer files."""
    history, project = History(folder), open_project(folder)
    (folder / "custom").mkdir()
    for number in range(EVERY - 1):
        (folder / "custom" / "count.html").write_text(f"{number}\n" + "the same\n" * 50)
        history.record(project, Happened("edited"))
    objects = folder / ".homespun/history.git/objects"
    before = {each.number: history.files_of(each) for each in history.versions(EVERY)}
    loose = len(list(objects.glob("??/*")))
    history.record(project, Happened("edited"))
    assert {each.number: history.files_of(each) for each in history.versions(EVERY, before=EVERY)} == before
    assert len(list(objects.glob("??/*"))) < loose / 10


def test_long_differences_are_read_from_a_pack(folder: Path) -> None:
    """Texts that differ so much that each difference is compressed with codes of its own."""
    chance = random.Random(7)
    words = ["".join(chance.choices("abcdefghijklmnopqrstuvwxyz äöü", k=9)) for _ in range(4000)]
    history, project = History(folder), open_project(folder)
    (folder / "custom").mkdir()
    texts = {}
    for number in range(1, EVERY + 1):
        for _ in range(300):
            words[chance.randrange(len(words))] = "".join(chance.choices("0123456789abcdef", k=7))
        texts[number] = "\n".join(words).encode()
        (folder / "custom" / "words.html").write_bytes(texts[number])
        history.record(project, Happened("edited", " ".join(words[:300])))
    assert list((folder / ".homespun/history.git/objects/pack").glob("*.pack"))
    for version in history.versions():
        assert history.files_of(version)["custom/words.html"] == texts[version.number]


def test_a_git_of_the_persons_own_is_not_touched(tmp_path: Path) -> None:
    """A project inside somebody's repository: theirs stays as it is, to the byte."""
    if GIT is None:
        pytest.skip("no git program to make one")
    subprocess.run([GIT, "init", "-q", str(tmp_path)], check=True)
    folder = write(tmp_path / "app").folder
    subprocess.run([GIT, "init", "-q", str(folder)], check=True)
    theirs = {place: disk_of(place) for place in (tmp_path / ".git", folder / ".git")}
    change(folder, PRICED)
    change(folder, 'set name "Hut"')
    assert len(History(folder).versions()) == 3
    assert {place: disk_of(place) for place in theirs} == theirs


def disk_of(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_request_still_makes_the_same_folder(tmp_path: Path) -> None:
    """Times lie in the history only: two apps of one request differ in nothing else."""
    folders = [write(tmp_path / name).folder for name in ("one", "two")]
    for number, folder in enumerate(folders):
        history = History(folder, now_s=lambda number=number: 1000.0 + number)
        history.record(open_project(folder), Happened("made"))
    assert disk(folders[0]) == disk(folders[1])
    assert "time" not in json.loads((folders[0] / "homespun.json").read_text())


def test_an_app_without_its_papers_has_a_history_too(tmp_path: Path) -> None:
    """Where `homespun.json` is gone, versions are kept all the same."""
    folder = write(tmp_path / "app").folder
    (folder / "homespun.json").unlink()
    change(folder, PRICED)
    assert [each.kind for each in History(folder).versions()] == ["changed", "edited"]


def test_all_that_homespun_keeps_beside_an_app_may_be_deleted(folder: Path) -> None:
    """The app opens and changes, and a new history begins."""
    change(folder, PRICED)
    shutil.rmtree(folder / ".homespun")
    project = change(folder, 'set name "Hut"')
    assert project.notes == ()
    assert [each.number for each in History(folder).versions()] == [2, 1]


def test_large_files_and_links_are_left_out_and_that_is_said(folder: Path, tmp_path: Path) -> None:
    """A film in `custom/` is not kept, nor what a link leads to; the person is told."""
    (folder / "custom").mkdir()
    (folder / "custom" / "film.mp4").write_bytes(b"\0" * (4 * 1024 * 1024 + 1))
    (tmp_path / "secret.html").write_text("secret")
    (folder / "custom" / "link.html").symlink_to(tmp_path / "secret.html")
    project = change(folder, PRICED)
    assert [note for note in project.notes if "film.mp4" in note]
    assert [note for note in project.notes if "link.html" in note]
    files = History(folder).files_of(History(folder).versions()[0])
    assert [path for path in files if path.startswith("custom/")] == []
