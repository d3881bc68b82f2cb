"""What a person changes in a table of records: a value, a new record, some gone; and each of it taken back.

What the app says of its fields is kept: what must be filled in, the least and the most, what no two may have,
and its own checks as far as the database can tell them. What a rule of the app does when a record is saved is
the page's business and does not happen here.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from desktop.blueprint.complete import implied_entities
from desktop.blueprint.nodes import Field, Moment
from desktop.messages import say
from desktop.records.asking import entity_of, shelf_of
from desktop.records.conditions import refuse_broken_rules
from desktop.records.connecting import clear_errors
from desktop.records.database import Database
from desktop.records.fitting import Fitting, UnfitRecordError
from desktop.records.importing import Unfit
from desktop.records.kinds import Given, to_column
from desktop.records.layout import wanted_fields
from desktop.records.looking import columns_of, read_lines
from desktop.records.names import quote
from desktop.records.record import LATEST_MADE, Record


@dataclass(frozen=True, slots=True)
class WayBack:
    """What takes a change back.

    Attributes:
        put: Records as they were, or fields of them.
        remove: (entity, id) of records that there were not.
        links: Records that referred to one that is gone: put again if nothing else has come in its place.
    """

    put: tuple[Record, ...] = ()
    remove: tuple[tuple[str, str], ...] = ()
    links: tuple[Record, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """A value that the app does not allow.

    Attributes:
        id, field: Whose value it is.
        reason: What is wrong, for the person.
    """

    id: str
    field: str
    reason: str


def new_id() -> str:
    """Return an id that no record has."""
    return secrets.token_urlsafe(12)


def starting_values(database: Database, entity: str) -> dict[str, Given]:
    """Return what a new record starts with; fields that start with nothing are left out."""
    now, found = datetime.now(), dict[str, Given]()
    for field in entity_of(database, entity).fields:
        value = _start(field, now)
        if value is not None:
            found[field.name] = value
    return found


def change_value(database: Database, entity: str, id_: str, field: str, value: Given) -> WayBack:
    """Give a field of a record another value.

    Raises:
        UnfitRecordError: The app does not allow it.
        RecordsError: As the database does. In both cases nothing has changed.
    """
    back, refused = change_values(database, entity, [(id_, {field: value})])
    if refused:
        raise UnfitRecordError(field, "", refused[0].reason)
    return back


def change_values(
    database: Database, entity: str, changes: Sequence[tuple[str, Mapping[str, Given]]]
) -> tuple[WayBack, tuple[Refused, ...]]:
    """Give fields of records other values, in one change; those that the app does not allow are left out.

    Args:
        database: The app's.
        entity: Whose records.
        changes: (id, new values by field), each record once.

    Raises:
        RecordsError: As the database does; then nothing has changed.
    """
    ids = [id_ for id_, _ in changes]
    now = _values(database, entity, ids)
    fitting = Fitting(database, entity_of(database, entity), rules=True, besides=frozenset(ids))
    put, before, refused = [], [], list[Refused]()
    for id_, wished in changes:
        if id_ not in now:
            refused += [Refused(id_, field, say("records.unfit_gone")) for field in wished]
            continue
        made, values = now[id_]
        fields = dict(wished)
        while fields:
            try:
                # What was wrong before in other fields is not this change's business.
                record = fitting.record(id_, made, {**values, **fields}, only=fields)
                refuse_broken_rules(database, record, tuple(fields))
            except UnfitRecordError as problem:
                field = problem.field if problem.field in fields else next(iter(fields))
                refused.append(Refused(id_, field, str(problem)))
                del fields[field]
                continue
            # Only these fields are written: another window may be at work on the others.
            put.append(_only(record, fields))
            before.append(_only(_plain(database, entity, id_, made, values), fields))
            break
    if put:
        database.write(put)
    return WayBack(tuple(before)), tuple(refused)


def add_record(database: Database, entity: str, id_: str, values: Mapping[str, Given]) -> WayBack:
    """Add a record after all that are there.

    Raises:
        UnfitRecordError: As `change_value`.
        RecordsError: As `change_value`.
    """
    back, unfit = add_records(database, entity, [values], [id_])
    if unfit:
        raise UnfitRecordError(unfit[0].field, unfit[0].value, unfit[0].reason)
    return back


def add_records(
    database: Database, entity: str, rows: Sequence[Mapping[str, Given]], ids: Sequence[str] = ()
) -> tuple[WayBack, tuple[Unfit, ...]]:
    """Add records after all that are there; those that do not fit are left out and told.

    Args:
        database: The app's.
        entity: Whose records.
        rows: The values of each.
        ids: Their ids; () for new ones.

    Raises:
        RecordsError: As `change_value`.
    """
    fitting = Fitting(database, entity_of(database, entity), rules=True)
    first = min(max(int(time.time() * 1000), database.newest(entity) + 1), LATEST_MADE - len(rows))
    records: list[Record] = []
    unfit: list[Unfit] = []
    start = starting_values(database, entity)
    for row, values in enumerate(rows, 1):
        id_ = ids[row - 1] if ids else new_id()
        try:
            record = fitting.record(id_, first + len(records), {**start, **values})
            refuse_broken_rules(database, record)
            records.append(record)
        except UnfitRecordError as problem:
            unfit.append(Unfit(row, problem.field, problem.value, str(problem)))
    back = WayBack(remove=tuple((entity, each.id) for each in records))
    if records:
        database.write(records)
    return back, tuple(unfit)


def delete_records(database: Database, entity: str, ids: Sequence[str]) -> WayBack:
    """Delete records, and what belongs to them alone: their comments and votes.

    Raises:
        RecordsError: As `change_value`.
    """
    gone = {entity: tuple(ids)}
    for part in implied_entities(entity_of(database, entity)):
        if part.name in database.fields and part.name not in gone:
            leading = next((each.name for each in part.fields if each.target == entity), "")
            gone[part.name] = tuple(_referring(database, part.name, leading, ids)) if leading else ()
    put = [record for name, some in gone.items() for record in _records(database, name, some)]
    links = _links_to(database, gone)
    database.write((), [(name, id_) for name, some in gone.items() for id_ in some])
    return WayBack(tuple(put), links=links)


def take_back(database: Database, back: WayBack) -> None:
    """Take a change back; what else has happened since stays.

    Raises:
        RecordsError: As `change_value`.
    """
    # In two steps: what refers to a record that comes back must find it there.
    if back.put or back.remove:
        database.write(back.put, back.remove)
    links = [each for each in back.links if _is_free(database, each)]
    if links:
        database.write(links)


# --- inside -----------------------------------------------------------------------------------------


def _start(field: Field, now: datetime) -> Given:
    if isinstance(field.default, Moment) and field.default.word in ("today", "now"):
        forms = {"date": "%Y-%m-%d", "time": "%H:%M", "date and time": "%Y-%m-%dT%H:%M"}
        return now.strftime(forms[field.type]) if field.type in forms else None
    return False if field.type == "yes/no" and field.default is None else None


def _values(database: Database, entity: str, ids: Sequence[str]) -> dict[str, tuple[int, dict[str, Given]]]:
    names = [
        (at, each.name) for at, each in enumerate(columns_of(database, entity)) if each.field is not None
    ]
    lines = read_lines(database, entity, ids)
    return {each.id: (each.made, {name: each.values[at] for at, name in names}) for each in lines}


def _records(database: Database, entity: str, ids: Sequence[str]) -> list[Record]:
    found = _values(database, entity, ids)
    return [_plain(database, entity, id_, made, values) for id_, (made, values) in found.items()]


def _plain(database: Database, entity: str, id_: str, made: int, values: Mapping[str, Given]) -> Record:
    """A record as it is, whatever the app says of it now."""
    columns, links = [], []
    for wanted in wanted_fields(database.app)[entity]:
        value = values.get(wanted.name)
        if wanted.kind == "references":
            links.append((wanted.name, value if isinstance(value, tuple) else ()))
        else:
            given = list(value) if isinstance(value, tuple) else value
            columns.append((wanted.name, to_column(wanted.kind, given)))
    return Record(id_, entity, made, tuple(columns), tuple(links))


def _only(record: Record, fields: Iterable[str]) -> Record:
    """The same record, naming these fields alone: all others keep what they have."""
    return replace(
        record,
        columns=tuple(each for each in record.columns if each[0] in fields),
        links=tuple(each for each in record.links if each[0] in fields),
    )


def _referring(database: Database, entity: str, field: str, ids: Sequence[str]) -> list[str]:
    """The records of an entity that refer to others by a field."""
    shelf, found = shelf_of(database, entity), []
    column = shelf.columns[field]
    with clear_errors(shelf.table):
        for id_ in ids:
            if column.kind == "references":
                query = f'SELECT "record" FROM {quote(column.table)} WHERE "refers to" = ?'
            else:
                query = f'SELECT "id" FROM {quote(shelf.table)} WHERE {quote(column.name)} = ?'
            found += [one for (one,) in database.connection.execute(query, (id_,))]
    return list(dict.fromkeys(found))


def _links_to(database: Database, gone: Mapping[str, Sequence[str]]) -> tuple[Record, ...]:
    """The fields of records that stay which refer to some that go."""
    found: list[Record] = []
    for entity in database.app.entities:
        for field in entity.fields:
            if field.target not in gone or entity.name not in database.fields:
                continue
            ids = _referring(database, entity.name, field.name, gone[field.target])
            staying = [id_ for id_ in ids if id_ not in gone.get(entity.name, ())]
            found += [_only(each, (field.name,)) for each in _records(database, entity.name, staying)]
    return tuple(found)


def _is_free(database: Database, link: Record) -> bool:
    """Whether a record is there whose field has nothing in it that was put there since."""
    found = _values(database, link.entity, [link.id])
    if link.id not in found:
        return False
    _, values = found[link.id]
    names = [name for name, _ in link.columns]
    before = {name: set(targets) for name, targets in link.links}
    return all(values.get(name) is None for name in names) and all(
        set(values.get(name) or ()) <= targets  # type: ignore[arg-type]
        for name, targets in before.items()
    )
