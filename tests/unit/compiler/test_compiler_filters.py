"""Whatever a person writes, it stays inside the literal, the comment or the address it was put in."""

from __future__ import annotations

import json
import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.compiler.filters import as_comment, as_data_uri_text, as_javascript, as_text

ANY_TEXT = st.text(st.characters(), max_size=60)  # with halves of surrogate pairs


@given(ANY_TEXT)
def test_a_javascript_literal_reads_back_as_it_was(words: str) -> None:
    """JSON is a part of JavaScript since ES2019, so what JSON reads, a browser reads."""
    units = json.loads(as_javascript(words)).encode("utf-16", "surrogatepass")
    assert units == words.encode("utf-16", "surrogatepass")


@given(ANY_TEXT)
def test_a_javascript_literal_holds_nothing_that_ends_or_hides(words: str) -> None:
    written = str(as_javascript(words))
    assert not re.search("[<>&\n\r\u2028\u2029\u202e\u2066\u200b\ufeff\ud800-\udfff]", written)


@given(ANY_TEXT)
def test_a_comment_stays_on_its_line_and_does_not_end(words: str) -> None:
    written = str(as_comment(words))
    assert len(written.splitlines()) <= 1
    assert "*/" not in written
    assert "</" not in written


@given(ANY_TEXT)
def test_a_data_address_holds_only_plain_characters(words: str) -> None:
    written = str(as_data_uri_text(words))
    assert re.fullmatch(r"[A-Za-z0-9_.~%-]*", written)
    assert unquote(written) == as_text(words)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (7.0, "7"),
        (0.5, "0.5"),
        (True, "true"),
        (None, "null"),
        (("a", 1.0, None), '["a", 1, null]'),
        ("</script>", '"\\u003c/script\\u003e"'),
        ("👩‍🌾", '"👩‍🌾"'),
    ],
)
def test_values_are_written_as_a_person_would(value: object, written: str) -> None:
    assert str(as_javascript(value)) == written


def test_half_a_surrogate_pair_does_not_reach_a_file() -> None:
    assert as_text("a\ud83db") == "a\ufffdb"
