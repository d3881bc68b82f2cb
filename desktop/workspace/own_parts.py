"""Letting the page see what the person wrote into their own files, `custom/*.html`.

A page that is opened by a double click can load a script, but cannot read a text; so each of these files
lies once more in a script (see `desktop/compiler/own_parts.py`). It is made anew here whenever the app is
opened or changed. The person's files are only read.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from desktop.compiler.own_parts import OWN_FOLDER, own_part_script, script_path
from desktop.errors import FolderError
from desktop.workspace.names import check_paths
from desktop.workspace.settling import refuse_links

_LARGEST_BYTES = 4 * 1024 * 1024


def read_own_part(folder: Path, path: str) -> str | None:
    """Read a file of the person's.

    Args:
        folder: The app's.
        path: With `/`.

    Returns:
        Its text, with the line ends that it has; None if there is no such file.

    Raises:
        FolderError: `folder_has_link` if it or its folder is a link; `own_part_no_text` if it is no ordinary
            file of text, or larger than 4 MB.
    """
    (parts,) = check_paths([path])
    refuse_links(folder, parts)
    place = folder.joinpath(*parts)
    if not place.exists():
        return None
    try:
        if not place.is_file() or place.stat().st_size > _LARGEST_BYTES:
            raise FolderError("own_part_no_text", path=path)
        return place.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise FolderError("own_part_no_text", path=path) from problem


def show_own_parts(folder: Path) -> None:
    """Make the scripts anew whose files have changed; where that cannot be done they stay as they are.

    Args:
        folder: The app's.
    """
    for file in sorted((folder / OWN_FOLDER).glob("*.html")):
        script = folder / script_path(file.stem)
        # Only what the compiler once made is written over, and nothing that leads elsewhere.
        if not script.is_file() or any(path.is_symlink() for path in (file, script, script.parent)):
            continue
        with suppress(OSError, UnicodeDecodeError):
            _make_anew(file, script)


def _make_anew(file: Path, script: Path) -> None:
    if file.stat().st_size > _LARGEST_BYTES:
        return
    text = own_part_script(file.stem, file.read_text(encoding="utf-8"))
    if text != script.read_text(encoding="utf-8"):
        fresh = script.with_suffix(".new")
        fresh.write_text(text, encoding="utf-8", newline="\n")
        fresh.replace(script)
