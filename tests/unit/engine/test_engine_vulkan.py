"""The engine on a device that llama.cpp really computes on: Mesa's graphics processor in software.

It shows that layers, context and sums go to a device and come back right, and what happens where the device or
its driver fails. How fast a real card is, and what its own driver does, is not seen here.
"""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest
from vulkan_device import software_driver, vulkan_python

from desktop.engine import Engine
from desktop.engine.prefix_store import Prefixes

pytestmark = pytest.mark.vulkan

ALL_SIZES = """
import os
from desktop.engine import devices, loading, plan, worker, writer

plan.SMALL_MODEL_BYTES = 0
"""
SERVE = "\nworker.main()"
LITTLE_FREE = (
    ALL_SIZES
    + """
import dataclasses

find = devices.devices
loading.devices = worker.devices = lambda: tuple(
    dataclasses.replace(device, free_bytes=plan.GPU_RESERVE_BYTES + {more}) for device in find()
)
plan.GPU_SHARE = 1.0
"""
    + SERVE
)
WITHOUT_MEMORY = (
    ALL_SIZES
    + """
from desktop.engine.memory_limit import at_most

def short_of(call, more_bytes):
    def limited(*given):
        if not layers[-1]:
            return call(*given)
        with at_most(more_bytes):
            return call(*given)
    return limited

load, layers = writer.load_model, []
writer.load_model = lambda path, count: layers.append(count) or load(path, count)
writer.llama.{where} = short_of(writer.llama.{where}, 0)
"""
    + SERVE
)
ALPHABET = "bcdefghijklm"
PROMPT = "ABCD" * 70


@pytest.fixture(autouse=True)
def device(monkeypatch):
    """Let llama.cpp see the software device alone, which it would not take by itself."""
    monkeypatch.setenv("VK_ICD_FILENAMES", str(software_driver()))
    monkeypatch.setenv("VK_DRIVER_FILES", str(software_driver()))
    monkeypatch.setenv("GGML_VK_VISIBLE_DEVICES", "0")


def engine_of(model, program=ALL_SIZES + SERVE, **options):
    return Engine(model, None, command=(str(vulkan_python()), "-c", program), **options)


def test_backend_device_and_memory_are_told(models):
    """What llama.cpp was built with, what it found, and how much memory is free there."""
    with engine_of(models / "writer.gguf") as engine:
        info = engine.info()
    assert {"Vulkan", "CPU"} <= set(info.backends)
    (device,) = info.devices
    assert (device.name, device.kind) == ("Vulkan0", "gpu")
    assert "llvmpipe" in device.description
    assert 0 < device.free_bytes <= device.total_bytes


@pytest.mark.parametrize("prompt", ["A", PROMPT], ids=["short", "longer than a block"])
def test_the_device_writes_what_the_processor_writes(models, prompt):
    """All layers are there, and the likeliest tokens are the same; their probabilities differ in the last digits."""
    options = {"max_tokens": 40, "stop_at_end": False}
    with engine_of(models / "mixed.gguf") as there, engine_of(models / "mixed.gguf", gpu=False) as here:
        ours, its = here.generate(prompt, **options), there.generate(prompt, **options)
        assert (there.info().gpu_layers, there.info().layers, there.info().offload) == (3, 3, "full")
        assert here.info().offload == "off"
    assert its.text == ours.text
    assert its.mean_logprob == pytest.approx(ours.mean_logprob, abs=0.01)


def test_conversations_grammars_and_seeds_go_on_there(models):
    """Nothing else changes: same seed, same text, and the grammar is obeyed."""
    with engine_of(models / "talker.gguf") as engine:
        options = {"grammar": 'root ::= [A-H] " "* [A-H]+', "seed": 7, "temperature": 1.0, "max_tokens": 20}
        texts = {engine.generate("A", **options).text for _ in range(3)}
        assert engine.info().offload == "full"
    (text,) = texts
    assert set(text) <= set("ABCDEFGH ")


@pytest.mark.parametrize(("more", "layers", "offload"), [("0", 0, "too_little"), ("3_500_000", 2, "part")])
def test_as_many_layers_as_fit(models, more, layers, offload):
    """The processor computes the others, and the text is the same."""
    with engine_of(models / "mixed.gguf", LITTLE_FREE.format(more=more)) as part:
        text = part.generate(PROMPT, max_tokens=40, stop_at_end=False).text
        info = part.info()
    assert (info.gpu_layers, info.offload) == (layers, offload)
    with engine_of(models / "mixed.gguf", gpu=False) as whole:
        assert text == whole.generate(PROMPT, max_tokens=40, stop_at_end=False).text


@pytest.mark.parametrize(
    "options", [{"gpu": False}, {"program": ALL_SIZES.replace("= 0", "= 2**30") + SERVE}]
)
def test_without_layers_the_device_has_no_work(models, options):
    """Switched off, or for a small model: not even a long prompt is read there."""
    with engine_of(models / "mixed.gguf", **options) as engine:
        engine.generate(PROMPT, max_tokens=10)
        info, log = engine.info(), "\n".join(engine.log())
    assert info.devices
    assert info.gpu_layers == 0
    assert "using device Vulkan0" not in log
    assert "Vulkan0 compute buffer" not in log


def test_a_kept_beginning_comes_back(models, tmp_path):
    """What the device has read is kept on the disk, and put back there after a new start."""
    prefixes = Prefixes(tmp_path, least_work=0)
    texts = set()
    for _ in range(3):
        with engine_of(models / "mixed.gguf", prefixes=prefixes) as engine:
            texts |= {engine.generate(PROMPT + end, max_tokens=20).text for end in ("A", "A", "B")}
            assert engine.info().offload == "full"
    assert len(texts) == 2
    assert list(tmp_path.iterdir())


def test_without_a_driver_the_processor_does_it(models, tmp_path, monkeypatch):
    """The backend is built in, and finds nothing."""
    for name in ("VK_ICD_FILENAMES", "VK_DRIVER_FILES"):
        monkeypatch.setenv(name, str(tmp_path / "nothing.json"))
    with engine_of(models / "writer.gguf") as engine:
        assert engine.generate("a").text == ALPHABET
        info = engine.info()
    assert (info.devices, info.gpu_layers, info.offload) == ((), 0, "none")


@pytest.mark.skipif(shutil.which("cc") is None, reason="a C compiler")
@pytest.mark.parametrize(
    "driver",
    [
        "__attribute__((constructor)) static void begin(void) { abort(); }",
        "void *vk_icdGetInstanceProcAddr(void *instance, const char *name) { abort(); }",
    ],
    ids=["when opened", "when asked"],
)
def test_a_driver_that_kills_is_kept_out_of_sight(models, tmp_path, monkeypatch, driver):
    """It takes the child along before that has said hello; the next one does not see it, and says that it failed."""
    source, library, about = tmp_path / "driver.c", tmp_path / "driver.so", tmp_path / "driver.json"
    source.write_text(f"#include <stdlib.h>\n{driver}\n", encoding="ascii")
    subprocess.run(["cc", "-shared", "-fPIC", source, "-o", library], check=True)
    points = {"library_path": str(library), "api_version": "1.3.0"}
    about.write_text(json.dumps({"file_format_version": "1.0.0", "ICD": points}), encoding="utf-8")
    for name in ("VK_ICD_FILENAMES", "VK_DRIVER_FILES"):
        monkeypatch.setenv(name, str(about))
    with engine_of(models / "writer.gguf") as engine:
        assert engine.generate("a").text == ALPHABET
        info = engine.info()
    assert (info.devices, info.gpu_layers, info.offload) == ((), 0, "failed")


@pytest.mark.parametrize(
    "where",
    ["llama_model_load_from_file", "llama_init_from_model", "llama_decode"],
    ids=["weights", "context", "sums"],
)
def test_a_device_without_the_memory_it_promised(models, where):
    """Weights, context or sums find no room there: whether llama.cpp says so or dies, the processor does it."""
    with engine_of(models / "mixed.gguf", WITHOUT_MEMORY.format(where=where)) as engine:
        written = engine.generate(PROMPT, max_tokens=20)
        info = engine.info()
    assert written.tokens > 0
    assert (info.gpu_layers, info.offload) == (0, "failed")
    assert [device.name for device in info.devices] == ["Vulkan0"]
