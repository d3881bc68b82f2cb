"""The compiler's result: named texts that nobody has written to disk yet."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class File:
    """One file of an app.

    Attributes:
        path: Relative to the app's folder, with forward slashes, never leaving it.
        text: The whole content, lines ending in a newline, fit to be written as UTF-8.
    """

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class FileSet:
    """All files of an app, sorted by path, no path twice."""

    files: tuple[File, ...]

    def __post_init__(self) -> None:
        """Refuse what a writer could not put on disk as it stands."""
        paths = [file.path for file in self.files]
        if paths != sorted(set(paths)):
            raise ValueError("a FileSet is sorted by path and has no path twice")
        for path in paths:
            if path.startswith("/") or "\\" in path or ".." in path.split("/"):
                raise ValueError(f"not a path inside the app's folder: {path!r}")

    def text_of(self, path: str) -> str:
        """Return the text of one file.

        Raises:
            KeyError: If there is no such file.
        """
        for file in self.files:
            if file.path == path:
                return file.text
        raise KeyError(path)
