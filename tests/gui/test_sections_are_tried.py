"""A section by a coder model, from its answer to a real page and back: what the browser says is what is mended."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.blueprint import read
from desktop.coder import Made, brief_for, make_section, trial_files
from desktop.engine.fake import FakeEngine
from desktop.preview.finding import Finding
from desktop.preview.trial_desk import TrialDesk

LONG_MS = 60_000
SAMPLE = Path(__file__).parents[1] / "samples" / "blocks" / "custom.blueprint"
WRONG = """<ul id="list"></ul>
<button type="button" onclick="more()">More</button>
<script>
  homespun.whenChanged(async () => {
    const records = await homespun.records();
    document.getElementById("lists").textContent = records.length;
  });
</script>
"""
HALF_RIGHT = WRONG.replace("lists", "list")
RIGHT = HALF_RIGHT.replace(
    "<script>", '<script>\n  function more() {\n    homespun.add({ name: "Aster" });\n  }'
)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[TrialDesk]:
    made = TrialDesk(patience_ms=LONG_MS)
    yield made
    made.let_go()
    made.deleteLater()


def make(desk: TrialDesk, qtbot: QtBot, place: Path, engine: FakeEngine) -> Made:
    """Have it made in a thread beside the window's, as the window does."""
    app = read(SAMPLE.read_text(encoding="utf-8")).app
    assert app is not None
    block = app.pages[0].sections[0]
    made: list[Made] = []

    def run(html: str) -> tuple[Finding, ...]:
        folder = place / str(len(list(place.iterdir())))
        for file in trial_files(app, block, html).files:
            path = folder / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(file.text, encoding="utf-8")
        return desk.run(folder, own_part=True, press=True)

    work = threading.Thread(
        target=lambda: made.append(make_section(engine, brief_for(app, block, "a list"), run))
    )
    work.start()
    qtbot.waitUntil(lambda: not work.is_alive(), timeout=3 * LONG_MS)
    return made[0]


def test_it_is_mended_twice_from_real_errors(desk: TrialDesk, qtbot: QtBot, tmp_path: Path) -> None:
    engine = FakeEngine([f"```html\n{html}```" for html in (WRONG, HALF_RIGHT, RIGHT)])
    made = make(desk, qtbot, tmp_path, engine)
    assert (made.html, made.faults, made.repairs) == (RIGHT, (), 2)
    first, second = (conversation[-1].text for conversation in engine.conversations[1:])
    assert "Cannot set properties of null" in first and 'document.getElementById("lists")' in first
    assert "more is not defined" in second


def test_what_stays_wrong_comes_back_with_what_is_wrong(
    desk: TrialDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    made = make(desk, qtbot, tmp_path, FakeEngine([f"```html\n{HALF_RIGHT}```"]))
    assert made.html == HALF_RIGHT
    assert [fault.message for fault in made.faults] == ["Uncaught ReferenceError: more is not defined"]
