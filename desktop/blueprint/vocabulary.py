"""The words and shapes of the language, once: the parser, the printer and the grammar all read this table.

What a type is called in the tree, and which functions, views and shapes there are, stands in
`nodes.py`; here stands how things are *written*, which characters may make up a name, and how large
things may get. A word that is added here is at once understood, printed and sampled.
"""

from __future__ import annotations

import re

from desktop.blueprint.blocks import BLOCKS as BLOCK_SPECS
from desktop.blueprint.nodes import COLLECTION_VIEWS, CORNERS, DENSITIES, FIELD_TYPES, FONTS

# --- types ---------------------------------------------------------------------------------------

REFERENCE_WORD, REFERENCES_WORD = "to", "many"
"""A reference is written `to Entity`, several `many Entity`; every other type is written as it is called."""

REFERENCE_WORDS: dict[str, str] = {"reference": REFERENCE_WORD, "references": REFERENCES_WORD}
"""Types that are followed by the name of an entity, and how each is written."""

OPTION_TYPES: tuple[str, ...] = ("choice", "tags")
"""Types that are followed by their options."""

UNIT_TYPES: tuple[str, ...] = ("number", "money")
"""Types that may be followed by a unit."""

NUMBER_TYPES: tuple[str, ...] = ("number", "money", "percent", "duration", "rating")
"""Types that hold a number, so that they can be summed, bounded and reckoned with."""

DATE_TYPES: tuple[str, ...] = ("date", "date and time")
"""Types that hold a day, so that days can be added to them and a calendar can show them."""

TEXT_TYPES: tuple[str, ...] = ("text", "long text", "email", "phone", "link", "colour", "time")
"""Types whose default is written in quotes."""

NO_DEFAULT_TYPES: tuple[str, ...] = ("image", "file", "reference", "references")
"""Types that can have no default: their values exist only once the app is used."""

BOARD_TYPES: tuple[str, ...] = ("choice", "yes/no", "reference")
"""Types whose values can be the columns of a board."""

BY_TYPES: dict[str, tuple[str, ...]] = {
    "board": BOARD_TYPES,
    "calendar": DATE_TYPES,
    "timeline": DATE_TYPES,
    "heat map": DATE_TYPES,
    "streak": DATE_TYPES,
    "leaderboard": NUMBER_TYPES,
    "report": FIELD_TYPES,
}
"""Views that are arranged by a field, and of which types it may be."""

VIEWS_WITH_BY: tuple[str, ...] = tuple(BY_TYPES)
VIEWS_MAYBE_BY: tuple[str, ...] = ("report",)
"""Of these, the views that can also do without."""

PLAIN_SAMPLE_TYPES: tuple[str, ...] = (*NUMBER_TYPES, *DATE_TYPES, "time", "yes/no")
"""Types whose sample values are written without quotes."""

TYPE_SYNONYMS: dict[str, str] = {
    "string": "text", "str": "text", "varchar": "text", "word": "text", "words": "text", "name": "text",
    "textarea": "long text", "longtext": "long text", "notes": "long text", "paragraph": "long text",
    "markdown": "long text", "int": "number", "integer": "number", "float": "number", "decimal": "number",
    "amount": "money", "currency": "money", "price": "money", "percentage": "percent", "%": "percent",
    "day": "date", "datetime": "date and time", "timestamp": "date and time", "hours": "duration",
    "minutes": "duration", "bool": "yes/no", "boolean": "yes/no", "checkbox": "yes/no", "tick": "yes/no",
    "yesno": "yes/no", "yes no": "yes/no", "select": "choice", "dropdown": "choice", "enum": "choice",
    "options": "choice", "one of": "choice", "multiselect": "tags", "labels": "tags", "e-mail": "email",
    "mail": "email", "telephone": "phone", "tel": "phone", "url": "link", "website": "link", "photo": "image",
    "picture": "image", "document": "file", "attachment": "file", "upload": "file", "color": "colour",
    "stars": "rating", "ref": "reference",
    "reference": "reference", "reference to": "reference", "link to": "reference", "several": "references",
    "references": "references", "list of": "references",
}  # fmt: skip
"""What people and other programs call our types; used only to say what was probably meant."""

MODIFIERS: tuple[str, ...] = ("required", "unique", "default", "min", "max")
"""What may follow a type, each after a comma, in the printer's order."""

# --- statements ----------------------------------------------------------------------------------

BLOCKS: tuple[str, ...] = ("app", "entity", "page")
APP_LINES: tuple[str, ...] = ("about", "icon", "theme", "language", "accounts")
MODES: tuple[str, ...] = ("light", "dark")
THEME_COLOURS: tuple[str, ...] = ("background", "accent")
THEME_STYLES: dict[str, tuple[str, ...]] = {"font": FONTS, "corners": CORNERS, "density": DENSITIES}
"""Further parts of a theme, and what each can be."""
PAGE_FOR = "only"
"""What begins the clause of a page that names the roles it is for."""
SECTION_WORDS: tuple[str, ...] = (*COLLECTION_VIEWS, "form", "stat", "chart", "text", *BLOCK_SPECS)
CLAUSES: tuple[str, ...] = ("where", "search", "filter by", "sort by", "total", "limit")
"""What may follow a collection, each after `; `, in the printer's order."""

GOAL = "goal"
"""What begins the clause of a stat that says what is to be reached."""

MOST_SHOWN, MOST_STEPS = 1000, 9
"""Bounds of a collection's `limit`, and of the steps of a form."""

STEP_SHAPES: dict[str, str] = {
    "set": "set FIELD to VALUE",
    "add": "add 1 to FIELD",
    "take": "take 1 from FIELD",
    "create": "create ENTITY with FIELD = VALUE",
    "move": "move FIELD on",
    "notify": 'notify "…"',
    "ask": 'ask "…"',
    "delete": "delete",
    "duplicate": "duplicate",
}
"""What an action or a rule can do, by its first word, and how it is written."""

ADDED, BECOMES = "added", "becomes"
"""In a rule: `when added`, and `when status becomes Done`, which is read as `status is Done`."""

DISTINCT = "no two with same"
"""What begins the line that names the fields in which no two records may agree."""

ENTITY_LINES: tuple[str, ...] = ("with", "only", DISTINCT, "check", "when", "action", "sample")
"""What a line of an entity begins with that is no field, in the printer's order."""

SHOWING, DESCENDING = "showing", "descending"
"""What begins the list of the fields that a section shows, and what turns its order round."""

# --- expressions ---------------------------------------------------------------------------------

COMPARISONS: tuple[str, ...] = ("<=", ">=", "!=", "=", "<", ">")
SUMS: tuple[str, ...] = ("+", "-")
PRODUCTS: tuple[str, ...] = ("*", "/")
SPOKEN: dict[str, str] = {"is not": "!=", "is": "="}
"""Comparisons in words and the operator that the tree keeps for them."""

BOOLEANS: dict[str, bool] = {"yes": True, "no": False}
MOMENTS: tuple[str, ...] = ("today", "now")
PRONOUNS: tuple[str, ...] = ("this", "me")
JOINERS: tuple[str, ...] = ("and", "or", "is")
"""Words that stand between two operands."""

RESERVED: frozenset[str] = frozenset({*BOOLEANS, *MOMENTS, *PRONOUNS, *JOINERS, "not"})
"""Words that mean something in an expression, so that no field may be called so. The names of functions are
free (`month`, `year`): a function is one only where a bracket follows."""

# --- characters ----------------------------------------------------------------------------------

LETTER_RANGES: tuple[tuple[int, int], ...] = (
    (0x30, 0x39), (0x41, 0x5A), (0x61, 0x7A),  # ASCII digits and letters
    (0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x167F), (0x1681, 0x1FFF),  # all alphabets; U+1680 is a space
    (0x2C00, 0x2DFF), (0x3041, 0xD7FF),  # more alphabets; kana, Han, Hangul
    (0xF900, 0xFDCF), (0x20000, 0x3FFFF),
)  # fmt: skip
"""What counts as a letter or digit in a name, with the marks that some scripts put on letters."""

ICON_RANGES: tuple[tuple[int, int], ...] = (
    (0xA9, 0xA9), (0xAE, 0xAE), (0x200D, 0x200D), (0x203C, 0x2BFF), (0x3030, 0x3030), (0x303D, 0x303D),
    (0x3297, 0x3299), (0xFE0F, 0xFE0F), (0x1F000, 0x1FAFF), (0xE0020, 0xE007F),
)  # fmt: skip
"""The characters that emoji are made of, with the joiner, the variation selector and flag tags."""

MAX_ICON = 10
"""Most code points in an icon; a family of four takes seven."""

NAME_JOINTS: tuple[str, ...] = (" ", "-", "/", "'", "’", " & ")
"""What may stand between two letters of a name."""

OPTION_FORBIDDEN = ',|";'
"""What an option or unit may not contain, besides control characters."""


def ranges_class(ranges: tuple[tuple[int, int], ...]) -> str:
    """Return the inside of a regular expression's character class for some ranges."""
    return "".join(f"{re.escape(chr(low))}-{re.escape(chr(high))}" for low, high in ranges)


LETTER = f"[{ranges_class(LETTER_RANGES)}]"
_JOINT = "(?:" + "|".join(re.escape(joint) for joint in sorted(NAME_JOINTS, key=len, reverse=True)) + ")"
MAX_NAME_LETTERS, MAX_REMARK_LETTERS = 40, 20
"""Most letters and digits in a name, and in the remark in brackets that may follow it."""

MAX_NAME = 150
"""Most characters that are ever looked at to recognise a name; no name that fits is longer."""


def _words(most: str) -> str:
    return f"{LETTER}(?:{_JOINT}?{LETTER}){most}"


NAME = re.compile(rf"{_words('*+')}(?: \({_words('*+')}\)|\?)?")
"""A whole name: words, then perhaps one remark in brackets, or a question mark."""

FITTING_NAME = re.compile(
    rf"{_words(f'{{0,{MAX_NAME_LETTERS - 1}}}')}(?: \({_words(f'{{0,{MAX_REMARK_LETTERS - 1}}}')}\)|\?)?"
)
"""A name that is not too long."""

MAX_DIGITS, MAX_DECIMALS = 12, 6
"""Most digits before and after the point of a number."""

ICON = re.compile(f"[{ranges_class(ICON_RANGES)}]{{1,{MAX_ICON}}}")
NUMBER = re.compile(rf"\d{{1,{MAX_DIGITS}}}(?:\.\d{{1,{MAX_DECIMALS}}})?", re.ASCII)
DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
TIME = re.compile(r"\d{2}:\d{2}", re.ASCII)
DATE_TIME = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}", re.ASCII)
PLAIN_VALUE = re.compile(
    rf"-?{NUMBER.pattern}|{DATE_TIME.pattern}|{DATE.pattern}|{TIME.pattern}|{'|'.join(BOOLEANS)}", re.ASCII
)
"""A sample value that needs no quotes."""
HEX_COLOUR = re.compile(r"#[0-9a-fA-F]{6}", re.ASCII)

# --- sizes ---------------------------------------------------------------------------------------

MAX_LINE = 4000
"""Most characters in a line; what follows is left out and reported."""

MAX_PARTS = 120
"""Most operands and operators in one expression: keeps every walk over a tree shallow."""

MAX_DEPTH = 16
"""Most brackets within brackets in one expression."""

MIN_OPTIONS, MAX_OPTIONS = 2, 24

WRITTEN_TYPES: tuple[str, ...] = tuple(
    sorted((kind for kind in FIELD_TYPES if kind not in REFERENCE_WORDS), key=len, reverse=True)
)
"""Types as they are written, longest first, so that `date and time` is not read as `date`."""
