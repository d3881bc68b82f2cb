"""Asks about looks, the language of the app's own words, and its icon."""

from __future__ import annotations

import re

from desktop.spindle.colours import css_colour
from desktop.spindle.editing.bench import Bench
from desktop.spindle.reading import Ask

_STYLES: tuple[tuple[str, str], ...] = (
    (r"\b(?:hand ?writ|script|comic|child)\w*", "font handwritten"),
    (r"\b(?:type ?writer|mono\w*|code|terminal)\b", "font mono"),
    (r"\b(?:serif|book|elegant|newspaper|classic)\b", "font serif"),
    (r"\b(?:rounded font|round(?:ed)? letters|friendl\w+|soft(?:er)? font|bubbly)\b", "font rounded"),
    (r"\b(?:plain|normal|simple|sans|standard) (?:font|letters)\b|\bsans\b", "font plain"),
    (
        r"\b(?:sharp|square|hard|no round\w*) ?\w* ?(?:corners|edges)\b|\bno rounded corners\b|\bangular\b",
        "corners square",
    ),
    (
        r"\bround\w*\b[\w ]*\b(?:corner|edge|button|box|card)\w*|\b(?:corner|edge|button|card)s?\b[\w ]*\bround\w*",
        "corners round",
    ),
    (
        r"\b(?:compact|dense\w*|tight\w*|less space|smaller gaps|fit more|closer together)\b",
        "density compact",
    ),
    (
        r"\b(?:roomy|airy|spacious|more (?:space|room|air)|bigger gaps|less cramped|breath\w*)\b",
        "density roomy",
    ),
    (r"\bcosy\b", "density cosy"),
)
_LANGUAGES = {
    "de": r"\b(?:german|deutsch)\b", "fr": r"\b(?:french|fran[cç]ais)\b", "es": r"\b(?:spanish|espa[nñ]ol)\b",
    "pt": r"\b(?:portugu\w+)\b", "zh": r"\b(?:chinese|mandarin)\b", "ar": r"\b(?:arabic)\b", "en": r"\benglish\b",
}  # fmt: skip
_EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf]\ufe0f?")


def style(bench: Bench, ask: Ask) -> bool:
    """Colours, dark or light, font, corners, spacing: everything that an ask says of them."""
    words = bench.words_of(ask)
    lines = []
    for mark in ask.tagged("bg", "accent"):
        colour = css_colour(mark.words)
        if colour:
            lines.append(f"set {'background' if mark.tag == 'bg' else 'accent'} {colour}")
    if ask.tagged("dark"):
        lines.append("set theme dark")
    elif ask.tagged("light"):
        lines.append("set theme light")
    said = " ".join(mark.words for mark in ask.tagged("font", "corners", "density")) or words
    for pattern, clause in _STYLES:
        kind = clause.split()[0]
        inside = " ".join(mark.words for mark in ask.tagged(kind))
        if re.search(pattern, f"{inside} {kind} {said}", re.I) and not any(
            line.startswith(f"set {kind}") for line in lines
        ):
            lines.append(f"set {clause}")
    if not lines:
        colour = next(filter(None, map(css_colour, re.findall(r"[a-z]{3,}", words.lower()))), "")
        lines = [f"set accent {colour}"] if colour else []
    return bool(lines) and bench.run(*lines)


def language(bench: Bench, ask: Ask) -> bool:
    """`all buttons in german please`."""
    words = ask.words("lang") or bench.words_of(ask)
    code = next((code for code, said in _LANGUAGES.items() if re.search(said, words, re.I)), "")
    return bool(code) and bench.run(f"set language {code}")


def icon(bench: Bench, ask: Ask) -> bool:
    """`use 🐝 as the icon`, `a bee as the icon`: of a word, the icon of a remembered app that is about it."""
    found = _EMOJI.search(bench.words_of(ask))
    if found:
        return bench.run(f"set icon {found[0]}")
    words = ask.words("new", "value", "old")
    lent = bench.knowledge.icon(words) if words else ""
    return bool(lent) and bench.run(f"set icon {lent}")
