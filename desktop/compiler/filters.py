"""How a person's words are quoted for the place they go to.

HTML is escaped by jinja2 itself. JavaScript text, comments and data addresses need their own
quoting, and all of them must survive anything: quotes, `</script>`, line separators, characters
that turn the direction of writing, and half of a surrogate pair.
"""

from __future__ import annotations

import json
import re
import unicodedata
from urllib.parse import quote

from markupsafe import Markup

_HALF_PAIR = re.compile("[\ud800-\udfff]")
_EXACT_UP_TO = 2**53
_KEEP_IN_CODE = frozenset("\u200d\ufe0f")
"""Joiners inside an emoji: invisible but harmless, and unreadable when escaped."""


def as_text(value: object) -> object:
    """Replace halves of surrogate pairs, which no file in UTF-8 can hold, by U+FFFD.

    Jinja2 calls it on everything that a template prints.
    """
    if isinstance(value, str) and _HALF_PAIR.search(value):
        return type(value)(_HALF_PAIR.sub("\ufffd", value))
    return value


def _hidden(character: str) -> bool:
    """Whether a character is invisible in an editor or ends a line there (Cc, Cf, Cs, Zl, Zp)."""
    if character in _KEEP_IN_CODE:
        return False
    return unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}


def _escape(character: str) -> str:
    """Write a character as a JavaScript escape, or as a pair of them above U+FFFF."""
    code = ord(character)
    if code <= 0xFFFF:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"


def as_javascript(value: object) -> Markup:
    """Write a value as a JavaScript literal that stays readable and cannot end its script.

    Args:
        value: None, a boolean, a number, text, or a list or tuple of those.
    """
    written = json.dumps(_plain(value), ensure_ascii=False, allow_nan=False)
    safe = "".join(_escape(c) if c in "<>&" or _hidden(c) else c for c in written)
    return Markup(safe)  # nothing that HTML or JavaScript could misread is left in it


def _plain(value: object) -> object:
    """Write whole numbers without a point: 7, not 7.0."""
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT_UP_TO:
        return int(value)
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value


def as_code(script: str) -> Markup:
    """Let through a script that `expressions.py` made; its literals went through `as_javascript`."""
    return Markup(script)


def as_comment(value: object) -> Markup:
    """Write a text for the inside of a `//` or `/* */` comment, on one line."""
    line = "".join(" " if _hidden(c) else c for c in str(value))
    return Markup(line.replace("*/", "* /").replace("</", "< /").replace("<!--", "< !--"))


def as_data_uri_text(value: object) -> Markup:
    """Percent-encode a text for a `data:` address."""
    return Markup(quote(str(as_text(str(value))), safe=""))
