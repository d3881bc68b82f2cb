"""What the engine promises to the rest of the program, with real llama.cpp in a real child."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy
import pytest

from desktop.engine import Engine, answering, protocol
from desktop.errors import EngineError, ModelError

ENDLESS = {"max_tokens": 400, "stop_at_end": False, "temperature": 3.0, "grammar": "root ::= [A-H]*"}


def test_engine_continues_the_prompt(engine):
    """The text is the model's, without the token that ended it."""
    completion = engine.generate("a")
    assert completion.text == "bcdefghijklm"
    assert completion.stopped == "end"
    assert completion.tokens == 13
    assert completion.prompt_tokens == 1
    assert -0.1 < completion.mean_logprob < 0
    assert completion.decode_s > 0


def test_pieces_joined_are_the_text(engine):
    """What was streamed is what is returned, character by whole character."""
    pieces = []
    completion = engine.generate("!", on_text=pieces.append)
    assert "".join(pieces) == completion.text == "é→"


def test_characters_are_never_cut(engine):
    """A character of several tokens is held back until it is whole."""
    pieces = []
    grammar = 'root ::= "🌱ü" [^\\n]'
    completion = engine.generate("a", grammar=grammar, max_tokens=5, on_text=pieces.append)
    assert completion.text == "🌱"
    assert pieces == ["🌱"]


def test_special_tokens_in_the_prompt_are_parsed(engine):
    """A role's name in the prompt is one token, and what follows it follows it."""
    completion = engine.generate("<|role|>")
    assert completion.prompt_tokens == 1
    assert completion.text == "z"


def test_control_tokens_leave_no_text(engine):
    """A control token that the model writes is not shown."""
    assert engine.generate("?").text == "z"


def test_grammar_never_lets_a_control_token_in(engine):
    """A grammar of free text allows the letters of a role's name, but not the role."""
    completion = engine.generate("?", grammar="root ::= [^\\n]+", max_tokens=3)
    assert completion.tokens == 3
    assert "role" not in completion.text
    assert completion.text != "z"


def test_budget_stops(engine):
    """The token budget is kept to the token."""
    completion = engine.generate("a", max_tokens=3)
    assert (completion.text, completion.tokens, completion.stopped) == ("bcd", 3, "budget")


def test_no_budget_writes_nothing(engine):
    """A budget of 0 is a prompt that is only read."""
    completion = engine.generate("a", max_tokens=0)
    assert (completion.text, completion.tokens, completion.mean_logprob) == ("", 0, 0.0)


def test_loop_stops(engine):
    """A text that only repeats itself is stopped long before its budget."""
    completion = engine.generate("1", max_tokens=400)
    assert completion.stopped == "loop"
    assert completion.tokens < 40
    assert completion.text.startswith(" apple, pear\n apple, pear\n")


def test_context_is_a_budget_too(engine):
    """Writing ends where the model's context ends."""
    completion = engine.generate("A" * 500, max_tokens=400, temperature=1.0)
    assert completion.stopped == "budget"
    assert completion.prompt_tokens + completion.tokens == 512


def test_prompt_larger_than_the_context_is_said(engine):
    """Nothing is cut silently."""
    with pytest.raises(EngineError) as caught:
        engine.generate("A" * 600)
    assert caught.value.key == "engine_context"
    assert caught.value.facts == {"tokens": 600, "limit": 512}


@pytest.mark.parametrize(
    ("grammar", "expected"),
    [
        ('root ::= "bcd" [x-z] "q"', r"bcd[x-z]q"),
        ('root ::= item ("," item){2}\nitem ::= [a-f]{1,3} [0-9]', r"[a-f]{1,3}\d(,[a-f]{1,3}\d){2}"),
        ('root ::= "yes" | "no"', r"yes|no"),
        ("root ::= [^a-z]{4}", r"[^a-z]{4}"),
    ],
)
@pytest.mark.parametrize("temperature", [0.0, 1.0])
def test_grammar_is_obeyed(engine, grammar, expected, temperature):
    """Whatever the model would rather say, the text is of the grammar, and ends when it is complete."""
    completion = engine.generate("a", grammar=grammar, temperature=temperature, seed=3, max_tokens=200)
    assert completion.stopped == "end"
    assert re.fullmatch(expected, completion.text)


def test_grammar_changes_nothing_that_it_allows(engine):
    """A grammar that the model's own text obeys gives that text, at the same probability."""
    free = engine.generate("a")
    ruled = engine.generate("a", grammar="root ::= [a-z]*")
    assert (ruled.text, ruled.mean_logprob) == (free.text, free.mean_logprob)


@pytest.mark.parametrize("grammar", ["leaf ::= [a-z]", "root ::= missing", "root ::= root", "", "(", "\0"])
def test_bad_grammar_is_said(engine, grammar):
    """A text that is no grammar is refused, and the engine goes on."""
    with pytest.raises(EngineError) as caught:
        engine.generate("a", grammar=grammar)
    assert caught.value.key == "engine_grammar"
    assert engine.generate("k").text == "lm"


def test_same_seed_same_text(engine):
    """A seed decides the text; another seed gives another one."""
    texts = [engine.generate("A", seed=seed, temperature=1.0, max_tokens=60).text for seed in (1, 1, 2)]
    assert texts[0] == texts[1]
    assert texts[0] != texts[2]


def test_half_a_surrogate_is_a_question_mark(engine):
    """A paste may bring what no text has; it does no harm, in a prompt or in a grammar."""
    assert engine.generate("\ud800k").text == "lm"
    assert engine.generate("a", grammar='root ::= "b\ud800"').text == "b?"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="names of files that are no text")
def test_any_name_of_a_file_will_do(models, tmp_path):
    """Also one whose bytes are not UTF-8, as old disks have them."""
    file = tmp_path / os.fsdecode(b"mod\xe8le.gguf")
    shutil.copyfile(models / "writer.gguf", file)
    with Engine(file, None) as engine:
        assert engine.generate("k").text == "lm"


def test_kept_prompts_change_nothing(models):
    """A prompt gives the same logits to the last bit, whether its beginning was read now or before."""
    long = "ABAHGFBC" * 40
    ask = {"max_tokens": 50, "temperature": 1.0, "seed": 5}
    with Engine(models / "mixed.gguf", None) as fresh:
        first = fresh.generate(long + "A", **ask)
    with Engine(models / "mixed.gguf", None) as used:
        used.generate(long + "HHHH", **ask)
        after_another = used.generate(long + "A", **ask)
        again = used.generate(long + "A", **ask)
    assert first.text == after_another.text == again.text
    assert first.mean_logprob == after_another.mean_logprob == again.mean_logprob
    assert again.prompt_tokens == 321


def test_number_of_threads_changes_nothing(models):
    """The same seed writes the same text on another number of cores."""
    results = set()
    for threads in (1, 2, 3):
        with Engine(models / "mixed.gguf", None, threads) as engine:
            completion = engine.generate("ABAHGFBC" * 60, max_tokens=100, temperature=1.0)
            results.add((completion.text, completion.mean_logprob))
    assert len(results) == 1


def test_cancel_in_the_middle(engine):
    """Set from another thread, Stop ends the text soon; what was written is returned."""
    cancelled = threading.Event()
    completion = engine.generate("A", **ENDLESS, on_text=lambda text: cancelled.set(), cancelled=cancelled)
    assert completion.stopped == "cancelled"
    assert 0 < completion.tokens < 400
    assert engine.generate("k").text == "lm"


def test_cancelled_before_it_began(engine):
    """A request that was cancelled already writes nothing."""
    cancelled = threading.Event()
    cancelled.set()
    assert engine.generate("a", cancelled=cancelled).stopped == "cancelled"


SLOW_TO_LOAD = """
import sys, time
from pathlib import Path
from desktop.engine import loading, worker

def forever(*arguments, **options):
    Path(sys.argv[1]).touch()
    time.sleep(600)

loading.Writer = forever
worker.main()
"""


def test_cancelled_while_the_model_loads(models, tmp_path, monkeypatch):
    """A large model on a slow disk is not waited for once nobody wants it."""
    monkeypatch.setattr(answering, "CANCEL_PATIENCE_S", 0.1)
    loads, cancelled = tmp_path / "loads", threading.Event()

    def change_ones_mind():
        while not loads.exists():
            time.sleep(0.01)
        cancelled.set()

    command = (sys.executable, "-c", SLOW_TO_LOAD, str(loads))
    with Engine(models / "writer.gguf", None, command=command) as engine:
        mind = threading.Thread(target=change_ones_mind)
        mind.start()
        completion = engine.generate("a", cancelled=cancelled)
        mind.join()
    assert (completion.text, completion.stopped) == ("", "cancelled")


def test_threads_may_share_an_engine(engine):
    """Requests from several threads are all answered, each with its own text."""
    texts = {}
    threads = [
        threading.Thread(target=lambda c=c: texts.update({c: engine.generate(c).text})) for c in "aehk"
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert texts == {"a": "bcdefghijklm", "e": "fghijklm", "h": "ijklm", "k": "lm"}


def test_encode_gives_one_vector_per_token(engine):
    """Shape (tokens, vector size), in the order of the sequences, an empty one included."""
    vectors = engine.encode([[2, 7, 8, 9, 3], [], [2, 3]])
    assert [vector.shape for vector in vectors] == [(5, 32), (0, 32), (2, 32)]
    assert all(vector.dtype == numpy.float32 for vector in vectors)
    assert numpy.isfinite(vectors[0]).all()


def test_encode_is_the_same_alone_and_in_company(engine):
    """A sequence's vectors do not depend on what is asked beside it."""
    sequences = [[2, 7, 8, 9, 3], [2, 11, 3], [2, *range(5, 60), 3]]
    together = engine.encode(sequences)
    for sequence, vectors in zip(sequences, together, strict=True):
        numpy.testing.assert_array_equal(engine.encode([sequence])[0], vectors)


def test_encode_reads_context(engine):
    """The same token in another place, beside other tokens, has another vector."""
    first, second = engine.encode([[2, 7, 8, 3], [2, 8, 9, 3]])
    assert not numpy.allclose(first[2], second[1], atol=1e-3)


@pytest.mark.parametrize(
    ("sequence", "key"), [([2] * 65, "engine_context"), ([60], "engine_protocol"), ([-1], "engine_protocol")]
)
def test_encode_refuses(engine, sequence, key):
    """Too long, or not of the vocabulary: said, and the engine goes on."""
    with pytest.raises(EngineError) as caught:
        engine.encode([[2, 3], sequence])
    assert caught.value.key == key
    assert len(engine.encode([[2, 3]])) == 1


def test_info_tells_what_is_loaded(engine):
    """Doctor sees the files' names and sizes."""
    info = engine.info()
    assert (info.writer, info.encoder) == ("writer.gguf", "reader.gguf")
    assert (info.context_tokens, info.vector_size) == (512, 32)
    assert info.threads >= 1
    assert "CPU" in info.system


def test_measure_times_bare_llama(engine):
    """The benchmark's yardstick does the steps that it was asked for, and leaves no trace."""
    speed = engine.measure("abc", 20)
    assert (speed.prompt_tokens, speed.decode_tokens) == (3, 20)
    assert speed.decode_s > 0
    assert engine.generate("a").text == "bcdefghijklm"


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_engine_survives_the_death_of_its_child(models):
    """Killed while idle or at work, the child is started again and the text is whole, told once."""
    with Engine(models / "writer.gguf", None) as engine:
        os.kill(engine.info().pid, signal.SIGKILL)
        assert engine.generate("a").text == "bcdefghijklm"
        pieces = []
        pid = engine.info().pid

        def kill_once(text):
            if not pieces:
                os.kill(pid, signal.SIGKILL)
            pieces.append(text)

        completion = engine.generate("A", **ENDLESS, on_text=kill_once)
        assert completion.tokens == 400
        assert "".join(pieces) == completion.text
        assert engine.info().pid != pid


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_second_death_is_said(models, tmp_path):
    """One restart; then an error with a clear sentence; then a fresh start."""
    deadly = tmp_path / "deadly"
    deadly.touch()
    command = (sys.executable, "-c", A_CHILD_THAT_DIES_AT_WORK, str(deadly))
    with Engine(models / "writer.gguf", None, command=command) as engine:
        with pytest.raises(EngineError) as caught:
            engine.generate("A")
        assert caught.value.key == "engine_died"
        assert deadly.read_text() == "xx"  # it was tried twice, not once and not for ever
        deadly.unlink()
        assert engine.generate("k").text == "lm"


A_CHILD_THAT_DIES_AT_WORK = """
import os, signal, sys
from pathlib import Path
from desktop.engine import worker
from desktop.engine.writer import Writer

deadly, write = Path(sys.argv[1]), Writer.generate

def generate(*arguments, **options):
    if deadly.exists():
        deadly.write_text(deadly.read_text() + "x")
        os.kill(os.getpid(), signal.SIGKILL)
    return write(*arguments, **options)

Writer.generate = generate
worker.main()
"""
"""The real child, but for killing itself whenever it is to write while the file is there."""


def command_of(pid):
    return subprocess.run(["ps", "-o", "args=", "-p", str(pid)], capture_output=True, text=True).stdout


def is_there(pid):
    return bool(command_of(pid).strip())


@pytest.mark.skipif(sys.platform == "win32", reason="ps of POSIX")
def test_close_leaves_no_process(models):
    """After closing there is neither a child nor a zombie."""
    with Engine(models / "writer.gguf", None) as engine:
        pid = engine.info().pid
        assert is_there(pid)
    assert not is_there(pid)
    engine.close()
    assert engine.generate("k").text == "lm"
    engine.close()


NEVER_DONE = """
import json, sys
with open(sys.argv[1], "a") as starts:
    starts.write("started\\n")
print(json.dumps({"is": "hello", "version": int(sys.argv[2])}), flush=True)
for line in sys.stdin:
    request = json.loads(line)
    answer = {"id": request["id"]} | (
        {"is": "done", "facts": {}} if request["is"] == "load" else {"is": "piece", "text": "and so on"}
    )
    print(json.dumps(answer), flush=True)
"""


def test_close_ends_a_text_that_is_being_written(tmp_path):
    """Who waits for it gets an error, and the model is not loaded again for it."""
    starts, begun, told = tmp_path / "starts", threading.Event(), []
    command = (sys.executable, "-c", NEVER_DONE, str(starts), str(protocol.VERSION))
    engine = Engine(None, None, command=command)

    def write():
        with pytest.raises(EngineError) as caught:
            engine.generate("a", on_text=lambda text: begun.set())
        told.append(caught.value.key)

    writing = threading.Thread(target=write, daemon=True)
    writing.start()
    assert begun.wait(60)
    engine.close()
    writing.join(60)
    assert told == ["engine_died"]
    assert starts.read_text().splitlines() == ["started"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_child_dies_with_its_parent(models):
    """A parent that is killed takes its child along."""
    program = (
        "import sys, time; from pathlib import Path; from desktop.engine import Engine;"
        "engine = Engine(Path(sys.argv[1]), None); print(engine.info().pid, flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", program, str(models / "writer.gguf")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        pid = int(parent.stdout.readline())
        parent.kill()
    for _ in range(100):
        if not is_there(pid):
            return
        time.sleep(0.05)
    pytest.fail("the child outlived its parent")


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_interrupt_in_the_terminal_is_the_parents(models):
    """Ctrl-C reaches the child too, and it goes on."""
    with Engine(models / "writer.gguf", None) as engine:
        pid = engine.info().pid
        os.kill(pid, signal.SIGINT)
        assert engine.generate("k").text == "lm"
        assert engine.info().pid == pid


def test_model_errors_come_through(tmp_path, models):
    """What is wrong with a file is said with the file's name; nothing is left running."""
    (tmp_path / "cut.gguf").write_bytes((models / "writer.gguf").read_bytes()[:5000])
    with Engine(tmp_path / "cut.gguf", None) as engine:
        for _ in range(2):
            with pytest.raises(ModelError) as caught:
                engine.start()
            assert caught.value.key == "model_truncated"
            assert "cut.gguf" in str(caught.value)


@pytest.mark.parametrize(("writer", "encoder"), [("reader.gguf", None), (None, "writer.gguf")])
def test_wrong_kind_of_model_is_said(models, writer, encoder):
    """A reader cannot write, and a writer cannot read."""
    with (
        Engine(writer and models / writer, encoder and models / encoder) as engine,
        pytest.raises(ModelError) as caught,
    ):
        engine.start()
    assert caught.value.key == "model_unsupported"


def test_missing_half_is_said(models):
    """An engine without a writer does not write, and one without a reader does not read."""
    with Engine(None, models / "reader.gguf") as engine:
        with pytest.raises(EngineError) as caught:
            engine.generate("a")
        assert caught.value.key == "engine_without_writer"
    with Engine(models / "writer.gguf", None) as engine:
        with pytest.raises(EngineError) as caught:
            engine.encode([[2]])
        assert caught.value.key == "engine_without_reader"


@pytest.mark.parametrize(
    "program",
    [
        "raise SystemExit(1)",
        "print('good day')",
        'print(\'{"is":"hello","version":99}\', flush=True); input()',
    ],
)
def test_child_that_does_not_start_is_said(program):
    """No process, no protocol or another version: an error, not a hang."""
    with (
        Engine(None, None, command=[sys.executable, "-c", program]) as engine,
        pytest.raises(EngineError) as caught,
    ):
        engine.info()
    assert caught.value.key == "engine_start"


def test_log_keeps_what_llama_says(engine):
    """Doctor can show llama.cpp's own words, and no more than so many lines of them."""
    engine.info()
    assert any("llama" in line for line in engine.log())
    assert len(engine.log()) <= 400


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc")
def test_child_opens_no_socket(engine):
    """Among the child's open files there is no socket."""
    engine.generate("a")
    files = Path(f"/proc/{engine.info().pid}/fd")
    opened = [str(file.readlink()) for file in files.iterdir()]
    assert opened
    assert not [target for target in opened if target.startswith("socket:")]
