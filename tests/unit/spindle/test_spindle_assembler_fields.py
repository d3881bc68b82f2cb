"""The assembler: entities and their fields, from hand-marked requests."""

from __future__ import annotations

import pytest
from spindle_fakes import BEES, FAR, SHED, app_of, made, perfect, remembered

from desktop.blueprint.nodes import Entity, Field, Text
from desktop.spindle.assembler import assemble
from models.train.writer_samples import FieldIndex


def only(marked: str) -> Entity:
    """The one entity of what is made of a request."""
    (entity,) = made(marked).app.entities
    return entity


def field(marked: str, name: str) -> Field:
    """A field of the one entity of what is made of a request."""
    return next(field for field in only(marked).fields if field.name == name)


def named_fields(entity: Entity) -> list[str]:
    """The names of an entity's fields, in order."""
    return [field.name for field in entity.fields]


def test_every_field_that_was_named_is_there_in_order_and_nothing_else():
    """A request that lists its fields gets exactly these, in its own words and order."""
    entity = only(
        "{entity:books} with {f.text:title}, {f.text:who has it}, {f.date:due back} and {f.bool:returned}"
    )
    assert entity.name == "Book"
    assert named_fields(entity) == ["title", "who has it", "due back", "returned"]
    assert [field.type for field in entity.fields] == ["text", "text", "date", "yes/no"]


@pytest.mark.parametrize(
    ("tag", "type_"),
    [
        ("text", "text"),
        ("long", "long text"),
        ("number", "number"),
        ("money", "money"),
        ("percent", "percent"),
        ("date", "date"),
        ("time", "time"),
        ("datetime", "date and time"),
        ("duration", "duration"),
        ("bool", "yes/no"),
        ("email", "email"),
        ("phone", "phone"),
        ("link", "link"),
        ("image", "image"),
        ("colour", "colour"),
        ("rating", "rating"),
    ],
)
def test_a_field_has_the_type_that_was_read(tag, type_):
    """Each type of the reader is the type of the language."""
    assert field(f"{{entity:things}} with {{f.text:a name}} and {{f.{tag}:zeug}}", "zeug").type == type_


def test_options_belong_to_the_field_before_them():
    """Options in brackets make a choice of the field that they follow, not of another."""
    entity = only(
        "{entity:dogs}: {f.text:name}, {f.choice:size} ({opt:small}, {opt:very big} or {opt:small}), {f.text:owner}"
    )
    assert entity.fields[1] == Field("size", "choice", options=("Small", "Very big"))
    assert entity.fields[2].type == "text"


def test_options_make_a_choice_of_what_was_taken_for_text():
    """Where options were named the field is a choice, whatever its type was taken for."""
    made_field = field("{entity:shirts}: {f.text:name}, {f.text:fit} {opt:slim} or {opt:wide}", "fit")
    assert (made_field.type, made_field.options) == ("choice", ("Slim", "Wide"))


def test_a_day_stays_a_day_though_options_follow_it():
    """Options never turn a date into a choice; a calendar still finds its date."""
    entity = only(
        "{entity:meals}: {f.text:dish}, {f.date:date}, {opt:lunch} or {opt:dinner}, {v.calendar:calendar}"
    )
    assert named_fields(entity).count("date") == 1
    assert next(field for field in entity.fields if field.name == "date").type == "date"


def test_a_choice_without_options_takes_usual_ones_or_is_text():
    """A status has usual options; a choice that nobody knows options for is plain text."""
    entity = only("{entity:jobs}: {f.text:job}, {f.choice:status}, {f.choice:flavour}")
    assert entity.fields[1].options == ("Open", "In progress", "Done")
    assert entity.fields[2] == Field("flavour", "text")


def test_a_status_starts_at_its_first_option():
    """A new record plainly starts at the first status."""
    assert field(
        "{entity:jobs}: {f.text:job}, {f.choice:status} {opt:new}/{opt:done}", "status"
    ).default == Text("New")


def test_tags_keep_being_tags():
    """Several of some options are tags, not one choice."""
    assert field("{entity:jobs}: {f.text:job}, {f.tags:labels} {opt:a}/{opt:b}", "labels").type == "tags"


def test_a_long_list_of_options_is_cut_at_what_the_language_allows():
    """The language has at most 24 options; the first 24 stay."""
    options = ", ".join(f"{{opt:shade {number}}}" for number in range(30))
    assert (
        len(field(f"{{entity:paints}}: {{f.text:name}}, {{f.choice:shade}} {options}", "shade").options) == 24
    )


@pytest.mark.parametrize(
    ("said", "type_", "unit"),
    [
        ("{f.number:weight} in {unit:kg}", "number", "kg"),
        ("{f.money:price} in {unit:euros}", "money", "€"),
        ("{f.money:price} ({unit:$})", "money", "$"),
        ("{f.number:price} in {unit:pounds}", "money", "£"),
        ("{f.number:area} in {unit:m²}", "number", "m²"),
        ("{f.text:colour} in {unit:kg}", "text", ""),
    ],
)
def test_units_belong_to_numbers(said, type_, unit):
    """A unit goes with the number before it; currencies become signs and make money of a number."""
    entity = only(f"{{entity:stones}}: {{f.text:name}}, {said}")
    assert (entity.fields[1].type, entity.fields[1].unit) == (type_, unit)


@pytest.mark.parametrize("said", ["{f.email:mail} ({req:required})", "{req:required} {f.email:mail}"])
def test_required_marks_the_field_beside_it(said):
    """`required` may stand before or behind the field that it means."""
    entity = only(f"{{entity:guests}}: {{f.text:name}}, {said}, {{f.phone:phone}}")
    assert [field.required for field in entity.fields] == [False, True, False]


def test_an_entity_without_anything_to_call_a_record_by_gets_a_name():
    """Numbers alone tell no records apart, so a required name leads."""
    entity = only("{entity:parcels}: {f.number:weight}, {f.money:postage}")
    assert entity.fields[0] == Field("name", "text", required=True)


def test_fields_belong_to_the_entity_named_before_them():
    """Of several entities each has its own fields."""
    app = made(
        "{entity:customers} with {f.text:name} and {f.phone:phone}, "
        "{entity:orders} with {f.date:date}, {f.ref:customer} and {f.money:total}"
    ).app
    customers, orders = app.entities
    assert (customers.name, named_fields(customers)) == ("Customer", ["name", "phone"])
    assert (orders.name, named_fields(orders)) == ("Order", ["date", "customer", "total"])
    assert orders.fields[1] == Field("customer", "reference", target="Customer")


def test_fields_before_any_entity_belong_to_the_first():
    """What was named before the entity is still its own."""
    assert "due date" in named_fields(only("with {f.date:due date} for my {entity:loans}: {f.text:item}"))


def test_an_entity_said_again_is_the_same_one():
    """`tools`, `a tool` and `garden tool` are one entity."""
    app = made(
        "my {entity:garden tools}. a {entity:tool} has {f.text:name}. the {entity:tools} have {f.date:date}"
    ).app
    assert [entity.name for entity in app.entities] == ["Garden tool"]
    assert named_fields(app.entities[0]) == ["name", "date"]


def test_a_reference_to_what_is_not_there_is_text():
    """Nothing can be chosen from an entity that nobody asked for."""
    assert field("{entity:loans}: {f.text:item}, {f.ref:borrower}", "borrower").type == "text"


def test_two_entities_never_refer_to_each_other_in_a_circle():
    """One direction stays, so that a first record can be added."""
    app = made(
        "{entity:teams}: {f.text:name}, {f.ref:player}. {entity:players}: {f.text:name}, {f.ref:team}"
    ).app
    links = [
        (entity.name, field.target) for entity in app.entities for field in entity.fields if field.target
    ]
    assert len(links) == 1


def test_a_field_said_twice_is_there_once():
    """A field named twice is one field, and keeps the options that came with the second."""
    entity = only(
        "{entity:dogs} with {f.text:name}, {f.choice:size} and {f.text:owner}. {f.choice:size}: {opt:S}, {opt:L}"
    )
    assert named_fields(entity) == ["name", "size", "owner"]
    assert entity.fields[1].options == ("S", "L")


@pytest.mark.parametrize("word", ["today", "and", "not", "12", "2026-01-01"])
def test_a_field_called_like_a_value_gets_a_name_that_can_be_read(word):
    """A field's name never reads as a word of a formula."""
    assert f"{word} value" in named_fields(only(f"{{entity:logs}}: {{f.text:title}}, {{f.number:{word}}}"))


def test_a_bare_request_close_to_what_is_remembered_is_that_app():
    """`tool lending app` with a close memory is the remembered app, whole."""
    app = made("{entity:tool} lending app", lent=remembered()).app
    assert app.name == "Shed Log"
    assert app.entities == app_of(SHED).entities
    assert app.icon == "🔧"


def test_a_far_memory_lends_nothing():
    """What is hardly similar gives neither name nor icon nor fields."""
    app = made("my {entity:kites}", lent=remembered(BEES, similarity=FAR)).app
    assert (app.name, app.entities[0].name) == ("Kites", "Kite")
    assert "queen" not in named_fields(app.entities[0])
    assert app.icon != "🐝"


def test_few_named_fields_are_completed_from_a_close_memory():
    """One named field leads, and the remembered ones that say something else follow."""
    app = made("{entity:tools} with {f.text:serial number}", lent=remembered()).app
    names = named_fields(app.entities[0])
    assert "serial number" in names
    assert "borrower" in names


def test_three_named_fields_are_all_there_is():
    """Who names three fields knows what they want: nothing is added."""
    app = made("{entity:tools} with {f.text:tool}, {f.number:year} and {f.text:shelf}", lent=remembered()).app
    assert named_fields(app.entities[0]) == ["tool", "year", "shelf"]


def test_what_is_known_of_a_field_helps_where_nobody_said_more():
    """A choice without options takes those of the field of that name that is known."""
    app = assemble(
        perfect("{entity:saws}: {f.text:saw}, {f.text:shelf}, {f.choice:condition}"),
        (),
        FieldIndex((app_of(SHED),)),
    ).app
    assert app.entities[0].fields[2].options == ("Good", "Worn")


def test_no_marks_and_no_memory_still_make_an_app_that_keeps_something():
    """Where nothing is known there is an app of entries with what nearly everything has."""
    (entity,) = made("hello there").app.entities
    assert named_fields(entity) == ["name", "date", "notes"]
