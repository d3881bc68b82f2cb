"""An app as a model is shown it: short, and with what the person speaks of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.blueprint import print_app, read
from desktop.coder.showing import LONGEST_VALUE, shown

EXAMPLES = sorted((Path(__file__).parents[3] / "resources" / "examples").glob("*.blueprint"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_only_samples_are_left_out(path):
    app = read(path.read_text(encoding="utf-8")).app
    assert app is not None
    without = replace(app, entities=tuple(replace(entity, samples=()) for entity in app.entities))
    assert shown(app, 0) == print_app(without).strip()
    assert len(shown(app, 1)) <= len(shown(app, 2)) <= len(print_app(app))


def test_samples_that_are_named_and_their_long_values():
    lines = "".join(f'  sample "{name}", "{"x" * 500}"\n' for name in ("Fern", "Aloe", "Ivy"))
    app = read(
        f'app "A"\n\nentity Plant\n  name: text\n  notes: long text\n{lines}\npage P\n  table of Plant\n'
    ).app
    assert app is not None
    text = shown(app, 1, "take the IVY away")
    assert [name in text for name in ("Fern", "Aloe", "Ivy")] == [True, False, True]
    assert "x" * LONGEST_VALUE not in text and read(text).ok
