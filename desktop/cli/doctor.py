"""`homespun doctor`: looks at everything the program needs and says what works, in plain words.

Each check stands alone, so that one that fails hides none of the others.
"""

from __future__ import annotations

import platform
from typing import Any

from desktop.cli.checks import CHECKS
from desktop.cli.exit_codes import OK
from desktop.cli.findings import Finding
from desktop.cli.report import to_json_text
from desktop.messages import say
from desktop.version import PROGRAM_VERSION


def run_doctor(*, as_json: bool) -> int:
    """Run all checks and print what they found.

    Returns:
        0 when nothing is broken, otherwise the exit code of the first problem.
    """
    findings = tuple(finding for check in CHECKS for finding in check())
    problems = [finding for finding in findings if finding.state == "problem"]
    if as_json:
        print(to_json_text(_report(findings)))
    else:
        print(say("cli.doctor_title", version=PROGRAM_VERSION, system=platform.platform()), end="\n\n")
        for finding in findings:
            print(finding.line())
        ending = say("cli.doctor_not_fine", count=len(problems)) if problems else say("cli.doctor_fine")
        print(f"\n{ending}")
    return problems[0].code if problems else OK


def _report(findings: tuple[Finding, ...]) -> dict[str, Any]:
    return {
        "version": PROGRAM_VERSION,
        "system": platform.platform(),
        "fine": all(finding.state != "problem" for finding in findings),
        "findings": [
            {"check": found.check, "state": found.state, "text": found.text, "facts": dict(found.facts)}
            for found in findings
        ],
    }
