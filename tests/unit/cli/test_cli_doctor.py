"""`homespun doctor` on this very computer, and on computers that lack something."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from desktop.cli import checks, doctor, main, place_checks, processor
from desktop.cli.findings import Finding
from desktop.errors import EngineError, ModelError
from desktop.hub import ModelFile, ModelFiles
from desktop.messages import say
from desktop.paths import Installation, settings_folder

ROOT = Path(__file__).resolve().parents[3]
MODEL = ModelFiles(
    "Spindle", "0", "1", "cd" * 32, (ModelFile("writer", Path("writer.gguf"), "ab" * 32, 7_000_000),)
)


def only(findings: tuple[Finding, ...]) -> Finding:
    (finding,) = findings
    return finding


def test_report_covers_everything(capsys, monkeypatch):
    """Whatever this computer is like, each thing that Homespun needs is in the report."""
    monkeypatch.setattr(checks, "shipped_model", lambda: MODEL)
    code = main(["doctor", "--json"])
    report = json.loads(capsys.readouterr().out)
    found = {finding["check"] for finding in report["findings"]}
    assert found >= {
        *("python", "model", "engine", "card", "processor", "memory", "speed", "models", "server"),
        *("window", "sandbox", "apps", "installation", "settings"),
    }
    assert report["fine"] is (code == 0)


def test_report_in_words(capsys, monkeypatch):
    """People get a line for each finding and an ending that says how things stand."""
    findings = (Finding("a", "fine", "A is fine."), Finding("b", "problem", "B is not.", (), 3))
    monkeypatch.setattr(doctor, "CHECKS", (lambda: findings,))
    assert main(["doctor"]) == 3
    lines = capsys.readouterr().out.splitlines()
    assert lines[2:4] == ["✓ A is fine.", "✗ B is not."]
    assert lines[-1] == "1 thing(s) need attention, see above."


def test_all_well_is_said(capsys, monkeypatch):
    """Where everything works, the report ends with that, and notes do no harm."""
    monkeypatch.setattr(doctor, "CHECKS", (lambda: (Finding("a", "note", "A."),),))
    assert main(["doctor"]) == 0
    assert capsys.readouterr().out.endswith("Everything works.\n")


def test_missing_model_is_a_problem(monkeypatch):
    """Without the model's files the doctor says which one, in the words of the error."""

    def missing():
        raise ModelError("model_missing", file="writer.gguf")

    monkeypatch.setattr(checks, "shipped_model", missing)
    finding = only(checks.check_model())
    assert (finding.state, finding.code) == ("problem", 3)
    assert "writer.gguf" in finding.text


def test_whole_model_is_named(monkeypatch):
    """The model's name, version and fingerprint are there for a bug report."""
    monkeypatch.setattr(checks, "shipped_model", lambda: MODEL)
    finding = only(checks.check_model())
    assert finding.state == "fine"
    assert dict(finding.facts)["sha256"] == "cd" * 32


class Engine:
    """An engine that starts, on a processor for which llama.cpp was compiled with too little."""

    def __init__(self, writer, encoder):
        self.system = "CPU : SSE3 = 1 | AVX = 1 | AVX2 = 0 |"

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        return None

    def info(self):
        return checks_info(self.system)


def checks_info(system):
    from desktop.engine.completion import EngineInfo

    return EngineInfo(1, "b1", system, 2, "", 0, "", 0)


def test_slow_build_of_llama_is_noted(monkeypatch):
    """Where llama.cpp leaves the processor's best instructions unused, the way to mend it is told."""
    monkeypatch.setattr(checks, "Engine", Engine)
    monkeypatch.setattr(processor, "_cpuinfo", lambda: "model name : X\nflags : sse3 avx avx2 fma\n")
    found = {finding.check: finding for finding in checks.check_engine()}
    assert found["engine"].state == "fine"
    assert found["compiled"].state == "note"
    assert "AVX2, FMA" in found["compiled"].text


def test_fitting_build_of_llama_is_fine(monkeypatch):
    """Where llama.cpp uses what there is, that is said."""
    monkeypatch.setattr(checks, "Engine", Engine)
    monkeypatch.setattr(processor, "_cpuinfo", lambda: "flags : sse3 avx\n")
    assert {finding.check: finding.state for finding in checks.check_engine()}["compiled"] == "fine"


def test_engine_that_does_not_start_is_a_problem(monkeypatch):
    """A child that dies is a finding, not the end of the doctor."""

    class Dead(Engine):
        """An engine whose child cannot be started."""

        def info(self):
            raise EngineError("engine_died")

    monkeypatch.setattr(checks, "Engine", Dead)
    finding = only(checks.check_engine())
    assert (finding.check, finding.state, finding.code) == ("engine", "problem", 3)


@pytest.mark.parametrize(
    ("free", "state"), [(None, "note"), (50 * 1024 * 1024, "problem"), (8 * 1024**3, "fine")]
)
def test_memory(monkeypatch, free, state):
    """Little free memory is a problem; a system that does not say is not blamed."""
    monkeypatch.setattr(checks, "free_memory_bytes", lambda: free)
    assert only(checks.check_memory()).state == state


def test_apps_folder_that_is_a_file(tmp_path, monkeypatch):
    """Where apps cannot be kept, the doctor says so and asks for another place."""
    (tmp_path / "apps").write_text("mine", encoding="utf-8")
    monkeypatch.setenv("HOMESPUN_APPS", str(tmp_path / "apps"))
    finding = only(checks.check_apps_folder())
    assert (finding.state, finding.code) == ("problem", 4)


def test_looking_at_the_apps_folder_makes_nothing(tmp_path, monkeypatch):
    """The doctor changes nothing, not even by making the folder it looks for."""
    monkeypatch.setenv("HOMESPUN_APPS", str(tmp_path / "apps"))
    assert only(checks.check_apps_folder()).state == "fine"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("kind", "advised"), [("source", True), ("wheel", False), ("system", False)])
def test_only_a_checkout_is_told_of_its_script(monkeypatch, kind, advised):
    """Whoever has a package has no `run.py`."""
    monkeypatch.setattr(checks, "installation", lambda: Installation(kind, ROOT))
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    for finding in (only(checks.check_window()), only(checks.check_engine())):
        assert ("run.py" in finding.text) is advised


def test_window_can_be_opened_here():
    """Where Qt is installed it really loads, with every library of the system that it needs."""
    finding = only(checks.check_window())
    assert finding.state == ("fine" if importlib.util.find_spec("PySide6") else "note"), finding.text


@pytest.mark.parametrize(("frozen_code", "state"), [(0, "fine"), (1, "problem")])
def test_window_is_tried_in_another_process(monkeypatch, frozen_code, state):
    """Qt is loaded in a child; when that fails, its last words are in the report."""

    def run(command, **how):
        assert command[-1] == "--probe-window"
        return subprocess.CompletedProcess(
            command, frozen_code, "", "Traceback\nImportError: libnss3.so: no such file\n"
        )

    monkeypatch.setattr(subprocess, "run", run)
    finding = only(checks.check_window())
    assert finding.state == state
    assert ("libnss3.so" in finding.text) is (state == "problem")


def test_without_qt_the_doctor_still_works():
    """Where PySide6 is not installed, the doctor says so and looks at everything else."""
    code = (
        "import importlib.util, sys; find = importlib.util.find_spec; "
        "importlib.util.find_spec = lambda name, *rest: None if name == 'PySide6' else find(name, *rest); "
        "from desktop.cli.checks import check_window, check_sandbox; "
        "print(check_window()[0].state, check_sandbox()[0].check, 'PySide6' in sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-P", "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.split() == ["note", "sandbox", "False"]


def test_how_it_got_here_is_told(monkeypatch, tmp_path):
    """The kind is a stable word for scripts; the folder is the one that a person knows."""
    first, _ = place_checks.check_installation()
    assert dict(first.facts)["kind"] == "source"
    assert str(ROOT) in first.text
    stick = Installation("portable", tmp_path / "versions" / "1", tmp_path)
    monkeypatch.setattr(place_checks, "installation", lambda: stick)
    first, second = place_checks.check_installation()
    assert first.text == say("cli.doctor_installed_portable", folder=tmp_path)
    assert str(settings_folder()) in second.text


@pytest.mark.parametrize("kind", get_args(get_type_hints(Installation)["kind"]))
def test_every_kind_of_installation_has_a_sentence(monkeypatch, tmp_path, kind):
    """None of them is told by its bare name."""
    monkeypatch.setattr(place_checks, "installation", lambda: Installation(kind, tmp_path))
    first, _ = place_checks.check_installation()
    assert str(tmp_path) in first.text


@pytest.mark.parametrize(
    ("text", "states"),
    [(None, []), ('{"language": "fr"}', ["fine"]), ("[]", ["problem"]), ("{", ["problem"])],
)
def test_settings_for_everybody_are_told_of(monkeypatch, tmp_path, text, states):
    """An administrator sees that the file is read, or that a slip makes it count for nothing."""
    file = tmp_path / "defaults.json"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    monkeypatch.setenv("HOMESPUN_DEFAULTS", str(file))
    found = place_checks.check_defaults()
    assert [finding.state for finding in found] == states
    assert all(str(file) in finding.text for finding in found)


@pytest.mark.parametrize(
    ("variant", "uses"),
    [("haswell", "AVX2"), ("armv8.2_2", "NEON, DOTPROD, FP16"), ("apple_m1", "NEON, DOTPROD"), ("new", "new")],
)
def test_what_a_variant_uses_is_told(variant, uses):
    """On every kind of machine; one that nobody has heard of yet by its name."""
    assert f"computes with: {variant} ({uses})" in checks._variant(variant).text
