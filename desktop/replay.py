"""Making an app again from what is written of its origin, and comparing it byte by byte.

The model makes the first blueprint from the request, the seed and the take; then the scripts of all changes
are carried out as they are written, and the compiler does the rest. That must give the files that lie
there. Where it is not, the differences are named one by one, each with its reason as far as it can be told;
and what is other now than when the app was made is named in any case, for it may be the reason.

Only what Homespun makes is compared: not the records, and not what the person has written into `custom/`.
What a model by others wrote, nobody promises to be written the same again: a change of it is carried out as
its script stands, and an app that it began is taken as it stands. Both are told, with what it would need.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from desktop.blueprint import print_app, read
from desktop.blueprint.edits import diff, edit, print_script
from desktop.blueprint.nodes import App
from desktop.blueprint.versions import LANGUAGE_VERSION
from desktop.compiler import compile_app
from desktop.compiler.own_parts import OWN_FOLDER
from desktop.errors import RequestError
from desktop.files_of_versions import Files, files_before, files_now, files_of, provenance_of
from desktop.messages import say
from desktop.outcomes import Built, Progress
from desktop.version import PROGRAM_VERSION
from desktop.workspace import BLUEPRINT_FILE, OTHER, Changed, Provenance

__all__ = ["Builder", "Difference", "Files", "Replayed", "files_before", "files_now", "files_of", "replay"]

_THEIRS = (f"{OWN_FOLDER}/", f"runtime/{OWN_FOLDER}/")


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
    made = provenance_of(files)
    if made.made_by == OTHER:
        return _as_it_stands(made, files)
    try:
        built = _built(builder, made, on_progress)
    except RequestError as problem:
        refused = Difference("refused", say("replay.refused", why=problem))
        return Replayed("", 0, tuple(_versions(made)), (refused,))
    circumstances = (*_versions(made), *_models(made, built), *_other_writers(made))
    app, lost = _changed(built.app, made.changes)
    if app is None:
        return Replayed("", 0, circumstances, lost)
    text = print_app(app) if made.changes else built.text
    again = compile_app(app)
    differences = (
        *_of_blueprint(app, text, files, circumstances),
        *_of_files({file.path: file.text.encode() for file in again.files}, files, circumstances),
    )
    compared = 1 + sum(1 for file in again.files if not file.path.startswith(_THEIRS))
    return Replayed(text, compared, circumstances, differences)


# --- making ---------------------------------------------------------------------------------------


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


def _as_it_stands(made: Provenance, files: Files) -> Replayed:
    """An app that a model by others began: only what the compiler makes of its blueprint can be compared."""
    circumstances = (*_versions(made), *_other_writers(made))
    again = _compiled(files)
    facts = {"name": made.model_name, "fingerprint": _short(made.model_sha256), "seed": made.seed}
    by_other = Difference("other_writer", say("replay.other_writer", request=made.request, **facts))
    differences = (by_other, *_of_files(again, files, circumstances))
    text = files.get(BLUEPRINT_FILE, b"").decode("utf-8", "replace")
    return Replayed(
        text, sum(1 for path in again if not path.startswith(_THEIRS)), circumstances, differences
    )


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


def _other_writers(made: Provenance) -> Iterator[Difference]:
    """Changes that models by others have written, and which they were."""
    for number, change in enumerate(made.changes, start=1):
        if change.model_name:
            facts = {"name": change.model_name, "fingerprint": _short(change.model_sha256)}
            facts |= {"request": change.request}
            yield Difference("other_change", say("replay.other_change", number=number, **facts))


def _short(sha256: str) -> str:
    """The beginning of a model's fingerprint, enough to know it again."""
    return sha256[:12] or say("replay.no_fingerprint")


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


def _of_files(new: Files, files: Files, circumstances: Sequence[Difference]) -> Iterator[Difference]:
    """What is other in the compiled files: because the blueprint is, or because somebody changed them."""
    due = _compiled(files)
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
