"""`homespun.json`: where an app came from and what was changed since, whatever people do to the file."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from desktop.workspace import Changed, Provenance

MADE = Provenance("my “bees”", 7, "spindle", "ab" * 32, "writer", "1", "0.1")
CHANGES = (
    Changed("ein Foto dazu, größer", "in Hive: add photo: image\n", "in Hive: remove photo\n"),
    Changed("", 'set name "Bees"\n', ""),
)


@pytest.mark.parametrize("changes", [(), CHANGES[:1], CHANGES], ids=len)
def test_what_was_written_is_read(changes: tuple[Changed, ...]) -> None:
    """Everything comes back, changes in their order."""
    provenance = replace(MADE, changes=changes)
    assert Provenance.from_json(provenance.to_json()) == provenance


def test_scripts_can_read_the_changes() -> None:
    """Each change is an object with the words, the script and the script back."""
    facts = json.loads(replace(MADE, changes=CHANGES).to_json())
    assert facts["changes"][0] == {
        "request": "ein Foto dazu, größer",
        "script": "in Hive: add photo: image\n",
        "back": "in Hive: remove photo\n",
    }


def test_an_app_from_before_there_were_changes_is_read() -> None:
    """A file without the entry tells of an app that was never changed."""
    facts = json.loads(MADE.to_json())
    del facts["changes"]
    assert Provenance.from_json(json.dumps(facts)) == MADE


@pytest.mark.parametrize(
    "changes",
    [
        None,
        3,
        "all",
        {},
        [1],
        [{}],
        [{"request": "r", "script": "s"}],
        [{"request": "r", "script": "s", "back": 1}],
    ],
    ids=str,
)
def test_edited_changes_do_not_hide_where_the_app_came_from(changes: object) -> None:
    """Changes that nobody could take back count as none; the rest is still known."""
    facts = {**json.loads(replace(MADE, changes=CHANGES).to_json()), "changes": changes}
    assert Provenance.from_json(json.dumps(facts)) == MADE


def test_one_bad_change_leaves_none() -> None:
    """A way back leads through the changes in order, so that one that is missing ends it."""
    facts = json.loads(replace(MADE, changes=CHANGES).to_json())
    facts["changes"][0]["back"] = None
    assert Provenance.from_json(json.dumps(facts)) == MADE
