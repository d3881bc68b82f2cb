"""A wish → one small whole HTML file for a `custom` section, run before anybody is shown that it is done.

A file is written, tried by the caller in the very frame that it will stand in, and mended from what the
browser really said, at most twice: models that are asked a third time go round in circles. The best of what
was written is given back with what is still wrong, so that its caller can offer to take it back.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from desktop.coder.answer import html_of
from desktop.coder.asking import Asking, OnText
from desktop.coder.outcomes import Fault, Made, Spent
from desktop.coder.prompting import conversation, why_refused
from desktop.coder.section_brief import Brief, section_prompt
from desktop.engine.completion import Message, TextEngine
from desktop.errors import AnswerError, Cancelled

TOKEN_BUDGET = 3000
CHARACTERS_IN_A_TOKEN = 2.5
"""Of code; models differ, and this is one of the finer ones. A file that is changed is written whole."""
MOST_REPAIRS = 2
TOLD_FAULTS = 4
LONGEST_FAULT = 300
"""Characters of what a page says that are told to the model: a page may say anything, and at any length."""
Run = Callable[[str], tuple[Fault, ...]]
OnStage = Callable[[str, int], None]
_WEIGHT = {"crash": 1000, "silent": 1000, "blank": 100, "error": 10, "refused": 1}


@dataclass(frozen=True, slots=True)
class _Written:
    """A file that could be read, and how it ran."""

    html: str
    faults: tuple[Fault, ...]

    @property
    def weight(self) -> int:
        return sum(_WEIGHT.get(fault.kind, 10) for fault in self.faults)


def make_section(
    engine: TextEngine,
    brief: Brief,
    run: Run,
    on_text: OnText | None = None,
    cancelled: threading.Event | None = None,
    *,
    seed: int = 0,
    on_stage: OnStage | None = None,
) -> Made:
    """Write the file of a `custom` section.

    Args:
        engine: Runs the model.
        brief: What it is to be.
        run: Tries a file for real and returns what goes wrong; `desktop.preview.trial` does. Called in this
            thread, at most three times.
        on_text: Told each piece of text; each file begins anew, which `on_stage` says.
        cancelled: Set it, from any thread, to stop.
        seed: Of the repairs.
        on_stage: Told (`writing` or `trying`, the round from 1).

    Raises:
        Cancelled: If it was stopped; also by `run`.
        AnswerError: Why the last answer cannot be used, if none could.
        EngineError, ModelError: As the engine.
    """
    budget = TOKEN_BUDGET + int(len(brief.current) / CHARACTERS_IN_A_TOKEN)
    asking = Asking(engine, budget, seed, on_text, cancelled)
    tell = on_stage or (lambda stage, number: None)
    first = section_prompt(brief)
    messages, spent = first, Spent()
    best: _Written | None = None
    refusal: AnswerError | None = None
    for number in range(1, MOST_REPAIRS + 2):
        tell("writing", number)
        try:
            answer = asking.ask(messages, spent) if number == 1 else asking.ask_again(messages, spent)
            if answer is None:
                break  # what is to be mended is longer than it can read
            spent = answer.spent
            html = html_of(answer.text, whole=answer.whole)
            if html.strip() == brief.current.strip():
                raise AnswerError("answer_unchanged")
        except AnswerError as error:
            refusal = error
            spent = _counted(spent, number)
            messages = _asked_again(first, error, best)
            continue
        if best is not None and html == best.html:
            break  # it has no other idea, and the same file runs the same way
        tell("trying", number)
        written = _Written(html, run(html))
        if cancelled is not None and cancelled.is_set():
            raise Cancelled("cancelled")
        if best is None or written.weight <= best.weight:
            best = written
        if not best.faults or any(fault.kind == "untried" for fault in best.faults):
            break
        messages = _mending(first, written)
    if best is None:
        raise refusal or AnswerError("answer_empty")
    return Made(best.html, best.faults, max(spent.rounds - 1, 0), spent)


def _counted(spent: Spent, rounds: int) -> Spent:
    """What was spent, with a round whose answer was refused before it could be counted."""
    return Spent(spent.seconds, spent.prompt_tokens, spent.tokens, max(spent.rounds, rounds))


def _asked_again(
    first: tuple[Message, ...], refusal: AnswerError, best: _Written | None
) -> tuple[Message, ...]:
    """The conversation after an answer that is none: without it, as a bad example teaches."""
    if best is not None:
        return _mending(first, best)
    *before, asked = first
    why = conversation("section_refused", why=why_refused(refusal))[-1].text
    return (*before, Message("user", f"{asked.text}\n\n{why}"))


def _mending(first: tuple[Message, ...], written: _Written) -> tuple[Message, ...]:
    """The conversation that shows a file and what went wrong in it."""
    told = "\n".join(f"- {_told(fault, written.html)}" for fault in written.faults[:TOLD_FAULTS])
    mend = conversation("section_mend", faults=told)
    return (*first, Message("assistant", f"```html\n{written.html}```"), *mend)


def _told(fault: Fault, html: str) -> str:
    said = " ".join(fault.message.split())[:LONGEST_FAULT]
    match fault.kind:
        case "blank":
            return "Nothing can be seen: the page stays empty."
        case "silent" | "crash":
            return "The page does not answer any more: a loop that never ends, or far too much memory."
        case "refused":
            return f"It asked for {said}, which it may not have. Everything has to stand in the file itself."
    place = _line_at(html, fault.line)
    return f"{said} (in this line: {place})" if place else said


def _line_at(html: str, line: int) -> str:
    """The line of the only script that an error is in: the frame counts lines from its `<script>`."""
    if line < 1 or html.lower().count("<script") != 1:
        return ""
    script = html[html.lower().find("<script") :].split("\n")
    return script[line - 1].strip()[:120] if line <= len(script) else ""
