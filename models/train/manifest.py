"""What a model's folder says of itself: each file with its role, its size and its fingerprint."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

VERSION = "0.6"
ROLES = {
    "reader": "reader.gguf",
    "heads": "heads.npz",
    "changes": "changes.gguf",
    "change_heads": "change_heads.npz",
    "wordpiece": "wordpiece.json",
    "library": "library.json.gz",
    "vectors": "vectors.npz",
    "writer": "writer.gguf",
}


def sha256(path: Path) -> str:
    """The fingerprint of a file, as 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_manifest(folder: Path) -> None:
    """Write `manifest.json` of a folder in which all the files lie."""
    files = [
        {"role": role, "file": name, "bytes": (folder / name).stat().st_size, "sha256": sha256(folder / name)}
        for role, name in ROLES.items()
    ]
    manifest = {"name": "Spindle", "version": VERSION, "language": "1", "files": files}
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", "utf-8")
