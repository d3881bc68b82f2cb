"""The preview by itself: pages load, problems come back as values, records stay, files are handed over."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.preview import sandbox
from desktop.preview.address import project_id
from desktop.preview.downloads import Download, safe_file_name
from desktop.preview.guard import KEPT_REFUSALS, Ledger
from desktop.preview.problem import CRASH, LOAD, SCRIPT, Problem
from desktop.preview.sandbox import describe_sandbox, sandbox_state
from desktop.preview.view import PreviewView

KILL = getattr(signal, "SIGKILL", signal.SIGTERM)
"""On Windows, where there is no SIGKILL, Python ends the process for SIGTERM."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "an app with ü"
    folder.mkdir()
    (folder / "index.html").write_text("<!doctype html><title>hello</title><p>Hello", encoding="utf-8")
    return folder


@pytest.fixture
def view(qtbot: QtBot, tmp_path: Path) -> Iterator[PreviewView]:
    made = PreviewView(tmp_path / "storage")
    qtbot.addWidget(made)
    made.show()
    yield made
    let_go(made, qtbot)


def let_go(view: PreviewView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.page().profile().destroyed):
        view.let_go()


def titled(view: PreviewView, qtbot: QtBot, title: str) -> None:
    qtbot.waitUntil(lambda: view.title() == title, timeout=20_000)


def test_a_folder_is_shown(view: PreviewView, project: Path) -> None:
    """The page of a folder loads without a problem or a refusal."""
    view.show_folder(project)
    assert view.wait_until_loaded()
    assert (view.title(), view.problems, view.refusals) == ("hello", (), ())


def test_the_policy_reaches_the_page(view: PreviewView, project: Path, qtbot: QtBot) -> None:
    """The content security policy is really sent: without it, `eval` would work."""
    (project / "index.html").write_text(
        "<title>x</title><script>try{eval('document.title=\"evaluated\"')}catch(e){document.title='refused'}</script>",
        encoding="utf-8",
    )
    view.show_folder(project)
    assert view.wait_until_loaded()
    assert view.title() == "refused"


def test_a_missing_page_is_a_problem(view: PreviewView, tmp_path: Path) -> None:
    """A folder without `index.html` gives one problem that names the file."""
    (tmp_path / "empty").mkdir()
    view.show_folder(tmp_path / "empty")
    assert not view.wait_until_loaded()
    assert [(problem.kind, problem.file) for problem in view.problems] == [(LOAD, "index.html")]


def test_a_script_error_is_a_problem_with_its_place(view: PreviewView, project: Path) -> None:
    """Errors come back with file and line; a reload starts with none."""
    (project / "app.js").write_text("\nthrow new Error('told to');", encoding="utf-8")
    (project / "index.html").write_text("<script src=app.js></script>", encoding="utf-8")
    view.show_folder(project)
    assert view.wait_until_loaded()
    assert view.problems == (Problem(SCRIPT, "Uncaught Error: told to", "app.js", 2),)
    (project / "app.js").write_text("", encoding="utf-8")
    view.reload_page()
    assert view.wait_until_loaded()
    assert view.problems == ()


def test_chatter_is_no_problem(view: PreviewView, project: Path) -> None:
    """What a page merely logs is not reported."""
    (project / "index.html").write_text("<script>console.log(1);console.warn(2)</script>", encoding="utf-8")
    view.show_folder(project)
    assert view.wait_until_loaded()
    assert view.problems == ()


def test_a_crash_is_a_problem_and_reload_heals(view: PreviewView, project: Path, qtbot: QtBot) -> None:
    """When the page's process dies, the window lives, says so, and Reload brings the app back."""
    view.show_folder(project)
    assert view.wait_until_loaded()
    with qtbot.waitSignal(view.problem_found) as found:
        os.kill(view.page().renderProcessPid(), KILL)
    assert found.args[0].kind == CRASH
    view.reload_page()
    assert view.wait_until_loaded()
    assert view.problems == ()


KEEP = (
    "<title>x</title><script>const r=indexedDB.open('a');"
    "r.onupgradeneeded=()=>r.result.createObjectStore('s');"
    "r.onsuccess=()=>{const t=r.result.transaction('s','readwrite');const g=t.objectStore('s').get('k');"
    # Told once it is written: a view that is let go before that takes it along.
    "t.objectStore('s').put('SECRET','k');t.oncomplete=()=>{document.title='found '+g.result}}</script>"
)


def test_records_outlast_the_view(qtbot: QtBot, project: Path, tmp_path: Path) -> None:
    """What a page stores is there in a new view with the same storage, and in no other."""
    (project / "index.html").write_text(KEEP, encoding="utf-8")
    for storage, expected in (("a", "undefined"), ("a", "SECRET"), ("b", "undefined")):
        view = PreviewView(tmp_path / storage)
        qtbot.addWidget(view)
        view.show_folder(project)
        assert view.wait_until_loaded()
        titled(view, qtbot, f"found {expected}")
        let_go(view, qtbot)


def test_without_storage_nothing_is_written(qtbot: QtBot, project: Path, own_home: Path) -> None:
    """A view in memory runs the app and leaves no file behind."""
    (project / "index.html").write_text(KEEP, encoding="utf-8")
    before = sorted(own_home.rglob("*"))
    view = PreviewView(None)
    qtbot.addWidget(view)
    view.show_folder(project)
    assert view.wait_until_loaded()
    titled(view, qtbot, "found undefined")
    let_go(view, qtbot)
    assert sorted(own_home.rglob("*")) == before


def test_an_export_is_offered_and_nothing_is_written_unasked(
    view: PreviewView, project: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    """A file made by the page is offered under a safe name, and lands where the receiver says."""
    (project / "index.html").write_text(
        "<a download='../../x/plants.csv' href='data:text/csv,name%0AFern'>a</a>"
        "<script>document.querySelector('a').click()</script>",
        encoding="utf-8",
    )
    offered: list[Download] = []
    view.download_offered.connect(offered.append)
    view.download_offered.connect(lambda download: download.save_to(tmp_path / "out.csv"))
    view.show_folder(project)
    qtbot.waitUntil(lambda: (tmp_path / "out.csv").is_file(), timeout=5000)
    assert [download.name for download in offered] == ["plants.csv"]
    qtbot.waitUntil(lambda: (tmp_path / "out.csv").read_text(encoding="utf-8") == "name\nFern")


@pytest.mark.parametrize(
    ("suggested", "safe"),
    [
        ("plants.csv", "plants.csv"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Windows\\x.csv", "x.csv"),
        (".bashrc", "bashrc"),
        ("", "export"),
        ("..", "export"),
        ("CON.csv", "export-CON.csv"),
        ("a:b|c?.csv", "a-b-c-.csv"),
        ("Blumen ü 🌱.csv", "Blumen ü 🌱.csv"),
    ],
)
def test_export_names_are_safe_everywhere(suggested: str, safe: str) -> None:
    """No name leads to another folder, hides a file, or cannot be written on another system."""
    assert safe_file_name(suggested) == safe


def test_the_ledger_is_bounded() -> None:
    """A page that asks without end cannot fill the memory; the newest refusals are kept."""
    ledger = Ledger()
    for number in range(KEPT_REFUSALS + 5):
        ledger.write(f"http://a/{number}", "outside")
    assert len(ledger.refusals) == KEPT_REFUSALS
    assert ledger.refusals[-1].url.endswith(f"/{KEPT_REFUSALS + 4}")


def test_each_folder_is_an_origin_of_its_own(tmp_path: Path) -> None:
    """Two folders never share an origin; one folder keeps its own, however it is written."""
    assert project_id(tmp_path / "a") != project_id(tmp_path / "b")
    assert project_id(tmp_path / "a") == project_id(tmp_path / "b" / ".." / "a")


def test_the_doctor_can_say_how_the_sandbox_is() -> None:
    """The state is one of three, and has a sentence."""
    assert sandbox_state() in {"on", "off, running as root", "unavailable"}
    assert "sandbox" in describe_sandbox()


@pytest.mark.parametrize(
    ("restricted", "label", "state"),
    [
        ("1", "unconfined\n", "unavailable"),
        ("1", "homespun (unconfined)\n", "on"),
        ("0", "unconfined\n", "on"),
        ("", "unconfined\n", "on"),
        ("1", None, "on"),
    ],
    ids=["unknown to it", "has its profile", "not forbidden", "no such rule", "no AppArmor"],
)
def test_apparmor_may_forbid_the_sandbox(
    restricted: str, label: str | None, state: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Chromium would stop, so no preview is started; the sentence says what is missing."""
    if label is not None:
        (tmp_path / "label").write_text(label)
    known = {"kernel/apparmor_restrict_unprivileged_userns": restricted}
    monkeypatch.setattr(sandbox, "_sysctl", lambda name: known.get(name, ""))
    monkeypatch.setattr(sandbox, "_LABELS", (str(tmp_path / "gone"), str(tmp_path / "label")))
    monkeypatch.setattr(sandbox, "_is_root", lambda: False)
    assert sandbox_state() == state
    assert ("AppArmor" in describe_sandbox()) == (state == "unavailable")
