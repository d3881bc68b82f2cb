"""What this computer's processor can do that matters for llama.cpp, and whether llama.cpp uses it."""

from __future__ import annotations

import platform
import re
import sys
from pathlib import Path

_KNOWN = {
    "avx": "AVX",
    "avx2": "AVX2",
    "fma": "FMA",
    "f16c": "F16C",
    "avx512f": "AVX512",
    "avx512_vnni": "AVX512_VNNI",
    "avx512_bf16": "AVX512_BF16",
    "avx_vnni": "AVX_VNNI",
    "amx_int8": "AMX_INT8",
    "asimd": "NEON",
    "asimddp": "DOTPROD",
    "i8mm": "MATMUL_INT8",
    "sve": "SVE",
}
"""The kernel's name of an instruction set → the name llama.cpp prints."""

_WORTH_COMPILING_ANEW = frozenset({"AVX2", "FMA", "AVX512", "NEON"})
"""Leaving one of these unused costs a good part of the speed; the others a few percent."""

VARIANTS: dict[str, tuple[str, ...]] = {
    "x64": ("SSE2",),
    "sse42": ("SSE4.2",),
    "sandybridge": ("AVX",),
    "ivybridge": ("AVX", "F16C"),
    "piledriver": ("AVX", "F16C", "FMA"),
    "haswell": ("AVX2",),
    "skylakex": ("AVX512",),
    "cannonlake": ("AVX512", "AVX512_VBMI"),
    "cascadelake": ("AVX512", "AVX512_VNNI"),
    "icelake": ("AVX512", "AVX512_VBMI", "AVX512_VNNI"),
    "cooperlake": ("AVX512", "AVX512_VNNI", "AVX512_BF16"),
    "zen4": ("AVX512", "AVX512_VBMI", "AVX512_VNNI", "AVX512_BF16"),
    "alderlake": ("AVX2", "AVX_VNNI"),
    "sapphirerapids": ("AVX512", "AVX512_VNNI", "AVX512_BF16", "AMX_INT8"),
}
"""The generations that ggml is compiled for, by its own names → what each can do that the plainest cannot."""
_ARM: dict[str, tuple[str, ...]] = {
    "armv8.0_1": ("NEON",),
    "armv8.2_1": ("NEON", "DOTPROD"),
    "armv8.2_2": ("NEON", "DOTPROD", "FP16"),
    "armv8.2_3": ("NEON", "DOTPROD", "FP16", "SVE"),
    "armv8.6_1": ("NEON", "DOTPROD", "FP16", "SVE", "MATMUL_INT8"),
    "armv8.6_2": ("NEON", "DOTPROD", "FP16", "SVE", "SVE2", "MATMUL_INT8"),
    "armv9.2_1": ("NEON", "DOTPROD", "FP16", "SVE", "MATMUL_INT8", "SME"),
    "armv9.2_2": ("NEON", "DOTPROD", "FP16", "SVE", "SVE2", "MATMUL_INT8", "SME"),
    "apple_m1": ("NEON", "DOTPROD"),
    "apple_m2_m3": ("NEON", "DOTPROD", "MATMUL_INT8"),
    "apple_m4": ("NEON", "DOTPROD", "MATMUL_INT8", "SME"),
}
"""The same for arm64, with Linux and on a Mac."""


def abilities(variant: str) -> tuple[str, ...]:
    """Return what a variant of ggml uses; empty for one that is not known."""
    return VARIANTS.get(variant) or _ARM.get(variant, ())


def processor_name() -> str:
    """Return what the maker calls this processor, as far as the system tells."""
    found = re.search(r"^model name\s*:\s*(.+)$", _cpuinfo(), re.MULTILINE)
    return found.group(1).strip() if found else platform.processor() or platform.machine()


def features() -> tuple[str, ...]:
    """Return the instruction sets that llama.cpp can use here, by its own names; empty if unknown."""
    found = re.search(r"^(?:flags|Features)\s*:\s*(.+)$", _cpuinfo(), re.MULTILINE)
    flags = set(found.group(1).split()) if found else set()
    return tuple(name for flag, name in _KNOWN.items() if flag in flags)


def unused_features(system_line: str) -> tuple[str, ...]:
    """Return the important instruction sets that this processor has and llama.cpp does not use.

    Args:
        system_line: What `llama_print_system_info` says, as `AVX2 = 1 | FMA = 1 | …`.
    """
    used = set(re.findall(r"(\w+) = 1", system_line))
    return tuple(name for name in features() if name in _WORTH_COMPILING_ANEW and name not in used)


def _cpuinfo() -> str:
    if not sys.platform.startswith("linux"):
        return ""
    try:
        return Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
