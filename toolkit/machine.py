"""What this machine offers, and how to make its arithmetic repeatable."""

from __future__ import annotations

import os

#: Read by CTranslate2, numpy and their matrix libraries when they are loaded. With these, kernels do not depend on the
#: kind of x86-64 processor, so that a corpus built on one machine is built byte for byte on another.
REPRODUCIBLE = {
    "CT2_FORCE_CPU_ISA": "AVX2",
    "CT2_USE_MKL": "0",
    "ONEDNN_MAX_CPU_ISA": "AVX2",
    "MKL_CBWR": "COMPATIBLE",
    "OPENBLAS_CORETYPE": "Haswell",
}


def available_cores() -> int:
    """Cores that this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def free_memory() -> int | None:
    """Bytes that this process may still take, by Linux and its control group; None where that is not told."""
    found = []
    try:
        with open("/proc/meminfo", encoding="ascii", errors="replace") as file:
            found += [1024 * int(line.split()[1]) for line in file if line.startswith("MemAvailable:")]
        limit, used = (_number(f"/sys/fs/cgroup/memory.{name}") for name in ("max", "current"))
        found += [limit - used] if limit is not None and used is not None else []
    except (OSError, ValueError, IndexError):
        pass
    return min(found, default=None)


def _number(path: str) -> int | None:
    try:
        with open(path, encoding="ascii") as file:
            text = file.read().strip()
    except OSError:
        return None
    return int(text) if text.isdecimal() else None


def make_reproducible() -> None:
    """Ask for the same arithmetic on every x86-64 processor with AVX2.

    Must run before ctranslate2 and numpy are imported. A setting that the user has made already is left alone. Other
    processors ignore the request.
    """
    try:
        with open("/proc/cpuinfo", encoding="utf-8", errors="replace") as file:
            if " avx2 " not in file.read(20_000):
                return
    except OSError:
        return
    for name, value in REPRODUCIBLE.items():
        os.environ.setdefault(name, value)
