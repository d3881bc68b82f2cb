"""Whatever a person or a model writes, the parser answers: no exception, no hang."""

import gc
import time
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop.blueprint import catalogue, parse, print_app, read, render, to_plain

RIGHT = catalogue()["computed-in-form"].right
WORDS = [
    *(
        "app",
        "entity",
        "page",
        ":",
        "=",
        ",",
        ";",
        "|",
        '"',
        "(",
        ")",
        "text",
        "choice",
        "a",
        "B",
        "7",
        "where",
    ),
    *(
        "by",
        "of",
        "set",
        "to",
        "and",
        "is",
        "not",
        "-",
        "table",
        "count",
        "sample",
        "action",
        "sort",
        "chart",
    ),
    *("bar", "stat", "showing", "if(", "days", "between", "2026-03-01", "“", "🌱"),
]
SIGNS = st.sampled_from(
    [*WORDS, " ", "\n", "\n  ", "\x00", "\u00a0", "\ud800", "\r", "\u2028", "sort by", "between("]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(SIGNS, max_size=60).map("".join) | st.text(max_size=200))
@example("app\nentity\n  (((=")
@example('app "a"\nentity "\n  a: choice |')
def test_no_text_breaks_the_reader(text: str):
    """Every text gives a reading that can be shown, printed and turned into JSON."""
    reading = read(text)
    for problem in reading.diagnostics:
        render(problem)
    if reading.app is not None:
        to_plain(reading.app)
        print_app(reading.app)
    else:
        assert not reading.ok


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_damaged_blueprint_still_reads(data: st.DataObject):
    """Cutting out, doubling or swapping pieces of a good blueprint never breaks the reader."""
    text = RIGHT
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        end = min(len(text), at + data.draw(st.integers(0, 20)))
        text = text[:at] + data.draw(SIGNS | st.just(text[at:end] * 2)) + text[end:]
    assert read(text).app is not None or read(text).diagnostics


@settings(max_examples=100, deadline=None)
@given(st.lists(SIGNS, max_size=60).map("".join))
def test_what_reads_without_problems_prints_stably(text: str):
    """Parse → print → parse is the identity on whatever is accepted."""
    app = parse(text).app
    if app is not None and read(text).ok:
        assert parse(print_app(app)).app == app


def _many(unit: str):
    return lambda size: (unit * (size // len(unit) + 1))[:size]


def _noise(size: int) -> str:
    random = Random(3)
    return "".join(random.choices(' \n\n  :=,;|"()abcdefgh-+*/<>', k=size))


GARBAGE = {
    "one letter": _many("a"),
    "brackets": _many("("),
    "quotes": _many('"'),
    "noise": _noise,
    "lines": _many("what is this\n"),
    "heads": _many("entity A\n"),
    "fields": lambda size: 'app "A"\nentity E\n' + "".join(f"  f{at}: text\n" for at in range(size // 14)),
    "computed": lambda size: (
        'app "A"\nentity E\n  a: number\n'
        + "".join(f"  c{at} = c{at + 1} + {'a + ' * 20}1\n" for at in range(size // 100))
    ),
    "unknown names": lambda size: (
        'app "A"\nentity E\n  a: text\npage P\n' + "  list of E showing b\n" * (size // 22)
    ),
    "samples": lambda size: 'app "A"\nentity E\n  a: number\n' + '  sample "x", 1\n' * (size // 16),
    "long expression": lambda size: 'app "A"\nentity E\n  a: number\n  b = ' + "a + " * (size // 4),
    "references": lambda size: (
        'app "A"\n' + "".join(f"entity E{at}\n  r: to E{at + 1}\n" for at in range(size // 24))
    ),
    "chart words": lambda size: (
        'app "A"\npage P\n' + "  chart bar of sum of a of b of c by d by e where f where g\n" * (size // 60)
    ),
}


@pytest.mark.parametrize("kind", GARBAGE)
def test_time_grows_with_the_length(kind: str):
    """Eight times the text takes about eight times as long: ratios, not seconds, on any machine.

    Quadratic work would take 64 times as long.
    """
    small, large = (_time_spent(GARBAGE[kind](size)) for size in (30_000, 240_000))
    assert large < 24 * small + 0.05


@pytest.mark.parametrize("kind", ["brackets", "noise", "lines"])
def test_a_megabyte_of_garbage_is_read(kind: str):
    """A whole megabyte of nonsense gives a bounded list of problems."""
    assert read(GARBAGE[kind](1_000_000)).diagnostics


def _time_spent(text: str) -> float:
    """The least of three runs, without the collector: in a long test run one sweep of it costs half a second."""
    spent = []
    gc.collect()
    gc.disable()
    try:
        for _ in range(3):
            start = time.process_time()
            read(text)
            spent.append(time.process_time() - start)
    finally:
        gc.enable()
    return min(spent)
