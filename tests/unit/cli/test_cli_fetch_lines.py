"""Progress of a model on standard error: one line on a terminal, a few elsewhere, and an end to it in any case."""

from __future__ import annotations

import io
import sys

from desktop.cli.fetch_lines import FetchLines
from desktop.hub import FetchProgress

TOTAL = 4_700_000_000


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def show_all(lines: FetchLines) -> None:
    for thousandth in range(1001):
        lines.show(FetchProgress("fetching", TOTAL * thousandth // 1000, TOTAL, 12_000_000.0))
    lines.finish()


def test_into_a_file_it_is_a_line_for_every_tenth(capsys):
    """A log is not flooded, and has the beginning and the end."""
    show_all(FetchLines())
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 11
    assert lines[0].startswith("0 %")
    assert lines[-1] == "100 %: 4.7 GB of 4.7 GB, 12 MB a second"


def test_each_stage_has_its_line(capsys):
    lines = FetchLines()
    lines.show(FetchProgress("checking", TOTAL, TOTAL, 0.0))
    lines.show(FetchProgress("fetching", TOTAL, TOTAL, 1.0))
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_on_a_terminal_one_line_is_written_over(monkeypatch):
    """The last state stands there, and what comes next begins on a line of its own."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    show_all(FetchLines())
    assert terminal.getvalue().count("\n") == 1
    assert terminal.getvalue().rstrip().rpartition("\r")[2].startswith("100 %")


def test_a_file_of_nothing_and_no_report_are_fine(capsys):
    FetchLines().finish()
    FetchLines().show(FetchProgress("copying", 0, 0, 0.0))
    assert capsys.readouterr().err.count("\n") == 1
