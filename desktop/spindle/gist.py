"""What a long request is about, in a few words: its first sentence, or its name and goal, without the jargon.

A pasted specification is mostly looks, technology and lists; one vector of all of it is near to everything
and to nothing. People say what they want first.
"""

from __future__ import annotations

import re

LONG = 160
"""Letters from which on a request has a gist of its own."""
MOST_WORDS = 18
_JARGON = re.compile(
    r"(?i)\b(?:using|in|with) (?:plain |vanilla |pure )?"
    r"(?:HTML|CSS|JavaScript|React|Vue|Next|Tailwind|TypeScript|Python|Node)[\w.]*"
    r"(?:(?:,| and|/|\+|,? and)? ?(?:plain |vanilla )?"
    r"(?:HTML|CSS|JavaScript|JS|React|Vue|Next|Tailwind|TypeScript|Node)[\w.]*)*"
    r"|\b(?:in|as) (?:a|one) single (?:HTML )?file\b|\bsingle[- ]page (?:web )?app(?:lication)?\b"
    r"|\bwith (?:the|these) following (?:requirements|features)\b"
    r"|\b(?:responsive|modern|beautiful|comprehensive|visually appealing|interactive|full[- ]stack"
    r"|user-friendly|simple)\b"
)
_NAMED = re.compile(r"(?im)^\W*(?:name|title|goal|purpose|topic|project)\s*:\s*(.+)$")


def gist(request: str) -> str:
    """The few words that say what a request is about; the request itself where it is short."""
    if len(request) <= LONG:
        return request
    named = _NAMED.findall(request)
    if named:
        return " ".join(" ".join(named[:2]).split()[:MOST_WORDS])
    plain = " ".join(_JARGON.sub(" ", request).split())
    for sentence in re.split(r"(?<=[.!?:;])\s", plain):
        words = sentence.strip(" ,.:;!?").split()
        if len(words) > 3:  # "Hi!" and "Task:" say nothing yet
            return " ".join(words[:MOST_WORDS])
    return " ".join((plain or request).split()[:MOST_WORDS])
