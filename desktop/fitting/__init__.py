"""Fitting: what a model needs and what this computer has in, a colour and a forecast out.

A model is told to fit (green), to fit with patience (yellow) or not to fit (red) before it is downloaded
and before it is loaded. How fast it will be is reckoned from a probe of half a second, and corrected by
every run. It loads no model, opens no socket, and of the engine it only asks what this computer has.
numpy is used by the probe alone.

`machine` (what this computer has), `cards` (its graphics cards), `probing` (how fast it is), `need` (what a
model takes), `speeds` (how fast models have really been), `reckoning` (how fast one will be), `fit` (the
judgement), `forecast` (seconds as people say them).

May import: engine.
"""

from __future__ import annotations

from desktop.fitting.cards import graphics_cards
from desktop.fitting.fit import PATIENCE_S, Colour, Fit, fit, fit_elsewhere, fit_shipped
from desktop.fitting.forecast import spoken_duration
from desktop.fitting.machine import Machine, measure_machine
from desktop.fitting.need import Need, need_of_header
from desktop.fitting.probing import Probe, Probes
from desktop.fitting.reckoning import reckon
from desktop.fitting.speeds import Speed, Speeds

__all__ = [
    "PATIENCE_S",
    "Colour",
    "Fit",
    "Machine",
    "Need",
    "Probe",
    "Probes",
    "Speed",
    "Speeds",
    "fit",
    "fit_elsewhere",
    "fit_shipped",
    "graphics_cards",
    "measure_machine",
    "need_of_header",
    "reckon",
    "spoken_duration",
]
