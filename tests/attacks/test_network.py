"""Attacks on the promise that nothing is sent anywhere: a build that may not, or cannot, reach a network.

The program runs as a process of its own, with the real model, the engine's child included.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REQUEST = "an app for who borrowed which tool from my shed, with a due date"

WATCH = """
import os, sys

REPORT = os.environ["HOMESPUN_TEST_REPORT"]

def watch(event, arguments):
    if event.startswith("socket."):
        # Written at once: the process may be the engine's child, and may end by a signal.
        handle = os.open(REPORT, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(handle, f"{os.getpid()} {event}\\n".encode())
        os.close(handle)

sys.addaudithook(watch)
handle = os.open(REPORT, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
os.write(handle, f"{os.getpid()} watching\\n".encode())
os.close(handle)
"""
"""Loaded by every Python process of the test before anything else (`sitecustomize`)."""


def build(tmp_path: Path, *before: str) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """Run a build; return the process, and what was seen of sockets in it and in its children."""
    hook = tmp_path / "hook"
    hook.mkdir()
    (hook / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    report = tmp_path / "report.txt"
    ran = subprocess.run(
        [
            *before,
            sys.executable,
            "-P",
            "-m",
            "desktop",
            "build",
            REQUEST,
            "--out",
            str(tmp_path / "shed"),
            "--json",
        ],
        cwd=tmp_path,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(hook), str(ROOT)]),
            "HOMESPUN_TEST_REPORT": str(report),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    return ran, report.read_text(encoding="utf-8").splitlines()


def test_building_opens_no_socket(tmp_path):
    """From the command to the saved app, in the program and in the engine's child, no socket is made."""
    ran, seen = build(tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert [line for line in seen if "socket." in line] == []
    assert len({line.split()[0] for line in seen}) >= 2, "the engine's child was not watched"
    assert json.loads(ran.stdout)["model"]["sha256"]
    assert (tmp_path / "shed" / "index.html").is_file()


@pytest.mark.namespaces
def test_building_needs_no_network(tmp_path):
    """In a world without any network, not even a loopback that is up, the same app is built."""
    ran, _ = build(tmp_path, "unshare", "-rn")
    assert ran.returncode == 0, ran.stderr
    assert (tmp_path / "shed" / "index.html").is_file()


def test_the_watch_sees_sockets(tmp_path):
    """The watch itself works: a process that makes a socket is seen."""
    hook = tmp_path / "hook"
    hook.mkdir()
    (hook / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    report = tmp_path / "report.txt"
    subprocess.run(
        [sys.executable, "-P", "-c", "import socket; socket.socket().close()"],
        env={**os.environ, "PYTHONPATH": str(hook), "HOMESPUN_TEST_REPORT": str(report)},
        check=True,
    )
    assert any(line.endswith("socket.__new__") for line in report.read_text(encoding="utf-8").splitlines())
