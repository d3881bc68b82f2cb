"""The page's own address: `homespun://<project>/index.html`, served from one folder and no other place.

Each project is its own origin, so that neither storage nor scripts reach from one app into another.
Rejected: `file://` (every file of the person is one origin's neighbour) and a local web server (it
opens a port that any other program can ask).
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QObject, QUrl
from PySide6.QtWebEngineCore import (
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)

from desktop.preview.address import CONTENT_TYPES, SCHEME, find_file, project_id
from desktop.preview.desk import ANSWER_TYPE, MESSAGE_HEADER, RECORDS_PATH, RecordsDesk
from desktop.preview.guard import Ledger

POLICY = (
    "default-src 'self' 'unsafe-inline' data: blob:; connect-src 'self' data: blob:; frame-src 'self'; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; worker-src 'self' blob:"
)
"""The content security policy: a second wall behind the request interceptor."""


def register_scheme() -> None:
    """Tell Chromium of `homespun://`; call it once, before the QApplication is made."""
    if QWebEngineUrlScheme.schemeByName(QByteArray(SCHEME.encode())).name().isEmpty():
        scheme = QWebEngineUrlScheme(QByteArray(SCHEME.encode()))
        scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
        # `fetch` is how a page sends its messages; where it may lead is decided by policy and guard.
        scheme.setFlags(QWebEngineUrlScheme.Flag.SecureScheme | QWebEngineUrlScheme.Flag.FetchApiAllowed)
        QWebEngineUrlScheme.registerScheme(scheme)


class ProjectFiles(QWebEngineUrlSchemeHandler):
    """Answers requests for `homespun://` from the folder that is shown now."""

    def __init__(self, ledger: Ledger, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ledger = ledger
        self._folder: Path | None = None
        self._desk = RecordsDesk()

    def serve(self, folder: Path | None) -> None:
        """Serve this folder and its records from now on; None serves nothing."""
        self._folder = folder
        self._desk.serve(folder)

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:  # noqa: N802 - Qt's name
        """Answer one request, or refuse it and write down why."""
        url = job.requestUrl()
        folder = self._folder
        if folder is None or url.host() != project_id(folder):
            self._refuse(job, "project", QWebEngineUrlRequestJob.Error.RequestDenied)
            return
        asked_by = job.initiator()
        if not asked_by.isEmpty() and (asked_by.scheme(), asked_by.host()) != (SCHEME, url.host()):
            self._refuse(job, "stranger", QWebEngineUrlRequestJob.Error.RequestDenied)
            return
        method = bytes(job.requestMethod().data())
        path = url.path(QUrl.ComponentFormattingOption.FullyEncoded)
        if (method, path) == (b"POST", RECORDS_PATH) and not asked_by.isEmpty():
            message = job.requestHeaders().get(QByteArray(MESSAGE_HEADER), QByteArray())
            _reply(job, ANSWER_TYPE, self._desk.answer(bytes(message.data())))
            return
        if method != b"GET":
            self._refuse(job, "method", QWebEngineUrlRequestJob.Error.RequestDenied)
            return
        found = find_file(folder, path)
        if found is None:
            self._refuse(job, "file", QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        try:
            content = found.read_bytes()
        except OSError:
            self._refuse(job, "file", QWebEngineUrlRequestJob.Error.UrlNotFound)
            return
        _reply(job, CONTENT_TYPES[found.suffix.lower()].encode(), content)

    def _refuse(
        self, job: QWebEngineUrlRequestJob, reason: str, error: QWebEngineUrlRequestJob.Error
    ) -> None:
        self._ledger.write(job.requestUrl().toString(), reason)
        job.fail(error)


def _reply(job: QWebEngineUrlRequestJob, content_type: bytes, content: bytes) -> None:
    answer = QBuffer(job)
    answer.setData(QByteArray(content))
    # PySide's type stub says one value for a name; Qt takes, and PySide wants, a list of them.
    headers = {QByteArray(name): [QByteArray(value.encode())] for name, value in _headers()}
    job.setAdditionalResponseHeaders(headers)  # type: ignore[arg-type]
    job.reply(QByteArray(content_type), answer)


def _headers() -> tuple[tuple[bytes, str], ...]:
    return (
        (b"Content-Security-Policy", POLICY),
        (b"X-Content-Type-Options", "nosniff"),
        (b"Referrer-Policy", "no-referrer"),
        (b"Cache-Control", "no-store"),
    )
