"""What travels between a page and its database: records, and rows of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.records.kinds import Given, Stored

ID_SHAPE = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""How a record's id looks; the runtime makes them of its clock and chance."""

LATEST_MADE = 2**53 - 1


@dataclass(frozen=True, slots=True)
class Record:
    """One record, checked, as the database keeps it.

    Attributes:
        made: When it was made, in milliseconds since 1970; records are in this order.
        columns: (field, what stands in its column), for fields that have one.
        links: (field, ids in order), for fields that refer to many records.
    """

    id: str
    entity: str
    made: int
    columns: tuple[tuple[str, Stored], ...]
    links: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """Some records of one entity, as the page gets them.

    Attributes:
        fields: The names of the values.
        rows: For each record its id, when it was made, and a value for each field.
        more: Whether there are others after these.
    """

    fields: tuple[str, ...]
    rows: tuple[tuple[Given, ...], ...]
    more: bool
