"""The whole app in one HTML file, which runs from anywhere without anything beside it.

Style and scripts stand in the page; its policy names each of them by its fingerprint, and allows nothing
else: no address outside, and no script that somebody else might get into the page. Only where the app shows
parts of the person's own, whose scripts nobody knows beforehand, may any script in the page run; they still
stand in a frame without an origin, behind the fence of `runtime/custom.html`, and reach nothing outside
either.
"""

from __future__ import annotations

import base64
import hashlib
import html
import re
from collections.abc import Iterable
from urllib.parse import unquote

from desktop.compiler.filters import as_javascript
from desktop.exports.pieces import Piece

_POLICY = re.compile(
    r' *<!-- Nothing may be fetched.*?-->\n *<meta http-equiv="Content-Security-Policy"[^>]*>\n'
)
_STYLE = re.compile(r' *<link rel="stylesheet" href="([^"]+)">\n')
_SCRIPT = re.compile(r' *<script src="([^"]+)"></script>\n')
_ENDS_SCRIPT = re.compile(r"</script|<!--", re.IGNORECASE)
_ENDS_STYLE = re.compile(r"</style", re.IGNORECASE)
_FENCE = "runtime/custom.html"
_START = "app.js"


def one_page(compiled: Iterable[Piece], first_records: Piece | None) -> bytes:
    """Put an app into one page.

    Args:
        compiled: What the compiler made.
        first_records: The script with the records that it begins with; None for none.
    """
    texts = {piece.path: _text(piece) for piece in compiled}
    page = texts["index.html"].lstrip()
    styles: list[str] = []
    scripts: list[str] = []

    def inline_style(link: re.Match[str]) -> str:
        styles.append(_safe(texts[unquote(html.unescape(link[1]))], _ENDS_STYLE))
        return f"<style>{styles[-1]}</style>\n"

    def inline_script(link: re.Match[str]) -> str:
        name = unquote(html.unescape(link[1]))
        before = []
        if name == _START:
            before = [_fence(texts[_FENCE])] if _FENCE in texts else []
            before += [_text(first_records)] if first_records else []
        found = [_safe(text, _ENDS_SCRIPT) for text in (*before, texts[name])]
        scripts.extend(found)
        return "".join(f"<script>{text}</script>\n" for text in found)

    page = _STYLE.sub(inline_style, page)
    page = _SCRIPT.sub(inline_script, page)
    policy = _policy(styles, scripts, has_own_parts=_FENCE in texts)
    words = "Nothing may be fetched from anywhere: all that this page uses stands in it."
    head = f'  <!-- {words} -->\n  <meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    page, count = _POLICY.subn(lambda old: head, page, count=1)
    if count != 1:
        raise ValueError("index.html has no policy to take the place of")
    return page.encode("utf-8")


def _policy(styles: Iterable[str], scripts: Iterable[str], *, has_own_parts: bool) -> str:
    if has_own_parts:
        # A frame that is written in the page stands under the page's policy besides its own.
        return (
            "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; "
            "media-src data: blob:; font-src data:; base-uri 'none'; form-action 'none'"
        )
    return (
        f"default-src 'none'; script-src {_fingerprints(scripts)}; style-src {_fingerprints(styles)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _fingerprints(texts: Iterable[str]) -> str:
    found = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts)
    return " ".join(f"'sha256-{one}'" for one in found) or "'none'"


def _fence(text: str) -> str:
    """The frame around parts of the person's own, which a page alone cannot load from beside it."""
    return f'\n"use strict";\n\nhomespun.fence = {as_javascript(text)};\n'


def _text(piece: Piece) -> str:
    content = piece.content if isinstance(piece.content, bytes) else piece.content.read_bytes()
    # As a browser reads it: the fingerprint is that of what it reads.
    return "\n" + content.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def _safe(text: str, ends: re.Pattern[str]) -> str:
    """A text that can stand in its element; what the compiler writes is quoted for that.

    Raises:
        ValueError: If it could end the element, which would be the compiler's mistake.
    """
    found = ends.search(text)
    if found:
        raise ValueError(f"cannot stand in a page: {text[max(0, found.start() - 40) : found.end()]!r}")
    return text
