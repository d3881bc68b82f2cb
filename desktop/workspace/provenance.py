"""Where an app came from, kept beside it in `homespun.json`, so that it can be made again.

The same request, seed, model and language version give the same bytes. That is why there is no
time of day in here: two builds of the same thing must be the same folder.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from typing import Any

from desktop.compiler.own_parts import OWN_FOLDER
from desktop.version import PROGRAM_VERSION

OTHER = "other"
"""`Provenance.made_by` of an app whose blueprint a model wrote that is not ours."""

_FORMAT = 1
_ALWAYS = ("request", "script", "back")
_TEXTS = (*_ALWAYS, "model_name", "model_sha256")


@dataclass(frozen=True, slots=True)
class PartBefore:
    """What a file in `custom/` was like before a model wrote it, so that this can be taken back.

    Attributes:
        path: With `/`.
        before: Its text then; None if there was no such file.
        after_sha256: Of what the model wrote: a file that is another one now was changed by the person.
    """

    path: str
    before: str | None
    after_sha256: str


@dataclass(frozen=True, slots=True)
class Changed:
    """One change of an app after it was made.

    Attributes:
        request: The person's own words.
        script: The edit script that was made of them; "" if only a file in `custom/` was written.
        back: The edit script that takes it back.
        model_name, model_sha256: The model by others that wrote it, and the fingerprint of its file ("" where
            that is not known, as on a server); both are "" if no such model did.
        parts: The files in `custom/` that were written.
    """

    request: str
    script: str
    back: str
    model_name: str = ""
    model_sha256: str = ""
    parts: tuple[PartBefore, ...] = ()


@dataclass(frozen=True, slots=True)
class Provenance:
    """What one app was made from.

    Attributes:
        request: The person's own words.
        seed: The seed that the writer sampled with.
        model_name, model_version, model_sha256: The model that read and wrote; the hash is that of
            its files, as 64 hexadecimal digits. The version is "" for a model that has none.
        made_by: `writer`, `assembler` or `memory`: which part of the model wrote the blueprint; or `other`,
            a model that is not ours, which nobody promises to write the same again.
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
        # What only a few changes have stands only there.
        facts["changes"] = [
            {name: each[name] for name in each if name in _ALWAYS or each[name]} for each in facts["changes"]
        ]
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
    found = [_change(each) for each in listed] if isinstance(listed, list) else []
    sound = [each for each in found if each is not None]
    return tuple(sound) if len(sound) == len(found) else ()


def _change(facts: object) -> Changed | None:
    if not isinstance(facts, dict) or not all(isinstance(facts.get(name), str) for name in _ALWAYS):
        return None
    texts = {name: facts.get(name, "") for name in _TEXTS}
    listed = facts.get("parts", [])
    parts = [_part(each) for each in listed] if isinstance(listed, list) else [None]
    sound = tuple(each for each in parts if each is not None)
    if len(sound) != len(parts) or not all(isinstance(text, str) for text in texts.values()):
        return None
    return Changed(**texts, parts=sound)


def _part(facts: object) -> PartBefore | None:
    if not isinstance(facts, dict):
        return None
    path, before, after = (facts.get(field.name) for field in fields(PartBefore))
    if not isinstance(path, str) or not isinstance(before, str | None) or not isinstance(after, str):
        return None
    if not path.startswith(f"{OWN_FOLDER}/"):
        return None  # no other file of an app may come from here
    return PartBefore(path, before, after)
