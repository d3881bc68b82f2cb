"""The lines between client and worker: what fits comes through whole, what does not is named."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.engine import protocol
from desktop.engine.child import worker_command

SOURCE = str(Path(__file__).resolve().parents[3])
MESSAGES = [
    protocol.Load(1, "a model.gguf", "", 12, 0, 2),
    protocol.Generate(2, "zwölf\n🌱\0", "root ::= [a-z]", 5, 7, 0.5, False),
    protocol.Generate(3, ""),
    protocol.Chat(3, (("system", "Be brief."), ("user", "é")), "root ::= [a-z]", 5, 7, 0.5),
    protocol.Encode(4, ((1, 2, 3), ())),
    protocol.Measure(5, "x", 9),
    protocol.Info(6),
    protocol.Cancel(7, 2),
    protocol.Shutdown(8),
    protocol.Hello(protocol.VERSION),
    protocol.Piece(2, "é\u2028"),
    protocol.Stage(2, 10.0, "a model.gguf"),
    protocol.Done(2, {"text": "x", "pieces": ["a", ["b"]]}),
    protocol.Failed(2, "ModelError", "model_missing", {"file": "a"}),
]


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: type(message).__name__)
def test_message_survives_the_line(message):
    """What is written is read again, and a line is one line."""
    line = protocol.write_line(message)
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    assert line.isascii()
    assert protocol.read_line(line) == message


@given(st.text(), st.integers(), st.floats(allow_nan=False, allow_infinity=False))
def test_any_prompt_survives(prompt, seed, temperature):
    """Any text, control characters and lone surrogates included, comes through."""
    message = protocol.Generate(1, prompt, prompt, 1, seed, temperature)
    assert protocol.read_line(protocol.write_line(message)) == message


BAD_LINES = [
    (b"", 0),
    (b"hello", 0),
    (b"\xff\xfe\n", 0),
    (b"[]", 0),
    (b"null", 0),
    (b"{}", 0),
    (b'{"is":"dance","id":3}', 3),
    (b'{"is":["generate"],"id":3}', 3),
    (b'{"is":"generate","id":3}', 3),
    (b'{"is":"generate","id":3,"prompt":4}', 3),
    (b'{"is":"generate","id":3,"prompt":"x","max_tokens":"9"}', 3),
    (b'{"is":"generate","id":3,"prompt":"x","max_tokens":true}', 3),
    (b'{"is":"generate","id":3,"prompt":"x","colour":"red"}', 3),
    (b'{"is":"generate","id":"3","prompt":"x"}', 0),
    (b'{"is":"encode","id":3,"sequences":[1]}', 3),
    (b'{"is":"encode","id":3,"sequences":[["a"]]}', 3),
    (b'{"is":"encode","id":3,"sequences":{}}', 3),
    (b"[" * 100_000, 0),
    (b'{"is":"info","id":1e999}', 0),
]


@pytest.mark.parametrize(("line", "id"), BAD_LINES)
def test_bad_line_is_malformed(line, id):
    """A line that does not fit is refused, with the id of the request if it has one."""
    with pytest.raises(protocol.MalformedError) as caught:
        protocol.read_line(line)
    assert caught.value.id == id


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(line):
    """Any bytes are a message or malformed, nothing else."""
    try:
        protocol.read_line(line)
    except protocol.MalformedError:
        return
    assert json.loads(line)


def start_worker() -> subprocess.Popen[bytes]:
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(worker_command(), cwd=SOURCE, env={**os.environ, "PYTHONPATH": SOURCE}, **pipes)


def test_worker_goes_on_after_malformed_lines():
    """Each bad line is answered with a failure, and the next good one is done."""
    lines = [line for line, _ in BAD_LINES if b"\n" not in line and line]
    sent = b"\n".join([*lines, b'{"is":"hello","version":1}', b'{"is":"info","id":77}', b""])
    with start_worker() as worker:
        worker.stdin.write(sent)
        worker.stdin.flush()
        answers = [protocol.read_line(worker.stdout.readline()) for _ in range(len(lines) + 3)]
        worker.stdin.write(protocol.write_line(protocol.Shutdown(78)))
        worker.stdin.flush()
        assert worker.wait(10) == 0
    assert answers[0] == protocol.Hello(protocol.VERSION)
    assert {answer.key for answer in answers[1:-1]} == {"engine_protocol"}
    assert isinstance(answers[-1], protocol.Done)
    assert answers[-1].id == 77


def test_worker_leaves_when_its_input_ends():
    """The end of its input is the end of the worker, at once."""
    with start_worker() as worker:
        assert protocol.read_line(worker.stdout.readline()) == protocol.Hello(protocol.VERSION)
        worker.stdin.close()
        assert worker.wait(10) == 0


def test_worker_command_is_the_program_itself(monkeypatch):
    """From source the child is Python on this package; in a bundle it is the bundle."""
    assert worker_command()[0] == sys.executable
    assert worker_command()[-3:] == ("-m", "desktop", "--worker")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert worker_command() == (sys.executable, "--worker")
