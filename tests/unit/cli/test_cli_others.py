"""`--by`, `section` and `explain`: what models by others do, from the command line, with models that are told."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from made_projects import make_project

from desktop.cli import main
from desktop.cli.doors import Doors
from desktop.messages import say
from desktop.preview.finding import Finding
from desktop.workspace import OTHER, open_project

sys.path.insert(0, str(Path(__file__).parents[1] / "others"))
from told_models import others, saying  # the fakes live beside the tests of their room

SHED = 'app "Shed"\n\nentity Tool\n  name: text\n  lent: date\n\npage Tools\n  table of Tool\n'
GLOBE = "<p id=globe>turns</p>\n"
FENCED = f"```html\n{GLOBE}```\n"
BY = ("--by", "qwen")


class House:
    """Doors to models that are told, and to pages in which these faults are found."""

    def __init__(self, folder: Path, *texts: str, faults: tuple[Finding, ...] = (), qt: bool = True) -> None:
        self.models = [saying("qwen", *texts)] if texts else []
        self.folder = folder
        self.faults = faults
        self.qt = qt
        self.tried: list[str] = []

    def doors(self) -> Doors:
        return Doors(
            session=lambda model: pytest.fail("Spindle was asked"),
            window=lambda folder: 9,
            bench=lambda arguments: 9,
            others=lambda: others(self.folder, *self.models),
            pages=lambda work: work(self._try if self.qt else None),
        )

    def _try(self, folder, cancelled):
        del cancelled
        self.tried.append((folder / "index.html").read_text(encoding="utf-8"))
        return self.faults


def run(house: House, *argv: str) -> int:
    return main(argv, doors=house.doors())


@pytest.fixture
def folder(tmp_path):
    return make_project(tmp_path / "shed", SHED).folder


def test_another_model_builds(tmp_path, capsys):
    """The app is there, and who wrote it, in how many seconds and tokens, is told."""
    out = tmp_path / "new"
    assert run(House(tmp_path, SHED), "build", "who borrowed what", *BY, "--out", str(out)) == 0
    printed = capsys.readouterr()
    assert 'app "Shed"' in printed.out
    assert "Written by Qwen" in printed.out
    assert "Qwen" in printed.out.splitlines()[-3]
    assert say("cli.stage_loading") in printed.err
    assert open_project(out).provenance.made_by == OTHER


def test_build_by_another_in_json(tmp_path, capsys):
    """One object, with the model and what it cost."""
    assert run(House(tmp_path, SHED), "build", "tools", *BY, "--out", str(tmp_path / "new"), "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert report["model"] == {"name": "Qwen", "version": "", "sha256": "sha of qwen", "made_by": "other"}
    assert (report["use"]["task"], report["use"]["model"], report["use"]["tokens"] > 10) == (
        "create",
        "Qwen",
        True,
    )


@pytest.mark.parametrize("extra", [("--takes",), ("--take", "2"), ("--model", "x.gguf")], ids=" ".join)
def test_what_only_spindle_does_does_not_go_with_another(tmp_path, capsys, extra):
    """Nobody wonders which of the two did it."""
    assert run(House(tmp_path, SHED), "build", "tools", *BY, *extra) == 2
    assert capsys.readouterr().err.strip() == say("cli.by_alone")


def test_another_model_changes_an_app(tmp_path, folder, capsys):
    """The script, and who wrote it; Undo is the usual one."""
    house = House(tmp_path, "in Tool: add price: money\n")
    assert run(house, "edit", str(folder), "what is it worth", *BY, "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert report["script"] == "in Tool: add price: money"
    assert report["model"] == {"name": "Qwen", "sha256": "sha of qwen"}
    assert "Qwen" in report["use"]["sentence"]
    assert "price: money" in (folder / "app.blueprint").read_text(encoding="utf-8")


def test_a_part_of_ones_own_is_written_and_tried(tmp_path, folder, capsys):
    """Its file and its line are there; how to open the app is said."""
    house = House(tmp_path, FENCED)
    assert run(house, "section", str(folder), "a rotating globe") == 0
    out = capsys.readouterr().out
    file = folder / "custom" / "rotating-globe.html"
    assert file.read_text(encoding="utf-8") == GLOBE
    assert say("cli.section_done", path=file) in out
    assert 'on Tools: add custom "Rotating globe"' in out
    assert len(house.tried) == 1
    assert say("cli.section_problems") not in out


def test_what_is_still_wrong_is_said_with_the_way_back(tmp_path, folder, capsys):
    """It is there all the same, and Undo takes all of it away."""
    house = House(tmp_path, FENCED, faults=(Finding("error", "globe is not \x1b[31mdefined"),))
    assert run(house, "section", str(folder), "a globe") == 0
    out = capsys.readouterr().out
    assert "globe is not" in out and "\x1b" not in out
    assert say("cli.section_undo", folder=folder) in out


def test_without_qt_it_is_not_tried_and_that_is_said(tmp_path, folder, capsys):
    """The commands work where there is no window."""
    house = House(tmp_path, FENCED, qt=False)
    assert run(house, "section", str(folder), "a globe", "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert report["notes"] == [say("cli.section_untried")]
    assert (report["parts"], report["problems"]) == (["custom/globe.html"], [])


def test_a_file_of_the_persons_is_replaced_only_with_their_word(tmp_path, folder, capsys):
    """`--overwrite` is that word."""
    house = House(tmp_path, FENCED)
    run(house, "section", str(folder), "a globe")
    file = folder / "custom" / "globe.html"
    file.write_text("<p>mine</p>", encoding="utf-8")
    capsys.readouterr()
    assert run(house, "section", str(folder), "bluer", "--name", "Globe") == 1
    assert capsys.readouterr().err.splitlines()[-1] == say("errors.own_part_theirs", path="custom/globe.html")
    assert file.read_text(encoding="utf-8") == "<p>mine</p>"
    assert run(house, "section", str(folder), "bluer", "--name", "Globe", "--overwrite") == 0
    assert file.read_text(encoding="utf-8") == GLOBE


def test_what_cannot_be_used_leaves_the_folder_as_it_is(tmp_path, folder, capsys):
    """An answer that is no file is refused with a sentence."""
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    house = House(tmp_path, "Sure! I would use three.js for that.")
    assert run(house, "section", str(folder), "a globe") == 1
    assert capsys.readouterr().err.splitlines()[-1] == say("errors.answer_talk")
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_an_app_is_explained(tmp_path, folder, capsys):
    """By plain code where no model is, by the model where one is; nothing in it can do harm to a terminal."""
    assert run(House(tmp_path), "explain", str(folder)) == 0
    assert "Tool" in capsys.readouterr().out
    assert run(House(tmp_path, "It keeps \x1b[2Jtools."), "explain", str(folder), "What?", *BY) == 0
    out = capsys.readouterr().out
    assert "tools." in out and "\x1b" not in out
    assert run(House(tmp_path, "It keeps tools."), "explain", str(folder), "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["text"], report["use"]["model"]) == ("It keeps tools.", "Qwen")


@pytest.mark.parametrize("argv", [("build", "tools"), ("edit", "{}", "x"), ("explain", "{}")], ids=" ".join)
def test_a_model_that_is_not_here_is_said(tmp_path, folder, capsys, argv):
    """With the names of those that are."""
    words = [word.format(folder) for word in argv]
    assert run(House(tmp_path, SHED), *words, "--by", "gpt") == 1
    assert capsys.readouterr().err.splitlines()[-1] == say("errors.others_unknown", name="gpt", names="qwen")


@pytest.mark.parametrize("command", ["section", "explain"])
def test_help_has_an_example(tmp_path, capsys, command):
    """Help ends well and shows how it is done."""
    assert run(House(tmp_path), command, "--help") == 0
    assert f"homespun {command} shed" in capsys.readouterr().out
