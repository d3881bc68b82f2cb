"""Jobs that make new apps of words."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop.paths import apps_folder
from desktop.shell.jobs.job import Workplace
from desktop.shell.jobs.saving import last_numbers
from desktop.shell.jobs.sketching import Sketcher
from desktop.shell.results import Made, Taken
from desktop.workspace import new_folder

if TYPE_CHECKING:
    from desktop.outcomes import Progress

MOST_TAKES = 3


@dataclass(frozen=True, slots=True)
class Build:
    """Build and save an app.

    Attributes:
        sketcher: Makes what is written so far something to look at; None for no sketches.
    """

    request: str
    seed: int = 0
    sketcher: Sketcher | None = None

    def do(self, at: Workplace) -> Made:
        """Build it into a folder of its own."""
        started_s = time.monotonic()

        def tell(news: Progress) -> None:
            at.tell(news)
            sketch = self.sketcher.look_at(news) if self.sketcher is not None else None
            if sketch is not None:
                at.show(sketch)

        session = at.session()
        built = session.build(self.request, seed=self.seed, on_progress=tell, cancelled=at.cancelled)
        project = session.save(built, new_folder(apps_folder(), built.app.name))
        if project.notes:
            built = replace(built, notes=(*built.notes, *project.notes))
        took_s = time.monotonic() - started_s
        return Made(built, project, took_s, last_numbers(project, 1)[0], session.tokens_per_s)


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
