"""Which model did what, and what it cost: shown to the person, and kept, the oldest going first.

Kept beside the settings and not in the app's folder: it is about this computer, and an app that is given
away shall not tell how it was made.
"""

from __future__ import annotations

import json
import threading
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from desktop.fitting import spoken_duration
from desktop.messages import say
from desktop.paths import settings_folder
from desktop.routing.tasks import TASKS
from desktop.settings import write_whole

_FILE = "uses.json"
_LARGEST_FILE_BYTES = 1024 * 1024
MOST_USES = 500
_LONGEST_TEXT = 1000
LONGEST_S = 24 * 3600.0
MOST_TOKENS = 10**9
_TASK_NAMES = frozenset(task.name for task in TASKS)


@dataclass(frozen=True, slots=True)
class Use:
    """One task that one model has worked on.

    Attributes:
        task: The task's name.
        model: The model's name, as a person would say it.
        seconds: How long it took.
        prompt_tokens: What was read.
        tokens: What was written; 0 together with `prompt_tokens` where nobody counted.
        why: Key of the sentence why it was this model (`Route.why`).
        project: The app's folder; "" before there is one.
        at: When, as ISO 8601 in UTC, to the second; "" if that is not known.
        good: Whether the checker, or the preview's run, had nothing to say against it.
    """

    task: str
    model: str
    seconds: float
    prompt_tokens: int
    tokens: int
    why: str
    project: str = ""
    at: str = ""
    good: bool = True

    def sentence(self) -> str:
        """What a person reads: who, how long, how much."""
        duration = spoken_duration(self.seconds)
        task = say(f"routing.{self.task}")
        if not self.good:
            return say("routing.tried", name=self.model, task=task, duration=duration)
        if not self.prompt_tokens and not self.tokens:
            return say("routing.used_uncounted", name=self.model, task=task, duration=duration)
        return say(
            "routing.used",
            name=self.model,
            task=task,
            duration=duration,
            prompt_tokens=self.prompt_tokens,
            tokens=self.tokens,
        )


class Uses:
    """Keeps the last uses, in one small file; on a disk that refuses, only for now. Any thread may use it.

    Args:
        folder: Where the file lies; None for the settings folder.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._file = (folder or settings_folder()) / _FILE
        self._uses = _read(self._file)
        self._keeping = threading.Lock()

    def all(self, project: Path | None = None) -> tuple[Use, ...]:
        """The uses, newest first; of one app only, if its folder is given."""
        newest_first = self._uses[::-1]
        return tuple(use for use in newest_first if project is None or use.project == str(project))

    def keep(self, use: Use) -> None:
        """Remember a use."""
        with self._keeping:
            self._uses = (*self._uses, use)[-MOST_USES:]
            try:
                write_whole(self._file, json.dumps([asdict(one) for one in self._uses]))
            except OSError:
                # It is told to the person all the same.
                return

    def forget(self) -> None:
        """Forget all uses, on the disk too.

        Raises:
            OSError: The file cannot be removed.
        """
        with self._keeping:
            self._uses = ()
            self._file.unlink(missing_ok=True)


def _read(file: Path) -> tuple[Use, ...]:
    """What the file holds and makes sense; a damaged file tells nothing, entry by entry."""
    try:
        with file.open("rb") as opened:
            facts = json.loads(opened.read(_LARGEST_FILE_BYTES))
    except (OSError, ValueError, RecursionError):
        return ()
    if not isinstance(facts, list):
        return ()
    return tuple(Use(**entry) for entry in facts if _is_use(entry))[-MOST_USES:]


def _is_use(entry: object) -> bool:
    if not isinstance(entry, dict) or set(entry) != {field.name for field in fields(Use)}:
        return False
    texts = (entry["task"], entry["model"], entry["why"], entry["project"], entry["at"])
    numbers = (
        (entry["seconds"], LONGEST_S),
        (entry["prompt_tokens"], MOST_TOKENS),
        (entry["tokens"], MOST_TOKENS),
    )
    return (
        all(isinstance(text, str) and len(text) <= _LONGEST_TEXT for text in texts)
        and all(_is_number(value, most) for value, most in numbers)
        and entry["task"] in _TASK_NAMES
        and isinstance(entry["good"], bool)
    )


def _is_number(value: object, most: float) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= most
