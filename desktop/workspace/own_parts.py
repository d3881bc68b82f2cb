"""Letting the page see what the person wrote into their own files, `custom/*.html`.

A page that is opened by a double click can load a script, but cannot read a text; so each of these files
lies once more in a script (see `desktop/compiler/own_parts.py`). It is made anew here whenever the app is
opened or changed. The person's files are only read.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from desktop.compiler.own_parts import OWN_FOLDER, own_part_script, script_path

_LARGEST_BYTES = 4 * 1024 * 1024


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
