"""Brings records in from a file: a table, or a copy that an app has saved.

Every row is looked at before one is kept; those that fit go in together, in one change, and nothing that is
there already is touched. What does not fit is told row by row, and stays in the file that it came from.

Rules that a page works out (`check`, `no two with the same`) are the page's business and not looked at here.
"""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from desktop.blueprint.nodes import App, Entity, Field
from desktop.errors import RecordsError
from desktop.messages import say
from desktop.records.cells import Reading, day_comes_first, same_words
from desktop.records.database import Database
from desktop.records.exporting import FORMAT, LEFT_OUT, PRIVATE, VERSION
from desktop.records.fitting import Fitting, UnfitRecordError
from desktop.records.kinds import Given, UnfitValueError, as_json, take_text
from desktop.records.layout import wanted_fields
from desktop.records.messages import LONGEST_NOTE, LONGEST_NOTE_NAME, MOST_NOTES
from desktop.records.record import ID_SHAPE, LATEST_MADE, Record
from desktop.records.sheets import Sheet, read_sheet, read_text
from desktop.records.telling import Names
from desktop.records.words import FORMULA_MARK, read_words, why_unread, without_mark


@dataclass(frozen=True, slots=True)
class Unfit:
    """A row that does not fit.

    Attributes:
        row: Its line in the file, or its number in a copy; from 1.
        field: Whose value it is; "" if it is the whole row.
        value: The value, in words, shortened.
        reason: What is wrong, for the person.
    """

    row: int
    field: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a file.

    Attributes:
        counts: (entity, how many records went in), or would go in.
        there: How many were there already and were left as they are.
        unfit: The rows that did not fit, in order.
        unknown: Columns or entities of the file that the app does not have.
        written: Whether something was written.
        columns: (column of a table, the field that it goes to, or ""), in order; () for a copy.
    """

    counts: tuple[tuple[str, int], ...]
    there: int
    unfit: tuple[Unfit, ...]
    unknown: tuple[str, ...]
    written: bool
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    records: tuple[Record, ...]
    there: int = 0
    unfit: tuple[Unfit, ...] = ()
    unknown: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    columns: tuple[tuple[str, str], ...] = ()


def import_file(database: Database, app: App, path: Path, into: str = "", dry_run: bool = False) -> Imported:
    """Bring records in from a file.

    Args:
        database: The app's.
        app: The app, with all that it implies.
        path: A table (CSV, TSV), or a copy in JSON.
        into: The entity that the rows of a table are; "" for the one that fits best.
        dry_run: Only look, and write nothing.

    Raises:
        RecordsError: `records_import_missing`, `records_import_large`, `records_import_unreadable`,
            `records_import_no_entity`, `records_import_no_columns`, or as the database does. Then nothing was
            written.
    """
    text = read_text(path)
    if text.lstrip()[:1] in ("{", "["):
        found = _from_copy(database, app, text, path.name)
    else:
        found = _from_sheet(database, app, read_sheet(text, path.name), into)
    written = bool(found.records or found.notes) and not dry_run
    if written:
        database.write(found.records, notes=dict(found.notes))
    counts: dict[str, int] = {}
    for record in found.records:
        counts[record.entity] = counts.get(record.entity, 0) + 1
    return Imported(tuple(counts.items()), found.there, found.unfit, found.unknown, written, found.columns)


# --- a table --------------------------------------------------------------------------------------


def _from_sheet(database: Database, app: App, sheet: Sheet, into: str) -> _Found:
    entity = _entity_for(app, sheet.head, into)
    columns = _columns(entity, sheet.head)
    if not any(columns):
        known = ", ".join(field.name for field in entity.fields)
        raise RecordsError("records_import_no_columns", entity=entity.name, names=known)
    readings = [_reading(sheet, at, field) for at, field in enumerate(columns)]
    names, fitting = Names(database.connection, database.layout), Fitting(database, entity, rules=True)
    records: list[Record] = []
    # After all that are there, also when two tables come in at the same moment or the clock was set back.
    first = max(int(time.time() * 1000), database.newest(entity.name) + 1)
    unfit, made = [], min(first, LATEST_MADE - len(sheet.lines))
    for row, cells in sheet.lines:
        try:
            values = dict(_values(columns, readings, cells, names))
            records.append(fitting.record(secrets.token_urlsafe(12), made + len(records), values))
        except UnfitRecordError as problem:
            unfit.append(Unfit(row, problem.field, problem.value, str(problem)))
    unknown = [
        name for name, field in zip(sheet.head, columns, strict=True) if field is None and name.strip()
    ]
    pairs = tuple(
        (name, field.name if field is not None else "")
        for name, field in zip(sheet.head, columns, strict=True)
        if field is not None or name.strip()
    )
    return _Found(tuple(records), 0, tuple(unfit), tuple(unknown), columns=pairs)


def _entity_for(app: App, head: Sequence[str], into: str) -> Entity:
    if into:
        found = next((each for each in app.entities if same_words(each.name) == same_words(into)), None)
        if found is None:
            names = ", ".join(each.name for each in app.entities)
            raise RecordsError("records_import_no_entity", name=into, names=names)
        return found
    if not app.entities:
        raise RecordsError("records_import_no_entity", name="", names="")
    return max(app.entities, key=lambda each: sum(field is not None for field in _columns(each, head)))


def _columns(entity: Entity, head: Sequence[str]) -> list[Field | None]:
    """The field that each column is; none of them twice."""
    free = {same_words(field.name): field for field in reversed(entity.fields) if field.type not in LEFT_OUT}
    return [free.pop(same_words(name.removeprefix(FORMULA_MARK)), None) for name in head]


def _reading(sheet: Sheet, at: int, field: Field | None) -> Reading:
    if field is None:
        return Reading()
    is_day = field.type in ("date", "date and time")
    cells = (line[at] for _, line in sheet.lines if at < len(line))
    return Reading(sheet.separator, day_comes_first(cells) if is_day else None, field.options)


def _values(
    columns: Sequence[Field | None], readings: Sequence[Reading], cells: Sequence[str], names: Names
) -> Iterator[tuple[str, Given]]:
    for field, reading, cell in zip(columns, readings, cells, strict=False):
        words = without_mark(cell)
        if field is None or not words.strip():
            continue
        value = read_words(words, field, reading, names)
        if value is None:
            raise UnfitRecordError(field.name, words.strip(), why_unread(field))
        yield field.name, value


# --- a copy ---------------------------------------------------------------------------------------


def _from_copy(database: Database, app: App, text: str, name: str) -> _Found:
    try:
        copy = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise RecordsError("records_import_unreadable", file=name) from problem
    listed = copy.get("records") if isinstance(copy, dict) and copy.get("format") == FORMAT else None
    version = copy.get("version") if isinstance(copy, dict) else None
    if not isinstance(listed, list) or not isinstance(version, int) or version > VERSION:
        raise RecordsError("records_import_unreadable", file=name)
    fittings = {entity.name: Fitting(database, entity) for entity in app.entities}
    there = {entity: database.ids(entity) for entity in wanted_fields(app)}
    records: list[tuple[int, Record]] = []
    unfit, unknown, kept = [], [], 0
    for row, raw in enumerate(listed, start=1):
        try:
            entity, id_, made, values = _parts(raw)
            if entity not in fittings:
                unknown.append(entity)
            elif id_ in there[entity]:
                kept += 1
            else:
                records.append((row, fittings[entity].record(id_, made, values)))
                there[entity].add(id_)
        except UnfitRecordError as problem:
            unfit.append(Unfit(row, problem.field, problem.value, str(problem)))
    fitting = _whose_others_are_there(app, records, there, unfit)
    notes = copy.get("notes")
    return _Found(fitting, kept, tuple(unfit), tuple(dict.fromkeys(unknown)), _notes(notes))


def _whose_others_are_there(
    app: App, records: list[tuple[int, Record]], there: Mapping[str, set[str]], unfit: list[Unfit]
) -> tuple[Record, ...]:
    """Leave out records that refer to others which are not there, and then those that refer to these."""
    targets = {
        (entity, field.name): field.target
        for entity, fields in wanted_fields(app).items()
        for field in fields
        if field.target
    }
    while True:
        missing = {}
        for row, record in records:
            for name, ids in (*((name, (id_,)) for name, id_ in record.columns), *record.links):
                target = targets.get((record.entity, name))
                if target and any(isinstance(id_, str) and id_ not in there[target] for id_ in ids):
                    reason = say("records.unfit_reference", entity=target)
                    missing[row] = Unfit(row, name, ", ".join(map(str, ids)), reason)
        if not missing:
            unfit.sort(key=lambda each: each.row)
            return tuple(record for _, record in records)
        unfit += missing.values()
        for row, record in records:
            if row in missing:
                there[record.entity].discard(record.id)
        records = [(row, record) for row, record in records if row not in missing]


def _notes(listed: object) -> tuple[tuple[str, str], ...]:
    """The small values of a copy, as the database keeps them; those that cannot be kept are left out."""
    found = []
    for name, value in listed.items() if isinstance(listed, dict) else ():
        is_ours = 0 < len(name) <= LONGEST_NOTE_NAME and not name.startswith(PRIVATE) and value is not None
        if is_ours:
            with suppress(UnfitValueError):
                found.append((take_text(name), take_text(as_json(value))))
    return tuple(each for each in found[:MOST_NOTES] if len(each[1]) <= LONGEST_NOTE)


def _parts(raw: object) -> tuple[str, str, int, Mapping[str, Given]]:
    """What a copy says of a record.

    Raises:
        UnfitRecordError: If it is none.
    """
    facts = raw if isinstance(raw, dict) else {}
    entity, id_, made, values = (facts.get(name) for name in ("entity", "id", "made", "values"))
    is_id = isinstance(id_, str) and ID_SHAPE.fullmatch(id_) is not None
    is_time = isinstance(made, int) and not isinstance(made, bool) and 0 <= made <= LATEST_MADE
    if not isinstance(entity, str) or not is_id or not is_time or not isinstance(values, dict):
        raise UnfitRecordError("", str(raw), say("records.unfit_record"))
    given = {key: tuple(each) if isinstance(each, list) else each for key, each in values.items()}
    return entity, str(id_), int(made), given  # type: ignore[arg-type]
