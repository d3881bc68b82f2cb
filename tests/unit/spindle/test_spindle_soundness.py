"""What is lent from another app and does not fit here is left out, as little of it as will do."""

from __future__ import annotations

from dataclasses import replace

from spindle_fakes import CLOSE, NOTHING_KNOWN, app_of, made, perfect, remembered

from desktop.blueprint import check, print_app, read
from desktop.blueprint.nodes import App, Block, Collection, Field
from desktop.spindle.assembler import assemble
from desktop.spindle.assembler.soundness import sound

RIDES = """app "Rides"

entity Neighbour
  name: text, required
  owes = sum of share of Seat where paid is no

entity Ride
  name: text, required
  km: number km
  cost = km * 2
  each = cost / 2
  half = each / 2

entity Seat
  ride: to Ride, required
  who: to Neighbour, required
  paid: yes/no
  share = each of ride

page Seats
  table of Seat showing ride, who, share

page Neighbours
  table of Neighbour

page Rides
  table of Ride
"""


def without_formula(app: App, entity: str, name: str) -> App:
    """The app without one formula, whatever then refers to nothing."""
    entities = tuple(
        replace(one, computed=tuple(each for each in one.computed if each.name != name))
        if one.name == entity
        else one
        for one in app.entities
    )
    return replace(app, entities=entities)


def formulas(app: App) -> set[str]:
    """The names of all formulas."""
    return {each.name for entity in app.entities for each in entity.computed}


def test_a_sound_app_is_left_as_it_is():
    """Where nobody complains nothing is left out."""
    app = app_of(RIDES)
    assert check(app) == ()
    assert sound(app) == app


def test_what_a_missing_formula_was_used_in_falls_with_it_and_nothing_else():
    """Each of those it was used in alone would leave the others complaining, so they go together."""
    found = sound(without_formula(app_of(RIDES), "Ride", "each"))
    assert check(found) == ()
    assert formulas(found) == {"cost"}
    assert [field.name for entity in found.entities for field in entity.fields] == [
        field.name for entity in app_of(RIDES).entities for field in entity.fields
    ]
    assert [page.name for page in found.pages] == ["Seats", "Neighbours", "Rides"]


def test_whoever_is_signed_in_is_no_default_where_nobody_signs_in():
    """The field that was lent stays; what it was to start with goes."""
    app = app_of(
        'app "Notes"\n  accounts Nurse\n\nentity Note\n  what: text\n  by: text, default me\n\npage N\n  list of Note\n'
    )
    found = sound(replace(app, roles=()))
    assert check(found) == ()
    assert found.entities[0].fields == (*app.entities[0].fields[:1], Field("by", "text"))


def test_a_block_that_alone_makes_up_a_page_becomes_a_table():
    """A page must show something: of a register of what is not there, the records themselves."""
    app = app_of(
        'app "School"\n\nentity Person\n  name: text\n\nentity Presence\n  student: to Person\n  day: date\n'
        "  state: choice Here | Away\n\npage Roll\n  register of Person; into Presence; person student; day day; mark state\n"
    )
    assert check(app) == ()
    found = sound(replace(app, entities=app.entities[:1]))
    assert check(found) == ()
    assert isinstance(app.pages[0].sections[0], Block)
    assert found.pages[0].sections == (Collection("table", "Person", search=True),)


def test_lent_formulas_that_use_each_other_all_come_along():
    """`each` uses `cost`: both are there where what `cost` uses is."""
    app = made("{entity:rides}", lent=remembered(RIDES, CLOSE)).app
    assert read(print_app(app)).ok
    ride = next(entity for entity in app.entities if entity.name == "Ride")
    assert [each.name for each in ride.computed] == ["cost", "each", "half"]


def test_a_formula_of_formulas_goes_where_the_first_of_them_lacks_its_field():
    """Who names other fields gets neither `cost` nor what is made of it."""
    app = assemble(
        perfect("{entity:rides} with {f.text:name}, {f.date:day} and {f.time:hour}"),
        remembered(RIDES, CLOSE),
        NOTHING_KNOWN,
    ).app
    assert read(print_app(app)).ok
    ride = next(entity for entity in app.entities if entity.name == "Ride")
    names = {field.name for field in ride.fields}
    assert ("km" in names) == bool({"cost", "each", "half"} & formulas(app))
