"""What of an app's files can be read: their names and sizes, the text of one, and words in all. No Qt."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.messages import say
from desktop.workspace import app_files

LARGEST_SHOWN_BYTES = 1_000_000
"""A larger text is no reading matter, and drawing it would stall the window."""

LONGEST_LINE = 5_000
"""Characters of a line that are shown; a line without an end is no reading matter either."""

MOST_HITS = 10_000
BEFORE_HIT, AROUND_HIT = 20, 160
"""How many characters of a line are shown before a hit, and in all."""


@dataclass(frozen=True, slots=True)
class ListedFile:
    """One file of an app; its path has `/` and begins in the app's folder."""

    path: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of an app, by path, and how many are not listed."""

    files: tuple[ListedFile, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What there is to show of a file: its text, or in its place a sentence that says why not."""

    path: str
    text: str
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where the words were found.

    Attributes:
        line: From 1.
        start, end: Columns in the line, from 0.
        words: The line near the hit.
    """

    line: int
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in an app's files.

    Attributes:
        words: What was searched for.
        files: For each file with hits its path and the hits, in order.
        capped: Whether there would be more than `MOST_HITS`.
    """

    words: str
    files: tuple[tuple[str, tuple[Hit, ...]], ...]
    capped: bool = False

    @property
    def count(self) -> int:
        """How many hits there are."""
        return sum(len(hits) for _, hits in self.files)


def list_files(folder: Path) -> Listing:
    """List the files of the app in a folder.

    Raises:
        OSError: The folder cannot be read.
    """
    found = app_files(folder)
    return Listing(tuple(ListedFile(path, len(data)) for path, data in found.files), len(found.left_out))


def read_file(folder: Path, path: str) -> ReadFile:
    """Read one of the listed files.

    Raises:
        OSError: It is there and cannot be read.
    """
    place = folder / path
    try:
        size = place.stat().st_size
        if size > LARGEST_SHOWN_BYTES:
            return ReadFile(path, "", say("shell_source.file_large", file=path, size=in_words(size)))
        data = place.read_bytes()
    except FileNotFoundError:
        return ReadFile(path, "", say("shell_source.file_gone", file=path))
    text = text_of(data)
    if text is None:
        return ReadFile(path, "", say("shell_source.file_binary", file=path))
    return ReadFile(path, "\n".join(line[:LONGEST_LINE] for line in text.split("\n")))


def search_files(folder: Path, words: str, *, with_case: bool) -> Found:
    """Find words in all files of an app.

    Args:
        folder: The app's.
        words: What to look for, as it is written.
        with_case: Whether capital letters count.

    Raises:
        OSError: The folder cannot be read.
    """
    files: list[tuple[str, tuple[Hit, ...]]] = []
    left = MOST_HITS
    for path, data in app_files(folder).files:
        text = text_of(data)
        if text is None or not words:
            continue
        hits = _hits(text, words, with_case, left + 1)
        if hits:
            files.append((path, tuple(hits[:left])))
        if len(hits) > left:
            return Found(words, tuple(each for each in files if each[1]), capped=True)
        left -= len(hits)
    return Found(words, tuple(files))


def text_of(data: bytes) -> str | None:
    """The text in a file, with plain line ends; None if it is none."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text.replace("\r\n", "\n").replace("\r", "\n")


def in_words(size_bytes: int) -> str:
    """A size as people say it."""
    if size_bytes < 1_000_000:
        return say("shell_source.kilobytes", size=-(-size_bytes // 1000))
    return say("shell_source.megabytes", size=round(size_bytes / 1_000_000, 1))


def _hits(text: str, words: str, with_case: bool, most: int) -> list[Hit]:
    found: list[Hit] = []
    # Not `casefold`, which makes two letters of `ß`: columns have to stay true.
    sought = words if with_case else words.lower()
    for number, line in enumerate(text.split("\n"), start=1):
        inside = line if with_case else line.lower()
        if len(inside) != len(line):
            inside = line
        at = inside.find(sought)
        while at >= 0:
            first = max(0, at - BEFORE_HIT)
            shown = ("…" if line[:first].strip() else "") + line[first : first + AROUND_HIT].strip()
            found.append(Hit(number, at, at + len(words), shown))
            if len(found) >= most:
                return found
            at = inside.find(sought, at + max(len(sought), 1))
    return found
