"""The words that mean a section of a page in an edit script. Pure."""

from __future__ import annotations

from desktop.blueprint.edits.selecting import name_section
from desktop.blueprint.nodes import App
from desktop.messages import say
from desktop.shell.stage.edit_kinds import UnwritableError
from desktop.shell.stage.targets import Target


def words_for(app: App, target: Target) -> str:
    """Return the words that mean the section that a target is or is in.

    Raises:
        UnwritableError: If its page has more of its like than can be counted.
    """
    page = next(page for page in app.pages if page.name == target.page)
    words = name_section(target.section, page, app)
    if not words:
        raise UnwritableError(say("shell_stage.section_uncountable"))
    return words
