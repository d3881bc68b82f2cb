"""What `--json` prints: one object with everything there is to know about one built app.

The keys are a promise to scripts and to the evaluation of the model; a test lists them.
"""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.blueprint import to_plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.outcomes import Said
    from desktop.routing import Use
    from desktop.session import Built, Edited


_BESIDE = ".homespun"
"""What Homespun keeps beside an app: its history, and copies of its records."""


def build_report(built: Built, folder: Path) -> dict[str, Any]:
    """Return the object for an app that was written to `folder`."""
    return {
        "blueprint": to_plain(built.app),
        "text": built.text,
        "files": _written(folder),
        "out": str(folder),
        "timings_ms": {stage: round(ms, 1) for stage, ms in built.timings_ms},
        "model": {
            "name": built.model_name,
            "version": built.model_version,
            "sha256": built.model_sha256,
            "made_by": built.made_by,
        },
        "seed": built.seed,
        "take": built.take,
        "chance": round(built.chance, 3),
        "diagnostics": [_plain(diagnostic) for diagnostic in built.diagnostics],
        "notes": list(built.notes),
        **_used(built.use),
    }


def takes_report(takes: Sequence[Built]) -> dict[str, Any]:
    """Return the object for the takes of one request; nothing was written."""
    return {
        "takes": [
            {
                "take": built.take,
                "name": built.app.name,
                "made_by": built.made_by,
                "chance": round(built.chance, 3),
                "blueprint": to_plain(built.app),
                "text": built.text,
                "notes": list(built.notes),
            }
            for built in takes
        ]
    }


def edit_report(edited: Edited, folder: Path) -> dict[str, Any]:
    """Return the object for an app that was changed in `folder`."""
    return {
        "script": edited.script,
        "undone": edited.undone,
        "blueprint": to_plain(edited.app),
        "text": edited.text,
        "files": _written(folder),
        "out": str(folder),
        "timings_ms": {stage: round(ms, 1) for stage, ms in edited.timings_ms},
        "notes": list(edited.notes),
        "consequences": [_plain(each) for each in edited.consequences],
        "chance": round(edited.chance, 2),
        "others": list(edited.others),
        **_by_another(edited),
    }


def said_report(said: Said) -> dict[str, Any]:
    """Return the object for a text that changes nothing."""
    return {"text": said.text, "notes": list(said.notes), **_used(said.use)}


def _by_another(edited: Edited) -> dict[str, Any]:
    """What there is to say only of a change that a model by others has made."""
    if edited.use is None:
        return {}
    return {
        "model": {"name": edited.model_name, "sha256": edited.model_sha256},
        "parts": [part.path for part in edited.parts],
        "problems": list(edited.problems),
        **_used(edited.use),
    }


def _used(use: Use | None) -> dict[str, Any]:
    """What a model by others cost; nothing of Spindle."""
    return {} if use is None else {"use": {**_plain(use), "sentence": use.sentence()}}


def error_report(key: str, sentence: str) -> dict[str, Any]:
    """Return the object for a command that failed."""
    return {"error": {"key": key, "message": sentence}}


def to_json_text(report: dict[str, Any]) -> str:
    """Return the object as text for people and programs; lone surrogates are made harmless."""
    text = json.dumps(report, ensure_ascii=False, indent=2)
    return text.encode("utf-8", "replace").decode("utf-8")


def _written(folder: Path) -> list[dict[str, Any]]:
    """Every file of the app that is really there, with its size: the list cannot promise too much."""
    return [
        {"path": path.relative_to(folder).as_posix(), "bytes": path.stat().st_size}
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.relative_to(folder).parts[0] != _BESIDE
    ]


def _plain(value: object) -> Any:  # noqa: ANN401 - JSON has no narrower type
    """A frozen dataclass of any room as plain JSON values."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, str | int | float):
        return value
    return str(value)
