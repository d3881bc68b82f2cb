"""A folder for a web host: installed and offline where the browser allows it; none of that is needed."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from chromium_pipe import Chromium
from test_exported_pages import NOTES, add, bring, kept, notes_project

from desktop.exports import export_project


class _Quiet(SimpleHTTPRequestHandler):
    """A web host that says nothing."""

    def log_message(self, format: str, *arguments: object) -> None:
        return


@pytest.fixture
def host(tmp_path: Path) -> Iterator[ThreadingHTTPServer]:
    """A web host on this computer that shows an exported folder."""
    project = notes_project(tmp_path / "app", NOTES)
    bring(project, "Note", "text", "Brought along")
    folder = export_project(project, "folder", with_data=True, out=tmp_path / "public").place
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield server
    if thread.is_alive():
        server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.loopback
def test_it_can_be_installed_and_opens_when_the_host_is_gone(
    chromium: Chromium, host: ThreadingHTTPServer, tmp_path: Path
) -> None:
    """The browser finds nothing wrong with the manifest, and the app opens and keeps records without its host."""
    (tmp_path / "index.html").write_text("", encoding="utf-8")
    tab = chromium.open(tmp_path, "", width=800, height=600, dark=False, still=True, scripts=[])
    try:
        tab.load(f"http://127.0.0.1:{host.server_port}/")
        tab.wait("location.protocol === 'http:'")
        tab.settle()
        tab.wait("navigator.serviceWorker.ready.then((worker) => worker.active?.state === 'activated')")
        add(tab, "Note", "text", "Later")
        manifest = tab.send("Page.getAppManifest")
        assert (manifest["errors"], manifest["url"].rpartition("/")[2]) == ([], "manifest.webmanifest")
        host.shutdown()
        host.server_close()
        tab.reload()
        assert kept(tab, "Note", "text") == ["Brought along", "Later"]
        assert tab.console == []
    finally:
        tab.close()
