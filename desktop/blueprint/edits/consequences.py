"""What follows from a change, besides what was asked for: values, each with a sentence for people."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.messages import say

KINDS: tuple[str, ...] = (
    "field",  # led to an entity that is gone
    "computed field",
    "action",
    "step",
    "rule",
    "check",
    "no two with same",
    "permission",
    "default",
    "condition",  # when an action is offered
    "sample",  # a record that nothing may stand for any more
    "value",  # a value in samples
    "entity",
    "page",
    "section",
    "clause",  # a wish of a section, a field in one of its lists
    "line",  # a line under a block
    "arrangement",  # a board or calendar has become a table
    "roles",  # a page is for the first role, as the roles it was for are gone
    "shown",  # a field is shown in a list or asked for in a form
)
"""What can have gone, and at the end what can have become otherwise."""


@dataclass(frozen=True, slots=True)
class Consequence:
    """One thing that went or changed because of something else.

    Attributes:
        kind: One of `KINDS`.
        name: What it is called, or its words in the language: `next watering`, `stat "Due today" = …`.
        where: The entity or page that it is or was in; "" for the app.
        section: How the section on that page begins, for what is in one: `cards of Plant`; else "".
    """

    kind: str
    name: str
    where: str = ""
    section: str = ""

    @property
    def sentence(self) -> str:
        """The same for a person to read."""
        facts = {"name": self.name, "where": self.where, "section": self.section}
        return say(f"blueprint.follows_{self.kind.replace(' ', '_')}", **facts)
