"""One thing that the window can do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that the window can do, under a name that people would look for.

    Attributes:
        key: Its lasting name for the program, e.g. `undo`.
        title: What the person reads.
        shortcut: Keys in Qt's portable writing, e.g. `Ctrl+K`; "" for none. Several are parted by `; `, and
            the first is shown.
        run: Does it.
        enabled: Whether it can be done now.
        group: The heading under which the sheet of shortcuts has it.
        icon: Its icon's name; "" for none.
        words: More words by which it is found, never shown.
    """

    key: str
    title: str
    shortcut: str
    run: Callable[[], object]
    enabled: Callable[[], bool] = _always
    group: str = ""
    icon: str = ""
    words: str = ""

    @property
    def shortcuts(self) -> tuple[str, ...]:
        """All its keys."""
        return tuple(keys.strip() for keys in self.shortcut.split(";") if keys.strip())
