"""What a coder model is told about a `custom` section: what is wished for, and what the file is given."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.blueprint import print_field
from desktop.blueprint.nodes import App, Block, Entity
from desktop.coder.prompting import conversation
from desktop.coder.showing import short_value
from desktop.engine.completion import Message

USUAL_HEIGHT_PX = 400
SHOWN_SAMPLES = 2
_HEIGHT = "height"


@dataclass(frozen=True, slots=True)
class Brief:
    """What a section is to be.

    Attributes:
        wish: The person's words.
        title: What the block is called.
        height_px: How high its frame is.
        entity: Whose records it may read and add; "" for none.
        fields: A line for each field of these records, as a blueprint says it.
        computed: Names of what is worked out of them, and can only be read.
        samples: Some records, each a text for people.
        current: The file as it is, where it is to be changed; "" where there is none yet.
    """

    wish: str
    title: str
    height_px: int = USUAL_HEIGHT_PX
    entity: str = ""
    fields: tuple[str, ...] = ()
    computed: tuple[str, ...] = ()
    samples: tuple[str, ...] = ()
    current: str = ""


def brief_for(app: App, block: Block, wish: str, current: str = "") -> Brief:
    """Return what a model is told of a block.

    Args:
        app: The app that has it.
        block: A `custom` block of its.
        wish: The person's words.
        current: The file, where there is one that is to be changed.
    """
    entity = next((each for each in app.entities if each.name == block.entity), None)
    height = dict(block.options).get(_HEIGHT, USUAL_HEIGHT_PX)
    px = int(height) if isinstance(height, (int, float)) else USUAL_HEIGHT_PX
    if entity is None:
        return Brief(wish, block.label, px, current=current)
    return Brief(
        wish,
        block.label,
        px,
        entity.name,
        tuple(print_field(field) for field in entity.fields),
        tuple(computed.name for computed in entity.computed),
        _samples(entity),
        current,
    )


def section_prompt(brief: Brief) -> tuple[Message, ...]:
    """Return the conversation that asks for the file."""
    given = conversation("section_records", **_records(brief))[0].text if brief.entity else ""
    prompt = conversation(
        "section", title=brief.title, wish=brief.wish, height=str(brief.height_px), records=given
    )
    if not brief.current:
        return prompt
    *before, asked = prompt
    changed = conversation("section_change", current=brief.current.rstrip(), wish=brief.wish, records=given)
    return (*before, Message("user", f"{_first_line(asked.text)}\n{changed[-1].text}"))


def _first_line(text: str) -> str:
    return text.split("\n", 1)[0]


def _records(brief: Brief) -> dict[str, str]:
    return {
        "entity": brief.entity,
        "fields": "\n".join(f"  {line}" for line in brief.fields),
        "computed": ", ".join(brief.computed) or "nothing",
        "samples": "\n".join(f"  {line}" for line in brief.samples) or "  none yet",
    }


def _samples(entity: Entity) -> tuple[str, ...]:
    return tuple(
        ", ".join(
            f"{field.name} = {short_value(value)}"
            for field, value in zip(entity.fields, sample.values, strict=False)
            if value is not None
        )
        for sample in entity.samples[:SHOWN_SAMPLES]
    )
