"""Every sentence a person sees comes from a catalogue, by key; this file finds it.

Catalogues are `resources/messages/<language>/<room>.toml`; the key `window.build` is the entry
`build` of `window.toml`. Values are `str.format` templates, or tables of them by number:

    apps = { one = "{count} app", other = "{count} apps" }

What a language lacks is said in English, entry by entry. A key that English lacks is a programmer's
error and raises; a test calls every key that the source names. What strangers wrote goes through `harmless`
before it stands in a sentence.
"""

from __future__ import annotations

import threading
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache

from desktop.paths import resources_folder

ENGLISH = "en"
_OWN_NAMES = {
    ENGLISH: "English",
    "de": "Deutsch",
    "fr": "Français",
    "es": "Español",
    "pt": "Português",
    "zh": "中文",
}
_ONE_UP_TO_ONE = ("fr", "pt")
"""Languages in which nothing and one and a half are counted like one (CLDR: `i = 0,1`)."""
_WITHOUT_PLURAL = ("zh",)
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_STAND_IN = "\N{REPLACEMENT CHARACTER}"
_UNSHOWABLE = ("Cc", "Cs", "Zl", "Zp")


class _Tongue:
    """The language that is spoken: a person's, so one for the whole process."""

    now = ENGLISH


class _Aside(threading.local):
    """What is said in another language for a moment, in one thread only."""

    language = ""


_aside = _Aside()


def languages() -> tuple[tuple[str, str], ...]:
    """Return every language that can be spoken, as (code, its own name for itself)."""
    return tuple(_OWN_NAMES.items())


def speak(language: str) -> None:
    """Say everything in this language from now on; in English if it is none of `languages`."""
    _Tongue.now = language if language in _OWN_NAMES else ENGLISH


def spoken() -> str:
    """Return the code of the language that is spoken."""
    return _aside.language or _Tongue.now


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Say what is said within, in this thread, in another language: the model reads English best."""
    before, _aside.language = _aside.language, language
    try:
        yield
    finally:
        _aside.language = before


def nearest_language(wished: Sequence[str]) -> str:
    """Return the first language that we speak.

    Args:
        wished: Codes as systems give them, best first, e.g. `de-AT`, `pt_BR`, `zh-Hans-CN`.

    Returns:
        A code of `languages`; English if there is none among the wished.
    """
    for name in wished:
        code = name.replace("_", "-").partition("-")[0].lower()
        if code in _OWN_NAMES:
            return code
    return ENGLISH


def say(key: str, **facts: object) -> str:
    """Return the sentence for `key` with the facts filled in.

    Args:
        key: `<room>.<entry>`, e.g. `errors.request_empty`.
        **facts: The values named in the sentence's `{braces}`; `count` decides between one and other.

    Raises:
        KeyError: If there is no such sentence, or a fact it names was not given.
    """
    room, _, entry = key.partition(".")
    language = spoken()
    if entry not in _catalogue(language, room):
        language = ENGLISH
    found = _catalogue(language, room)[entry]
    if isinstance(found, dict):
        found = found[plural_form(language, facts["count"])] if "one" in found else found["other"]
    return found.format(**facts)


def plural_form(language: str, count: object) -> str:
    """Return `one` or `other`, the two forms that our languages have."""
    if language in _WITHOUT_PLURAL or not isinstance(count, (int, float)):
        return "other"
    if language in _ONE_UP_TO_ONE:
        return "one" if 0 <= count < 2 else "other"
    return "one" if count == 1 else "other"


@cache
def _catalogue(language: str, room: str) -> dict[str, str | dict[str, str]]:
    path = resources_folder() / "messages" / language / f"{room}.toml"
    if language != ENGLISH and not path.is_file():
        return {}
    with path.open("rb") as file:
        entries: dict[str, str | dict[str, str]] = tomllib.load(file)
    return entries


def harmless(text: str, longest: int | None = None) -> str:
    """Return what a stranger wrote, on one line that shows what is in it and does nothing else.

    It may hold escape sequences that colour or erase a terminal, line ends that fake a second line, and
    marks that turn the direction of what stands after it. Everything else stays as it is, in every script:
    the joiners that some scripts and most emoji need are no threat, nor are blanks that do not break.

    Args:
        text: The name or sentence.
        longest: How many signs are shown at most; None for all.
    """
    shown = text
    if not text.isprintable():  # nearly always it is, and a thousand apps are listed at once
        shown = "".join(
            _STAND_IN if unicodedata.category(sign) in _UNSHOWABLE else sign
            for sign in text
            if sign not in _TURNING
        )
    return shown if longest is None or len(shown) <= longest else f"{shown[: longest - 1]}…"
