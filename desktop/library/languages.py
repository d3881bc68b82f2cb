"""An app that is written in another version of the language than this program speaks.

A newer one opens and runs as it was compiled, and is not changed. For an older one a plan is made that the
person sees, and nothing happens to the app before they say so; until then it too runs as it was compiled.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.blueprint import print_app, read
from desktop.blueprint.versions import LANGUAGE_VERSION, is_newer, is_older, migrate
from desktop.compiler import FileSet, compile_app
from desktop.errors import BlueprintError, FolderError
from desktop.messages import say
from desktop.workspace import Project, update_project


@dataclass(frozen=True, slots=True)
class MigrationPlan:
    """What would be made of an app of an older version.

    Attributes:
        about: What every step changes, a sentence each.
        old_text, text: The blueprint before and after.
        files: What the compiler makes of it then.
    """

    about: tuple[str, ...]
    old_text: str
    text: str
    files: FileSet


def opening_note(project: Project) -> str:
    """Return what a person should know of the version of an app that is opened; "" if there is nothing."""
    version = _version_of(project)
    if is_newer(version):
        return say("errors.blueprint_newer", version=version)
    return say("library.older") if is_older(version) else ""


def migration_of(project: Project) -> MigrationPlan | None:
    """Work out how an app is brought to today's version; nothing is written.

    Returns:
        None if it is in today's version, or in one that nobody knows.

    Raises:
        BlueprintError: What comes of it has problems.
    """
    migrated = migrate(project.blueprint_text, _version_of(project))
    if not migrated.about:
        return None
    reading = read(migrated.text)
    if reading.app is None or not reading.ok:
        raise BlueprintError("blueprint_problems", count=len(reading.diagnostics))
    return MigrationPlan(
        migrated.about, project.blueprint_text, print_app(reading.app), compile_app(reading.app)
    )


def carry_out_migration(project: Project, plan: MigrationPlan) -> Project:
    """Write the migrated app into its folder, as it was shown.

    Raises:
        FolderError: The folder cannot be written to, or the app was changed meanwhile; it is as it was.
    """
    assert project.provenance is not None, "only an app that says its version has a plan"
    if project.blueprint_text != plan.old_text:
        raise FolderError("folder_changed", folder=str(project.folder))
    # The way back of an older change is written in the older language.
    provenance = replace(project.provenance, language_version=LANGUAGE_VERSION, changes=())
    return update_project(project, plan.files, plan.files, plan.text, provenance)


def _version_of(project: Project) -> str:
    return project.provenance.language_version if project.provenance is not None else LANGUAGE_VERSION
