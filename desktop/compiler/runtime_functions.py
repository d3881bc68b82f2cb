"""What a translated expression may call: the functions of `homespun.calculate`, by what they are for."""

from __future__ import annotations

ORDER = {"<": "below", "<=": "atMost", ">": "above", ">=": "atLeast"}
ARITHMETIC = {"+": "add", "-": "subtract", "*": "multiply", "/": "divide"}
AGGREGATES = {"count": "countOf", "sum": "sumOf", "average": "averageOf", "min": "leastOf", "max": "mostOf"}
CALLS = {
    "round": "round",
    "absolute": "absolute",
    "smallest": "smallest",
    "largest": "largest",
    "days between": "daysBetween",
    "weeks between": "weeksBetween",
    "months between": "monthsBetween",
    "years between": "yearsBetween",
    "minutes between": "minutesBetween",
    "hours between": "hoursBetween",
    "year": "yearOf",
    "month": "monthOf",
    "day": "dayOfMonth",
    "weekday": "weekdayOf",
    "length": "lengthOf",
    "join": "join",
    "upper": "upper",
    "lower": "lower",
    "contains": "contains",
    "starts with": "startsWith",
    "power": "power",
    "root": "root",
    "remainder": "remainder",
    "whole": "whole",
    "empty": "isEmpty",
}
"""Functions of the language; `if` becomes `? :`."""

_OTHERS = (
    "today now addDays addMinutes atTime negate nameOf namesOf dayOf timeOf momentOf same differs includes "
    "lacks joined inWords through related chosen idOf me myName"
)

RUNTIME_FUNCTIONS = frozenset(
    (*ORDER.values(), *ARITHMETIC.values(), *AGGREGATES.values(), *CALLS.values(), *_OTHERS.split())
)
"""All of them; each is in a part of the runtime that says so in its head."""

PARTS = {
    **dict.fromkeys(("idOf", "through", "related", "chosen", *AGGREGATES.values()), "related"),
    "inWords": "formats",
    "me": "people",
    "myName": "people",
}
"""Parts of the runtime that hold what `values.js` does not."""
