"""An app gets the icons that it draws and no others."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from desktop.compiler.icons import keep_used_icons
from desktop.paths import resources_folder

ICONS = (resources_folder() / "runtime" / "icons.js").read_text(encoding="utf-8")
DRAWINGS = dict(re.findall(r'^  "?([a-z-]+)"?: "(M[^"]*)",$', ICONS, re.MULTILINE))


def test_only_the_icons_that_a_script_names_are_kept() -> None:
    kept = keep_used_icons(ICONS, ['homespun.icon("plus")', 'step(-1, "left")', "// a heart, a star"])
    assert re.findall(r"^  (\S+): ", kept, re.MULTILINE) == ["plus", "left"]
    assert kept.startswith(ICONS[: ICONS.index("{")])
    assert kept.endswith("};\n")


def test_names_with_a_dash_are_kept_too() -> None:
    assert '"star-full": "M' in keep_used_icons(ICONS, ['icon(liked ? "star-full" : "star")'])


def test_nothing_is_left_of_groups_that_are_not_used() -> None:
    assert re.findall(r"^  .*$", keep_used_icons(ICONS, []), re.MULTILINE) == []


@pytest.mark.parametrize("name", sorted(DRAWINGS))
def test_every_icon_is_one_path_inside_its_square(name: str) -> None:
    path = DRAWINGS[name]
    assert re.fullmatch(r"(?:[MmLlHhVvAaCcSsZz]|-?\d*\.?\d+|[ ,])+", path)
    starts = [float(number) for pair in re.findall(r"M(-?[\d.]+) (-?[\d.]+)", path) for number in pair]
    assert all(0 <= number <= 24 for number in starts)
    assert ET.fromstring(f'<path d="{path}"/>').get("d") == path
