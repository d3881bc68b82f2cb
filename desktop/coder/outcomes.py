"""What comes of asking a general model: checked, and with what it cost. Nothing of it is saved yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from desktop.blueprint import Diagnostic
from desktop.blueprint.edits import Consequence
from desktop.blueprint.nodes import App
from desktop.engine.completion import Completion


@dataclass(frozen=True, slots=True)
class Spent:
    """What the model's work cost.

    Attributes:
        seconds: Spent reading and writing, as the engine says.
        prompt_tokens: Read, also those that were kept from before.
        tokens: Written.
        rounds: How often the model was asked; above 1 it mended what it had written.
    """

    seconds: float = 0.0
    prompt_tokens: int = 0
    tokens: int = 0
    rounds: int = 0

    def plus(self, completion: Completion) -> Spent:
        """Return the cost with one more answer."""
        return Spent(
            self.seconds + completion.prompt_s + completion.decode_s,
            self.prompt_tokens + completion.prompt_tokens,
            self.tokens + completion.tokens,
            self.rounds + 1,
        )


@dataclass(frozen=True, slots=True)
class Drafted:
    """A blueprint that a general model wrote.

    Attributes:
        text: The canonical blueprint if there is an app; else what was written.
        app: The app, fit to be compiled; None if none came of it.
        diagnostics: Warnings, if there is an app; else why there is none, by line of `text`.
        left_out: Lines of the model's that did not make sense and are not in `text`, as it wrote them.
        spent: What it cost.
    """

    text: str
    app: App | None
    diagnostics: tuple[Diagnostic, ...]
    left_out: tuple[str, ...]
    spent: Spent

    @property
    def ok(self) -> bool:
        """Whether there is an app."""
        return self.app is not None


@dataclass(frozen=True, slots=True)
class DraftedEdit:
    """A change that a general model wrote, worked out and not saved.

    Attributes:
        script: The edit script; "" if the model says that the language cannot say what was asked for.
        app: The app after it; None if it cannot be carried out, or nothing would change.
        diagnostics: Why it cannot, by line of `script`, or warnings.
        consequences: What goes or changes along with it.
        spent: What it cost.
    """

    script: str
    app: App | None
    diagnostics: tuple[Diagnostic, ...]
    consequences: tuple[Consequence, ...]
    spent: Spent

    @property
    def ok(self) -> bool:
        """Whether something changes."""
        return self.app is not None


@dataclass(frozen=True, slots=True)
class Worded:
    """A text for people that a general model wrote; plain, without markup."""

    text: str
    spent: Spent


class Fault(Protocol):
    """One thing that went wrong when a page was tried; `desktop.preview.finding.Finding` is one.

    Attributes:
        kind: `error` (in the console), `refused` (an address that it may not reach), `blank` (nothing can be
            seen), `silent` (it does not answer: a loop without end), `crash`, or `untried` (it cannot be run
            here at all, which nobody can mend).
        message: What the browser said, or the address.
        line: Of the script it stands in, from 1; 0 if unknown.
    """

    @property
    def kind(self) -> str:
        """Which kind."""
        ...

    @property
    def message(self) -> str:
        """What was said."""
        ...

    @property
    def line(self) -> int:
        """Where."""
        ...


@dataclass(frozen=True, slots=True)
class Made:
    """A file of a `custom` section.

    Attributes:
        html: The file, whole.
        faults: What still goes wrong in it when it runs; none if all is well.
        repairs: How often it was mended, 0 to 2.
        spent: What it cost.
    """

    html: str
    faults: tuple[Fault, ...]
    repairs: int
    spent: Spent

    @property
    def ok(self) -> bool:
        """Whether it runs without a fault; if not, offer to take it back."""
        return not self.faults
