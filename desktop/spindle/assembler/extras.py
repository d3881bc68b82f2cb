"""What goes with records without being a field: comments, ratings, favourites, votes, and people who sign in.

These are said in few and usual words, so they are found by their words and not by the reader.
"""

from __future__ import annotations

import re
from dataclasses import replace

from desktop.blueprint.nodes import OWNER, Entity, Permission
from desktop.spindle.naming import stems, title

_FEATURES: dict[str, re.Pattern[str]] = {
    "comments": re.compile(r"\b(?:comments?|commenting|discuss(?:ion)?s?|repl(?:y|ies) to)\b", re.I),
    "ratings": re.compile(
        r"\b(?:reviews|leave a review|star ratings?|rate (?:them|it|each|every)|ratings? and reviews?)\b",
        re.I,
    ),
    "favourites": re.compile(
        r"\b(?:(?:mark|save|add|keep)[^.;,\n]{0,30} (?:as|to|in) (?:my )?favou?rites?"
        r"|(?:star|heart)s? (?:for|on) (?:the |my |our )?favou?rites?(?: ones?)?"
        r"|favou?rit(?:e|ing) (?:button|list|them)|wish ?lists?|bookmark(?:s|ing)? (?:them|it))\b",
        re.I,
    ),
    "votes": re.compile(
        r"\b(?:up-?vot(?:e|es|ing)|vot(?:e|es|ing) (?:for|on)|like button|likes and)\b", re.I
    ),
}
"""A feature of the language and the words that ask for it."""
_STARS = stems("star heart")

_SIGN_IN = re.compile(
    r"\b(?:log ?-?ins?|log in|sign ?-?ins?|sign in|sign ?-?ups?|user accounts?|accounts for|own accounts?"
    r"|authenticat\w+|password protected|user roles|different roles)\b",
    re.I,
)
_NO_SIGN_IN = re.compile(
    r"\b(?:no|without(?: any)?|don'?t (?:want|need)(?: any| an?)?|never) (?:\w+ )?"
    r"(?:log ?-?ins?|sign ?-?(?:ins?|ups?)|accounts?|user accounts?)",
    re.I,
)
_OWN_ONLY = re.compile(
    r"\b(?:only (?:see|sees|view|edit)s? (?:their|his|her|your|my) own|(?:everyone|each|nobody)[^.;\n]{0,30} "
    r"(?:own (?:entries|data|records|list)s? only|else can see))\b",
    re.I,
)
_IN_CHARGE = (
    "admin", "administrator", "teacher", "manager", "coach", "trainer", "organiser", "organizer", "owner",
    "leader", "librarian", "boss", "editor", "parent", "doctor",
)  # fmt: skip
_OTHERS = (
    "student", "pupil", "employee", "staff", "member", "volunteer", "player", "customer", "client", "patient",
    "child", "kid", "reader", "guest", "helper",
)  # fmt: skip


def with_features(entity: Entity, request: str) -> Entity:
    """Return an entity with the features that the request asks for and no field of it already is."""
    named = frozenset().union(*(stems(field.name) for field in entity.fields))
    asked = [
        feature
        for feature, words in _FEATURES.items()
        if feature not in entity.features and words.search(request) and not stems(feature) & named
    ]
    # A star that marks favourites is no rating beside them.
    fields = tuple(
        field for field in entity.fields if not ("favourites" in asked and stems(field.name) <= _STARS)
    )
    return replace(entity, fields=fields, features=(*entity.features, *asked)) if asked else entity


def roles_of(request: str) -> tuple[str, ...]:
    """Return the roles in which people sign in, whoever is in charge first; empty if nobody signs in."""
    if not _SIGN_IN.search(request) or _NO_SIGN_IN.search(request):
        return ()
    words = set(re.findall(r"[a-z]+", request.lower()))
    first = next((role for role in _IN_CHARGE if {role, f"{role}s"} & words), "admin")
    other = next((role for role in _OTHERS if {role, f"{role}s"} & words), "member")
    return (title(first), title(other))


def with_owner(entity: Entity, request: str) -> Entity:
    """Return an entity that only its owner sees, if the request says so."""
    if not _OWN_ONLY.search(request) or entity.permissions:
        return entity
    return replace(entity, permissions=(Permission(OWNER, "sees"),))
