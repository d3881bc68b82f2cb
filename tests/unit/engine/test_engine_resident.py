"""Several models share the memory: who stays, who goes, and that nobody notices but the clock."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from desktop.engine.completion import Completion, Message, ModelFacts
from desktop.engine.resident import Residents, open_engine
from desktop.errors import ModelError

PATIENCE_S = 30.0
WEIGHTS, NEED = 60, 100


class Loadable:
    """An engine that says whether its model is in memory, and can be held in the middle of a text."""

    def __init__(self, path):
        self.path = path
        self.in_memory = False
        self.closed = 0
        self.held = threading.Event()
        self.held.set()
        self.writing = threading.Event()

    tokens_per_s = 12.5

    def facts(self):
        self.in_memory = True
        return ModelFacts(self.path.stem, 512, has_chat=True, has_grammar=True)

    def generate(self, prompt, **how):
        if prompt == "broken":
            raise ModelError("model_damaged", file=self.path.name)
        self.in_memory = True
        self.writing.set()
        self.held.wait(PATIENCE_S)
        return Completion(prompt + self.path.stem, 1, "end", 1, 0.0, 0.0, 0.0)

    def chat(self, messages, **how):
        return self.generate(messages[-1].text, **how)

    def close(self):
        self.in_memory = False
        self.closed += 1


class Computer:
    """Memory for a number of models, counted as a system does: mapped weights are called free."""

    def __init__(self, size=1000):
        self.size = size
        self.engines = {}

    def open_model(self, path):
        return self.engines.setdefault(path.stem, Loadable(path))

    def in_memory(self):
        return sorted(name for name, engine in self.engines.items() if engine.in_memory)

    def free(self):
        return self.size - len(self.in_memory()) * (NEED - WEIGHTS)

    def residents(self, idle_s=600.0):
        return Residents(self.open_model, idle_s=idle_s, needed=lambda path: (NEED, WEIGHTS), free=self.free)


def model(name):
    """A model's file, which these engines never open."""
    return Path(f"/models/{name}.gguf")


def wait_until(true):
    """Wait for what will come, or fail."""
    ends = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < ends
        time.sleep(0.005)


def test_models_stay_while_there_is_room():
    """Two fit: both stay, and are told apart."""
    computer = Computer(200)
    with computer.residents() as residents:
        assert residents.engine(model("a")).generate("x").text == "xa"
        assert residents.engine(model("b")).chat([Message("user", "y")]).text == "yb"
        assert residents.loaded() == (model("a").absolute(), model("b").absolute())
        assert computer.in_memory() == ["a", "b"]
    assert computer.in_memory() == []


def test_the_one_unused_longest_goes():
    """A third model takes the room of the one that was not used for longest, and of no other."""
    computer = Computer(200)
    with computer.residents() as residents:
        for name in ("a", "b", "a", "c"):
            residents.engine(model(name)).generate("x")
        assert computer.in_memory() == ["a", "c"]
        residents.engine(model("b")).generate("x")
        assert computer.in_memory() == ["b", "c"]


def test_what_is_written_now_never_goes():
    """A model in the middle of a text stays, whatever it costs the others."""
    computer = Computer(200)
    with computer.residents() as residents:
        residents.engine(model("a")).generate("x")
        computer.engines["a"].held.clear()
        computer.engines["a"].writing.clear()
        writing = threading.Thread(target=residents.engine(model("a")).generate, args=("x",))
        writing.start()
        assert computer.engines["a"].writing.wait(PATIENCE_S)
        residents.engine(model("b")).generate("x")
        residents.engine(model("c")).generate("x")
        assert computer.in_memory() == ["a", "c"]
        computer.engines["a"].held.set()
        writing.join(PATIENCE_S)


def test_idle_models_go_by_themselves_and_come_back():
    """After a while without a use the memory is free again, and the engine as good as before."""
    computer = Computer()
    with computer.residents(idle_s=0.02) as residents:
        engine = residents.engine(model("a"))
        engine.generate("x")
        residents.engine(model("b")).generate("x")
        wait_until(lambda: computer.in_memory() == [])
        assert engine.generate("x").text == "xa"
        wait_until(lambda: residents.loaded() == ())


def test_a_long_text_is_no_idling():
    """The time counts from the end of the last use."""
    computer = Computer()
    with computer.residents(idle_s=0.01) as residents:
        engine = residents.engine(model("a"))
        computer.open_model(model("a")).held.clear()
        writing = threading.Thread(target=engine.generate, args=("x",))
        writing.start()
        assert computer.engines["a"].writing.wait(PATIENCE_S)
        residents.engine(model("b")).generate("x")
        wait_until(lambda: computer.in_memory() == ["a"])
        computer.engines["a"].held.set()
        writing.join(PATIENCE_S)
        wait_until(lambda: computer.in_memory() == [])


def test_a_model_that_cannot_be_loaded_takes_no_room():
    """Its error is told, and the next model is not sent away for it."""
    computer = Computer(200)
    with computer.residents() as residents:
        residents.engine(model("a")).generate("x")
        with pytest.raises(ModelError):
            residents.engine(model("b")).generate("broken")
        assert residents.loaded() == (model("a").absolute(),)
        residents.engine(model("c")).generate("x")
        assert computer.in_memory() == ["a", "c"]


def test_an_error_in_use_keeps_the_model():
    """What was loaded stays, whatever one request came to."""
    computer = Computer()
    with computer.residents() as residents:
        engine = residents.engine(model("a"))
        engine.generate("x")
        with pytest.raises(ModelError):
            engine.generate("broken")
        assert computer.in_memory() == ["a"]


def test_closing_one_engine_lets_its_model_go():
    """The others stay; the engine may be used again."""
    computer = Computer()
    with computer.residents() as residents:
        engine = residents.engine(model("a"))
        assert engine.facts().name == "a"
        assert engine.tokens_per_s == 12.5
        residents.engine(model("b")).generate("x")
        engine.close()
        assert computer.in_memory() == ["b"]
        assert engine.generate("x").text == "xa"


def test_without_an_answer_from_the_system_nothing_goes():
    """Where free memory is not known nobody is sent away on a guess."""
    computer = Computer(100)
    known = Residents(computer.open_model, needed=lambda path: (NEED, WEIGHTS), free=lambda: None)
    with known as residents:
        for name in "abc":
            residents.engine(model(name)).generate("x")
        assert computer.in_memory() == ["a", "b", "c"]


def test_a_real_model(models):
    """The same with llama.cpp: loaded when used, gone when closed, the same text afterwards."""
    with Residents(lambda path: open_engine(path, threads=1)) as residents:
        engine = residents.engine(models / "writer.gguf")
        assert residents.loaded() == ()
        assert engine.generate("a").text == "bcdefghijklm"
        assert residents.loaded() == (models / "writer.gguf",)
        engine.close()
        assert residents.loaded() == ()
        assert engine.generate("a").text == "bcdefghijklm"


def test_a_missing_file_is_said():
    """Before anything else is sent away for it."""
    with Residents() as residents, pytest.raises(ModelError) as caught:
        residents.engine(model("none")).facts()
    assert caught.value.key == "model_missing"
