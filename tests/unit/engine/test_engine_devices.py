"""What llama.cpp says of the devices it can compute with, asked of the real library.

Where this is tested there is no graphics card; the processor stands in for one, to hold the questions to
the library's own types.
"""

from __future__ import annotations

from desktop.engine import devices
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


def test_an_older_library_has_none(monkeypatch):
    """Functions that are not there mean that there is no device, and nothing worse."""
    monkeypatch.setattr(devices, "_libraries", lambda: iter(()))
    assert devices.devices() == ()
    assert devices.backends() == ()
