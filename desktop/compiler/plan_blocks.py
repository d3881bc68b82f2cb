"""What the templates need to know of a block: one JavaScript object, and the parts of the runtime for it."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.blueprint import nodes
from desktop.blueprint.blocks import BLOCKS
from desktop.blueprint.blocks.spec import BlockSpec, Clause, file_name
from desktop.blueprint.complete import kept_by
from desktop.compiler.literal import Code, Literal, write_literal
from desktop.compiler.meaning import Meaning
from desktop.compiler.own_parts import OwnPart, plan_own_part
from desktop.compiler.plan_data import plan_entity
from desktop.compiler.slug import slug
from desktop.compiler.variables import record_name


@dataclass(frozen=True, slots=True)
class BlockPlan:
    """A block of a page.

    Attributes:
        kind: Its word.
        literal: The object that its part of the runtime is handed, as JavaScript.
        uses: Functions of the runtime that its expressions call.
        scripts: Parts of the runtime that it needs by name.
        types: Types of the fields that people fill in.
        family: Whose catalogue its words are in.
        own_part: The person's own file that it shows, or None.
    """

    kind: str
    line: int
    literal: str
    uses: frozenset[str]
    scripts: tuple[str, ...]
    types: frozenset[str]
    family: str
    own_part: OwnPart | None


class BlockKeys:
    """Gives each block of an app a key of its own, under which it keeps what it remembers.

    Attributes:
        addresses: The address of each page, by its name.
    """

    def __init__(self, addresses: dict[str, str]) -> None:
        self.addresses = addresses
        self._taken: set[str] = set()

    def key_of(self, block: nodes.Block) -> str:
        """Return a key made from what a block is and is called, so that it stays when others come."""
        parts = (file_name(block.word), file_name(block.variant), slug(block.label, ""))
        key = base = "-".join(filter(None, parts))
        number = 2
        while key in self._taken:
            key, number = f"{base}-{number}", number + 1
        self._taken.add(key)
        return key


def plan_block(block: nodes.Block, page: nodes.Page, meaning: Meaning, keys: BlockKeys) -> BlockPlan:
    """Plan one block of a checked app."""
    spec = BLOCKS[block.word]
    uses: set[str] = set()
    said: dict[str, Literal] = {"kind": block.word}
    if block.variant:
        said["variant"] = block.variant
    said |= {"line": block.span.line, "key": keys.key_of(block), "title": block.label}
    if block.label.casefold() == page.name.casefold():
        said["quiet"] = True
    if kept_by(block):
        said["entity"] = kept_by(block)
    if block.words:
        said["words"] = block.words
    own_part = plan_own_part(block, meaning) if spec.own_file else None
    if own_part:
        said["file"] = own_part.name
    said |= _options(
        spec.clauses_of(block.variant), block.options, block.entity, meaning, keys.addresses, uses
    )
    if block.items:
        said["items"] = tuple(
            _item(item, spec, block.entity, meaning, keys.addresses, uses) for item in block.items
        )
    if spec.inputs:
        said |= _inputs(block, meaning, uses)
    return BlockPlan(
        kind=block.word,
        line=block.span.line,
        literal=write_literal(said, indent=6),
        uses=frozenset(uses),
        scripts=_scripts(spec, block.variant),
        types=frozenset(field.type for field in block.fields),
        family=spec.family,
        own_part=own_part,
    )


def _scripts(spec: BlockSpec, variant: str) -> tuple[str, ...]:
    word = file_name(spec.word)
    own = (f"{word}/{file_name(variant)}",) if spec.variant_scripts and variant else ()
    return ("blocks/frame", *spec.scripts, *own, f"blocks/{word}")


def _item(
    item: nodes.Item,
    spec: BlockSpec,
    entity: str,
    meaning: Meaning,
    addresses: dict[str, str],
    uses: set[str],
) -> Literal:
    line = spec.line_of(item.word)
    said: dict[str, Literal] = {"word": item.word, "line": item.span.line}
    if item.label:
        said["label"] = item.label
    if item.text:
        said["text"] = item.text
    if item.words:
        said["words"] = item.words
    return said | _options(line.clauses if line else (), item.options, entity, meaning, addresses, uses)


def _options(
    clauses: tuple[Clause, ...],
    options: tuple[tuple[str, nodes.Value], ...],
    entity: str,
    meaning: Meaning,
    addresses: dict[str, str],
    uses: set[str],
) -> dict[str, Literal]:
    given = dict(options)
    said: dict[str, Literal] = {}
    for clause in clauses:
        value = given.get(clause.word, clause.otherwise)
        if value is None:
            continue
        if clause.shape == "page":
            said[in_camels(clause.word)] = addresses.get(str(value), "")
        elif isinstance(value, bool | float | int | str | tuple):
            said[in_camels(clause.word)] = value
        elif not isinstance(value, nodes.Measure):
            record = record_name(entity)
            script = meaning.translate(value, entity, record)
            uses |= script.uses
            said[in_camels(clause.word)] = Code(f"({record}) => {script.text}")
    return said


def in_camels(words: str) -> str:
    """Return the word of a clause as a JavaScript name: `long break` is `longBreak`."""
    first, *others = words.split(" ")
    return first + "".join(word.capitalize() for word in others)


def _inputs(block: nodes.Block, meaning: Meaning, uses: set[str]) -> dict[str, Literal]:
    plan = plan_entity(block.inputs, meaning.beside(block.inputs))
    uses |= plan.uses
    fields: list[Literal] = []
    for field in plan.fields:
        described: dict[str, Literal] = {"name": field.name, "type": field.type}
        for key in ("options", "unit", "target"):
            if getattr(field, key):
                described[key] = getattr(field, key)
        if field.required:
            described["required"] = True
        for key in ("minimum", "maximum"):
            if getattr(field, key) is not None:
                described[key] = getattr(field, key)
        if field.start:
            described["start"] = Code(f"() => {field.start}")
        fields.append(described | {"line": field.line})
    computed: list[Literal] = [
        {"name": part.name, "type": part.type}
        | ({"unit": part.unit} if part.unit else {})
        | {"line": part.line, "work": Code(f"({plan.record}) => {part.script}")}
        for part in plan.computed
    ]
    return {"fields": tuple(fields), "computed": tuple(computed)}
