"""What a coder model answered → one whole HTML file, or a sentence that says why not.

The rules are ordered: first whether there is a file at all, then whether it is whole, then whether it keeps
to the fence. Every way in which small models are known to fail has a sample in `tests/samples/answers/`.
Putting together one file that came as three does no harm; guessing what was left out would.
"""

from __future__ import annotations

import re

from desktop.coder.code_rules import refuse_forbidden, refuse_unfinished
from desktop.coder.fences import Block, blocks_of, without_thoughts
from desktop.coder.markup import Tag, scan
from desktop.errors import AnswerError

LONGEST_PART_LETTERS = 60_000
"""A part of one's own is a few thousand; a model that writes more has lost its way, and would not read it."""
_STYLES, _SCRIPTS = frozenset({"css", "scss"}), frozenset({"js", "javascript", "mjs", "ecmascript"})
_PAGES = frozenset({"html", "htm", "xhtml", "svg", "markup"})
_UNNAMED = frozenset({"", "text", "txt", "plaintext", "code"})
_ELEMENT = re.compile(
    r"<(?:!doctype html|html|body|div|p|section|main|style|script|canvas|svg|button|form|table|h\d|[uo]l)\b",
    re.IGNORECASE,
)
_DIFFERENCE = re.compile(r"^(?:<{5,} ?|>{5,} ?|={7}$|@@ -\d|diff --git |\+\+\+ |--- a/)", re.MULTILINE)
_WRAPPER = re.compile(
    r"</?(?:dyad-[\w-]+|bolt[\w-]+|file|files|code|artifact|antartifact|write_to_file|create_file|content|tool_call"
    r"|function_call|filename|output|answer)\b[^>\n]{0,200}>",
    re.IGNORECASE,
)
_ANYWHERE = re.compile(r"</?(?:dyad-[\w-]+|bolt[A-Z][\w-]*|write_to_file|tool_call)\b", re.IGNORECASE)
_JSON = re.compile(r'\A\s*[\[{]\s*"')
_FILE_BESIDE = re.compile(
    r"""\b(?:href|src)\s*=\s*["']?(?![/\w+.-]*//)[\w./-]+\.(?:css|m?js)\b""", re.IGNORECASE
)
_END_OF_SCRIPT = re.compile(r"</script\s*>", re.IGNORECASE | re.ASCII)


def html_of(answer: str, *, whole: bool = True) -> str:
    """Return the file in an answer.

    Args:
        answer: What the model wrote.
        whole: Whether the model itself ended it; not its budget.

    Raises:
        AnswerError: `answer_empty`, `answer_talk`, `answer_wrapped`, `answer_difference`, `answer_language`,
            `answer_several`, `answer_large`, `answer_cut`, `answer_elided`, `answer_network`, `answer_keeps`.
    """
    text = without_thoughts(answer)
    if not text:
        raise AnswerError("answer_empty")
    if len(text) >= LONGEST_PART_LETTERS:  # a line feed is put behind it
        raise AnswerError("answer_large", limit_kb=LONGEST_PART_LETTERS // 1000)
    html = _one_file(text, whole=whole)
    refuse_unfinished(html, whole=whole)
    refuse_forbidden(html)
    return html.strip("\n") + "\n"


def _one_file(text: str, *, whole: bool) -> str:
    blocks = blocks_of(text)
    outside = text if not blocks else ""
    if _DIFFERENCE.search("".join(block.text for block in blocks) or text):
        raise AnswerError("answer_difference")
    if _JSON.match(outside) or _WRAPPER.match(outside.lstrip()) or _ANYWHERE.search(text):
        raise AnswerError("answer_wrapped")
    if not blocks:
        return _bare(text)
    if not blocks[-1].closed and not whole:
        raise AnswerError("answer_cut")
    return _put_together(blocks)


def _bare(text: str) -> str:
    """A file without any fence, perhaps with a sentence before it."""
    start = _ELEMENT.search(text)
    if start is None:
        raise AnswerError("answer_talk")
    before = text[: start.start()]
    end = text.rfind(">")
    if len(before) > 400 or len(text) - end > 400:
        # More talk than code: whatever stands in it is an example in a sentence.
        raise AnswerError("answer_talk")
    return text[start.start() : end + 1]


def _put_together(blocks: tuple[Block, ...]) -> str:
    pages = [block for block in blocks if _is_page(block)]
    styles = [block for block in blocks if block.language in _STYLES]
    scripts = [block for block in blocks if block.language in _SCRIPTS]
    if not pages:
        others = [block for block in blocks if block.language not in (*_STYLES, *_SCRIPTS, *_UNNAMED)]
        raise AnswerError("answer_language" if others or scripts else "answer_talk")
    whole_pages = list(dict.fromkeys(page.text.strip() for page in pages))
    if len(whole_pages) > 1:
        raise AnswerError("answer_several", count=len(whole_pages))
    html = whole_pages[0]
    if styles or scripts:
        html = _with_files_beside(html, styles, scripts)
    return html


def _with_files_beside(html: str, styles: list[Block], scripts: list[Block]) -> str:
    """The page with what was meant to lie beside it; without what only shows how to use it."""
    markup = scan(html)
    beside = [tag for tag in markup.tags if tag.name in ("link", "script") and _FILE_BESIDE.search(tag.text)]
    wants_style = any(tag.name == "link" for tag in beside) or not markup.styles
    wants_script = any(tag.name == "script" for tag in beside) or not any(map(str.strip, markup.scripts))
    for wanted, blocks in ((wants_style, styles), (wants_script, scripts)):
        if wanted and len(blocks) > 1:
            raise AnswerError("answer_several", count=len(blocks))
    for tag in reversed(beside):
        html = _without_line(html, tag)
    if wants_style and styles:
        html = _before(html, "head", f"<style>\n{styles[0].text}</style>\n", otherwise_first=True)
    if wants_script and scripts:
        html = _before(html, "body", f"<script>\n{scripts[0].text}</script>\n", otherwise_first=False)
    return html


def _without_line(html: str, tag: Tag) -> str:
    """The page without a tag that names a file, and without the line feed behind it."""
    end = tag.end
    if tag.name == "script":
        closing = _END_OF_SCRIPT.search(html, end)
        end = closing.end() if closing else end
    return html[: tag.start].rstrip(" \t") + html[end:].removeprefix("\n")


def _is_page(block: Block) -> bool:
    unnamed = block.language in _UNNAMED and _ELEMENT.search(block.text) is not None
    return block.language in _PAGES or unnamed


def _before(html: str, tag: str, piece: str, *, otherwise_first: bool) -> str:
    ends = [found.start for found in scan(html).tags if found.name == tag and found.closes]
    if ends:
        return f"{html[: ends[-1]]}{piece}{html[ends[-1] :]}"
    return f"{piece}{html}" if otherwise_first else f"{html.rstrip()}\n{piece}"
