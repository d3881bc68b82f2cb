"""A remembered app taken over whole and adapted to what was said: tools, timers, quizzes, games, sites.

Their parts are not fields that a person names, so they are not put together but remembered; what the
request does say (how many minutes, how fast, which names, what the shop is called) is set into them.
"""

from __future__ import annotations

import re
from dataclasses import replace

from desktop.blueprint import print_app, read
from desktop.blueprint.blocks import BLOCKS
from desktop.blueprint.blocks.spec import Clause
from desktop.blueprint.nodes import App, Block, Item, Page, Section, Value
from desktop.spindle.assembler.as_many import as_many
from desktop.spindle.assembler.look import theme_of
from desktop.spindle.colours import css_colour
from desktop.spindle.naming import clean, stem, stems
from desktop.spindle.reading import Reading

MOST_WORDS = 40


def adapted(app: App, reading: Reading) -> App:
    """Set what a request says into an app: its name, its colours, and the clauses and words of its blocks."""
    theme, _ = theme_of(reading)
    theme = replace(
        app.theme,
        mode=theme.mode or app.theme.mode,
        background=theme.background or app.theme.background,
        accent=theme.accent or app.theme.accent,
    )
    name = next((clean_title(mark.words) for mark in reading.tagged("name")), "")
    dressed = replace(app, theme=theme)
    dressed = _renamed(dressed, name) if name else dressed
    dressed = as_many(dressed, reading.request)
    said = Said(reading)
    # What is listed of a site is what shall stand on it, and no words for one of its blocks.
    for words in (said.words if reading.kind != "site" else (), ()):
        changed = replace(dressed, pages=tuple(_page(page, said, words) for page in dressed.pages))
        # What the rules complain of (a countdown of 5000 hours, names for dice) was not meant so.
        if not read(print_app(changed)).diagnostics:
            return changed
    return dressed


def clean_title(words: str) -> str:
    """Return words as the name of an app: on one line, without quotation marks, with a capital."""
    name = " ".join(words.replace('"', " ").replace("\\", " ").split())[:48].strip(" '’")
    return name[:1].upper() + name[1:]


def _renamed(app: App, name: str) -> App:
    """Give an app a name, also where its own texts say the old one."""

    def text(words: str) -> str:
        return words.replace(app.name, name)

    def item(one: Item) -> Item:
        return replace(one, label=text(one.label), text=text(one.text))

    def section(one: Section) -> Section:
        if not isinstance(one, Block):
            return one
        return replace(one, label=text(one.label), items=tuple(item(each) for each in one.items))

    pages = tuple(replace(page, sections=tuple(map(section, page.sections))) for page in app.pages)
    return replace(app, name=name, pages=pages)


def _page(page: Page, said: Said, words: tuple[str, ...]) -> Page:
    sections = tuple(_block(one, said, words) if isinstance(one, Block) else one for one in page.sections)
    return replace(page, sections=sections)


def _block(block: Block, said: Said, listed: tuple[str, ...]) -> Block:
    spec = BLOCKS[block.word]
    clauses = spec.clauses_of(block.variant)
    given = dict(block.options)
    given.update(said.clauses(clauses, block))
    steps = said.times() if (block.word, block.variant) == ("timer", "countdown") else ()
    if steps:
        given = {word: value for word, value in given.items() if word not in ("minutes", "seconds")}
        given.update(steps[0].options)
        block = replace(block, items=steps)
    options = tuple((clause.word, given[clause.word]) for clause in clauses if clause.word in given)
    words = block.words
    if spec.words != "no" and not block.entity and listed:
        words = listed
    return replace(block, options=options, words=words)


NEARBY = 4
"""Words before and behind a number, taken in turns, that can say what it counts."""
_NUMBER_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
}  # fmt: skip
_NUMBER = re.compile(
    rf"(?<![\w.,])(\d{{1,6}}(?:\.\d+)?|{'|'.join(_NUMBER_WORDS)})(?:\s*-?\s*(by|x|×)\s*-?\s*\d+)?(?![\w]*\d)",
    re.IGNORECASE,
)
_TIMES = {"second": 1, "sec": 1, "s": 1, "minute": 60, "min": 60, "hour": 3600, "h": 3600}
_SECONDS = {("timer", "intervals", "work"), ("timer", "intervals", "rest")}
"""Clauses that count seconds without being called so; the others that can be said in time count minutes."""
_MINUTES = {("timer", "pomodoro", word) for word in ("work", "break", "long break")}
_ABOUT_PEOPLE = frozenset((
    "grade", "class", "graders", "year", "years", "old", "age", "aged", "level", "people", "players",
    "player", "kids", "children", "students", "pupils", "friends", "form", "seconds", "minutes", "hours",
))  # fmt: skip
_LIST = re.compile(
    r"(?::|\bbetween|\bamong|\bwith the names?)\s+([^.:;\n]+(?:,| or | and )[^.:;\n]+)", re.IGNORECASE
)
_SAME = {
    "questions": ("question", "problem", "task", "sum"), "cards": ("card",),
    "count": ("dice", "die", "card", "shade", "color", "colour", "name", "exercise", "task", "problem"),
    "size": ("size", "by", "x", "grid", "group"), "rounds": ("round", "set", "cycle", "times"),
    "bpm": ("bpm", "beat", "tempo"),
    "lives": ("life", "heart"), "length": ("character", "letter", "digit"), "sides": ("side", "sided"),
    "work": ("work", "focus", "study", "on", "doing", "active"), "rest": ("rest", "off", "pause", "break"),
    "break": ("break", "short", "rest", "nothing", "pause"), "prepare": ("ready", "prepare"),
    "long break": ("long",), "up to": ("to", "up", "within", "till", "until"), "number": ("group", "team"),
    "pass": ("pass",), "people": ("people", "person", "player"), "levels": ("level",),
    "goal": ("win", "point", "goal", "max", "maximum"),
    "minutes": ("minute", "min"), "seconds": ("second", "sec"), "extra": ("extra",), "pairs": ("pair",),
}  # fmt: skip
"""What people call the clauses; a clause's own words count as well."""


_TIMES_LISTED = re.compile(
    r"(?i)(?<![\w.])((?:\d{1,4}(?:\s*,\s*(?:and |or )?|\s+(?:and|or)\s+|\s*/\s*))+\d{1,4})\s*-?\s*"
    r"(seconds?|secs?|minutes?|mins?|hours?)\b"
)
MOST_SECONDS = 86_400
"""What somebody sets a kitchen timer to is less than a day."""


class Said:
    """What a request says beside its marks: numbers with the words around them, and lists of words."""

    def __init__(self, reading: Reading) -> None:
        self._text = reading.request
        self._stems = stems(reading.request)
        self.words = _listed(reading)

    def clauses(self, clauses: tuple[Clause, ...], block: Block) -> dict[str, Value]:
        """Return the clauses of a block that the request sets."""
        found: dict[str, Value] = {}
        for clause in clauses:
            if clause.shape == "word":
                for word in clause.among:
                    if stem(word) in self._stems or re.search(rf"\b{re.escape(word)}\b", self._text, re.I):
                        found[clause.word] = word
            elif clause.shape == "colour":
                colour = next(filter(None, map(css_colour, re.findall(r"[a-z]{3,}", self._text.lower()))), "")
                if colour:
                    found[clause.word] = colour
            elif clause.shape == "flag" and stems(clause.word) and stems(clause.word) <= self._stems:
                found[clause.word] = True
        found.update(self._numbers(clauses, block))
        return found

    def times(self) -> tuple[Item, ...]:
        """Each of several times that are listed, `5, 10 and 15 minutes`, as a button that starts it."""
        listed = _TIMES_LISTED.search(self._text)
        seconds = _TIMES[listed[2].lower().rstrip("s")] if listed else 0
        spans = [float(number) * seconds for number in re.findall(r"\d+", listed[1])] if listed else []
        return tuple(_step(int(span)) for span in dict.fromkeys(spans) if 0 < span < MOST_SECONDS)

    def _numbers(self, clauses: tuple[Clause, ...], block: Block) -> dict[str, Value]:
        """Give each number to the clause whose words stand nearest."""
        claims: list[tuple[int, str, float]] = []
        for match in _NUMBER.finditer(self._text):
            said = match[1].lower()
            number = float(_NUMBER_WORDS.get(said, 0) or said)
            around = _around(self._text, match)
            unit = next((word for word in around[:1] if stem(word) in _TIMES or word in _TIMES), "")
            for clause in clauses:
                if clause.shape != "number":
                    continue
                distance = _distance(clause.word, around)
                value = _in_unit(number, unit, (block.word, block.variant, clause.word))
                if distance < NEARBY and value is not None and clause.low <= value <= clause.high:
                    claims.append((distance, clause.word, value))
        found: dict[str, Value] = self._range(clauses)
        for _, word, value in sorted(claims):
            if word not in found and value not in [found[other] for other in found]:
                found[word] = value
        return found or self._only_number(clauses)

    def _range(self, clauses: tuple[Clause, ...]) -> dict[str, Value]:
        """`2 to 12` where there is something that goes from one number to another."""
        words = {clause.word for clause in clauses if clause.shape == "number"}
        match = re.search(r"(?<!\d)(\d{1,4})\s*(?:to|till|until|-|–)\s*(\d{1,4})(?!\d)", self._text)
        if match is None or not {"from", "to"} <= words:
            return {}
        return {"from": float(match[1]), "to": float(match[2])}

    def _only_number(self, clauses: tuple[Clause, ...]) -> dict[str, Value]:
        """The only number of a request means what a block counts first, unless it is a class or an age."""
        numbers = [match for match in _NUMBER.finditer(self._text) if match[1].isdigit()]
        counted = next((clause for clause in clauses if clause.shape == "number"), None)
        if len(numbers) != 1 or counted is None or _ABOUT_PEOPLE & set(_around(self._text, numbers[0])):
            return {}
        value = float(numbers[0][1])
        return {counted.word: value} if counted.low <= value <= counted.high else {}


def _step(seconds: int) -> Item:
    minutes, rest = divmod(seconds, 60)
    options = (("minutes", float(minutes)), ("seconds", float(rest)))
    named = " ".join(f"{value:g} {word if value > 1 else word[:-1]}" for word, value in options if value)
    return Item("step", named, options=tuple(pair for pair in options if pair[1]))


def _around(text: str, match: re.Match[str]) -> list[str]:
    """The words near a number, nearest first; what follows it counts before what leads to it."""
    following = re.split(r"[.\d]", text[match.end() : match.end() + 40].lower())[0]
    leading = re.split(r"[.\d]", text[max(0, match.start() - 30) : match.start()].lower())[-1]
    behind = re.findall(r"[a-z×]+", following)[:4]
    before = re.findall(r"[a-z]+", leading)[::-1][:3]
    if match[2]:
        behind = ["by", *behind]
    order: list[str] = []
    for place in range(4):
        order += behind[place : place + 1] + before[place : place + 1]
    return order


def _distance(clause: str, around: list[str]) -> int:
    known = {stem(word) for word in (*clause.split(), *_SAME.get(clause, ()))}
    return next((place for place, word in enumerate(around) if stem(word) in known), NEARBY)


def _in_unit(number: float, unit: str, clause: tuple[str, str, str]) -> float | None:
    """Return a number in what its clause counts; None if it counts something else than was said."""
    seconds = _TIMES.get(unit) or _TIMES.get(stem(unit)) if unit else None
    if seconds is None:
        return number
    if clause in _SECONDS or clause[2] == "seconds":
        # "90 seconds" of a countdown stay seconds; minutes have a clause of their own there.
        return number * seconds if clause in _SECONDS or seconds == 1 else None
    if clause in _MINUTES or clause[2] == "minutes":
        return number * seconds / 60 if seconds >= 60 else None
    return None


def _listed(reading: Reading) -> tuple[str, ...]:
    """The words that were listed: marked as options, else between commas after a colon."""
    marked = tuple(dict.fromkeys(option_words(mark.words) for mark in reading.tagged("opt")))
    if len(marked) > 1:
        return marked[:MOST_WORDS]
    found = _LIST.search(reading.request)
    if found is None:
        return ()
    parts = re.split(r",\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+", found[1].strip())
    words = tuple(dict.fromkeys(option_words(part) for part in parts if part.strip()))
    short = all(0 < len(word) <= 30 for word in words)
    return words[:MOST_WORDS] if len(words) > 1 and short else ()


def option_words(words: str) -> str:
    """Return words as they can stand between bars."""
    return " ".join(re.sub(r'[,|";]', " ", words).split()) or clean(words)
