"""The language as a GBNF grammar, so that the model can write nothing that the parser cannot read.

It is written from the tables of `vocabulary.py` and `nodes.py` and describes the printer's canonical
form only: one order, one spacing. What depends on other lines (whether a field exists) a grammar
cannot say; the checker does. Counted repetitions cost llama.cpp a rule for each count, so they are
few: in names, options, the icon and numbers. Sizes of texts and depths of brackets are not limited
here; the engine's token budget is, and beyond it the parser's limits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from desktop.blueprint.block_grammar import block_rules
from desktop.blueprint.colours import COLOUR_NAMES
from desktop.blueprint.nodes import (
    AGGREGATES,
    CHART_SHAPES,
    COLLECTION_VIEWS,
    DEEDS,
    FEATURES,
    FIELD_TYPES,
    FUNCTIONS,
    LANGUAGES,
)
from desktop.blueprint.vocabulary import (
    ADDED,
    BECOMES,
    BOOLEANS,
    DATE_TYPES,
    DISTINCT,
    GOAL,
    ICON_RANGES,
    LETTER_RANGES,
    MAX_DECIMALS,
    MAX_DIGITS,
    MAX_ICON,
    MAX_NAME_LETTERS,
    MAX_OPTIONS,
    MAX_REMARK_LETTERS,
    MIN_OPTIONS,
    MODES,
    MOMENTS,
    NAME_JOINTS,
    NO_DEFAULT_TYPES,
    NUMBER_TYPES,
    OPTION_FORBIDDEN,
    OPTION_TYPES,
    PAGE_FOR,
    PRODUCTS,
    REFERENCE_WORDS,
    SPOKEN,
    SUMS,
    TEXT_TYPES,
    THEME_STYLES,
    UNIT_TYPES,
    VIEWS_MAYBE_BY,
    VIEWS_WITH_BY,
)


def gbnf() -> str:
    """Return the grammar, in the form that llama.cpp reads; its start is `root`."""
    return written([*_blocks(), *line_rules()])


_Rules = list[tuple[str, str]]


def line_rules() -> _Rules:
    """Return the rules of everything that stands in a line: all of the grammar but its blocks.

    `field-line`, `check-line` and the like are lines without indentation and line feed; so is what may
    begin a section, `section-line`.
    """
    return [*_fields(), *_entity_lines(), *_sections(), *block_rules(), *_expressions(), *_atoms()]


def written(rules: _Rules) -> str:
    """Return rules in the form that llama.cpp reads, but none that the first has no need of."""
    needs = {name: set(_NAMES.findall(_TEXTS.sub(" ", body))) for name, body in rules}
    needed, waiting = set(), [rules[0][0]]
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            waiting += needs[name]
    return "".join(f"{name} ::= {body}\n" for name, body in rules if name in needed)


_TEXTS = re.compile(r'"(?:\\.|[^"\\])*"|\[(?:\\.|[^\]\\])*\]|\{\d+,\d+\}')
_NAMES = re.compile(r"[A-Za-z][A-Za-z0-9-]*")


def either(words: Iterable[str]) -> str:
    """Return the words as alternatives."""
    return " | ".join(f'"{word}"' for word in words)


def _blocks() -> _Rules:
    return [
        ("root", "app entity* page+"),
        ("app", r'"app " label "\n" about? icon? style? language? accounts?'),
        ("about", r'"  about " label "\n"'),
        ("icon", r'"  icon " emoji "\n"'),
        ("style", r'"  theme " theme "\n"'),
        ("theme", _at_least_one(("mode", "back", "accent", *THEME_STYLES))),
        ("mode", either(MODES)),
        ("back", '"background " colour'),
        ("accent", '"accent " colour'),
        *((word, f'"{word} " ({either(said)})') for word, said in THEME_STYLES.items()),
        ("language", rf'"  language " ({either(LANGUAGES)}) "\n"'),
        ("accounts", r'"  accounts " name (" | " name)* "\n"'),
        (
            "entity",
            r'"\nentity " name "\n" field+ computed* features? permission* distinct* check* rule* action* '
            "sample*",
        ),
        ("page", rf'"\npage " name ("; {PAGE_FOR} " name (" | " name)*)? "\n" section+'),
    ]


def _fields() -> _Rules:
    """A field's line: each group of types with the modifiers that fit it."""
    numbers = [kind for kind in NUMBER_TYPES if kind not in UNIT_TYPES]
    texts = [kind for kind in FIELD_TYPES if kind in TEXT_TYPES]
    bare = [kind for kind in NO_DEFAULT_TYPES if kind not in REFERENCE_WORDS]
    referring = [f"{word} " for word in REFERENCE_WORDS.values()]
    return [
        ("field", r'"  " name ": " type "\n"'),
        ("field-line", 'name ": " type'),
        ("type", "ofnumber | oftext | ofoption | ofdate | oftick | ofrest"),
        (
            "ofnumber",
            f'(({either(UNIT_TYPES)}) (" " option)? | {either(numbers)}) must (", default " signed)? '
            '(", min " signed)? (", max " signed)?',
        ),
        ("oftext", f'({either(texts)}) must (", default " (text | "me" | "now" | time))?'),
        ("ofoption", f'({either(OPTION_TYPES)}) " " options must (", default " option)?'),
        ("options", f'option (" | " option){{{MIN_OPTIONS - 1},{MAX_OPTIONS - 1}}}'),
        ("ofdate", f'({either(DATE_TYPES)}) must (", default " moment)?'),
        ("oftick", f'"yes/no" must (", default " ({either(BOOLEANS)}))?'),
        ("ofrest", f"({either(bare)} | ({either(referring)}) name) must"),
        ("must", '(", required")? (", unique")?'),
    ]


def _entity_lines() -> _Rules:
    lines = [
        ("computed", 'name " = " either'),
        ("features", '"with " feature (", " feature)*'),
        ("permission", f'"only " name " " ({either(DEEDS)})'),
        ("distinct", f'"{DISTINCT} " names'),
        ("check", '"check " either ": " label'),
        ("rule", f'"when " ("{ADDED}" | name " {BECOMES} " becoming | either) ": " steps'),
        ("action", '"action " name ": " steps ("; when " either)?'),
        ("sample", '"sample " value (", " value)*'),
    ]
    return [
        *((name, rf'"  " {body} "\n"') for name, body in lines),
        *((f"{name}-line", body) for name, body in lines),
        ("feature", either(FEATURES)),
        ("becoming", f"text | name | {either(BOOLEANS)}"),
        ("steps", 'step (", " step)*'),
        (
            "step",
            'set | "add " amount " to " name | "take " amount " from " name | "create " name'
            ' (" with " gives)?'
            ' | "move " name " on" | "notify " label | "ask " label | "delete" | "duplicate"',
        ),
        ("amount", 'decimal | name | "(" either ")"'),
        ("gives", 'give (", " give)*'),
        ("give", 'name " = " either'),
        ("set", '"set " name " to " either'),
        ("value", f'text | signed | date (" " time)? | time | {either(BOOLEANS)} | "-"'),
    ]


def _sections() -> _Rules:
    plain = [view for view in COLLECTION_VIEWS if view not in VIEWS_WITH_BY or view in VIEWS_MAYBE_BY]
    sums = [aggregate for aggregate in AGGREGATES if aggregate != "count"]
    plain_section = "collection | form | stat | chart | words"
    return [
        ("section", rf'"  " ({plain_section}) "\n" | block'),
        ("section-line", f"{plain_section} | block-head"),
        (
            "collection",
            f'(({either(plain)}) " of " name | ({either(VIEWS_WITH_BY)}) " of " name " by " name) '
            "showing? clauses",
        ),
        ("showing", '" showing " names'),
        ("names", 'name (", " name)*'),
        (
            "clauses",
            '("; where " either)? ("; search")? ("; filter by " names)? ("; sort by " name " descending"?)? '
            '("; total " names)? ("; limit " [1-9] [0-9]? [0-9]?)?',
        ),
        ("form", '"form of " name showing? ("; in " [2-9] " steps")?'),
        ("stat", f'"stat " label " = " measure where? ("; {GOAL} " decimal)?'),
        ("chart", f'"chart " ({either(CHART_SHAPES)}) " of " measure " by " name where?'),
        ("words", '"text " label'),
        ("measure", f'"count of " name | ({either(sums)}) " of " name " of " name'),
        ("where", '" where " either'),
    ]


def _expressions() -> _Rules:
    """Expressions from the loosest binding to the tightest, as the printer spaces and brackets them."""
    spoken = sorted(SPOKEN, key=len, reverse=True)
    sums = [aggregate for aggregate in AGGREGATES if aggregate != "count"]
    return [
        # The test of an aggregate takes all that follows it, so it ends a whole expression or a bracket.
        ("either", 'both (" or " both)* | related " where " either'),
        ("both", 'negated (" and " negated)*'),
        ("negated", '"not " negated | compared'),
        ("compared", 'sum (" " comparison " " sum)?'),
        ("comparison", '"<" "="? | ">" "="? | "!"? "=" | ' + either(spoken)),
        ("sum", f'product (" " ({either(SUMS)}) " " product)*'),
        ("product", f'factor (" " ({either(PRODUCTS)}) " " factor)*'),
        ("factor", '"-"? operand'),
        ("operand", 'name (" of " name)? | decimal | date | time | text | call | related | "(" either ")"'),
        ("related", f'("count" | ({either(sums)}) " of " summed) " of " name'),
        ("summed", f'single (" " ({either((*SUMS, *PRODUCTS))}) " " single)*'),
        ("single", '"-"? (name (" of " name)? | decimal | date | time | text | call | "(" either ")")'),
        ("call", f'({either(FUNCTIONS)}) "(" either (", " either)* ")"'),
    ]


def _atoms() -> _Rules:
    letter = _class(LETTER_RANGES)
    joints = [joint for joint in NAME_JOINTS if len(joint) == 1]
    long_joints = [joint for joint in NAME_JOINTS if len(joint) > 1]
    return [
        ("name", f'letter more{{0,{MAX_NAME_LETTERS - 1}}} (remark | "?")?'),
        ("remark", f'" (" letter more{{0,{MAX_REMARK_LETTERS - 1}}} ")"'),
        ("more", "letter | joint letter"),
        ("joint", f"[{''.join(_escape(ord(joint)) for joint in joints)}] | {either(long_joints)}"),
        ("letter", letter),
        ("label", r'"\"" [^" \x00-\x1F\x7F\xA0] inside* "\""'),
        ("text", r'"\"" inside* "\""'),
        ("inside", r'[^"\x00-\x1F\x7F]'),
        ("option", 'sign+ (" " sign+)*'),
        ("sign", f"[^{''.join(_escape(ord(sign)) for sign in OPTION_FORBIDDEN)}\\x00-\\x20\\x7F\\u00A0]"),
        ("emoji", f"{_class(ICON_RANGES)}{{1,{MAX_ICON}}}"),
        ("colour", r'"#" hex hex hex hex hex hex | ' + _colours()),
        ("hex", "[0-9a-f]"),
        ("signed", '"-"? decimal'),
        ("decimal", f'[0-9]{{1,{MAX_DIGITS}}} ("." [0-9]{{1,{MAX_DECIMALS}}})?'),
        ("moment", f"{either(MOMENTS)} | date"),
        ("date", '[0-9] [0-9] [0-9] [0-9] "-" [0-9] [0-9] "-" [0-9] [0-9]'),
        ("time", '([01] [0-9] | "2" [0-3]) ":" [0-5] [0-9]'),
    ]


def _at_least_one(rules: tuple[str, ...]) -> str:
    """Return some of the rules in their order, with commas between."""
    starts = [[rule, *(f'(", " {later})?' for later in rules[at + 1 :])] for at, rule in enumerate(rules)]
    return " | ".join(" ".join(parts) for parts in starts)


def _colours() -> str:
    """Return all colour names by their first letter: one step then leaves few alternatives open."""
    by_letter: dict[str, list[str]] = {}
    for name in COLOUR_NAMES:
        by_letter.setdefault(name[0], []).append(name[1:])
    return " | ".join(f'"{first}" ({either(rest)})' for first, rest in by_letter.items())


def _class(ranges: tuple[tuple[int, int], ...]) -> str:
    """Return a character class of some ranges."""
    written = (_escape(low) + (f"-{_escape(high)}" if high > low else "") for low, high in ranges)
    return f"[{''.join(written)}]"


def _escape(code: int) -> str:
    """Return a character as it is written in a GBNF character class."""
    if chr(code).isalnum() and code < 0x7F:
        return chr(code)
    if code <= 0xFF:
        return f"\\x{code:02X}"
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"
