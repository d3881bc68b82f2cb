"""Colour words of a request → a CSS colour: `forest green` → `forestgreen`, `dark mint` → the nearest."""

from __future__ import annotations

import re

from desktop.blueprint import COLOUR_NAMES
from desktop.spindle.colour_words import in_english

_SAID = {
    "mint": "mediumaquamarine", "mint green": "mediumaquamarine", "forest": "forestgreen",
    "emerald": "mediumseagreen", "emerald green": "mediumseagreen", "bottle green": "darkgreen",
    "sage": "darkseagreen", "sage green": "darkseagreen", "moss": "darkolivegreen",
    "moss green": "darkolivegreen", "dark moss green": "darkolivegreen", "grass green": "forestgreen",
    "lilac": "plum", "mauve": "plum", "violet": "blueviolet", "burgundy": "maroon", "wine red": "maroon",
    "wine": "maroon", "cherry": "crimson", "cherry red": "crimson", "brick red": "firebrick",
    "brick": "firebrick", "rust": "sienna", "terracotta": "sienna", "terra cotta": "sienna",
    "peach": "peachpuff", "apricot": "sandybrown", "cream": "cornsilk", "creme": "cornsilk",
    "off white": "floralwhite", "eggshell": "floralwhite", "ivory white": "ivory", "sand": "wheat",
    "mustard": "goldenrod", "amber": "orange", "sunny yellow": "gold", "lemon": "khaki",
    "bright yellow": "gold", "charcoal": "darkslategray", "anthracite": "darkslategray", "slate": "slategray",
    "slate grey": "slategray", "ash": "lightgray", "pale ash": "whitesmoke", "smoke": "whitesmoke",
    "silver grey": "silver", "baby blue": "lightblue", "ice blue": "aliceblue", "sky": "skyblue",
    "ocean blue": "steelblue", "petrol": "teal", "denim": "steelblue", "cobalt": "royalblue",
    "cobalt blue": "royalblue", "electric blue": "dodgerblue", "bright blue": "dodgerblue",
    "navy blue": "navy", "pale blue": "aliceblue", "pastel blue": "lightblue", "pastel green": "palegreen",
    "pastel pink": "lightpink", "baby pink": "lightpink", "rose": "palevioletred", "magenta": "magenta",
    "raspberry": "crimson", "bright pink": "hotpink", "bright green": "limegreen", "bright red": "red",
    "bright orange": "darkorange", "pumpkin": "darkorange", "aubergine": "indigo", "grape": "purple",
    "eggplant": "indigo", "coffee": "saddlebrown", "chestnut": "saddlebrown", "caramel": "peru",
    "copper": "peru", "bronze": "peru", "rose gold": "rosybrown", "champagne": "moccasin",
    "pearl": "whitesmoke", "jade": "mediumseagreen", "aquamarine blue": "aquamarine", "light purple": "plum",
    "dark purple": "indigo", "light brown": "tan", "dark brown": "saddlebrown", "dark yellow": "goldenrod",
    "light orange": "sandybrown", "dark pink": "mediumvioletred", "light red": "lightcoral",
    "dark teal": "darkslategray", "light teal": "mediumturquoise", "wood": "burlywood", "earth": "sienna",
    "earthy brown": "sienna", "sunflower": "gold", "sunshine yellow": "gold", "blood red": "darkred",
    "racing green": "darkgreen", "pine green": "darkgreen", "deep blue": "darkblue", "deep red": "darkred",
    "deep green": "darkgreen", "deep purple": "indigo", "soft green": "darkseagreen",
    "soft blue": "lightsteelblue", "soft pink": "lightpink", "neon pink": "deeppink", "neon green": "lime",
    "neon yellow": "yellow", "neon orange": "orangered", "neon blue": "deepskyblue",
    "neon purple": "darkviolet", "shocking pink": "deeppink", "pond green": "darkseagreen",
    "oatmeal": "linen", "oat": "linen", "vanilla": "cornsilk", "butter": "lemonchiffon", "honey": "goldenrod",
    "ocean": "steelblue", "sea green": "seagreen", "duck egg": "lightcyan", "powder pink": "mistyrose",
    "blush": "mistyrose", "dusty pink": "rosybrown", "old rose": "rosybrown", "blood orange": "orangered",
    "signal red": "red", "fire red": "firebrick", "post box red": "crimson", "midnight": "midnightblue",
    "ink": "midnightblue", "ink blue": "midnightblue", "royal": "royalblue", "pitch black": "black",
    "jet black": "black", "snow white": "snow", "bone": "antiquewhite", "stone": "gainsboro",
    "concrete": "lightgray", "clay": "sienna", "cinnamon": "sienna", "chocolate brown": "saddlebrown",
    "mocha": "saddlebrown", "lavender blue": "lavender", "periwinkle": "mediumslateblue",
    "ultramarine": "mediumblue", "azure blue": "dodgerblue", "mint cream": "mintcream",
    "pistachio": "darkseagreen", "apple green": "yellowgreen", "lime green": "limegreen",
    "fern": "forestgreen", "ivy": "darkgreen", "cherry blossom": "pink", "bubblegum": "hotpink",
    "bubblegum pink": "hotpink",
}  # fmt: skip
_PLAIN = ("red", "green", "blue", "yellow", "orange", "pink", "purple", "brown", "gray", "grey")
_STRENGTHS = ("dark", "light", "pale", "medium", "deep", "bright", "soft", "pastel")


def css_colour(words: str) -> str:
    """A CSS colour name or `#rrggbb` for what the person said, or "" if it is no colour we know."""
    code = re.search(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b", words)
    if code:
        return _long_code(code[0])
    low = " ".join(re.findall(r"[a-z]+", words.lower()))
    english = " ".join(re.findall(r"[a-z]+", in_english(words)))
    return (_named(english) or _named(low)) if english != low else _named(low)


def _named(low: str) -> str:
    """The CSS name for a colour in plain English words; "" if it is none."""
    spellings = (low, low.replace("grey", "gray"), low.replace("gray", "grey"))
    for spelling in spellings:
        if spelling.replace(" ", "") in COLOUR_NAMES:
            return spelling.replace(" ", "")
        if spelling in _SAID:
            return _SAID[spelling]
    parts = low.split()
    if len(parts) > 1 and parts[-1] in _PLAIN:
        before = _named(parts[-2])
        if before not in ("", "white", "black", *_PLAIN):
            return before  # `olive green` is an olive, `burgundy red` a burgundy
    for length in range(min(3, len(parts)), 0, -1):
        for start in range(len(parts) - length, -1, -1):
            piece = " ".join(parts[start : start + length])
            if piece in _STRENGTHS:
                continue
            if piece.replace(" ", "") in COLOUR_NAMES:
                return piece.replace(" ", "")
            if piece in _SAID:
                return _SAID[piece]
    for part in parts:
        for ending in ("ish", "y"):
            if part.endswith(ending) and part.removesuffix(ending) in COLOUR_NAMES:
                return part.removesuffix(ending)
    return ""


def _long_code(code: str) -> str:
    digits = code[1:].lower()
    return "#" + ("".join(digit * 2 for digit in digits) if len(digits) == 3 else digits)


def is_dark(colour: str) -> bool:
    """Whether a CSS colour is so dark that light words stand well on it."""
    code = COLOUR_NAMES.get(colour, colour).lstrip("#")
    if len(code) != 6:
        return False
    red, green, blue = (int(code[at : at + 2], 16) for at in (0, 2, 4))
    return 0.299 * red + 0.587 * green + 0.114 * blue < 128
