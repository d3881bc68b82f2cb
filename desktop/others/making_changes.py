"""A request → a change of an app, or sample records, as an edit script that a model by others wrote."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from desktop.blueprint.nodes import App
from desktop.changing import sound_app, worked_out
from desktop.coder import DraftedEdit, draft_edit, sample_records
from desktop.errors import AnswerError, RequestError
from desktop.messages import say
from desktop.others.asking import Answered, Asking, How, Work
from desktop.others.listening import Listening
from desktop.outcomes import Clock, Edited, Progress
from desktop.routing import TaskName
from desktop.workspace import Project

T = TypeVar("T")


def edited_by_others(asking: Asking, project: Project, request: str, how: How) -> Edited:
    """Have a change worked out; see `Others.edit`."""
    app = sound_app(project)
    return _worked_out(
        asking,
        "edit",
        project,
        app,
        request,
        how,
        lambda engine: draft_edit(engine, app, request, cancelled=how.cancelled),
    )


def samples_by_others(
    asking: Asking, project: Project, entity: str, count: int, wish: str, how: How
) -> Edited:
    """Have sample records written; see `Others.samples`."""
    app = sound_app(project)
    called = entity.strip().casefold()
    kind = next((each for each in app.entities if each.name.casefold() == called), None)
    if kind is None:
        names = ", ".join(each.name for each in app.entities) or say("others.nothing_kept")
        raise RequestError("others_no_entity", name=entity, names=names)
    return _worked_out(
        asking,
        "samples",
        project,
        app,
        wish or say("others.samples_request", entity=kind.name),
        how,
        lambda engine: sample_records(engine, app, kind, count, wish=wish, cancelled=how.cancelled),
    )


def _worked_out(
    asking: Asking,
    name: TaskName,
    project: Project,
    app: App,
    request: str,
    how: How,
    draft: Callable[[Listening], DraftedEdit],
) -> Edited:
    clock = Clock()
    clock.enter("writing")

    def work(engine: Listening) -> Work[DraftedEdit]:
        drafted = draft(engine)
        if drafted.script and drafted.app is None:
            raise AnswerError("answer_no_change")
        return Work(drafted)

    answered = asking.ask(name, project.folder, how, work)
    drafted = answered.value
    clock.enter("compiling")
    how.on_progress(Progress("compiling", drafted.script))
    cannot = () if drafted.app else (say("others.cannot", name=answered.candidate.name),)
    edited = worked_out(
        project,
        app,
        drafted.app or app,
        request,
        tuple(drafted.script.splitlines()),
        notes=(*answered.notes, *cannot),
        consequences=drafted.consequences,
        clock=clock,
    )
    return signed(asking, edited, answered)


def signed(asking: Asking, edited: Edited, answered: Answered[T]) -> Edited:
    """A change with who made it; one that changes nothing was made by nobody."""
    if not edited.changes_something:
        return replace(edited, use=answered.use)
    sha256 = asking.fingerprint(answered.candidate)
    return replace(edited, model_name=answered.name, model_sha256=sha256, use=answered.use)
