"""The arithmetic of the language for SQLite: what `runtime/values.js` and `moments.js` do, in Python.

SQLite's own operators treat 0.1 + 0.2 and missing values otherwise than the page does, so that an
answer would depend on who worked it out. Whoever opens the database registers these functions:

    for name, (count, work) in SQL_FUNCTIONS.items():
        connection.create_function(name, count, work, deterministic=True)

Missing is None; a number that no computer can hold is missing.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal

Value = str | float | int | None

_TWELVE = Context(prec=12, rounding=ROUND_HALF_UP)
_FAR = 5_000_000
"""More days than any two dates lie apart."""

_MINUTES = 1440
_EPOCH = date(1970, 1, 1).toordinal()


def tidy(value: Value) -> float | None:
    """Return a number with twelve digits: 0.1 + 0.2 is 0.3 to a person."""
    if not isinstance(value, (int, float)) or not math.isfinite(value):
        return None
    if value == int(value) and abs(value) < 10**12:
        return float(value) + 0.0
    return float(_TWELVE.create_decimal(Decimal(value))) + 0.0


def _numbers(work: Callable[..., float]) -> Callable[..., float | None]:
    def worked(*values: Value) -> float | None:
        if not all(isinstance(value, (int, float)) for value in values):
            return None
        try:
            found = work(*values)
        except (OverflowError, ZeroDivisionError, ValueError):
            return None
        return None if isinstance(found, complex) else tidy(found)

    return worked


def _texts(work: Callable[..., Value]) -> Callable[..., Value]:
    return lambda *values: None if any(value is None for value in values) else work(*map(str, values))


def _half_up(value: float) -> float:
    """Round as JavaScript does: a half goes up, also below nothing."""
    return math.floor(value + 0.5) if abs(value) < 2**52 else value


def _round(value: float, digits: float = 0) -> float:
    factor: float = 10.0 ** min(max(_half_up(digits), -12), 12)
    scaled = tidy(abs(value) * factor)
    if scaled is None:
        raise OverflowError
    return math.copysign(_half_up(scaled), value) / factor


def _quotient(one: float, other: float) -> float:
    found = tidy(one / other)
    if found is None:
        raise OverflowError
    return found


def _whole(value: float) -> float:
    return math.trunc(tidy(value) or 0.0)


# --- moments ---------------------------------------------------------------------------------------


def _day(moment: Value) -> int | None:
    """Return the number of a day, counted from 1970."""
    try:
        return date.fromisoformat(str(moment)[:10]).toordinal() - _EPOCH if moment else None
    except ValueError:
        return None


def _is_time(moment: Value) -> bool:
    return isinstance(moment, str) and moment[2:3] == ":"


def _minute(moment: Value) -> int | None:
    """Return the minutes since midnight of a time, or since 1970 of a day with or without a time."""
    if _is_time(moment):
        return int(str(moment)[:2]) * 60 + int(str(moment)[3:5])
    day = _day(moment)
    clock = str(moment)[11:16]
    return None if day is None else day * _MINUTES + (int(clock[:2]) * 60 + int(clock[3:]) if clock else 0)


def _add_days(moment: Value, days: Value) -> str | None:
    start = _day(moment)
    if start is None or not isinstance(days, (int, float)) or abs(days) > _FAR:
        return None
    try:
        moved = date.fromordinal(_EPOCH + start) + timedelta(days=_half_up(days))
    except (OverflowError, ValueError):
        return None
    return moved.isoformat() + str(moment)[10:]


def _add_minutes(moment: Value, minutes: Value) -> str | None:
    start = _minute(moment)
    if start is None or not isinstance(minutes, (int, float)) or abs(minutes) > _FAR * _MINUTES:
        return None
    days, left = divmod(int(start + _half_up(minutes)), _MINUTES)
    time = f"{left // 60:02d}:{left % 60:02d}"
    if _is_time(moment):
        return time
    day = _add_days("1970-01-01", days)
    return None if day is None else f"{day}T{time}"


def _between(count: Callable[[Value], int | None], per: float = 1) -> Callable[[Value, Value], float | None]:
    def counted(start: Value, end: Value) -> float | None:
        first, last = count(start), count(end)
        return None if first is None or last is None else tidy((last - first) / per)

    return counted


def _weeks_between(start: Value, end: Value) -> float | None:
    first, last = _day(start), _day(end)
    return None if first is None or last is None else float(math.trunc((last - first) / 7))


def _months_between(start: Value, end: Value) -> float | None:
    if _day(start) is None or _day(end) is None:
        return None
    low, high = str(start)[:10], str(end)[:10]
    months = (int(high[:4]) - int(low[:4])) * 12 + int(high[5:7]) - int(low[5:7])
    if high >= low:
        return float(months - (high[8:] < low[8:]))
    return float(months + (high[8:] > low[8:]))


def _years_between(start: Value, end: Value) -> float | None:
    months = _months_between(start, end)
    return None if months is None else float(math.trunc(months / 12))


def _part(start: int, end: int) -> Callable[[Value], float | None]:
    return lambda moment: None if _day(moment) is None else float(str(moment)[start:end])


def _weekday(moment: Value) -> float | None:
    day = _day(moment)
    return None if day is None else float((day + 3) % 7 + 1)


def _at_time(day: Value, time: Value) -> str | None:
    return None if _day(day) is None or not _is_time(time) else f"{str(day)[:10]}T{time}"


SQL_FUNCTIONS: dict[str, tuple[int, Callable[..., Value]]] = {
    "hs_tidy": (1, tidy),
    "hs_add": (2, _numbers(lambda one, other: one + other)),
    "hs_subtract": (2, _numbers(lambda one, other: one - other)),
    "hs_multiply": (2, _numbers(lambda one, other: one * other)),
    "hs_divide": (2, _numbers(lambda one, other: one / other)),
    "hs_negate": (1, _numbers(lambda value: 0 - value)),
    "hs_round": (-1, _numbers(_round)),
    "hs_whole": (1, _numbers(_whole)),
    "hs_remainder": (2, _numbers(lambda one, other: one - other * math.floor(_quotient(one, other)))),
    "hs_power": (2, _numbers(lambda one, other: float(one) ** float(other))),
    "hs_root": (1, _numbers(math.sqrt)),
    "hs_upper": (1, _texts(lambda words: words.upper())),
    "hs_lower": (1, _texts(lambda words: words.lower())),
    "hs_addDays": (2, _add_days),
    "hs_addMinutes": (2, _add_minutes),
    "hs_atTime": (2, _at_time),
    "hs_daysBetween": (2, _between(_day)),
    "hs_weeksBetween": (2, _weeks_between),
    "hs_monthsBetween": (2, _months_between),
    "hs_yearsBetween": (2, _years_between),
    "hs_minutesBetween": (2, _between(_minute)),
    "hs_hoursBetween": (2, _between(_minute, 60)),
    "hs_yearOf": (1, _part(0, 4)),
    "hs_monthOf": (1, _part(5, 7)),
    "hs_dayOfMonth": (1, _part(8, 10)),
    "hs_weekdayOf": (1, _weekday),
}
"""Name → how many values it takes (-1 for one or more), and the function."""
