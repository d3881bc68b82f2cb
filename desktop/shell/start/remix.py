"""An example as an app of one's own: its blueprint is compiled and saved under the person's apps."""

from __future__ import annotations

from pathlib import Path

from desktop.blueprint import read
from desktop.compiler import compile_app
from desktop.errors import BlueprintError, FolderError
from desktop.outcomes import Built, Clock
from desktop.paths import apps_folder
from desktop.workspace import Project, new_folder


def remix(blueprint: Path) -> Project:
    """Make a new project from a blueprint that ships with the program. It takes some 0.1 s: an errand's work.

    Its request is empty: nobody asked for it, and it cannot be made again from words.

    Args:
        blueprint: The file.

    Raises:
        FolderError: It cannot be read, or the project not be written; then nothing is there.
        BlueprintError: It has problems.
    """
    # The history comes along, which is loaded in the errand's thread.
    from desktop.saving import save_new

    try:
        text = blueprint.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise FolderError("folder_unreadable", folder=str(blueprint)) from problem
    clock = Clock()
    clock.enter("compiling")
    reading = read(text)
    if reading.app is None or not reading.ok:
        raise BlueprintError("blueprint_problems", count=len(reading.diagnostics))
    files = compile_app(reading.app)
    clock.enter("done")
    built = Built(
        request="",
        seed=0,
        text=text,
        app=reading.app,
        files=files,
        diagnostics=reading.diagnostics,
        notes=(),
        made_by="example",
        model_name="",
        model_version="",
        model_sha256="",
        chance=1.0,
        take=1,
        timings_ms=clock.timings_ms(),
    )
    return save_new(built, new_folder(apps_folder(), reading.app.name))
