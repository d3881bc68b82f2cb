"""How much and how often a page may ask."""

from __future__ import annotations

import json
from pathlib import Path

from record_apps import ask, every_type, put, values_of

from desktop.records import Database, Pace, answer, connecting, messages
from desktop.records.pacing import BYTES_AT_ONCE, MESSAGES_A_SECOND, MESSAGES_AT_ONCE


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_page_may_say_much_at_once_and_then_so_much_a_second() -> None:
    clock = Clock()
    pace = Pace(clock)
    assert all(pace.allows(10) for _ in range(MESSAGES_AT_ONCE))
    assert not pace.allows(10)
    clock.now = 1.0
    assert sum(pace.allows(10) for _ in range(MESSAGES_AT_ONCE)) == MESSAGES_A_SECOND
    clock.now = 1e6
    assert sum(pace.allows(10) for _ in range(2 * MESSAGES_AT_ONCE)) == MESSAGES_AT_ONCE


def test_a_page_may_send_so_many_bytes() -> None:
    clock = Clock()
    pace = Pace(clock)
    assert pace.allows(BYTES_AT_ONCE)
    assert not pace.allows(1)
    clock.now = 10.0
    assert pace.allows(1)


def test_too_many_messages_are_refused_before_they_are_read(tmp_path: Path) -> None:
    clock = Clock()
    pace = Pace(clock)
    look = json.dumps({"do": "look"}).encode()
    with Database(tmp_path / "data.sqlite", every_type()) as database:
        for _ in range(MESSAGES_AT_ONCE):
            pace.allows(1)
        assert json.loads(answer(database, look, pace)) == {"problem": "pace"}
        clock.now = 1.0
        assert json.loads(answer(database, look, pace)) == {"revision": 0}


def test_long_records_are_read_in_smaller_parts_and_all_of_them(tmp_path: Path, monkeypatch) -> None:
    """The window must not wait for a thousand pictures."""
    monkeypatch.setattr(messages, "LARGEST_ANSWER_CHARACTERS", 100)
    with Database(tmp_path / "data.sqlite", every_type()) as database:
        for at in range(7):
            put(database, "Room", f"r{at}", at, name="x" * (40 if at != 3 else 500))
        seen, after, parts = [], None, 0
        while True:
            told = ask(database, {"do": "read", "entity": "Room", "after": after})
            parts += 1
            seen += [row[0] for row in told["rows"]]
            if not told["more"]:
                break
            after = [told["rows"][-1][1], told["rows"][-1][0]]
        assert seen == [each["id"] for each in values_of(database, "Room")]
    assert parts > 3


def test_all_notes_together_have_a_limit(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(messages, "LONGEST_NOTES", 1000)
    monkeypatch.setattr(messages, "_SHORT_NOTE", 10)
    with Database(tmp_path / "data.sqlite", every_type()) as database:
        told = [
            ask(database, {"do": "remember", "name": name, "value": "x" * 400})
            for name in ("a", "b", "c", "a")
        ]
    assert ["problem" in each for each in told] == [False, False, True, False]


def test_a_database_grows_to_a_limit_and_no_further(tmp_path: Path, monkeypatch) -> None:
    """What is there can still be read."""
    monkeypatch.setattr(connecting, "LARGEST_DATABASE_BYTES", 300_000)
    with Database(tmp_path / "data.sqlite", every_type()) as database:
        told = [put(database, "Room", f"r{at}", at, name="x" * 50_000) for at in range(10)]
        kept = [each for each in told if "revision" in each]
        assert 0 < len(kept) < 10
        assert told[-1] == {"problem": "full"}
        assert len(values_of(database, "Room")) == len(kept)
    with Database(tmp_path / "data.sqlite", every_type()) as database:
        assert len(values_of(database, "Room")) == len(kept)
