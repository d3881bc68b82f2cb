"""The part of the scripts' grammar that is the same for every app: what can be said of sections."""

from __future__ import annotations

from desktop.blueprint.block_grammar import block_rule, clause_body
from desktop.blueprint.blocks import BLOCKS
from desktop.blueprint.blocks.spec import BlockSpec
from desktop.blueprint.edits.selecting import ORDINALS
from desktop.blueprint.grammar import either
from desktop.blueprint.nodes import (
    CHART_SHAPES,
    COLLECTION_VIEWS,
    Block,
    Chart,
    Collection,
    Form,
    Paragraph,
    Section,
    Stat,
)
from desktop.blueprint.vocabulary import GOAL, VIEWS_WITH_BY

_Rules = list[tuple[str, str]]


def section_rules() -> _Rules:
    """Return the rules `of-page`, `of-section`, `selector`, `section-place`, and all they need."""
    plain = {
        "collection": COLLECTION_VIEWS,
        "stat": ("stat",),
        "chart": ("chart",),
        "form": ("form",),
        "text": ("text",),
    }
    kinds = [f"s-{kind}" for kind in plain]
    kinds += [f"s-{block_rule(spec)}" for spec in BLOCKS.values() if _block_parts(spec)]
    without = [spec.word for spec in BLOCKS.values()]
    words = [word for each in plain.values() for word in each]
    return [
        (
            "of-page",
            '"add " section-line | "remove " selector | "replace " selector " with: " section-line '
            '| "move " selector section-place | "set only " roles | "clear only"',
        ),
        ("section-place", '" first" | " last" | (" before " | " after ") selector'),
        ("selector", f"count? ({either([*words, *without])}) rest?"),
        ("count", f'({either(ORDINALS)}) " "'),
        ("rest", r'[ ,;] ([^":\n\x00-\x1F] | label)*'),
        ("of-section", '", " count? (' + " | ".join(kinds) + ")"),
        *((f"s-{kind}", f'({either(said)}) rest? ": " s-{kind}-part') for kind, said in plain.items()),
        *_plain_parts(),
        *(rule for spec in BLOCKS.values() if _block_parts(spec) for rule in _block(spec)),
    ]


def part_rule(section: Section) -> str:
    """Return the rule of what can be set of a section; "" if nothing can."""
    match section:
        case Collection():
            return "s-collection-part"
        case Stat():
            return "s-stat-part"
        case Chart():
            return "s-chart-part"
        case Form():
            return "s-form-part"
        case Paragraph():
            return "s-text-part"
        case Block():
            spec = BLOCKS[section.word]
            return f"s-{block_rule(spec)}-part" if _block_parts(spec) else ""


def _plain_parts() -> _Rules:
    views = [view for view in COLLECTION_VIEWS if view not in VIEWS_WITH_BY]
    wishes = (
        f'"view " ({either(views)})',
        f'"view " ({either(VIEWS_WITH_BY)}) (" by " name)?',
        '"by " name',
        '"showing " names',
        '"where " either',
        '"search"',
        '"filter by " names',
        '"sort by " name " descending"?',
        '"total " names',
        '"limit " [1-9] [0-9]? [0-9]?',
    )
    cleared = ("showing", "where", "search", "filter", "sort", "total", "limit", "by")
    measure = '"measure " measure where?'
    return [
        ("s-collection-part", f'"set " ({" | ".join(wishes)}) | "clear " ({either(cleared)})'),
        (
            "s-stat-part",
            f'"set " ("label " label | {measure} | "where " either | "{GOAL} " decimal) '
            f'| "clear " ("where" | "{GOAL}")',
        ),
        (
            "s-chart-part",
            f'"set " ("view " ({either(CHART_SHAPES)}) | {measure} | "by " name | "where " either) '
            '| "clear where"',
        ),
        ("s-form-part", '"set " ("showing " names | "in " [2-9] " steps") | "clear " ("showing" | "in")'),
        ("s-text-part", '"set words " label'),
    ]


def _block(spec: BlockSpec) -> _Rules:
    name = block_rule(spec)
    return [
        (f"s-{name}", f'"{spec.word}" rest? ": " s-{name}-part'),
        (f"s-{name}-part", " | ".join(_block_parts(spec))),
    ]


def _block_parts(spec: BlockSpec) -> list[str]:
    """Return what can be said of a block and of the lines under it; nothing if it is but a word."""
    clauses = {
        clause_body(clause): clause.word
        for variant in spec.variants or ("",)
        for clause in spec.clauses_of(variant)
    }
    said, cleared = list(clauses), list(dict.fromkeys(clauses.values()))
    for word, wish, shape in (("label", spec.label, "label"), ("words", spec.words, "few")):
        if wish != "no" and word not in cleared:
            said.append(f'"{word} " {shape}')
            cleared.append(word)
    if spec.variants:
        said.append(f'"view " ({either(spec.variants)})')
    parts = [f'"set " ({" | ".join(said)})'] if said else []
    parts += [f'"clear " ({either(cleared)})'] if cleared else []
    if spec.lines:
        item = f"{block_rule(spec)}-item"
        words = either(line.word for line in spec.lines)
        parts += [f'("add " | "change ") {item}', f'"remove " ({item} | ({words}) (" " label)?)']
    if spec.inputs:
        parts += ['("add " | "change ") (field-line | computed-line)', '"remove " name']
    return parts
