"""The direct edits of the sections of a page: their words, their kind, what they show, their place. Pure."""

from __future__ import annotations

from collections.abc import Callable

from desktop.blueprint.app_kinds import kinds_of
from desktop.blueprint.blocks import BLOCKS
from desktop.blueprint.blocks.spec import Clause
from desktop.blueprint.complete import complete
from desktop.blueprint.edits import Script
from desktop.blueprint.edits.statements import ClearPart, RemoveSection, SetPart, Wording
from desktop.blueprint.nodes import (
    CHART_SHAPES,
    COLLECTION_VIEWS,
    App,
    Block,
    Chart,
    Collection,
    Form,
    Paragraph,
    Stat,
)
from desktop.blueprint.printing_expressions import print_number
from desktop.blueprint.vocabulary import BY_TYPES, VIEWS_WITH_BY
from desktop.shell.stage.columns import columns_of, shown_by, with_columns
from desktop.shell.stage.edit_kinds import (
    ACT,
    CHOICE,
    COLOUR,
    COLUMNS,
    ICON,
    LONG,
    NO,
    SWITCH,
    TEXT,
    YES,
    Control,
    DirectEdit,
)
from desktop.shell.stage.moving import orders
from desktop.shell.stage.section_words import words_for
from desktop.shell.stage.targets import Target, section_of

CLAUSE_CONTROLS: dict[str, Control] = {
    "flag": SWITCH,
    "number": TEXT,
    "word": CHOICE,
    "text": TEXT,
    "words": TEXT,
    "colour": COLOUR,
    "icon": ICON,
    "time": TEXT,
}
"""Shape of a clause → how it is asked for; fields, pages and tests are the blueprint's."""

BAR = " | "


def edits_of_section(app: App, target: Target) -> tuple[DirectEdit, ...]:
    """What it says and shows, then its place, and its end."""
    section = section_of(app, target)
    match section:
        case Stat():
            own: tuple[DirectEdit, ...] = (
                DirectEdit("label", TEXT, _sets(app, target, "label", quoted=True), section.label),
            )
        case Paragraph():
            own = (DirectEdit("words", LONG, _sets(app, target, "words", quoted=True), section.words),)
        case Chart():
            own = (DirectEdit("view", CHOICE, _sets(app, target, "view"), section.shape, CHART_SHAPES),)
        case Collection():
            own = _of_collection(app, target, section)
        case Form():
            own = (_columns(app, target, section),)
        case Block():
            own = _of_block(app, target, section)
        case None:
            return ()
    gone = DirectEdit("delete", ACT, lambda _value: (RemoveSection(target.page, words_for(app, target)),))
    return (*own, *orders(app, target), gone)


def _of_collection(app: App, target: Target, section: Collection) -> tuple[DirectEdit, ...]:
    kinds = kinds_of(complete(app)).get(section.entity)
    there = {kinds.of(name) for name in kinds.names()} if kinds is not None else set()
    views = tuple(
        view for view in COLLECTION_VIEWS if view not in VIEWS_WITH_BY or there & set(BY_TYPES[view])
    )
    search = DirectEdit("search", SWITCH, _sets(app, target, "search"), YES if section.search else NO)
    return (
        DirectEdit("view", CHOICE, _sets(app, target, "view"), section.view, views),
        _columns(app, target, section),
        search,
    )


def _columns(app: App, target: Target, section: Collection | Form) -> DirectEdit:
    return DirectEdit(
        "columns",
        COLUMNS,
        lambda value: with_columns(app, target, tuple(value.splitlines())),
        "\n".join(shown_by(app, section)),
        columns_of(app, section),
    )


def _of_block(app: App, target: Target, block: Block) -> tuple[DirectEdit, ...]:
    spec = BLOCKS[block.word]
    said = dict(block.options)
    own = []
    if spec.label != "no":
        own.append(DirectEdit("label", TEXT, _sets(app, target, "label", quoted=True), block.label))
    if spec.words != "no":
        own.append(DirectEdit("choices", LONG, _sets(app, target, "words"), BAR.join(block.words)))
    if spec.variants:
        own.append(DirectEdit("variant", CHOICE, _sets(app, target, "view"), block.variant, spec.variants))
    for clause in spec.clauses_of(block.variant):
        if clause.shape in CLAUSE_CONTROLS:
            write = _sets(
                app, target, clause.word, quoted=clause.shape == "text", flag=clause.shape == "flag"
            )
            own.append(clause_edit(clause, said.get(clause.word), write))
    return tuple(own)


def clause_edit(clause: Clause, said: object, write: Callable[[str], Script]) -> DirectEdit:
    """Return the direct edit of a clause of a block or of a line under one.

    Args:
        clause: The clause; its shape is one of `CLAUSE_CONTROLS`.
        said: What the tree holds for it; None for nothing.
        write: What sets it, or clears it for "".
    """
    control = CLAUSE_CONTROLS[clause.shape]
    choices = (*(() if clause.needed else ("",)), *clause.among) if control is CHOICE else ()
    return DirectEdit("clause", control, write, written(said), choices, subject=clause.word)


def written(said: object) -> str:
    """Return what a clause says as a person would type it."""
    match said:
        case None | False:
            return NO
        case True:
            return YES
        case float() | int():
            return print_number(said)
        case tuple():
            return BAR.join(str(each) for each in said)
        case _:
            return str(said)


def _sets(
    app: App, target: Target, word: str, *, quoted: bool = False, flag: bool = False
) -> Callable[[str], Script]:
    """Return what sets a part of a section, or clears it where nothing is said."""

    def write(value: str) -> Script:
        section = words_for(app, target)
        if not value:
            return (ClearPart(target.page, section, word),)
        if flag or word == "search":
            return (SetPart(target.page, section, Wording(word)),)
        return (SetPart(target.page, section, Wording(f'{word} "{value}"' if quoted else f"{word} {value}")),)

    return write
