"""The head of an app as statements: its name, icon, looks, language and accounts."""

from __future__ import annotations

from desktop.blueprint.edits.changing_app import CLEAR_WORDS, SET_WORDS, write_setting
from desktop.blueprint.edits.drafting import Draft
from desktop.blueprint.edits.statements import ClearApp, SetApp, Wording
from desktop.blueprint.nodes import App


def set_head(draft: Draft, target: App) -> None:
    """Set what the app says of itself; accounts that are to go stay for now, as much may need them."""
    for word in SET_WORDS:
        wanted = write_setting(target, word)
        if wanted == write_setting(draft.app, word):
            continue
        if wanted:
            draft.add(SetApp(word, Wording(wanted)))
        elif word in CLEAR_WORDS and word != "accounts":
            draft.add(ClearApp(word))


def take_accounts_away(draft: Draft, target: App) -> None:
    """Take the accounts away if there are none any more."""
    if draft.app.roles and not target.roles:
        draft.add(ClearApp("accounts"))
