"""What `homespun doctor` looks at, one function for each thing, in the order of the report.

Native code (Qt, llama.cpp) is only ever loaded in a child process: what crashes there is a finding.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import platform
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import desktop
from desktop.cli import exit_codes
from desktop.cli.findings import Finding, State
from desktop.cli.model_checks import card_findings, check_models, check_server, check_speed
from desktop.cli.place_checks import check_defaults, check_installation
from desktop.cli.processor import abilities, features, processor_name, unused_features
from desktop.engine.client import Engine
from desktop.engine.machine import free_memory_bytes, physical_cores
from desktop.errors import EngineError, FolderError, ModelError
from desktop.hub import shipped_model
from desktop.messages import say
from desktop.paths import apps_folder, installation
from desktop.preview import sandbox
from desktop.workspace import check_folder, new_folder

_MB = 1024 * 1024
_WINDOW_TIMEOUT_S = 60
_NEEDED_MB = 400
"""Free memory below which a build is likely to fail or to swap, with the shipped model."""


def _advise(name: str, **facts: object) -> str:
    """What is wrong and what to do; in a checkout `run.py` mends it."""
    return say(f"cli.doctor_{name}{'_source' if installation().kind == 'source' else ''}", **facts)


def check_python() -> tuple[Finding, ...]:
    """Which interpreter runs; an older one could not have read this file."""
    version = platform.python_version()
    bits = 64 if sys.maxsize > 2**32 else 32
    facts = (("version", version), ("bits", bits))
    return (Finding("python", "fine", say("cli.doctor_python", version=version, bits=bits), facts),)


def check_window() -> tuple[Finding, ...]:
    """Qt and its browser engine can be loaded, with every system library they need."""
    version = _version("PySide6")
    if importlib.util.find_spec("PySide6") is None:
        return (Finding("window", "note", _advise("window_absent")),)
    door = [] if getattr(sys, "frozen", False) else ["-P", "-m", "desktop"]
    try:
        asked = subprocess.run(
            [sys.executable, *door, "--probe-window"],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_WINDOW_TIMEOUT_S,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": _source_path()},
            check=False,
        )
        lines = asked.stderr.strip().splitlines() or [f"exit code {asked.returncode}"]
        reason = "" if asked.returncode == 0 else lines[-1]
    except (OSError, subprocess.TimeoutExpired) as problem:
        reason = str(problem)
    if reason:
        text = _advise("window_broken", reason=reason)
        return (Finding("window", "problem", text, (("version", version),), exit_codes.MODEL),)
    return (Finding("window", "fine", say("cli.doctor_window", version=version), (("version", version),)),)


def check_sandbox() -> tuple[Finding, ...]:
    """The preview's browser is fenced in by the system."""
    state = sandbox.sandbox_state()
    shown: State = "fine" if state == sandbox.ON else "note" if state == sandbox.OFF_AS_ROOT else "problem"
    facts = (("sandbox", state),)
    return (Finding("sandbox", shown, sandbox.describe_sandbox(), facts, exit_codes.MODEL),)


def check_engine() -> tuple[Finding, ...]:
    """The engine's child starts, and llama.cpp was compiled for this processor."""
    if importlib.util.find_spec("llama_cpp") is None:
        return (Finding("engine", "problem", _advise("engine_absent"), (), exit_codes.MODEL),)
    try:
        with Engine(None, None) as engine:
            info = engine.info()
    except EngineError as problem:
        text = say("cli.doctor_engine_broken", reason=problem)
        return (Finding("engine", "problem", text, (), exit_codes.MODEL),)
    version = _version("llama-cpp-python")
    line = " ".join(info.system.split())
    facts = (
        ("version", version),
        ("llama", info.llama_version),
        ("threads", info.threads),
        ("system_info", line),
        ("variant", info.variant),
    )
    return (
        Finding("engine", "fine", say("cli.doctor_engine", version=version, threads=info.threads), facts),
        Finding("system_info", "note", say("cli.doctor_engine_system", line=line)),
        _variant(info.variant) if info.variant else _compiled(unused_features(line)),
        *card_findings(info),
    )


def _compiled(unused: tuple[str, ...]) -> Finding:
    """Whether llama.cpp was compiled for a processor that can do less than this one."""
    if not unused:
        return Finding("compiled", "fine", say("cli.doctor_compiled_for"))
    names = ", ".join(unused)
    return Finding(
        "compiled", "note", _advise("compiled_elsewhere", features=names), (("unused", names),)
    )


def _variant(name: str) -> Finding:
    """Which of the generations that llama.cpp was compiled for it has found this processor to be of."""
    uses = say("cli.doctor_variant", variant=name, features=", ".join(abilities(name)) or name)
    return Finding("compiled", "fine", uses, (("variant", name),))


def check_processor() -> tuple[Finding, ...]:
    """Which instructions there are; nothing here can be wrong."""
    name, cores = processor_name(), physical_cores()
    useful = ", ".join(features()) or say("cli.doctor_processor_plain")
    text = say("cli.doctor_processor", name=name, cores=cores, features=useful)
    facts = (("name", name), ("cores", cores), ("logical", os.cpu_count() or 0), ("features", useful))
    return (Finding("processor", "note", text, facts),)


def check_memory() -> tuple[Finding, ...]:
    """There is room for the model."""
    free = free_memory_bytes()
    if free is None:
        return (Finding("memory", "note", say("cli.doctor_memory_unknown")),)
    free_mb = free // _MB
    facts = (("free_mb", free_mb),)
    if free_mb < _NEEDED_MB:
        text = say("cli.doctor_memory_low", free_mb=free_mb, needed_mb=_NEEDED_MB)
        return (Finding("memory", "problem", text, facts, exit_codes.MODEL),)
    return (Finding("memory", "fine", say("cli.doctor_memory", free_mb=free_mb), facts),)


def check_model() -> tuple[Finding, ...]:
    """The shipped model's files are there and have the right fingerprints."""
    try:
        model = shipped_model()
    except ModelError as problem:
        return (Finding("model", "problem", str(problem), (("key", problem.key),), exit_codes.MODEL),)
    size_mb = sum(file.size_bytes for file in model.files) // 1_000_000
    facts = (("name", model.name), ("version", model.version), ("sha256", model.sha256))
    text = say(
        "cli.doctor_model", name=model.name, version=model.version, size_mb=size_mb, sha256=model.sha256[:12]
    )
    return (Finding("model", "fine", text, facts),)


def check_apps_folder() -> tuple[Finding, ...]:
    """A new app could be written where apps are kept."""
    folder = apps_folder()
    facts = (("folder", str(folder)),)
    try:
        check_folder(new_folder(folder, "doctor"))
    except FolderError as problem:
        return (Finding("apps", "problem", str(problem), facts, exit_codes.FOLDER),)
    return (Finding("apps", "fine", say("cli.doctor_apps", folder=folder), facts),)


def _source_path() -> str:
    """The path on which a child finds this very program, also when it was started from a checkout."""
    source = str(Path(desktop.__file__).resolve().parent.parent)
    return os.pathsep.join(filter(None, (source, os.environ.get("PYTHONPATH"))))


def _version(distribution: str) -> str:
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return ""


CHECKS: tuple[Callable[[], tuple[Finding, ...]], ...] = (
    check_python,
    check_installation,
    check_defaults,
    check_model,
    check_engine,
    check_processor,
    check_memory,
    check_speed,
    check_models,
    check_server,
    check_window,
    check_sandbox,
    check_apps_folder,
)
