"""Reads a GBNF grammar, writes random texts of it, and tells whether a text belongs to it.

A second, independent reader of the grammar: the tests compare it with the parser and the printer,
and need neither a model nor llama.cpp.
"""

import re
from dataclasses import dataclass
from random import Random

_TOKEN = re.compile(
    r'\s*(?:(?P<text>"(?:\\.|[^"\\])*")|(?P<set>\[(?:\\.|[^\]\\])*\])|(?P<name>[A-Za-z][A-Za-z0-9-]*)'
    r"|(?P<count>\{\d+,\d+\})|(?P<sign>[|()*+?]))"
)
_CHARACTER = re.compile(r"\\x([0-9A-Fa-f]{2})|\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})|\\(.)|(.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}
_FAR = 10_000


@dataclass(frozen=True, eq=False)
class Literal:
    text: str


@dataclass(frozen=True, eq=False)
class Set:
    ranges: tuple[tuple[int, int], ...]
    negated: bool

    def has(self, character: str) -> bool:
        inside = any(low <= ord(character) <= high for low, high in self.ranges)
        return inside != self.negated


@dataclass(frozen=True, eq=False)
class Rule:
    name: str


@dataclass(frozen=True, eq=False)
class Row:
    items: tuple


@dataclass(frozen=True, eq=False)
class Either:
    items: tuple


@dataclass(frozen=True, eq=False)
class Many:
    item: object
    least: int
    most: int


def _characters(written: str) -> list[str]:
    found = []
    for match in _CHARACTER.finditer(written):
        code = match[1] or match[2] or match[3]
        found.append(
            chr(int(code, 16)) if code else _ESCAPES.get(match[4], match[4]) if match[4] else match[5]
        )
    return found


def _set(written: str) -> Set:
    negated = written.startswith("^")
    signs = list(_CHARACTER.finditer(written[negated:]))
    ranges, at = [], 0
    while at < len(signs):
        low = _characters(signs[at].group())[0]
        if at + 2 < len(signs) and signs[at + 1].group() == "-":
            ranges.append((ord(low), ord(_characters(signs[at + 2].group())[0])))
            at += 3
        else:
            ranges.append((ord(low), ord(low)))
            at += 1
    return Set(tuple(ranges), negated)


class Grammar:
    def __init__(self, text: str) -> None:
        self.rules = {}
        for line in text.splitlines():
            name, body = line.split(" ::= ", 1)
            tokens = self._tokens(body)
            self.rules[name] = self._either(tokens)
            assert not tokens, f"{name}: {tokens}"
        self._depth: dict[str, int] = dict.fromkeys(self.rules, _FAR)
        for _ in self.rules:
            self._depth = {name: 1 + self._least_depth(node) for name, node in self.rules.items()}

    # -- reading the grammar

    def _tokens(self, body: str) -> list[tuple[str, str]]:
        tokens, at = [], 0
        body = body.rstrip()
        while at < len(body):
            match = _TOKEN.match(body, at)
            assert match, body[at:]
            tokens.append((match.lastgroup, match[match.lastgroup]))
            at = match.end()
        return tokens

    def _either(self, tokens: list) -> object:
        rows = [self._row(tokens)]
        while tokens and tokens[0] == ("sign", "|"):
            tokens.pop(0)
            rows.append(self._row(tokens))
        return rows[0] if len(rows) == 1 else Either(tuple(rows))

    def _row(self, tokens: list) -> object:
        items = []
        while tokens and tokens[0] not in (("sign", "|"), ("sign", ")")):
            kind, written = tokens.pop(0)
            if kind == "text":
                item = Literal("".join(_characters(written[1:-1])))
            elif kind == "set":
                item = _set(written[1:-1])
            elif kind == "name":
                item = Rule(written)
            else:
                assert written == "(", written
                item = self._either(tokens)
                assert tokens.pop(0) == ("sign", ")")
            items.append(self._counted(item, tokens))
        return Row(tuple(items))

    def _counted(self, item: object, tokens: list) -> object:
        if not tokens:
            return item
        kind, written = tokens[0]
        bounds = {"*": (0, _FAR), "+": (1, _FAR), "?": (0, 1)}.get(written)
        if kind == "count":
            bounds = tuple(int(count) for count in written[1:-1].split(","))
        if not bounds:
            return item
        tokens.pop(0)
        return Many(item, *bounds)

    # -- writing

    def _least_depth(self, node: object) -> int:
        match node:
            case Rule():
                return self._depth[node.name]
            case Row():
                return max((self._least_depth(each) for each in node.items), default=0)
            case Either():
                return min(self._least_depth(each) for each in node.items)
            case Many():
                return self._least_depth(node.item) if node.least else 0
            case _:
                return 0

    def sample(self, random: Random, start: str = "root", budget: int = 500) -> str:
        """Return a random text; after `budget` rules the shortest way out is taken everywhere."""
        self._left = budget
        self._open = dict.fromkeys(self.rules, 0)
        return self._write(self.rules[start], random)

    def _write(self, node: object, random: Random) -> str:
        match node:
            case Literal():
                return node.text
            case Set():
                return _pick(node, random)
            case Rule():
                self._left -= 1
                self._open[node.name] += 1
                written = self._write(self.rules[node.name], random)
                self._open[node.name] -= 1
                return written
            case Row():
                return "".join(self._write(each, random) for each in node.items)
            case Either():
                chosen = (
                    min(node.items, key=self._least_depth) if self._tired() else random.choice(node.items)
                )
                return self._write(chosen, random)
            case Many():
                written = [self._write(node.item, random) for _ in range(node.least)]
                while len(written) < node.most and not self._tired() and random.random() < 0.35:
                    written.append(self._write(node.item, random))
                return "".join(written)

    def _tired(self) -> bool:
        """Whether to take the shortest way: enough was written, or brackets nest deep enough."""
        return self._left <= 0 or max(self._open.values()) > 2

    # -- recognising

    def admits(self, text: str, start: str = "root") -> bool:
        """Return whether a text belongs to the grammar."""
        self._memo: dict[tuple[int, int], frozenset[int]] = {}
        self._text = text
        return len(text) in self._ends(self.rules[start], 0)

    def _ends(self, node: object, at: int) -> frozenset[int]:
        key = (id(node), at)
        if key not in self._memo:
            self._memo[key] = frozenset(self._match(node, at))
        return self._memo[key]

    def _match(self, node: object, at: int) -> set[int]:
        match node:
            case Literal():
                return {at + len(node.text)} if self._text.startswith(node.text, at) else set()
            case Set():
                return {at + 1} if at < len(self._text) and node.has(self._text[at]) else set()
            case Rule():
                return set(self._ends(self.rules[node.name], at))
            case Row():
                places = {at}
                for item in node.items:
                    places = {end for place in places for end in self._ends(item, place)}
                return places
            case Either():
                return {end for item in node.items for end in self._ends(item, at)}
            case Many():
                return self._repeated(node, at)

    def _repeated(self, node: Many, at: int) -> set[int]:
        places, reached = {at}, {at} if not node.least else set()
        for count in range(1, min(node.most, len(self._text)) + 1):
            places = {end for place in places for end in self._ends(node.item, place)} - (
                reached if count > node.least else set()
            )
            if not places:
                break
            if count >= node.least:
                reached |= places
        return reached


def _pick(node: Set, random: Random) -> str:
    if node.negated:
        while not node.has(sign := random.choice("abcdeXYZ0123 .,;:|=#()'’-/&?<>@äß→日🌱")):
            pass
        return sign
    low, high = random.choice(node.ranges)
    return chr(random.randint(low, min(high, low + 40)))
