"""Changes drawn by chance and taken back, with looks at the app in between: every value comes back to its place."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from record_apps import plain
from test_records_renaming import BLUEPRINT, House, everything

from desktop.blueprint.edits import edit
from desktop.records import Record

FIELDS = ("name", "day", "room", "likes", "friends", "price", "a", "b", "note", "plant")
ENTITIES = ("Plant", "Visit", "Tree", "Plant comment")
TYPES = (
    "text",
    "number",
    "date",
    "long text",
    "tags A | B",
    "to Visit",
    "to Plant",
    "many Plant",
    "many Visit",
)
OPTIONS = ("Balcony", "Kitchen", "Attic")

Draw = Callable[[tuple[str, ...]], str]


def statement(draw: Draw) -> str:
    entity, field = draw(ENTITIES), draw(FIELDS)
    return draw(
        (
            f"in {entity}: rename {field} to {draw(FIELDS)}",
            f"in {entity}: remove {field}",
            f"in {entity}: add {field}: {draw(TYPES)}",
            f"in {entity}: change {field}: {draw(TYPES)}",
            f"in {entity}: rename option {draw(OPTIONS)} of {field} to {draw(OPTIONS)}",
            f"in {entity}: {draw(('add', 'remove'))} with comments",
            f"rename entity {entity} to {draw(ENTITIES)}",
            f"remove entity {entity}",
            f"add entity {entity}",
        )
    )


def possible_script(house: House, rng: random.Random) -> str:
    """A script of one to three statements that can be applied to the app as it is."""
    while True:
        script = "\n".join(statement(rng.choice) for _ in range(rng.choice((1, 1, 2, 3))))
        app = edit(house.app, script).app
        if app is not None and app.entities:
            return script


@pytest.mark.parametrize("seed", range(20))
def test_whatever_was_changed_comes_back(tmp_path: Path, seed: int) -> None:
    """After each undo all that is shown is what was shown before that change."""
    rng = random.Random(seed)
    house = House(tmp_path / "data.sqlite", BLUEPRINT)
    house.write(
        plain("Plant", "fern", name="Fern", day="2026-03-01", room="Balcony", likes='["Shade", "Rain"]'),
        Record("oak", "Plant", 2, (("name", "12"), ("room", "Kitchen")), (("friends", ("fern",)),)),
        plain("Visit", "v1", plant="fern", note="thirsty"),
        plain("Plant comment", "c1", words="lovely", plant="fern", by="Ada"),
    )
    states, scripts = [], []
    for _ in range(rng.randint(2, 6)):
        scripts.append(possible_script(house, rng))
        states.append(everything(house))
        house.change(scripts[-1])
        if rng.random() < 0.5:
            everything(house)
    while states:
        house.undo()
        assert everything(house) == states.pop(), scripts
