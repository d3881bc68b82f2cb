"""What many records of an entity are called: also of those that an app has without anybody naming them.

Votes of a poll, comments, notifications and people are records with names of the language (`Poll vote`).
Where people see these, in the menu that saves them as a spreadsheet, they are worded in the app's language.
"""

from __future__ import annotations

from desktop.blueprint import nodes
from desktop.blueprint.blocks.doing import KEPT
from desktop.blueprint.complete import KINDS, NOTIFICATION, feature_entity
from desktop.blueprint.people import PERSON
from desktop.compiler.titles import heading
from desktop.compiler.wording import plural


def many_of(name: str, app: nodes.App) -> str:
    """Return what many records of an entity are called.

    Args:
        name: The name of the entity.
        app: The app, completed with what its features imply.
    """
    language = app.language
    for block, kept in KEPT.items():
        if name == kept:
            return heading(language, f"kept_{block.replace(' ', '_')}")
    if name == NOTIFICATION:
        return heading(language, "kept_notifications")
    if name == PERSON and app.roles:
        return heading(language, "kept_people")
    for entity in app.entities:
        for feature in entity.features:
            if feature in KINDS and name == feature_entity(entity.name, feature):
                return heading(language, f"kept_{feature}", entity=entity.name)
    return plural(name, language)
