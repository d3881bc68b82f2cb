"""How names stand in what the compiler words by itself: their plurals, and inside sentences."""

from __future__ import annotations

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


_WITH_CAPITALS = frozenset({"de"})
"""Languages in which a noun keeps its capital inside a sentence."""


def plural(name: str, language: str) -> str:
    """Return the plural of an English name, by its last word; names in other languages stay as they are."""
    if language != "en":
        return name
    head, space, last = name.rpartition(" ")
    lower = last.lower()
    if not (last.isascii() and last[-1:].isalpha()) or lower in _SAME_PLURALS:
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


def in_sentence(name: str, language: str) -> str:
    """Return a name as it stands inside a sentence: `Gym visit` becomes `gym visit`, `CD` stays."""
    first, rest = name[:1], name[1:]
    if language in _WITH_CAPITALS:
        return name
    return first.lower() + rest if first.isupper() and rest == rest.lower() else name


def at_beginning(sentence: str) -> str:
    """Return a sentence that begins with a capital, unless its first word has its own: `iPhone by size`."""
    first = sentence.partition(" ")[0]
    return sentence[:1].upper() + sentence[1:] if first == first.lower() else sentence
