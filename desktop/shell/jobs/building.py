"""Jobs that make new apps of words."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from desktop.paths import apps_folder
from desktop.shell.jobs.job import Workplace
from desktop.shell.jobs.saving import last_two
from desktop.shell.results import Made, Taken
from desktop.workspace import new_folder

MOST_TAKES = 3


@dataclass(frozen=True, slots=True)
class Build:
    """Build and save an app."""

    request: str
    seed: int = 0

    def do(self, at: Workplace) -> Made:
        """Build it into a folder of its own."""
        started_s = time.monotonic()
        session = at.session()
        built = session.build(self.request, seed=self.seed, on_progress=at.tell, cancelled=at.cancelled)
        project = session.save(built, new_folder(apps_folder(), built.app.name))
        if project.notes:
            built = replace(built, notes=(*built.notes, *project.notes))
        took_s = time.monotonic() - started_s
        return Made(built, project, took_s, last_two(project)[0], session.tokens_per_s)


@dataclass(frozen=True, slots=True)
class MakeTakes:
    """Build several apps for one request, in memory."""

    request: str
    seed: int = 0

    def do(self, at: Workplace) -> Taken:
        """Build them; the first is what `Build` makes."""
        takes = at.session().takes(self.request, MOST_TAKES, seed=self.seed, on_progress=at.tell)
        at.go_on()
        return Taken(takes)
