"""The memory: the nearest blueprints, forgetting, and what is known of fields."""

from __future__ import annotations

import numpy as np
import pytest
from spindle_fakes import BEES, SHED, app_of, write_library

from desktop.spindle.memory import Memory


def unit(*numbers: float):
    """A vector of length 1."""
    vector = np.array(numbers, dtype=np.float32)
    return vector / np.linalg.norm(vector)


@pytest.fixture
def memory():
    """Two blueprints, the first known by two phrases."""
    phrases = (("tool lending", 0), ("who has my drill", 0), ("bee diary", 1))
    vectors = np.stack([unit(1, 0, 0), unit(0, 1, 0), unit(0, 0, 1)])
    return Memory((SHED, BEES), ("data", "site"), phrases, vectors, ("tools", "bees"))


def test_the_nearest_blueprint_comes_first_each_once(memory):
    """Phrases of one blueprint do not crowd out another; similarity is the cosine to the best phrase."""
    found = memory.nearest(unit(0.6, 0.7, 0.2))
    assert [one.app.name for one in found] == ["Shed Log", "Bee Diary"]
    assert found[0].phrase == "who has my drill"
    assert found[0].similarity == pytest.approx(float(unit(0.6, 0.7, 0.2)[1]))
    assert [one.kind for one in found] == ["data", "site"]


def test_no_more_than_asked_for(memory):
    """`count` limits what comes to mind."""
    assert len(memory.nearest(unit(1, 1, 1), count=1)) == 1


def test_a_forgotten_domain_never_comes_to_mind(memory):
    """Evaluation withholds domains: their phrases find nothing, the others still theirs."""
    without = memory.without(frozenset({"tools"}))
    assert [one.app.name for one in without.nearest(unit(1, 0, 0))] == ["Bee Diary"]
    assert memory.nearest(unit(1, 0, 0))[0].app.name == "Shed Log"


def test_a_forgotten_domain_says_nothing_of_fields(memory):
    """What is known of fields by name does not come from a domain that is withheld."""
    assert memory.field_like("queen") is not None
    assert memory.without(frozenset({"bees"})).field_like("queen") is None


def test_an_empty_memory_remembers_nothing(memory):
    """All forgotten, nothing comes to mind and nothing fails."""
    empty = memory.without(frozenset({"tools", "bees"}))
    assert empty.nearest(unit(1, 0, 0)) == ()
    assert empty.field_like("queen") is None


def test_fields_are_known_by_their_stems(memory):
    """`Borrowers` is the field `borrower`; what nobody has is unknown."""
    field = memory.field_like("the Conditions")
    assert field is not None
    assert field.options == ("Good", "Worn")
    assert memory.field_like("mood") is None
    assert memory.field_like("") is None


def test_a_library_is_read_as_it_was_written(tmp_path):
    """Blueprints, kinds, phrases and vectors come back from the two files; a byte is exact enough."""
    files = write_library(tmp_path, (("tools", "tool lending", SHED), ("bees", "bee diary", BEES)))
    memory = Memory.load(*files)
    with np.load(files[1]) as stored:
        row = stored["vectors"][1].astype(np.float32)
    (best, _) = memory.nearest(row / np.linalg.norm(row))
    assert best.app == app_of(BEES)
    assert best.similarity == pytest.approx(1.0, abs=0.01)
    assert memory.domains == ("tools", "bees")


def test_a_blueprint_that_cannot_be_read_is_named():
    """A broken library does not pass silently."""
    broken = Memory(("nonsense",), ("data",), (("x", 0),), np.ones((1, 1), np.float32), ("d",))
    with pytest.raises(ValueError, match="blueprint 0"):
        broken.nearest(np.ones(1, np.float32))
