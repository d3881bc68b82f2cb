"""The database answers a tile with the number that the page would work out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.blueprint import read
from desktop.blueprint.complete import complete
from desktop.records import Database, Record, answer

SHOP = """\
app "Shop"

entity Order
  who: text
  paid: yes/no

entity Line
  order: to Order
  price: money €
  pieces: number
  worth = price * pieces

page Orders
  stat "Orders" = count of Order
  stat "Open" = count of Order where paid is no
  stat "Takings" = sum of worth of Line
  stat "Dearest" = max of price of Line where pieces > 1
  table of Order
"""


def line_of(label: str) -> int:
    """The line of a tile."""
    return next(at for at, line in enumerate(SHOP.splitlines(), 1) if f'"{label}"' in line)


@pytest.fixture
def shop(tmp_path: Path):
    """A database with two orders and three lines."""
    app = read(SHOP).app
    assert app is not None
    with Database(tmp_path / "data.sqlite", complete(app)) as database:
        database.write(
            [
                Record("o-aaaaaaaa", "Order", 1, (("who", "Ada"), ("paid", 1)), ()),
                Record("o-bbbbbbbb", "Order", 2, (("who", "Ben"), ("paid", 0)), ()),
                *(
                    Record(f"l-{at}aaaaaaa", "Line", 3 + at, (("price", price), ("pieces", pieces)), ())
                    for at, (price, pieces) in enumerate([(0.1, 3.0), (2.5, 2.0), (9.0, 1.0)])
                ),
            ],
            [],
        )
        yield database


@pytest.mark.parametrize(
    ("label", "value"), [("Orders", 2), ("Open", 1), ("Takings", 14.3), ("Dearest", 2.5)]
)
def test_a_tile_is_answered(shop: Database, label: str, value: float):
    assert shop.measure(line_of(label), label) == value


def test_another_line_or_label_is_not(shop: Database):
    assert shop.measure(line_of("Orders"), "Open") is None
    assert shop.measure(1, "Orders") is None


def test_an_app_with_accounts_tells_nothing(tmp_path: Path):
    app = read(SHOP.replace('app "Shop"', 'app "Shop"\n  accounts Keeper | Guest')).app
    assert app is not None
    with Database(tmp_path / "data.sqlite", complete(app)) as database:
        assert database.measure(line_of("Orders") + 1, "Orders") is None


@pytest.mark.parametrize(
    "message",
    [
        {"do": "measure"},
        {"do": "measure", "line": "1; DROP TABLE x", "label": "Orders"},
        {"do": "measure", "line": True, "label": "Orders"},
        {"do": "measure", "line": 3, "label": 7},
    ],
)
def test_a_message_of_another_shape_is_refused(shop: Database, message: dict[str, object]):
    assert json.loads(answer(shop, json.dumps(message).encode()))["problem"] == "message"
