"""What a long request is about: a few of its own words, without the jargon, never nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.spindle.gist import LONG, MOST_WORDS, gist

LOOKS = " Cards have rounded corners and soft shadows. The header stays on top while scrolling." * 3


def test_a_short_request_is_its_own_gist():
    """Who says it in a line has said what it is about."""
    assert gist("a modern plant tracker using React") == "a modern plant tracker using React"


@pytest.mark.parametrize(
    ("request_", "about"),
    [
        ("A diary for my bees with queens and honey." + LOOKS, "A diary for my bees with queens and honey"),
        ("Hi! I want to know who has which of my books." + LOOKS, "I want to know who has which of my books"),
        ("Build a responsive plant tracker using HTML, CSS and JavaScript." + LOOKS, "Build a plant tracker"),
        (
            "# Spec\n\nName: Hive Log\nGoal: know each queen\nColours: honey." + LOOKS,
            "Hive Log know each queen",
        ),
    ],
)
def test_it_is_the_first_thing_said_or_the_name_and_the_goal(request_, about):
    """A greeting says nothing yet, and jargon says nothing at all."""
    assert gist(request_).startswith(about)


@settings(max_examples=80, deadline=None)
@given(
    st.one_of(
        st.text(min_size=LONG + 1, max_size=600),
        st.sampled_from(["simple ", "React. ", "in HTML ", "\n", ": "]),
    )
)
def test_it_is_short_and_never_nothing_where_something_was_said(text):
    """Even of nothing but jargon some words are left."""
    request = text if len(text) > LONG else text * LONG
    assert len(gist(request).split()) <= MOST_WORDS
    assert gist(request).strip() or not request.strip()
