"""An app and an edit script in, the changed app out: a change is a text, like the blueprint itself.

    edit(app, text) -> Applied                 read a script and apply it
    parse_script(text, app) -> ScriptReading   statements, and what could not be read
    apply_script(app, script) -> Applied       the new app and what followed, or why not
    print_script(script) -> str                canonical text
    diff(old, new) -> script                   what makes one app of another
    edit_gbnf(app) -> str                      the scripts that are possible for an app, as a grammar

Pure, like the rest of `blueprint`: nothing is changed in place, and the same script gives the same app.
The language of scripts is described in `resources/language/edits.md`.
"""

from desktop.blueprint.edits.applying import Applied, apply_script, edit
from desktop.blueprint.edits.consequences import Consequence
from desktop.blueprint.edits.diffing import diff
from desktop.blueprint.edits.grammar import edit_gbnf
from desktop.blueprint.edits.printing import print_script
from desktop.blueprint.edits.reading import ScriptReading, parse_script
from desktop.blueprint.edits.statements import Script, Statement

__all__ = [
    "Applied",
    "Consequence",
    "Script",
    "ScriptReading",
    "Statement",
    "apply_script",
    "diff",
    "edit",
    "edit_gbnf",
    "parse_script",
    "print_script",
]
