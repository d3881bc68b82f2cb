"""What can be worked with: a request is tidied, or refused in a sentence."""

from __future__ import annotations

from desktop.errors import RequestError
from desktop.spindle.assembler.entities import TRUST
from desktop.spindle.memory import Remembered
from desktop.spindle.naming import is_sentence
from desktop.spindle.reading import Reading
from desktop.spindle.tags import OF_RECORDS

LONGEST_REQUEST = 12_000
"""Characters; about five pages."""
UNSURE = 0.5
"""Similarity under which a request without any mark says nothing that could be built."""
VAGUE, UNSURE_AND_VAGUE = 0.5, 0.78
"""Where no kind is at least so likely, more similarity is needed."""


def understandable(request: str) -> str:
    """The request, tidied.

    Raises:
        RequestError: If it is empty, too long, or in a script that the reader was never taught.
    """
    request = request.replace("\r\n", "\n").strip()
    if not request:
        raise RequestError("request_empty")
    if len(request) > LONGEST_REQUEST:
        raise RequestError("request_too_long", length=len(request), limit=LONGEST_REQUEST)
    letters = [letter for letter in request if letter.isalpha()]
    latin = sum(letter < "\u0250" for letter in letters)
    if latin < 3 or latin * 2 < len(letters):
        raise RequestError("request_unclear" if not letters else "request_script")
    return request


def refuse_if_unclear(reading: Reading, remembered: tuple[Remembered, ...]) -> None:
    """Stop where there is nothing to go by.

    Raises:
        RequestError: If nothing was marked and nothing similar is remembered.
    """
    similarity = remembered[0].similarity if remembered else 0.0
    asked = [mark for mark in reading.tagged("entity", "f") if mark.confidence > 0.6]
    if reading.kind not in OF_RECORDS and reading.kind_confidence > 0.5:
        return  # what a game or a tool is called need not be known to build the nearest
    if reading.kind == "none" and (reading.kind_confidence > 0.5 or similarity < TRUST) and not asked:
        raise RequestError("request_unclear")
    # The nearest is better than a refusal where somebody has said so much.
    is_wish = reading.kind != "none" and is_sentence(reading.request)
    vague = reading.kind_confidence < VAGUE and not is_wish
    if not asked and similarity < (UNSURE_AND_VAGUE if vague else UNSURE):
        raise RequestError("request_unclear")
