"""Where a database keeps what an expression names; the records room knows, `sql.py` only asks."""

from __future__ import annotations

from typing import Protocol


class Places(Protocol):
    """Where a database keeps what; every answer is a quoted identifier."""

    def table(self, entity: str) -> str:
        """Return the table of an entity; its records have an "id"."""

    def column(self, entity: str, name: str) -> str:
        """Return the column of a field that is not `references`."""

    def links(self, entity: str, name: str) -> str:
        """Return the table of a `references` field, with the columns "record" and "refers to"."""
