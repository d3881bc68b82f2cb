"""Jobs that models by others do: another take, a change, a part of one's own, sample records, an explanation.

What cannot be used of an answer is no failure of the program: it comes back as `Missed`, with what it cost.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from desktop.blueprint import read
from desktop.compiler import compile_app
from desktop.errors import AnswerError, RequestError
from desktop.outcomes import Built
from desktop.shell.jobs.job import Workplace
from desktop.shell.jobs.saving import altered
from desktop.shell.results import Altered, Missed, PartText, Taken, Told
from desktop.shell.stage.direct_edits import edits_for, wish_for
from desktop.shell.stage.edit_kinds import LONG, TEXT, DirectEdit
from desktop.shell.stage.targets import Target, find_target
from desktop.workspace import Project, open_project

if TYPE_CHECKING:
    from desktop.blueprint.nodes import App
    from desktop.others import How, Others
    from desktop.outcomes import Edited, Progress
    from desktop.preview.trial_desk import TrialDesk
    from desktop.routing import TaskName

T = TypeVar("T")
SHOWN_EVERY_S = 0.15
"""How often a part that is written is shown: it is drawn whole each time."""


@dataclass(frozen=True, slots=True)
class OtherTake:
    """Have a model make another take on an app's request; the person keeps one.

    Attributes:
        by: The model's id.
    """

    project: Project
    request: str
    seed: int
    by: str

    def do(self, at: Workplace) -> Taken | Missed:
        """Make it, in memory; the app as it is comes first."""

        def work(others: Others, how: How) -> Taken:
            made = others.build(self.request, seed=self.seed, how=how)
            at.go_on()
            return Taken((_as_built(self.project, self.request, self.seed), replace(made, take=2)))

        return _asked(at, "create", self.request, self.by, work)


@dataclass(frozen=True, slots=True)
class ChangeBy:
    """Have a model change an app as asked."""

    project: Project
    request: str
    by: str = ""

    def do(self, at: Workplace) -> Altered | Missed:
        """Change it as it lies there now."""
        return _altered(
            at, self.project, "edit", self.request, self.by, lambda o, p, how: o.edit(p, self.request, how)
        )


@dataclass(frozen=True, slots=True)
class WriteSamples:
    """Have a model write sample records of one kind."""

    project: Project
    entity: str
    words: str

    def do(self, at: Workplace) -> Altered | Missed:
        """Write them as a change."""
        return _altered(
            at,
            self.project,
            "samples",
            self.words,
            "",
            lambda o, p, how: o.samples(p, self.entity, how=how),
        )


@dataclass(frozen=True, slots=True)
class WordBetter:
    """Have a model word one text of an app better.

    Attributes:
        line: Of the blueprint, from 1, where what was pointed at stands.
        words: What the change is remembered by.
    """

    project: Project
    line: int
    words: str

    def do(self, at: Workplace) -> Altered | Missed:
        """Word it, as a change, if the app is still as the person saw it."""
        from desktop.changing import scripted

        def work(others: Others, project: Project, how: How) -> Edited:
            app = read(project.blueprint_text).app
            assert app is not None  # it is shown, so it was compiled
            target, change = text_at(app, self.line)
            said = others.wording(project, change.value, self.words, how)
            script = wish_for(app, target, change, said.text).script
            if not script:
                raise AnswerError("answer_no_change")
            edited = scripted(project, self.words, script)
            name = said.use.model if said.use is not None else ""
            return replace(edited, model_name=name, use=said.use, notes=(*edited.notes, *said.notes))

        return _altered(at, self.project, "wording", self.words, "", work, as_seen=True)


def text_at(app: App, line: int) -> tuple[Target, DirectEdit]:
    """Return the text that stands in a line of an app, and how it is changed.

    Raises:
        RequestError: `word_what` if there is none.
    """
    target = find_target(app, line)
    for change in edits_for(app, target) if target is not None else ():
        if target is not None and change.control in (TEXT, LONG) and change.value:
            return target, change
    raise RequestError("word_what")


@dataclass(frozen=True, slots=True)
class MakePart:
    """Have a model write a part of one's own; it is tried in a hidden page before it is accepted.

    Attributes:
        desk: Where it is tried.
        name: What the part is called; one of that name is written anew. "" takes a name from the wish.
        overwrite: Whether the person has agreed that a file they changed themselves is replaced.
        by: The model's id; "" leaves it to routing.
    """

    project: Project
    wish: str
    desk: TrialDesk
    name: str = ""
    overwrite: bool = False
    by: str = ""

    def do(self, at: Workplace) -> Altered | Missed:
        """Write it, try it, mend it, put it into the app."""
        from desktop.others import trying
        from desktop.own_parts import place_of_part

        path = place_of_part(open_project(self.project.folder), self.wish, self.name).path
        run = trying(lambda folder: self.desk.run(folder, own_part=True, press=True, cancelled=at.cancelled))
        shown_s = 0.0

        def tell(news: Progress) -> None:
            nonlocal shown_s
            now_s = time.monotonic()
            at.tell(replace(news, text=""))
            if news.text and (now_s - shown_s >= SHOWN_EVERY_S or news.stage != "writing"):
                shown_s = now_s
                at.show(PartText(path, news.text))

        def work(others: Others, project: Project, how: How) -> Edited:
            how = replace(how, on_progress=tell)
            return others.section(project, self.wish, run, name=self.name, overwrite=self.overwrite, how=how)

        return _altered(at, self.project, "custom", self.wish, self.by, work)


@dataclass(frozen=True, slots=True)
class Explain:
    """Have an app explained; plain code does it where no model is at hand."""

    project: Project
    words: str

    def do(self, at: Workplace) -> Told | Missed:
        """Explain it."""
        project = open_project(self.project.folder)
        return _asked(
            at,
            "explain",
            self.words,
            "",
            lambda others, how: Told(self.words, others.explain(project, how=how)),
        )


def _altered(
    at: Workplace,
    project: Project,
    task: TaskName,
    words: str,
    by: str,
    work_out: Callable[[Others, Project, How], Edited],
    *,
    as_seen: bool = False,
) -> Altered | Missed:
    """Have a change worked out of the app as it lies there now or, with `as_seen`, as the person saw it."""

    def work(others: Others, how: How) -> Altered:
        from desktop.saving import save_edit

        now = project if as_seen else open_project(project.folder)
        return altered(at, now, lambda: work_out(others, now, how), save_edit)

    return _asked(at, task, words, by, work)


def _asked(
    at: Workplace, task: TaskName, words: str, by: str, work: Callable[[Others, How], T]
) -> T | Missed:
    """Do some work with a model; its text so far is no blueprint, so only the stages are told."""
    from desktop.others import How

    others = at.others()
    before = others.uses.all()[:1]
    how = How(by, lambda news: at.tell(replace(news, text="")), at.cancelled)
    try:
        return work(others, how)
    except AnswerError as error:
        kept = others.uses.all()[:1]
        use = kept[0] if kept and kept != before else None
        return Missed(words, task, str(error), by, use)


def _as_built(project: Project, request: str, seed: int) -> Built:
    """An app as it lies there, as one of several takes."""
    text = project.blueprint_text
    reading = read(text)
    assert reading.app is not None  # it is shown, so it was compiled
    made = project.provenance
    by = made.made_by if made is not None else "memory"
    name = made.model_name if made is not None else ""
    app = reading.app
    return Built(request, seed, text, app, compile_app(app), (), (), by, name, "", "", 0.0, 1, ())
