"""A version's facts as the message of a git commit: readable in any git program, and by us without loss.

The first line is what the person asked for, then comes the script, and last a line of JSON with all of it.
The message is untrusted when it is read: whoever hands over a project may have written anything there.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from desktop.history.version import KINDS, Happened
from desktop.records import Rename

_FORMAT = 1
_LONGEST_TITLE = 72
_HIGHEST_NUMBER = 2**53


def message_of(number: int, what: Happened) -> bytes:
    """Return the message of a version.

    Args:
        number: The version's.
        what: What happened.
    """
    facts = {"format": _FORMAT, "number": number, **asdict(what)}
    words = " ".join(what.request.split())[:_LONGEST_TITLE]
    parts = [f"{what.kind}: {words}" if words else what.kind, what.script.strip(), json.dumps(facts)]
    return ("\n\n".join(part for part in parts if part) + "\n").encode("utf-8", "replace")


def facts_of(message: bytes) -> tuple[int, Happened]:
    """Read what `message_of` wrote.

    Returns:
        The version's number, and what happened.

    Raises:
        ValueError: It is no message of ours.
    """
    facts = json.loads(message.decode("utf-8").rstrip("\n").rpartition("\n")[2])
    if not isinstance(facts, dict) or facts.get("format") != _FORMAT or facts.get("kind") not in KINDS:
        raise ValueError("not a version")
    texts = [_text(facts, name) for name in ("kind", "request", "script", "model_sha256", "language_version")]
    kind, request, script, model_sha256, language_version = texts
    number, seed, restored = (_whole(facts, name) for name in ("number", "seed", "restored"))
    renames = tuple(_rename(each) for each in _list(facts.get("renames")))
    model_name = facts.get("model_name", "")  # versions kept by an older Homespun have none
    if not isinstance(model_name, str):
        raise ValueError("model_name")
    what = Happened(
        kind, request, script, model_sha256, seed, language_version, renames, restored, model_name
    )
    return number, what


def _text(facts: dict[str, Any], name: str) -> str:
    value = facts.get(name)
    if not isinstance(value, str):
        raise ValueError(name)
    return value


def _whole(facts: dict[str, Any], name: str) -> int:
    value = facts.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _HIGHEST_NUMBER:
        raise ValueError(name)
    return value


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError("renames")
    return value


def _rename(value: object) -> Rename:
    if not isinstance(value, dict):
        raise ValueError("renames")
    within = _list(value.get("within"))
    if not all(isinstance(each, str) for each in within):
        raise ValueError("renames")
    return Rename(tuple(within), _text(value, "name"), _text(value, "to"))
