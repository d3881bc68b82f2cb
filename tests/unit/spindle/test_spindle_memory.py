"""The memory: the nearest blueprints, forgetting, and what is known of fields."""

from __future__ import annotations

import gzip

import numpy as np
import pytest
from spindle_fakes import BEES, SHED, WIDTH, app_of, write_library

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
    assert not best.whole


def test_what_somebody_wrote_whole_is_known_as_such(tmp_path):
    """The mark comes from the library's file and stays through all forgetting; where it is missing there is none."""
    entries = (("tools", "tool lending", SHED), ("bees", "bee diary", BEES))
    memory = Memory.load(*write_library(tmp_path, entries, whole=frozenset({"bees"})))
    everything = np.ones(WIDTH, np.float32)
    for same in (memory, memory.without_phrases(frozenset({"nothing"})), memory.without(frozenset({"x"}))):
        assert {one.app.name: one.whole for one in same.nearest(everything)} == {
            "Shed Log": False,
            "Bee Diary": True,
        }
    assert [one.whole for one in memory.without(frozenset({"tools"})).nearest(everything)] == [True]
    assert [one.whole for one in memory.without_phrases(frozenset({"tool lending"})).nearest(everything)] == [
        True
    ]
    library = tmp_path / "library.json.gz"
    library.write_bytes(
        gzip.compress(gzip.decompress(library.read_bytes()).replace(b'"whole": true', b'"old": 1'))
    )
    old = Memory.load(library, tmp_path / "vectors.npz")
    assert not any(one.whole for one in old.nearest(everything))


def test_a_forgotten_phrase_never_comes_to_mind(memory):
    """The blueprint is still found by its other phrases, and by none when it has no more."""
    without = memory.without_phrases(frozenset({"tool lending", "bee diary"}))
    assert [(one.app.name, one.phrase) for one in without.nearest(unit(1, 1, 1))] == [
        ("Shed Log", "who has my drill")
    ]


def test_only_what_is_no_app_of_records_comes_to_mind_where_that_is_asked(memory):
    """`whole` asks for the other kinds, however far they are."""
    assert [one.app.name for one in memory.nearest(unit(1, 0, 0), whole=True)] == ["Bee Diary"]
    assert memory.without(frozenset({"bees"})).nearest(unit(1, 0, 0), whole=True) == ()


def test_a_field_that_points_at_records_tells_nothing_by_its_name():
    """`players` of one app points at its people: of another app nobody knows whether it has any."""
    text = 'app "X"\n\nentity P\n  name: text\n\nentity M\n  day: date\n  players: many P\n  coach: to P\n\npage M\n  table of M\n\npage P\n  table of P\n'
    one = Memory((text,), ("data",), (("x", 0),), np.ones((1, 1), np.float32), ("d",))
    assert one.field_like("day") is not None
    assert one.field_like("players") is None
    assert one.field_like("coach") is None


def test_a_blueprint_that_cannot_be_read_is_named():
    """A broken library does not pass silently."""
    broken = Memory(("nonsense",), ("data",), (("x", 0),), np.ones((1, 1), np.float32), ("d",))
    with pytest.raises(ValueError, match="blueprint 0"):
        broken.nearest(np.ones(1, np.float32))
