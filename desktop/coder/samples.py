"""Sample records for an entity, written by a general model that is held to the entity's own fields."""

from __future__ import annotations

import threading

from desktop.blueprint.edits import Applied, edit
from desktop.blueprint.nodes import App, Entity
from desktop.coder.asking import Asking, OnText
from desktop.coder.edits import drafted_edit
from desktop.coder.fences import plain_lines
from desktop.coder.outcomes import DraftedEdit, Spent
from desktop.coder.prompting import conversation
from desktop.coder.sample_grammar import sample_grammar
from desktop.coder.showing import shown
from desktop.engine.completion import TextEngine

MOST_SAMPLES = 12
SHOWN_SAMPLES = 3
TOKENS_FOR_A_FIELD = 24
_SAMPLE = "sample "


def sample_records(
    engine: TextEngine,
    app: App,
    entity: Entity,
    count: int = 5,
    *,
    wish: str = "",
    on_text: OnText | None = None,
    cancelled: threading.Event | None = None,
) -> DraftedEdit:
    """Write sample records, as the edit script that adds them.

    Args:
        engine: Runs the model.
        app: The app.
        entity: An entity of its.
        count: How many, 1 to `MOST_SAMPLES`.
        wish: What they are to be like, in the person's words; "" leaves it to the model.
        on_text: Told each piece of what is written.
        cancelled: Set it, from any thread, to stop.

    Returns:
        The script of those records that the app can keep; the others are left out. Without an app, and with
        the last reason, if it can keep none.

    Raises:
        Cancelled: If it was stopped.
        EngineError, ModelError: As the engine.
    """
    count = min(max(count, 1), MOST_SAMPLES)
    budget = 40 + count * (8 + TOKENS_FOR_A_FIELD * len(entity.fields))
    asking = Asking(engine, budget, 0, on_text, cancelled)
    messages = conversation(
        "samples",
        blueprint=shown(app, SHOWN_SAMPLES),
        entity=entity.name,
        count=str(count),
        wish=wish or "Invent them.",
        fields=", ".join(field.name for field in entity.fields),
    )
    answer = asking.ask(messages, Spent(), grammar=sample_grammar(app, entity, count), loops_count=True)
    script, last = "", Applied(None)
    known = {sample.values for sample in entity.samples}
    where = f"in {entity.name}: add "
    # Some write the whole statement, having seen the language.
    lines = [line.removeprefix(where) for line in plain_lines(answer.text)]
    for line in [line for line in lines if line.startswith(_SAMPLE)][: count * 2]:
        statement = f"{where}{line}\n"
        if statement in script or script.count("\n") == count:
            continue
        applied = edit(app, script + statement)
        if applied.app is None or applied.diagnostics:
            # Also one that names a record which is not there: that is a warning only.
            last = last if script else Applied(None, applied.diagnostics)
        elif _is_new(applied.app, entity.name, known):
            script, last = script + statement, applied
    return drafted_edit(app, script, last, answer.spent)


def _is_new(app: App, name: str, known: set[tuple[str | None, ...]]) -> bool:
    """Whether the last sample of an entity is none of those that were there."""
    entity = next(each for each in app.entities if each.name == name)
    return entity.samples[-1].values not in known
