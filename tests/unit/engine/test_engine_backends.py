"""llama.cpp's backends come from its own folder only, and a build with one linked in is left alone."""

from __future__ import annotations

import ctypes
import os
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest

from desktop.engine import backends
from desktop.engine.client import Engine


class Function:
    """A function of a library: remembers its calls."""

    def __init__(self, answer: int = 0) -> None:
        self.answer = answer
        self.calls: list[tuple[bytes, ...]] = []

    def __call__(self, *arguments: bytes) -> int:
        self.calls.append(arguments)
        return self.answer


def library(monkeypatch: pytest.MonkeyPatch, folder: Path, there: int) -> Function:
    """Put a library in place of ggml's that has so many backends already; returns what loads more."""
    load = Function()
    fake = SimpleNamespace(ggml_backend_reg_count=Function(there), ggml_backend_load_all_from_path=load)
    monkeypatch.setattr(backends._ggml, "libggml", fake)
    monkeypatch.setattr(backends._ggml, "libggml_base_path", folder)
    return load


def test_the_own_folder_is_named_and_no_other(monkeypatch, tmp_path):
    """Left to itself ggml would look where the person happens to be."""
    load = library(monkeypatch, tmp_path, 0)
    backends.load_backends()
    assert load.calls == [(os.fsencode(tmp_path),)]


def test_a_backend_that_is_linked_in_is_enough(monkeypatch, tmp_path):
    """A build of one's own brings nothing that could be loaded."""
    load = library(monkeypatch, tmp_path, 1)
    backends.load_backends()
    assert load.calls == []


def test_a_library_that_the_environment_names_is_not_loaded(monkeypatch, tmp_path):
    """Else ggml would load it after all others, from anywhere."""
    library(monkeypatch, tmp_path, 0)
    monkeypatch.setenv("GGML_BACKEND_PATH", str(tmp_path / "evil.so"))
    backends.load_backends()
    assert "GGML_BACKEND_PATH" not in os.environ


@pytest.fixture(params=["haswell", "armv8.2_2"])
def some_library(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A real shared library with the name of a backend; whoever loads it leaves a mark."""
    source = tmp_path / "mark.c"
    mark = tmp_path / "was loaded"
    source.write_text(
        "#include <stdio.h>\n"
        f'__attribute__((constructor)) void mark(void) {{ FILE *f = fopen("{mark}", "w"); if (f) fclose(f); }}\n'
    )
    made = tmp_path / f"libggml-cpu-{request.param}.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-o", made, source], check=True)
    return made


def test_the_variant_is_the_library_that_is_loaded(monkeypatch, some_library):
    """It is told by what is in the process, and asking loads nothing."""
    monkeypatch.setattr(backends._ggml, "libggml_base_path", some_library.parent)
    assert backends.processor_variant() == ""
    assert not (some_library.parent / "was loaded").exists()
    ctypes.CDLL(str(some_library))
    assert some_library.name == f"libggml-cpu-{backends.processor_variant()}.so"


def test_what_lies_where_the_person_is_is_not_loaded(monkeypatch, some_library):
    """The engine is started in a folder with a library that calls itself a backend."""
    monkeypatch.chdir(some_library.parent)
    with Engine(None, None) as engine:
        assert engine.info().backends
    assert not (some_library.parent / "was loaded").exists()
