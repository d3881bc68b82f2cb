"""Asks about looks, the language of the app's own words, and its icon."""

from __future__ import annotations

import re

from desktop.messages import say
from desktop.spindle.colours import css_colour, is_dark
from desktop.spindle.editing.bench import Bench
from desktop.spindle.editing.values import emoji_in, picture_of
from desktop.spindle.reading import Ask

_STYLES: tuple[tuple[str, str], ...] = (
    (r"\b(?:hand ?writ|script|comic|child|curly|cursive)\w*", "font handwritten"),
    (r"\b(?:type ?writer|mono\w*|code|terminal|computer)\b", "font mono"),
    (r"\b(?:serif|book|elegant|newspaper|classic)\b", "font serif"),
    (
        r"\b(?:rounded font|round(?:ed|er)? (?:font|letters)|friendl\w+|soft(?:er)? font|bubbly)\b",
        "font rounded",
    ),
    (
        r"\b(?:plain|normal|simple|sans|standard|ordinary|clear|readable) (?:font|letters|one)\b|\bsans\b",
        "font plain",
    ),
    (
        r"\b(?:sharp|square|hard|no round\w*) ?\w* ?(?:corners|edges)\b|\bno rounded corners\b|\bangular\b",
        "corners square",
    ),
    (r"\bsoft\w* ?\w* ?(?:corners|edges)\b", "corners soft"),
    (
        r"\bround\w*\b[\w ]*\b(?:corner|edge|button|box|card)\w*|\b(?:corner|edge|button|"
        r"card)s?\b[\w ]*\bround\w*",
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
_INSIDE: dict[str, tuple[tuple[str, str], ...]] = {
    "font": (
        (r"\bsans\b|without serif", "plain"),
        (r"round|friend|soft|bubbl|play|swing|rund|arrond|redond|rotond|afgerond|zaokr", "rounded"),
        (r"hand|curly|cursive|comic|child|script|chalk|manuscri|odręczn", "handwritten"),
        (r"mono|type ?writer|code|terminal|computer", "mono"),
        (r"serif|book|elegant|newspaper|classic|grazie|empattement", "serif"),
        (r"modern|plain|normal|simple|sans|standard|ordinary|clear|readable|easy", "plain"),
    ),
    "corners": (
        (r"square|sharp|hard|angular|no round|straight|pointy|eckig|carré|recta|quadrat|vierkant", "square"),
        (r"soft|slight", "soft"),
        (r"round", "round"),
    ),
    "density": (
        (r"compact|dense|tight|less|small|closer", "compact"),
        (r"more|roomy|air|spacious|bigger|breath|luftig|aéré|espac|arejad|ruim", "roomy"),
        (r"cosy", "cosy"),
    ),
}
"""What the words of a mark mean, that is known to be about font, corners or spacing."""
_LANGUAGES = {
    "de": r"\b(?:german|deutsch)\b", "fr": r"\b(?:french|fran[cç]ais)\b", "es": r"\b(?:spanish|espa[nñ]ol)\b",
    "pt": r"\b(?:portugu\w+)\b", "zh": r"\b(?:chinese|mandarin)\b", "ar": r"\b(?:arabic)\b",
    "en": r"\b(?:english|englisch)\b",
}  # fmt: skip


def style(bench: Bench, ask: Ask) -> bool:
    """Colours, dark or light, font, corners, spacing: everything that an ask says of them."""
    words = bench.words_of(ask)
    lines = []
    for mark in ask.tagged("bg", "accent"):
        colour = css_colour(mark.words)
        if colour:
            lines.append(f"set {'background' if mark.tag == 'bg' else 'accent'} {colour}")
    lines += _theme(bench, ask)
    for kind, meanings in _INSIDE.items():
        said = " ".join(mark.words for mark in ask.tagged(kind))
        found = (
            next((value for pattern, value in meanings if re.search(pattern, said, re.I)), "") if said else ""
        )
        lines += [f"set {kind} {found}"] if found else []
    for pattern, clause in _STYLES:
        kind = clause.split()[0]
        if not any(line.startswith(f"set {kind}") for line in lines) and re.search(pattern, words, re.I):
            lines.append(f"set {clause}")
    if not lines and not ask.tagged("bg", "accent", *_INSIDE):
        colour = next(filter(None, map(css_colour, re.findall(r"[^\W\d_]{3,}", words.lower()))), "")
        lines = (
            [f"set {'background' if 'background' in words.lower() else 'accent'} {colour}"] if colour else []
        )
    return bool(lines) and bench.run(*lines)


def _theme(bench: Bench, ask: Ask) -> list[str]:
    """Dark or light; a background of the other kind would hide what is written on it and goes."""
    mode = "dark" if ask.tagged("dark") else "light" if ask.tagged("light") else ""
    if not mode:
        return []
    background = bench.app.theme.background
    given = any(css_colour(mark.words) for mark in ask.tagged("bg"))
    hides = bool(background) and not given and is_dark(background) != (mode == "dark")
    return [f"set theme {mode}", *(["clear background"] if hides else [])]


def language(bench: Bench, ask: Ask) -> bool:
    """`all buttons in german please`."""
    words = ask.words("lang")
    if not words:
        said = re.search(r"(?i)\b(?:in|to|into|auf|speak) (?:plain )?(\w+)", bench.words_of(ask))
        words = said[1] if said else ""
    code = next((code for code, said in _LANGUAGES.items() if re.search(said, words, re.I)), "")
    if words and not code:
        bench.notes.append(say("spindle.edit_language", words=words))
        return True  # it was understood; there is only no such language
    return bool(code) and bench.run(f"set language {code}")


def icon(bench: Bench, ask: Ask) -> bool:
    """`use 🐝 as the icon`, `a bee as the icon`: of a word its picture, else the icon of an app about it."""
    sign = emoji_in(bench.words_of(ask))
    if sign:
        return bench.run(f"set icon {sign}")
    for mark in ask.tagged("value", "new", "opt", "old"):
        found = picture_of(mark.words) or bench.knowledge.icon(mark.words)
        if found and not re.fullmatch(r"(?i)(?:the )?(?:icon|sign|emoji|symbol|picture)", mark.words.strip()):
            return bench.run(f"set icon {found}")
    return False
