"""What starts a server for a class: the right program, reachable by nobody who was not meant, and told when it fails."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest

from desktop.errors import EngineError
from desktop.remote import Serving, find_program, own_addresses, programs, serving_command
from desktop.remote.running import RunningServer

GOOD = """
import http.server, sys
port = int(sys.argv[sys.argv.index("--port") + 1])
class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        data = b'{"data": [{"id": "tiny"}]}'
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
    def log_message(self, *_): pass
print("loading the model", flush=True)
http.server.HTTPServer((sys.argv[sys.argv.index("--host") + 1], port), Page).serve_forever()
"""
BAD = """
import sys
print("llama_model_load: error loading model: no such tensor", flush=True)
print("bye", flush=True)
sys.exit(1)
"""


def program(folder: Path, name: str, code: str) -> Path:
    """A program of that name, written in Python."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!{sys.executable}\n{code}", encoding="utf-8")
    path.chmod(0o755)
    return path


def free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return int(line.getsockname()[1])


@pytest.fixture
def path_of_search(tmp_path, monkeypatch):
    """A search path with only what a test puts there."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    return tmp_path / "bin"


needs_scripts = pytest.mark.skipif(os.name == "nt", reason="a script is no program there")


@needs_scripts
def test_llama_server_is_taken_for_a_file_and_vllm_for_a_folder(path_of_search, tmp_path):
    """Each reads what it can; where both are there the smaller program is enough for one file."""
    file = tmp_path / "m.gguf"
    file.touch()
    with pytest.raises(EngineError) as problem:
        find_program(None, file)
    assert problem.value.key == "serving_no_program"
    vllm = program(path_of_search, "vllm", "")
    assert find_program(None, file) == (vllm, "vllm")
    llama = program(path_of_search, "llama-server", "")
    assert find_program(None, file) == (llama, "llama-server")
    assert find_program(None, tmp_path) == (vllm, "vllm")


@needs_scripts
def test_a_program_that_is_named_is_taken(path_of_search, tmp_path):
    mine = program(tmp_path / "mine", "llama-server", "")
    assert find_program(mine, tmp_path / "m.gguf") == (mine, "llama-server")
    for named, model, key in (
        (tmp_path / "absent", tmp_path / "m.gguf", "serving_no_such_program"),
        (mine, tmp_path, "serving_folder"),
    ):
        with pytest.raises(EngineError) as problem:
            find_program(named, model)
        assert problem.value.key == key


@pytest.mark.parametrize("kind", ["llama-server", "vllm"])
def test_only_this_computer_unless_it_is_said(kind, tmp_path):
    """Loopback by itself; every address only with `lan`."""
    here = serving_command(Serving(Path(kind), kind, tmp_path / "m.gguf", port=8099))
    there = serving_command(Serving(Path(kind), kind, tmp_path / "m.gguf", port=8099, lan=True))
    assert here[here.index("--host") + 1] == "127.0.0.1"
    assert there[there.index("--host") + 1] == "0.0.0.0"
    assert here[here.index("--port") + 1] == "8099"


def test_each_of_many_has_a_whole_context(tmp_path):
    """llama-server divides its context by those it answers at once, so it is asked for as many."""
    serving = Serving(Path("llama-server"), "llama-server", tmp_path / "m.gguf", at_once=30, tokens_each=2048)
    command = serving_command(serving)
    assert command[command.index("--parallel") + 1] == "30"
    assert command[command.index("--ctx-size") + 1] == str(30 * 2048)
    assert "--offline" in command


class _Line:
    """A socket that leaves by one of two ways, by loopback, or by none."""

    def __init__(self, *_):
        self._to = ""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def connect(self, address):
        if address[0].startswith("169"):
            raise OSError("no way there")
        self._to = address[0]

    def getsockname(self):
        ways = {"192": "192.168.1.7", "10.": "93.184.216.34"}
        return (ways.get(self._to[:3], "127.0.0.1"), 1)


def test_the_addresses_that_others_can_type(monkeypatch):
    """Each once, without the one that only this computer can use."""
    monkeypatch.setattr(programs.socket, "socket", _Line)
    assert own_addresses() == ("192.168.1.7", "93.184.216.34")


@needs_scripts
@pytest.mark.loopback
def test_a_server_is_started_waited_for_and_ended(tmp_path):
    """When it says that it is ready, it answers; afterwards its port is free again."""
    serving = Serving(
        program(tmp_path, "llama-server", GOOD), "llama-server", tmp_path / "m.gguf", free_port()
    )
    with RunningServer(serving) as server:
        server.wait_until_ready()
        assert server.log() == ("loading the model",)
        with pytest.raises(EngineError) as problem:
            RunningServer(serving)
        assert problem.value.key == "serving_port_taken"
    with RunningServer(serving) as again:
        again.wait_until_ready()


@needs_scripts
@pytest.mark.loopback
def test_a_server_that_fails_says_why(tmp_path):
    """The line that tells is found, whatever it still said afterwards."""
    serving = Serving(
        program(tmp_path, "llama-server", BAD), "llama-server", tmp_path / "m.gguf", free_port()
    )
    with RunningServer(serving) as server, pytest.raises(EngineError, match="no such tensor") as problem:
        server.wait_until_ready()
    assert problem.value.key == "serving_failed"


@pytest.mark.loopback
def test_a_program_that_cannot_be_started(tmp_path):
    serving = Serving(tmp_path / "absent", "llama-server", tmp_path / "m.gguf", free_port())
    with pytest.raises(EngineError) as problem:
        RunningServer(serving)
    assert problem.value.key == "serving_failed"
