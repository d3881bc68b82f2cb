"""The screens an app can be tried on, and how large it is then drawn. Pure; knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass

SMALLEST, LARGEST = 0.5, 2.0
STEPS: tuple[float, ...] = (0.5, 0.67, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
FIT = 0.0
"""As large as there is room for, and not larger than it is."""


@dataclass(frozen=True, slots=True)
class Device:
    """A screen.

    Attributes:
        key: Its name in the catalogue is `shell_stage.size_<key>`.
        width_px, height_px: Its size in the page's own pixels; 0: as large as there is room.
    """

    key: str
    width_px: int = 0
    height_px: int = 0


PHONE = Device("phone", 390, 844)
TABLET = Device("tablet", 820, 1180)
DESKTOP = Device("desktop")
DEVICES = (PHONE, TABLET, DESKTOP)


def scale_of(device: Device, zoom: float, room_px: tuple[int, int]) -> float:
    """Return how large the page is drawn, 1.0 for its own size.

    Args:
        device: The screen.
        zoom: What the person chose, from `SMALLEST` to `LARGEST`, or `FIT`.
        room_px: The width and height that there are, without a frame.
    """
    if zoom != FIT:
        return min(max(zoom, SMALLEST), LARGEST)
    if not device.width_px:
        return 1.0
    return max(0.25, min(1.0, room_px[0] / device.width_px, room_px[1] / device.height_px))


def next_zoom(scale: float, *, larger: bool) -> float:
    """Return the next step beside a scale; the last stays."""
    if larger:
        return next((step for step in STEPS if step > scale + 0.01), LARGEST)
    return next((step for step in reversed(STEPS) if step < scale - 0.01), SMALLEST)
