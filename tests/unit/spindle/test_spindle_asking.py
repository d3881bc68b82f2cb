"""What is refused as unclear, and what is rather guessed at."""

from __future__ import annotations

import numpy as np
import pytest

from desktop.blueprint import parse
from desktop.errors import RequestError
from desktop.spindle.asking import refuse_if_unclear
from desktop.spindle.memory import Remembered
from desktop.spindle.reading import Reading

TIMER = parse('app "Focus"\n\npage Focus\n  timer pomodoro; work 25; break 5\n').app
SENTENCE = "tabata 20 on 10 off eight times"


def refused(request: str, kind: str, confidence: float, similarity: float) -> bool:
    """Whether a request is sent back."""
    reading = Reading(request, kind, confidence, (), np.zeros(4, dtype=np.float32))
    try:
        refuse_if_unclear(reading, (Remembered(TIMER, "timer", "a phrase", similarity, True),))
    except RequestError as refusal:
        assert refusal.key == "request_unclear"
        return True
    return False


@pytest.mark.parametrize(
    ("request_text", "kind", "confidence", "similarity", "is_refused"),
    [
        (SENTENCE, "timer", 0.47, 0.7, False),  # however unsure of the kind
        (SENTENCE, "data", 0.1, 0.55, False),
        (SENTENCE, "data", 0.1, 0.45, True),  # nothing is near
        (SENTENCE, "none", 0.3, 0.7, True),  # likelier no app at all
        ("asdfgh jkl", "game", 0.26, 0.72, True),  # a word or two that are like nothing
        ("tabata", "timer", 0.4, 0.8, False),
    ],
)
def test_a_sentence_is_answered_where_something_near_is_known(
    request_text, kind, confidence, similarity, is_refused
):
    """The nearest app, told as a guess, helps more than a request to say it otherwise."""
    assert refused(request_text, kind, confidence, similarity) is is_refused
