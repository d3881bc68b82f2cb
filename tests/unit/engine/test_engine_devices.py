"""What llama.cpp says of the devices it can compute with, asked of the real library.

Where this is tested there is no graphics card; the processor stands in for one, to hold the questions to
the library's own types.
"""

from __future__ import annotations

import ctypes

import pytest

from desktop.engine import devices, native
from desktop.engine.native import start_native


def test_backends():
    """The processor is always among them."""
    start_native()
    assert "CPU" in devices.backends()


def test_a_device_tells_its_name_and_memory(monkeypatch):
    """Name, description and memory come through whole."""
    start_native()
    monkeypatch.setattr(devices, "_KINDS", {0: "gpu"})
    (processor,) = devices.devices()
    assert processor.name == "CPU"
    assert processor.description
    assert 0 < processor.free_bytes <= processor.total_bytes


def test_a_real_card_goes_before_an_integrated_one(monkeypatch):
    """As in llama.cpp: what shares the computer's memory is only used where there is nothing else."""
    start_native()
    monkeypatch.setattr(devices, "_KINDS", {0: "igpu"})
    assert [device.kind for device in devices.devices()] == ["igpu"]


def test_more_used_than_there_is_leaves_nothing(monkeypatch):
    """llama.cpp takes one number from the other without looking which is larger, and tells 16 EiB."""
    start_native()
    monkeypatch.setattr(devices, "_KINDS", {0: "gpu"})
    find = devices._function

    def wrapped(name, *types):
        def memory(device, free, total):
            free._obj.value, total._obj.value = 2**64 - 2**20, 2**30

        return memory if name == "ggml_backend_dev_memory" else find(name, *types)

    monkeypatch.setattr(devices, "_function", wrapped)
    (processor,) = devices.devices()
    assert (processor.free_bytes, processor.total_bytes) == (0, 2**30)


@pytest.mark.parametrize(("layers", "chosen"), [(0, [None]), (2, None)])
def test_without_layers_no_device_is_touched(monkeypatch, layers, chosen):
    """llama.cpp is given an empty list, not just no layers: else it reads longer prompts on a device all the same."""
    asked = []
    monkeypatch.setattr(native.llama, "llama_model_load_from_file", lambda path, params: asked.append(params))
    native.load_model("m.gguf", layers)
    (params,) = asked
    assert params.n_gpu_layers == layers
    assert (params.devices and [ctypes.c_void_p.from_address(params.devices).value]) == chosen


def test_an_older_library_has_none(monkeypatch):
    """Functions that are not there mean that there is no device, and nothing worse."""
    monkeypatch.setattr(devices, "_libraries", lambda: iter(()))
    assert devices.devices() == ()
    assert devices.backends() == ()
