"""Whatever is asked of whatever app: nothing breaks, and what was not understood changes nothing."""

from __future__ import annotations

import json
import random
from functools import cache
from pathlib import Path

import pytest
from spindle_editing_apps import CLASS, Nothing

from desktop.blueprint import check, parse
from desktop.blueprint.nodes import App
from desktop.spindle.editing import change
from models.data import marks
from models.data.apps import whole_apps
from models.train.writer_samples import reading_of

AUTHORED = Path(marks.__file__).parent / "authored"
SAMPLE, PARTS = 300, 6
IDLE = ("none", "cannot", "undo")


@cache
def requests() -> tuple[str, ...]:
    lines = (
        line
        for path in sorted(AUTHORED.glob("edits_*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    )
    return tuple(json.loads(line)["text"] for line in lines)


@cache
def texts() -> tuple[str, ...]:
    return tuple(app.blueprint for app in whole_apps())


def app_from(text: str) -> App:
    app = parse(text).app
    assert app is not None
    return app


@pytest.mark.parametrize("part", range(PARTS))
def test_a_change_always_gives_an_app_that_stands(part: int):
    pick = random.Random(f"editing/{part}")
    for _ in range(SAMPLE // PARTS):
        marked, app = pick.choice(requests()), app_from(pick.choice(texts()))
        reading = reading_of(marks.read_edit_marks(marked))
        done = change(app, reading, Nothing())
        assert not [each for each in check(done.app) if each.severity == "error"], marked
        assert bool(done.script) == (done.app != app), marked
        if all(ask.operation in IDLE for ask in reading.asks):
            assert done.app == app, marked
        assert done.script or done.notes or done.undo, marked


GONE = (
    "[remove|drop the {old:poll}] and [add|put {opt:Cake} there]",
    "[remove|the {old:poll} can go]. [remove|{old:sign up sheet} too]. [add|add {opt:Cake} with 3 places]",
    "[remove|no {old:page Party} any more], [add|add {opt:Dan} and {opt:Eve} to it]",
    "[move|{old:poll} to {at:Quiz}], [remove|delete the {old:Quiz} page], [add|one more film: {opt:Up}]",
)


@pytest.mark.parametrize("marked", GONE)
def test_what_has_gone_is_not_what_it_means(marked: str):
    """After something was removed, `it`, `there` and what is added without a place mean something that is there."""
    done = change(app_from(CLASS), reading_of(marks.read_edit_marks(marked)), Nothing())
    assert not [each for each in check(done.app) if each.severity == "error"]
    assert done.script
