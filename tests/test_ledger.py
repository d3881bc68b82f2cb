"""Every socket is written down, what leads to no network is not, and nothing about it disturbs anyone."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.ledger import LEDGER_FILE, open_now, read_ledger

ROOT = Path(__file__).resolve().parent.parent


def watched(code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run some Python in a process of its own that is watched; a hook never leaves a process again."""
    start = f"from pathlib import Path; from desktop.ledger import watch_sockets; watch_sockets(Path({str(folder)!r}))\n"
    return subprocess.run(
        [sys.executable, "-c", start + code],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_sockets_it_is_empty(tmp_path):
    """A program that opens none leaves no file."""
    ran = watched("import json, socket", tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert read_ledger(tmp_path) == ()
    assert list(tmp_path.iterdir()) == []


def test_every_socket_is_written_down(tmp_path):
    """Connecting, binding and looking a name up each leave a line, newest first."""
    code = """
import socket
here = socket.socket()
here.bind(("127.0.0.1", 0))
try:
    socket.socket().connect(("127.0.0.1", 9))
except OSError:
    pass
try:
    socket.getaddrinfo("nowhere.invalid", 80)
except OSError:
    pass
"""
    ran = watched(code, tmp_path)
    assert ran.returncode == 0, ran.stderr
    entries = read_ledger(tmp_path)
    assert [(entry.what, entry.address) for entry in entries] == [
        ("look up", "nowhere.invalid"),
        ("connect", "127.0.0.1:9"),
        ("bind", "127.0.0.1:0"),
    ]
    assert all(len(entry.moment) == len("2026-11-30T22:15:04") for entry in entries)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such sockets there")
def test_a_socket_in_the_file_system_is_none(tmp_path):
    """What two processes of one computer use between them leads nowhere."""
    ran = watched(f"import socket; socket.socket(socket.AF_UNIX).bind({str(tmp_path / 's')!r})", tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert read_ledger(tmp_path) == ()


def test_a_folder_that_cannot_be_written_disturbs_nobody(tmp_path):
    """The socket is still refused or opened as it would be."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    ran = watched("import socket; socket.socket().bind(('127.0.0.1', 0)); print('done')", tmp_path / "file")
    assert ran.stdout.strip() == "done", ran.stderr


def test_damaged_lines_are_left_out(tmp_path):
    """One line that is none costs only itself."""
    (tmp_path / LEDGER_FILE).write_text('nonsense\n[1]\n["now", "connect", "there:1"]\n', encoding="utf-8")
    assert [entry.address for entry in read_ledger(tmp_path)] == ["there:1"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux shows them")
@pytest.mark.loopback
def test_the_system_is_asked_as_well():
    """A socket of this very process is seen while it is open, and not afterwards."""
    before = open_now([os.getpid()])
    with socket.socket() as here:
        here.bind(("127.0.0.1", 0))
        here.listen()
        assert open_now([os.getpid()]) == before + 1
    assert open_now([os.getpid()]) == before


def test_where_the_system_does_not_tell_nothing_is_claimed(tmp_path):
    """No number is not the number none."""
    assert open_now([1], system=tmp_path) is None
