"""What was done by whom is kept, within bounds, and told in a sentence."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.paths import settings_folder
from desktop.routing import Use, Uses
from desktop.routing.uses import MOST_USES

USE = Use(
    "custom", "Qwen2.5 Coder 1.5B", 41.0, 1180, 900, "routing.smallest", "/apps/shed", "2026-05-04T08:00:00Z"
)


def test_uses_come_back_newest_first():
    """Also in the next session, and by app."""
    other = Use("edit", "Spindle", 1.0, 0, 0, "routing.small_edit", "/apps/plants")
    Uses().keep(USE)
    Uses().keep(other)
    assert Uses().all() == (other, USE)
    assert Uses().all(Path("/apps/shed")) == (USE,)


def test_a_use_is_told():
    """Who, what, how long, how much; tokens only where they were counted."""
    assert USE.sentence() == (
        "Qwen2.5 Coder 1.5B did it (a part of your own): about 40 seconds, 1180 tokens read, 900 written."
    )
    uncounted = Use("edit", "Spindle", 1.0, 0, 0, "routing.small_edit")
    assert uncounted.sentence() == "Spindle did it (a change): a second or two."
    failed = replace(USE, good=False).sentence()
    assert failed.startswith("Qwen2.5 Coder 1.5B tried it (a part of your own), and did not get it right")


def test_the_oldest_go_first():
    facts = [{**GOOD, "model": f"m{number}"} for number in range(MOST_USES + 2)]
    settings_folder().mkdir(parents=True)
    (settings_folder() / "uses.json").write_text(json.dumps(facts), "utf-8")
    uses = Uses()
    uses.keep(USE)
    assert uses.all() == Uses().all()
    assert len(uses.all()) == MOST_USES
    assert (uses.all()[0], uses.all()[-1].model) == (USE, "m3")


def test_all_can_be_forgotten():
    """On the disk too."""
    uses = Uses()
    uses.keep(USE)
    uses.forget()
    assert uses.all() == Uses().all() == ()
    assert not (settings_folder() / "uses.json").exists()


GOOD = {
    "task": "edit",
    "model": "m",
    "seconds": 1.0,
    "prompt_tokens": 1,
    "tokens": 1,
    "why": "",
    "project": "",
    "at": "",
    "good": True,
}


@pytest.mark.parametrize(
    "change",
    [
        {"task": "errors"},
        {"task": 1},
        {"model": "x" * 10_000},
        {"seconds": -1},
        {"seconds": float("nan")},
        {"tokens": True},
        {"tokens": 10**30},
        {"project": None},
        {"good": 1},
        {"more": 1},
    ],
)
def test_damaged_entries_are_let_go(change):
    """Each by itself; the others stay."""
    settings_folder().mkdir(parents=True)
    (settings_folder() / "uses.json").write_text(json.dumps([{**GOOD, **change}, GOOD, 7]), "utf-8")
    assert Uses().all() == (Use(**GOOD),)


@pytest.mark.parametrize("text", ["", "{}", "[" * 100_000, "[1"])
def test_damaged_files_are_let_go(text):
    settings_folder().mkdir(parents=True)
    (settings_folder() / "uses.json").write_text(text, "utf-8")
    assert Uses().all() == ()


def test_a_disk_that_refuses_stops_nobody(tmp_path):
    (tmp_path / "taken").write_text("a file where the folder should be", "utf-8")
    uses = Uses(tmp_path / "taken")
    uses.keep(USE)
    assert uses.all() == (USE,)
