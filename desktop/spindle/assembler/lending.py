"""Who has which thing, and until when: the same few fields, whatever is lent.

People say it in passing ("who borrowed which tool from my shed, with a due date"), and hardly ever name what
such a book needs. What they do name beside it stays; where a remembered app knows of lending, it is taken.
"""

from __future__ import annotations

import re
from dataclasses import replace

from desktop.blueprint import read
from desktop.blueprint.nodes import App, Field
from desktop.blueprint.vocabulary import REFERENCE_WORDS
from desktop.spindle.assembler.entities import ENOUGH_FIELDS
from desktop.spindle.naming import closeness, entity_name, field_name, plural, singular, stems
from desktop.spindle.reading import Mark, Reading

_SAYS_SO = re.compile(
    r"\b(?:borrow\w*|lend|lends|lent|lending|on loan|handed out|at whose place)\b"
    r"|\bcheck[- ]?out (?:app|list|book|log|for (?:our|the|my))\b"
    r"|\bwhich [\w ]{2,32} is (?:at|with) (?:which|whose|whom)\b"
    r"|\b(?:which \w+ has|who(?: [\w ]{1,24})? (?:has|have|got|took|takes))"
    r" (?:my|our|which|the(?! most| best| least)|what|it|them)\b",
    re.IGNORECASE,
)
_NO_THING = re.compile(r"\b(?:money|debts?|owes?|owed|who has to|who have to)\b|[€$£]", re.IGNORECASE)
"""Who lends money keeps sums, and who has to do something keeps turns."""
_PERSON = stems(
    "person people friend neighbour neighbor member student pupil kid child borrower customer user family "
    "flatmate roommate colleague cousin teacher guest player scout volunteer reader employee coworker"
)
_PLACE = re.compile(
    r"\b(?:(?:from|in|at|out of)(?: (?:my|our|the|a|an))?|(?:of|for) (?:my|our))(?: \w+)? $", re.IGNORECASE
)
_BORROWER = re.compile(r"\b(?:who\b.*|whom|which \w+ has|borrow\w*|lent to|taken by|whose)\b", re.IGNORECASE)
_DUE = re.compile(
    r"\b(?:due|return|returned by|back by|(?:come|bring|get|got) (?:it )?back|until|when it)\b",
    re.IGNORECASE,
)
_SAID_ALREADY = re.compile(
    r"^(?:(?:returned|given back|brought back)(?: when| on)?|is back|back|name|title|what|which(?: one)?|it"
    r"|since.*|(?:lent|taken|borrowed|(?:handed|given) out)(?: when| on)?)$",
    re.IGNORECASE,
)
_TITLES = frozenset(("name", "title"))
_ANY = "Thing"
_KNOWS = stems("borrower borrowed lent loan lending borrowing handover reader")
_TEMPLATE = """\
app "Lent"

entity {thing}
  name: text, required, unique
  borrower: text
  since: date
  {due}: date
  out = not empty(borrower)
  overdue = out and {due} < today
  action Returned: set borrower to ""; when out

page {things}
  stat "Out" = count of {thing} where out
  stat "Overdue" = count of {thing} where overdue
  list of {thing} showing name, borrower, {due}; where overdue; sort by {due}
  table of {thing}; search; sort by name
"""


def says_lending(request: str) -> bool:
    """Whether a request is about who has what."""
    return bool(_SAYS_SO.search(request)) and not _NO_THING.search(request)


def knows_lending(app: App) -> bool:
    """Whether an app keeps who has what, and when it is to come back."""
    for entity in app.entities:
        words = stems(" ".join((entity.name, *(field.name for field in entity.fields))))
        dated = any(field.type in ("date", "datetime") for field in entity.fields)
        if words & _KNOWS and dated and (entity.computed or entity.actions):
            return True
    return False


def is_about(app: App, reading: Reading) -> bool:
    """Whether an app keeps all that is lent, or nobody says what that is: a library lends no violins."""
    things = _things(reading)
    names = [entity.name for entity in app.entities]
    return all(any(closeness(thing, name) >= 0.5 for name in names) for thing in things)


def lent_out(app: App, reading: Reading) -> App:
    """Return an app of one thing that is lent, with what was named of it.

    Who names more than a field beside what every such book keeps, or all of it from the title on, or lends
    and loans apart, has thought of it: then the app stays as it is.

    Args:
        app: As it was put together: its looks stay.
        reading: The request.
    """
    things = _things(reading)
    linked = any(field.type in REFERENCE_WORDS for entity in app.entities for field in entity.fields)
    if linked or (not things and reading.tagged("entity")):
        return app
    guessed = app.entities[0].name if stems(app.entities[0].name) <= stems(reading.request) else _ANY
    thing = (things or (guessed,))[0] if len(things) < 2 else _ANY
    fields = tuple(field for entity in app.entities for field in entity.fields)
    named = {entity_name(mark.words).lower() for mark in reading.tagged("entity")}
    asked = {field_name(mark.words) for mark in reading.tagged("f")}
    if asked & _TITLES and len(asked) >= ENOUGH_FIELDS:
        return app
    due = next((name for name in sorted(asked) if _DUE.search(name) and "date" in name.split()), "due back")
    known = read(_TEMPLATE.format(thing=thing, things=plural(thing), due=due)).app
    if known is None:  # a name that the language keeps for itself
        return app
    pattern = known.entities[0]
    own = tuple(field for field in fields if field.name in asked and not _is_usual(field, named))
    taken = {field.name for field in pattern.fields}
    more = tuple({field.name: field for field in own if field.name not in taken}.values())
    if more and sum(not _is_usual(field, named) for field in fields) > 1:
        return app
    title, *usual = pattern.fields
    kinds = (Field("kind", "choice", options=things),) if len(things) > 1 else ()
    entity = replace(pattern, fields=(title, *kinds, *more, *usual))
    name = plural(thing) if app.name in {plural(one.name) for one in app.entities} else app.name
    return replace(app, name=name, entities=(entity,), pages=known.pages, roles=())


def _is_usual(field: Field, named: set[str]) -> bool:
    """Whether a field says what every such book keeps, or is the thing itself."""
    name = field.name
    usual = _BORROWER.search(name) or _DUE.search(name) or _SAID_ALREADY.match(name)
    return bool(usual) or singular(name) in named or (bool(stems(name)) and stems(name) <= _PERSON)


def _things(reading: Reading) -> tuple[str, ...]:
    """What is lent: things that are named, and are neither persons nor where things are."""
    listed = False
    names = []
    for mark in reading.marks:
        # "Which ladder, drill or tent": what is listed behind a thing are things as well.
        listed = mark.tag == "entity" or (listed and mark.tag == "opt")
        if listed and not _is_place(reading, mark):
            names.append(entity_name(mark.words))
    nobody = tuple(dict.fromkeys(name for name in names if name and not stems(name) & _PERSON))
    # "A lending list for violins" lends violins.
    return tuple(name for name in nobody if not stems(name) & _KNOWS) or nobody


def _is_place(reading: Reading, mark: Mark) -> bool:
    return bool(_PLACE.search(reading.request[: mark.start]))
