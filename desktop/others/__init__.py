"""Models by others at our work: who could help here, and what comes of asking them.

Spindle does everything first; nobody needs another model. Where it was unsure, or the language has no words
for something, a larger model that is at hand may try: routing says which, `coder` asks it and checks what it
writes, and what comes of it is a `Built` or an `Edited` like Spindle's own, told and undone like them.

    Others.open()                           the models that are installed, and the server in the room
    .candidates(), .offer(task, …)          who could do something, and the one line that says so
    .build(request), .edit(project, request), .section(project, wish, run)
    .samples(project, entity), .wording(project, text, wish), .explain(project, question)

Each answer carries its `Use`: who it was, how long it took and what it read and wrote; failures are kept too.
Nothing is written into an app's folder here (`saving` does that), no window is known, and a page is tried by
whoever calls `section`. A call takes as long as the model: not for the thread that draws the window.

May import: blueprint, changing, coder, compiler, engine, fitting, hub, outcomes, own_parts, pins, routing, workspace.
"""  # noqa: E501 - a contract is one line

from __future__ import annotations

from desktop.others.asking import How
from desktop.others.explaining import explained
from desktop.others.making_parts import Run
from desktop.others.offer import Offer, offer
from desktop.others.others import Others
from desktop.others.trying import trying, untried

__all__ = ["How", "Offer", "Others", "Run", "explained", "offer", "trying", "untried"]
