"""How much of what somebody said a test accounts for: one that leaves most of it out is not what was meant.

`a pike shorter than 60 must be released` is no bound of the water's temperature, although it has a number and
a comparison in it. Words that only hold a sentence together count for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.blueprint.dependencies import parts
from desktop.blueprint.nodes import Entity, Expression, FieldRef, Moment, Number, Text, Through
from desktop.spindle.editing.finding import meanings, same_stem
from desktop.spindle.editing.ticked import said_otherwise
from desktop.spindle.editing.values import days_in

ENOUGH = 0.34
"""The share of the telling words that a test must account for."""
_LITTLE = 0.5
"""What a word counts that mostly only holds a sentence together, and is a name here."""
_SMALL_WORDS = (
    "a an the this that these those my our your his her their its it he she they we you i me us them "
    "who whoever whom somebody someone anybody anyone nobody everyone one ones person people and or but "
    "if when where as soon then than so of to in on at by for from with into over out up off about is "
    "are was were be been being am do does did done has have had having can cannot may might must "
    "should shall will would could need needs needed not no never none nothing t s don doesn isn aren "
    "wasn won mustn needn shouldn couldn wouldn didn hasn haven weren don re ve ll "
    "allowed allow allows possible impossible permitted accepted accept "
    "refused refuse forbidden valid okay ok fine right wrong sense makes make there here any some all "
    "each every just only still already yet again also even too very more most less least many much few "
    "fewer same own other first last next new old lower higher bigger larger smaller longer shorter "
    "earlier later older younger deeper above below under before after between beyond down reaches "
    "reach hits exceeds becomes become turns turn gets get goes go comes come set put marked mark taken "
    "take given maximum minimum exactly equals zero today tomorrow yesterday now future past day days "
    "week weeks month months year years hour hours minute minutes ago lie lies save saved saving "
    "entered enter typed written write book booked booking ask asked asking choose chosen want wants "
    "filled fill empty missing without morning afternoon evening noon midnight night clock am pm typo "
)
_HOLDING = frozenset(_SMALL_WORDS.split())
_NUMBERED = re.compile(
    r"\d|^(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundred|thousand)$"
)


def covered(words: str, test: Expression, entity: Entity) -> float:
    """How much of what was said a test accounts for, 0 to 1; from `ENOUGH` on it may be what was meant.

    Args:
        words: What somebody said must be so, or when something happens.
        test: What was made of it.
        entity: Whose records are tested.
    """
    if days_in(words) is not None and not any(isinstance(one, Number | Moment) for one in parts_of(test)):
        return 0.0
    tested = set(names_in(test))
    units = (one.unit for one in entity.fields if one.name in tested and one.unit)
    known = frozenset().union(*(meanings(name) for name in (*tested, *units)))
    own = meanings(" ".join((entity.name, *(one.target for one in entity.fields if one.target))))
    said = [word for word in re.findall(r"\w+", words.lower()) if len(word) > 1]
    otherwise = said_otherwise(words, known)
    told = missed = 0.0
    for word in said:
        little = word in _HOLDING or bool(_NUMBERED.search(word))
        if word in otherwise or any(same_stem(one, other) for one in meanings(word) for other in known):
            told += _LITTLE if little else 1.0
        elif not little and not meanings(word) <= own:
            missed += 1.0
    return told / (told + missed) if told + missed else 1.0


FAR = 0.001
"""What speaks against a test of what is referred to, where the record itself can be tested as well."""


def looks_far(test: Expression) -> bool:
    """Whether a test looks at a record that the tested one refers to."""
    return any(isinstance(one, Through) for one in parts_of(test))


def names_in(test: Expression) -> Iterator[str]:
    """All names of columns and words that a test speaks of."""
    for part in parts_of(test):
        match part:
            case FieldRef(name):
                yield name
            case Through(field, reference):
                yield from (field, reference)
            case Text(value):
                yield value


def columns_in(test: Expression) -> frozenset[str]:
    """The names of the columns that a test looks at."""
    found = (getattr(one, "name", "") or getattr(one, "field", "") for one in parts_of(test))
    return frozenset(name for name in found if name)


def parts_of(test: Expression) -> Iterator[Expression]:
    """A test and all expressions in it."""
    yield test
    for part in parts(test):
        yield from parts_of(part)
