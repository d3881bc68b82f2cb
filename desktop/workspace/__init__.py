"""A set of compiled files in, a folder on disk out: whole, or not at all.

    write_project(folder, files, blueprint_text, provenance) -> Project
    update_project(project, old_files, files, blueprint_text, provenance) -> Project
    check_folder(folder)            raises what write_project would, before the work is done
    open_project(folder) -> Project
    new_folder(parent, app_name) -> Path

A project is a folder that belongs to the person: `app.blueprint`, the compiled files
(`index.html`, `app.css`, `app.js`, `runtime/`) and `homespun.json`, which says what it was made
from. This room is the only one that writes in people's folders. It overwrites nothing but what a compiler
made before, never writes outside the folder it was given, and leaves nothing behind when it fails.

It must not read or change the blueprint's meaning, and it never touches the compiled bytes.

May import: compiler.
"""

from __future__ import annotations

from desktop.workspace.names import new_folder
from desktop.workspace.project import Project, open_project
from desktop.workspace.provenance import PROGRAM_VERSION, Changed, Provenance
from desktop.workspace.updating import update_project
from desktop.workspace.writer import check_folder, write_project

__all__ = [
    "PROGRAM_VERSION",
    "Changed",
    "Project",
    "Provenance",
    "check_folder",
    "new_folder",
    "open_project",
    "update_project",
    "write_project",
]
