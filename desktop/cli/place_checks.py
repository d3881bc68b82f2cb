"""What `homespun doctor` says of places: how this copy got here, and what was chosen for everybody."""

from __future__ import annotations

import json

from desktop.cli import exit_codes
from desktop.cli.findings import Finding
from desktop.messages import say
from desktop.paths import defaults_file, installation, settings_folder


def check_installation() -> tuple[Finding, ...]:
    """Where the program lies, and where it keeps what it remembers."""
    found = installation()
    folder = found.home or found.folder
    facts = (("kind", found.kind), ("folder", str(folder)), ("settings", str(settings_folder())))
    text = say(f"cli.doctor_installed_{found.kind}", folder=folder)
    kept = say("cli.doctor_settings", folder=settings_folder())
    return (
        Finding("installation", "note", text, facts),
        Finding("settings", "note", kept, (("folder", str(settings_folder())),)),
    )


def check_defaults() -> tuple[Finding, ...]:
    """The settings for everybody on this computer, if there are any, can be read."""
    file = defaults_file()
    facts = (("file", str(file)),)
    try:
        readable = isinstance(json.loads(file.read_text(encoding="utf-8")), dict)
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, RecursionError):
        readable = False
    if not readable:
        text = say("cli.doctor_defaults_damaged", file=file)
        return (Finding("defaults", "problem", text, facts, exit_codes.FOLDER),)
    return (Finding("defaults", "fine", say("cli.doctor_defaults", file=file), facts),)
