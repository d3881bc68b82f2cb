"""Ways in which people dress a request up: the jargon of builders around it, other words in its marks.

Nothing of the jargon is marked: that somebody wants HTML, a responsive layout or local storage says
nothing of what the app keeps. Everything is drawn from the `random.Random` that is handed in.
"""

from __future__ import annotations

import random
from dataclasses import replace

from models.data.domains import Domain
from models.data.marks import Marked, MarkedAsk, MarkedSpan

BEFORE: tuple[str, ...] = (
    "Create a single-page app in one HTML file: ", "Using HTML, CSS and vanilla JavaScript, ",
    "Build with React and Tailwind: ", "You are a senior web developer. ", "Write the full code for this: ",
    "Build me a web app. ", "Design and build the following. ",
    "Please develop a responsive web application. ",
    "Project: ", "Task: ", "Goal: ", "Requirements:\n", "I'm learning to code, so keep the code simple. ",
    "One HTML file only, please. ", "Next.js + TypeScript app. ", "Make a full stack app: ", "Prompt: ",
    "As a product manager I want this: ", "MVP: ", "Code me ", "Generate ", "Develop a modern web app, ",
    "Create a clean and simple interface. ", "Write me a python/js program: ", "hey ai, ", "App idea: ",
)  # fmt: skip
BEHIND: tuple[str, ...] = (
    " Use HTML, CSS and JavaScript.", " Make it responsive.", " It should look modern and clean.",
    " Store the data in local storage.", " Use Tailwind for the styling.", " Write it in React.",
    " The UI should be minimal and intuitive.", " Add smooth animations and hover effects.",
    " It must work on mobile and desktop.", " No backend, please.",
    " Use a card based layout with rounded corners.",
    " Follow best practices and comment the code.", " Include loading and empty states.",
    " Include a header, a sidebar and a footer.", " Accessibility matters: ARIA labels and keyboard support.",
    " Put everything in a single file.", " The design should be professional.", " use typescript",
    " Data should persist after a refresh.", " Make it user-friendly.",
    " Add mock data so that it does not look empty.",
    " Use icons and a nice font.", " Handle errors gracefully.", " full CRUD please", " Deploy-ready code.",
    " Make sure that the layout adapts to small screens.", " It should be easy for beginners.",
    " Aesthetic: playful, lots of white space.", " with a nice UI", " Use modals for adding and editing.",
    " Tech stack: Vue and SQLite.", " Performance should be good with many entries.",
    " Show a toast after saving.",
)  # fmt: skip


def with_jargon(request: Marked, pick: random.Random) -> Marked:
    """A request among the words of people who have read about code."""
    before = pick.choice(BEFORE) if pick.random() < 0.5 else ""
    behind = "".join(
        pick.sample(BEHIND, pick.choice((0, 1, 1, 2, 3)) if before else pick.choice((1, 1, 2, 3)))
    )
    text = request.text.rstrip()
    stop = "" if not behind or text[-1:] in ".!?" else "."
    shift = len(before)
    return Marked(
        before + text + stop + behind,
        tuple(replace(span, start=span.start + shift, end=span.end + shift) for span in request.spans),
        request.kind,
        request.domain,
        tuple(replace(ask, start=ask.start + shift, end=ask.end + shift) for ask in request.asks),
    )


BETWEEN: tuple[str, ...] = (
    " ", ". ", ". ", "; ", "\n", ", ", " and ", " and ", ", and ", " and also ", ". Also ", ". And ",
    ", then ", " plus ", ". Oh and ", " + ", " & ", ", und ",
)  # fmt: skip
"""What stands between two wishes that are said in one breath."""


def joined(first: Marked, second: Marked, pick: random.Random) -> Marked:
    """Two requests to change the same app, said as one."""
    between = pick.choice(BETWEEN)
    begun = first.text.rstrip(" .!\n") if between.lstrip(" \n") else first.text.rstrip()
    # A mark or an ask may end with the sign that goes.
    begun = first.text[: max(len(begun), *(one.end for one in (*first.spans, *first.asks)))]
    going_on = second.text
    begins_with_a_name = any(span.start == 0 for span in second.spans)
    goes_on = not between.startswith((".", "\n")) and going_on[1:2].islower() and not begins_with_a_name
    if goes_on and pick.random() < 0.7:
        going_on = going_on[0].lower() + going_on[1:]
    shift = len(begun) + len(between)
    return replace(
        first,
        text=f"{begun}{between}{going_on}",
        spans=first.spans
        + tuple(replace(one, start=one.start + shift, end=one.end + shift) for one in second.spans),
        asks=first.asks
        + tuple(replace(one, start=one.start + shift, end=one.end + shift) for one in second.asks),
    )


def spoken(request: Marked, pick: random.Random) -> Marked:
    """A request, at times in lower case or with typos that keep its length."""
    how = pick.random()
    text = request.text
    if how < 0.2:
        lowered = text.lower()
        text = lowered if len(lowered) == len(text) else text
    elif how < 0.4:
        letters = list(text)
        for position in range(1, len(letters)):
            if letters[position].isalpha() and letters[position - 1].isalpha() and pick.random() < 0.015:
                letters[position - 1], letters[position] = letters[position], letters[position - 1]
        text = "".join(letters)
    return replace(request, text=text)


_SWAPPED = ("f", "old", "by", "entity", "opt")
POINTING = frozenset(
    [
        "it",
        "that",
        "this",
        "them",
        "those",
        "these",
        "one",
        "ones",
        "other",
        "last",
        "first",
        "second",
        "third",
        "chart",
        "charts",
        "table",
        "list",
        "calendar",
        "page",
        "button",
        "header",
        "title",
        "subtitle",
        "heading",
        "text",
        "everything",
        "all",
    ]
)
_TYPES = {"longtext": "long", "url": "link", "color": "colour"}


class OtherWords:
    """Puts other people's nouns into the marks of an edit, so that the sentence is learnt and not the nouns.

    Args:
        domains: Where the nouns come from (give the trained ones only).
    """

    def __init__(self, domains: tuple[Domain, ...]) -> None:
        self._fields: dict[str, list[str]] = {}
        self._names: list[str] = []
        self._entities: list[str] = []
        self._options: list[str] = []
        for domain in domains:
            for entity in domain["entities"]:
                self._entities += [entity["name"].lower(), *entity["syn"]]
                for field in entity["fields"]:
                    type_ = "ref" if field["t"].startswith("ref") else _TYPES.get(field["t"], field["t"])
                    self._fields.setdefault(type_, []).append(field["n"])
                    self._names.append(field["n"])
                    self._options += field.get("opts", ())

    def swapped(self, request: Marked, pick: random.Random, kept: frozenset[str] = frozenset()) -> Marked:
        """The request with about half of its nouns changed, its marks and asks where they then stand.

        Args:
            request: With its marks.
            pick: Draws.
            kept: Words, in lower case, that must stay.
        """
        pieces: list[str] = []
        spans: list[MarkedSpan] = []
        moved: list[tuple[int, int]] = []
        length = position = 0
        for span in request.spans:
            plain = request.text[position : span.start]
            words = request.words(span)
            low = words.lower()
            if pick.random() < 0.5 and low not in kept and not (POINTING & set(low.split())):
                words = self._other(span, words, pick)
            pieces += [plain, words]
            length += len(plain)
            spans.append(replace(span, start=length, end=length + len(words)))
            length += len(words)
            position = span.end
            moved.append((span.end, length - span.end))
        pieces.append(request.text[position:])

        def at(old: int) -> int:
            return old + next((by for end, by in reversed(moved) if end <= old), 0)

        asks = tuple(MarkedAsk(at(ask.start), at(ask.end), ask.operation) for ask in request.asks)
        return replace(request, text="".join(pieces), spans=tuple(spans), asks=asks)

    def _other(self, span: MarkedSpan, words: str, pick: random.Random) -> str:
        if span.tag not in _SWAPPED:
            return words
        pool = {
            "f": self._fields.get(span.type, ()),
            "entity": self._entities,
            "opt": self._options,
        }.get(span.tag, self._names)
        other = pick.choice(pool) if pool else words
        return "".join(sign for sign in other if sign not in "{}[]|") or words
