"""An app explained by plain code, where no model is at hand: what it keeps, and what its pages show."""

from __future__ import annotations

from desktop.blueprint import print_section
from desktop.blueprint.nodes import App
from desktop.messages import say

MOST_SECTIONS = 6


def explained(app: App) -> str:
    """Return what an app keeps and shows, in a few sentences, one a line."""
    lines = [say("others.explain_app", name=app.name, about=app.about) if app.about else app.name + "."]
    for entity in app.entities:
        fields = ", ".join(field.name for field in entity.fields)
        lines.append(say("others.explain_keeps", entity=entity.name, fields=fields))
    for page in app.pages:
        shown = "; ".join(print_section(section, app) for section in page.sections[:MOST_SECTIONS])
        lines.append(say("others.explain_page", page=page.name, shown=shown))
    return "\n".join(lines)
