"""What a server's JSON means, with every type and every number checked: a server may send anything.

The shapes are those of OpenAI's `chat/completions` and `completions`, with what llama-server adds
(`timings`, and the numbers of a context that is too small).
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from typing import Any

from desktop.errors import EngineError
from desktop.remote.addresses import Address

MOST_TOKENS = 100_000_000
_LONGEST_REASON = 200
_LONGEST_S = 86_400.0
_CONTEXT = re.compile(r"context (?:length|size|window)|too long", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """One event of a stream.

    Attributes:
        text: What was written; "" where the event only tells something.
        thinks: Whether the model is thinking to itself, which is no part of the text.
        finish: Why it ended: `stop`, `length`, another word of the server's; "" while it has not.
        prompt_tokens, tokens: The lengths of prompt and text, where told.
        prompt_s, decode_s: Seconds for reading and writing, where told.
    """

    text: str = ""
    thinks: bool = False
    finish: str = ""
    prompt_tokens: int | None = None
    tokens: int | None = None
    prompt_s: float | None = None
    decode_s: float | None = None


def plain_object(text: str, address: Address) -> dict[str, Any]:
    """Read a JSON object.

    Raises:
        EngineError: `remote_strange`: it is none.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise EngineError("remote_strange", address=address) from error
    if not isinstance(found, dict):
        raise EngineError("remote_strange", address=address)
    return found


def read_part(text: str, address: Address) -> Part:
    """Read one event, or a whole answer that was not streamed.

    Raises:
        EngineError: `remote_strange` for what is no such thing; what `problem_in` says where the server tells
            of a problem.
    """
    facts = plain_object(text, address)
    if facts.get("error"):
        raise problem_in(facts, 500, address)
    choices, usage, timings = facts.get("choices", []), facts.get("usage"), facts.get("timings")
    if not isinstance(choices, list):
        raise EngineError("remote_strange", address=address)
    usage = usage if isinstance(usage, dict) else {}
    timings = timings if isinstance(timings, dict) else {}
    written, thinks, finish = _choice(choices[0], address) if choices else ("", False, "")
    return Part(
        written,
        thinks,
        finish,
        count_of(usage.get("prompt_tokens")),
        count_of(usage.get("completion_tokens")),
        _seconds(timings.get("prompt_ms")),
        _seconds(timings.get("predicted_ms")),
    )


def problem_in(facts: dict[str, Any], status: int, address: Address) -> EngineError:
    """Return the error for an answer that is none.

    Args:
        facts: The server's object, {} where it sent none.
        status: Of HTTP.
        address: Whose it is.
    """
    told = facts.get("error", facts)
    told = told if isinstance(told, dict) else {"message": told}
    reason = shown(told.get("message"))
    if status in (301, 302, 303, 307, 308):
        return EngineError("remote_redirect", address=address)
    if status in (401, 403):
        return EngineError("remote_key", address=address)
    if status in (429, 503):
        return EngineError("remote_busy", address=address)
    tokens, limit = count_of(told.get("n_prompt_tokens")), count_of(told.get("n_ctx"))
    if tokens and limit:
        return EngineError("engine_context", tokens=tokens, limit=limit)
    if status == 400 and _CONTEXT.search(reason):
        return EngineError("remote_context", reason=reason)
    return EngineError("remote_refused", address=address, reason=reason or f"HTTP {status}")


def count_of(value: object) -> int | None:
    """A number of tokens; None for what is none."""
    sound = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_TOKENS
    return value if sound and isinstance(value, int) else None


def shown(value: object) -> str:
    """A server's own words, fit to stand in a sentence: one line, not too long; "" for what is no text."""
    if not isinstance(value, str):
        return ""
    plain = " ".join("".join(letter if letter.isprintable() else " " for letter in value[:2000]).split())
    return plain if len(plain) <= _LONGEST_REASON else plain[: _LONGEST_REASON - 1] + "…"


def _choice(choice: object, address: Address) -> tuple[str, bool, str]:
    if not isinstance(choice, dict):
        raise EngineError("remote_strange", address=address)
    message = choice.get("delta", choice.get("message"))
    finish = choice.get("finish_reason")
    if isinstance(message, dict):
        written, thought = message.get("content"), message.get("reasoning_content")
    else:
        written, thought = choice.get("text"), None
    if not isinstance(written, str | None) or not isinstance(thought, str | None):
        raise EngineError("remote_strange", address=address)
    return written or "", bool(thought), finish if isinstance(finish, str) else ""


def _seconds(milliseconds: object) -> float | None:
    if isinstance(milliseconds, bool) or not isinstance(milliseconds, int | float):
        return None
    seconds = milliseconds / 1000
    return seconds if math.isfinite(seconds) and 0 <= seconds <= _LONGEST_S else None
