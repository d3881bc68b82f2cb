"""What people noted in a blueprint is still there when it is printed anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.blueprint import print_app, read
from desktop.blueprint.comments import keep_comments

EXAMPLES = sorted((Path(__file__).resolve().parents[3] / "resources" / "examples").glob("*.blueprint"))

OLD = """\
# A shed of my own
app "Shed"

# Everything with a handle

entity Tool
  name: text
    # Ask Jo what this is for
  lent:   date

page Tools
  table of Tool
# The end
"""


def test_comments_stand_above_the_lines_they_belong_to() -> None:
    new = 'app "Shed"\n\nentity Tool\n  name: text\n  lent: date\n\npage Tools\n  table of Tool\n'
    assert keep_comments(OLD, new).splitlines() == [
        "# A shed of my own",
        'app "Shed"',
        "",
        "# Everything with a handle",
        "entity Tool",
        "  name: text",
        "    # Ask Jo what this is for",
        "  lent: date",
        "",
        "page Tools",
        "  table of Tool",
        "# The end",
    ]


def test_a_comment_goes_with_its_line_when_that_changes_or_moves() -> None:
    new = 'app "Shed"\n\nentity Owner\n  who: text\n\nentity Tool\n  lent on: date\n'
    kept = keep_comments(OLD, new).splitlines()
    assert kept[kept.index("entity Tool") - 1] == "# Everything with a handle"
    assert kept[kept.index("  lent on: date") - 1] == "    # Ask Jo what this is for"


def test_no_comment_goes_with_a_line_that_is_gone() -> None:
    new = 'app "Shed"\n'
    kept = keep_comments(OLD, new)
    comments = [line.strip() for line in OLD.splitlines() if line.lstrip().startswith("#")]
    assert [line.strip() for line in kept.splitlines() if line.lstrip().startswith("#")] == comments


def test_a_text_without_comments_is_left_alone() -> None:
    new = 'app "Shop"\n'
    assert keep_comments('app "Shed"\n', new) is new


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_with_a_comment_above_every_line_an_app_says_the_same(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    app = read(text).app
    assert app is not None
    noted = "".join(f"# {n}\n{line}\n" for n, line in enumerate(text.splitlines()) if line.strip())
    kept = keep_comments(noted, print_app(app))
    assert read(kept).app == app
    assert kept.count("#  ") == noted.count("#  ")
    assert [line for line in kept.splitlines() if line.startswith("# ")] == [
        line for line in noted.splitlines() if line.startswith("# ")
    ]
