"""What a file of code must not be: cut off, elided, or after what its fence does not give.

Not a guard: the fence is one (`resources/runtime/blocks/custom.html`), and lets through nothing of what is
looked for here. This is about telling at once, in words a model can mend by, what would not work anyway.
"""

from __future__ import annotations

import re

from desktop.coder.markup import Markup, scan
from desktop.errors import AnswerError

_MUST_CLOSE = frozenset(
    {"svg", "template", "select", "table", "button", "canvas", "video", "html", "body", "head"}
)
"""Elements whose end is always written; many others may leave it away."""
_ENDS = ("</html>", "</body>", "</script>", "</div>")
_LONGEST_COMMENT = 200
_COMMENT = re.compile(r"//|/\*|<!--|\{/\*|^\s*#\s")
_DOTS = r"(?:\.{3}|…)"
_PART = (
    r"(?:codes?|styles?|scripts?|functions?|handlers?|html|css|content|markup|logic|rules|file|page"
    r"|implementation)"
)
_KEPT = (
    r"(?:unchanged|unmodified|the same|here|as before|as above|omitted"
    r"|(?:remains?|stays?) (?:as|the same|unchanged|intact))"
)
_ELIDED = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (
        rf"^\W*?{_DOTS}",
        rf"\b(?:rest|remainder)\b.{{0,40}}\b{_KEPT}\b",
        rf"^\W*(?:the\s)?(?:rest|remainder)\s(?:of\s)?(?:the\s|your\s|this\s)*{_PART}\W*$",
        rf"\b(?:existing|previous|other|remaining|original)\s+{_PART}\b.{{0,40}}(?:{_DOTS}|\b{_KEPT}\b)",
        rf"^\W*(?:the\s|your\s|keep\s)*(?:existing|previous|other|remaining|original)\s+{_PART}\W*$",
        r"^\W*(?:this\s(?:is|part is|stays)\s|the\s)*same as (?:before|above)\W*$",
        rf"\b(?:{_PART}|items|elements)\s(?:goes\s|go\s|continues\s)?here\b",
        r"\b(?:omitted|left out|shortened)\b.{0,20}\bbrevity\b|\bfor brevity\b",
        r"\b(?:todo|fixme)\b.{0,40}\b(?:implement|add|write|fill|complete|finish)",
        r"\badd (?:more|other|additional|the other|your)\b.{0,40}\b(?:here|as needed|if needed)\b",
        r"\bsimilar(?:ly)?\s(?:for|to)\s(?:the\s)?(?:other|rest)\b",
    )
)
"""What a comment says that stands where code should: always a whole comment, not a word in a sentence."""
_PLACEHOLDER = re.compile(
    r">[\w\s.,:!…-]{0,40}\b(?:goes here|coming soon|under construction|lorem ipsum|placeholder)\b"
    r"[\w\s.,:!…-]{0,40}<",
    re.IGNORECASE,
)
"""Words on the page that say that what was asked for is not on it."""
_ALONE = re.compile(rf"^\s*(?:\[?{_DOTS}\]?|{_DOTS}\s*\w[\w\s]*{_DOTS})\s*$")
_LOADS = re.compile(
    r"""\b(?:src|href|srcset|poster|data)\s*=\s*["']?\s*(?:(?:https?|wss?|ftp):)?//""", re.IGNORECASE
)
_LINKED = frozenset({"a", "area"})
"""A link to elsewhere is no part of the page; the frame does not follow it."""
_STYLE_LOADS = re.compile(
    r"""@import\s+(?:url\()?\s*["']?\s*(?:https?:)?//|url\(\s*["']?\s*(?:https?:)?//""", re.IGNORECASE
)
_SCRIPT_LOADS = re.compile(
    r"\b(?:fetch|importScripts)\s*\(|\bnew\s+(?:XMLHttpRequest|WebSocket|EventSource|RTCPeerConnection)\b"
    r"|\bnavigator\s*\.\s*sendBeacon\b|\bimport\s*\("
)
_BUILT = re.compile(
    r"^[ \t]*import\s+(?:[\w*{][^;\n]{0,200}\sfrom\s+)?[\"'][^\"'\n]+[\"']|\brequire\s*\(\s*[\"']"
    r"|^[ \t]*export\s+(?:default|const|function|class)\b|\bReactDOM\b|\bclassName=[\"{]",
    re.MULTILINE,
)
_KEEPS = re.compile(
    r"\b(?:localStorage|sessionStorage|indexedDB|document\s*\.\s*cookie|caches\s*\.\s*open)\b"
)


def refuse_unfinished(html: str, *, whole: bool) -> None:
    """Refuse a file that is cut off, or says of a part of itself that it is elsewhere or still to come.

    Args:
        html: The file.
        whole: Whether the model itself ended it.

    Raises:
        AnswerError: `answer_cut` or `answer_elided`.
    """
    for line in html.split("\n"):
        elided = _elided(line)
        if elided:
            raise AnswerError("answer_elided", words=_shown(elided))
    placeholder = _PLACEHOLDER.search(html)
    if placeholder is not None:
        raise AnswerError("answer_elided", words=_shown(placeholder[0].strip("<>")))
    markup = scan(html)
    ended = whole or html.rstrip().lower().endswith(_ENDS)
    if markup.cut or not ended or _has_open_element(markup):
        raise AnswerError("answer_cut")


def refuse_forbidden(html: str) -> None:
    """Refuse a file that needs the network, a build step, or a place to keep things.

    Raises:
        AnswerError: `answer_network`, `answer_language` or `answer_keeps`.
    """
    markup = scan(html)
    scripts = "\n".join((*markup.scripts, *(tag.text for tag in markup.tags if " on" in tag.text.lower())))
    styles = "\n".join((*markup.styles, *(tag.text for tag in markup.tags)))
    loading = [_LOADS.search(tag.text) for tag in markup.tags if tag.name not in _LINKED]
    for found in (*loading, _STYLE_LOADS.search(styles), _SCRIPT_LOADS.search(scripts)):
        if found is not None:
            raise AnswerError("answer_network", words=_shown(found.string[found.start() : found.end() + 40]))
    if _BUILT.search(scripts):
        raise AnswerError("answer_language")
    keeps = _KEEPS.search(scripts)
    if keeps is not None:
        raise AnswerError("answer_keeps", words=_shown(keeps[0]))


def _elided(line: str) -> str:
    """What in a line says that something was left out; "" if nothing does."""
    if _ALONE.match(line[:_LONGEST_COMMENT]):
        return line
    start = _COMMENT.search(line)
    if start is None:
        return ""
    comment = line[start.end() : start.end() + _LONGEST_COMMENT]
    comment = comment.split("*/", 1)[0].split("-->", 1)[0]
    return comment if any(rule.search(comment) for rule in _ELIDED) else ""


def _has_open_element(markup: Markup) -> bool:
    open_ones: dict[str, int] = {}
    for tag in markup.tags:
        if tag.name in _MUST_CLOSE and not tag.text.endswith("/>"):
            open_ones[tag.name] = open_ones.get(tag.name, 0) + (-1 if tag.closes else 1)
    return any(count > 0 for count in open_ones.values())


def _shown(words: str) -> str:
    return " ".join(words.split())[:60]
