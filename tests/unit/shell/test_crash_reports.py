"""A failure leaves a report on this computer: where it happened, and nothing of what anybody wrote."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.paths import settings_folder
from desktop.shell.crash_reports import KEPT, FatalWatch, list_reports, reports_folder, write_report

ROOT = Path(__file__).resolve().parents[3]
SECRET = "Aunt Rosa's medicine"


def failed() -> BaseException:
    """An error with somebody's words in it, and in its cause."""
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as cause:
            raise ValueError(f"cannot find {SECRET}") from cause
    except ValueError as error:
        return error


def test_a_report_says_where_and_not_what():
    """The kinds of the error and of its cause, files and lines; no words."""
    error = failed()
    file = write_report(type(error), error, error.__traceback__)
    text = file.read_text(encoding="utf-8")
    assert "ValueError, at:" in text
    assert "KeyError, at:" in text
    assert "test_crash_reports.py" in text
    assert "Rosa" not in text
    assert str(Path.home()) not in text


def test_the_last_ten_are_kept():
    """Newest first; older ones go."""
    error = failed()
    files = [write_report(type(error), error, error.__traceback__) for _ in range(KEPT + 3)]
    for age, file in enumerate(reversed(files)):
        if file.exists():
            os.utime(file, (1_700_000_000 - age, 1_700_000_000 - age))
    assert len(list_reports()) == KEPT
    assert list_reports()[0] == files[-1]


def test_without_failures_there_are_no_reports():
    assert list_reports() == ()


def test_a_disk_that_refuses_disturbs_nobody():
    """Whatever failed is told in the window all the same."""
    settings_folder().parent.mkdir(parents=True, exist_ok=True)
    settings_folder().write_text("", encoding="utf-8")
    error = failed()
    assert write_report(type(error), error, error.__traceback__) is None
    FatalWatch().start()


def test_an_error_that_causes_itself_ends():
    """A ring of causes is walked once."""
    error = failed()
    error.__cause__.__cause__ = error
    assert write_report(type(error), error, None) is not None


def run_watched(code: str) -> None:
    start = "from desktop.shell.crash_reports import FatalWatch\nwatch = FatalWatch()\nwatch.start()\n"
    subprocess.run(
        [sys.executable, "-c", start + code],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="the signal is not sent so there")
def test_a_crash_of_native_code_is_written_down():
    """Python is gone by then; what it had prepared speaks."""
    run_watched("import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)")
    assert [file.name.startswith("fatal-") for file in list_reports()] == [True]
    assert "Segmentation fault" in list_reports()[0].read_text(encoding="utf-8")


def test_a_good_end_leaves_nothing():
    run_watched("watch.stop()")
    assert list(reports_folder().iterdir()) == []


def test_what_an_ended_process_left_empty_is_cleared_away():
    """Ended by the system without a word, it left an empty file; the next start takes it."""
    run_watched("import os; os._exit(0)")
    assert len(list(reports_folder().iterdir())) == 1
    run_watched("watch.stop()")
    assert list(reports_folder().iterdir()) == []
