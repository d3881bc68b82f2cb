"""A stream means the same however the network has cut it."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import EngineError
from desktop.remote.addresses import Address
from desktop.remote.lines import LARGEST_ANSWER_BYTES, LONGEST_LINE_BYTES, events, whole

HERE = Address("http", "127.0.0.1", 1)
STREAM = (
    ": a comment\n\n"
    "event: message\nid: 7\ndata: {“a”: 1}\n\n"
    "data:no space\r\n\r\n"
    "data: two\ndata: lines\n\n"
    "\n\n"
    'error: {"message": "old"}\n\n'
    "data: [DONE]\n\ndata: after the end\n\n"
).encode()
MEANT = ["{“a”: 1}", "no space", "two\nlines", '{"error": {"message": "old"}}']


@given(st.lists(st.integers(0, len(STREAM)), max_size=20))
def test_cuts_mean_nothing(cuts):
    """Also in the middle of a letter, and of a line's end."""
    places = [0, *sorted(cuts), len(STREAM)]
    chunks = [STREAM[start:end] for start, end in itertools.pairwise(places)]
    assert list(events(chunks, HERE)) == MEANT


def test_the_last_event_needs_no_empty_line():
    assert list(events([b"data: a\n\ndata: b"], HERE)) == ["a", "b"]


@pytest.mark.parametrize("chunk", [b"data: " + b"a" * LONGEST_LINE_BYTES, b"data: aaaaaaaaaaaaaaaa\n"])
def test_sizes_are_bounded(chunk):
    """Neither a line nor an event of many lines is gathered for ever."""
    with pytest.raises(EngineError) as problem:
        list(events((chunk for _ in range(LONGEST_LINE_BYTES)), HERE))
    assert problem.value.key == "remote_too_much"


def test_a_whole_answer_is_bounded():
    with pytest.raises(EngineError) as problem:
        whole((b"a" * 65536 for _ in range(LARGEST_ANSWER_BYTES)), HERE)
    assert problem.value.key == "remote_too_much"
