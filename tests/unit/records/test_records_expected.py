"""A change that was thought out for one state of the records is not written over another."""

from __future__ import annotations

import json
from pathlib import Path

from desktop.blueprint import read
from desktop.records import answer
from desktop.records.database import Database

TEXT = 'app "A"\n\nentity Place\n  name: text\n\npage Places\n  table of Place\n'


def told(database: Database, **message: object) -> dict[str, object]:
    found = json.loads(answer(database, json.dumps(message).encode()))
    assert isinstance(found, dict)
    return found


def place(name: str) -> dict[str, object]:
    return {"id": f"id-{name}", "entity": "Place", "made": 1, "values": {"name": name}}


def test_the_second_of_two_who_expect_the_same_is_outdated(tmp_path: Path):
    """Both have seen revision 0; what the first writes, the second must see before it may write."""
    app = read(TEXT).app
    assert app is not None
    with Database(tmp_path / "data.sqlite", app) as database:
        seen = told(database, do="look")["revision"]
        first = told(database, do="write", put=[place("Ada")], remove=[], **{"if": seen})
        assert "outdated" not in first
        second = told(database, do="write", put=[place("Ben")], remove=[], **{"if": seen})
        assert second == {"revision": first["revision"], "outdated": True}
        assert database.count("Place") == 1
        again = told(database, do="write", put=[place("Ben")], remove=[], **{"if": second["revision"]})
        assert "outdated" not in again
        assert database.count("Place") == 2


def test_an_expectation_is_a_number(tmp_path: Path):
    app = read(TEXT).app
    assert app is not None
    with Database(tmp_path / "data.sqlite", app) as database:
        for expected in (True, "1", [], 1.5):
            message = told(database, do="write", put=[place("Ada")], remove=[], **{"if": expected})
            assert message == {"problem": "message"}
        assert database.count("Place") == 0
