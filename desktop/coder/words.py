"""Sentences by a general model: one text worded otherwise, and an app explained."""

from __future__ import annotations

import re
import threading

from desktop.blueprint.nodes import App
from desktop.coder.asking import Asking, OnText
from desktop.coder.fences import plain_answer
from desktop.coder.outcomes import Spent, Worded
from desktop.coder.prompting import conversation
from desktop.coder.showing import shown
from desktop.engine.completion import TextEngine
from desktop.errors import AnswerError

WORDING_BUDGET, EXPLAIN_BUDGET = 120, 260
LONGEST_WORDING, LONGEST_EXPLANATION = 300, 1500
"""Characters."""
_QUOTED = 'root ::= "\\"" [^"\\x00-\\x1F\\x7F\\xA0 ] [^"\\x00-\\x1F\\x7F]* "\\""\n'
"""A label of the language: no quotation mark, no line feed, and it does not begin with a blank."""
_MARKUP = re.compile(r"\*\*|__|^#{1,6} |`", re.MULTILINE)
_LEAD_IN = re.compile(
    r"\A(?:sure|certainly|of course|okay|here(?:'s| is| are))\b[^\n:]{0,80}:\s*", re.IGNORECASE
)


def reword(
    engine: TextEngine,
    text: str,
    wish: str,
    *,
    on_text: OnText | None = None,
    cancelled: threading.Event | None = None,
) -> Worded:
    """Say one text of an app otherwise.

    Args:
        engine: Runs the model.
        text: The text as it is; "" for a new one.
        wish: How it is to be, in the person's words.
        on_text: Told each piece of what is written.
        cancelled: Set it, from any thread, to stop.

    Returns:
        One line without quotation marks, fit to stand in a blueprint.

    Raises:
        Cancelled: If it was stopped.
        AnswerError: `answer_empty`, `answer_large` or `answer_loops`.
        EngineError, ModelError: As the engine.
    """
    asking = Asking(engine, WORDING_BUDGET, 0, on_text, cancelled)
    answer = asking.ask(conversation("wording", text=text, wish=wish), Spent(), grammar=_QUOTED)
    line = next((each for each in _plain(answer.text).split("\n") if each.strip()), "")
    words = " ".join(line.replace('"', " ").split()).strip("“”„ ")
    if not words:
        raise AnswerError("answer_empty")
    if len(words) > LONGEST_WORDING or not answer.whole:
        raise AnswerError("answer_large", limit_kb=1)
    return Worded(words, answer.spent)


def explain(
    engine: TextEngine,
    app: App,
    question: str,
    *,
    on_text: OnText | None = None,
    cancelled: threading.Event | None = None,
) -> Worded:
    """Answer a question about an app in a few plain sentences.

    Args:
        engine: Runs the model.
        app: The app.
        question: The person's words.
        on_text: Told each piece of what is written.
        cancelled: Set it, from any thread, to stop.

    Raises:
        Cancelled: If it was stopped.
        AnswerError: `answer_empty` or `answer_loops`.
        EngineError, ModelError: As the engine; also `engine_context` if the app is too large for the model.
    """
    asking = Asking(engine, EXPLAIN_BUDGET, 0, on_text, cancelled)
    answer = asking.ask(
        conversation("explain", blueprint=shown(app, 0, question), question=question), Spent()
    )
    words = _plain(answer.text)[:LONGEST_EXPLANATION]
    if not answer.whole or len(words) == LONGEST_EXPLANATION:
        # Cut off in the middle of a sentence; the sentences before it stand.
        words = words[: max(words.rfind(end) for end in ".!?。") + 1]
    if not words:
        raise AnswerError("answer_empty")
    return Worded(words, answer.spent)


def _plain(answer: str) -> str:
    """An answer without markup, signs that cannot be seen, and the politeness before it."""
    words = "".join(sign for sign in plain_answer(answer) if sign.isprintable() or sign in "\n\t")
    return _LEAD_IN.sub("", _MARKUP.sub("", words).strip()).strip()
