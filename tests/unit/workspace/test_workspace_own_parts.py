"""What the person writes into `custom/` is seen by the page, and is never changed by anybody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.blueprint import read
from desktop.compiler import FileSet, compile_app
from desktop.workspace import Provenance, open_project, write_project

BLUEPRINT = 'app "Seeds"\n\npage Seeds\n  custom "Seed map"\n'
FILE = "custom/seed-map.html"
SCRIPT = "runtime/custom/seed-map.js"
MADE = Provenance("a map", 0, "spindle", "0", "memory", "1")


def compiled() -> FileSet:
    app = read(BLUEPRINT).app
    assert app is not None
    return compile_app(app)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_project(tmp_path / "app", compiled(), BLUEPRINT, MADE).folder


def test_the_page_reads_what_was_written_to_begin_with(folder: Path) -> None:
    before = (folder / SCRIPT).read_bytes()
    open_project(folder)
    assert (folder / SCRIPT).read_bytes() == before
    assert "This file is yours" in (folder / FILE).read_text(encoding="utf-8")


def test_a_change_is_seen_when_the_app_is_opened(folder: Path) -> None:
    (folder / FILE).write_bytes("<p>Grün</p>\r\n<script>'</script>'</script>".encode())
    open_project(folder)
    assert (folder / FILE).read_bytes() == "<p>Grün</p>\r\n<script>'</script>'</script>".encode()
    script = (folder / SCRIPT).read_text(encoding="utf-8")
    assert "Grün" in script
    assert "</script>" not in script
    assert [path.name for path in (folder / "runtime/custom").iterdir()] == ["seed-map.js"]


def test_files_that_no_block_shows_get_no_script(folder: Path) -> None:
    (folder / "custom/other.html").write_text("<p>", encoding="utf-8")
    open_project(folder)
    assert not (folder / "runtime/custom/other.js").exists()


@pytest.mark.parametrize(
    "content", [b"\xff\xfe\x00", b"x" * (4 * 1024 * 1024 + 1)], ids=["no text", "too large"]
)
def test_what_cannot_be_read_leaves_the_app_as_it_is(folder: Path, content: bytes) -> None:
    before = (folder / SCRIPT).read_bytes()
    (folder / FILE).write_bytes(content)
    assert open_project(folder).blueprint_text == BLUEPRINT
    assert (folder / SCRIPT).read_bytes() == before


def test_nothing_is_written_through_a_link(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.js"
    elsewhere.write_text("theirs", encoding="utf-8")
    (folder / SCRIPT).unlink()
    try:
        (folder / SCRIPT).symlink_to(elsewhere)
    except OSError:
        pytest.skip("no links here")
    (folder / FILE).write_text("<p>new", encoding="utf-8")
    open_project(folder)
    assert elsewhere.read_text(encoding="utf-8") == "theirs"
