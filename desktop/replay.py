"""Making an app again from what is written of its origin, and comparing it byte by byte.

The model makes the first blueprint from the request, the seed and the take; then the scripts of all changes
are carried out as they are written, and the compiler does the rest. That must give the files that lie
there. Where it is not, the differences are named one by one, each with its reason as far as it can be told;
and what is other now than when the app was made is named in any case, for it may be the reason.

Only what Homespun makes is compared: not the records, and not what the person has written into `custom/`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from desktop.blueprint import print_app, read
from desktop.blueprint.edits import diff, edit, print_script
from desktop.blueprint.nodes import App
from desktop.blueprint.versions import LANGUAGE_VERSION
from desktop.compiler import FileSet, compile_app
from desktop.compiler.own_parts import OWN_FOLDER
from desktop.errors import RequestError
from desktop.history import History
from desktop.messages import say
from desktop.outcomes import Built, Progress
from desktop.workspace import PROGRAM_VERSION, Changed, Project, Provenance, app_files
from desktop.workspace.app_files import BLUEPRINT_FILE, PROVENANCE_FILE
from desktop.workspace.writer import foreign_errors_are_ours

_THEIRS = (f"{OWN_FOLDER}/", f"runtime/{OWN_FOLDER}/")
Files = Mapping[str, bytes]


class Builder(Protocol):
    """The part of the session that makes an app from a request."""

    def build(self, request: str, *, seed: int = 0, on_progress: Callable[[Progress], None] = ...) -> Built:
        """Turn a request into an app in memory."""
        ...

    def takes(
        self,
        request: str,
        count: int = 3,
        *,
        seed: int = 0,
        on_progress: Callable[[Progress], None] = ...,
    ) -> tuple[Built, ...]:
        """Build several apps in memory."""
        ...


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is not as it was.

    Attributes:
        kind: The end of its key `replay.…`, stable enough to be scripted against.
        sentence: For the person.
        path: The file that it is about, with `/`; "" if it is about none.
    """

    kind: str
    sentence: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Replayed:
    """What comes of making an app again.

    Attributes:
        text: The blueprint that was made; "" if none could be.
        compared: How many files were compared, the blueprint among them.
        circumstances: What is other than when the app was made.
        differences: What is other in the app that was made again.
    """

    text: str
    compared: int
    circumstances: tuple[Difference, ...]
    differences: tuple[Difference, ...]

    @property
    def same(self) -> bool:
        """Whether every byte is the same."""
        return not self.differences


def files_now(folder: Path) -> Files:
    """Return the files of an app as they lie in its folder.

    Raises:
        OSError: One of them cannot be read.
    """
    return dict(app_files(folder).files)


def files_of(project: Project, number: int | None) -> Files:
    """Return the files of a version of an app; those that lie in its folder now, if no number is given.

    Args:
        project: The app.
        number: Of the version, from 1, as the history counts them. An app without a history has its changes
            counted: 1 is the app as it was made, 2 that after its first change.

    Raises:
        FolderError: A file cannot be read.
        HistoryError: There is no such version, or the history is damaged.
        RequestError: As `files_before`.
    """
    if number is not None:
        history = History(project.folder)
        if history.last() is not None:
            return history.files_of(history.version(number))
    with foreign_errors_are_ours(project.folder):
        files = files_now(project.folder)
    return files if number is None else files_before(files, number)


def files_before(files: Files, number: int) -> Files:
    """Return the files of an earlier version, by the ways back that are kept with the changes.

    Args:
        files: Of the app as it is.
        number: 1 is the app as it was made, 2 that after its first change, and so on.

    Raises:
        RequestError: `replay_unknown`, `replay_no_version`, or `replay_no_way_back`.
    """
    made = _provenance(files)
    if not 1 <= number <= len(made.changes) + 1:
        raise RequestError("replay_no_version", count=len(made.changes) + 1)
    app = read(files.get(BLUEPRINT_FILE, b"").decode("utf-8", "replace")).app
    kept, gone = made.changes[: number - 1], made.changes[number - 1 :]
    if not gone:
        return files
    for change in reversed(gone):
        app = edit(app, change.back).app if app is not None and change.back else None
    if app is None:
        raise RequestError("replay_no_way_back", number=number)
    compiled = {file.path: file.text.encode() for file in compile_app(app).files}
    provenance = replace(made, changes=kept).to_json().encode()
    return {**compiled, BLUEPRINT_FILE: print_app(app).encode(), PROVENANCE_FILE: provenance}


def replay(
    builder: Builder, files: Files, *, on_progress: Callable[[Progress], None] = lambda progress: None
) -> Replayed:
    """Make an app again and compare it.

    Args:
        builder: Makes it; the session.
        files: Of the app, path and content, with `app.blueprint` and `homespun.json` among them.
        on_progress: Called from this thread.

    Raises:
        RequestError: `replay_unknown` if nothing is written of the app's origin.
        EngineError: If the engine failed twice.
        ModelError: If a model file cannot be loaded.
    """
    made = _provenance(files)
    try:
        built = _built(builder, made, on_progress)
    except RequestError as problem:
        refused = Difference("refused", say("replay.refused", why=problem))
        return Replayed("", 0, tuple(_versions(made)), (refused,))
    circumstances = (*_versions(made), *_models(made, built))
    app, lost = _changed(built.app, made.changes)
    if app is None:
        return Replayed("", 0, circumstances, lost)
    text = print_app(app) if made.changes else built.text
    again = compile_app(app)
    differences = (
        *_of_blueprint(app, text, files, circumstances),
        *_of_files(again, files, circumstances),
    )
    compared = 1 + sum(1 for file in again.files if not file.path.startswith(_THEIRS))
    return Replayed(text, compared, circumstances, differences)


# --- making ---------------------------------------------------------------------------------------


def _provenance(files: Files) -> Provenance:
    made = Provenance.from_json(files.get(PROVENANCE_FILE, b"").decode("utf-8", "replace"))
    if made is None or not made.request:
        raise RequestError("replay_unknown")
    return made


def _built(builder: Builder, made: Provenance, on_progress: Callable[[Progress], None]) -> Built:
    if made.take == 1:
        return builder.build(made.request, seed=made.seed, on_progress=on_progress)
    takes = builder.takes(made.request, made.take, seed=made.seed, on_progress=on_progress)
    if len(takes) < made.take:
        raise RequestError("request_no_such_take", count=len(takes))
    return takes[made.take - 1]


def _changed(app: App, changes: Sequence[Changed]) -> tuple[App | None, tuple[Difference, ...]]:
    """The app after all changes; None, and which change it was, if one of them does not fit."""
    for number, change in enumerate(changes, start=1):
        done = edit(app, change.script)
        if done.app is None:
            sentence = say("replay.change_lost", number=number, request=change.request)
            return None, (Difference("change_lost", sentence),)
        app = done.app
    return app, ()


# --- comparing ------------------------------------------------------------------------------------


def _versions(made: Provenance) -> Iterator[Difference]:
    if made.language_version != LANGUAGE_VERSION:
        facts = {"then": made.language_version, "now": LANGUAGE_VERSION}
        yield Difference("other_language", say("replay.other_language", **facts))
    if made.program_version != PROGRAM_VERSION:
        facts = {"then": made.program_version, "now": PROGRAM_VERSION}
        yield Difference("other_program", say("replay.other_program", **facts))


def _models(made: Provenance, built: Built) -> Iterator[Difference]:
    if made.model_sha256 != built.model_sha256:
        yield Difference(
            "other_model",
            say(
                "replay.other_model",
                then=f"{made.model_name} {made.model_version} ({made.model_sha256[:12]})",
                now=f"{built.model_name} {built.model_version} ({built.model_sha256[:12]})",
            ),
        )


def _of_blueprint(
    app: App, text: str, files: Files, circumstances: Sequence[Difference]
) -> Iterator[Difference]:
    stored = files.get(BLUEPRINT_FILE)
    if stored is None:
        yield Difference("file_missing", say("replay.file_missing", path=BLUEPRINT_FILE), BLUEPRINT_FILE)
    elif stored != text.encode():
        kind = "blueprint_other" if circumstances else "blueprint_edited"
        words = _in_words(app, stored)
        yield Difference(kind, say(f"replay.{kind}", how=words), BLUEPRINT_FILE)


def _in_words(app: App, stored: bytes) -> str:
    """What makes the blueprint that is there of the one that was made again."""
    there = read(stored.decode("utf-8", "replace")).app
    if there is None:
        return say("replay.unreadable")
    if there == app:
        return say("replay.form_only")
    with suppress(ValueError):
        return print_script(diff(app, there)).rstrip()
    return say("replay.wholly_other")


def _of_files(again: FileSet, files: Files, circumstances: Sequence[Difference]) -> Iterator[Difference]:
    """What is other in the compiled files: because the blueprint is, or because somebody changed them."""
    due = _compiled(files)
    new = {file.path: file.text.encode() for file in again.files}
    for path in sorted({*new, *due}):
        stored = files.get(path)
        if path.startswith(_THEIRS) or stored == new.get(path):
            continue
        if stored is None:
            kind = "file_missing"
        elif stored == due.get(path):
            kind = "file_follows"
        elif any(each.kind == "other_program" for each in circumstances):
            kind = "file_other"
        else:
            kind = "file_changed"
        yield Difference(kind, say(f"replay.{kind}", path=path), path)


def _compiled(files: Files) -> Files:
    """What the compiler makes of the blueprint that is there; nothing if it cannot be read."""
    reading = read(files.get(BLUEPRINT_FILE, b"").decode("utf-8", "replace"))
    if reading.app is None or not reading.ok:
        return {}
    return {file.path: file.text.encode() for file in compile_app(reading.app).files}
