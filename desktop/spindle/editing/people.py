"""Asks about who signs in, and who may see and do what."""

from __future__ import annotations

import re

from desktop.blueprint.nodes import DEEDS, OWNER, Entity
from desktop.spindle.editing.bench import Bench
from desktop.spindle.editing.placing import entity_for, place_of
from desktop.spindle.naming import clean, stems, title
from desktop.spindle.reading import Ask

_DEED_WORDS = {
    "sees": r"\b(?:see|view|read|look|visible|private)",
    "adds": r"\b(?:add|create|enter|new|write)",
    "changes": r"\b(?:change|edit|modify|update)",
    "deletes": r"\b(?:delete|remove)",
}
_EVERYBODY = re.compile(r"(?i)\b(?:everybody|everyone|anybody|anyone|all of us)\b")
_ALONE = re.compile(
    r"(?i)\b(?:only|just|nobody (?:but|except)|no one (?:but|except)|other than|private|own)\b"
)
_OWN = re.compile(r"(?i)\b(?:own|owner|themsel\w*|himself|herself|who (?:made|wrote|added)|their|his|her)\b")


def accounts(bench: Bench, ask: Ask) -> bool:
    """`people should sign in, as teacher or pupil`, `a role for the caretaker`."""
    roles = list(dict.fromkeys(filter(None, (role_name(mark.words) for mark in ask.tagged("role", "opt")))))
    there = {role.lower() for role in bench.app.roles}
    new = [role for role in roles if role.lower() not in there]
    if bench.app.roles:
        return bool(new) and bench.run(f"set accounts {' | '.join((*bench.app.roles, *new))}")
    if len(roles) == 1:
        roles.append("Member" if roles[0] != "Member" else "Guest")
    return bench.run(f"set accounts {' | '.join(roles or ['Admin', 'Member'])}")


def role_name(words: str) -> str:
    """A role as people sign in with it, in the singular where it was said in the plural."""
    name = clean(re.sub(r"(?i)^(?:the|a|an|our|my) ", "", words))
    name = re.sub(r"(?<=[a-rt-z])s$", "", name) if not name.isupper() else name
    return title(name)


def permit(bench: Bench, ask: Ask) -> bool:
    """`only the owner may see it`, `only teachers can change grades`, `she has to
    see what is to be decided`.
    """
    words = bench.words_of(ask)
    entity = entity_for(bench, ask)
    if _EVERYBODY.search(words) and not ask.tagged("role"):
        return _for_everybody(bench, ask, entity)
    if not bench.app.roles:
        roles = [role_name(mark.words) for mark in ask.tagged("role")]
        bench.run(f"set accounts {' | '.join([*roles, 'Member'] if roles else ['Admin', 'Member'])}")
    for mark in ask.tagged("role"):
        if not any(stems(one) & stems(mark.words) for one in bench.app.roles):
            bench.run(f"set accounts {' | '.join((*bench.app.roles, role_name(mark.words)))}")
    role = _role(bench, ask, words)
    who = role or (OWNER if _OWN.search(words) else "")
    page = place_of(bench, ask, ("at", "old")).first("page")
    only = bench.page(page.name).only if page is not None else ()
    alone = bool(_ALONE.search(words))
    if page is not None and role and _deeds(ask, words) == ["sees"] and (only or alone):
        also = bool(only) and not alone
        roles_now = (*only, *((role,) if role not in only else ())) if also else (role,)
        return bench.run(f"on {page.name}: set only {' | '.join(roles_now)}")
    if entity is None or not who:
        return False
    lines = []
    for name, deed, allowed in _deeds_said(bench, ask, words, who):
        others = [one for one in bench.app.roles if one != name][:2]
        lines += [f"in {entity.name}: add only {one} {deed}" for one in ([name] if allowed else others)]
    return bool(lines) and bench.run(*dict.fromkeys(lines))


def _deeds_said(bench: Bench, ask: Ask, words: str, who: str) -> list[tuple[str, str, bool]]:
    """Who may do what, or may not; to see is no privilege where nobody says `only`."""
    found: list[tuple[str, str, bool]] = []
    roles = ask.tagged("role")
    for mark in ask.tagged("deed"):
        before = bench.request[max(ask.start, mark.start - 28) : mark.start]
        barred = bool(re.search(r"(?i)(?:\bnot|n't|\bnever|\bcannot|\bno)\b(?:\W+\w+){0,2}\W*$", before))
        mine = [role for role in roles if role.start < mark.start] or list(roles[:1])
        name = _named(bench, mine[-1].words) if mine else ""
        since = roles[roles.index(mine[-1]) - 1].end if mine and roles.index(mine[-1]) else ask.start
        alone = bool(_ALONE.search(bench.request[since : mark.end] if len(roles) > 1 else words))
        for deed, said in _DEED_WORDS.items():
            if re.search(said, mark.words, re.I) and (barred or alone or deed != "sees"):
                found.append((name or who, deed, not barred))
    if not found and not ask.tagged("deed"):
        found = [(who, deed, True) for deed in _deeds(ask, words)]
    return found


def _named(bench: Bench, words: str) -> str:
    return next((one for one in bench.app.roles if stems(one) & stems(words)), "")


def _deeds(ask: Ask, words: str) -> list[str]:
    said = " ".join(mark.words for mark in ask.tagged("deed")) or words
    return [one for one in DEEDS if re.search(_DEED_WORDS[one], said, re.I)] or ["sees"]


def _role(bench: Bench, ask: Ask, words: str) -> str:
    """The role that is named, else the one that was asked for just before."""
    for mark in ask.tagged("role"):
        named = next((one for one in bench.app.roles if stems(one) & stems(mark.words)), "")
        if named:
            return named
    named = next((one for one in bench.app.roles if re.search(rf"\b{re.escape(one)}", words, re.I)), "")
    if ask.tagged("at") and named and re.search(re.escape(named), ask.words("at"), re.I):
        named = ""
    added = bool(re.search(r"(?i)\b(?:she|he|they|her|him|them)\b", words)) and bool(bench.app.roles)
    return named or (bench.app.roles[-1] if added else "")


def _for_everybody(bench: Bench, ask: Ask, entity: Entity | None) -> bool:
    """Nobody is kept from it any more."""
    page = place_of(bench, ask, ("at",)).first("page")
    if page is not None and bench.page(page.name).only:
        return bench.run(f"on {page.name}: clear only")
    rules = entity.permissions if entity is not None else ()
    if entity is not None and rules and ask.tagged("at"):
        return bench.run(*(f"in {entity.name}: remove only {one.who} {one.deed}" for one in rules))
    return not bench.app.roles
