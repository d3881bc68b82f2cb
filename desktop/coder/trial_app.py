"""A small app around one `custom` section, so that its file can be tried in the frame that it will run in.

The section stands alone on the first page, and nobody has to sign in. The records are the app's own samples:
what the person has typed in is not put at risk by code that nobody has read.
"""

from __future__ import annotations

from dataclasses import replace

from desktop.blueprint import print_app, read
from desktop.blueprint.nodes import App, Block, Entity, Page
from desktop.blueprint.people import PERSON
from desktop.compiler import File, FileSet, compile_app
from desktop.compiler.own_parts import own_part_name, own_part_path, own_part_script, script_path

PAGE = "Here"


def trial_app(app: App, block: Block) -> App:
    """Return the app that shows one section of another app and nothing else.

    Args:
        app: The app.
        block: A `custom` block of its.
    """
    page = Page(PAGE, (block,))
    open_to_all = replace(app, roles=(), pages=(page,), entities=tuple(map(_for_everybody, app.entities)))
    bare = replace(open_to_all, entities=tuple(map(_only_fields, app.entities)))
    alone = replace(open_to_all, entities=(), pages=(replace(page, sections=(replace(block, entity=""),)),))
    for simpler in (open_to_all, bare, alone):
        reading = read(print_app(simpler))
        if reading.ok and reading.app is not None:
            return reading.app
    raise ValueError("a block without records is always an app")


def trial_files(app: App, block: Block, html: str) -> FileSet:
    """Return the compiled app of `trial_app` with a file in the section's place."""
    tried = trial_app(app, block)
    name = own_part_name(block.label)
    texts = {own_part_path(name): html, script_path(name): own_part_script(name, html)}
    files = [File(file.path, texts.get(file.path, file.text)) for file in compile_app(tried).files]
    return FileSet(tuple(files))


def _for_everybody(entity: Entity) -> Entity:
    """An entity of which everybody may see and do everything."""
    return replace(entity, permissions=())


def _only_fields(entity: Entity) -> Entity:
    """An entity that keeps the same and does nothing; who somebody is, nobody knows without accounts."""
    kept = [at for at, field in enumerate(entity.fields) if field.target != PERSON]
    samples = tuple(
        replace(sample, values=tuple(sample.values[at] for at in kept if at < len(sample.values)))
        for sample in entity.samples
    )
    return Entity(entity.name, tuple(entity.fields[at] for at in kept), samples=samples)
