"""Who has which thing: what people say in passing becomes a book of what is lent."""

from __future__ import annotations

import pytest
from spindle_fakes import app_of, made, remembered

from desktop.blueprint import print_app, read
from desktop.spindle.assembler.lending import knows_lending, says_lending

USUAL = ["name", "borrower", "since", "due back"]


def fields(marked, **more):
    """The names of the fields of the one thing that is kept."""
    (entity,) = made(marked, **more).app.entities
    return [field.name for field in entity.fields]


@pytest.mark.parametrize(
    ("request_", "says"),
    [
        ("who borrowed which tool from my shed", True),
        ("who in our house has the ladder", True),
        ("which neighbour has my drill", True),
        ("DVDs I have lent", True),
        ("which book is at whose place", True),
        ("who took what key", True),
        ("checkout app for cameras in our photo club", True),
        ("which toy from our playgroup is at which family", True),
        ("keys handed out to the cleaners", True),
        ("tents of our scout group: who has it and until when", True),
        ("party guests and who has allergies", False),
        ("a chart who has the most stars", False),
        ("chores: who has to do what this week", False),
        ("money I lent to friends", False),
        ("who owes me what, and who has paid", False),
        ("hotel guests with check out date", False),
        ("a plant watering tracker", False),
    ],
)
def test_what_says_so(request_, says):
    """Sums that are lent are another thing, and so are turns and diseases."""
    assert says_lending(request_) is says


def test_a_place_is_no_thing_and_a_borrower_no_field_beside():
    """The sentence that the program itself shows as an example."""
    app = made(
        "an app for {f.text:who borrowed} which {entity:tool} from my {entity:shed}, with a {f.date:due date}"
    ).app
    (entity,) = app.entities
    assert entity.name == "Tool"
    assert [field.name for field in entity.fields] == ["name", "borrower", "since", "due date"]
    assert [one.name for one in entity.computed] == ["out", "overdue"]
    assert [one.label for one in entity.actions] == ["Returned"]
    assert read(print_app(app)).diagnostics == ()
    text = print_app(app)
    assert 'stat "Overdue" = count of Tool where overdue' in text
    assert "where overdue; sort by due date" in text


def test_persons_are_no_things():
    """Whoever borrows it is written beside it."""
    marked = "which {entity:student} has which {entity:laptop} from our school"
    assert made(marked).app.entities[0].name == "Laptop"
    assert fields(marked) == USUAL


def test_several_things_are_kinds_of_one():
    """So all of them stand in one list, with what was named of them."""
    marked = "our club lends {entity:tents} and {entity:stoves}, I want to know who has what and the {f.money:deposit}"
    (entity,) = made(marked).app.entities
    assert (entity.name, entity.fields[1].options) == ("Thing", ("Tent", "Stove"))
    assert fields(marked) == ["name", "kind", "deposit", *USUAL[1:]]
    (entity,) = made("which neighbour has which {entity:ladder}, {opt:drill} or {opt:tent}").app.entities
    assert (entity.name, entity.fields[1].options) == ("Thing", ("Ladder", "Drill", "Tent"))


def test_what_is_said_in_other_words_is_not_kept_twice():
    """When it was handed out is since when, and which one is the thing itself."""
    marked = "{entity:keys}: {f.text:who has} which {f.text:which one}, {f.date:handed out when}, {f.date:returned when}"
    assert fields(marked) == USUAL


def test_a_list_of_what_is_lent_is_no_thing():
    """`a lending list for violins` lends violins."""
    assert made("a {entity:lending} list for {entity:violins}").app.entities[0].name == "Violin"


def test_where_no_thing_is_named_it_is_a_thing():
    """Nothing remembered is lent to it that has to do with something else."""
    bees = remembered(
        'app "Bees"\n\nentity Hive\n  name: text\n  honey: number kg\n\npage Hives\n  table of Hive\n', 0.5
    )
    assert fields("keep track of who borrowed what", lent=bees) == USUAL


def test_who_names_what_to_keep_has_thought_of_it():
    """Then nothing is put in its place."""
    marked = "our club lends {entity:weapons}: {f.text:weapon type}, {f.text:number}, {f.text:borrowed by}, {f.date:since}"
    assert "due back" not in fields(marked)
    assert {"weapon type", "borrowed by", "since"} <= set(fields(marked))


def test_loans_of_their_own_stay():
    """Things and loans apart, linked: that says more."""
    marked = "we lend {entity:bikes} with {f.text:brand}; for every {entity:rental} the {f.text:bike}, the {f.text:guest} and {f.date:back}"
    assert len(made(marked).app.entities) == 2


def test_a_remembered_app_that_knows_of_it_is_taken():
    """It was thought through by somebody."""
    shed = remembered()
    assert knows_lending(shed[0].app)
    assert made("who borrowed my {entity:tools}", lent=shed).app.entities == shed[0].app.entities


def test_a_remembered_app_that_lends_other_things_is_not_taken():
    """Violins are no tools, although both are lent."""
    (entity,) = made("who borrowed my {entity:violins}", lent=remembered()).app.entities
    assert entity.name == "Violin"


def test_a_remembered_app_of_something_else_is_not_taken():
    """However near its words are."""
    lab = app_of(
        'app "Lab"\n\nentity Device\n  name: text\n  calibrated: date\n  every: number days\n'
        "  next = calibrated + every\n\npage Devices\n  table of Device\n"
    )
    assert not knows_lending(lab)
