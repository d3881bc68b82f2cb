"""`homespun serve-model`: it says how to reach the server, stays until Ctrl+C, and says what is missing."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.cli import main, serving
from desktop.messages import say
from desktop.paths import models_folder
from desktop.remote import Serving

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = """
import http.server, sys
class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"data": [{"id": "tiny"}]}')
    def log_message(self, *_): pass
port = int(sys.argv[sys.argv.index("--port") + 1])
http.server.HTTPServer(("127.0.0.1", port), Page).serve_forever()
"""
pytestmark = pytest.mark.skipif(os.name == "nt", reason="a script is no program there, nor is there SIGINT")


@pytest.fixture
def program(tmp_path):
    """A program that passes for llama-server."""
    path = tmp_path / "llama-server"
    path.write_text(f"#!{sys.executable}\n{PROGRAM}", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def port():
    """One that is free."""
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return str(line.getsockname()[1])


@pytest.mark.loopback
@pytest.mark.parametrize("as_json", [False, True])
def test_served_until_it_is_stopped(program, port, as_json):
    """What to type is printed when it answers; Ctrl+C ends the server too, and that is no failure."""
    words = ["serve-model", str(models_folder() / "writer.gguf"), "--program", str(program), "--port", port]
    running = subprocess.Popen(
        [sys.executable, "-P", "-m", "desktop", *words, *(["--json"] if as_json else [])],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    said = ""
    while not said.endswith("}\n" if as_json else "Ctrl+C ends it.\n"):
        line = running.stdout.readline()
        assert line, running.stderr.read()
        said += line
    os.killpg(running.pid, signal.SIGINT)
    _, err = running.communicate(timeout=60)
    assert (running.returncode, err) == (0, "")
    address = f"http://127.0.0.1:{port}"
    if as_json:
        assert json.loads(said)["addresses"] == [address]
    else:
        assert address in said
        assert "--lan" in said
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        line.bind(("127.0.0.1", int(port)))


def test_without_a_program_it_says_what_to_install(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["serve-model", str(models_folder() / "writer.gguf")]) == 3
    assert "llama-server" in capsys.readouterr().err


def test_a_file_that_is_no_model_is_not_served(program, tmp_path, capsys):
    """It is looked into before another program is."""
    (tmp_path / "m.gguf").write_bytes(b"not a model")
    assert main(["serve-model", str(tmp_path / "m.gguf"), "--program", str(program)]) == 3
    assert "m.gguf" in capsys.readouterr().err


def test_which_model_has_to_be_said(capsys):
    """None is installed here, and none is named."""
    assert main(["serve-model", "--json"]) == 3
    assert json.loads(capsys.readouterr().out)["error"]["key"] == "serving_which"


@pytest.mark.parametrize(
    "words", [["--port", "0"], ["--port", "x"], ["--at-once", "1000"], ["--context", "1"]]
)
def test_numbers_that_make_no_sense(words):
    assert main(["serve-model", *words]) == 2


def test_an_address_of_the_internet_is_warned_of(monkeypatch, capsys):
    """With --lan such a computer may be open to everybody."""
    monkeypatch.setattr(serving, "own_addresses", lambda: ("192.168.1.7", "93.184.216.34"))
    given = Serving(Path("llama-server"), "llama-server", Path("m.gguf"), 8080, lan=True)
    serving._tell(given, "llama-server", 1, as_json=False)
    said = capsys.readouterr().out
    assert "http://192.168.1.7:8080" in said
    assert "Careful: 93.184.216.34" in said
    assert "Careful: 192" not in said


def test_where_the_address_is_typed_is_called_as_in_the_window(monkeypatch, capsys):
    """Whoever stands before the other computer finds that very word in its settings."""
    monkeypatch.setattr(serving, "own_addresses", lambda: ("192.168.1.7",))
    given = Serving(Path("llama-server"), "llama-server", Path("m.gguf"), 8080, lan=True)
    serving._tell(given, "llama-server", 1, as_json=False)
    assert f"“{say('shell_settings.server')}”" in capsys.readouterr().out
