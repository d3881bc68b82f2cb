"""Reading and app → the changed app, the script that changes it, and what could not be done."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from desktop.blueprint.edits import Consequence
from desktop.blueprint.nodes import App
from desktop.messages import say
from desktop.spindle.editing import (
    adding,
    bounding,
    checks,
    columns,
    doings,
    fields,
    looks,
    moving,
    only,
    people,
    removing,
    renaming,
    replacing,
    sections,
    settings,
    texts,
    views,
)
from desktop.spindle.editing.bench import Bench, points
from desktop.spindle.editing.completing import completed
from desktop.spindle.editing.finding import Similar
from desktop.spindle.editing.joining import joined
from desktop.spindle.editing.lending import Lending
from desktop.spindle.editing.retagging import retagged
from desktop.spindle.editing.things import Thing
from desktop.spindle.editing.trimming import trimmed
from desktop.spindle.reading import Ask, Reading

Step = Callable[[Bench, Ask], bool]
STEPS: dict[str, Step] = {
    "add": adding.add,
    "remove": removing.remove,
    "rename": renaming.rename,
    "retype": fields.retype,
    "options": settings.options,
    "require": fields.require,
    "optional": fields.optional,
    "unique": fields.unique,
    "default": fields.default,
    "bound": bounding.bound,
    "view": views.view,
    "sort": views.sort,
    "filter": views.filter_by,
    "search": views.search,
    "only": only.only,
    "show": columns.show,
    "hide": columns.hide,
    "total": views.total,
    "limit": views.limit,
    "style": looks.style,
    "move": moving.move,
    "text": texts.text,
    "set": settings.set_up,
    "rule": doings.rule,
    "check": checks.check,
    "link": doings.link,
    "feature": doings.feature,
    "accounts": people.accounts,
    "permit": people.permit,
    "language": looks.language,
    "icon": looks.icon,
}
"""What carries out an ask, by its operation; each says whether it could."""
INSTEAD: dict[str, tuple[str, ...]] = {
    "view": ("add",), "add": ("set", "feature", "link", "text"), "show": ("add",),
    "retype": ("options", "view", "default", "bound"), "set": ("add", "style", "default", "rename"),
    "text": ("rename", "add"), "rename": ("text", "set"), "options": ("add", "set"), "only": ("filter",),
    "hide": ("remove",), "link": ("add",), "rule": ("add",), "total": ("add",), "remove": ("hide",),
    "default": ("set",), "bound": ("set",), "limit": ("set",), "feature": ("add",), "style": ("set",),
    "icon": ("set",),
}  # fmt: skip
"""What people may have meant where an operation could not be carried out: tried in this order."""
RECKONED = frozenset(("default", "bound", "limit", "rule", "check", "total", "options", "text"))
"""What may be about a number that stands in the app and is another from now on: tried last."""
LIKELY = 0.15
"""Probability from which on what the reader held to be less likely is tried as well."""
_AWAY = re.compile(
    r"(?i)\b(?:remove|delete|away|drop|rid|gone|without|out|off|hide|no|not|any ?more|cancel|scrap|kill)\b"
)
"""Something only goes where a word says so, if the reader thought of something else first."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a request does to an app.

    Attributes:
        app: The changed app; the very same where nothing changes.
        script: The statements that change it, one a line.
        notes: In plain words, what was asked for and not done.
        consequences: What went or changed along with it.
        undo: Whether the change before is to be taken back.
        last: What `it` means from now on.
        missed: The words of asks that were not understood.
        sure: The least confidence of the reader in what it carried out, 0 to 1.
    """

    app: App
    script: tuple[str, ...]
    notes: tuple[str, ...]
    consequences: tuple[Consequence, ...] = ()
    undo: bool = False
    last: Thing | None = None
    missed: tuple[str, ...] = ()
    chance: float = 1.0
    others: tuple[Change, ...] = ()


def change(
    app: App,
    reading: Reading,
    lender: Lending,
    similar: Similar | None = None,
    last: Thing | None = None,
) -> Change:
    """Carry out what a request asks for.

    Args:
        app: The app as it is.
        reading: The request, understood.
        lender: Knows fields, blocks and icons of remembered apps.
        similar: How alike words are in meaning.
        last: What was spoken of in the request before.
    """
    bench = Bench(app, reading.request, lender, similar, last)
    undo = False
    asks = joined(reading.asks, reading.request)
    for place, read in enumerate(asks):
        behind = asks[place + 1].start if place + 1 < len(asks) else len(reading.request)
        mended = retagged(bench, trimmed(bench, read))
        ask = completed(bench, mended, (asks[place - 1].end if place else 0, behind))
        if ask.operation == "none":
            continue
        if ask.operation == "undo":
            undo = True
        elif ask.operation == "cannot":
            bench.notes.append(say("spindle.cannot", words=ask.words("cannot") or bench.words_of(ask)))
        elif not carried_out(bench, ask):
            bench.unclear(ask)
    sections.fill_coming(bench)
    adding.show_unshown(bench)
    if bench.app == app:
        bench.lines.clear()  # what one ask did, another took back
    if not bench.lines and not bench.notes and not undo:
        bench.notes.append(say("spindle.edit_nothing"))
    return Change(
        bench.app,
        tuple(bench.lines),
        tuple(dict.fromkeys(bench.notes)),
        tuple(bench.consequences),
        undo and not bench.lines,
        bench.last,
        tuple(bench.missed),
    )


def carried_out(bench: Bench, ask: Ask) -> bool:
    """Do what an ask wants, else what it may want as well, else what is most like it.

    Returns:
        Whether anything came of it, or is so already.
    """
    before = bench.state()
    others = [operation for operation, chance in ask.others if chance >= LIKELY]
    instead = [one for one in (*others, *INSTEAD.get(ask.operation, ())) if _says(bench, one, ask)]
    likely = [ask.operation, *instead]
    for operation in dict.fromkeys(likely):
        done = operation in STEPS and STEPS[operation](bench, ask)
        if done and (bench.state() != before or operation == ask.operation):
            return True
    return ask.operation in RECKONED and replacing.replaced_number(bench, ask)


def _says(bench: Bench, operation: str, ask: Ask) -> bool:
    """Whether an ask that was read as something else has the words that an operation needs, and no others."""
    words = bench.words_of(ask)
    match operation:
        case "remove" if ask.operation == "hide":
            # What is no column is not seen any more only where it is gone; a field is kept, whatever is seen.
            found = bench.meant(ask, ask.words("old")) if ask.tagged("old") else None
            return found is not None and (found.kind in ("section", "page", "action") or not found.entity)
        case "remove":
            return bool(_AWAY.search(words))
        case "text":
            told = ask.operation != "rename" or bool(re.search(r"(?i)\b(?:write|put|say)\b", words))
            return told and bool(ask.tagged("new")) and not ask.tagged("old", "opt", "value")
        case "rename":
            return bool(ask.tagged("new", "name"))
        case "filter":
            return bool(ask.tagged("by")) or not ask.tagged("test")
        case "link":
            return not any(
                mark.tag.startswith("v.") or mark.tag in ("computed", "formula", "opt") for mark in ask.marks
            )
        case "feature":
            return not ask.tagged("computed", "formula", "f", "opt")
        case "set":
            return not ask.tagged("opt", "new", "f", "computed", "action", "page")
        case "default":
            return bool(ask.tagged("value")) and bool(ask.tagged("old", "at"))
        case "add" if ask.operation == "rule":
            return bool(ask.tagged("f", "computed", "action"))  # what happens is no word of a list
        case "add" if ask.operation == "show":
            return not points(ask.words("old", "f")) and not points(ask.words("at"))
        case "add":
            viewed = any(mark.tag.startswith("v.") for mark in ask.marks)
            return not ask.tagged("old") and (viewed or ask.operation != "view")
    return True
