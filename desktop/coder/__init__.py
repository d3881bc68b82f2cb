"""General models at our work: an answer of a model that was not made for us in, something checked out.

Whatever such a model writes is a stranger's word. Where it can be held by a grammar it is; and it is read
by the language's own parser and checker, or, where it is a file of code, by `answer` and by a real run that
the caller brings along. What cannot be used is refused with a sentence, never mended by guessing.

    draft_blueprint(engine, request) -> Drafted        a new app
    draft_edit(engine, app, request) -> DraftedEdit    a change of an app, as an edit script
    make_section(engine, brief, run) -> Made           a `custom` section, one small whole HTML file
    sample_records(engine, app, entity, count) -> DraftedEdit    sample records, as an edit script
    reword(engine, text, wish) -> Worded               one text, otherwise
    explain(engine, app, question) -> Worded           a few plain sentences about an app

An engine is whatever keeps `engine.completion.TextEngine`: which one, its caller decides. All of them stream
through `on_text`, and stop when `cancelled` is set. This room writes no file, opens no page and knows no Qt.

May import: blueprint, compiler, engine.
"""

from desktop.coder.blueprints import draft_blueprint
from desktop.coder.edits import draft_edit
from desktop.coder.outcomes import Drafted, DraftedEdit, Fault, Made, Spent, Worded
from desktop.coder.samples import sample_records
from desktop.coder.section import make_section
from desktop.coder.section_brief import Brief, brief_for
from desktop.coder.trial_app import trial_files
from desktop.coder.words import explain, reword

__all__ = [
    "Brief",
    "Drafted",
    "DraftedEdit",
    "Fault",
    "Made",
    "Spent",
    "Worded",
    "brief_for",
    "draft_blueprint",
    "draft_edit",
    "explain",
    "make_section",
    "reword",
    "sample_records",
    "trial_files",
]
