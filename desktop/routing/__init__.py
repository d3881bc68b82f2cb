"""Routing: a task and the models there are in, which of them does it out, and who comes next.

`route` is pure: candidates are values, nothing is loaded or asked. The smallest model that does the task
well goes first, and small edits never wait for a large one. `judging` says how a model fits this computer,
`roster` turns what is installed, and the server in the room, into candidates, and a candidate into an open
engine; `uses` keeps what was done by whom, and what it cost. Asking them is for `others`.

May import: engine, fitting, hub, remote.
"""

from __future__ import annotations

from desktop.routing.candidate import SHIPPED, Candidate
from desktop.routing.judging import Judge
from desktop.routing.roster import Roster, call_the_roll
from desktop.routing.route import Route, escalate, route
from desktop.routing.tasks import TASKS, Task, TaskName, task_named
from desktop.routing.uses import Use, Uses

__all__ = [
    "SHIPPED",
    "TASKS",
    "Candidate",
    "Judge",
    "Roster",
    "Route",
    "Task",
    "TaskName",
    "Use",
    "Uses",
    "call_the_roll",
    "escalate",
    "route",
    "task_named",
]
