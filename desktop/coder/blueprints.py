"""A request → a blueprint, written by a general model that was shown the language in a few examples.

Where the engine takes a grammar, what comes can always be read; whether it makes sense is the checker's
question. Its problems are shown to the model once, in the very words that a person reads. What is wrong then
still is left out line by line, and told: an app with one chart less serves, an app that cannot run does not.
"""

from __future__ import annotations

import threading

from desktop.blueprint import Diagnostic, Reading, gbnf, print_app, read, render
from desktop.coder.asking import Answer, Asking, OnText
from desktop.coder.fences import plain_answer
from desktop.coder.outcomes import Drafted, Spent
from desktop.coder.prompting import conversation
from desktop.engine.completion import Message, TextEngine
from desktop.errors import AnswerError
from desktop.messages import ENGLISH, speaking

TOKEN_BUDGET = 1400
"""General models have coarser or finer tokens than ours; the longest example takes some 900."""
MOST_MENDING_ROUNDS = 6
"""Leaving a line out can make another one senseless, that named what was in it."""
MOST_LEFT_OUT = 8
"""Past that it is no longer what was asked for."""
SHOWN_PROBLEMS = 6
LONGEST_CHARACTERS = 40_000
"""A server may pay no heed to the budget; the longest example is a tenth of that."""
_OPENING = 'app "'


def draft_blueprint(
    engine: TextEngine,
    request: str,
    *,
    seed: int = 0,
    on_text: OnText | None = None,
    cancelled: threading.Event | None = None,
) -> Drafted:
    """Draft a blueprint.

    Args:
        engine: Runs the model.
        request: The person's words.
        seed: Of the second try.
        on_text: Told each piece of text; a second try begins with `app "` again.
        cancelled: Set it, from any thread, to stop.

    Raises:
        Cancelled: If it was stopped.
        AnswerError: `answer_loops`, `answer_large`, or `answer_no_blueprint` if what came is none at all.
        EngineError, ModelError: As the engine.
    """
    asking = Asking(engine, TOKEN_BUDGET, seed, on_text, cancelled)
    messages = conversation("blueprint", request=request)
    answer = asking.ask(messages, Spent(), grammar=gbnf())
    text = _blueprint_in(answer.text)
    reading = read(text)
    if not reading.ok or not answer.whole:
        again = asking.ask_again(_again(messages, text, answer), answer.spent, grammar=gbnf())
        answer = again or answer
        mended = _blueprint_in(answer.text)
        # The second is not always the better one.
        if _weight(read(mended)) <= _weight(reading):
            text = mended
    return _drafted(text, answer.spent)


def _blueprint_in(answer: str) -> str:
    """The blueprint in an answer that may have other words around it."""
    text = plain_answer(answer)
    start = text.find(_OPENING)
    if start < 0:
        raise AnswerError("answer_no_blueprint")
    if len(text) - start > LONGEST_CHARACTERS:
        raise AnswerError("answer_large", limit_kb=LONGEST_CHARACTERS // 1000)
    lines = text[start:].rstrip().splitlines()
    # Behind it, models without a grammar explain what they have done.
    while len(lines) > 1 and not lines[-1].startswith((" ", "entity ", "page ")):
        lines.pop()
    return "\n".join(lines) + "\n"


def _again(messages: tuple[Message, ...], text: str, answer: Answer) -> tuple[Message, ...]:
    """The conversation that shows a blueprint and what is wrong with it, in the language of the examples."""
    with speaking(ENGLISH):
        found = read(text).diagnostics
        problems = [render(each) for each in found if each.severity == "error"][:SHOWN_PROBLEMS]
    if not answer.whole:
        problems.append("It was too long and is cut off. Write a shorter one, with at most three entities.")
    mend = conversation("mend_blueprint", problems="\n\n".join(problems))
    return (*messages, Message("assistant", text), *mend)


def _weight(reading: Reading) -> int:
    return sum(each.severity == "error" for each in reading.diagnostics)


def _drafted(text: str, spent: Spent) -> Drafted:
    """The app without the lines that make no sense, if it is still one then."""
    left_out: list[str] = []
    lines = text.splitlines()
    for _ in range(MOST_MENDING_ROUNDS):
        reading = read("\n".join(lines) + "\n")
        if reading.ok and reading.app is not None:
            warnings = reading.diagnostics
            return Drafted(print_app(reading.app), reading.app, warnings, tuple(left_out), spent)
        wrong = _lines_to_leave_out(reading.diagnostics, lines)
        if not wrong or len(left_out) + len(wrong) > MOST_LEFT_OUT:
            break
        left_out += [lines[at].strip() for at in wrong]
        lines = [line for at, line in enumerate(lines) if at not in wrong]
    return Drafted(text, None, read(text).diagnostics, (), spent)


def _lines_to_leave_out(diagnostics: tuple[Diagnostic, ...], lines: list[str]) -> list[int]:
    """Which lines, from 0, can go: those with an error that stand under another one."""
    wrong = {each.span.line - 1 for each in diagnostics if each.severity == "error"}
    return sorted(at for at in wrong if 0 <= at < len(lines) and lines[at].startswith("  "))
