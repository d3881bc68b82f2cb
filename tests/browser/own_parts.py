"""How a test plays the person who changes a file of their own, `custom/NAME.html`."""

from __future__ import annotations

from pathlib import Path

from desktop.compiler.own_parts import own_part_path, own_part_script, script_path


def put_own_part(folder: Path, name: str, html: str) -> None:
    """Change the file in an app's folder, and let Homespun see it, as it does when the app is opened."""
    (folder / own_part_path(name)).write_text(html, encoding="utf-8")
    (folder / script_path(name)).write_text(own_part_script(name, html), encoding="utf-8")
