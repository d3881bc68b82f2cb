"""A cache of what the list says of each project, so that a thousand of them are listed at once.

It is only a cache: it may be gone, damaged, out of date, or written by somebody else. What it says
of a project counts only while the stamp of the project's files is the very same, so a clock that was set back
does no harm; it never says which projects there are; and whatever in it is not what we write is passed over.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, fields
from pathlib import Path

from desktop.library.describing import KINDS, LONGEST_WORDS, PROBLEMS, Description
from desktop.library.reading import read_plain
from desktop.messages import harmless
from desktop.settings import write_whole
from desktop.version import PROGRAM_VERSION
from desktop.workspace.app_files import BLUEPRINT_FILE, PROVENANCE_FILE, START_FILE

Stamp = tuple[int, ...]
Entries = dict[str, tuple[Stamp, Description]]

_FORMAT = f"2 {PROGRAM_VERSION}"
"""Another program may describe otherwise."""
_MOST_BYTES = 64 * 1024 * 1024
_FIELDS = tuple(field.name for field in fields(Description))


def stamp_of(folder: Path) -> Stamp:
    """Return numbers that are others as soon as a file that is described is another.

    Raises:
        FileNotFoundError: The folder is not there.
        OSError: It cannot be looked into.
    """
    place = folder.lstat()
    found = [place.st_mode, place.st_ino]
    if stat.S_ISLNK(place.st_mode):
        return tuple(found)
    for name in (BLUEPRINT_FILE, PROVENANCE_FILE):
        try:
            facts = (folder / name).lstat()
        except FileNotFoundError:
            found.append(0)
        else:
            # The last of the times cannot be set by hand: one that was copied does not deceive.
            found += (facts.st_size, facts.st_ino, facts.st_mtime_ns, facts.st_ctime_ns)
    return (*found, int(os.path.lexists(folder / START_FILE)))


def load_index(file: Path) -> Entries:
    """Read the cache; empty if there is none that can be read."""
    try:
        facts = json.loads(read_plain(file, _MOST_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(facts, dict) or facts.get("format") != _FORMAT:
        return {}
    listed = facts.get("projects")
    found: Entries = {}
    for folder, entry in listed.items() if isinstance(listed, dict) else ():
        read = _entry(entry)
        if read is not None:
            found[folder] = read
    return found


def save_index(file: Path, entries: Mapping[str, tuple[Stamp, Description]]) -> None:
    """Write the cache, whole; where that cannot be done there is none, and all works as before."""
    listed = {folder: [list(stamp), *asdict(each).values()] for folder, (stamp, each) in entries.items()}
    text = json.dumps({"format": _FORMAT, "projects": listed})
    with suppress(OSError):
        write_whole(file, text)


def _entry(entry: object) -> tuple[Stamp, Description] | None:
    """One entry; None if we have not written it."""
    if not isinstance(entry, list) or len(entry) != 1 + len(_FIELDS):
        return None
    stamp, *texts = entry
    if not isinstance(stamp, list) or not all(type(number) is int for number in stamp):
        return None
    if not all(isinstance(text, str) and len(text) <= LONGEST_WORDS for text in texts):
        return None
    said = Description(**dict(zip(_FIELDS, map(harmless, texts), strict=True)))
    if said.kind not in ("", *KINDS) or said.problem not in ("", *PROBLEMS):
        return None
    return tuple(stamp), said
