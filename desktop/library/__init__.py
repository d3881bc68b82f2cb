"""The folder of a person's apps in, a list of them out; and what a person does with whole apps.

    list_projects(apps, words) -> tuple[Listed, ...]    all of them, or those that the words are about
    move_folder(apps, folder, name) -> Path             another name for the folder
    duplicate(apps, folder, with_data) -> Duplicate     a whole copy beside it
    put_in_bin(apps, folder) -> Binned                  out of sight, and nothing is deleted
    binned(apps), bring_back(apps, name), empty_bin(apps)
    remember_opened(folder)                             the list begins with what was opened last
    thumbnail_of(folder), keep_thumbnail(folder, png)   its small picture; picture_of an earlier state
    opening_note(project), migration_of(project)        an app in another version of the language

Every project is one folder right below `apps`, and moves by one rename: whoever looks sees it whole, in its
old or its new place, whatever stops us. Nothing outside of `apps` is changed, and no link is followed. What
lies in the folders is not trusted: a file may be a trap, and a name may be in any script.

It must not read what an app keeps, and it decides nothing about what is in an app.

May import: blueprint, compiler, pins, workspace, records.
"""

from __future__ import annotations

from desktop.library.bin import Binned, binned, bring_back, empty_bin, put_in_bin
from desktop.library.duplicating import Duplicate, duplicate
from desktop.library.languages import MigrationPlan, carry_out_migration, migration_of, opening_note
from desktop.library.listing import Listed, list_projects
from desktop.library.places import is_right_below
from desktop.library.recent import remember_moved, remember_opened
from desktop.library.renaming import move_folder
from desktop.library.thumbnails import keep_thumbnail, lacks_thumbnail, picture_of, thumbnail_of

__all__ = [
    "Binned",
    "Duplicate",
    "Listed",
    "MigrationPlan",
    "binned",
    "bring_back",
    "carry_out_migration",
    "duplicate",
    "empty_bin",
    "is_right_below",
    "keep_thumbnail",
    "lacks_thumbnail",
    "list_projects",
    "migration_of",
    "move_folder",
    "opening_note",
    "picture_of",
    "put_in_bin",
    "remember_moved",
    "remember_opened",
    "thumbnail_of",
]
