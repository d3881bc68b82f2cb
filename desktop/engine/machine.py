"""What this computer can give a model: free memory and real cores, asked of the system itself.

Standard library only. Where the system gives no answer the functions say so (`None`, or the number of
logical processors) and nothing is refused on a guess.
"""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

_CPUS = Path("/sys/devices/system/cpu")
_GROUP = Path("/sys/fs/cgroup")


def free_memory_bytes() -> int | None:
    """Return how much memory a program may still take without swapping; `None` if unknown."""
    if sys.platform == "win32":
        return _free_memory_windows()
    if sys.platform == "darwin":
        return _free_memory_macos()
    return _free_memory_linux()


def physical_cores() -> int:
    """Return the number of real cores that this process may use, at least 1.

    Two threads on the halves of one core only wait for each other in a matrix product.
    """
    if sys.platform == "win32":
        cores = _cores_windows()
    elif sys.platform == "darwin":
        # Efficiency cores would hold up the others at every barrier.
        cores = _sysctl("hw.perflevel0.physicalcpu") or _sysctl("hw.physicalcpu")
    else:
        cores = _cores_linux()
    return max(1, cores or os.cpu_count() or 1)


def _free_memory_linux() -> int | None:
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    sizes = (int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))
    available = next(sizes, None)
    limit, used = _number(_GROUP / "memory.max"), _number(_GROUP / "memory.current")
    if available is None or limit is None or used is None:
        return available
    return max(0, min(available, limit - used))


def _number(file: Path) -> int | None:
    """A control group's file holds one number, or the word `max`."""
    try:
        return int(file.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None


def _cores_linux() -> int:
    allowed = os.sched_getaffinity(0) if sys.platform == "linux" else set(range(os.cpu_count() or 1))
    siblings = set()
    for cpu in allowed:
        try:
            siblings.add((_CPUS / f"cpu{cpu}/topology/thread_siblings_list").read_text(encoding="ascii"))
        except OSError:
            return len(allowed)
    return len(siblings)


def _sysctl(name: str) -> int | None:
    libc = ctypes.CDLL(None)
    # Zeroed and large enough for the 32-bit answers too: both byte orders in use are little-endian.
    value, size = ctypes.c_int64(0), ctypes.c_size_t(8)
    answer = (ctypes.byref(value), ctypes.byref(size))
    failed = libc.sysctlbyname(name.encode(), *answer, None, ctypes.c_size_t(0))
    return None if failed else value.value


def _free_memory_macos() -> int | None:
    page, free = _sysctl("hw.pagesize"), _sysctl("vm.page_free_count")
    if page is None or free is None:
        return None
    # File cache gives way at once when a program asks for memory, so it counts as free.
    kept = (_sysctl("vm.page_purgeable_count") or 0) + (_sysctl("vm.page_pageable_external_count") or 0)
    return page * (free + kept)


def _free_memory_windows() -> int | None:
    class Status(ctypes.Structure):
        """MEMORYSTATUSEX of the Windows API."""

        _fields_ = (
            ("length", ctypes.c_uint32),
            ("load", ctypes.c_uint32),
            ("total", ctypes.c_uint64),
            ("available", ctypes.c_uint64),
            ("rest", ctypes.c_uint64 * 5),
        )

    status = Status(length=ctypes.sizeof(Status))
    kernel = ctypes.CDLL("kernel32")
    return int(status.available) if kernel.GlobalMemoryStatusEx(ctypes.byref(status)) else None


def _cores_windows() -> int:
    kernel = ctypes.CDLL("kernel32")
    size = ctypes.c_uint32(0)
    kernel.GetLogicalProcessorInformation(None, ctypes.byref(size))
    buffer = ctypes.create_string_buffer(size.value)
    if not kernel.GetLogicalProcessorInformation(buffer, ctypes.byref(size)):
        return 0
    pointer = ctypes.sizeof(ctypes.c_void_p)
    entry = pointer + 8 + 16  # mask, relationship padded to 8, a union of 16 bytes
    # Relationship 0 is RelationProcessorCore: one entry for each real core.
    return sum(buffer.raw[start + pointer] == 0 for start in range(0, size.value, entry))
