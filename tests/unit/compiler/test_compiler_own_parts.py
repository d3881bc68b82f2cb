"""Files of the person's own: what they are called, what they begin with, and that nothing in them gets out."""

from __future__ import annotations

import json
import re

import pytest

from desktop.blueprint.nodes import App, Block, Entity, Field, Page
from desktop.compiler import compile_app
from desktop.compiler.own_parts import own_part_script
from desktop.workspace.names import check_paths

HOSTILE = "--><script>alert(1)</script> \"' ${x} </script><!--"


def files_of(*labels: str) -> list[str]:
    pages = (Page("One", tuple(Block("custom", label=label) for label in labels)),)
    return [file.path for file in compile_app(App("A", pages=pages)).files]


@pytest.mark.parametrize(
    ("label", "name"),
    [("Seed map", "seed-map"), ("星图", "星图"), ("CON", "con-part"), ("…", "part"), ("x" * 90, "x" * 40)],
)
def test_a_file_is_called_like_its_block(label: str, name: str) -> None:
    paths = files_of(label)
    assert f"custom/{name}.html" in paths
    assert f"runtime/custom/{name}.js" in paths
    check_paths(paths)


def test_the_same_label_is_the_same_file() -> None:
    assert [path for path in files_of("Map", "map", "Other") if path.startswith("custom/")] == [
        "custom/map.html",
        "custom/other.html",
    ]


def test_hostile_words_stay_in_the_comment_and_in_their_quotes() -> None:
    entity = Entity(HOSTILE, (Field(HOSTILE, "text"),))
    app = App(
        "A", entities=(entity,), pages=(Page("One", (Block("custom", label=HOSTILE, entity=HOSTILE),)),)
    )
    path = next(file.path for file in compile_app(app).files if file.path.startswith("custom/"))
    html = compile_app(app).text_of(path)
    assert html.count("-->") == 1
    assert html.count("<script>") == html.count("</script>") == 1


def test_the_script_holds_the_very_text() -> None:
    html = "<p>\n</script>\u2028 & \\ \"'`${}\t\n"
    script = own_part_script("a", html)
    lines = re.search(r"= \[\n(.*)\]\.join", script, re.DOTALL)
    assert lines is not None
    assert "\n".join(json.loads(f"[{lines[1].rstrip().rstrip(',')}]")) == html
    assert "<" not in script.partition("= [")[2]
