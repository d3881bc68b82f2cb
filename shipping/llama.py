"""llama.cpp for any processor of one kind of machine: one loadable library for each generation of them.

A llama.cpp that is compiled for the processor at hand dies with an illegal instruction on an older one, and
one for the oldest is slow on all others. So the bundle brings ggml's variants, and llama.cpp asks each
whether it can run before it takes the best (`desktop/engine/backends.py`). Vulkan is a loadable library as
well, where it can be compiled: a computer without a graphics card never notices it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

import run
from shipping.macos.package import OLDEST_SYSTEM

ARGUMENTS = (
    "-DCMAKE_BUILD_TYPE=Release",
    "-DBUILD_SHARED_LIBS=ON",
    "-DGGML_NATIVE=OFF",
    "-DGGML_BACKEND_DL=ON",
    "-DGGML_CPU_ALL_VARIANTS=ON",
    # ggml's own threads instead of OpenMP's: one library less that a computer must have.
    "-DGGML_OPENMP=OFF",
    "-DCMAKE_BUILD_RPATH_USE_ORIGIN=ON",
    # Each library under one name: a stick knows no links, and a copy would be loaded a second time.
    "-DCMAKE_PLATFORM_NO_VERSIONED_SONAME=ON",
    "-DLLAMA_BUILD_COMMON=OFF",
    "-DLLAMA_BUILD_TOOLS=OFF",
    "-DLLAMA_BUILD_SERVER=OFF",
    "-DLLAMA_BUILD_TESTS=OFF",
    "-DLLAMA_BUILD_EXAMPLES=OFF",
    "-DLLAMA_BUILD_APP=OFF",
    "-DLLAMA_CURL=OFF",
    "-DLLAMA_OPENSSL=OFF",
)
MORE = {
    "darwin": (
        # The programs for its graphics processor lie in the library, and not in a file beside it.
        "-DGGML_METAL_EMBED_LIBRARY=ON",
        # Else it would want the system that it was compiled on.
        f"-DCMAKE_OSX_DEPLOYMENT_TARGET={OLDEST_SYSTEM}",
    )
}
"""A system, as `sys.platform` names it → what is told there besides."""
_ENDINGS = (".so", ".dylib", ".dll")
_CPU, _GGML = "ggml-cpu-", "ggml-"
_BASE = frozenset(("base",))


@dataclass(frozen=True, slots=True)
class LlamaBuild:
    """llama.cpp's libraries.

    Attributes:
        folder: Where all of them lie, and nothing else.
        variants: The generations of processors that have one, by ggml's names.
        backends: What else can be loaded, e.g. `vulkan`.
    """

    folder: Path
    variants: tuple[str, ...]
    backends: tuple[str, ...]


def built_llama(cache: Path | None = None) -> LlamaBuild:
    """Return the libraries, compiled first where they are not in the cache (about ten minutes on two cores).

    Args:
        cache: The folder that they are kept in; the usual one if None.

    Raises:
        run.SetupError: They cannot be compiled, or not for this kind of machine.
    """
    _must_have_variants()
    more = (*_vulkan(), *MORE.get(sys.platform, ()))
    requirement = [one for one in run.read_requirements() if one.startswith(run.COMPILED)]
    kept = cache or run.cache_folder() / "llama-bundle"
    folder = kept / run.digest(requirement, ARGUMENTS, bool(more), sysconfig.get_platform())
    if not folder.exists():
        _compile(folder, (*ARGUMENTS, *more))
    return what_is_in(folder)


def _must_have_variants() -> None:
    if sysconfig.get_platform() == "win-arm64":
        raise run.SetupError(
            "llama.cpp has no variants for Windows on arm64. Windows runs the bundle for x86_64 there: make "
            "that one, with a Python for x86_64."
        )


def what_is_in(folder: Path) -> LlamaBuild:
    """Name the variants and backends of a folder by its files."""
    names = sorted(path.name for path in folder.iterdir() if path.suffix in _ENDINGS)
    variants = tuple(_named(name, _CPU) for name in names if _CPU in name)
    others = (_named(name, _GGML) for name in names if _GGML in name and _CPU not in name)
    return LlamaBuild(folder, variants, tuple(name for name in others if name not in _BASE))


def _named(file: str, front: str) -> str:
    return Path(file).stem.partition(front)[2]  # a name may have a dot in it: armv8.2_2


def _vulkan() -> tuple[str, ...]:
    """Vulkan, where its compiler of shaders is and headers that are new enough (1.4 of 2025 are).

    `VULKAN_SDK` names another place for the headers, as CMake and the makers' own tools have it.
    """
    places = (os.environ.get("VULKAN_SDK", ""), "/usr", "/usr/local")
    for place in filter(None, places):
        headers = Path(place) / "include"
        classes = headers / "vulkan" / "vulkan_structs.hpp"
        if shutil.which("glslc") and classes.exists() and "LayerSettingEXT" in classes.read_text("utf-8"):
            return ("-DGGML_VULKAN=ON", f"-DVulkan_INCLUDE_DIR={headers}")
    return ()


def _compile(folder: Path, arguments: tuple[str, ...]) -> None:
    step = run.Step("Compiling llama.cpp for every processor, once, about ten minutes")
    staging = folder.with_name(f"{folder.name}.{os.getpid()}")
    try:
        staging.mkdir(parents=True)
        run.compile_llama(staging, staging / "build", arguments, (), step)
        _collect(staging / "build" / "bin", staging / "done")
        (staging / "done").rename(folder)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    step.end()


def _collect(built: Path, to: Path) -> None:
    """Copy the libraries, each once under the name that it is loaded by, without what debuggers need."""
    to.mkdir()
    for path in sorted((*built.iterdir(), *built.glob("Release/*"))):  # Visual Studio has a folder more
        if path.suffix in _ENDINGS:
            shutil.copy2(path.resolve(), to / path.name)
    if sys.platform.startswith("linux"):
        for path in sorted(to.iterdir()):
            subprocess.run(["strip", "--strip-unneeded", str(path)], check=True)
