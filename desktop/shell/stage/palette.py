"""The colours and pictures that are offered at once; any other can be typed. Pure."""

from __future__ import annotations

ACCENTS: tuple[str, ...] = (
    "seagreen",
    "teal",
    "steelblue",
    "royalblue",
    "slateblue",
    "rebeccapurple",
    "mediumvioletred",
    "crimson",
    "tomato",
    "chocolate",
    "darkgoldenrod",
    "darkslategray",
)
BACKGROUNDS: tuple[str, ...] = (
    "white",
    "ivory",
    "linen",
    "seashell",
    "lavenderblush",
    "lavender",
    "aliceblue",
    "azure",
    "mintcream",
    "honeydew",
    "whitesmoke",
    "midnightblue",
)
ICONS: tuple[str, ...] = ("🌱", "📚", "🏡", "🧰", "🍞", "🐾", "⚽", "🎵", "🎨", "💶", "✅", "⏰")
