"""The reader: labels become marks, with nothing lost in long texts and no word cut."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spindle_fakes import WIDTH, WORDPIECE, LabelEngine, write_heads

from desktop.engine.fake import FakeEngine
from desktop.spindle.reader import WINDOW, Heads, Reader
from models.data.domains import authored_requests
from models.data.marks import read_marks


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

    def encode(self, sequences):
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
