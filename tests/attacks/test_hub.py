"""Attacks on the promises of the hub: nothing goes out unasked, all that goes out is seen, nothing half is kept."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from gguf_bytes import model_bytes
from hub_server import FILE, REPOSITORY, FakeHub, running_hub

from desktop.errors import Cancelled, HubError
from desktop.hub import Hub, file_named, search
from desktop.hub.waiting import stoppable
from desktop.ledger import read_ledger
from desktop.paths import own_models_folder, settings_folder

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.loopback


@pytest.fixture
def server() -> Iterator[FakeHub]:
    """A hub with one model."""
    with running_hub() as hub:
        hub.host(REPOSITORY, FILE, model_bytes(weights=65536))
        yield hub


def homespun(server: FakeHub, *words: str) -> subprocess.Popen[str]:
    """The program as a person starts it, with this hub as the usual one."""
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "desktop", "models", *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HF_ENDPOINT": server.address, "HF_TOKEN": "hf_secret"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def done(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Its exit code and what it printed."""
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


def test_what_is_fetched_stands_in_the_ledger(server):
    """The person fetches a model with the real command; the hub's address is written down, and nothing else is.

    A token that lies about for other programs is not sent.
    """
    code, out, err = done(homespun(server, "get", f"{REPOSITORY}/{FILE}", "--json"))
    assert code == 0, err
    assert Path(json.loads(out)["path"]).read_bytes() == server.repositories[REPOSITORY][FILE].data
    host = server.address.removeprefix("http://")
    assert {entry.address for entry in read_ledger(settings_folder())} <= {host, "127.0.0.1"}
    assert any(entry.address == host for entry in read_ledger(settings_folder()))
    assert not any("hf_secret" in str(sent) for sent in server.headers)


@pytest.mark.parametrize("words", [("list",), ("folders",), ("remove", "nothing")])
def test_what_needs_no_hub_asks_none(server, words):
    """Listing, naming places and taking away open no connection."""
    done(homespun(server, *words))
    assert server.asked == []
    assert read_ledger(settings_folder()) == ()


def test_the_hubs_library_sleeps_until_it_is_asked():
    """Neither the session nor the list of models imports what could open a connection."""
    code = (
        "import sys, desktop.session, desktop.hub, desktop.cli.models; desktop.hub.look_around();"
        "print([name for name in ('huggingface_hub', 'httpx2') if name in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == "[]"


def test_a_program_that_is_killed_keeps_no_half_model(server):
    """Killed in the middle: nothing has the model's name, and the next call goes on where it was."""
    hosted = server.repositories[REPOSITORY][FILE]
    hosted.stalls_after = 200_000
    process = homespun(server, "get", f"{REPOSITORY}/{FILE}")
    folder = own_models_folder()
    until_s = time.monotonic() + 100
    while not any(path.stat().st_size == 200_000 for path in folder.glob(".*.part")):
        assert time.monotonic() < until_s
        assert process.poll() is None, process.communicate()
        time.sleep(0.02)
    process.kill()
    done(process)
    assert [path.name for path in folder.iterdir() if not path.name.startswith(".")] == []
    hosted.stalls_after = None
    server.asked.clear()
    code, _, err = done(homespun(server, "get", f"{REPOSITORY}/{FILE}"))
    assert code == 0, err
    assert "bytes=200000-" in [asked for _, asked in server.asked]
    assert [path.name for path in folder.iterdir()] == [FILE]
    assert (folder / FILE).read_bytes() == hosted.data


@pytest.mark.namespaces
def test_a_full_disk_ends_in_a_sentence(tmp_path):
    """A real disk of one megabyte: no room before, none any more meanwhile, none for a copy; then room again."""
    disk = tmp_path / "disk"
    disk.mkdir()
    script = Path(__file__).with_name("hub_full_disk.py")
    mounted = 'mount -t tmpfs -o size=1m none "$1" && exec "$2" "$3" "$1"'
    ran = subprocess.run(
        ["unshare", "-rm", "sh", "-c", mounted, "sh", str(disk), sys.executable, str(script)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout) == {
        "before": "hub_no_room",
        "asked_before": 0,
        "meanwhile": "hub_no_room",
        "kept": [True],
        "copy": "hub_no_room",
        "copy_left": [],
        "meanwhile_again": "hub_no_room",
        "whole": True,
        "went_on": True,
    }


def test_a_slow_drip_is_left_when_the_person_says_so(server):
    """A hub that sends a byte now and then never falls silent; Stop ends it all the same, and keeps what came."""
    stop, over = threading.Event(), threading.Event()

    def drip():
        while not over.wait(0.01):
            yield b"."

    came = []
    with pytest.raises(Cancelled):
        for byte in stoppable(drip, stop):
            came.append(byte)
            if len(came) == 3:
                stop.set()
    assert len(came) == 3
    over.set()
    assert file_named(Hub(server.address), f"{REPOSITORY}/{FILE}").name == FILE


@pytest.fixture
def rude(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of something that answers everything with the same bytes and hangs up."""
    listening = socket.create_server(("127.0.0.1", 0))
    over = threading.Event()

    def answer() -> None:
        while not over.is_set():
            caller, _ = listening.accept()
            with caller, suppress(OSError):
                caller.recv(65536)
                caller.sendall(request.param)

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    host, port = listening.getsockname()
    yield f"http://{host}:{port}"
    over.set()
    with suppress(OSError), socket.create_connection((host, port), timeout=5) as last:
        last.sendall(b"bye")
    thread.join()
    listening.close()


@pytest.mark.parametrize(
    "rude",
    [
        b"",
        b"hello\r\n\r\n",
        b"\x16\x03\x01\x00\xff",
        b"HTTP/1.1 200 OK\r\nX: " + b"a" * 2_000_000,
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n[]",
        b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n[]",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\x1f\x8b\x08\x00",
        b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: http://[::1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: \xff\xfe\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        b"HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 206 Partial Content\r\nContent-Length: 2\r\n\r\n[]",
    ],
    ids=range(13),
    indirect=True,
)
def test_what_is_no_hub_at_all_ends_in_a_sentence(rude):
    """Whatever stands at the hub's address."""
    with pytest.raises(HubError) as refused:
        search(Hub(rude, patience_s=20.0), "coder")
    assert str(refused.value)
