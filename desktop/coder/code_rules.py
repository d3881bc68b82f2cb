"""What a file of code must not be: cut off, elided, or after what its fence does not give.

Not a guard: the fence is one (`resources/runtime/blocks/custom.html`), and lets through nothing of what is
looked for here. This is about telling at once, in words a model can mend by, what would not work anyway.
"""

from __future__ import annotations

import re

from desktop.errors import AnswerError

_MUST_CLOSE = frozenset(
    {"script", "style", "svg", "textarea", "title", "template", "select", "table", "button"}
)
"""Elements that no browser closes by itself without swallowing what comes after them."""
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b(?:\"[^\"]*\"|'[^']*'|[^'\">])*>", re.IGNORECASE)
_OPEN_TAG = re.compile(r"</?[a-z!][^<>]*\Z", re.IGNORECASE)
"""`<div class="no`, and nothing after it."""
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_SCRIPT = re.compile(r"<(script|style)\b[^>]*>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
_ELIDED = (
    # “...” with words that say that something stands there which does not.
    re.compile(
        r"(?://|/\*|<!--|#|\{/\*|\[|\()\s*(?:\.{2,}|…)?\s*[^\n]{0,60}?\b(?:"
        r"(?:rest|remainder)\b[^\n]{0,40}?\b(?:unchanged|same|code|here|file|above|before|logic|goes|remains?)"
        r"|(?:existing|previous|other|remaining|original)\s+(?:code|styles?|scripts?|functions?|html|content|logic|css)"
        r"|same as (?:before|above|previous)|as before|(?:remains?|is|are|stays?) (?:unchanged|the same)"
        r"|(?:code|logic|implementation|content|styles?) (?:goes |continues )?here"
        r"|implement(?:ation)?\b[^\n]{0,30}\bhere|omitted|for brevity"
        r")\b",
        re.IGNORECASE,
    ),
    re.compile(r"^[ \t]*(?://|/\*|<!--|#)?[ \t]*(?:\.{3}|…)[ \t]*(?:\*/|-->)?[ \t]*$", re.MULTILINE),
    re.compile(r"(?://|/\*|<!--)\s*(?:\.{3}|…)"),
    re.compile(
        r"(?://|/\*|<!--)\s*(?:TODO|FIXME)\b[^\n]*\b(?:implement|add|write|fill|complete)", re.IGNORECASE
    ),
    re.compile(r"\byour (?:code|logic|content|api[- ]key) (?:goes )?here\b", re.IGNORECASE),
)
_NETWORK = (
    re.compile(
        r"<(?:script|img|iframe|audio|video|source|embed|image|use)\b[^>]*\b(?:src|href)\s*=\s*[\"']?\s*(?:https?:)?//",
        re.IGNORECASE,
    ),
    re.compile(r"<link\b[^>]*\bhref\s*=\s*[\"']?\s*(?:https?:)?//", re.IGNORECASE),
    re.compile(
        r"@import\s+(?:url\()?\s*[\"']?\s*(?:https?:)?//|url\(\s*[\"']?\s*(?:https?:)?//", re.IGNORECASE
    ),
    re.compile(
        r"\b(?:fetch|importScripts)\s*\(|\bnew\s+(?:XMLHttpRequest|WebSocket|EventSource|RTCPeerConnection)\b"
    ),
    re.compile(r"\bnavigator\s*\.\s*sendBeacon\b|\bimport\s*\(\s*[\"'`]"),
)
_MODULES = re.compile(
    r"^\s*import\s+(?:[\w*{][^;\n]*\sfrom\s+)?[\"'][^\"']+[\"']|\brequire\s*\(\s*[\"']|^\s*export\s+default\b|\bReactDOM\b"
    r"|\bclassName=",
    re.MULTILINE,
)  # fmt: skip
_KEEPS = re.compile(
    r"\b(?:localStorage|sessionStorage|indexedDB|document\s*\.\s*cookie|caches\s*\.\s*open)\b"
)


def refuse_unfinished(html: str, *, whole: bool) -> None:
    """Refuse a file that is cut off, or says of a part of itself that it is elsewhere.

    Args:
        html: The file.
        whole: Whether the model itself ended it.

    Raises:
        AnswerError: `answer_cut` or `answer_elided`.
    """
    for rule in _ELIDED:
        found = rule.search(html)
        if found is not None:
            raise AnswerError("answer_elided", words=_shown(found[0]))
    if not whole and not html.rstrip().lower().endswith(("</html>", "</body>", "</script>", "</div>")):
        raise AnswerError("answer_cut")
    if _open_element(html):
        raise AnswerError("answer_cut")


def refuse_forbidden(html: str) -> None:
    """Refuse a file that needs the network, a build step, or a place to keep things.

    Raises:
        AnswerError: `answer_network`, `answer_language` or `answer_keeps`.
    """
    bare = _COMMENT.sub("", html)
    for rule in _NETWORK:
        found = rule.search(bare)
        if found is not None:
            raise AnswerError("answer_network", words=_shown(found[0]))
    if _MODULES.search(bare):
        raise AnswerError("answer_language")
    found = _KEEPS.search(bare)
    if found is not None:
        raise AnswerError("answer_keeps", words=_shown(found[0]))


def _open_element(html: str) -> bool:
    """Whether the file ends inside a script, a tag, a comment, or an element that has to be closed."""
    if html.rfind("<!--") > html.rfind("-->"):
        return True
    rest = _SCRIPT.sub("", _COMMENT.sub("", html))
    open_ones: dict[str, int] = {}
    for closing, name in _TAG.findall(rest):
        if name.lower() in _MUST_CLOSE:
            open_ones[name.lower()] = open_ones.get(name.lower(), 0) + (-1 if closing else 1)
    return any(count > 0 for count in open_ones.values()) or _OPEN_TAG.search(rest) is not None


def _shown(words: str) -> str:
    return " ".join(words.split())[:60]
