"""The probe measures this computer once, and remembers it for this computer only."""

from __future__ import annotations

import json

import pytest

from desktop.fitting import Probe, Probes, probing
from desktop.paths import settings_folder

SLOW = Probe(5e9, 20e9)


@pytest.fixture
def counted(monkeypatch):
    """Counts how often it was really measured."""
    taken = []
    monkeypatch.setattr(probing, "take_probe", lambda: (taken.append(1), SLOW)[1])
    return taken


def test_it_measures_this_very_computer():
    """Any computer reads more than 10 MB and multiplies more than 10 million times a second."""
    probe = probing.take_probe(seconds=0.02)
    assert probing.LEAST_BYTES_PER_S < probe.read_bytes_per_s < probing.MOST_BYTES_PER_S
    assert probing.LEAST_PRODUCTS_PER_S < probe.products_per_s < probing.MOST_PRODUCTS_PER_S


def test_it_is_taken_once(counted):
    """Also over several sessions."""
    assert Probes().known() is None
    assert Probes().probe() == SLOW
    assert Probes().probe() == SLOW
    assert Probes().known() == SLOW
    assert len(counted) == 1


def test_another_computer_is_measured_anew(counted, monkeypatch):
    """Settings may travel in a home folder."""
    Probes().probe()
    monkeypatch.setattr(probing, "_computer", lambda: "another")
    assert Probes().known() is None
    Probes().probe()
    assert len(counted) == 2


@pytest.mark.parametrize(
    "change",
    [
        {"read_bytes_per_s": 0},
        {"read_bytes_per_s": "fast"},
        {"products_per_s": float("nan")},
        {"products_per_s": 1e300},
        {"products_per_s": True},
        {"computer": None},
        None,
    ],
)
def test_a_damaged_file_is_measured_anew(counted, change):
    """What is no measurement of any computer counts for nothing."""
    Probes().probe()
    file = settings_folder() / "probe.json"
    facts = json.loads(file.read_text("utf-8"))
    file.write_text("{" if change is None else json.dumps({**facts, **change}), "utf-8")
    assert Probes().known() is None


def test_a_disk_that_refuses_stops_nobody(counted, tmp_path):
    (tmp_path / "taken").write_text("a file where the folder should be", "utf-8")
    probes = Probes(tmp_path / "taken")
    assert (probes.probe(), probes.probe()) == (SLOW, SLOW)
    assert len(counted) == 1
