"""A part of one's own, `custom/NAME.html`, written by a model: where it goes, whose it is, what changes.

The file belongs to the person. A model may write it where there is none, where nobody has touched what was
there to begin with, and where the last who wrote it was a model; else the person is asked first. The old text
is kept with the change, so that it is taken back with it. Nothing is written here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from desktop.blueprint.edits import edit
from desktop.blueprint.nodes import App, Block
from desktop.blueprint.vocabulary import MAX_NAME_LETTERS
from desktop.changing import changes_of, fingerprint_of, sound_app, worked_out
from desktop.coder.answer import LONGEST_PART_LETTERS
from desktop.compiler import compile_app
from desktop.compiler.own_parts import own_part_name, own_part_path
from desktop.errors import BlueprintError, RequestError
from desktop.outcomes import Clock, Edited, PartChange
from desktop.spindle.naming import plural
from desktop.workspace import Project, read_own_part

_WORD = "custom"
_NO_NAME = re.compile(
    r"(?i)^(?:(?:please|can you|could you|i'd like|i would like|i want|add|make|build|draw|show|create|give"
    r"|me|an?|the|some|my)\s+)+"
)
_ENDS_NAME = re.compile(
    r"(?i)\s*(?:[.,:;!?\n(]|\s(?:that|which|with|where|who|so that|of|for|from|in|on|showing)\s).*", re.S
)
_MOST_NAME_WORDS = 4
_LETTERS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class PartPlace:
    """Where a part of one's own stands, or will.

    Attributes:
        label: What it is called.
        page: The page it is on.
        entity: Whose records it may read and add, or "".
        path: Its file, with `/`.
        before: The file's text; None if there is none.
        there: Whether a page shows it already.
        theirs: Whether the person has written the file, so that it must not be overwritten unasked.
    """

    label: str
    page: str
    entity: str
    path: str
    before: str | None
    there: bool
    theirs: bool


def place_of_part(project: Project, wish: str, name: str = "", page: str = "") -> PartPlace:
    """Find where a part that somebody wishes for stands, or where it will.

    Args:
        project: The app as it is.
        wish: The person's words.
        name: What the part is called; "" takes a name from the wish. One that is there is written anew.
        page: The page for a new one; "" is the first.

    Raises:
        BlueprintError: If the app's own blueprint has problems.
        FolderError: If the file leads elsewhere or is no text.
        RequestError: If the name is too long, or the file is longer than a model can rewrite.
    """
    app = sound_app(project)
    label = "".join(sign for sign in " ".join((name or name_for(wish)).split()) if sign.isprintable())
    label = label.replace('"', "").strip()
    if not label or len(label) > MAX_NAME_LETTERS:
        raise RequestError("request_name", limit=MAX_NAME_LETTERS)
    path = own_part_path(own_part_name(label))
    before = read_own_part(project.folder, path)
    if len(before or "") > LONGEST_PART_LETTERS:
        raise RequestError("own_part_long", path=path, limit_kb=LONGEST_PART_LETTERS // 1000)
    theirs = before is not None and not _is_ours(project, app, path, before)
    for each, block in parts_of(app):
        if own_part_name(block.label) == own_part_name(label):
            return PartPlace(block.label, each, block.entity, path, before, there=True, theirs=theirs)
    known = {each.name for each in app.pages}
    on = page if page in known else app.pages[0].name
    return PartPlace(label, on, _entity_in(app, wish), path, before, there=False, theirs=theirs)


def parts_of(app: App) -> tuple[tuple[str, Block], ...]:
    """The parts of one's own that an app shows, each with the name of its page."""
    return tuple(
        (page.name, section)
        for page in app.pages
        for section in page.sections
        if isinstance(section, Block) and section.word == _WORD
    )


def with_part(project: Project, place: PartPlace, wish: str, html: str, *, overwrite: bool = False) -> Edited:
    """Work out the change that puts a part into an app, or writes its file anew.

    Args:
        project: The app as it is.
        place: Where, as `place_of_part` has found it.
        wish: The person's words.
        html: The whole file.
        overwrite: Whether the person has agreed that what they wrote themselves is replaced.

    Raises:
        RequestError: `own_part_theirs` if they have not, `own_part_long` for a file that is too long.
        BlueprintError: If the app's own blueprint has problems.
    """
    if place.theirs and not overwrite:
        raise RequestError("own_part_theirs", path=place.path)
    if len(html) > LONGEST_PART_LETTERS:
        raise RequestError("own_part_long", path=place.path, limit_kb=LONGEST_PART_LETTERS // 1000)
    clock = Clock()
    clock.enter("compiling")
    app = sound_app(project)
    script = part_script(place)
    done = edit(app, script)
    if done.app is None:
        raise BlueprintError("blueprint_problems", count=len(done.diagnostics))
    parts = () if html == place.before else (PartChange(place.path, place.before, html),)
    edited = worked_out(project, app, done.app, wish, tuple(script.splitlines()), parts=parts, clock=clock)
    return replace(edited, consequences=())


def part_script(place: PartPlace) -> str:
    """The edit script that shows a part; "" if a page shows it already."""
    if place.there:
        return ""
    of = f" of {place.entity}" if place.entity else ""
    return f'on {place.page}: add {_WORD} "{place.label}"{of}'


def name_for(wish: str) -> str:
    """A name for what somebody wishes for: its first words, without those that only ask."""
    words = _ENDS_NAME.sub("", _NO_NAME.sub("", wish.strip())).split()[:_MOST_NAME_WORDS]
    name = " ".join(words)[:MAX_NAME_LETTERS].strip(" '\"")
    return name[:1].upper() + name[1:] or "Part"


def _entity_in(app: App, wish: str) -> str:
    """The kind of record that a wish speaks of; "" if it speaks of none."""
    words = f" {' '.join(_LETTERS.findall(wish.lower()))} "
    named = [
        (words.find(f" {form.lower()} "), each.name)
        for each in app.entities
        for form in (each.name, plural(each.name))
        if f" {form.lower()} " in words
    ]
    return min(named)[1] if named else ""


def _is_ours(project: Project, app: App, path: str, text: str) -> bool:
    """Whether a file is what the compiler gave to begin with, or what a model wrote last."""
    last = next(
        (part for change in reversed(changes_of(project)) for part in change.parts if part.path == path), None
    )
    if last is not None and last.after_sha256 == fingerprint_of(text):
        return True
    return any(file.path == path and file.text == text for file in compile_app(app).files)
