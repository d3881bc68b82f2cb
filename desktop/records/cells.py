"""What the words in a cell of a spreadsheet, or in a field that was a text, mean as a value of another kind.

The ways of many countries are understood, as the apps do (`resources/runtime/sheet_values.js`). What may mean
two things means nothing here: 03/04/2026 is a day only where the rest of the column tells which number is the
month.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.records.kinds import Given

_SPACES = re.compile(r"[\s\u00a0\u202f'’]")
_AROUND = re.compile(r"^[^\d.,−-]{0,5}([-−]?[\d.,]+)[^\d.,]{0,5}$")
_NUMBER = re.compile(r"-?(\d+\.?\d*|\.\d+)")
_CLOCKED = re.compile(r"(\d+)\s*[:h]\s*([0-5]?\d)?(?::[0-5]\d)?\s*(?:m|min)?", re.IGNORECASE)
_PARTED = re.compile(r"(\d{1,2})[./-]\s?(\d{1,2})[./-]\s?(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})")
_TIME = re.compile(r"(\d{1,2})[:.h]([0-5]\d)(?:[:.][0-5]\d(?:\.\d+)?)?\s*([ap])?\.?m?\.?z?", re.IGNORECASE)
_MOMENT = re.compile(r"(\S+?)(?:[T ,]+(.+))?")
_DAY_FIRST = re.compile(r"(\d{1,2})\.?\s+([^\W\d]+)\.?,?\s+(\d{4})")
_MONTH_FIRST = re.compile(r"([^\W\d]+)\.?\s+(\d{1,2}),?\s+(\d{4})")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_YES = frozenset(
    ("yes", "y", "true", "1", "x", "✓", "ja", "oui", "sí", "si", "sim", "是", "نعم", "wahr", "vrai")
)
_NO = frozenset(("no", "n", "false", "0", "nein", "non", "não", "否", "لا", "falsch", "faux", "–", "-"))
_LATER_YEARS = 20
"""Two digits are a year of this century up to so many from now."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How the words of one column are read.

    Attributes:
        separator: What stands between the cells of the file; where it is `;`, a comma is decimal.
        day_first: Whether the day comes before the month in 03/04/2026; None if nobody can tell.
        options: What can be chosen, for `choice` and `tags`; none for anything.
    """

    separator: str = ","
    day_first: bool | None = None
    options: tuple[str, ...] = ()


def read_cell(words: str, type_: str, reading: Reading) -> Given:
    """Return what words mean as a value of a type of the language that refers to no record.

    Returns:
        None if they mean nothing of that type.
    """
    tidy = unicodedata.normalize("NFC", words).strip()
    if type_ in ("number", "money", "percent"):
        return _number(tidy, reading)
    if type_ == "duration":
        return _duration(tidy, reading)
    if type_ == "rating":
        stars = _number(tidy, reading)
        return stars if stars in (1, 2, 3, 4, 5) else None
    if type_ == "date":
        return _day(tidy, reading)
    if type_ == "time":
        return _time(tidy)
    if type_ == "date and time":
        return _moment(tidy, reading)
    if type_ == "yes/no":
        return True if tidy.lower() in _YES else False if tidy.lower() in _NO else None
    if type_ == "choice":
        return _option(tidy, reading.options)
    if type_ == "tags":
        found = [_option(each, reading.options) for each in parts_of(tidy)]
        return None if None in found else tuple(dict.fromkeys(each for each in found if each))
    return words


def parts_of(words: str) -> list[str]:
    """Return what stands between commas, semicolons and strokes: no option has one in its name."""
    return [part.strip() for part in re.split(r"[|,;]", words) if part.strip()]


def day_comes_first(cells: Iterable[str]) -> bool | None:
    """Tell from a whole column whether the day comes before the month; None if nothing in it tells."""
    parts = [found for words in cells if (found := _PARTED.match(words.strip()))]
    if any(int(found[1]) > 12 for found in parts):
        return True
    if any(int(found[2]) > 12 for found in parts):
        return False
    return True if any("." in found[0] for found in parts) else None


def same_words(words: str) -> str:
    """Return words as they are compared: capital letters and accents make no difference."""
    parts = unicodedata.normalize("NFKD", words.strip())
    return "".join(sign for sign in parts if not unicodedata.combining(sign)).casefold()


def _option(words: str, options: Sequence[str]) -> str | None:
    if not options:
        return words
    tidy = words.casefold()
    return next((each for each in options if unicodedata.normalize("NFC", each).casefold() == tidy), None)


def _number(words: str, reading: Reading) -> float | None:
    found = _AROUND.fullmatch(_SPACES.sub("", words))
    if not found:
        return _exponent(words)
    digits = found[1].replace("−", "-")
    if re.search(r",\d*$", digits) and "." in digits:
        digits = digits.replace(".", "")
    elif re.search(r"\.\d*$", digits) and "," in digits:
        digits = digits.replace(",", "")
    elif reading.separator == ";" and re.fullmatch(r"-?\d{1,3}(\.\d{3})+", digits):
        digits = digits.replace(".", "")
    elif reading.separator != ";" and re.fullmatch(r"-?\d{1,3}(,\d{3})+", digits):
        digits = digits.replace(",", "")
    plain = digits.replace(",", ".", 1)
    return float(plain) if _NUMBER.fullmatch(plain) and len(plain) < 300 else None


def _exponent(words: str) -> float | None:
    """A number as programs write large ones: 1e+21."""
    found = re.fullmatch(r"[-+]?\d+(\.\d+)?e[-+]?\d{1,3}", words, re.IGNORECASE)
    number = float(words) if found else float("inf")
    return number if abs(number) != float("inf") else None


def _duration(words: str, reading: Reading) -> float | None:
    clock = _CLOCKED.fullmatch(words)
    return float(int(clock[1]) * 60 + int(clock[2] or 0)) if clock else _number(words, reading)


def _day(words: str, reading: Reading) -> str | None:
    if iso := _ISO.fullmatch(words):
        return _date(iso[1], iso[2], iso[3])
    if named := _DAY_FIRST.fullmatch(words):
        return _date(named[3], _month(named[2]), named[1])
    if named := _MONTH_FIRST.fullmatch(words):
        return _date(named[3], _month(named[1]), named[2])
    parted = _PARTED.fullmatch(words)
    if not parted or reading.day_first is None:
        return None
    day, month = (parted[1], parted[2]) if reading.day_first else (parted[2], parted[1])
    return _date(parted[3], month, day)


def _month(words: str) -> str:
    """The number of a month by its English name or the beginning of it; 0 for none."""
    name = words.lower()
    found = [at for at, month in enumerate(_MONTHS, 1) if len(name) >= 3 and month.startswith(name)]
    return str(found[0] if found else 0)


def _date(year: str, month: str, day: str) -> str | None:
    number = int(year)
    if len(year) == 2:
        this = date.today().year
        number += 1900 if number > this % 100 + _LATER_YEARS else 2000
    try:
        return date(number, int(month), int(day)).isoformat()
    except ValueError:
        return None


def _time(words: str) -> str | None:
    parts = _TIME.fullmatch(words)
    if not parts:
        return None
    half = (parts[3] or "").lower()
    hour = int(parts[1]) % 12 + (12 if half == "p" else 0) if half else int(parts[1])
    return f"{hour:02}:{parts[2]}" if hour < 24 else None


def _moment(words: str, reading: Reading) -> str | None:
    parts = _MOMENT.fullmatch(words)
    if not parts:
        return None
    day, time = _day(parts[1], reading), _time(parts[2]) if parts[2] else "00:00"
    return f"{day}T{time}" if day and time else None
