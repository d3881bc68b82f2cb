"""What coder models answer, all the ways in which they are known to fail included: a folder is a test.

`answer.txt` is what the model wrote; `expected.html` the file in it, or `refused.txt` the key of the sentence.
"""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.coder.answer import LONGEST_PART_LETTERS, html_of
from desktop.coder.prompting import why_refused
from desktop.errors import AnswerError

SAMPLES = sorted((Path(__file__).parents[2] / "samples" / "answers").iterdir())
ACCEPTED = [sample for sample in SAMPLES if (sample / "expected.html").exists()]
REFUSED = [sample for sample in SAMPLES if (sample / "refused.txt").exists()]


def answer_of(sample: Path) -> str:
    # As bytes: some of them have line ends of Windows.
    return (sample / "answer.txt").read_bytes().decode()


def test_every_sample_says_what_comes_of_it():
    assert len(ACCEPTED) + len(REFUSED) == len(SAMPLES) > 60


@pytest.mark.parametrize("sample", ACCEPTED, ids=lambda sample: sample.name)
def test_harmless_slips_are_forgiven(sample):
    assert html_of(answer_of(sample)) == (sample / "expected.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("sample", REFUSED, ids=lambda sample: sample.name)
def test_what_cannot_be_used_is_refused(sample):
    with pytest.raises(AnswerError) as refused:
        html_of(answer_of(sample))
    assert refused.value.key == (sample / "refused.txt").read_text(encoding="utf-8").strip()
    assert why_refused(refused.value), "and the model can be told how to do better"


@pytest.mark.parametrize("sample", ACCEPTED, ids=lambda sample: sample.name)
def test_a_file_that_is_cut_anywhere_in_its_code_is_never_taken_for_whole(sample):
    """The budget ended the answer within the file: whatever stands there, it is refused."""
    answer = answer_of(sample)
    start, end = answer.rfind("<script"), answer.rfind("</script>")
    for at in range(start + 8, end, 7):
        with pytest.raises(AnswerError):
            html_of(answer[:at], whole=False)


@given(st.text(max_size=400) | st.text(alphabet="`~<>/!-'\"\n {}htmlscript.", max_size=400), st.booleans())
def test_whatever_is_answered_gives_a_file_or_a_sentence(answer, whole):
    try:
        html = html_of(answer, whole=whole)
    except AnswerError as refused:
        assert str(refused)
    else:
        assert html.endswith("\n") and len(html) <= LONGEST_PART_LETTERS


def test_what_may_be_written_may_be_written_anew():
    """The longest file that is taken is one that a model is shown again, when it is to change it."""
    page = "<p>" + "x" * (LONGEST_PART_LETTERS - 8) + "</p>"
    assert len(html_of(page)) == LONGEST_PART_LETTERS
    with pytest.raises(AnswerError, match="more than 60 KB"):
        html_of(page.replace("x", "xx", 1))


@pytest.mark.parametrize(
    "bomb",
    [
        "<" * 59_000,
        "```html\n" + "<!--" * 14_000 + "\n```",
        "```html\n" + "<a " + "x='" * 19_000 + "\n```",
        "```html\n" + "// ... " * 8_000 + "\n```",
        "<think>" * 8_000,
        "```\n" * 14_000,
        "```html\n" + "<script" * 8_000 + "\n```",
        "```html\n" + "// rest " * 7_000 + "\n```",
        "(" * 59_000 + "<p>",
        "```html\n" + "<link " * 9_000 + "\n```\n```css\np {}\n```",
        "```html\n" + "import {" * 7_000 + "\n```",
        " " * 59_000 + "\n```html\n<p>x</p>",
    ],
    ids=lambda bomb: bomb[:20].strip(),
)
def test_no_answer_keeps_the_parser_busy(bomb):
    """Attack: patterns that made a matcher try every way. The time is the process's own, not the clock's."""
    before = time.process_time()
    with suppress(AnswerError):
        html_of(bomb)
    assert time.process_time() - before < 2
