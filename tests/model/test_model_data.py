"""The training data: marks, invented requests, the library, and what must never be trained on."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from desktop.blueprint import parse, print_app, read, render
from desktop.compiler import compile_app
from desktop.spindle.tags import KINDS, OF_RECORDS, OPERATIONS, TAGS, TYPE_NAMES, TYPED_TAGS
from models.data.apps import whole_apps
from models.data.compose import Composer
from models.data.domains import (
    all_domains,
    authored_edits,
    authored_requests,
    is_held_out,
    record_domains,
)
from models.data.library import library_entry
from models.data.marks import MarkedAsk, MarkedSpan, read_edit_marks, read_marks
from models.evals.contract import authored_contracts
from models.train.memory import entries
from models.train.reader_batches import training_domains


def test_marks_come_out_and_the_words_stay():
    """A marked request is the bare words and where each mark stands."""
    request = read_marks("my {entity:plants} with {f.date:due} {v.table:grid}", "data", "plants")
    assert request.text == "my plants with due grid"
    assert request.spans == (
        MarkedSpan(3, 9, "entity"),
        MarkedSpan(15, 18, "f", "date"),
        MarkedSpan(19, 23, "v.table"),
    )
    assert [request.words(span) for span in request.spans] == ["plants", "due", "grid"]
    assert (request.kind, request.domain) == ("data", "plants")


@pytest.mark.parametrize(
    "marked",
    [
        "{plant:roses}",
        "{f:name}",
        "{f.flavour:name}",
        "{entity.date:name}",
        "{v.hologram:x}",
        "{v:x}",
        "{entity:roses",
        "roses}",
        "{entity:}",
        "{entity:a {f.text:b}}",
        "{Entity:roses}",
    ],
)
def test_a_wrong_mark_is_an_error(marked):
    """An unknown tag or type, a field without type, a brace left over: the author is told, nothing is guessed."""
    with pytest.raises(ValueError, match=r"mark|brace"):
        read_marks(marked)


@pytest.mark.parametrize("tag", [tag for tag in TAGS if tag not in TYPED_TAGS])
def test_every_tag_can_be_marked(tag):
    """What the reader can mark, people can mark."""
    assert read_marks(f"{{{tag}:words}}").spans[0].tag == tag


@pytest.mark.parametrize("type_", TYPE_NAMES)
def test_every_type_can_be_marked(type_):
    """What the type head tells apart, people can tell it."""
    for tag in TYPED_TAGS:
        assert read_marks(f"{{{tag}.{type_}:words}}").spans[0].type == type_


def test_asks_come_out_of_their_brackets():
    """An edit is the bare words, where each mark stands, and where each ask does."""
    edit = read_edit_marks(
        "hi, [add|add a {f.date:due date} to {at:tasks}] and [style|make it {dark:dark}]!", "tasks"
    )
    assert edit.text == "hi, add a due date to tasks and make it dark!"
    assert edit.asks == (MarkedAsk(4, 27, "add"), MarkedAsk(32, 44, "style"))
    assert [(edit.words(span), span.tag, span.type) for span in edit.spans] == [
        ("due date", "f", "date"),
        ("tasks", "at", ""),
        ("dark", "dark", ""),
    ]
    assert (edit.kind, edit.domain) == ("edit", "tasks")


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_operation_can_be_asked_for(operation):
    """What the ask head tells apart, people can tell it."""
    assert read_edit_marks(f"please [{operation}|some {{old:words}}]").asks == (MarkedAsk(7, 17, operation),)


@pytest.mark.parametrize(
    ("marked", "why"),
    [
        ("[paint|make it {dark:dark}]", "ask"),
        ("[add|add [style|dark] things]", "ask"),
        ("[add|add a {f.date:day}] to {at:tasks}", "outside of any ask"),
        ("{at:tasks} [add|add a {f.date:day}]", "outside of any ask"),
        ("no ask for the {old:price}", "outside of any ask"),
        ("[add|add a {f.date:day}", "bracket"),
        ("add a {f.date:day}]", "bracket"),
        ("[add|add a {f.date:day}] [maybe]", "bracket"),
        ("[add|a [list] of names]", "bracket"),
        ("[add|add a {f.date:day]", "bracket|brace"),
        ("[add|add a f.date:day}]", "brace"),
        ("[add|add a {f.date:d[a]y}]", "bracket|brace"),
        ("[add|add a {f:day}]", "mark"),
        ("[add|add a {f.flavour:day}]", "mark"),
        ("[add|add {plant:roses}]", "mark"),
        ("[Add|add a day]", "bracket"),
        ("[add|]", "bracket"),
    ],
)
def test_a_wrong_mark_in_an_edit_is_an_error(marked, why):
    """An unknown operation, an ask in an ask, a mark outside of one, anything left open: nothing is guessed."""
    with pytest.raises(ValueError, match=why):
        read_edit_marks(marked)


def test_brackets_in_a_request_for_an_app_are_but_brackets():
    """Only who changes an app says what an ask is; `[required]` is what people write."""
    assert read_marks("{f.text:name} [add|required]").text == "name [add|required]"


def test_all_authored_edits_are_well_formed():
    """Spans are in order and inside of their asks; asks are in order and apart; every operation has examples."""
    edits = authored_edits()
    asked: Counter[str] = Counter()
    for edit in edits:
        assert (edit.kind, bool(edit.domain), bool(edit.asks)) == ("edit", True, True)
        behind = 0
        for ask in edit.asks:
            assert behind <= ask.start < ask.end <= len(edit.text)
            behind = ask.end
            asked[ask.operation] += 1
        for one, other in pairwise(edit.spans):
            assert one.end <= other.start
        assert all(edit.words(span).strip() == edit.words(span) for span in edit.spans)
        assert not any(sign in edit.text for sign in "{}[]")
    assert len(edits) > 2000
    assert min(asked[operation] for operation in OPERATIONS) >= 25


def test_every_tag_is_learnt_from_some_examples():
    """A tag that nobody marked could not be read."""
    requests = [*authored_requests(), *authored_edits()]
    marked = Counter(span.tag for request in requests for span in request.spans)
    assert {tag: marked[tag] for tag in TAGS if marked[tag] < 10} == {}


def test_requests_for_apps_and_edits_are_kept_apart():
    """Neither is ever read as the other: their marks are not the same language."""
    assert not any(request.asks or request.kind == "edit" for request in authored_requests())
    assert {edit.kind for edit in authored_edits()} == {"edit"}


def test_a_seed_gives_the_same_requests_and_another_seed_others():
    """Invented requests are a function of the seed."""
    domains = training_domains()

    def drawn(seed: int) -> list:
        composer = Composer(domains, seed)
        return [composer.request() for _ in range(60)]

    assert drawn(3) == drawn(3)
    assert drawn(3) != drawn(4)


def test_invented_requests_are_well_formed():
    """Spans are in order, apart, within the text; kinds are known; no sign of a template is left."""
    composer = Composer(training_domains(), 5)
    requests = [composer.request() for _ in range(800)]
    for request in requests:
        behind = 0
        for span in request.spans:
            assert behind <= span.start < span.end <= len(request.text)
            behind = span.end
        assert request.kind in KINDS
        assert not any(sign in request.text for sign in ("<", ">", "{", "}"))
    assert len({request.text for request in requests}) > 780
    tags = {span.tag for request in requests for span in request.spans}
    # What came into the table with edits is learnt from authored requests.
    assert tags == set(TAGS[: TAGS.index("v.gallery")])


def test_a_tenth_of_the_domains_is_held_out():
    """The split goes by the name and leaves some thirty of three hundred domains out of training."""
    assert len(all_domains()) == 300
    assert 20 <= sum(is_held_out(domain["domain"]) for domain in all_domains()) <= 40
    assert not any(is_held_out(domain["domain"]) for domain in training_domains())


def test_no_evaluated_request_is_in_the_training_data():
    """What is measured with was never trained on, whatever its spelling."""

    def plain(text: str) -> str:
        return "".join(letter for letter in text.lower() if letter.isalnum())

    trained = {plain(request.text) for request in authored_requests() if not is_held_out(request.domain)}
    measured = [contract.request for contract in authored_contracts()]
    assert len(measured) >= 100
    assert [request.text for request in measured if plain(request.text) in trained] == []


@pytest.fixture(scope="module")
def library():
    """Every blueprint that the shipped library remembers."""
    return entries()


def test_every_domain_is_in_the_library_and_reads_without_problems(library):
    """All 300 domains, and what was learnt from authored requests: canonical blueprints without diagnostics."""
    problems = [
        (entry.domain, problem.message) for entry in library for problem in read(entry.blueprint).diagnostics
    ]
    assert problems == []
    names = [entry.domain for entry in library]
    assert set(names) >= {domain["domain"] for domain in record_domains()}
    assert len(names) == len(set(names))
    for entry in library:
        app = parse(entry.blueprint).app
        assert app is not None
        assert app.entities or entry.kind != "data"
        assert app.pages
        assert print_app(app) == entry.blueprint


def test_every_entry_is_known_by_some_phrases_each_once(library):
    """A blueprint without a phrase could never come to mind."""
    for entry in library:
        assert entry.phrases
        assert all(phrase.strip() for phrase in entry.phrases)
        assert len(entry.phrases) == len(set(entry.phrases))


def test_a_domain_keeps_what_the_language_can_say():
    """Little of the ontology's formulas, buttons and samples is lost on the way into blueprints."""
    by_name = {domain["domain"]: parse(library_entry(domain).blueprint).app for domain in record_domains()}
    asked = kept = 0
    for domain in record_domains():
        for entity in domain["entities"]:
            found = next(one for one in by_name[domain["domain"]].entities if one.name == entity["name"])
            assert len(found.fields) == len(entity["fields"])
            asked += (
                len(entity.get("computed", ()))
                + len(entity.get("actions", ()))
                + len(entity.get("samples", ()))
            )
            kept += len(found.computed) + len(found.actions) + len(found.samples)
    assert kept > 0.85 * asked


@pytest.mark.parametrize("app", whole_apps(), ids=lambda app: app.where)
def test_a_whole_app_is_read_without_a_problem_and_compiles(app):
    """What is remembered whole is handed over as it is, so it must be right."""
    reading = read(app.blueprint)
    assert [render(each) for each in reading.diagnostics] == []
    assert compile_app(reading.app).files
    assert len(app.phrases) >= 6


@pytest.mark.parametrize("app", whole_apps(), ids=lambda app: app.where)
def test_texts_of_a_whole_app_stand_on_one_line(app):
    """The language knows no sign for the end of a line: people would read a backslash and an n."""
    assert [line for line in app.blueprint.splitlines() if r"\n" in line] == []


def test_no_two_whole_apps_are_asked_for_in_the_same_words():
    """A phrase that means two apps finds neither."""
    phrases = [phrase.casefold() for app in whole_apps() for phrase in app.phrases]
    assert sorted(phrase for phrase in set(phrases) if phrases.count(phrase) > 1) == []


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in OF_RECORDS])
def test_there_are_whole_apps_of_each_kind(kind):
    """Tools, timers, quizzes, games and sites are only remembered, so each kind needs some."""
    assert sum(app.kind == kind for app in whole_apps()) >= 15
