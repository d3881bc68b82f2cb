"""As many things as were said, and no more."""

from __future__ import annotations

import pytest
from spindle_fakes import app_of

from desktop.blueprint import print_app, read
from desktop.spindle.assembler.as_many import as_many

COURTS = app_of(
    'app "Baseline"\n\nentity Court\n  name: text, required\n  sample "Court 1"\n  sample "Court 2"\n'
    '  sample "Court 3"\n\nentity Booking\n  court: to Court, required\n  day: date\n'
    '  sample "Court 1", 2026-11-21\n  sample "Court 3", 2026-11-22\n\npage Courts\n  table of Court\n  table of Booking\n'
)


def kept(request: str) -> tuple[int, int]:
    """How many courts and bookings there are."""
    app = as_many(COURTS, request)
    assert read(print_app(app)).diagnostics == ()
    return len(app.entities[0].samples), len(app.entities[1].samples)


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        ("booking of our two tennis courts by the hour", (2, 1)),
        ("2 courts", (2, 1)),
        ("three courts", (3, 2)),
        ("nine courts", (3, 2)),
        ("two hours on the court", (3, 2)),
        ("two court fees", (3, 2)),
        ("our courts", (3, 2)),
    ],
)
def test_samples_are_as_many_as_were_said(request_: str, expected: tuple[int, int]):
    """What refers to a court that is not there goes with it; fewer are never made up to more."""
    assert kept(request_) == expected
