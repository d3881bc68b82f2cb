"""What a request names and the remembered app that was taken over for it lacks is added, as an edit would add
it.
"""

from __future__ import annotations

import re

from desktop.blueprint.nodes import App, Chart, Collection, Form, Stat
from desktop.spindle.editing.adding import add
from desktop.spindle.editing.bench import Bench
from desktop.spindle.editing.lending import Lending
from desktop.spindle.naming import closeness, stems
from desktop.spindle.reading import Ask, Mark, Reading
from desktop.spindle.tags import VIEWS

_BELONGING = frozenset(("opt", "unit", "req", "by", "formula"))
"""Marks that say more of the one before them."""
_REST = stems("left remaining remains rest balance")
"""Words for what is left of something, which an app may call by another than was said."""
_OFTEN = re.compile(r"(?i)\b(?:how often|frequency|interval)\b")


def grown(app: App, reading: Reading, lender: Lending) -> App:
    """The app with the fields, views, buttons and values of a request that it does not have yet."""
    bench = Bench(app, reading.request, lender)
    for place, mark in enumerate(reading.marks):
        wanted = mark.tag in ("f", "action", "computed") or mark.tag.startswith("v.")
        if wanted and not _is_there(bench.app, mark):
            marks = (mark, *_belongings(reading.marks[place + 1 :]))
            add(bench, Ask("add", mark.start, marks[-1].end, mark.confidence, marks))
    return bench.app


def _belongings(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    found = []
    for mark in marks:
        if mark.tag not in _BELONGING:
            break
        found.append(mark)
    return tuple(found)


def _is_there(app: App, mark: Mark) -> bool:
    """Whether an app has what a mark names, whatever it calls it."""
    sections = [section for page in app.pages for section in page.sections]
    if mark.tag == "f":
        names = [entity.name for entity in app.entities]
        names += [one.name for entity in app.entities for one in entity.fields]
        names += [one.name for entity in app.entities for one in entity.computed]
        often = bool(_OFTEN.search(mark.words)) and any("every" in name.split() for name in names)
        return often or any(closeness(mark.words, name) >= 0.5 for name in names)
    if mark.tag == "action":
        return any(
            closeness(mark.words, one.label) > 0.2 for entity in app.entities for one in entity.actions
        )
    if mark.tag == "computed":
        names = [one.name for entity in app.entities for one in entity.computed]
        names += [section.label for section in sections if isinstance(section, Stat)]
        rest = bool(stems(mark.words) & _REST) and any(stems(name) & _REST for name in names)
        return rest or any(closeness(mark.words, name) > 0.3 for name in names)
    if mark.tag in ("v.search", "v.filter", "v.sort"):
        clause = {"v.search": "search", "v.filter": "filters", "v.sort": "sort"}[mark.tag]
        return any(isinstance(section, Collection) and getattr(section, clause) for section in sections)
    if mark.tag == "v.form":
        return any(isinstance(section, Form | Collection) for section in sections)
    if mark.tag in ("v.chart", "v.stat"):
        kind = Chart if mark.tag == "v.chart" else Stat
        return any(isinstance(section, kind) for section in sections)
    view = VIEWS.get(mark.tag, "")
    alike = ("table", "list") if view in ("table", "list") else (view,)
    return any(isinstance(section, Collection) and section.view in alike for section in sections)
