"""The direct edits of a line under a block: a question, a feature, a price. Pure.

A line is known in scripts by its label, which may be what is changed, so here the app is changed as a tree
and the script is what lies between the two.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from desktop.blueprint.blocks import BLOCKS
from desktop.blueprint.blocks.spec import Clause, LineSpec
from desktop.blueprint.edits import Script
from desktop.blueprint.nodes import App, Block, Item, Value
from desktop.messages import say
from desktop.shell.stage.edit_kinds import ACT, LONG, TEXT, DirectEdit, UnwritableError
from desktop.shell.stage.edits_of_sections import BAR, CLAUSE_CONTROLS, clause_edit
from desktop.shell.stage.moving import differing, orders, replaced
from desktop.shell.stage.targets import Target, section_of


def edits_of_item(app: App, target: Target) -> tuple[DirectEdit, ...]:
    """What it says, then its place, and its end."""
    block = section_of(app, target)
    if not isinstance(block, Block) or not 0 <= target.item < len(block.items):
        return ()
    item = block.items[target.item]
    spec = BLOCKS[block.word].line_of(item.word)
    if spec is None:
        return ()

    def becomes(changed: Item | None) -> Script:
        kept = (changed,) if changed is not None else ()
        items = (*block.items[: target.item], *kept, *block.items[target.item + 1 :])
        return differing(app, replaced(app, target, replace(block, items=items)))

    own = (*_words(spec, item, becomes), *_clauses(spec, item, becomes))
    gone = DirectEdit("delete", ACT, lambda _value: becomes(None))
    return (*own, *orders(app, target), gone)


def _words(spec: LineSpec, item: Item, becomes: Callable[[Item | None], Script]) -> tuple[DirectEdit, ...]:
    found = []
    if spec.label != "no":
        found.append(DirectEdit("label", TEXT, lambda value: becomes(replace(item, label=value)), item.label))
    if spec.after == "text":
        found.append(DirectEdit("words", LONG, lambda value: becomes(replace(item, text=value)), item.text))
    if spec.after == "words":
        found.append(
            DirectEdit(
                "choices",
                LONG,
                lambda value: becomes(replace(item, words=_parts(value))),
                BAR.join(item.words),
            )
        )
    return tuple(found)


def _clauses(spec: LineSpec, item: Item, becomes: Callable[[Item | None], Script]) -> tuple[DirectEdit, ...]:
    said = dict(item.options)

    def sets(clause: Clause) -> Callable[[str], Script]:
        def write(value: str) -> Script:
            kept: dict[str, Value] = {word: each for word, each in said.items() if word != clause.word}
            if value:
                kept[clause.word] = _value(clause, value)
            options = tuple((each.word, kept[each.word]) for each in spec.clauses if each.word in kept)
            return becomes(replace(item, options=options))

        return write

    return tuple(
        clause_edit(clause, said.get(clause.word), sets(clause))
        for clause in spec.clauses
        if clause.shape in CLAUSE_CONTROLS
    )


def _value(clause: Clause, value: str) -> Value:
    match clause.shape:
        case "flag":
            return True
        case "number":
            try:
                return float(value.replace(",", "."))
            except ValueError as problem:
                raise UnwritableError(say("shell_stage.no_number", value=value)) from problem
        case "words":
            return _parts(value)
        case _:
            return value


def _parts(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split("|") if part.strip())
