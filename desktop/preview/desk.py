"""The one thing that a page may ask of the program: its own records, by messages to its own address.

A message travels as a header of a POST to `homespun://<project>/records` and is answered like any file:
no port, no object of ours inside the page, no other way in. What it says is checked in `records/`.

WORKAROUND Qt 6.12: not in the body, where it belongs. `QWebEngineUrlRequestJob.requestBody()` writes past
the end of the reader's memory when a page sends a form of several parts, and never ends when asked for
everything; a page could crash the program, or worse. Headers are handed over whole.
"""

from __future__ import annotations

import json
from pathlib import Path

from desktop.errors import RecordsError
from desktop.records import LARGEST_MESSAGE_BYTES, Database, Pace, answer, open_records

RECORDS_PATH = "/records"
MESSAGE_HEADER = b"Homespun-Message"
ANSWER_TYPE = b"application/json"


class RecordsDesk:
    """Answers the messages of the page of one folder; its database is opened by the first."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._database: Database | None = None
        self._problem = ""
        self._opened = False
        self._pace = Pace()

    def serve(self, folder: Path | None) -> None:
        """Answer for this folder from now on; None answers nothing. An open database is let go."""
        if self._database is not None:
            self._database.close()
        self._folder, self._database, self._problem, self._opened = folder, None, "", False

    def answer(self, message: bytes) -> bytes:
        """Return the answer to a page's message, JSON."""
        if len(message) > LARGEST_MESSAGE_BYTES:
            return _problem("message")
        self._open()
        return _problem(self._problem) if self._problem else answer(self._database, message, self._pace)

    def _open(self) -> None:
        if self._opened or self._folder is None:
            return
        try:
            self._database, self._problem = open_records(self._folder), ""
        except RecordsError as problem:
            self._problem = problem.key.removeprefix("records_")
        # A file that another program holds now may be free the next time.
        self._opened = self._problem != "busy"


def _problem(key: str) -> bytes:
    return json.dumps({"problem": key}, separators=(",", ":")).encode()
