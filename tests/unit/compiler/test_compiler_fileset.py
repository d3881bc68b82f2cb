"""A FileSet holds only what a writer can put into a folder as it stands."""

from __future__ import annotations

import pytest

from desktop.compiler import File, FileSet


@pytest.mark.parametrize(
    "paths",
    [
        ("b.js", "a.js"),
        ("a.js", "a.js"),
        ("/a.js",),
        ("../a.js",),
        ("runtime/../../a.js",),
        ("runtime\\a.js",),
    ],
)
def test_paths_that_are_unsorted_repeated_or_outside_are_refused(paths: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=r"FileSet|folder"):
        FileSet(tuple(File(path, "") for path in paths))


def test_a_file_is_found_by_its_path() -> None:
    files = FileSet((File("a.js", "one"), File("b.js", "two")))
    assert files.text_of("b.js") == "two"
    with pytest.raises(KeyError):
        files.text_of("c.js")
