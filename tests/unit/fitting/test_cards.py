"""Graphics cards are asked of the engine's child, and their memory counts as the engine would fill it."""

from __future__ import annotations

import importlib

import pytest

from desktop.engine import EngineInfo
from desktop.engine.plan import Device
from desktop.errors import EngineError
from desktop.fitting import graphics_cards, measure_machine

MIB = 1024**2
CARD = Device("CUDA0", "A card", "gpu", 4096 * MIB, 8192 * MIB)
SHARED = Device("Vulkan0", "Built in", "igpu", 4096 * MIB, 8192 * MIB)
cards = importlib.import_module("desktop.fitting.cards")


@pytest.fixture
def engine_with(monkeypatch):
    """Puts an engine in place whose child finds these cards, or fails."""

    def put(found: tuple[Device, ...] | EngineError) -> None:
        class Engine:
            """What is asked of the engine here."""

            def __init__(self, writer, encoder):
                del writer, encoder

            def __enter__(self):
                return self

            def __exit__(self, *exception):
                return None

            def info(self):
                if isinstance(found, EngineError):
                    raise found
                return EngineInfo(1, "b1", "", 1, "", 0, "", 0, devices=found)

        monkeypatch.setattr(cards, "Engine", Engine)

    return put


def test_what_the_child_finds_is_what_there_is(engine_with):
    engine_with((CARD,))
    assert graphics_cards() == (CARD,)


def test_without_an_engine_there_are_none(engine_with):
    """A model is then judged without cards; the doctor says what is wrong."""
    engine_with(EngineError("engine_start"))
    assert graphics_cards() == ()


def test_a_cards_memory_counts_as_the_engine_fills_it():
    """Nine tenths of what is free, without what the driver takes; a nearly full one counts for nothing."""
    assert measure_machine((CARD,)).vram_bytes == int(4096 * MIB * 0.9) - 512 * MIB
    full = Device("CUDA1", "A card", "gpu", 100 * MIB, 8192 * MIB)
    assert measure_machine((CARD, full)).vram_bytes == measure_machine((CARD,)).vram_bytes


def test_a_built_in_card_brings_no_memory():
    """It uses the computer's own."""
    machine = measure_machine((SHARED,))
    assert machine.shares_memory
    assert machine.own_vram_bytes == 0
    assert machine.room_bytes == machine.free_bytes
