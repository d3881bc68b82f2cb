"""Numbers, times and sizes as they are written where the person lives."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDateTime, QLocale

from desktop.messages import say, spoken

MINUTE_S = 60
GIGABYTE = 1_000_000_000


def place_locale() -> QLocale:
    """The person's own way of writing numbers and dates; of their language where they speak another here."""
    system = QLocale.system()
    spoken_here = QLocale(spoken())
    return system if system.language() == spoken_here.language() else spoken_here


def number(value: float, decimals: int = 0) -> str:
    """A number, e.g. `1.234,5` in German."""
    return QLocale().toString(float(value), "f", decimals)


def seconds(duration_s: float) -> str:
    """A duration in seconds, as precise as somebody wants to know it: `0.8 s`, `12 s`, `1 min 5 s`."""
    if duration_s >= MINUTE_S:
        minutes, rest = divmod(round(duration_s), MINUTE_S)
        return say("shell_status.minutes", minutes=number(minutes), seconds=number(rest))
    return say("shell_status.seconds", seconds=number(duration_s, 0 if duration_s >= 10 else 1))


def whole_seconds(duration_s: float) -> str:
    """A duration that is only guessed, in whole seconds, at least one."""
    return (
        seconds(max(MINUTE_S, duration_s))
        if duration_s >= MINUTE_S
        else say("shell_status.seconds", seconds=number(max(1, round(duration_s))))
    )


def size(size_bytes: int) -> str:
    """A size on a disk or in memory, e.g. `412 MB`."""
    return QLocale().formattedDataSize(size_bytes, 0, QLocale.DataSizeFormat.DataSizeSIFormat)


def large_size(size_bytes: int) -> str:
    """The size of a model, e.g. `4.7 GB`: of what is large, half a unit counts."""
    decimals = 1 if size_bytes >= GIGABYTE else 0
    return QLocale().formattedDataSize(size_bytes, decimals, QLocale.DataSizeFormat.DataSizeSIFormat)


def moment(when: datetime) -> str:
    """A date with its time, short."""
    return QLocale().toString(QDateTime(when), QLocale.FormatType.ShortFormat)
