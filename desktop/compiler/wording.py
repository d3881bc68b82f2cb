"""English for what the compiler names by itself: plurals, and an expression in the person's words."""

from __future__ import annotations

from desktop.blueprint import nodes

_ODD_PLURALS = {
    "person": "people",
    "child": "children",
    "man": "men",
    "woman": "women",
    "foot": "feet",
    "tooth": "teeth",
    "mouse": "mice",
    "goose": "geese",
    "leaf": "leaves",
    "shelf": "shelves",
    "knife": "knives",
    "wife": "wives",
    "life": "lives",
    "loaf": "loaves",
    "half": "halves",
}
_SAME_PLURALS = frozenset(
    {"fish", "sheep", "series", "species", "equipment", "homework", "laundry", "music", "news"}
)
_TIGHTNESS = {"or": 1, "and": 2, "+": 5, "-": 5, "*": 6, "/": 6}
_COMPARISON = 4


def plural(name: str) -> str:
    """Return the plural of an English name, by its last word; other scripts stay as they are."""
    head, space, last = name.rpartition(" ")
    lower = last.lower()
    if not last.isascii() or not last.isalpha() or lower in _SAME_PLURALS:
        return name
    if lower in _ODD_PLURALS:
        ending = _ODD_PLURALS[lower]
        changed = last[0] + ending[1:]
    elif lower.endswith(("ss", "x", "z", "ch", "sh")) or (lower.endswith("s") and len(lower) <= 3):
        changed = last + "es"
    elif lower.endswith("s"):
        changed = last
    elif lower.endswith("y") and len(lower) > 1 and lower[-2] not in "aeiou":
        changed = last[:-1] + "ies"
    else:
        changed = last + "s"
    return head + space + changed


def say_expression(expression: nodes.Expression) -> str:
    """Return an expression as it could stand in a blueprint, for comments and captions."""
    return _say(expression, 0)


def _say(node: nodes.Expression, around: int) -> str:
    match node:
        case nodes.Number(value):
            return str(int(value)) if float(value).is_integer() else str(value)
        case nodes.Text(value):
            return value if value.replace(" ", "").isalnum() else f'"{value}"'
        case nodes.YesNo(value):
            return "yes" if value else "no"
        case nodes.Moment(word):
            return word
        case nodes.FieldRef(name):
            return name
        case nodes.Unary(operator, operand):
            words = f"{operator} {_say(operand, 3)}" if operator == "not" else f"-{_say(operand, 7)}"
            return f"({words})" if around > 3 else words
        case nodes.Call(function, arguments):
            return f"{function}({', '.join(_say(argument, 0) for argument in arguments)})"
        case nodes.Binary(operator, left, right):
            tightness = _TIGHTNESS.get(operator, _COMPARISON)
            shown = {"=": "is", "!=": "is not"}.get(operator, operator)
            words = f"{_say(left, tightness)} {shown} {_say(right, tightness + 1)}"
            return f"({words})" if tightness < around else words
