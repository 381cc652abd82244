"""CPU seconds of `bitext --help`, median of 15 runs after a warm-up, and of starting Python alone.

python bench/startup.py
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys


def cpu_seconds(arguments: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    for name, arguments in (("python -c pass", ["-c", "pass"]), ("bitext --help", ["-m", "toolkit", "--help"])):
        cpu_seconds(arguments)
        print(f"{name:15s} {statistics.median(cpu_seconds(arguments) for _ in range(15)):.3f} CPU s")
