"""Jobs for changes that need no model: direct edits, a person's own text, a name, another take."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from desktop.shell.jobs.job import Workplace
from desktop.shell.jobs.saving import altered
from desktop.shell.results import Altered
from desktop.workspace import OTHER, Project

if TYPE_CHECKING:
    from desktop.outcomes import Built


@dataclass(frozen=True, slots=True)
class Script:
    """Carry out a change whose edit script is known; the model is not asked.

    Attributes:
        words: What the change is remembered by.
    """

    project: Project
    words: str
    script: str

    def do(self, at: Workplace) -> Altered:
        """Carry it out, if the app is still as the person saw it."""
        from desktop.changing import scripted
        from desktop.saving import save_edit

        return altered(at, self.project, lambda: scripted(self.project, self.words, self.script), save_edit)


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Have the blueprint be as the person wrote it."""

    project: Project
    text: str

    def do(self, at: Workplace) -> Altered:
        """Check it and write it, if the app is still as the person saw it."""
        from desktop.changing import rewritten
        from desktop.saving import save_edit

        return altered(at, self.project, lambda: rewritten(self.project, self.text), save_edit)


@dataclass(frozen=True, slots=True)
class ChooseTake:
    """Have another take on an app's request in its place.

    Attributes:
        words: What the change is remembered by.
    """

    project: Project
    take: Built
    words: str

    def do(self, at: Workplace) -> Altered:
        """Turn the app into the take, as a change that can be taken back."""
        from desktop.changing import rewritten
        from desktop.saving import save_edit

        take = self.take
        signature: dict[str, Any] = {}
        if take.made_by == OTHER:
            signature = {"model_name": take.model_name, "model_sha256": take.model_sha256, "use": take.use}
        return altered(
            at,
            self.project,
            lambda: replace(rewritten(self.project, self.take.text), request=self.words, **signature),
            save_edit,
        )


@dataclass(frozen=True, slots=True)
class Rename:
    """Give an app another name."""

    project: Project
    name: str

    def do(self, at: Workplace) -> Altered:
        """Change the name that is written in the app; its folder keeps its own."""
        from desktop.changing import renamed
        from desktop.saving import save_edit

        return altered(at, self.project, lambda: renamed(self.project, self.name), save_edit)
