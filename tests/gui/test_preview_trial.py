"""Pages are tried hidden, and what goes wrong in them comes back as values: real pages, in the real frame."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.blueprint import read
from desktop.coder import trial_files
from desktop.errors import Cancelled
from desktop.preview.finding import BLANK, ERROR, REFUSED, SILENT, UNTRIED, Finding
from desktop.preview.sandbox import UNAVAILABLE
from desktop.preview.trial import Trial
from desktop.preview.trial_desk import TrialDesk

LONG_MS = 60_000
SHORT_MS = 2_500
"""The patience with a page of which it is known that it never answers."""
SAMPLE = Path(__file__).parents[1] / "samples" / "blocks" / "custom.blueprint"
LOOP = "<p>x</p><script>while (true) {}</script>"

Try = Callable[..., tuple[Finding, ...]]


def put_part(folder: Path, html: str) -> Path:
    """Write the app around the sample's custom section, with this file in it."""
    app = read(SAMPLE.read_text(encoding="utf-8")).app
    assert app is not None
    for file in trial_files(app, app.pages[0].sections[0], html).files:
        place = folder / file.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(file.text, encoding="utf-8")
    return folder


def put_page(folder: Path, html: str) -> Path:
    (folder / "index.html").write_text(html, encoding="utf-8")
    return folder


@pytest.fixture
def attempt(qtbot: QtBot) -> Iterator[Try]:
    """Try a folder and wait for its findings."""
    trials: list[Trial] = []

    def run(folder: Path, *, patience_ms: int = LONG_MS, **how: bool) -> tuple[Finding, ...]:
        trials.append(trial := Trial(patience_ms=patience_ms))
        with qtbot.waitSignal(trial.finished, timeout=2 * LONG_MS) as told:
            trial.try_folder(folder, **how)
        assert not trial.running
        return told.args[0]

    yield run
    for trial in trials:
        trial.let_go()
        trial.deleteLater()


@pytest.mark.parametrize(
    ("html", "message", "line"),
    [
        ("<p>x</p>\n<script>\n\nthrow new Error('told');\n</script>", "Uncaught Error: told", 3),
        ("<p>x</p><script>Promise.reject(new Error('later'))</script>", "Uncaught (in promise) Error: later", 1),
        ("<p>x</p><script>setTimeout(() => nobody.knows(), 50)</script>", "Uncaught ReferenceError: nobody is not defined", 1),
        ("<p>x</p><script>console.error('said so')</script>", "said so", 1),
    ],
)  # fmt: skip
def test_errors_inside_the_fenced_frame_are_heard(
    attempt: Try, tmp_path: Path, html: str, message: str, line: int
) -> None:
    assert attempt(put_part(tmp_path, html), own_part=True) == (Finding(ERROR, message, line),)


def test_what_cannot_be_read_as_a_script_is_an_error(attempt: Try, tmp_path: Path) -> None:
    (found,) = attempt(put_part(tmp_path, "<p>x</p><script>let x = ;</script>"), own_part=True)
    assert found.kind == ERROR and "SyntaxError" in found.message


def test_a_part_that_works_has_no_findings_and_its_buttons_are_pressed(attempt: Try, tmp_path: Path) -> None:
    html = (
        "<p id=p></p><button onclick='homespun.add({ name: \"Aster\" })'>Add</button>"
        "<script>homespun.whenChanged(async () => {"
        " const names = (await homespun.records()).map(({ values }) => values.name);"
        " document.getElementById('p').textContent = names;"
        " if (names.includes('Aster')) console.error(`pressed: ${names}`);"
        "})</script>"
    )
    folder = put_part(tmp_path, html)
    assert attempt(folder, own_part=True) == ()
    (found,) = attempt(folder, own_part=True, press=True)
    assert found.message == "pressed: Sunflower,Poppy,Aster"


def test_an_error_in_what_a_button_does_is_found_by_pressing_it(attempt: Try, tmp_path: Path) -> None:
    folder = put_part(tmp_path, "<button onclick='start()'>Go</button>")
    assert attempt(folder, own_part=True) == ()
    (found,) = attempt(folder, own_part=True, press=True)
    assert found.message == "Uncaught ReferenceError: start is not defined"


@pytest.mark.parametrize(
    "html",
    ["<div></div><p style='display: none'>x</p>", "<canvas width=100 height=100></canvas>"],
)  # fmt: skip
def test_a_part_that_shows_nothing_is_blank(attempt: Try, tmp_path: Path, html: str) -> None:
    assert attempt(put_part(tmp_path, html), own_part=True) == (Finding(BLANK),)


@pytest.mark.parametrize(
    "html",
    [
        "<div style='width: 90px; height: 90px; background: red'></div>",
        "<canvas id=c></canvas><script>document.getElementById('c').getContext('2d').fillRect(0, 0, 9, 9)</script>",
        "<svg width=50 height=50><circle r=20 cx=25 cy=25 /></svg>",
        "<script>setTimeout(() => document.body.append('late'), 900)</script>",
        "<canvas id=c></canvas><script>document.getElementById('c').getContext('bitmaprenderer')</script>",
    ],
)
def test_drawings_and_what_comes_late_are_seen(attempt: Try, tmp_path: Path, html: str) -> None:
    assert attempt(put_part(tmp_path, html), own_part=True) == ()


def test_what_a_part_may_not_have_is_told(attempt: Try, tmp_path: Path) -> None:
    html = "<p>x</p><script src='https://cdn.example.org/x.js'></script>"
    assert attempt(put_part(tmp_path, html), own_part=True) == (
        Finding(REFUSED, "https://cdn.example.org/x.js"),
    )


def test_a_loop_without_end_is_told_and_ended(attempt: Try, tmp_path: Path) -> None:
    found = attempt(put_part(tmp_path, LOOP), own_part=True, patience_ms=SHORT_MS)
    assert found == (Finding(SILENT),)


def test_a_loop_behind_a_button_is_told(attempt: Try, tmp_path: Path) -> None:
    html = "<button onclick='while (true) {}'>Spin</button>"
    found = attempt(put_part(tmp_path, html), own_part=True, press=True, patience_ms=SHORT_MS)
    assert found == (Finding(SILENT),)


def test_a_page_that_begins_anew_without_end_is_told(attempt: Try, tmp_path: Path) -> None:
    """Attack: it is there each time, and each time it is another one."""
    folder = put_page(tmp_path, "<p>x<script>location.reload()</script>")
    assert Finding(SILENT) in attempt(folder, patience_ms=SHORT_MS // 3)


def test_a_part_that_leads_its_frame_elsewhere_is_told(attempt: Try, tmp_path: Path) -> None:
    """Attack: what is shown then is not what was written."""
    html = "<p>x</p><script>location.href = 'https://example.org/'</script>"
    found = attempt(put_part(tmp_path, html), own_part=True, patience_ms=SHORT_MS)
    assert Finding(REFUSED, "https://example.org/") in found


def test_a_whole_app_is_tried(attempt: Try, tmp_path: Path) -> None:
    assert attempt(put_page(tmp_path, "<p>Hello")) == ()
    assert attempt(put_page(tmp_path, "<title>nothing</title>")) == (Finding(BLANK),)
    assert attempt(put_page(tmp_path, "<p>x<script>oops()</script>"))[0].message.startswith("Uncaught Ref")


def test_a_page_cannot_hide_what_it_does(attempt: Try, tmp_path: Path) -> None:
    """It changes what its own world is told; ours looks for itself."""
    html = (
        "<b></b><script>Object.defineProperty(document.body, 'innerText', { get: () => 'full' });"
        "Element.prototype.matches = () => true; document.querySelectorAll = () => [1, 2];</script>"
    )
    assert attempt(put_part(tmp_path, html), own_part=True) == (Finding(BLANK),)


@pytest.mark.parametrize(
    "html",
    ["<p>x</p><script>for (let at = 0; ; at += 1) console.error(`${at}${'x'.repeat(9999)}`)</script>", "<p>x</p><script>for (;;) alert(1)</script>"],
)  # fmt: skip
@pytest.mark.parametrize("own_part", [True, False])
def test_a_page_that_never_stops_talking_is_ended(
    attempt: Try, tmp_path: Path, html: str, own_part: bool
) -> None:
    """Attack: each word of it reaches the window's thread, which has other things to do."""
    folder = put_part(tmp_path, html) if own_part else put_page(tmp_path, html)
    assert attempt(folder, own_part=own_part, patience_ms=SHORT_MS)[-1] == Finding(SILENT)


def test_where_no_page_can_be_fenced_in_none_is_run(
    attempt: Try, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.preview.trial.sandbox_state", lambda: UNAVAILABLE)
    (found,) = attempt(put_page(tmp_path, "<p>x<script>console.error('it ran')</script>"))
    assert found.kind == UNTRIED and found.message


def test_findings_are_bounded(attempt: Try, tmp_path: Path) -> None:
    html = (
        "<p>x<script>for (let at = 0; at < 500; at += 1) console.error(`${at}${'x'.repeat(9999)}`)</script>"
    )
    found = attempt(put_page(tmp_path, html))
    assert len(found) == 20 and all(len(each.message) <= 500 for each in found)


def in_a_thread(work: Callable[[], object]) -> tuple[threading.Thread, list[object]]:
    """Do it beside the window's thread; the list gets what came of it, an error too."""
    came: list[object] = []

    def run() -> None:
        try:
            came.append(work())
        except Cancelled as error:
            came.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    return thread, came


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[TrialDesk]:
    made = TrialDesk(patience_ms=LONG_MS)
    yield made
    made.let_go()
    made.deleteLater()


def test_another_thread_waits_for_a_trial(desk: TrialDesk, qtbot: QtBot, tmp_path: Path) -> None:
    """Two at once are tried one after the other."""
    folders = [tmp_path / name for name in ("a", "b")]
    for folder in folders:
        folder.mkdir()
        put_page(folder, f"<p>x<script>console.error('{folder.name}')</script>")
    runs = [in_a_thread(lambda folder=folder: desk.run(folder)) for folder in folders]
    qtbot.waitUntil(lambda: all(came for _, came in runs), timeout=LONG_MS)
    assert [came for _, came in runs] == [[(Finding(ERROR, name, 1),)] for name in ("a", "b")]


def test_a_trial_that_is_waited_for_can_be_stopped(desk: TrialDesk, qtbot: QtBot, tmp_path: Path) -> None:
    stop = threading.Event()
    _, came = in_a_thread(lambda: desk.run(put_page(tmp_path, LOOP), cancelled=stop))
    qtbot.waitUntil(lambda: desk.busy, timeout=LONG_MS)
    stop.set()
    qtbot.waitUntil(lambda: bool(came), timeout=LONG_MS)
    assert isinstance(came[0], Cancelled) and not desk.busy


def test_nobody_waits_for_a_desk_that_is_let_go(desk: TrialDesk, qtbot: QtBot, tmp_path: Path) -> None:
    thread, came = in_a_thread(lambda: desk.run(put_page(tmp_path, LOOP)))
    qtbot.waitUntil(lambda: desk.busy, timeout=LONG_MS)
    desk.let_go()
    thread.join(timeout=LONG_MS / 1000)
    assert isinstance(came[0], Cancelled)


def test_the_windows_own_thread_cannot_wait(desk: TrialDesk, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError):
        desk.run(tmp_path)
