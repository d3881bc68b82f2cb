"""The person's words as names of the language: singular, plural, labels, and which names mean the same."""

from __future__ import annotations

import re

from desktop.blueprint.vocabulary import DATE, LETTER_RANGES, NUMBER, RESERVED, ranges_class

_IRREGULAR = {
    "people": "person", "children": "child", "men": "man", "women": "woman", "mice": "mouse",
    "geese": "goose", "feet": "foot", "teeth": "tooth", "shelves": "shelf", "knives": "knife",
    "wolves": "wolf", "leaves": "leaf", "lives": "life", "loaves": "loaf", "halves": "half", "calves": "calf",
    "scarves": "scarf", "wives": "wife", "movies": "movie", "cookies": "cookie", "ties": "tie", "pies": "pie",
    "species": "species", "series": "series", "news": "news", "expenses": "expense", "houses": "house",
    "horses": "horse", "courses": "course", "purchases": "purchase", "exercises": "exercise",
    "nurses": "nurse", "licenses": "license", "vases": "vase", "cases": "case", "leases": "lease",
    "releases": "release", "phrases": "phrase", "diagnoses": "diagnosis", "analyses": "analysis",
    "caches": "cache", "axes": "axe", "shoes": "shoe", "canoes": "canoe", "criteria": "criterion",
    "media": "media", "clothes": "clothes", "moves": "move", "gloves": "glove", "sieves": "sieve",
    "olives": "olive", "buses": "bus", "gases": "gas", "lenses": "lens", "bonuses": "bonus",
    "quizzes": "quiz", "potatoes": "potato", "tomatoes": "tomato", "heroes": "hero", "echoes": "echo",
}  # fmt: skip
_PLURAL = {one: many for many, one in _IRREGULAR.items()}
_UNCOUNTED = frozenset((
    "stock", "news", "homework", "inventory", "equipment", "furniture", "money", "yarn", "music", "clothes",
    "media", "fish", "sheep", "gear", "luggage",
))  # fmt: skip
_FORBIDDEN = re.compile(rf"[^{ranges_class(LETTER_RANGES)} '’\-/&]+")
_RAISED = str.maketrans("²³¹", "231")
_LOOSE = re.compile(r"(?<!\w)['’\-/]+|['’\-/]+(?!\w)|(?<! )&|&(?! )")
LONGEST_NAME = 40
SENTENCE_WORDS = 4
"""Who says so much means something by it."""


def _each_last_word(name: str, change: dict[str, str], rules: tuple[tuple[str, str], ...]) -> str:
    head, space, last = name.rpartition(" ")
    low = last.lower()
    if low in _UNCOUNTED:
        return name
    if low in change:
        new = change[low]
        return head + space + (new.capitalize() if last[:1].isupper() else new)
    for pattern, replacement in rules:
        changed, count = re.subn(pattern, replacement, last)
        if count:
            return head + space + changed
    return name


def singular(name: str) -> str:
    """`dirty dishes` → `dirty dish`; what is already singular stays."""
    rules = (
        (r"(?i)([^aeiou])ies$", r"\1y"),
        (r"(?i)(ss|x|ch|sh|zz)es$", r"\1"),
        (r"(?i)oes$", "o"),
        (r"(?i)([^sui])s$", r"\1"),
        (r"(?i)(eu|menu|guru|iou|ki|taxi|emu|flu)s$", r"\1"),
    )
    return _each_last_word(name, _IRREGULAR, rules)


def plural(name: str) -> str:
    """`dish` → `dishes`; what is already plural stays."""
    if singular(name) != name:
        return name
    rules = ((r"(?i)([^aeiou])y$", r"\1ies"), (r"(?i)(s|x|ch|sh|z)$", r"\1es"), (r"$", "s"))
    return _each_last_word(name, _PLURAL, rules)


def clean(words: str) -> str:
    """Make words fit to be a name: no signs that the language uses, one space, at most 40 characters."""
    name = _LOOSE.sub(" ", " ".join(_FORBIDDEN.sub(" ", words.translate(_RAISED)).split()))
    name = " ".join(name.split()).strip(" '’-/&")
    if len(name) > LONGEST_NAME:
        name = name[: LONGEST_NAME + 1].rpartition(" ")[0] or name[:LONGEST_NAME]
    return name


def field_name(words: str) -> str:
    """A field's name: the words in lower case (all but abbreviations), without article or `whether it is`."""
    name = clean(words)
    name = re.sub(
        r"(?i)^(?:whether|if) (?:or not )?(?:it|they|he|she|the \w+)"
        r"(?: is|'s|’s| was| has been| have been| are| were| has| have)? ",
        "",
        name,
    )
    name = re.sub(r"(?i)^(?:the|a|an|its|their|his|her|my|our|your|each|every|some|any) (?=\w)", "", name)
    lowered = " ".join(
        word if word.isupper() and 1 < len(word) <= 4 else word.lower() for word in name.split()
    )
    return lowered or name.lower()


def can_name_field(name: str) -> bool:
    """Whether a field may be called so: not a word of formulas, not what reads as a number or a date."""
    return bool(name) and name not in RESERVED and not NUMBER.fullmatch(name) and not DATE.fullmatch(name)


def entity_name(words: str) -> str:
    """An entity's name: singular, with a capital."""
    name = clean(words)
    name = re.sub(
        r"(?i)^(?:the|a|an|its|their|his|her|my|our|your|all|each|every|some|any|new) (?=\w)", "", name
    )
    name = singular(re.sub(r"['’]s$", "", name))
    return name[:1].upper() + (name[1:] if not name.isupper() or len(name) <= 4 else name[1:].lower())


def title(words: str) -> str:
    """Every word with a capital, small words not."""
    small = {"of", "the", "and", "for", "in", "on", "a", "an", "to", "by", "with", "or", "from"}
    parts = words.split()
    return " ".join(
        word if word.lower() in small and place else word[:1].upper() + word[1:]
        for place, word in enumerate(parts)
    )


def stem(word: str) -> str:
    """A crude stem, good enough to see that `watered` and `Water` belong together."""
    low = singular(word.lower())
    for endings in (("ing", "ied", "ed"), ("y",), ("er", "ion", "ment", "e")):  # `watered` → `water` → `wat`
        for ending in endings:
            if low.endswith(ending) and len(low) - len(ending) >= 3:
                low = low[: -len(ending)]
                break
    if len(low) > 3 and low[-1] == low[-2]:
        low = low[:-1]
    return low.removesuffix("y").removesuffix("i") if len(low) > 3 else low


_EMPTY = frozenset((
    "the", "a", "an", "of", "it", "is", "was", "as", "to", "by", "in", "on", "for", "and", "or", "my", "me",
    "number", "be", "at", "with", "that", "each", "per",
))  # fmt: skip


def stems(words: str) -> frozenset[str]:
    """The stems of the words that mean something."""
    return frozenset(stem(word) for word in re.findall(r"\w+", words.lower()) if word not in _EMPTY)


def closeness(one: str, other: str) -> float:
    """How much two names share, 0 to 1 (1: the same stems)."""
    left, right = stems(one), stems(other)
    if not left or not right:
        return 1.0 if one.lower() == other.lower() else 0.0
    return len(left & right) / len(left | right)


def nearest(words: str, names: tuple[str, ...], least: float = 0.34) -> str:
    """The name that shares most with the words, or "" if none shares at least `least`."""
    best, score = "", 0.0
    for name in names:
        close = closeness(words, name)
        if close > score:
            best, score = name, close
    return best if score >= least else ""


def is_sentence(words: str) -> bool:
    """Whether so much is said that something is meant by it; see `SENTENCE_WORDS`."""
    return len(re.findall(r"[^\W\d_]+", words)) >= SENTENCE_WORDS
