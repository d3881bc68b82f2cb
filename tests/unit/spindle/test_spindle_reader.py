"""The reader: labels become marks, with nothing lost in long texts and no word cut."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spindle_fakes import ASKS_AT, TYPES_AT, WIDTH, WORDPIECE, LabelEngine, write_heads

from desktop.engine.fake import FakeEngine
from desktop.paths import models_folder
from desktop.spindle.confidence import FACTS
from desktop.spindle.reader import LEAST_OTHER, WINDOW, Heads, Reader
from desktop.spindle.tags import ASK_LABELS, KINDS, LABELS, OPERATIONS, TYPE_NAMES
from models.data.domains import authored_edits, authored_requests
from models.data.marks import read_edit_marks, read_marks


@pytest.fixture(scope="module")
def heads(tmp_path_factory):
    """Heads that read the vectors of the fakes."""
    return Heads(write_heads(tmp_path_factory.mktemp("heads") / "heads.npz"))


def read_back(marked: str, heads: Heads, kind: str = "data"):
    """A marked request, and what the reader makes of an engine that knows its marks."""
    request = read_marks(marked, kind)
    return request, Reader(LabelEngine((request,)), WORDPIECE, heads).read(request.text)


def spans(reading) -> list[tuple[int, int, str]]:
    """Where each mark stands and what it is."""
    return [(mark.start, mark.end, mark.tag) for mark in reading.marks]


@pytest.mark.parametrize(
    "marked",
    [
        "{entity:books} with {f.text:title}, {f.date:due date} and {f.choice:state} ({opt:new}, {opt:worn out})",
        "Für mein Café: {entity:Gäste} mit {f.text:Größe}, {f.money:Preis} in {unit:€}",
        "{entity:🌱 plants}, each with a {f.text:naïve résumé} — {f.rating:stars ⭐⭐}!",
        "line one\n\n\t{entity:trips}\r\n- {f.text:where}\n- {f.date:when}",
        "{entity:x}",
        "{f.text:ＦＵＬＬ width} of {entity:ﬁsh}",
        "{entity:cats} called “{name:Mühsam & Söhne}” in {accent:#ff8800}",
    ],
)
def test_marks_stand_where_the_words_stand(marked, heads):
    """Offsets are those of the person's own text, with umlauts, emoji, tabs and signs in it."""
    request, reading = read_back(marked, heads)
    assert spans(reading) == [(span.start, span.end, span.tag) for span in request.spans]
    assert [mark.words for mark in reading.marks] == [request.words(span) for span in request.spans]


def test_types_kinds_and_confidence_come_from_the_heads(heads):
    """Each field has the type that its head says, the request its kind, and a sure reader says so."""
    _, reading = read_back("{entity:races} with {f.duration:time} and {f.email:mail}", heads, "game")
    assert [mark.type for mark in reading.marks] == ["", "duration", "email"]
    assert reading.kind == "game"
    assert min(mark.confidence for mark in reading.marks) > 0.99
    assert min(mark.type_confidence for mark in reading.tagged("f")) > 0.99
    assert np.linalg.norm(reading.vector) == pytest.approx(1.0, abs=1e-5)


def test_a_long_text_is_read_whole(heads):
    """A specification of several windows: each mark is found where it stands, the last one too."""
    lines = [
        f"Number {place}: every {{f.text:field {place}}} matters to us a great deal" for place in range(300)
    ]
    request, reading = read_back("{entity:parts}. " + ". ".join(lines) + ".", heads)
    assert len(WORDPIECE.pieces(request.text).ids) > 4 * WINDOW
    assert spans(reading) == [(span.start, span.end, span.tag) for span in request.spans]


@pytest.mark.parametrize(
    "text", ["word " * 2000, "x" * 3000, "a.b!" * 700, "one sentence only " * 90 + ".", "。" * 900]
)
def test_every_token_is_encoded_once_and_no_window_is_too_long(text, heads):
    """Whatever a text is made of, its windows joined are its tokens, each window within what may be read."""
    engine = LabelEngine()
    Reader(engine, WORDPIECE, heads).read(text)
    joined = [token for sequence in engine.asked for token in sequence[1:-1]]
    assert joined == list(WORDPIECE.pieces(text).ids)
    assert max(len(sequence) for sequence in engine.asked) <= WINDOW + 2


def test_windows_end_at_sentence_ends(heads):
    """Where there are sentences, none is cut in two."""
    engine = LabelEngine()
    sentence = "each of these short sentences is here to fill a window and to end with a full stop. "
    Reader(engine, WORDPIECE, heads).read(sentence * 60)
    stop = WORDPIECE.pieces(".").ids[0]
    assert len(engine.asked) > 2
    assert all(sequence[-2] == stop for sequence in engine.asked)


class NoiseEngine(FakeEngine):
    """Says anything at all about any token."""

    def __init__(self, seed: int, strength: float):
        super().__init__()
        self._random = np.random.default_rng(seed)
        self._strength = strength

    def encode(self, sequences, encoder=0):
        """Noise, one row for each token."""
        return tuple(
            (self._random.standard_normal((len(ids), WIDTH)) * self._strength).astype(np.float32)
            for ids in sequences
        )


WORDS = st.lists(
    st.sampled_from(
        [
            "unbelievably",
            "e-mail",
            "naïve",
            "Größe",
            "🌱",
            "a",
            "3.50€",
            "(new,",
            "used)",
            "it's",
            "日本語",
            "\n",
            "x/y",
        ]
    ),
    min_size=1,
    max_size=40,
).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(
    text=st.one_of(WORDS, st.text(min_size=1, max_size=120)),
    seed=st.integers(0, 99),
    strength=st.sampled_from([0.3, 3.0]),
)
def test_whatever_the_encoder_says_marks_are_in_order_never_overlap_and_never_cut_a_word(
    heads, text, seed, strength
):
    """Even of noise come marks in the order of the text, apart from each other, with whole words."""
    reading = Reader(NoiseEngine(seed, strength), WORDPIECE, heads).read(text)
    behind = 0
    for mark in reading.marks:
        assert behind <= mark.start < mark.end <= len(text)
        assert mark.words == text[mark.start : mark.end]
        behind = mark.end
        for edge in (mark.start, mark.end):
            inside = 0 < edge < len(text) and text[edge - 1].isalpha() and text[edge].isalpha()
            assert not (inside and text[edge - 1].isascii() and text[edge].isascii())


def test_hand_marked_requests_are_read_back(heads):
    """Of the authored requests the reader on true labels finds what people marked (touching marks may join)."""
    requests = authored_requests()[::40]
    engine = LabelEngine(requests)
    reader = Reader(engine, WORDPIECE, heads)
    missed = []
    for request in requests:
        found = set(spans(reader.read(request.text)))
        missed += [
            (request.text[span.start : span.end], request.text[:60])
            for span in request.spans
            if (span.start, span.end, span.tag) not in found
        ]
    total = sum(len(request.spans) for request in requests)
    assert len(missed) <= total * 0.02, missed[:20]


def test_the_vector_of_a_text_does_not_depend_on_the_others(heads):
    """Texts for the memory are encoded one by one, each to unit length."""
    reader = Reader(FakeEngine(vector_size=WIDTH), WORDPIECE, heads)
    both = reader.vectors(("bee diary", "a much longer phrase about tools"))
    alone = reader.vectors(("a much longer phrase about tools",))
    assert both[1] == pytest.approx(alone[0])
    assert np.linalg.norm(both, axis=1) == pytest.approx(1.0, abs=1e-5)


def edit_back(marked: str, heads: Heads):
    """A marked request to change an app, and what the reader makes of an engine that knows its marks and asks."""
    request = read_edit_marks(marked)
    return request, Reader(LabelEngine((request,)), WORDPIECE, heads).read(request.text, ())


EDITS = (
    "[add|add a {f.date:due date} to {at:Tasks}] and [style|make it {dark:dark}]",
    "[rename|call {old:Größe} {new:“Länge (cm)”}], [sort|{old:newest} {desc:first}]!",
    "hi :) [remove|drop the {old:notes}].\n\n[retype|{old:price} is {as.money:an amount of money}]; thanks",
    "[undo|no, back]",
    "[remove|drop {old:this}] [remove|drop {old:that}]",
)


@pytest.mark.parametrize("marked", EDITS)
def test_asks_are_read_with_the_marks_inside_of_them(marked, heads):
    """Each ask stands where its words stand and has its own marks in order, none of another one's."""
    request, reading = edit_back(marked, heads)
    assert [(ask.operation, ask.start, ask.end) for ask in reading.asks] == [
        (ask.operation, ask.start, ask.end) for ask in request.asks
    ]
    for ask, wanted in zip(reading.asks, request.asks, strict=True):
        inside = [span for span in request.spans if wanted.start <= span.start and span.end <= wanted.end]
        assert [(m.tag, m.start, m.end) for m in ask.marks] == [(s.tag, s.start, s.end) for s in inside]
        assert ask.confidence > 0.95
    assert tuple(mark for ask in reading.asks for mark in ask.marks) == reading.marks


def test_what_an_existing_field_shall_become_has_a_type(heads):
    """`as` is typed as `f` is, and nothing else is."""
    _, reading = edit_back("[retype|make {old:price} {as.money:money}], [add|add {f.link:the page}]", heads)
    assert [(mark.tag, mark.type) for mark in reading.marks] == [("old", ""), ("as", "money"), ("f", "link")]


def test_words_of_an_ask_are_found_by_their_tags(heads):
    """The first mark with any of the tags speaks; where there is none nothing does."""
    _, reading = edit_back(EDITS[0], heads)
    ask = reading.asks[0]
    assert ask.words("old", "at") == "Tasks"
    assert ask.words("old") == ""
    assert [mark.words for mark in ask.tagged("f", "at")] == ["due date", "Tasks"]


class SplitEngine(FakeEngine):
    """Says of every token the same: how likely each operation is that it belongs to, and nothing else."""

    def __init__(self, **likely: float):
        super().__init__()
        self._row = np.zeros(WIDTH, np.float32)
        self._row[0] = 10.0
        self._row[ASKS_AT:] = -20.0
        self._row[ASKS_AT] = -30.0
        for operation, chance in likely.items():
            for place, share in (("B", 0.02), ("I", 0.98)):
                self._row[ASKS_AT + ASK_LABELS.index(f"{place}-{operation}")] = np.log(chance * share)

    def encode(self, sequences, encoder=0):
        """One row for each token."""
        return tuple(np.tile(self._row, (len(ids), 1)) for ids in sequences)


def test_an_ask_in_doubt_says_what_else_it_may_be(heads):
    """The alternatives come likeliest first, without the one that was taken, none that is hardly possible."""
    engine = SplitEngine(show=0.5, add=0.3, view=0.17, hide=LEAST_OTHER - 0.02)
    (ask,) = Reader(engine, WORDPIECE, heads).read("more of the photos", ()).asks
    assert ask.operation == "show"
    assert ask.confidence == pytest.approx(0.5, abs=0.02)
    assert [operation for operation, _ in ask.others] == ["add", "view"]
    assert [chance for _, chance in ask.others] == pytest.approx([0.3, 0.17], abs=0.02)


def test_a_sure_ask_has_no_alternatives(heads):
    """Who is sure does not hedge."""
    _, reading = edit_back(EDITS[0], heads)
    assert [ask.others for ask in reading.asks] == [(), ()]


class HintEngine(FakeEngine):
    """Holds every token for nothing, and a little for the beginning of something that is kept."""

    def encode(self, sequences, encoder=0):
        """One row for each token."""
        row = np.zeros(WIDTH, np.float32)
        row[:TYPES_AT] = -20.0
        row[0] = row[LABELS.index("B-entity")] = 5.0
        row[LABELS.index("B-entity")] -= 1.0
        return tuple(np.tile(row, (len(ids), 1)) for ids in sequences)


def test_a_request_for_an_app_names_what_is_kept_and_a_change_need_not(heads):
    """Leaning towards a noun helps who wants an app; who changes one says mostly nothing of the sort."""
    reader = Reader(HintEngine(), WORDPIECE, heads)
    assert [mark.tag for mark in reader.read("plants").marks] == ["entity"]
    assert reader.read("plants", ()).marks == ()


def test_a_request_for_an_app_is_never_read_as_a_change(heads):
    """Whether something is to be changed is told by where it was typed, not by the kind head."""
    _, reading = read_back("{entity:plants}", heads, "edit")
    assert reading.kind in KINDS
    assert reading.kind != "edit"


def test_hand_marked_edits_are_read_back(heads):
    """Of the authored edits the reader on true labels finds the asks and marks that people marked."""
    requests = authored_edits()[::40]
    reader = Reader(LabelEngine(requests), WORDPIECE, heads)
    missed, total = [], 0
    for request in requests:
        reading = reader.read(request.text, ())
        found = {*spans(reading), *((ask.start, ask.end, ask.operation) for ask in reading.asks)}
        wanted = [(span.start, span.end, span.tag) for span in request.spans]
        wanted += [(ask.start, ask.end, ask.operation) for ask in request.asks]
        missed += [(one, request.text[:60]) for one in wanted if one not in found]
        total += len(wanted)
    assert total > 150
    assert len(missed) <= total * 0.02, missed[:20]


@settings(max_examples=40, deadline=None)
@given(text=WORDS, seed=st.integers(0, 99))
def test_whatever_the_encoder_says_asks_are_in_order_and_hold_whole_marks(heads, text, seed):
    """Even of noise come asks one behind the other, each of a known operation, with marks of the reading inside."""
    reading = Reader(NoiseEngine(seed, 3.0), WORDPIECE, heads).read(text, ())
    behind = 0
    for ask in reading.asks:
        assert behind <= ask.start < ask.end <= len(text)
        behind = ask.end
        assert ask.operation in OPERATIONS
        assert 0 <= ask.confidence <= 1
        assert all(ask.start <= mark.start and mark.end <= ask.end for mark in ask.marks)
        assert set(ask.marks) <= set(reading.marks)


def test_the_shipped_heads_have_a_row_for_all_that_can_be_read():
    """Whoever adds to the tables must train anew: a head that is too short would read past its end."""
    heads = Heads(models_folder() / "heads.npz")
    for (weight, bias), table in (
        (heads.label, LABELS),
        (heads.type, TYPE_NAMES),
        (heads.kind, KINDS),
        (heads.ask, ASK_LABELS),
    ):
        assert weight.shape[0] == bias.shape[0] == len(table)
    assert heads.chance[0].shape == (len(FACTS),)
