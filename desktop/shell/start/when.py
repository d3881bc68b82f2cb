"""How long ago something was, in the words of somebody who does not look at the clock."""

from __future__ import annotations

from datetime import date, datetime

from desktop.messages import say

_DAYS_IN_WEEK, _DAYS_IN_MONTH, _DAYS_IN_YEAR = 7, 30, 365
_JUST_NOW_S, _HOUR_S = 90, 3600


def ago(then_s: float, now_s: float) -> str:
    """Say how long ago a moment was.

    Args:
        then_s: In seconds since 1970; a moment that is still to come counts as now.
        now_s: Likewise. Days begin at this computer's midnight.
    """
    passed_s = now_s - then_s
    if passed_s < _JUST_NOW_S:
        return say("shell_start.ago_now")
    days = (_day(now_s) - _day(then_s)).days
    if days <= 0:
        if passed_s < _HOUR_S:
            return say("shell_start.ago_minutes", count=round(passed_s / 60))
        return say("shell_start.ago_today")
    if days == 1:
        return say("shell_start.ago_yesterday")
    if days < _DAYS_IN_WEEK:
        return say("shell_start.ago_days", count=days)
    if days < _DAYS_IN_MONTH:
        return say("shell_start.ago_weeks", count=days // _DAYS_IN_WEEK)
    if days < _DAYS_IN_YEAR:
        return say("shell_start.ago_months", count=days // _DAYS_IN_MONTH)
    return say("shell_start.ago_years", count=days // _DAYS_IN_YEAR)


def _day(moment_s: float) -> date:
    return datetime.fromtimestamp(moment_s).date()
