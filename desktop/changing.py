"""What a change makes of an app: the story without the model. Nothing is written here.

The session comes here with the scripts that its model understood, others with scripts that need none.
"""

from __future__ import annotations

import hashlib
import unicodedata
from contextlib import suppress
from dataclasses import replace

from desktop.blueprint import print_app, read
from desktop.blueprint.comments import keep_comments
from desktop.blueprint.edits import Consequence, diff, edit, print_script
from desktop.blueprint.nodes import App
from desktop.blueprint.source import raw_lines
from desktop.blueprint.versions import LANGUAGE_VERSION, is_newer, is_older
from desktop.blueprint.vocabulary import MAX_NAME_LETTERS
from desktop.compiler import FileSet, compile_app
from desktop.errors import BlueprintError, RequestError
from desktop.messages import say
from desktop.outcomes import Clock, Edited, PartChange
from desktop.workspace import LONGEST_BLUEPRINT_BYTES, Changed, PartBefore, Project, read_own_part

MOST_KEPT_LETTERS = 4_000_000
"""Of files as they were before models wrote them, all changes of an app together."""


def sound_app(project: Project) -> App:
    """The app of a project.

    Raises:
        BlueprintError: If its blueprint has problems, or is written in another version of the language.
    """
    _refuse_other_language(project)
    return _sound(project.blueprint_text)


def _refuse_other_language(project: Project) -> None:
    version = project.provenance.language_version if project.provenance is not None else LANGUAGE_VERSION
    if is_newer(version):
        raise BlueprintError("blueprint_newer", version=version)
    if is_older(version):
        raise BlueprintError("blueprint_older")


def _sound(text: str) -> App:
    reading = read(text)
    if reading.app is None or not reading.ok:
        raise BlueprintError("blueprint_problems", count=len(reading.diagnostics))
    return reading.app


def changes_of(project: Project) -> tuple[Changed, ...]:
    """What was changed in an app since it was made, the oldest first."""
    return project.provenance.changes if project.provenance is not None else ()


def scripted(project: Project, request: str, script: str) -> Edited:
    """Work out a change whose script is known; nothing is written.

    Args:
        project: The app as it is.
        request: The words that the change is remembered by.
        script: An edit script that fits the app.

    Raises:
        BlueprintError: If the app's own blueprint has problems, or the script does not fit it.
    """
    clock = Clock()
    clock.enter("compiling")
    before = sound_app(project)
    done = edit(before, script)
    if done.app is None:
        raise BlueprintError("blueprint_problems", count=len(done.diagnostics))
    lines = tuple(script.splitlines())
    return worked_out(project, before, done.app, request, lines, consequences=done.consequences, clock=clock)


def done_instead(project: Project, request: str, script: str) -> Edited:
    """Work out a change in the place of the last one, which only an edit script has made; nothing is written.

    Args:
        project: The app as it is.
        request: The words that both are remembered by.
        script: An edit script for the app as it was before the last change.

    Returns:
        The change. Where the last one cannot be taken back, nothing changes, which the notes say; where the
        script changes nothing, the last one is only taken back.

    Raises:
        BlueprintError: As `scripted`.
        FolderError: A file of the person's own cannot be read.
    """
    back = taken_back(project, sound_app(project), request, Clock())
    if not back.undone:
        return back
    edited = scripted(replace(project, blueprint_text=back.text), request, script)
    if not edited.script:
        return back
    return replace(edited, old_files=back.old_files, instead=back.app)


def renamed(project: Project, name: str) -> Edited:
    """Work out how an app gets another name; nothing is written.

    Args:
        project: The app as it is.
        name: The name as a person typed it; what cannot stand in a blueprint is replaced.

    Raises:
        BlueprintError: If the app's own blueprint has problems.
        RequestError: If nothing is left of the name, or it is too long.
    """
    before = sound_app(project)
    shown = (" " if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp") else sign for sign in name)
    plain = " ".join("".join(shown).replace('"', "'").split())
    try:
        script = print_script(diff(before, replace(before, name=plain)))
    except ValueError as problem:
        raise RequestError("request_name", limit=MAX_NAME_LETTERS) from problem
    return scripted(project, say("library.rename_request", name=plain), script)


def rewritten(project: Project, text: str) -> Edited:
    """Work out a change that a person has typed into the blueprint itself; nothing is written.

    The text is theirs: it is kept as they wrote it, with comments and blank lines (see `as_kept`). What it
    changes is found by `diff`, so that it has a script, a way back and the names by which the records follow.
    Where no script leads there, or the blueprint so far cannot be read, the change has none: it is kept in
    the history, but Undo does not take it back.

    Args:
        project: The app as it is; its blueprint may have problems, which the text mends.
        text: The whole blueprint as it is to be.

    Raises:
        BlueprintError: If the text has problems, or the app is in another version of the language.
        RequestError: If the text is longer than a blueprint may be.
    """
    clock = Clock()
    clock.enter("checking")
    _refuse_other_language(project)
    text = as_kept(text)
    if len(text.encode("utf-8", "replace")) > LONGEST_BLUEPRINT_BYTES:
        raise RequestError("request_blueprint_long", limit=f"{LONGEST_BLUEPRINT_BYTES // 1000:,}")
    app = _sound(text)
    reading = read(project.blueprint_text)
    before = reading.app if reading.ok else None
    clock.enter("compiling")
    edited = Edited(
        request=say("history.rewritten_request"),
        script="" if before is None else _way(before, app).rstrip("\n"),
        back="" if before is None else _way(app, before),
        text=text,
        app=app,
        # Of an app that cannot be read nobody knows which files are its own: then none of them goes.
        old_files=FileSet(()) if before is None else compile_app(before),
        files=compile_app(app),
        undone=False,
        notes=(),
        consequences=(),
        timings_ms=(),
        by_hand=text != project.blueprint_text,
    )
    clock.enter("done")
    return replace(edited, timings_ms=clock.timings_ms())


def as_kept(text: str) -> str:
    """A person's own blueprint as it is kept: no blanks at the ends of lines, one line end at the end."""
    return "\n".join(line.rstrip() for line in raw_lines(text)).rstrip("\n") + "\n"


def _way(old: App, new: App) -> str:
    """The script from one app to another; "" if there is none."""
    with suppress(ValueError):
        return print_script(diff(old, new))
    return ""


def worked_out(
    project: Project,
    before: App,
    app: App,
    request: str,
    script: tuple[str, ...],
    *,
    notes: tuple[str, ...] = (),
    consequences: tuple[Consequence, ...] = (),
    parts: tuple[PartChange, ...] = (),
    clock: Clock,
) -> Edited:
    """Compile an app before and after a change, and put together what there is to say of it.

    The changed app is printed anew, with the comments that people have written into the blueprint so far.
    """
    back = ""
    old_files = files = compile_app(before)
    text = keep_comments(project.blueprint_text, print_app(app))
    if app == before:
        script, notes = (), notes or (() if parts else (say("spindle.edit_nothing"),))
    else:
        app = read(text).app or app  # the lines that the page points at are those with the comments
        files = compile_app(app)
        back = _way(app, before)
    clock.enter("done")
    return Edited(
        request=request,
        script="\n".join(script),
        back=back,
        text=text,
        app=app,
        old_files=old_files,
        files=files,
        undone=False,
        notes=notes,
        consequences=consequences if script else (),
        timings_ms=clock.timings_ms(),
        parts=parts,
    )


def taken_back(project: Project, app: App, request: str, clock: Clock) -> Edited:
    """Work out how the last change of an app is taken back, with the files that a model wrote in it.

    A file that the person has changed since is theirs, and stays.

    Args:
        project: The app as it is on the disk.
        app: The same, read.
        request: The words that asked for it, "" for a press of a button.
        clock: Runs.

    Raises:
        FolderError: A file of their own cannot be read.
    """

    def nothing(note: str) -> Edited:
        return worked_out(project, app, app, request, (), notes=(say(note),), clock=clock)

    changes = changes_of(project)
    if not changes:
        return nothing("spindle.edit_no_undo")
    last = changes[-1]
    back = edit(app, last.back)
    now = {part.path: read_own_part(project.folder, part.path) for part in last.parts}
    ours = [part for part in last.parts if fingerprint_of(now[part.path]) == part.after_sha256]
    parts = tuple(PartChange(part.path, now[part.path], part.before) for part in ours)
    if back.app is None or (back.app == app and not parts):
        return nothing("others.undo_yours" if last.parts else "spindle.edit_undo_lost")
    edited = worked_out(
        project,
        app,
        back.app,
        request,
        tuple(last.back.splitlines()),
        notes=tuple(say("others.part_stays", path=part.path) for part in last.parts if part not in ours),
        consequences=back.consequences,
        parts=parts,
        clock=clock,
    )
    return replace(edited, undone=True)


def fingerprint_of(text: str | None) -> str:
    """The fingerprint of a file's text; "" if there is no file."""
    return "" if text is None else hashlib.sha256(text.encode("utf-8")).hexdigest()


def parts_before(edited: Edited) -> tuple[PartBefore, ...]:
    """What a change must remember of the files that it writes."""
    return tuple(PartBefore(part.path, part.before, fingerprint_of(part.after)) for part in edited.parts)


def without_the_oldest_parts(changes: tuple[Changed, ...]) -> tuple[Changed, ...]:
    """The changes; where their files are too large together, the oldest of them have no way back any more.

    The history still has their versions. What Undo needs is read whenever the app is opened.
    """
    kept: list[Changed] = []
    letters = 0
    for change in reversed(changes):
        letters += sum(len(part.before or "") for part in change.parts)
        too_many = change.parts and letters > MOST_KEPT_LETTERS
        kept.append(replace(change, back="", parts=()) if too_many else change)
    return tuple(reversed(kept))
