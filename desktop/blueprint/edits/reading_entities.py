"""Reads statements about the lines of an entity: `in Plant: …`."""

from __future__ import annotations

from collections.abc import Callable

from desktop.blueprint.diagnostics import Problems
from desktop.blueprint.edits.changing_entities import entity_of
from desktop.blueprint.edits.lines import read_entity_line, write_entity_lines
from desktop.blueprint.edits.pieces import known_before, new_name, unfinished, with_place
from desktop.blueprint.edits.statements import (
    AddLine,
    AddOption,
    ChangeLine,
    MoveLine,
    RemoveLine,
    RemoveOption,
    RenameLine,
    RenameOption,
    Statement,
    Wording,
)
from desktop.blueprint.edits.texts import first_part
from desktop.blueprint.facts import columns
from desktop.blueprint.lexer import Piece
from desktop.blueprint.nodes import FEATURES, App, Entity
from desktop.blueprint.vocabulary import DISTINCT, OPTION_FORBIDDEN

_LINE_WORDS = ("check", "when", "only", DISTINCT)
"""What the lines begin with that are removed by how they begin."""

_VERBS = ("add", "change", "rename", "remove", "move")

_Reader = Callable[[Piece, Piece, Entity, App, Problems], tuple[Statement, ...]]


def read_in_entity(rest: Piece, piece: Piece, app: App, problems: Problems) -> tuple[Statement, ...]:
    """Read what stands after `in`: an entity, a colon, and what is to be done there."""
    at = rest.unquoted.find(":")
    if at <= 0:
        unfinished(piece, "in ENTITY: add | change | rename | remove | move …", problems)
        return ()
    name, said = rest.part(0, at), rest.part(at + 1)
    entity = entity_of(app, name.words(), name.span, problems)
    if entity is None:
        return ()
    verb = said.first_word()
    words = said.after(verb)
    read = _READERS.get(verb)
    if read is None or words is None:
        problems.add("unknown-edit", first_part(said).span, word=verb or said.text, among=_VERBS)
        return ()
    if not words.text:
        unfinished(piece, f"in {entity.name}: {verb} …", problems)
        return ()
    return read(words, piece, entity, app, problems)


# --- lines -----------------------------------------------------------------------------------------


def _add(words: Piece, piece: Piece, entity: Entity, app: App, problems: Problems) -> tuple[Statement, ...]:
    option = words.after("option")
    if option is not None and option.text:
        fields = [field.name for field in entity.fields if field.options]
        cut = _behind(option, "to", fields)
        if cut is not None and (cut[1].words() in fields or ":" not in option.surface):
            text = _option(cut[0], problems)
            return (AddOption(entity.name, cut[1].words(), text, piece=piece),) if text else ()
    lines = _lines(words, entity, app, problems)
    return tuple(AddLine(entity.name, line, piece=piece) for line in lines)


def _change(
    words: Piece, piece: Piece, entity: Entity, app: App, problems: Problems
) -> tuple[Statement, ...]:
    lines = _lines(words, entity, app, problems)
    return tuple(ChangeLine(entity.name, line, piece=piece) for line in lines)


def _lines(words: Piece, entity: Entity, app: App, problems: Problems) -> list[Wording]:
    """Return a line of an entity in canonical form; several where it says several things."""
    before = len(problems.found())
    part = read_entity_line(words, entity, app, problems)
    if len(problems.found()) > before:
        return []
    written = write_entity_lines(part, entity, app)
    return [Wording(line, words if len(written) == 1 else None) for line in written]


def _remove(
    words: Piece, piece: Piece, entity: Entity, app: App, problems: Problems
) -> tuple[Statement, ...]:
    name = words.words()
    if any(each.name == name for each in columns(entity)):
        return (RemoveLine(entity.name, "", name, piece=piece),)
    option = words.after("option")
    if option is not None and option.text:
        return _remove_option(option, piece, entity, problems)
    action, sample, feature = words.after("action"), words.after("sample"), words.after("with")
    if action is not None and action.text:
        return (RemoveLine(entity.name, "action", action.words(), piece=piece),)
    if sample is not None and sample.text:
        first = sample.quoted()
        return (RemoveLine(entity.name, "sample", sample.text if first is None else first, piece=piece),)
    if name == "samples":
        return (RemoveLine(entity.name, "samples", "", piece=piece),)
    if feature is not None and feature.text:
        return _remove_features(feature, piece, entity, problems)
    if any(words.after(word) is not None for word in _LINE_WORDS):
        return tuple(
            RemoveLine(entity.name, "line", line, piece=piece) for line in _removed(words, entity, app)
        )
    return (RemoveLine(entity.name, "", name, piece=piece),)


def _remove_features(words: Piece, piece: Piece, entity: Entity, problems: Problems) -> tuple[Statement, ...]:
    found: list[Statement] = []
    for each in words.split(","):
        if each.text in FEATURES:
            found.append(RemoveLine(entity.name, "with", each.text, piece=piece))
        else:
            problems.add("unknown-feature", each.span, word=each.text, among=FEATURES)
    return tuple(found)


def _removed(words: Piece, entity: Entity, app: App) -> list[str]:
    """Return the lines to be removed in canonical form; the words as they are if they only begin one."""
    mistakes = Problems()
    part = read_entity_line(words, entity, app, mistakes)
    written = write_entity_lines(part, entity, app) if not mistakes.found() else []
    return written or [words.words()]


def _rename(
    words: Piece, piece: Piece, entity: Entity, app: App, problems: Problems
) -> tuple[Statement, ...]:
    names = [each.name for each in columns(entity)]
    option, action = words.after("option"), words.after("action")
    starts_with_name = any(words.after(name) is not None for name in names)
    if option is not None and option.text and not starts_with_name:
        return _rename_option(option, piece, entity, problems)
    kind, known = "", names
    if action is not None and action.text and not starts_with_name:
        words, kind, known = action, "action", [each.label for each in entity.actions]
    cut = known_before(words, known, "to")
    if cut is None or not cut[1].text:
        unfinished(piece, f"in {entity.name}: rename {kind or 'NAME'} to NAME", problems)
        return ()
    to = new_name(cut[1], problems)
    return (RenameLine(entity.name, kind, cut[0].words(), to, piece=piece),) if to else ()


def _move(words: Piece, piece: Piece, entity: Entity, app: App, problems: Problems) -> tuple[Statement, ...]:
    moved = with_place(words, [each.name for each in columns(entity)])
    if moved is None:
        unfinished(piece, f"in {entity.name}: move NAME first | last | before NAME | after NAME", problems)
        return ()
    return (MoveLine(entity.name, *moved, piece=piece),)


# --- options ---------------------------------------------------------------------------------------


def _option(piece: Piece, problems: Problems) -> str:
    """Return an option where it is introduced; "", and a problem, if it cannot be one."""
    text = " ".join((piece.quoted() or piece.text).split())
    if text and not any(sign in text for sign in OPTION_FORBIDDEN):
        return text
    problems.add("option-shape", piece.span, word=text)
    return ""


def _behind(piece: Piece, separator: str, fields: list[str]) -> tuple[Piece, Piece] | None:
    """Cut `X to FIELD` before a known field at the end, else at the last separator."""
    between = f" {separator} "
    for field in sorted(fields, key=len, reverse=True):
        if piece.text.endswith(between + field):
            at = len(piece.text) - len(field)
            return piece.part(0, at - len(between)), piece.part(at)
    at = piece.text.rfind(between)
    return (piece.part(0, at), piece.part(at + len(between))) if at > 0 else None


def _remove_option(words: Piece, piece: Piece, entity: Entity, problems: Problems) -> tuple[Statement, ...]:
    cut = _behind(words, "from", [field.name for field in entity.fields if field.options])
    if cut is None or not cut[1].text:
        unfinished(piece, f"in {entity.name}: remove option OPTION from FIELD", problems)
        return ()
    text = " ".join((cut[0].quoted() or cut[0].text).split())
    return (RemoveOption(entity.name, cut[1].words(), text, piece=piece),)


def _rename_option(words: Piece, piece: Piece, entity: Entity, problems: Problems) -> tuple[Statement, ...]:
    for field in entity.fields:
        for option in field.options:
            start = f"{option} of {field.name} to "
            if words.text.startswith(start):
                to = _option(words.part(len(start)), problems)
                return (RenameOption(entity.name, field.name, option, to, piece=piece),) if to else ()
    front, back = words.cut(" to "), None
    if front is not None:
        back = front[0].cut(" of ")
    if front is None or back is None or not front[1].text:
        unfinished(piece, f"in {entity.name}: rename option OPTION of FIELD to OPTION", problems)
        return ()
    to = _option(front[1], problems)
    if not to:
        return ()
    return (RenameOption(entity.name, back[1].words(), back[0].words(), to, piece=piece),)


_READERS: dict[str, _Reader] = {
    "add": _add,
    "change": _change,
    "rename": _rename,
    "remove": _remove,
    "move": _move,
}
