"""A hub on this computer: it speaks as much of the hub's protocol as Homespun uses, and misbehaves as it is told.

The questions (`/api/models`, `/api/models/OWNER/NAME/revision/main?blobs=true`), the download address
(`/OWNER/NAME/resolve/COMMIT/FILE`, which leads on to where large files lie), ranges, and the header
`X-Error-Code` are as the hub documents them. The real hub cannot be reached where Homespun is made.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

REPOSITORY = "somebody/Tiny-Coder-GGUF"
FILE = "tiny-coder-q4_k_m.gguf"
COMMIT = "c0ffee" * 6 + "c0ff"


@dataclass
class Hosted:
    """One file, and how it is handed out.

    Attributes:
        data: What is sent.
        sha256: What the hub says of it; None for the truth, "" for nothing.
        size: What the hub says of it; None for the truth.
        cuts: For each request in turn, after how many bytes the line breaks; None for not at all.
        ranges: Whether it can begin in the middle.
        stalls_after: After how many bytes nothing comes any more, until the server ends.
        endless: Whether it goes on and on after its end.
        status: Another answer than the file, with `code` in the hub's own header.
        leads_to: Where the download address leads, instead of to the file.
        content_range: What is said of the range, instead of the truth.
    """

    data: bytes
    sha256: str | None = None
    size: int | None = None
    cuts: list[int | None] = field(default_factory=list)
    ranges: bool = True
    stalls_after: int | None = None
    endless: bool = False
    status: int = 0
    code: str = ""
    leads_to: str = ""
    content_range: str = ""


class FakeHub:
    """What it has, what it says, and what it was asked."""

    def __init__(self) -> None:
        self.address = ""
        self.repositories: dict[str, dict[str, Hosted]] = {}
        self.gated: set[str] = set()
        self.answers: dict[str, bytes] = {}
        """By path: what is said instead of the truth."""
        self.asked: list[tuple[str, str]] = []
        """Every path that was asked for, with the range."""
        self.drips = False
        """Whether answers to questions come byte by byte."""
        self.headers: list[dict[str, str]] = []
        self.over = threading.Event()

    def host(self, repository: str, file: str, data: bytes, **manner: Any) -> Hosted:
        """Put a file on the hub."""
        hosted = Hosted(data, **manner)
        self.repositories.setdefault(repository, {})[file] = hosted
        return hosted

    def info(self, repository: str) -> dict[str, Any]:
        """What the hub says of a model and its files."""
        siblings = []
        for name, hosted in self.repositories[repository].items():
            size = len(hosted.data) if hosted.size is None else hosted.size
            sha256 = hashlib.sha256(hosted.data).hexdigest() if hosted.sha256 is None else hosted.sha256
            large = {"lfs": {"size": size, "sha256": sha256, "pointerSize": 135}} if sha256 else {}
            siblings.append({"rfilename": name, "size": size, "blobId": "0" * 40, **large})
        return {
            "id": repository,
            "sha": COMMIT,
            "gated": "auto" if repository in self.gated else False,
            "tags": ["gguf", "license:apache-2.0"],
            "siblings": siblings,
        }


@contextmanager
def running_hub() -> Iterator[FakeHub]:
    """A hub on a free port of this computer, until the block ends."""
    hub = FakeHub()

    class Handler(_Handler):
        here = hub

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    hub.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        hub.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    """Answers one connection."""

    here: FakeHub
    protocol_version = "HTTP/1.1"

    def log_message(self, *words: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer a question or hand out a file."""
        parts = urlsplit(self.path)
        path = unquote(parts.path)
        self.here.asked.append((path, self.headers.get("Range", "")))
        self.here.headers.append(dict(self.headers))
        with suppress(ConnectionError):
            if path in self.here.answers:
                self._say(self.here.answers[path])
            elif path == "/api/models":
                self._search(parse_qs(parts.query))
            elif path.startswith("/api/models/"):
                repository = path.removeprefix("/api/models/").removesuffix("/revision/main")
                if repository in self.here.repositories:
                    self._say(json.dumps(self.here.info(repository)).encode())
                else:
                    self._refuse(401, "RepoNotFound")
            else:
                self._file(path)

    def _search(self, query: dict[str, list[str]]) -> None:
        words = query.get("search", [""])[0].lower()
        found = [name for name in self.here.repositories if words in name.lower()]
        answer = [
            {"id": name, "downloads": 7, "tags": ["license:mit"], "gated": name in self.here.gated}
            for name in found
        ]
        self._say(json.dumps(answer).encode())

    def _file(self, path: str) -> None:
        large = path.startswith("/large/")
        owner, name, _, _, *rest = path.removeprefix("/large").removeprefix("/").split("/")
        hosted = self.here.repositories.get(f"{owner}/{name}", {}).get("/".join(rest))
        if hosted is None:
            self._refuse(404, "EntryNotFound")
        elif hosted.status:
            self._refuse(hosted.status, hosted.code)
        elif not large:
            self.send_response(302)
            self.send_header("Location", hosted.leads_to or f"/large{self.path}")
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            self._hand_out(hosted)

    def _hand_out(self, hosted: Hosted) -> None:
        asked = self.headers.get("Range", "")
        start = int(asked.removeprefix("bytes=").rstrip("-")) if asked and hosted.ranges else 0
        data = hosted.data[start:]
        self.send_response(206 if start else 200)
        if start:
            total = len(hosted.data)
            self.send_header("Content-Range", hosted.content_range or f"bytes {start}-{total - 1}/{total}")
        if not hosted.endless:
            self.send_header("Content-Length", str(len(data)))
        self.send_header("Connection", "close")
        self.close_connection = True
        self.end_headers()
        cut = hosted.cuts.pop(0) if hosted.cuts else None
        if hosted.stalls_after is not None:
            self.wfile.write(data[: hosted.stalls_after])
            self.wfile.flush()
            self.here.over.wait()
        elif cut is not None:
            self.wfile.write(data[:cut])
        else:
            self.wfile.write(data)
            while hosted.endless and not self.here.over.is_set():
                self.wfile.write(bytes(65536))

    def _say(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        for start in range(0, len(body), 1 if self.here.drips else len(body) or 1):
            self.wfile.write(body[start : start + 1] if self.here.drips else body)
            if self.here.drips and self.here.over.wait(0.05):
                return

    def _refuse(self, status: int, code: str) -> None:
        self.send_response(status)
        if code:
            self.send_header("X-Error-Code", code)
        self.send_header("Content-Length", "0")
        self.end_headers()
