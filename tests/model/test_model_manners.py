"""Jargon around a request and other nouns in it: the marks still stand on the words that they stood on."""

from __future__ import annotations

import random

import pytest

from models.data.compose import Composer
from models.data.domains import all_domains, authored_edits, authored_requests, is_held_out
from models.data.manners import BEFORE, BEHIND, OtherWords, with_jargon
from models.data.marks import Marked, read_edit_marks, read_marks
from models.train.reader_batches import training_domains


@pytest.fixture(scope="module")
def other_words():
    """The nouns of the domains that may be trained on."""
    return OtherWords(training_domains())


def said(request: Marked) -> list[tuple[str, str, str]]:
    """What each span marks, in words."""
    return [(span.tag, span.type, request.words(span)) for span in request.spans]


def asked(request: Marked) -> list[tuple[str, str]]:
    """What each ask wants, in words."""
    return [(ask.operation, request.text[ask.start : ask.end]) for ask in request.asks]


def requests() -> list[Marked]:
    """Authored and invented ones, and edits."""
    composer = Composer(training_domains(), 12)
    return [*authored_requests()[::9], *(composer.request() for _ in range(100)), *authored_edits()[::9]]


def test_jargon_goes_around_a_request_and_changes_no_mark():
    """Each span covers the same words as before, each ask too; kind and domain are those of the request."""
    pick = random.Random(1)
    for request in requests():
        dressed = with_jargon(request, pick)
        assert said(dressed) == said(request)
        assert asked(dressed) == asked(request)
        assert (dressed.kind, dressed.domain) == (request.kind, request.domain)
        assert request.text.rstrip() in dressed.text
        assert len(dressed.text) > len(request.text.rstrip())


def test_what_jargon_adds_is_jargon_and_nothing_else():
    """Before and behind stand sentences of the lists, with at most a full stop between."""
    pick = random.Random(2)
    seen = set()
    for request in requests():
        before, text, behind = with_jargon(request, pick).text.partition(request.text.rstrip())
        assert text
        assert before in ("", *BEFORE)
        rest = behind.removeprefix(".") if not text.endswith((".", "!", "?")) else behind
        while rest:
            piece = next(piece for piece in sorted(BEHIND, key=len, reverse=True) if rest.startswith(piece))
            seen.add(piece)
            rest = rest[len(piece) :]
        seen |= {before} - {""}
    assert len(seen) > 0.8 * (len(BEFORE) + len(BEHIND))


def test_a_sentence_ends_before_jargon_begins():
    """Nobody learns that `price Make it responsive` is one thing."""
    request = read_marks("plants with {f.money:price}\n")
    behind = {with_jargon(request, random.Random(seed)).text for seed in range(60)}
    assert any("price." in text for text in behind)
    assert not any("price " in text for text in behind)


@pytest.mark.parametrize("marked", ["", "{entity:plants}", "a game!"])
def test_even_the_shortest_request_can_be_dressed(marked):
    """Nothing breaks where there is nearly nothing."""
    for seed in range(30):
        request = read_marks(marked)
        assert said(with_jargon(request, random.Random(seed))) == said(request)


def test_swapped_words_stand_where_their_marks_stand(other_words):
    """Between the marks nothing changes, each mark keeps its tag and type, each ask its operation and its marks."""
    pick = random.Random(3)
    changed = 0
    for edit in authored_edits():
        other = other_words.swapped(edit, pick)
        assert [(tag, type_) for tag, type_, _ in said(other)] == [
            (tag, type_) for tag, type_, _ in said(edit)
        ]
        assert between(other) == between(edit)
        assert [ask.operation for ask in other.asks] == [ask.operation for ask in edit.asks]
        for ask, before in zip(other.asks, edit.asks, strict=True):
            inside = [span for span in other.spans if ask.start <= span.start and span.end <= ask.end]
            stood = [span for span in edit.spans if before.start <= span.start and span.end <= before.end]
            assert len(inside) == len(stood)
            assert (ask.start == 0) == (before.start == 0)
            assert (ask.end == len(other.text)) == (before.end == len(edit.text))
        assert all(words for _, _, words in said(other))
        assert not any(sign in other.text for sign in "{}[]")
        assert (other.kind, other.domain) == (edit.kind, edit.domain)
        changed += other.text != edit.text
    assert changed > len(authored_edits()) / 3


def between(request: Marked) -> list[str]:
    """The stretches of text outside of all spans."""
    edges = [0, *(edge for span in request.spans for edge in (span.start, span.end)), len(request.text)]
    return [request.text[edges[place] : edges[place + 1]] for place in range(0, len(edges), 2)]


def test_asks_hold_the_same_sentence_with_other_nouns(other_words):
    """Worked out by hand: the second ask begins where the longer first one ends."""
    edit = read_edit_marks("[add|add {f.date:day} to {at:tasks}], [remove|drop {old:notes}]")
    for seed in range(40):
        other = other_words.swapped(edit, random.Random(seed))
        day, tasks, notes = (other.words(span) for span in other.spans)
        assert asked(other) == [("add", f"add {day} to {tasks}"), ("remove", f"drop {notes}")]
        assert tasks == "tasks"


def test_words_that_only_point_are_never_swapped(other_words):
    """`it`, `the second one`, `everything` stay: with another noun the sentence would mean something else."""
    edit = read_edit_marks("[remove|remove {old:that one}] and [sort|sort {old:it} by {by:the last column}]")
    for seed in range(40):
        other = other_words.swapped(edit, random.Random(seed))
        assert [words for _, _, words in said(other)] == ["that one", "it", "the last column"]


def test_a_field_is_swapped_for_one_of_its_type(other_words):
    """`due date` may become `day planted`, never `price`: the type is still true."""
    edit = read_edit_marks("[add|add a {f.date:due date}]")
    names = {
        field["n"]
        for domain in training_domains()
        for entity in domain["entities"]
        for field in entity["fields"]
        if field["t"] == "date"
    }
    others = [other_words.swapped(edit, random.Random(seed)) for seed in range(200)]
    found = {other.words(other.spans[0]) for other in others}
    assert found <= names | {"due date"}
    assert len(found) > 20


def test_swapped_nouns_come_from_no_held_out_domain():
    """A word that only a held-out domain uses is never put in."""
    pool = OtherWords(training_domains())
    names = {*pool._names, *pool._entities, *pool._options}
    hidden = OtherWords(tuple(domain for domain in all_domains() if is_held_out(domain["domain"])))
    only_there = {*hidden._names, *hidden._entities, *hidden._options} - names
    assert len(only_there) > 50
    pick = random.Random(4)
    for edit in authored_edits()[::5]:
        other = pool.swapped(edit, pick)
        new = {
            words for (_, _, words), (_, _, was) in zip(said(other), said(edit), strict=True) if words != was
        }
        assert new & only_there == set()


def test_the_same_seed_dresses_and_swaps_the_same(other_words):
    """Both are functions of what is handed in."""
    some = requests()[::7]

    def done(seed: int) -> list[Marked]:
        pick = random.Random(seed)
        return [other_words.swapped(with_jargon(request, pick), pick) for request in some]

    assert done(5) == done(5)
    assert done(5) != done(6)
    assert OtherWords(training_domains()).swapped(some[-1], random.Random(7)) == other_words.swapped(
        some[-1], random.Random(7)
    )
