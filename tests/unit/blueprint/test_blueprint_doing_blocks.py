"""Blocks in which people do something together: what they imply, and what their entities must have."""

from __future__ import annotations

import pytest

from desktop.blueprint import read
from desktop.blueprint.complete import complete
from desktop.compiler.plan import plan_app

CLASS = """app "Class"

entity Student
  name: text

entity Attendance
  student: to Student
  day: date
  state: choice Present | Absent
"""


def codes(text: str) -> list[str]:
    return [problem.code for problem in read(text).diagnostics]


def test_what_people_do_is_kept_in_an_entity_of_its_own():
    """Two polls share one entity; a chat with an entity of its own needs none."""
    text = (
        'app "A"\n\nentity Note\n  words: long text\n\npage Talk\n  poll "Where?": A | B\n  poll "When?": A | B\n'
        '  sign up sheet "Cake"\n  chat of Note\n'
    )
    app = read(text).app
    assert app is not None
    assert [entity.name for entity in complete(app).entities] == ["Note", "Poll vote", "Sign up"]
    votes = complete(app).entities[1]
    assert [field.name for field in votes.fields] == ["by", "choice", "about", "at"]
    assert [page.name for page in plan_app(app).pages] == ["Talk"], "it has no page of its own"


def test_a_page_that_is_made_takes_no_name_that_is_in_use():
    """A page called like the records that have none is still reached."""
    text = 'app "A"\n\nentity Room\n  name: text\n\npage Rooms\n  text "Welcome"\n'
    app = read(text).app
    assert app is not None
    addresses = [(page.name, page.address) for page in plan_app(app).pages]
    assert addresses == [("Rooms", "rooms"), ("Room", "room")]


def test_the_lines_of_an_order_are_seen_with_the_order():
    """There is a page for the orders, which nobody would see otherwise, and none for their lines."""
    text = (
        'app "A"\n\nentity Product\n  name: text\n  price: money\n\nentity Order\n  name: text\n\nentity Line\n'
        "  order: to Order\n  product: to Product\n  count: number\n\n"
        "page Shop\n  shop of Product; into Order; lines Line\n"
    )
    reading = read(text)
    assert reading.diagnostics == ()
    assert reading.app is not None
    assert [page.name for page in plan_app(reading.app).pages] == ["Shop", "Orders"]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("name: text\n  day: date", []),
        ("name: text\n  when: date and time", []),
        ("name: text", ["block-needs-field"]),
        ("name: text\n  born = today", ["block-needs-field"]),
    ],
)
def test_a_booking_needs_a_day(fields: str, expected: list[str]):
    text = f'app "A"\n\nentity Visit\n  {fields}\n\npage Visits\n  booking of Visit\n'
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        ("; closed Sunday | saturday", []),
        ("; closed Sunday | Someday", ["unknown-weekday"]),
        ("; from 09:00; to 10:00; every 90", ["booking-hours"]),
        ("; from 22:00; to 00:00", []),
        ("; day name", ["clause-field-type"]),
    ],
)
def test_the_hours_of_a_booking(wishes: str, expected: list[str]):
    text = f'app "A"\n\nentity Visit\n  name: text\n  day: date\n\npage Visits\n  booking of Visit{wishes}\n'
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("register of Student; into Attendance", []),
        ("register of Student; into Attendance; person student; day day; mark state", []),
        (
            "register of Attendance; into Student",
            ["block-needs-reference", "block-needs-field", "block-needs-field"],
        ),
        ("register of Student", ["entity-on-no-page", "missing-clause"]),
    ],
)
def test_a_register_writes_into_an_entity_that_can_hold_it(line: str, expected: list[str]):
    assert codes(f"{CLASS}\npage Today\n  {line}\n") == expected


def test_what_is_required_must_be_asked_for_or_have_a_default():
    """A press on Present could never be kept otherwise, and nobody would know why."""
    room = "  room: text, required\n"
    text = f"{CLASS}{room}\npage Today\n  register of Student; into Attendance\n"
    assert codes(text) == ["block-leaves-empty"]
    assert codes(text.replace("required", 'default "12"')) == []


def test_a_shop_without_lines_needs_a_place_for_the_items():
    text = (
        'app "A"\n\nentity Product\n  name: text\n  price: money\n\nentity Order\n  name: text\n\n'
        "page Shop\n  shop of Product; into Order\n"
    )
    assert codes(text) == ["block-needs-field"]
    assert codes(text.replace("entity Order\n", "entity Order\n  note: long text\n")) == []
