"""Sketches of an app while it is written: not too often, and only of what is an app already."""

from __future__ import annotations

from desktop.outcomes import Progress
from desktop.shell.jobs.sketching import SOONEST_S, Sketcher

HALF = 'app "Plants"\n\nentity Plant\n  name: text\n\n'
APP = HALF + "page Plants\n  table of Plant\n"


class Clock:
    """Goes only when it is told to."""

    def __init__(self) -> None:
        self.now_s = 100.0

    def __call__(self) -> float:
        return self.now_s


def sketcher() -> tuple[Sketcher, Clock]:
    clock = Clock()
    made = Sketcher(clock)
    assert made.look_at(Progress("writing", HALF)) is None
    clock.now_s += SOONEST_S
    return made, clock


def test_what_is_no_app_yet_is_not_shown():
    """Without a page there is nothing to look at."""
    made, _ = sketcher()
    assert made.look_at(Progress("writing", HALF + "\n")) is None
    made.let_go()


def test_an_app_is_shown_as_soon_as_it_is_one_and_time_for_it():
    """Its folder holds what was written in whole lines."""
    made, clock = sketcher()
    sketch = made.look_at(Progress("writing", APP + "  chart bar of cou"))
    assert sketch is not None
    assert sketch.title == "Plants"
    assert (sketch.folder / "app.blueprint").read_text(encoding="utf-8") == APP
    assert made.look_at(Progress("writing", APP + "  search\n")) is None
    clock.now_s += SOONEST_S
    assert made.look_at(Progress("writing", APP)) is None, "nothing new was written"
    made.let_go()
    assert not sketch.folder.exists()


def test_only_writing_is_sketched():
    """What is checked or compiled will be there in a moment anyway."""
    made, _ = sketcher()
    assert made.look_at(Progress("checking", APP)) is None
    made.let_go()
