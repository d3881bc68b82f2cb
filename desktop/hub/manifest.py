"""The shipped model's list of files, and the check that each is there and is the one that was shipped.

A manifest is `{"name", "version", "language", "files": [{"role", "file", "sha256", "bytes"}]}`; a role
(`reader`, `heads`, `writer`, `tokenizer`, `library`, …) is what a file is for, and appears once.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from desktop.errors import ModelError
from desktop.paths import models_folder

MANIFEST = "manifest.json"
MAX_MANIFEST_BYTES = 1024 * 1024
# One name inside the model's own folder: no separators, no drive letters, no hidden files, no "..".
_FILE_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class ModelFile:
    """One file of a model; `sha256` in lower-case hexadecimal, `size_bytes` as the manifest has it."""

    role: str
    path: Path
    sha256: str
    size_bytes: int


@dataclass(frozen=True)
class ModelFiles:
    """A model whose files have all been checked.

    Attributes:
        name: The model's name, e.g. `Spindle`.
        version: Its version.
        language: The version of the blueprint language that it writes.
        sha256: Fingerprint of the manifest, and with it of all the files.
        files: The files, in the manifest's order.
    """

    name: str
    version: str
    language: str
    sha256: str
    files: tuple[ModelFile, ...]

    def has(self, role: str) -> bool:
        """Whether the model has a file for `role`."""
        return any(file.role == role for file in self.files)

    def path(self, role: str) -> Path:
        """Return the file for `role`.

        Raises:
            ModelError: `model_missing` if the manifest lists none.
        """
        for file in self.files:
            if file.role == role:
                return file.path
        raise ModelError("model_missing", file=role)

    def with_writer(self, path: Path) -> ModelFiles:
        """Return the same model with another file to write with; its fingerprint is read, not checked.

        Raises:
            ModelError: `model_missing` if the file cannot be read.
        """
        try:
            state = path.stat()
            fingerprint = _fingerprint(str(path.resolve()), state.st_size, state.st_mtime_ns)
        except OSError as error:
            raise ModelError("model_missing", file=path.name) from error
        writer = ModelFile("writer", path, fingerprint, state.st_size)
        others = tuple(file for file in self.files if file.role != "writer")
        whole = hashlib.sha256(f"{self.sha256} {fingerprint}".encode()).hexdigest()
        return replace(self, sha256=whole, files=(*others, writer))


def shipped_model(folder: Path | None = None) -> ModelFiles:
    """Return the model that ships with the program, every file checked.

    Args:
        folder: Where its manifest lies; `None` for the program's own.

    Raises:
        ModelError: `model_missing` if the manifest or a file is not there, `model_damaged` if one has
            another size or fingerprint, or the manifest is no manifest.
    """
    folder = models_folder() if folder is None else folder
    raw = _read_manifest(folder / MANIFEST)
    try:
        body = json.loads(raw)
        files = tuple(_entry(folder, entry) for entry in body["files"])
        model = ModelFiles(
            name=str(body["name"]),
            version=str(body["version"]),
            language=str(body["language"]),
            sha256=hashlib.sha256(raw).hexdigest(),
            files=files,
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ModelError("model_damaged", file=MANIFEST) from error
    if len({file.role for file in files}) != len(files):
        raise ModelError("model_damaged", file=MANIFEST)
    for file in files:
        _check(file)
    return model


def _read_manifest(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_MANIFEST_BYTES + 1)
    except OSError as error:
        raise ModelError("model_missing", file=MANIFEST) from error
    if len(raw) > MAX_MANIFEST_BYTES:
        raise ModelError("model_damaged", file=MANIFEST)
    return raw


def _entry(folder: Path, entry: dict[str, Any]) -> ModelFile:
    role, name, sha256, size = entry["role"], entry["file"], entry["sha256"], entry["bytes"]
    if not (isinstance(role, str) and isinstance(size, int) and size >= 0):
        raise ValueError("a role is a text and a size is a whole number")
    if not _FILE_NAME.fullmatch(name) or not _SHA256.fullmatch(sha256):
        raise ValueError("not the name of a file in the model's folder, or not a fingerprint")
    return ModelFile(role, folder / name, sha256, size)


def _check(file: ModelFile) -> None:
    try:
        state = file.path.stat()
        right = state.st_size == file.size_bytes and (
            _fingerprint(str(file.path), state.st_size, state.st_mtime_ns) == file.sha256
        )
    except OSError as error:
        raise ModelError("model_missing", file=file.path.name) from error
    if not right:
        raise ModelError("model_damaged", file=file.path.name)


@lru_cache(maxsize=64)
def _fingerprint(path: str, size: int, mtime_ns: int) -> str:
    """Size and time are part of the key: a file that was changed is read again."""
    with Path(path).open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
