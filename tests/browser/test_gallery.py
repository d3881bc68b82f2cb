"""The pictures of the examples: each page from top to bottom, in each size and light that makes a difference."""

from __future__ import annotations

from pathlib import Path

import gallery
import pytest
from chromium_pipe import Chromium

PNG = b"\x89PNG\r\n\x1a\n"
LONG = "\n".join(f'  text "Line {number}"' for number in range(60))


def size_of(picture: Path) -> tuple[int, int]:
    head = picture.read_bytes()[:24]
    assert head.startswith(PNG)
    return int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")


def take(chromium: Chromium, tmp_path: Path, theme: str) -> dict[str, tuple[int, int]]:
    example = tmp_path / "two-pages.blueprint"
    example.write_text(
        f'app "Two pages"\n  theme {theme}\n\npage Short\n  text "Hello."\n\npage Long\n{LONG}\n',
        encoding="utf-8",
    )
    out = tmp_path / "out"
    pictures = list(gallery.render(chromium, example, out, tmp_path / "app"))
    gallery.write_index(out)
    index = (out / "index.html").read_text(encoding="utf-8")
    assert all(f'src="two-pages/{picture.name}"' in index for picture in pictures)
    return {picture.stem: size_of(picture) for picture in pictures}


def test_a_theme_that_follows_the_system_is_taken_in_both_lights(chromium: Chromium, tmp_path: Path) -> None:
    sizes = take(chromium, tmp_path, "accent teal")
    assert sorted(sizes) == sorted(
        f"{page}-{width}-{light}"
        for page in ("01-short", "02-long")
        for width in (1280, 390)
        for light in ("light", "dark")
    )
    assert all(size[0] == int(name.split("-")[2]) for name, size in sizes.items())
    assert sizes["02-long-390-light"][1] > sizes["01-short-390-light"][1], (
        "all of a long page is in the picture"
    )


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_theme_with_one_light_is_taken_once(chromium: Chromium, tmp_path: Path, mode: str) -> None:
    assert {name.rsplit("-", 1)[1] for name in take(chromium, tmp_path, mode)} == {mode}


def test_an_unknown_example_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert gallery.main([str(tmp_path), "no-such-app"]) == 2
    assert "chalk-dust" in capsys.readouterr().err
