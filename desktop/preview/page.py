"""The page in the view: it may move within its own project, and every wish beyond that is refused."""

from __future__ import annotations

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWebEngineCore import (
    QWebEngineCertificateError,
    QWebEngineFileSystemAccessRequest,
    QWebEngineFullScreenRequest,
    QWebEngineLoadingInfo,
    QWebEngineNewWindowRequest,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
    QWebEngineRegisterProtocolHandlerRequest,
    QWebEngineWebAuthUxRequest,
)

from desktop.preview.address import FRONT_PAGE
from desktop.preview.guard import Ledger, RequestGuard, why_refused
from desktop.preview.problem import crash_problem, load_problem, refused_by_policy, script_problem

REPLACED = "replaced"
"""Why a page's process is ended when it does not answer, and the app is to be loaded again."""


class ProjectPage(QWebEnginePage):
    """A page that reports problems as values and gets nothing from outside.

    Signals:
        problem_found: A `Problem`.
        settled: The first page has loaded (True) or could not be (False).
        replaced: Its process has ended, so that it can be loaded in another.
    """

    problem_found = Signal(object)
    settled = Signal(bool)
    replaced = Signal()

    def __init__(
        self,
        profile: QWebEngineProfile,
        guard: RequestGuard,
        ledger: Ledger,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(profile, parent)
        self._guard = guard
        self._ledger = ledger
        self._why_ended = ""
        self.permissionRequested.connect(self._on_permission_requested)
        self.fullScreenRequested.connect(self._on_full_screen_requested)
        self.newWindowRequested.connect(self._on_new_window_requested)
        self.fileSystemAccessRequested.connect(self._on_file_system_requested)
        self.registerProtocolHandlerRequested.connect(self._on_protocol_requested)
        self.webAuthUxRequested.connect(self._on_passkey_requested)
        self.certificateError.connect(self._on_certificate_error)
        self.renderProcessTerminated.connect(self._on_process_ended)
        self.loadingChanged.connect(self._on_loading_changed)

    def explain_end(self, why: str) -> None:
        """Say why the page's process is about to be ended by us: `stopped`, `outgrown` or `REPLACED`."""
        self._why_ended = why

    # --- Qt asks ---------------------------------------------------------------------------------

    def acceptNavigationRequest(  # noqa: N802 - Qt's name
        self,
        url: QUrl | str,
        type: QWebEnginePage.NavigationType,
        isMainFrame: bool,  # noqa: N803
    ) -> bool:
        """Let the page go to its own addresses; the reason for a refusal goes to the ledger."""
        address = QUrl(url)
        reason = why_refused(address, QUrl(), self._guard.project)
        if not reason and isMainFrame and address.scheme() in {"data", "blob"}:
            reason = "outside"
        if reason:
            self._ledger.write(address.toString(), reason)
        return not reason

    def javaScriptConsoleMessage(  # noqa: N802 - Qt's name
        self,
        level: QWebEnginePage.JavaScriptConsoleMessageLevel,
        message: str,
        lineNumber: int,  # noqa: N803
        sourceID: str,  # noqa: N803
    ) -> None:
        """Turn console errors into problems; the page's chatter is not kept."""
        if level != QWebEnginePage.JavaScriptConsoleMessageLevel.ErrorMessageLevel:
            return
        refused = refused_by_policy(message)
        if refused:
            self._ledger.write(refused, "outside")
        else:
            self.problem_found.emit(script_problem(message, sourceID, lineNumber))

    def javaScriptAlert(self, securityOrigin: QUrl | str, msg: str) -> None:  # noqa: N802, N803 - Qt's names
        """Show no window: one that comes again and again would keep the person from their own."""
        self._ledger.write("alert", "window")

    def javaScriptConfirm(  # noqa: N802 - Qt's name
        self,
        securityOrigin: QUrl | str,  # noqa: N803
        msg: str,
    ) -> bool:
        """Show no window, and say no."""
        self._ledger.write("confirm", "window")
        return False

    def javaScriptPrompt(  # noqa: N802 - Qt's name
        self,
        securityOrigin: QUrl | str,  # noqa: N803
        msg: str,
        defaultValue: str,  # noqa: N803
    ) -> tuple[bool, str]:
        """Show no window, and say nothing."""
        self._ledger.write("prompt", "window")
        return False, ""

    # --- the page wishes -------------------------------------------------------------------------

    def _on_permission_requested(self, permission: QWebEnginePermission) -> None:
        self._ledger.write(permission.permissionType().name, "permission")
        permission.deny()

    def _on_full_screen_requested(self, request: QWebEngineFullScreenRequest) -> None:
        self._ledger.write("fullscreen", "permission")
        request.reject()

    def _on_new_window_requested(self, request: QWebEngineNewWindowRequest) -> None:
        # Not opening it refuses it: Qt makes no window of its own.
        self._ledger.write(request.requestedUrl().toString(), "window")

    def _on_file_system_requested(self, request: QWebEngineFileSystemAccessRequest) -> None:
        self._ledger.write("files", "permission")
        request.reject()

    def _on_protocol_requested(self, request: QWebEngineRegisterProtocolHandlerRequest) -> None:
        self._ledger.write(request.scheme(), "permission")
        request.reject()

    def _on_passkey_requested(self, request: QWebEngineWebAuthUxRequest) -> None:
        self._ledger.write("passkey", "permission")
        request.cancel()

    def _on_certificate_error(self, error: QWebEngineCertificateError) -> None:
        self._ledger.write(error.url().toString(), "outside")
        error.rejectCertificate()

    # --- the page lives and dies -----------------------------------------------------------------

    def _on_process_ended(self, status: QWebEnginePage.RenderProcessTerminationStatus, _code: int) -> None:
        why, self._why_ended = self._why_ended, ""
        if why == REPLACED:
            self.replaced.emit()
        elif status != QWebEnginePage.RenderProcessTerminationStatus.NormalTerminationStatus:
            self.problem_found.emit(crash_problem(status, why))
            self.settled.emit(False)

    def _on_loading_changed(self, info: QWebEngineLoadingInfo) -> None:
        if info.status() == QWebEngineLoadingInfo.LoadStatus.LoadStoppedStatus:
            # A refused navigation stops the load that is under way; what was shown stays.
            self.settled.emit(False)
            return
        if info.url().host() != self._guard.project:
            return
        if info.status() == QWebEngineLoadingInfo.LoadStatus.LoadSucceededStatus:
            self.settled.emit(True)
        elif info.status() == QWebEngineLoadingInfo.LoadStatus.LoadFailedStatus:
            self.problem_found.emit(load_problem(info.url().path().lstrip("/") or FRONT_PAGE))
            self.settled.emit(False)
