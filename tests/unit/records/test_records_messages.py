"""A page's messages, each of which may be an attack: what is not as it should be is refused as a whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from record_apps import ask, every_type, put, values_of

from desktop.records import Database, answer, messages

GOOD = {"id": "t1", "entity": "Thing", "made": 1, "values": {"text": "a"}}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database(tmp_path / "data.sqlite", every_type()) as made:
        yield made


def test_without_a_database_every_answer_says_so() -> None:
    assert ask(None, {"do": "open"}) == {"problem": "none"}


def test_what_is_there_is_told_at_the_opening(database: Database) -> None:
    told = ask(database, {"do": "open"})
    assert (told["revision"], told["begun"], told["notes"]) == (0, False, {})
    assert told["fields"]["Room"] == ["name"]


def test_a_record_is_put_changed_and_removed(database: Database) -> None:
    put(database, "Thing", "t1", text="a", number=1)
    put(database, "Thing", "t1", text="b")
    (kept,) = values_of(database, "Thing")
    assert (kept["text"], kept["number"]) == ("b", 1.0)
    assert ask(database, {"do": "write", "put": [], "remove": [["Thing", "t1"], ["Thing", "t1"]]}) == {
        "revision": 3
    }
    assert values_of(database, "Thing") == []


def test_many_records_are_read_in_parts(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "ROWS_AT_ONCE", 2)
    for at in range(3):
        put(database, "Room", f"r{at}", at)
    first = ask(database, {"do": "read", "entity": "Room", "after": None})
    rest = ask(
        database, {"do": "read", "entity": "Room", "after": [first["rows"][-1][1], first["rows"][-1][0]]}
    )
    assert ([row[0] for row in first["rows"]], first["more"]) == (["r0", "r1"], True)
    assert ([row[0] for row in rest["rows"]], rest["more"]) == (["r2"], False)


@pytest.mark.parametrize("value", [12, "a", [1, {"b": None}], {"__proto__": "x"}, True, 0])
def test_small_values_come_back(database: Database, value: object) -> None:
    assert ask(database, {"do": "remember", "name": "x", "value": value}) == {"revision": 1}
    assert ask(database, {"do": "open"})["notes"] == {"x": value}


def test_half_a_character_is_kept_as_the_sign_for_that(database: Database) -> None:
    put(database, "Thing", "t1", text="a\ud800")
    ask(database, {"do": "remember", "name": "x\udfff", "value": "\ud800"})
    assert values_of(database, "Thing")[0]["text"] == "a\ufffd"
    assert ask(database, {"do": "open"})["notes"] == {"x\ufffd": "\ufffd"}


def with_values(**values: object) -> dict:
    return {"do": "write", "put": [{**GOOD, "values": values}], "remove": []}


def with_record(**parts: object) -> dict:
    return {"do": "write", "put": [{**GOOD, **parts}], "remove": []}


WRONG: dict[str, object] = {
    "no object": [],
    "nothing asked": {},
    "an unknown deed": {"do": "attach"},
    "a deed that is no word": {"do": ["open"]},
    "an inner name": {"do": "__class__"},
    "an unknown entity": {"do": "read", "entity": "homespun_notes", "after": None},
    "the schema": {"do": "read", "entity": "sqlite_schema", "after": None},
    "no entity": {"do": "read", "entity": None, "after": None},
    "a strange place": {"do": "read", "entity": "Room", "after": ["1", "a"]},
    "half a place": {"do": "read", "entity": "Room", "after": [1]},
    "put no list": {"do": "write", "put": {}, "remove": []},
    "put no records": {"do": "write", "put": ["a"], "remove": []},
    "nothing to remove": {"do": "write", "put": []},
    "remove from elsewhere": {"do": "write", "put": [], "remove": [["homespun_state", "a"]]},
    "an unknown field": with_values(nothing="a"),
    "our own column": with_values(id="a"),
    "injection as a field": with_values(**{'text" = 1; DROP TABLE "Thing"; --': "a"}),
    "no values": with_record(values=None),
    "an id with quotes": with_record(id="a' OR '1"),
    "a long id": with_record(id="a" * 65),
    "no id": with_record(id=""),
    "an id that is a number": with_record(id=7),
    "made never": with_record(made="now"),
    "made before time": with_record(made=-1),
    "made too late": with_record(made=2**60),
    "made yes": with_record(made=True),
    "a number for a text": with_values(text=7),
    "a text for a number": with_values(number="7"),
    "yes for a number": with_values(number=True),
    "a huge number": with_values(number=10**400),
    "a number for yes/no": with_values(**{"yes/no": 1}),
    "a text for tags": with_values(tags="a"),
    "numbers as tags": with_values(tags=[1]),
    "too many tags": with_values(tags=["a"] * 10_001),
    "an object for a text": with_values(text={}),
    "an object for a file": with_values(file={"a": 1}),
    "references as text": with_values(references="r1"),
    "a note without a name": {"do": "remember", "name": "", "value": 1},
    "a note with a long name": {"do": "remember", "name": "a" * 201, "value": 1},
    "a note without a value": {"do": "remember", "name": "a"},
    "a note that is too large": {"do": "remember", "name": "a", "value": "a" * messages.LONGEST_NOTE},
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_message_is_refused_and_changes_nothing(database: Database, wrong: str) -> None:
    before = ask(database, {"do": "open"})
    assert ask(database, WRONG[wrong]) == {"problem": "message"}
    assert ask(database, {"do": "open"}) == before
    assert put(database, "Thing", "t1", text="a")["revision"] == before["revision"] + 1


@pytest.mark.parametrize(
    "text",
    [
        b"", b"{", b"\xff\xfe", b"NaN", b'{"do": NaN}', b"[" * 200_000, b'{"a":' * 100_000, b"1" * 10_000, b'"\\ud800"',
        b'{"do":"write","put":[{"id":"a","entity":"Thing","made":1,"values":{"number":1e999}}],"remove":[]}',
        b'{"do":"remember","name":"a","value":1e999}',
    ],
)  # fmt: skip
def test_what_is_no_message_is_refused(database: Database, text: bytes) -> None:
    assert json.loads(answer(database, text)) == {"problem": "message"}


def test_one_wrong_record_among_many_refuses_them_all(database: Database) -> None:
    records = [{**GOOD, "id": f"t{at}"} for at in range(10)] + [{**GOOD, "values": {"text": 7}}]
    assert ask(database, {"do": "write", "put": records, "remove": []}) == {"problem": "message"}
    assert database.count("Thing") == 0


def test_a_message_that_is_too_large_is_not_even_read(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "LARGEST_MESSAGE_BYTES", 10)
    assert ask(database, {"do": "open"}) == {"problem": "message"}


def test_too_many_notes_are_refused_but_old_ones_can_change(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "MOST_NOTES", 2)
    told = [ask(database, {"do": "remember", "name": name, "value": 1}) for name in ("a", "b", "c", "a")]
    assert ["problem" in each for each in told] == [False, False, True, False]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
DEEDS = st.sampled_from(["open", "look", "read", "write", "begin", "remember"])


@settings(max_examples=40)
@given(DEEDS, st.dictionaries(st.sampled_from(["entity", "after", "put", "remove", "name", "value"]), JSON))
def test_no_message_raises(tmp_path_factory: pytest.TempPathFactory, deed: str, rest: dict) -> None:
    """Every message has an answer that is JSON, whatever it says."""
    with Database(tmp_path_factory.mktemp("any") / "data.sqlite", every_type()) as database:
        assert ask(database, {"do": deed, **rest})
