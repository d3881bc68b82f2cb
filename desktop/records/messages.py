"""What a page may ask of its app's database: one JSON message in, one JSON answer out.

    {"do": "open"}                                    what there is, and the small values
    {"do": "read", "entity": …, "after": [made, id] or null}   some records
    {"do": "write", "put": [record, …], "remove": [[entity, id], …], "if": revision or absent}
    {"do": "begin", "put": [record, …]}               the first records, once
    {"do": "remember", "name": …, "value": …}         a small value; null forgets it
    {"do": "measure", "line": …, "label": …}          the number of a tile, null if only the page can tell
    {"do": "look"}                                    has anything changed?

With `if` nothing is written, and the answer is `outdated`, unless that is still the revision.
Every answer says the `revision`, or has a `problem`: `message` for one that is not as above, `pace` for one
too many (see `pacing`), else the key of a `RecordsError`. The page is a stranger: what is longer, deeper, of
another kind or about something that the app does not have is refused as a whole, before a word of it reaches
the database.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from desktop.errors import RecordsError
from desktop.records.database import Database
from desktop.records.kinds import UnfitValueError, as_json, from_json, take_text, take_texts, to_column
from desktop.records.pacing import Pace
from desktop.records.record import ID_SHAPE, LATEST_MADE, Record, Rows

LARGEST_MESSAGE_BYTES = 64 * 1024 * 1024
MOST_RECORDS = 200_000
ROWS_AT_ONCE = 5000
"""So many take about as long as a blink to read; the window must not wait for more."""
LARGEST_ANSWER_CHARACTERS = 32 * 1024 * 1024
"""Fewer records are read at once if they are longer than that in all, as those with pictures are."""

LONGEST_NOTE_NAME = 200
LONGEST_NOTE = 4 * 1024 * 1024
MOST_NOTES = 2000
LONGEST_NOTES = 64 * 1024 * 1024
"""Characters of all notes together: the page reads them all when it is opened."""
_SHORT_NOTE = 64 * 1024

Message = dict[str, object]


class MessageError(ValueError):
    """A message is not one of ours."""


def answer(database: Database | None, text: bytes, pace: Pace | None = None) -> bytes:
    """Do what a message asks.

    Args:
        database: The app's; None if it has none, and then every answer says so.
        text: The message, as it came from the page.
        pace: The page's; None for no limit on how often it may ask.
    """
    if pace is not None and not pace.allows(len(text)):
        return as_json({"problem": "pace"}).encode()
    try:
        told = {"problem": "none"} if database is None else _do(database, _read(text))
    except (MessageError, UnfitValueError):
        told = {"problem": "message"}
    except RecordsError as problem:
        told = {"problem": problem.key.removeprefix("records_")}
    return as_json(told).encode("utf-8", "replace")


def _read(text: bytes) -> Message:
    if len(text) > LARGEST_MESSAGE_BYTES:
        raise MessageError
    try:
        return _object(json.loads(text, parse_constant=_refuse))
    except (ValueError, RecursionError) as problem:
        raise MessageError from problem


def _do(database: Database, message: Message) -> Message:
    what = message.get("do")
    if not isinstance(what, str) or what not in _DEEDS:
        raise MessageError
    return _DEEDS[what](database, message)


def _open(database: Database, _message: Message) -> Message:
    return {
        "revision": database.revision,
        "begun": database.begun,
        "fields": {name: list(shelf.columns) for name, shelf in database.layout.items()},
        "notes": {name: from_json(value) for name, value in database.notes().items()},
    }


def _look(database: Database, _message: Message) -> Message:
    return {"revision": database.revision}


def _read_rows(database: Database, message: Message) -> Message:
    after = message.get("after")
    place = None
    if after is not None:
        pair = _list(after, 2)
        if len(pair) != 2:
            raise MessageError
        place = (_made(pair[0]), _id(pair[1]))
    entity = _entity(database, message.get("entity"))
    rows: Rows = database.read(entity, place, ROWS_AT_ONCE, LARGEST_ANSWER_CHARACTERS)
    return {"revision": database.revision, "fields": rows.fields, "rows": rows.rows, "more": rows.more}


def _write(database: Database, message: Message) -> Message:
    put = _records(database, message.get("put"))
    remove = []
    for pair in _list(message.get("remove"), MOST_RECORDS):
        entity_and_id = _list(pair, 2)
        if len(entity_and_id) != 2:
            raise MessageError
        remove.append((_entity(database, entity_and_id[0]), _id(entity_and_id[1])))
    expected = message.get("if")
    if expected is not None and (not isinstance(expected, int) or isinstance(expected, bool)):
        raise MessageError
    revision = database.write(put, remove, expected)
    return {"revision": database.revision, "outdated": True} if revision is None else {"revision": revision}


def _begin(database: Database, message: Message) -> Message:
    done = database.begin(_records(database, message.get("put")))
    return {"revision": database.revision, "done": done}


def _remember(database: Database, message: Message) -> Message:
    name = take_text(message.get("name"))
    if not 0 < len(name) <= LONGEST_NOTE_NAME or "value" not in message:
        raise MessageError
    value = message["value"]
    words = None if value is None else take_text(as_json(value))
    if len(words or "") > LONGEST_NOTE or (words and database.count_notes(besides=name) >= MOST_NOTES):
        raise MessageError
    # Short ones cannot add up to too much: there are not so many.
    if len(words or "") > _SHORT_NOTE and database.length_of_notes(name) + len(words or "") > LONGEST_NOTES:
        raise MessageError
    return {"revision": database.remember(name, words)}


def _measure(database: Database, message: Message) -> Message:
    line, label = message.get("line"), take_text(message.get("label"))
    if not isinstance(line, int) or isinstance(line, bool):
        raise MessageError
    return {"revision": database.revision, "value": database.measure(line, label)}


_DEEDS: dict[str, Callable[[Database, Message], Message]] = {
    "open": _open,
    "look": _look,
    "read": _read_rows,
    "write": _write,
    "begin": _begin,
    "remember": _remember,
    "measure": _measure,
}


def _records(database: Database, value: object) -> list[Record]:
    return [_record(database, _object(each)) for each in _list(value, MOST_RECORDS)]


def _record(database: Database, raw: Message) -> Record:
    entity = _entity(database, raw.get("entity"))
    known = database.layout[entity].columns
    columns, links = [], []
    for name, value in _object(raw.get("values")).items():
        if name not in known:
            raise MessageError
        if known[name].kind == "references":
            links.append((name, take_texts([] if value is None else value)))
        else:
            columns.append((name, to_column(known[name].kind, value)))
    return Record(_id(raw.get("id")), entity, _made(raw.get("made")), tuple(columns), tuple(links))


def _entity(database: Database, value: object) -> str:
    if not isinstance(value, str) or value not in database.fields:
        raise MessageError
    return value


def _id(value: object) -> str:
    if not isinstance(value, str) or not ID_SHAPE.fullmatch(value):
        raise MessageError
    return value


def _made(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= LATEST_MADE:
        raise MessageError
    return int(value)


def _refuse(word: str) -> object:
    raise MessageError(word)


def _object(value: object) -> Message:
    if not isinstance(value, dict):
        raise MessageError
    return value


def _list(value: object, most: int) -> list[object]:
    if not isinstance(value, list) or len(value) > most:
        raise MessageError
    return value
