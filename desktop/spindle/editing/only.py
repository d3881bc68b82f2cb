"""Asks for some records only: in a view, in what a number or a chart counts, in what a value adds up."""

from __future__ import annotations

import re

from desktop.blueprint.nodes import (
    Binary,
    Chart,
    Collection,
    Entity,
    Expression,
    FieldRef,
    Number,
    Stat,
    Text,
    YesNo,
)
from desktop.blueprint.printing_expressions import print_expression
from desktop.blueprint.scopes import book_of
from desktop.spindle.editing.bench import Bench, points
from desktop.spindle.editing.conditions import comparison_in, joined, negated, spoken_test
from desktop.spindle.editing.covering import columns_in
from desktop.spindle.editing.placing import place_of, sections_for
from desktop.spindle.editing.recomputing import computed_at, counting_only, put_computed, related_in
from desktop.spindle.editing.things import Thing
from desktop.spindle.reading import Ask

_AWAY = re.compile(
    r"(?i)\b(?:hide|disappear|vanish|needn'?t|need not|not (?:be )?(?:in|on|count|show)|should(?: not|"
    r"n'?t)|must(?: not|n'?t)|"
    r"don'?t (?:show|count|want)|do not (?:show|count)|without|leave (?:away|out)|out of|except|"
    r"but not|no more|away|rid of|remove|delete)\b|^\W*no\b|(?i:\b(?:take|keep)\b.*\bout\b)"
)

_ALL = re.compile(
    r"(?i)^(?:(?:really|simply|just|again) )?(?:all|every(?:thing|body|one|\w* \w+)|any|the lot)"
    r"(?: of (?:them|it)| again| \w+)?$"
)
"""Nothing is left out any more."""
_NO_MATTER = re.compile(
    r"(?i)\b(?:no matter|whether or not|or not|not (?:just|only)|all of them|everything|every single)\b"
)
_TOO = re.compile(r"(?i)\b(?:also|too|as well|on top|furthermore)\b")


def only(bench: Bench, ask: Ask) -> bool:
    """`only show the unpaid ones`, `"running out" should mean less than 10`,
    `whoever is ill does not count`.
    """
    said = " ".join(mark.words for mark in ask.tagged("test")) or bench.words_of(ask)
    away = bool(_AWAY.search(_outside(bench, ask)))
    for mark in ask.tagged("old"):
        thing = bench.meant(ask, mark.words, ("section", "computed"), place_of(bench, ask).likes)
        if thing is not None and thing.kind == "computed" and _of_computed(bench, thing, said, away):
            return True
        counts = thing is not None and thing.kind == "section" and isinstance(bench.node(thing), Stat | Chart)
        if thing is not None and counts and _of_measure(bench, thing, said, away):
            return True
    found = sections_for(bench, ask, Collection)
    named = place_of(bench, ask).first("page", "section") is not None
    return any(
        _of_view(bench, ask, thing, said, away) for thing in found if not named or thing.page == found[0].page
    )


def _of_view(bench: Bench, ask: Ask, thing: Thing, said: str, away: bool) -> bool:
    """Let a view show only some of its records, or all again."""
    collection = bench.node(thing)
    assert isinstance(collection, Collection)
    if _ALL.match(said.strip()) or (not ask.tagged("test") and _NO_MATTER.search(said)):
        done = collection.where is None or bench.run(f"on {thing.page}, {thing.name}: clear where")
        bench.remember(bench.now(thing) if done else None)
        return done
    test = _test(bench, said, bench.entity(collection.entity), away, ask)
    if test is not None and (away or _TOO.search(bench.words_of(ask))):
        test = _besides(collection.where, test)
    done = test is not None and bench.run(
        f"on {thing.page}, {thing.name}: set where {_written(bench, test, thing.entity)}"
    )
    bench.remember(bench.now(thing) if done else None)
    return done


def _besides(before: Expression | None, test: Expression) -> Expression:
    """What is left out besides what was left out before, unless both are about the same."""
    if before is None or (
        columns_in(before) & columns_in(test) and not (_excludes(before) and _excludes(test))
    ):
        return test
    return joined(before, test) or test


def _excludes(test: Expression) -> bool:
    """Whether a test only says what is not shown."""
    match test:
        case Binary("!=", _, _):
            return True
        case Binary("and", left, right):
            return _excludes(left) and _excludes(right)
    return False


def _outside(bench: Bench, ask: Ask) -> str:
    """The words of an ask beside its test."""
    words = bench.words_of(ask)
    for mark in ask.tagged("test"):
        words = words.replace(mark.words, " ", 1)
    return words


def _test(bench: Bench, said: str, entity: Entity, away: bool, ask: Ask) -> Expression | None:
    test = _pointed(bench, said, entity) or spoken_test(said, entity, bench)
    if test is None:
        return None
    return negated(test) if away and ask.tagged("test") and not _names_what_stays(bench, ask) else test


def _pointed(bench: Bench, said: str, entity: Entity) -> Expression | None:
    """`Leave those out`: with the tick, or the option, that was spoken of just before."""
    thing = bench.pointed_at(("field", "option")) if points(said) else None
    if thing is None or thing.entity != entity.name:
        return None
    if thing.kind == "option":
        return Binary("=", FieldRef(thing.field), Text(thing.name))
    ticked = any(one.name == thing.name and one.type == "yes/no" for one in entity.fields)
    return Binary("=", FieldRef(thing.name), YesNo(True)) if ticked else None


def _names_what_stays(bench: Bench, ask: Ask) -> bool:
    """`what is over should disappear, so only today and later`: the test says what stays after all."""
    mark = ask.tagged("test")[0]
    before = bench.request[ask.start : mark.start]
    return bool(re.search(r"(?i)\b(?:only|just|nothing but|so)\s*(?:\w+\s){0,3}$", before))


def _written(bench: Bench, test: Expression, entity: str) -> str:
    return print_expression(test, book_of(bench.app).scope(entity))


def _of_measure(bench: Bench, thing: Thing, said: str, away: bool) -> bool:
    """Other records are counted; where only a number is said, the one that is compared with."""
    node = bench.node(thing)
    assert isinstance(node, Stat | Chart)
    measure = node.measure
    compared = comparison_in(said)
    test: Expression | None = None
    if (
        compared is not None
        and isinstance(measure.where, Binary)
        and isinstance(measure.where.left, FieldRef)
    ):
        test = Binary(compared[0], measure.where.left, Number(compared[1]))
    test = test or spoken_test(said, bench.entity(measure.entity), bench)
    if test is None:
        return False
    written = _written(bench, negated(test) if away else test, measure.entity)
    done = bench.run(f"on {thing.page}, {thing.name}: set where {written}")
    bench.remember(bench.now(thing) if done else None)
    return done


def _of_computed(bench: Bench, thing: Thing, said: str, away: bool) -> bool:
    """Of the other records that a value counts or adds up, only some."""
    computed = computed_at(bench, thing)
    own = bench.entity(thing.entity).computed if bench.has_entity(thing.entity) else ()
    for other in related_in(computed.expression, own) if computed is not None else ():
        test = spoken_test(said, bench.entity(other), bench) if bench.has_entity(other) else None
        if test is None or computed is None:
            continue
        made = counting_only(computed.expression, other, negated(test) if away else test, own)
        if made is not None and put_computed(bench, thing, made):
            return True
    return False
