"""The parts of a section that can be set one by one: how each is read, written and cleared."""

from __future__ import annotations

from dataclasses import replace

from desktop.blueprint.block_clauses import Known, after_word, read_clauses, read_words
from desktop.blueprint.blocks import BLOCKS
from desktop.blueprint.diagnostics import Problems
from desktop.blueprint.edits.lines import write_section_line
from desktop.blueprint.edits.texts import first_part
from desktop.blueprint.edits.views import read_view
from desktop.blueprint.expressions import read_expression
from desktop.blueprint.lexer import Piece
from desktop.blueprint.measures import read_measure
from desktop.blueprint.nodes import App, Block, Chart, Collection, Form, Measure, Paragraph, Section, Stat
from desktop.blueprint.scopes import Book, book_of
from desktop.blueprint.section_pieces import one_name, read_names
from desktop.blueprint.sections import read_form_steps, read_goal, read_wish
from desktop.blueprint.vocabulary import CLAUSES, GOAL

_COLLECTION = {
    "by": "by",
    "showing": "showing",
    "where": "where",
    "search": "search",
    "filter by": "filters",
    "sort by": "sort",
    "total": "totals",
    "limit": "limit",
}
"""What the wishes of a collection are called in the tree."""

_FORM = {"showing": "showing", "in": "steps"}


def words_of(section: Section) -> tuple[str, ...]:
    """Return what can be set of a section, by the words that each begins with."""
    match section:
        case Collection():
            return ("view", *_COLLECTION)
        case Stat():
            return ("label", "measure", "where", GOAL)
        case Chart():
            return ("view", "measure", "by", "where")
        case Form():
            return tuple(_FORM)
        case Paragraph():
            return ("words",)
        case Block():
            spec = BLOCKS[section.word]
            own = [word for word, wish in (("label", spec.label), ("words", spec.words)) if wish != "no"]
            clauses = [clause.word for clause in spec.clauses_of(section.variant)]
            kind = ("view",) if spec.variants else ()
            return tuple(dict.fromkeys((*clauses, *own, *kind)))


def word_at(section: Section, piece: Piece) -> str:
    """Return what of a section a piece is about, by its first words; "" if the section has no such thing."""
    words = sorted(words_of(section), key=len, reverse=True)
    return next((word for word in words if after_word(piece, word) is not None), "")


def read_part(section: Section, piece: Piece, app: App, problems: Problems) -> Section | None:
    """Return a section with one part set; None, and a problem, if the words do not say what."""
    word = word_at(section, piece)
    if not word:
        among = words_of(section)
        said = first_part(piece)
        problems.add("no-such-wish", said.span, word=said.text, among=among, words=among)
        return None
    before = len(problems.found())
    rest = piece.part(len(word))
    book = book_of(app)
    match section:
        case Collection():
            found: Section | None = _collection(section, word, piece, app, problems)
        case Stat():
            found = _stat(section, word, piece, book, problems)
        case Chart():
            found = _chart(section, word, piece, app, problems)
        case Form() if word == "showing":
            found = replace(section, showing=read_names(rest, problems))
        case Form():
            found = replace(section, steps=read_form_steps(piece, problems))
        case Paragraph():
            words = _quoted(rest, word, problems)
            found = replace(section, words=words)
        case Block():
            found = _block(section, word, piece, app, problems)
    return None if len(problems.found()) > before else found


def _quoted(rest: Piece, word: str, problems: Problems) -> str:
    words = rest.quoted() or ""
    if not words.strip():
        problems.add("missing-text", rest.span, word=word)
    return words


def _collection(
    section: Collection, word: str, piece: Piece, app: App, problems: Problems
) -> Collection | None:
    rest = piece.part(len(word))
    if word == "view":
        found = read_view(section, rest, app, problems)
        return found if isinstance(found, Collection) else None
    if word == "showing":
        return replace(section, showing=read_names(rest, problems))
    if word == "by":
        return replace(section, by=one_name(rest, problems), span=rest.span)
    found = read_wish(section, piece, book_of(app).scope(section.entity), set(), problems)
    return replace(found, span=piece.span)


def _stat(section: Stat, word: str, piece: Piece, book: Book, problems: Problems) -> Stat:
    rest = piece.part(len(word))
    match word:
        case "label":
            return replace(section, label=_quoted(rest, word, problems))
        case "goal":
            return replace(section, goal=read_goal(piece, problems), span=piece.span)
        case _:
            return replace(section, measure=_measure(section.measure, word, rest, book, problems))


def _measure(measure: Measure, word: str, rest: Piece, book: Book, problems: Problems) -> Measure:
    if word == "where":
        return replace(measure, where=read_expression(rest, book.scope(measure.entity), problems))
    found = read_measure(rest, book, problems, by=False)
    return found[0] if found is not None else measure


def _chart(section: Chart, word: str, piece: Piece, app: App, problems: Problems) -> Chart | None:
    rest = piece.part(len(word))
    match word:
        case "view":
            found = read_view(section, rest, app, problems)
            return found if isinstance(found, Chart) else None
        case "by":
            return replace(section, by=one_name(rest, problems), span=rest.span)
        case _:
            return replace(section, measure=_measure(section.measure, word, rest, book_of(app), problems))


def _block(section: Block, word: str, piece: Piece, app: App, problems: Problems) -> Block | None:
    spec = BLOCKS[section.word]
    known = spec.clauses_of(section.variant)
    rest = piece.part(len(word))
    clause = next((each for each in known if each.word == word), None)
    if clause is not None:
        names = Known(book_of(app), section.entity)
        said = read_clauses((clause,), [piece], section.word, piece, names, problems)
        kept = dict(section.options) | dict(said)
        options = tuple((each.word, kept[each.word]) for each in known if each.word in kept)
        return replace(section, options=options, span=piece.span)
    if word == "label":
        return replace(section, label=_quoted(rest, word, problems))
    if word == "words":
        if not rest.text:
            problems.add("missing-words", rest.span, word=word)
        return replace(section, words=read_words(rest, problems))
    found = read_view(section, rest, app, problems)
    return found if isinstance(found, Block) else None


# --- written -------------------------------------------------------------------------------------------


def write_part(section: Section, word: str, app: App) -> str:
    """Return one part of a section in canonical form: `sort by name`; "" if it says nothing."""
    match section, word:
        case Paragraph(), _:
            return f'words "{section.words}"'
        case ((Collection() | Chart() | Block()), "view"):
            return f"view {_view(section)}"
        case ((Collection() | Chart()), "by"):
            return f"by {section.by}" if section.by else ""
        case ((Stat() | Block()), "label") if word not in _clause_words(section):
            return f'label "{section.label}"' if section.label else ""
        case ((Stat() | Chart()), "measure"):
            line = write_section_line(Stat("x", section.measure), app)
            return f"measure {line.partition(' = ')[2]}"
        case _:
            written = write_section_line(_only(section, word), app)
            said = written[len(write_section_line(_only(section, ""), app)) :].lstrip(";: ")
            return (
                f"words {said}" if word == "words" and said and word not in _clause_words(section) else said
            )


def _view(section: Collection | Chart | Block) -> str:
    match section:
        case Collection():
            return section.view
        case Chart():
            return section.shape
        case Block():
            return section.variant


def _clause_words(section: Section) -> tuple[str, ...]:
    return tuple(word for word, _ in section.options) if isinstance(section, Block) else ()


def _only(section: Section, word: str) -> Section:
    """Return a section that says nothing but one part, or nothing at all."""
    match section:
        case Collection():
            bare = Collection(section.view, section.entity, section.by)
            attribute = _COLLECTION.get(word)
            return replace(bare, **{attribute: getattr(section, attribute)}) if attribute else bare
        case Form():
            attribute = _FORM.get(word)
            blank = Form(section.entity)
            return replace(blank, **{attribute: getattr(section, attribute)}) if attribute else blank
        case Stat():
            measure = section.measure if word == "where" else replace(section.measure, where=None)
            return replace(section, measure=measure, goal=section.goal if word == GOAL else None)
        case Chart():
            measure = section.measure if word == "where" else replace(section.measure, where=None)
            return replace(section, measure=measure)
        case Block():
            options = tuple(each for each in section.options if each[0] == word)
            own = section.words if word == "words" and not options else ()
            return Block(section.word, section.variant, words=own, options=options, entity=section.entity)
        case _:
            return section


# --- cleared -------------------------------------------------------------------------------------------


def clearable(section: Section, words: str) -> str:
    """Return what of a section can be cleared that begins with some words; "" if nothing is."""
    fixed = {Stat: ("label", "measure"), Chart: ("view", "measure", "by"), Paragraph: ("words",)}
    among = [word for word in words_of(section) if word not in (*fixed.get(type(section), ()), "view")]
    if words in among:
        return words
    found = [word for word in among if word.startswith(words + " ")]
    return found[0] if len(found) == 1 else ""


def cleared(section: Section, word: str) -> Section:
    """Return a section without one part, as `clearable` has named it."""
    match section:
        case Collection():
            attribute = _COLLECTION[word]
            return replace(section, **{attribute: getattr(Collection("table", ""), attribute)})
        case Form():
            attribute = _FORM[word]
            return replace(section, **{attribute: getattr(Form(""), attribute)})
        case Stat() if word == GOAL:
            return replace(section, goal=None)
        case Stat() | Chart():
            return replace(section, measure=replace(section.measure, where=None))
        case Block() if word in _clause_words(section):
            return replace(section, options=tuple(each for each in section.options if each[0] != word))
        case Block() if word == "label":
            return replace(section, label="")
        case Block() if word == "words":
            return replace(section, words=())
        case _:
            return section


def short_word(section: Section, word: str) -> str:
    """Return how `clear` names a part: `sort` for `sort by`."""
    return word.split(" ")[0] if isinstance(section, Collection) and word in CLAUSES else word
