"""What `homespun doctor` says about models by others: what could run them here, and how those there are fit.

None of it can be a problem: Homespun works without all of these.
"""

from __future__ import annotations

from desktop import settings
from desktop.cli.findings import Finding, State
from desktop.cli.models_listing import judge_here
from desktop.engine import EngineInfo
from desktop.engine.thread_memory import ThreadMemory
from desktop.errors import EngineError, HubError
from desktop.fitting import Colour, Machine, Need, Probes, measure_machine, reckon
from desktop.hub.installed import Shelf, look_around
from desktop.hub.names import shown_name
from desktop.messages import harmless, say
from desktop.paths import settings_folder
from desktop.remote import chosen_server

_MB = 1024 * 1024
_EXAMPLE = Need(parameters=7_000_000_000, weights_bytes=4_000_000_000, memory_bytes=5_000_000_000)
"""What speed is shown with: a model of 7 billion weights at 4 bits."""
_LONGEST_REASON = 400
_STATES: dict[Colour, State] = {"green": "fine", "yellow": "note", "red": "note"}


def card_findings(info: EngineInfo) -> tuple[Finding, ...]:
    """Which graphics cards llama.cpp can use, and what that means."""
    if info.devices:
        return tuple(
            Finding(
                "card",
                "fine",
                say(
                    "cli.doctor_card",
                    name=card.name,
                    description=card.description,
                    free_mb=card.free_bytes // _MB,
                    total_mb=card.total_bytes // _MB,
                ),
                (("name", card.name), ("kind", card.kind), ("free_mb", card.free_bytes // _MB)),
            )
            for card in info.devices
        )
    if info.offload == "failed":
        return (Finding("card", "note", say("cli.doctor_card_failed"), (("offload", info.offload),)),)
    backends = ", ".join(info.backends) or "CPU"
    key = "cli.doctor_card_missing" if len(info.backends) > 1 else "cli.doctor_card_none"
    return (Finding("card", "note", say(key, backends=backends), (("backends", backends),)),)


def check_speed() -> tuple[Finding, ...]:
    """How fast this computer is, and what that means for a model."""
    probe = Probes().probe()
    machine = measure_machine()
    speed = reckon(_EXAMPLE, Machine(machine.free_bytes, machine.total_bytes, machine.cores), probe)
    text = say(
        "cli.doctor_speed",
        read=round(probe.read_bytes_per_s / 1e9),
        products=round(probe.products_per_s / 1e9),
        written=_about(speed.tokens_per_s),
        prompt=_about(speed.prompt_tokens_per_s),
    )
    facts = (
        ("read_bytes_per_s", round(probe.read_bytes_per_s)),
        ("products_per_s", round(probe.products_per_s)),
    )
    return (Finding("speed", "note", text, facts),)


def check_models() -> tuple[Finding, ...]:
    """Which models by others are here, and how each fits."""
    try:
        shelf = look_around()
    except HubError as problem:
        return (Finding("models", "note", say("cli.doctor_models_unreadable", reason=problem)),)
    found = (*_installed(shelf), *_unusable(shelf))
    return found or (Finding("models", "note", say("cli.doctor_models_none")),)


def check_server() -> tuple[Finding, ...]:
    """Whether the server in the room answers, if the person has named one; nobody else is asked."""
    try:
        server = chosen_server(settings.load())
        if server is None:
            return (Finding("server", "note", say("cli.doctor_server_none")),)
        facts = server.facts()
    except EngineError as problem:
        text = say("cli.doctor_server_silent", reason=problem)
        return (Finding("server", "note", text, (("key", problem.key),)),)
    answers = say(
        "cli.doctor_server",
        address=server.address,
        model=shown_name(facts.name),
        context=facts.context_tokens,
    )
    obeys = say("cli.doctor_server_grammar" if facts.has_grammar else "cli.doctor_server_loose")
    told = (("address", str(server.address)), ("model", facts.name), ("grammar", facts.has_grammar))
    return (Finding("server", "fine", f"{answers} {obeys}", told),)


def _installed(shelf: Shelf) -> tuple[Finding, ...]:
    if not shelf.models:
        return ()
    judge, threads = judge_here(), ThreadMemory(settings_folder())
    findings = []
    for model in shelf.models:
        candidate, wide = judge.installed(model), threads.recall(model.path)
        fit = candidate.fit
        colour = say(f"cli.doctor_{fit.colour}")
        text = say("cli.doctor_installed", name=candidate.name, colour=colour, why=fit.sentence())
        measured = " " + say("cli.doctor_installed_threads", count=wide) if wide else ""
        facts = (("id", candidate.id), ("colour", fit.colour), ("measured", fit.measured), ("threads", wide))
        findings.append(Finding("models", _STATES[fit.colour], text + measured, facts))
    return tuple(findings)


def _unusable(shelf: Shelf) -> tuple[Finding, ...]:
    broken = (
        say(
            "cli.doctor_broken", file=shown_name(model.path.name), reason=harmless(model.why, _LONGEST_REASON)
        )
        for model in shelf.broken
    )
    absent = (say("cli.doctor_absent", place=harmless(str(place))) for place in shelf.absent)
    return tuple(Finding("models", "note", text) for text in (*broken, *absent))


def _about(rate: float | None) -> str:
    """A rate with as many digits as are meant."""
    return f"{rate:.1f}" if rate and rate < 3 else f"{round(rate or 0)}"
