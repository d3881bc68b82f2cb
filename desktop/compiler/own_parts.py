"""Parts of a page that belong to the person: `custom/NAME.html` in the app's folder.

The compiler gives a file to begin with; once it is there nobody but the person changes it. A page that
was opened by a double click cannot read its neighbour, so that the same text lies once more in a script,
`runtime/custom/NAME.js`, which is made anew from the file whenever the app is opened or changed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.blueprint import nodes
from desktop.compiler.filters import as_javascript
from desktop.compiler.meaning import Meaning
from desktop.compiler.slug import slug

OWN_FOLDER = "custom"
_LONGEST_NAME = 40
_NAMES_OF_DEVICES = re.compile(r"con|prn|aux|nul|(?:com|lpt)\d")
"""On Windows no file can be called so, whatever its ending."""


@dataclass(frozen=True, slots=True)
class OwnPart:
    """A file of the person's that a block shows.

    Attributes:
        name: Of the file, without folder and ending.
        title: What the block is called.
        entity: Whose records it may read and add, or "".
        fields: What these records hold: name and type of each field.
    """

    name: str
    title: str
    entity: str
    fields: tuple[tuple[str, str], ...]


def plan_own_part(block: nodes.Block, meaning: Meaning) -> OwnPart:
    """Plan the file of a block; blocks with the same label show the same file."""
    entity = next((each for each in meaning.app.entities if each.name == block.entity), None)
    fields = tuple((field.name, field.type) for field in entity.fields) if entity else ()
    return OwnPart(own_part_name(block.label), block.label, block.entity, fields)


def own_part_name(label: str) -> str:
    """Return what the file of the blocks with a label is called, without folder and ending."""
    name = slug(label, "part")[:_LONGEST_NAME].strip("-")
    return f"{name}-part" if _NAMES_OF_DEVICES.fullmatch(name) else name


def own_part_path(name: str) -> str:
    """Return where the person's file lies in the app's folder."""
    return f"{OWN_FOLDER}/{name}.html"


def script_path(name: str) -> str:
    """Return where the script lies that holds the same text."""
    return f"runtime/{OWN_FOLDER}/{name}.js"


def own_part_script(name: str, html: str) -> str:
    """Return the script with which a page reads a file of the person's."""
    lines = "".join(f"  {as_javascript(line)},\n" for line in html.split("\n"))
    return (
        f"// The same as custom/{name}.html, for pages that cannot read a file. Change it there, not here:\n"
        "// this is made anew when the app is opened in Homespun.\n"
        '"use strict";\n\n'
        f'(homespun.ownParts ??= Object.create(null))[{as_javascript(name)}] = [\n{lines}].join("\\n");\n'
    )
