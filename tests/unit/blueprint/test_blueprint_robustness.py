"""Whatever a person or a model writes, the parser answers: no exception, no hang."""

import time
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from desktop.blueprint import catalogue, parse, print_app, read, render, to_plain

RIGHT = catalogue()["computed-in-form"].right
SIGNS = st.sampled_from(
    ["app", "entity", "page", "\n", "\n  ", " ", ":", "=", ",", ";", "|", '"', "(", ")", "text", "choice", "a", "B", "7"]
    + ["where", "by", "of", "set", "to", "and", "is", "not", "-", "table", "count", "sample", "action", "sort by", "\x00", "🌱"]
    + ["2026-03-01", "if(", "days between", "“", "\u00a0", "\ud800", "\r", "\u2028", "chart", "bar", "stat", "showing"]
)


@settings(max_examples=300, deadline=None)
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


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_damaged_blueprint_still_reads(data: st.DataObject):
    """Cutting out, doubling or swapping pieces of a good blueprint never breaks the reader."""
    text = RIGHT
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        end = min(len(text), at + data.draw(st.integers(0, 20)))
        text = text[:at] + data.draw(SIGNS | st.just(text[at:end] * 2)) + text[end:]
    assert read(text).app is not None or read(text).diagnostics


@settings(max_examples=200, deadline=None)
@given(st.lists(SIGNS, max_size=60).map("".join))
def test_what_reads_without_problems_prints_stably(text: str):
    """parse → print → parse is the identity on whatever is accepted."""
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
    "computed": lambda size: 'app "A"\nentity E\n  a: number\n'
    + "".join(f"  c{at} = c{at + 1} + {'a + ' * 20}1\n" for at in range(size // 100)),
    "unknown names": lambda size: 'app "A"\nentity E\n  a: text\npage P\n' + "  list of E showing b\n" * (size // 22),
    "samples": lambda size: 'app "A"\nentity E\n  a: number\n' + '  sample "x", 1\n' * (size // 16),
    "long expression": lambda size: 'app "A"\nentity E\n  a: number\n  b = ' + "a + " * (size // 4),
    "references": lambda size: 'app "A"\n' + "".join(f"entity E{at}\n  r: to E{at + 1}\n" for at in range(size // 24)),
    "chart words": lambda size: 'app "A"\npage P\n' + "  chart bar of sum of a of b of c by d by e where f where g\n" * (size // 60),
}


@pytest.mark.parametrize("kind", GARBAGE)
def test_time_grows_with_the_length(kind: str):
    """Eight times the text takes about eight times as long, up to a megabyte, and no pass explodes.

    Ratios are compared, not seconds, so that a slow machine passes too. Quadratic work would give 64.
    """
    make = GARBAGE[kind]
    small, large = (_fastest(make(size)) for size in (125_000, 1_000_000))
    assert large < 24 * small + 0.05


def _fastest(text: str) -> float:
    times = []
    for _ in range(2):
        start = time.perf_counter()
        read(text)
        times.append(time.perf_counter() - start)
    return min(times)
