"""Where an app came from, kept beside it in `homespun.json`, so that it can be made again.

The same request, seed, model and language version give the same bytes. That is why there is no
time of day in here: two builds of the same thing must be the same folder.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import Any

PROGRAM_VERSION = "0.1.0"
"""This program's version; a test holds it equal to the one in `pyproject.toml`."""

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Changed:
    """One change of an app after it was made.

    Attributes:
        request: The person's own words.
        script: The edit script that was made of them.
        back: The edit script that takes it back.
    """

    request: str
    script: str
    back: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """What one app was made from.

    Attributes:
        request: The person's own words.
        seed: The seed that the writer sampled with.
        model_name, model_version, model_sha256: The model that read and wrote; the hash is that of
            its files, as 64 hexadecimal digits. The version is "" for a model that has none.
        made_by: `writer`, `assembler` or `memory`: which part of the model wrote the blueprint.
        language_version: The version of the blueprint language.
        program_version: The version of Homespun.
        take: Which of the model's takes was chosen, from 1; the first is what it builds unasked.
        changes: What was changed since and not taken back, the oldest first.
    """

    request: str
    seed: int
    model_name: str
    model_sha256: str
    made_by: str
    language_version: str
    model_version: str = ""
    program_version: str = PROGRAM_VERSION
    take: int = 1
    changes: tuple[Changed, ...] = ()

    def to_json(self) -> str:
        """Return the text of `homespun.json`: stable order, one fact a line."""
        facts = {"format": _FORMAT, **asdict(self)}
        return json.dumps(facts, ensure_ascii=False, indent=2) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Provenance | None:
        """Read what `to_json` wrote.

        Returns:
            None when the text is not what this version writes. A person may have edited or
            removed the file; the app itself still opens.
        """
        try:
            facts = json.loads(text)
        except (ValueError, RecursionError):
            return None
        if not isinstance(facts, dict):
            return None
        values: dict[str, Any] = {}
        for entry in fields(cls):
            if entry.name == "changes":
                continue
            value = facts.get(entry.name, 1 if entry.name == "take" else None)
            wanted = int if entry.name in ("seed", "take") else str
            if not isinstance(value, wanted) or isinstance(value, bool):
                return None
            values[entry.name] = value
        return cls(**values, changes=_changes(facts.get("changes", [])))


def _changes(listed: object) -> tuple[Changed, ...]:
    """The changes as `to_json` wrote them; none if they were edited, as one of them alone leads nowhere."""
    names = [entry.name for entry in fields(Changed)]
    found = []
    for each in listed if isinstance(listed, list) else ():
        values = [each.get(name) for name in names] if isinstance(each, dict) else []
        texts = [value for value in values if isinstance(value, str)]
        if len(texts) != len(names):
            return ()
        found.append(Changed(*texts))
    return tuple(found)
