"""Whether a written value can be kept in a field: the checks that defaults and samples share."""

from __future__ import annotations

from datetime import date

from desktop.blueprint.colours import COLOUR_NAMES
from desktop.blueprint.nodes import Field
from desktop.blueprint.vocabulary import BOOLEANS, DATE, DATE_TIME, HEX_COLOUR, NUMBER, NUMBER_TYPES, TIME

TAG_SEPARATOR = " | "
"""Between the tags of one value."""

_RATINGS = range(1, 6)
_MOST_PERCENT = 100


def is_day(text: str) -> bool:
    """Return whether a text is a day that there is, as `2026-03-01`."""
    if not DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def is_time(text: str) -> bool:
    """Return whether a text is a time of day that there is, as `14:30`."""
    return bool(TIME.fullmatch(text)) and int(text[:2]) < 24 and int(text[3:]) < 60


def _is_number(text: str, field: Field) -> bool:
    if not NUMBER.fullmatch(text.removeprefix("-")):
        return False
    value = float(text)
    if field.type == "rating":
        return value in _RATINGS
    return not (field.type == "percent" and not 0 <= value <= _MOST_PERCENT)


def fits(text: str, field: Field) -> bool:
    """Return whether a field of that type can hold a value written so.

    References and free text hold anything; whether a record of that name exists is another question.
    """
    kind = field.type
    if kind in NUMBER_TYPES:
        return _is_number(text, field)
    match kind:
        case "date":
            return is_day(text)
        case "time":
            return is_time(text)
        case "date and time":
            both = DATE_TIME.fullmatch(text)
            return is_day(text) or (bool(both) and is_day(text[:10]) and is_time(text[11:]))
        case "yes/no":
            return text in BOOLEANS
        case "choice":
            return text in field.options
        case "tags":
            return all(tag in field.options for tag in text.split(TAG_SEPARATOR)) if text else True
        case "colour":
            return text in COLOUR_NAMES or bool(HEX_COLOUR.fullmatch(text))
        case "email":
            name, at, host = text.partition("@")
            return bool(name and at and host) and " " not in text
        case "link":
            return " " not in text and "." in text
        case _:
            return True
