"""A set of compiled files in, a folder on disk out: whole, or not at all.

    write_project(folder, files, blueprint_text, provenance) -> Project
    update_project(project, old_files, files, blueprint_text, provenance) -> Project
    check_folder(folder)            raises what write_project would, before the work is done
    open_project(folder) -> Project
    new_folder(parent, app_name) -> Path
    read_own_part(folder, path)     a file in custom/, as text
    app_files(folder) -> AppFiles   what of a folder is the app: its compiled files, its source, custom/
    alone(folder)                   nobody else writes in the folder meanwhile

A project is a folder that belongs to the person: `app.blueprint`, the compiled files
(`index.html`, `app.css`, `app.js`, `runtime/`) and `homespun.json`, which says what it was made
from. This room is the only one that writes in people's folders. It overwrites nothing but what a compiler
made before, never writes outside the folder it was given, and leaves nothing behind when it fails.

It must not read or change the blueprint's meaning, and it never touches the compiled bytes.

May import: compiler.
"""

from __future__ import annotations

from desktop.workspace.app_files import (
    BLUEPRINT_FILE,
    MOST_FILES,
    PROVENANCE_FILE,
    AppFiles,
    app_files,
)
from desktop.workspace.locking import alone
from desktop.workspace.names import check_paths, new_folder
from desktop.workspace.own_parts import read_own_part
from desktop.workspace.project import LONGEST_BLUEPRINT_BYTES, Project, open_project
from desktop.workspace.provenance import OTHER, Changed, PartBefore, Provenance
from desktop.workspace.updating import update_project
from desktop.workspace.writer import check_folder, flush, write_project

__all__ = [
    "BLUEPRINT_FILE",
    "LONGEST_BLUEPRINT_BYTES",
    "MOST_FILES",
    "OTHER",
    "PROVENANCE_FILE",
    "AppFiles",
    "Changed",
    "PartBefore",
    "Project",
    "Provenance",
    "alone",
    "app_files",
    "check_folder",
    "check_paths",
    "flush",
    "new_folder",
    "open_project",
    "read_own_part",
    "update_project",
    "write_project",
]
