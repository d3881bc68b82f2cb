"""The example apps as a person's own: each with the words it came from, a history, and a picture."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from fake_session import FakeSession
from PySide6.QtGui import QImage

from desktop.blueprint import read
from desktop.blueprint.nodes import App
from desktop.changing import scripted
from desktop.compiler import FileSet, compile_app
from desktop.errors import Cancelled
from desktop.library.thumbnails import keep_thumbnail
from desktop.outcomes import Built, Progress
from desktop.paths import resources_folder
from desktop.preview.thumbnail import picture_of
from desktop.saving import save_edit, save_new
from desktop.workspace import Project

EXAMPLES = resources_folder() / "examples"
REQUESTS = {
    "green-thumbprint": "a plant watering tracker with the room and how often each one needs water",
    "owl-and-noun": "vocabulary practice for my class, with a score",
    "dog-eared": "a reading log: book, pages read and a rating",
    "penny-by-penny": "what we spend each month, by category",
    "room-seven": "homework and marks for my class",
    "night-oven": "orders for the bakery, to be fetched on Saturday",
    "second-drawer": "an app for who borrowed which tool from my shed, with a due date",
}
"""Blueprint → what somebody has said for it; the last was made last."""
CHANGED = "second-drawer"
CHANGES = (
    ("everything in blue", "set accent steelblue"),
    ("call the first page Counter", "rename page Desk to Counter"),
    ("note where each neighbour's spare key hangs", "in Neighbour: add spare key: text"),
)
"""(words, edit script) of the changes that `CHANGED` has behind it, the oldest first."""


def built(name: str, *, take: int = 1, chance: float = 0.9, made_by: str = "memory") -> Built:
    """An example, as the session gives it."""
    text = (EXAMPLES / f"{name}.blueprint").read_text(encoding="utf-8")
    app = read(text).app
    assert app is not None
    request = REQUESTS.get(name, app.about)
    return Built(
        request,
        7,
        text,
        app,
        compile_app(app),
        (),
        (),
        made_by,
        "Spindle",
        "0.4",
        "ab" * 32,
        chance,
        take,
        (),
    )


def save_examples(apps: Path) -> dict[str, Project]:
    """Save the examples with their histories; return them by the names of their blueprints."""
    projects = {name: save_new(built(name), apps / built(name).app.name) for name in REQUESTS}
    for request, script in CHANGES:
        projects[CHANGED] = save_edit(scripted(projects[CHANGED], request, script), projects[CHANGED])
    for name, project in projects.items():
        picture = picture_of(QImage(str(EXAMPLES / "pictures" / f"{name}.jpg")))
        assert picture is not None
        keep_thumbnail(project.folder, picture)
    return projects


class ExampleSession(FakeSession):
    """Writes `CHANGED` for every request, with its real pages, and is as sure as it is told."""

    def build(
        self,
        request: str,
        *,
        seed: int = 0,
        on_progress: Callable[[Progress], None],
        cancelled: threading.Event | None = None,
    ) -> Built:
        """Write it line by line, `pace_s` each."""
        cancelled = cancelled or threading.Event()
        made = replace(built(CHANGED, chance=self.chance), request=request, seed=seed)
        lines = made.text.splitlines(keepends=True)
        on_progress(Progress("reading"))
        for end in range(1, len(lines) + 1):
            on_progress(Progress("writing", "".join(lines[:end])))
            if cancelled.wait(self.pace_s):
                raise Cancelled("cancelled")
        return made

    def takes(
        self, request: str, count: int = 3, *, seed: int = 0, on_progress: Callable[[Progress], None]
    ) -> tuple[Built, ...]:
        """Three that differ in everything."""
        on_progress(Progress("writing"))
        return (
            built(CHANGED, take=1, chance=0.62, made_by="assembler"),
            built("hollow-hill", take=2, chance=0.71),
            built("green-thumbprint", take=3, chance=0.44),
        )[:count]

    def _files(self, app: App) -> FileSet:
        return compile_app(app)
