"""Text in, checked tree out, and back: the language of Homespun.

Pure: nothing here touches a file but its own message catalogues, and the same text gives the same
tree. Nothing here raises because of what a person wrote; what is wrong comes back as diagnostics.

    read(text) -> Reading          parse and check
    parse(text) -> Reading         the form only
    check(app) -> diagnostics      the sense only
    print_app(app) -> str          canonical text
    to_plain(app) -> dict          plain tree, for JSON
    gbnf() -> str                  the canonical form as a llama.cpp grammar
    type_of(expression, entity, app)   what an expression gives
    render(diagnostic) -> str      message, line, caret, hint

A change to an app is a text as well, see `edits`:

    edits.edit(app, text) -> Applied        the changed app and what followed, or why not
    edits.diff(old, new) -> Script          the change that makes one app of another

May import: nothing.
"""

from desktop.blueprint.app_kinds import type_of
from desktop.blueprint.colours import COLOUR_NAMES
from desktop.blueprint.diagnostics import Diagnostic, catalogue, render
from desktop.blueprint.grammar import gbnf
from desktop.blueprint.plain import to_plain
from desktop.blueprint.printer import print_app, print_section
from desktop.blueprint.printing_fields import print_field
from desktop.blueprint.reading import Reading, parse, read
from desktop.blueprint.rules import RULES, check

__all__ = [
    "COLOUR_NAMES",
    "RULES",
    "Diagnostic",
    "Reading",
    "catalogue",
    "check",
    "gbnf",
    "parse",
    "print_app",
    "print_field",
    "print_section",
    "read",
    "render",
    "to_plain",
    "type_of",
]
