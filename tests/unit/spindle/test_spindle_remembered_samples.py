"""Sample records out of memory: taken from like records, in the app's own fields, and never what it cannot have."""

from __future__ import annotations

from made_projects import app_of

from desktop.blueprint.edits import edit
from desktop.spindle.remembered_samples import samples_from

KNOWN = """\
app "Tool library"

entity Tool
  name: text, required
  borrower: text
  condition: choice Good | Worn
  sample "Saw", "Ada", "Good"
  sample "Drill", "Ben", "Worn"
  sample "Level", "Cem", "Good"

page Tools
  table of Tool
"""
OWN = """\
app "Shed"

entity Tool
  name: text, required
  condition: choice Good | Broken
  price: money
  sample "Saw", "Good", 10

page Tools
  table of Tool
"""


def samples(own: str = OWN, known: str = KNOWN, count: int = 5) -> str:
    app = app_of(own)
    return samples_from([app_of(known)], app, app.entities[0], count)


def test_values_come_into_the_apps_own_fields():
    """What the app does not offer is left empty; what nobody knows, too."""
    script = samples()
    done = edit(app_of(OWN), script)
    assert [sample.values[:2] for sample in done.app.entities[0].samples] == [
        ("Saw", "Good"),
        ("Drill", None),
        ("Level", "Good"),
    ]


def test_no_more_than_asked_for():
    """Two are two."""
    assert samples(count=2).count("add sample") == 2


def test_the_same_is_not_added_twice():
    """What comes to mind from two apps, or is there already, stands there once."""
    app = app_of(KNOWN)
    assert samples_from([app, app], app, app.entities[0], 9) == ""


def test_what_is_unlike_lends_nothing():
    """Nothing is invented, and nothing taken from what means something else."""
    other = KNOWN.replace("Tool", "Visit").replace("name:", "patient:")
    assert samples(known=other) == ""
