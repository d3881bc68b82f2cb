"""Asks about what records do: rules, checks, links, comments and votes, and who may do what."""

from __future__ import annotations

import re

from desktop.blueprint import print_field
from desktop.blueprint.names import NameSet
from desktop.blueprint.nodes import DEEDS, FEATURES, OWNER, Entity, Field
from desktop.blueprint.printing_expressions import print_expression
from desktop.blueprint.scopes import book_of
from desktop.spindle.editing.bench import Bench
from desktop.spindle.editing.fields import value_for
from desktop.spindle.editing.views import field_named, spoken_test
from desktop.spindle.naming import clean, closeness, plural, stems, title
from desktop.spindle.reading import Ask

_FEATURE_WORDS = {
    "comments": r"\b(?:comment|repl(?:y|ies)|discuss|remark)",
    "ratings": r"\b(?:rat(?:e|ing)|stars?|review)",
    "favourites": r"\b(?:favou?rit|heart|bookmark|wish ?list)",
    "votes": r"\b(?:vot(?:e|ing)|like|thumb)",
}
_DEED_WORDS = {
    "sees": r"\b(?:see|view|read|look|visible|private)",
    "adds": r"\b(?:add|create|enter|new)",
    "changes": r"\b(?:change|edit|modify|update)",
    "deletes": r"\b(?:delete|remove)",
}


def feature(bench: Bench, ask: Ask) -> bool:
    """`let people comment`."""
    entity = bench.entity_for(ask)
    words = bench.words_of(ask)
    found = [one for one in FEATURES if re.search(_FEATURE_WORDS[one], words, re.I)]
    new = [one for one in found if entity is not None and one not in entity.features]
    return bool(new) and entity is not None and bench.run(f"in {entity.name}: add with {', '.join(new)}")


def link(bench: Bench, ask: Ask) -> bool:
    """`each task belongs to a project`, `a visit has several helpers`."""
    words = bench.words_of(ask)
    named = []
    for mark in ask.tagged("at", "entity", "old", "f"):
        found = bench.meant(ask, mark.words, ("entity",))
        if found is not None and found.name not in named:
            named.append(found.name)
    if len(named) < 2:
        main = bench.main_entity()
        if main is None or not named or named[0] == main.name:
            return _new_target(bench, ask)
        named = [main.name, named[0]]
    source, target = named[0], named[1]
    many = bool(re.search(r"(?i)\b(?:several|many|multiple|more than one|any number|some)\b", words))
    name = (plural(target) if many else target).lower()
    if any(one.name == name for one in bench.entity(source).fields):
        name = f"its {name}"
    field = Field(name, "references" if many else "reference", target=target)
    return bench.run(f"in {source}: add {print_field(field)}")


def _new_target(bench: Bench, ask: Ask) -> bool:
    """The records that are to be referred to are not kept yet: they are added with their name."""
    main = bench.main_entity()
    for mark in ask.tagged("entity", "f"):
        name = clean(mark.words)
        name = name[:1].upper() + name[1:]
        if main is not None and name and closeness(name, main.name) < 0.5:
            page = clean(title(plural(name)))
            return bench.run(
                f"add entity {name}",
                f"in {name}: add name: text, required",
                f"add page {page}",
                f"on {page}: add table of {name}; search",
                f"in {main.name}: add {name.lower()}: to {name}",
            )
    return False


def accounts(bench: Bench, ask: Ask) -> bool:
    """`people should sign in, as teacher or pupil`."""
    roles = [title(clean(mark.words)) for mark in ask.tagged("role", "opt")]
    roles = list(dict.fromkeys(role for role in roles if role))
    if len(roles) == 1:
        roles.append("Member" if roles[0] != "Member" else "Guest")
    roles = roles or ["Admin", "Member"]
    kept = (*bench.app.roles, *(role for role in roles if role not in bench.app.roles))
    return bench.run(f"set accounts {' | '.join(kept if bench.app.roles else roles)}")


def permit(bench: Bench, ask: Ask) -> bool:
    """`only the owner may see it`, `only teachers can change grades`."""
    words = bench.words_of(ask)
    entity = bench.entity_for(ask)
    if entity is None:
        return False
    if not bench.app.roles:
        roles = [title(clean(mark.words)) for mark in ask.tagged("role")]
        bench.run(f"set accounts {' | '.join([*roles, 'Member'] if roles else ['Admin', 'Member'])}")
    role = next((one for one in bench.app.roles if stems(one) & stems(words)), "")
    own = re.search(
        r"(?i)\b(?:own|owner|themsel|himself|herself|who (?:made|wrote|added)|their|his|her)\b", words
    )
    who = role or (OWNER if own else "")
    page = bench.thing(ask, ("at", "old"), ("page",))
    if page is not None and role:
        return bench.run(f"on {page.name}: set only {role}")
    if not who:
        return False
    deeds = [
        one
        for one in DEEDS
        if re.search(_DEED_WORDS[one], " ".join(m.words for m in ask.tagged("deed")) or words, re.I)
    ]
    lines = [f"in {entity.name}: add only {who} {deed}" for deed in deeds or ["sees"]]
    return bench.run(*lines)


def check(bench: Bench, ask: Ask) -> bool:
    """`the end cannot be before the start`."""
    entity = bench.entity_for(ask)
    if entity is None:
        return False
    words = bench.words_of(ask)
    named = _fields_said(bench, ask, entity)
    if len(named) < 2:
        return False
    left, right = named[0], named[1]
    not_allowed = bool(re.search(r"(?i)\b(?:not|can'?t|cannot|never|mustn'?t|shouldn'?t|no)\b", words))
    before = bool(re.search(r"(?i)\b(?:before|earlier|smaller|less|below|lower|fewer|under)\b", words))
    operator = {(True, True): ">=", (True, False): "<=", (False, True): "<=", (False, False): ">="}[
        not_allowed, before
    ]
    how = "before" if operator == ">=" else "after"
    if entity and not any(f.name == left and f.type.startswith("date") for f in entity.fields):
        how = "less than" if operator == ">=" else "more than"
    message = f"{left[:1].upper()}{left[1:]} cannot be {how} {right}."
    return bench.run(f'in {entity.name}: add check {left} {operator} {right}: "{message}"')


def _fields_said(bench: Bench, ask: Ask, entity: Entity) -> list[str]:
    """The fields of an entity in the order in which an ask names them."""
    names = []
    for mark in ask.tagged("old", "by", "at", "pos", "f", "value", "test", "min", "max"):
        name = field_named(bench, ask, entity, mark.words)
        if name and name not in names:
            names.append(name)
    text = bench.words_of(ask).lower()
    for name in sorted((f.name for f in entity.fields), key=lambda one: text.find(one.lower())):
        if name not in names and re.search(rf"\b{re.escape(name.lower())}\b", text):
            names.append(name)
    return names


def rule(bench: Bench, ask: Ask) -> bool:
    """`when status becomes done set finished to today`, `tell me when fewer than five are left`."""
    entity = bench.entity_for(ask)
    if entity is None:
        return False
    words = bench.words_of(ask)
    test = spoken_test(ask.words("test") or words, entity)
    if test is None:
        return False
    scope = book_of(bench.app).scope(entity.name)
    when = print_expression(test, scope)
    if re.search(r"(?i)\b(?:notify|tell|warn|remind|alert|notification|let me know|message)\b", words):
        first = entity.fields[0].name
        new = ask.words("new")
        said = new.replace('"', " ") if new else f"{{{first}}}: {ask.words('test') or when}".replace('"', "'")
        return bench.run(f'in {entity.name}: add when {when}: notify "{said}"')
    test_words = ask.words("test").lower()
    for mark in ask.tagged("old", "f", "by", "at"):
        found = bench.meant(ask, mark.words, ("field",))
        field = (
            bench.field(entity.name, found.name)
            if found is not None and found.entity == entity.name
            else None
        )
        if field is None or (test_words and mark.words.lower() in test_words):
            continue
        value = value_for(field, ask.words("value", "new", "opt") or words)
        if value is not None:
            written = print_expression(value, scope, scope.options.get(field.name, NameSet()))
            return bench.run(f"in {entity.name}: add when {when}: set {field.name} to {written}")
    return False
