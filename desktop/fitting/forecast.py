"""How long something takes, as people say it: rounded so that it does not promise what nobody knows."""

from __future__ import annotations

from desktop.messages import say

_STEPS_S = (5, 10, 15, 20, 30, 40, 50)
MOST_HOURS = 48
"""Beyond this the number means nothing to anybody."""


def spoken_duration(seconds: float) -> str:
    """Return a duration in words: “a second or two”, “about 40 seconds”, “about 3 minutes”.

    Args:
        seconds: 0 or more.
    """
    if seconds < 3:
        return say("fitting.moment")
    if seconds < 55:
        near = min(_STEPS_S, key=lambda step: abs(step - seconds))
        return say("fitting.about_seconds", seconds=near)
    if seconds < 90 * 60:
        return say("fitting.about_minutes", count=max(1, round(seconds / 60)))
    hours = round(min(MOST_HOURS, seconds / 3600))
    return say("fitting.about_hours", count=hours)
