"""Lines under a block: made of what an ask says, changed by it: a dish with its price, a question, a step."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from desktop.blueprint.blocks import BLOCKS
from desktop.blueprint.blocks.spec import Clause, LineSpec
from desktop.blueprint.nodes import Block, Item, Value
from desktop.spindle.assembler.adoption import option_words
from desktop.spindle.editing.finding import meanings
from desktop.spindle.editing.values import (
    CODES,
    CURRENCIES,
    currency_in,
    emoji_in,
    number_in,
    seconds_in,
    time_in,
)
from desktop.spindle.naming import stems
from desktop.spindle.reading import Mark

_CONTENT = ("opt", "new", "value", "name")
_LABELS = ("opt", "new", "name")
_DAY = re.compile(
    r"(?i)\b\d{1,2}\.? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*|\b\d{1,2}[./]\d{1,2}\b"
)
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b")


def content_of(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """The marks that are words to be used, in order."""
    return tuple(mark for mark in marks if mark.tag in _CONTENT)


def quotable(words: str) -> str:
    """Words as they can stand between quotation marks."""
    return " ".join(words.replace('"', " ").replace("\\", " ").split())


def line_spec(block: Block, words: str) -> LineSpec | None:
    """The kind of line that some words ask for, else the one that the block has most
    of; None if it has none.
    """
    lines = BLOCKS[block.word].lines
    if not lines:
        return None
    said = stems(words)
    named = next((line for line in lines if stems(line.word) & said), None)
    used = [item.word for item in block.items]
    usual = max(lines, key=lambda line: used.count(line.word))
    if named is not None and (named.label == usual.label or named.word in used):
        return named
    return usual


def items_from(block: Block, marks: Sequence[Mark], words: str) -> tuple[Item, ...]:
    """The lines that the marks of an ask say, in the manner of those that the block has already."""
    spec = line_spec(block, words)
    content = content_of(marks)
    labels = [mark for mark in content if mark.tag in _LABELS]
    if spec is None or not labels:
        return ()
    first = next((mark.tag for mark in labels if mark.tag == "new" and spec.after == "words"), labels[0].tag)
    groups: list[list[Mark]] = []
    for mark in content:
        starts = mark.tag == first and (not groups or _is_new(mark, groups[-1], spec, first))
        if starts:
            groups.append([mark])
        elif groups:
            groups[-1].append(mark)
    brothers = tuple(item for item in block.items if item.word == spec.word)
    made = tuple(_item(spec, group, brothers) for group in groups)
    return tuple(one for one in made if _whole(one, spec))


def placed(items: Sequence[Item]) -> int:
    """How many things some lines say: the more of an ask has found a place, the better."""
    return sum(1 + bool(item.text) + len(item.words) + len(item.options) for item in items)


def _is_new(mark: Mark, group: list[Mark], spec: LineSpec, first: str) -> bool:
    """Whether a mark begins another line, rather than say more of the one before it."""
    if first == "opt":
        return True
    more = sum(one.tag == first for one in group)
    told = spec.after == "text" or any(clause.shape == "text" for clause in spec.clauses)
    return not told or any(one.tag != first for one in group) or more >= 2


def _whole(item: Item, spec: LineSpec) -> bool:
    if spec.label == "must" and not item.label:
        return False
    if spec.after_needed and not (item.text or item.words):
        return False
    said = {word for word, _ in item.options}
    return all(clause.word in said for clause in spec.clauses if clause.needed)


def _item(spec: LineSpec, group: list[Mark], brothers: tuple[Item, ...]) -> Item:
    label = _label_like(quotable(group[0].words), brothers)
    item = Item(spec.word, label)
    for mark in group[1:]:
        item = filled(item, spec, mark, brothers)
    return item


def _label_like(words: str, brothers: tuple[Item, ...]) -> str:
    """A label as the others are: with a capital, or `EUR in CHF` where they are pairs of currencies."""
    pair = re.fullmatch(r"([A-Z]{3}) (in|to) ([A-Z]{3})", brothers[-1].label) if brothers else None
    if pair and not re.search(r"[A-Z]{3}", words):
        code = next(
            (CODES.get(sign, sign) for sign in (currency_in(words),) if sign in {*CURRENCIES.values()}), ""
        )
        return f"{pair[1]} {pair[2]} {code}" if code else words
    return capital_like(words, [brother.label for brother in brothers])


def capital_like(words: str, others: Sequence[str]) -> str:
    """Words with a capital, unless most of those beside them have none."""
    lower = sum(other[:1].islower() for other in others)
    return words if lower > len(others) / 2 else words[:1].upper() + words[1:]


def filled(
    item: Item, spec: LineSpec, mark: Mark, brothers: tuple[Item, ...] = (), *, over: bool = False
) -> Item:
    """A line with one more thing said of it, put where it fits by what it looks like.

    Args:
        item: The line.
        spec: What can be said of it.
        mark: The words.
        brothers: The lines beside it, whose manner is kept.
        over: Whether it may take the place of what was said before.
    """
    words = quotable(mark.words)
    given = dict(item.options)
    for clause in spec.clauses:
        if clause.word in given and not over:
            continue
        value = clause_value(clause, words, brothers)
        if value is not None:
            given[clause.word] = value
            options = tuple((one.word, given[one.word]) for one in spec.clauses if one.word in given)
            return replace(item, options=options)
    if spec.after == "words":
        return replace(item, words=(*item.words, capital_like(option_words(words), _answers(brothers))))
    if spec.after == "text" and not item.text:
        return replace(item, text=capital_like(words, [brother.text for brother in brothers]))
    free = [
        clause
        for clause in spec.clauses
        if clause.shape == "text" and clause.word not in ("price", "button", "link")
    ]
    for clause in free:
        if clause.word not in given and clause.word in ("about", "by", "because"):
            given[clause.word] = words
            options = tuple((one.word, given[one.word]) for one in spec.clauses if one.word in given)
            return replace(item, options=options)
    return item


def _answers(brothers: tuple[Item, ...]) -> list[str]:
    return [word for brother in brothers for word in brother.words]


def clause_value(clause: Clause, words: str, brothers: tuple[Item, ...] = ()) -> Value | None:
    """Some words as the value of a clause, where they look like one; None where they do not."""
    match clause.shape:
        case "icon":
            return emoji_in(words) or None
        case "number":
            return _number(clause, words)
        case "word":
            return next((one for one in clause.among if stems(one) & stems(words)), None)
        case "time":
            return time_in(words) or None
        case "words":
            known = {one for other in brothers for one in _tags(other, clause.word)}
            said = [part.strip() for part in re.split(r",| and |\|", words) if part.strip()]
            named = {one.lower(): one for one in known}
            if clause.word == "tags" and said and all(part.lower() in named for part in said):
                return tuple(named[part.lower()] for part in said)
            return None
        case "text":
            return _text(clause, words, brothers)
    return None


def _number(clause: Clause, words: str) -> float | None:
    seconds = seconds_in(words)
    number = number_in(words)
    if seconds is not None and clause.word in ("seconds", "minutes"):
        if clause.word == "minutes":
            number = seconds / 60 if seconds % 60 == 0 and not re.search(r"(?i)\bsec", words) else None
        else:
            number = seconds if re.search(r"(?i)\bsec|\bs\b", words) or seconds % 60 else None
    if number is None or not clause.low <= number <= clause.high or re.search(r"\d:\d\d|\d ?[ap]m\b", words):
        return None
    return float(number)


def _text(clause: Clause, words: str, brothers: tuple[Item, ...]) -> str | None:
    if clause.word == "price":
        plain = re.fullmatch(
            r"[^\w\s]{0,2}\s*\d+(?:[.,]\d+)?\s*(?:[^\w\s]{1,2}|[A-Za-z]{1,7})?", words.strip()
        )
        return (
            price_like(words, [str(dict(one.options).get("price", "")) for one in brothers])
            if plain
            else None
        )
    if clause.word == "email":
        return words if re.fullmatch(r"\S+@\S+\.\S+", words) else None
    if clause.word == "phone":
        return words if re.fullmatch(r"[+\d][\d /()-]{5,}", words) else None
    return None


def price_like(words: str, others: Sequence[str]) -> str:
    """A price as it was typed, with the sign that the others have where it was typed bare."""
    if re.search(r"[^\d.,\s]", words):
        return words.strip()
    like = next((other for other in reversed(others) if other), "")
    sign = re.search(r"[^\d.,\s]+", like)
    if not sign:
        return words.strip()
    return f"{sign[0]}{words.strip()}" if like.startswith(sign[0]) else f"{words.strip()} {sign[0]}"


def _tags(item: Item, word: str) -> tuple[str, ...]:
    value = dict(item.options).get(word)
    return value if isinstance(value, tuple) and all(isinstance(one, str) for one in value) else ()


def changed_item(block: Block, item: Item, marks: Sequence[Mark]) -> Item:
    """A line under a block with other values: each is put where something like it stands."""
    spec = BLOCKS[block.word].line_of(item.word)
    brothers = tuple(one for one in block.items if one.word == item.word)
    for mark in marks if spec is not None else ():
        assert spec is not None
        item = _over(item, spec, mark, brothers)
    return item


def _over(item: Item, spec: LineSpec, mark: Mark, brothers: tuple[Item, ...]) -> Item:
    words = quotable(mark.words)
    for pattern in (_CLOCK, _DAY):
        if pattern.fullmatch(item.label) and (
            pattern.search(words) or (pattern is _CLOCK and time_in(words))
        ):
            return replace(item, label=time_in(words) if pattern is _CLOCK else words)
        if pattern.search(words) and pattern.search(item.text):
            return replace(item, text=pattern.sub(words, item.text, count=1))
    if re.fullmatch(r"[\d.,]+", item.label) and number_in(words) is not None and not spec.clauses:
        return replace(item, label=words)
    for clause in spec.clauses:
        value = clause_value(clause, words, brothers)
        if value is not None and clause.word in dict(item.options):
            return filled(item, spec, mark, brothers, over=True)
    if item.text:
        return replace(item, text=_patched(item.text, words))
    return filled(item, spec, mark, brothers, over=True)


def _patched(text: str, words: str) -> str:
    """A text in which the part that is about the same is put anew: of an enumeration only that part."""
    parts = text.split(", ")
    if len(parts) > 1:
        likely = [len(meanings(part) & meanings(words)) for part in parts]
        if max(likely):
            parts[likely.index(max(likely))] = words
            return ", ".join(parts)
    return words
