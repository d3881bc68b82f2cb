"""Parts of one's own tried for real by a command: hidden pages in one thread, the model in another."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from made_projects import make_project
from pytestqt.qtbot import QtBot

from desktop.cli import main
from desktop.cli.doors import Doors
from desktop.errors import EngineError
from desktop.messages import say
from desktop.preview.beside import beside_pages

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "others"))
from told_models import others, saying  # the fakes live beside the tests of their room

SHED = 'app "Shed"\n\nentity Tool\n  name: text\n  sample "Saw"\n\npage Tools\n  table of Tool\n'
WRONG = "```html\n<p>Tools</p>\n<script>\nnowhere.turn();\n</script>\n```\n"
RIGHT = (
    "```html\n<p id=count></p>\n<script>\nhomespun.whenChanged(async () => {\n  document.getElementById('count')"
    ".textContent = `${(await homespun.records()).length} tools`;\n});\n</script>\n```\n"
)


@pytest.fixture
def doors(tmp_path: Path, qtbot: QtBot):
    """Real pages, and models that are told."""
    asked = saying("qwen", WRONG, RIGHT)

    def open_doors() -> Doors:
        return Doors(
            session=lambda model: pytest.fail("Spindle was asked"),
            window=lambda folder: 9,
            bench=lambda arguments: 9,
            others=lambda: others(tmp_path / "kept", asked),
        )

    return asked, open_doors()


def test_a_part_is_mended_from_what_the_browser_really_said(tmp_path, doors, capsys):
    """The first file fails in its frame; the model is told the browser's words, and the second one runs."""
    (_, qwen), way = doors
    folder = make_project(tmp_path / "shed", SHED).folder
    assert main(("section", str(folder), "how many tools there are"), doors=way) == 0
    printed = capsys.readouterr()
    assert "nowhere is not defined" in qwen.prompts[1]
    assert say("cli.section_problems") not in printed.out
    assert say("cli.stage_trying") in printed.err
    (part,) = (folder / "custom").iterdir()
    assert "whenChanged" in part.read_text(encoding="utf-8")


def test_what_the_work_raises_comes_back(qtbot: QtBot):
    """And the pages' thread is the caller's own, so nothing stays behind."""
    before = threading.active_count()

    def work(desk):
        del desk
        raise EngineError("engine_died")

    with pytest.raises(EngineError):
        beside_pages(work)
    assert threading.active_count() == before
    assert beside_pages(lambda desk: desk.busy) is False


IN_A_TERMINAL = """
import sys
sys.path.insert(0, {tests!r})
from pathlib import Path
from made_projects import make_project
from PySide6.QtCore import qCritical
from desktop.preview.beside import beside_pages

def work(desk):
    findings = desk.run(make_project(Path({folder!r}), {app!r}).folder)
    qCritical("something real")
    return findings

print(beside_pages(work))
"""


def test_a_terminal_is_spared_what_the_browser_says_of_the_computer(tmp_path):
    """No graphics card, no message bus: nobody asked. What is really wrong is said."""
    program = IN_A_TERMINAL.format(tests=str(Path(__file__).parents[1]), folder=str(tmp_path / "a"), app=SHED)
    run = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert run.stdout.strip() == "()", run.stderr
    assert run.stderr.splitlines() == ["something real"]
