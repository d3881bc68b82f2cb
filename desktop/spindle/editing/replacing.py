"""`Ninety days, not a hundred`: a number of the app that is another from now on, wherever it stands.

What is said no longer to be so tells which number is meant: in a formula, a test, a bound, a goal, a wish of
a tool, a price on a page. Where several have that value, the words around say which; else none is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from desktop.blueprint.nodes import App, Binary, Notice
from desktop.blueprint.printing_expressions import print_number
from desktop.spindle.editing.bench import Bench
from desktop.spindle.editing.finding import meanings, same_stem
from desktop.spindle.editing.numerals import Path, Standing, standing_in
from desktop.spindle.editing.placing import place_of
from desktop.spindle.editing.things import Thing
from desktop.spindle.editing.values import NUMBER, days_in, number_in, seconds_in, time_in
from desktop.spindle.reading import Ask

_NO_MORE = (
    r"not(?: only| just| at)?|instead of|rather than|no longer|no more|"  # English
    r"statt|nicht(?: mehr)?|anstatt|keine|"  # German
    r"au lieu de|et non(?: pas)?|plus|pas|"  # French
    r"en vez de|y no|ya no|invece di|non(?: più)?|em vez de|não|e não|"  # Spanish, Italian, Portuguese
    r"in plaats van|niet(?: meer)?|zamiast|a nie|nie"  # Dutch, Polish
)
_SPELT = r"[^\W\d_]+(?:[ -][^\W\d_]+)?"
_AMOUNT = rf"\d{{1,2}}:\d\d|[€$£]?\.?{NUMBER.pattern}|{_SPELT}"
_GONE = re.compile(
    rf"(?i)\b(?:{_NO_MORE})\s+(?:(?:the|a|an|every|from|at|in|on|by|von|bei|de|after|about)\s+)*"
    rf"((?:{_AMOUNT})(?:\s*\w+)?)"
)
_WAS = re.compile(
    rf"(?i)\b((?:{_AMOUNT})(?:\s+\w+)?) (?:was|were|it was|(?:is|are) (?:too|no longer|not enough)|"
    rf"(?:isn't|aren't) enough)\b"
    rf"|\b(?:it was|was|were) ((?:{_AMOUNT}))"
)
_POINTING = re.compile(r"(?i)^(?:\w+ ones?|ones?|once)$")
"""`The old one` is no number."""
_IT = re.compile(r"(?i)\b(?:it|that|this)\b")
_TIME = re.compile(r"\d\d:\d\d")
_HUNDREDTHS = re.compile(r"(?i)%|\b(?:per ?cent|cents?|ct|pence|p|rappen|centimes?)\b")
"""What is said in hundreds and may be reckoned with in whole ones."""
_NEAR, _FAR = 1.0, 0.4
"""What a word counts that stands at the number itself, and on the page or among the records around it."""
_UNIT = 0.3
"""What a word of time counts: many numbers are days."""
_UNITS = meanings("day week month year hour minute second")
_IN_WORDS = 0.3
"""What is worth something, but less than a number that something is reckoned with: one in a sentence."""
_IN_NAME = 1.5
"""What speaks against a number that the name itself says: `Ten minutes late`."""
_SURE = 0.5
"""By so much the best must be more likely than the next."""


def replaced_number(bench: Bench, ask: Ask) -> bool:
    """Put the number that an ask says in the place of the one that it says is no longer so."""
    values = ask.tagged("value", "max", "min", "new", "opt") or ask.tagged("test")
    old = gone_number(bench, ask) if len(values) == 1 else ""
    if not old:
        return False
    new = values[0].words
    readings = [(kind, was, now) for kind, was, now in _readings(old, new) if was != now]
    standing = list(standing_in(bench.app))
    for kind, was, now in readings:
        found = _likeliest(bench, ask, [one for one in standing if one.value == was], kind)
        if found is not None:
            made = _put(bench.app, found, old, now, new)
            for twin in _twins(bench.app, found, standing):
                made = _put(made, twin, old, now, new)
            return made != bench.app and bench.put(made) and _relabelled(bench, found, old, new)
    return False


def its_number(bench: Bench, ask: Ask) -> bool:
    """`Ask again starts after 7 days`: the only number of the part that is named takes the value."""
    value = ask.words("value", "new", "max", "min")
    now = days_in(value) or number_in(value)
    if now is None or time_in(value, sure=True):
        return False
    placed = [each[0] for each in place_of(bench, ask, ("at", "old")).meant if each]
    latest = bench.pointed_at(("computed", "action")) if _IT.search(bench.words_of(ask)) else None
    placed = placed or ([latest] if latest is not None else [])
    standing = [
        one for one in standing_in(bench.app) if not one.sentence and isinstance(one.value, float | int)
    ]
    for thing in placed:
        mine = [one for one in standing if _is_in(bench.app, one, thing)]
        if len(mine) > 1 and days_in(value) is not None:
            mine = [
                one for one in mine if getattr(_at(bench.app, one.path[:-2]), "operator", "") in ("+", "-")
            ]
        twins = _twins(bench.app, mine[0], standing) if mine else []
        if mine and all(one in twins for one in mine[1:]):
            made = bench.app
            for one in (mine[0], *twins):
                made = _put(made, one, str(mine[0].value), now, value)
            return made == bench.app or bench.put(made)
    return False


def _is_in(app: App, one: Standing, thing: Thing) -> bool:
    """Whether a number narrows a view of a page, or a view itself, that is meant, or makes up a value."""
    if one.path[0] == "pages":
        page, place = app.pages[int(one.path[1])].name, int(one.path[3])
        narrowed = "where" in one.path and page == thing.page
        return narrowed and (thing.kind == "page" or (thing.kind == "section" and thing.at == place))
    entity = app.entities[int(one.path[1])]
    if entity.name != thing.entity:
        return False
    match thing.kind:
        case "computed":
            return one.path[2] == "computed" and entity.computed[int(one.path[3])].name == thing.name
        case "action":
            mine = one.path[2] == "actions" and entity.actions[int(one.path[3])].label == thing.name
            return mine and "steps" in one.path
    return False


def _twins(app: App, found: Standing, standing: list[Standing]) -> list[Standing]:
    """The same number in the same comparison elsewhere: what a button asks, a list may show as well."""

    def compared(one: Standing) -> object:
        whole = _at(app, one.path[:-2]) if len(one.path) > 2 and one.path[-1] == "value" else None
        return whole if isinstance(whole, Binary) else None

    mine = compared(found)
    if mine is None:
        return []
    return [
        one
        for one in standing
        if one.path != found.path and one.value == found.value and compared(one) == mine
    ]


def _at(node: object, path: Path) -> object:
    for step in path:
        node = node[step] if isinstance(step, int) else getattr(node, step)  # type: ignore[index]
    return node


def _relabelled(bench: Bench, found: Standing, old: str, new: str) -> bool:
    """`Two weeks longer` adds three: the button then says so as well. True in any case."""
    numeral = next((one for one in new.split() if number_in(one) is not None), "")
    if found.path[2] != "actions" or not numeral:
        return True
    entity = bench.app.entities[int(found.path[1])]
    label = entity.actions[int(found.path[3])].label
    now = " ".join(numeral if number_in(one) == number_in(old) else one for one in label.split())
    now = now[:1].upper() + now[1:]
    if now != label:
        bench.run(f"in {entity.name}: rename action {label} to {now}")
    return True


def gone_number(bench: Bench, ask: Ask) -> str:
    """What an ask says a number is not any more; "" if it says nothing of the kind."""
    text = bench.request[ask.start : ask.end]
    values = ask.tagged("value", "max", "min", "new", "opt")
    said = values or [mark for mark in ask.tagged("test") if not _GONE.search(mark.words)]
    for mark in said:  # what is to be from now on is not what was
        gap = " " * (mark.end - mark.start)
        text = text[: mark.start - ask.start] + gap + text[mark.end - ask.start :]
    for match in (*_GONE.finditer(text), *_WAS.finditer(text)):
        words = next(filter(None, match.groups()), "")
        if (number_in(words) is not None or _TIME.search(words)) and not _POINTING.search(words):
            return words
    numbers = [one.words for one in ask.tagged("old") if re.fullmatch(r"\W*\d[\d.,:]*\W*\w*", one.words)]
    return numbers[-1] if numbers else ""


def _readings(old: str, new: str) -> Iterator[tuple[str, float | str, float | str]]:
    """What was and what is now, as plain numbers, in days, in seconds, in minutes, as times of day."""
    unit = re.search(r"(?i)(?:\d|^[a-z]+)\s*-?([a-z]+)", new)
    inherited = f"{old} {unit[1]}" if unit else old
    was, now = number_in(old), number_in(new)
    if _TIME.search(old) or _TIME.search(new):
        times = time_in(old), time_in(new)
        if all(times):
            yield "time", *times
    for measure in (days_in, seconds_in):
        spans = measure(old) or measure(inherited), measure(new)
        if spans[0] is not None and spans[1] is not None:
            yield "span", spans[0], spans[1]
            if measure is seconds_in:
                yield "span", spans[0] / 60, spans[1] / 60
    if was is not None and now is not None and _HUNDREDTHS.search(f"{new} {old}"):
        yield "number", was / 100, now / 100
    if was is not None and now is not None and len(NUMBER.findall(new)) < 2:
        days = days_in(new)
        nearer = days is not None and was and abs(days / was - 1) < abs(now / was - 1)
        yield "number", was, days if nearer and days is not None else now


def _likeliest(bench: Bench, ask: Ask, found: list[Standing], kind: str) -> Standing | None:
    """Of the numbers with the right value the one that the words are about; None if that is not clear."""
    said = meanings(bench.words_of(ask))
    latest = bench.history[-1] if bench.history else None
    names = (latest.name, *latest.names[:1], latest.entity, latest.page) if latest is not None else ()
    spoken = meanings(" ".join(names)) if names else frozenset()

    placed = place_of(bench, ask, ("at", "old")).meant
    meant = {(one.kind, one.page, one.at) for each in placed for one in each}

    def score(one: Standing) -> float:
        near = sum(_UNIT if a in _UNITS else 1.0 for a in said if any(same_stem(a, b) for b in one.near))
        far = sum(any(same_stem(a, b) for b in one.far - one.near) for a in said)
        around = sum(a in one.near | one.far for a in spoken - said)
        called = one.path[2] == "actions" and one.value in {number_in(name) for name in one.near}
        return (
            near * _NEAR + far * _FAR + 0.2 * around + _placed(bench.app, one, meant)
            - _IN_WORDS * one.sentence - _IN_NAME * called
        )  # fmt: skip

    rated = sorted(((score(one), -at) for at, one in enumerate(found)), reverse=True)
    if rated:  # what a part says of itself in a sentence is no rival
        best = found[-rated[0][1]]
        told = [-at for at, one in enumerate(found) if one.sentence and one.path[:4] == best.path[:4]]
        rated = [one for one in rated if one[1] not in told or one == rated[0]]
    if not rated or (len(rated) > 1 and rated[0][0] - rated[1][0] < _SURE and not _alone(found, rated)):
        return None
    if kind == "number" and rated[0][0] <= 0 and sum(not one.sentence for one in found) > 1:
        return None
    return found[-rated[0][1]]


def _placed(app: App, one: Standing, meant: set[tuple[str, str, int]]) -> float:
    """How much it says for a number that its page, or its section, is named."""
    if one.path[0] != "pages":
        return 0.0
    page = app.pages[int(one.path[1])].name
    return 1.0 * (("page", page, 0) in meant) + 1.5 * (("section", page, int(one.path[3])) in meant)


def _alone(found: list[Standing], rated: list[tuple[float, int]]) -> bool:
    """Whether the best is the only number with which something is done, beside what is told in sentences."""
    best, others = found[-rated[0][1]], [found[-place] for _, place in rated[1:]]
    return not best.sentence and all(one.sentence for one in others)


# --- putting another in its place --------------------------------------------------------------------


def _put(app: App, standing: Standing, old: str, now: float | str, words: str) -> App:
    made = _with(app, standing.path, now, words)
    assert isinstance(made, App)
    if standing.path[2] not in ("checks", "rules"):
        return made
    entity = made.entities[int(standing.path[1])]
    numeral = next((one for one in words.split() if number_in(one) is not None), "")

    def said_so(text: str) -> str:
        """A sentence that tells the number tells the new one."""
        return re.sub(
            r"[\w.,]+", lambda one: numeral if number_in(one[0]) == number_in(old) else one[0], text
        )

    at = int(standing.path[3])
    if standing.path[2] == "checks":
        check = replace(entity.checks[at], message=said_so(entity.checks[at].message))
        entity = replace(entity, checks=(*entity.checks[:at], check, *entity.checks[at + 1 :]))
    else:
        rule = entity.rules[at]
        told = (
            replace(one, words=said_so(one.words)) if isinstance(one, Notice) else one for one in rule.steps
        )
        rules = (*entity.rules[:at], replace(rule, steps=tuple(told)), *entity.rules[at + 1 :])
        entity = replace(entity, rules=rules)
    place = int(standing.path[1])
    return replace(made, entities=(*made.entities[:place], entity, *made.entities[place + 1 :]))


def _with(node: object, path: Path, now: float | str, words: str) -> object:
    if isinstance(node, str) and path and isinstance(path[0], int):
        digits = NUMBER.search(words)
        written = digits[0] if digits else print_number(float(now))
        return node[: path[0]] + NUMBER.sub(written, node[path[0] :], count=1)
    if not path:
        return int(now) if isinstance(node, int) and float(now).is_integer() else now
    first, rest = path[0], path[1:]
    if isinstance(first, int):
        assert isinstance(node, tuple)
        inner = _with(node[first], rest, now, words)
        if isinstance(inner, str) and inner in node:  # two answers alike
            return node
        return (*node[:first], _with(node[first], rest, now, words), *node[first + 1 :])
    inner = _with(getattr(node, first), rest, now, words)
    return replace(node, **{first: inner})  # type: ignore[type-var]
