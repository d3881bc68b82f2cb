"""A request → an edit script for an app, written by a general model held to `edit_gbnf(app)`."""

from __future__ import annotations

import threading

from desktop.blueprint import print_app, render
from desktop.blueprint.edits import Applied, edit, edit_gbnf
from desktop.blueprint.nodes import App
from desktop.coder.asking import Asking, OnText
from desktop.coder.fences import plain_lines
from desktop.coder.outcomes import DraftedEdit, Spent
from desktop.coder.prompting import conversation
from desktop.coder.showing import shown
from desktop.engine.completion import Message, TextEngine
from desktop.errors import AnswerError
from desktop.messages import ENGLISH, speaking

TOKEN_BUDGET = 320
"""A change is 10 to 40 tokens; one that takes ten statements is a request for several."""
SHOWN_PROBLEMS = 4
SHOWN_SAMPLES = 1
MOST_STATEMENTS = 40
"""A server may pay no heed to the budget; what goes on and on is no change that anybody asked for."""
CANNOT = "# cannot"
"""What the model writes where the language has no words for it: a comment, which changes nothing."""
_STARTS = ("set ", "clear ", "add ", "remove ", "rename ", "move ", "in ", "on ")


def draft_edit(
    engine: TextEngine,
    app: App,
    request: str,
    *,
    seed: int = 0,
    on_text: OnText | None = None,
    cancelled: threading.Event | None = None,
) -> DraftedEdit:
    """Draft a change of an app.

    Args:
        engine: Runs the model.
        app: The app as it is.
        request: The person's words.
        seed: Of the second try.
        on_text: Told each piece of text; a second try begins anew.
        cancelled: Set it, from any thread, to stop.

    Raises:
        Cancelled: If it was stopped.
        AnswerError: `answer_loops`.
        EngineError, ModelError: As the engine; also `engine_context` if the app is too large for the model.
    """
    asking = Asking(engine, TOKEN_BUDGET, seed, on_text, cancelled)
    messages = conversation("edit", blueprint=shown(app, SHOWN_SAMPLES, request), request=request)
    grammar = _with_a_way_out(edit_gbnf(app))
    answer = asking.ask(messages, Spent(), grammar=grammar)
    script, applied = _tried(app, answer.text)
    if script and applied.app is None:
        mend = conversation("mend_edit", problems=_problems(app, script))
        again = (*messages, Message("assistant", script), *mend)
        answer = asking.ask_again(again, answer.spent, grammar=grammar) or answer
        script, applied = _tried(app, answer.text)
    return drafted_edit(app, script, applied, answer.spent)


def drafted_edit(app: App, script: str, applied: Applied, spent: Spent) -> DraftedEdit:
    """Return a change; one that leaves everything as it is is none."""
    changed = applied.app if applied.app is not None and print_app(applied.app) != print_app(app) else None
    return DraftedEdit(script, changed, applied.diagnostics, applied.consequences, spent)


def _tried(app: App, answer: str) -> tuple[str, Applied]:
    """The script in an answer, and what comes of it."""
    statements = [line for line in plain_lines(answer) if line.startswith(_STARTS)]
    if len(statements) > MOST_STATEMENTS:
        raise AnswerError("answer_loops")
    script = "".join(f"{line}\n" for line in statements)
    return script, edit(app, script)


def _problems(app: App, script: str) -> str:
    """What is wrong with a script, in the language of the examples."""
    with speaking(ENGLISH):
        found = edit(app, script).diagnostics
        return "\n\n".join(render(each) for each in found[:SHOWN_PROBLEMS])


def _with_a_way_out(grammar: str) -> str:
    """The grammar of scripts, and the comment instead of one."""
    start, rest = grammar.split("\n", 1)
    assert start.startswith("root ::= ")
    return f'root ::= "{CANNOT}\\n" | script\n{start.replace("root", "script", 1)}\n{rest}'
