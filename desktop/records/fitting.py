"""Values from outside as a record of an entity, if they fit what the app says of its fields."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from desktop.blueprint.nodes import Entity, Field
from desktop.messages import say
from desktop.records.database import Database
from desktop.records.kinds import Given, Stored, UnfitValueError, take_texts, to_column
from desktop.records.layout import wanted_fields
from desktop.records.names import quote
from desktop.records.record import Record

_LONGEST_SHOWN = 60
_MISSING = (None, "", ())


class UnfitRecordError(ValueError):
    """A record does not fit; the text says why.

    Attributes:
        field: Whose value it is; "" if it is the whole record.
        value: The value in words, shortened.
    """

    def __init__(self, field: str, value: str, reason: str) -> None:
        self.field = field
        self.value = f"{value[:_LONGEST_SHOWN]}…" if len(value) > _LONGEST_SHOWN else value
        super().__init__(reason)


class Fitting:
    """Makes records of one entity.

    Args:
        database: The app's.
        entity: The entity.
        rules: Whether what the app demands of its fields (`required`, `min`, `unique`) is demanded, and
            references must lead to records that are there; a copy was checked when it was typed.
        besides: The ids of records that are changed: what they have themselves is not taken by another.
    """

    def __init__(
        self, database: Database, entity: Entity, *, rules: bool = False, besides: Collection[str] = ()
    ) -> None:
        self._entity = entity
        self._wanted = {each.name: each for each in wanted_fields(database.app)[entity.name]}
        self._fields = {each.name: each for each in reversed(entity.fields)}
        self._rules = rules
        self._taken = {
            each.name: _taken(database, entity.name, each.name, besides)
            for each in entity.fields
            if each.unique
        }
        self._there = {
            each.target: database.ids(each.target) for each in self._wanted.values() if each.target
        }

    def record(self, id_: str, made: int, values: Mapping[str, Given], only: Collection[str] = ()) -> Record:
        """Return a record that fits.

        Args:
            id_: The record's.
            made: When it was made.
            values: A value for each field that has one.
            only: The fields that are changed: what the app demands of all others is not asked again, and
                nothing takes the place of what is missing. () for a new record.

        Raises:
            UnfitRecordError: It does not; the first value that is wrong is told.
        """
        columns: list[tuple[str, Stored]] = []
        links: list[tuple[str, tuple[str, ...]]] = []
        for name, wanted in self._wanted.items():
            value = values.get(name)
            field = self._fields[name]
            if self._rules and not only and value in _MISSING and wanted.default is not None:
                columns.append((name, wanted.default))
                continue
            if self._rules and (not only or name in only):
                self._check(field, value)
            try:
                if wanted.kind == "references":
                    links.append((name, take_texts(list(value or ()))))  # type: ignore[arg-type]
                else:
                    stored = to_column(wanted.kind, list(value) if isinstance(value, tuple) else value)
                    columns.append((name, stored))
            except (UnfitValueError, TypeError) as problem:
                reason = say("records.unfit_value", type=field.type)
                raise UnfitRecordError(name, str(value), reason) from problem
        unknown = next((name for name in values if name not in self._wanted), None)
        if unknown is not None and values[unknown] not in _MISSING:
            raise UnfitRecordError(unknown, str(values[unknown]), say("records.unfit_field"))
        self._take(values)
        return Record(id_, self._entity.name, made, tuple(columns), tuple(links))

    def _check(self, field: Field, value: Given) -> None:
        reason = ""
        if value in _MISSING:
            reason = say("records.unfit_required") if field.required else ""
        elif isinstance(value, float | int) and not isinstance(value, bool):
            if field.minimum is not None and value < field.minimum:
                reason = say("records.unfit_small", limit=f"{field.minimum:g}")
            elif field.maximum is not None and value > field.maximum:
                reason = say("records.unfit_large", limit=f"{field.maximum:g}")
        if not reason and field.name in self._taken and _alike(value) in self._taken[field.name]:
            reason = say("records.unfit_taken") if value not in _MISSING else ""
        target = self._wanted[field.name].target
        ids = () if not target or value in _MISSING else value if isinstance(value, tuple) else (value,)
        if not reason and any(id_ not in self._there[target] for id_ in ids):
            reason = say("records.unfit_reference", entity=target)
        if reason:
            raise UnfitRecordError(field.name, _in_words(value), reason)

    def _take(self, values: Mapping[str, Given]) -> None:
        for name, taken in self._taken.items():
            if values.get(name) not in _MISSING:
                taken.add(_alike(values[name]))


def _in_words(value: Given) -> str:
    return "" if value is None else f"{value:.15g}" if isinstance(value, float) else str(value)


def _alike(value: Given) -> Given:
    return value.strip().casefold() if isinstance(value, str) else value


def _taken(database: Database, entity: str, field: str, besides: Collection[str]) -> set[Given]:
    """The values that a field has in the other records that are there."""
    shelf = database.layout[entity]
    column = shelf.columns[field]
    if not column.name:
        return set()
    query = f'SELECT "id", {quote(column.name)} FROM {quote(shelf.table)}'
    rows = database.connection.execute(query)
    return {_alike(value) for id_, value in rows if value is not None and id_ not in besides}
