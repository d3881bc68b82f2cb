"""A wish → a part of one's own, one whole file that was tried before anybody is shown that it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from desktop.blueprint.edits import edit
from desktop.blueprint.nodes import App, Block
from desktop.changing import sound_app
from desktop.coder import Fault, Made, brief_for, make_section, trial_files
from desktop.compiler import FileSet, compile_app
from desktop.errors import BlueprintError, RequestError
from desktop.messages import say
from desktop.others.asking import Asking, How, Work
from desktop.others.listening import Listening
from desktop.others.making_changes import signed
from desktop.outcomes import Clock, Edited
from desktop.own_parts import PartPlace, part_script, parts_of, with_part
from desktop.workspace import Project

Run = Callable[[FileSet], tuple[Fault, ...]]
"""Tries an app whose first page is one part of one's own, for real, and returns what goes wrong in it."""
_LONGEST_FAULT = 200


def part_by_others(
    asking: Asking, project: Project, place: PartPlace, wish: str, run: Run, overwrite: bool, how: How
) -> Edited:
    """Have a part of one's own written; see `Others.section`."""
    if place.theirs and not overwrite:
        raise RequestError("own_part_theirs", path=place.path)
    app, block = _with_block(sound_app(project), place)
    brief = brief_for(app, block, wish, _current(app, place))
    clock = Clock()
    clock.enter("writing")

    def work(engine: Listening) -> Work[Made]:
        def tried(html: str) -> tuple[Fault, ...]:
            clock.enter("trying")
            engine.tell("trying", html)
            faults = run(trial_files(app, block, html))
            clock.enter("writing")
            return faults

        made = make_section(engine, brief, tried, None, how.cancelled)
        return Work(made, made.ok)

    answered = asking.ask("custom", project.folder, how, work)
    edited = with_part(project, place, wish, answered.value.html, overwrite=overwrite)
    clock.enter("done")
    problems = tuple(dict.fromkeys(_told(fault) for fault in answered.value.faults))
    notes = (*answered.notes, *edited.notes)
    told = replace(edited, problems=problems, notes=notes, timings_ms=clock.timings_ms())
    return signed(asking, told, answered)


def _with_block(app: App, place: PartPlace) -> tuple[App, Block]:
    """The app with the part in it, and its block."""
    done = edit(app, part_script(place))
    if done.app is None:
        raise BlueprintError("blueprint_problems", count=len(done.diagnostics))
    return done.app, next(block for _, block in parts_of(done.app) if block.label == place.label)


def _current(app: App, place: PartPlace) -> str:
    """The file that is to be changed; "" where there is none, or only what the compiler gave."""
    given = (file.text for file in compile_app(app).files if file.path == place.path)
    return "" if not place.there or place.before is None or place.before in given else place.before


def _told(fault: Fault) -> str:
    """What is still wrong, for the person; what a page says is cut, for it may say anything."""
    if fault.kind in ("blank", "silent", "crash"):
        return say(f"others.fault_{fault.kind}")
    said = " ".join(fault.message.split())[:_LONGEST_FAULT]
    if fault.kind == "refused":
        return say("others.fault_refused", what=said)
    return say("others.fault_error", what=said)
