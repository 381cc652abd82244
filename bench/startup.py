"""CPU seconds from cold: Python alone, `bitext --help` and one translated sentence; medians of 15 runs after a warm-up.

python bench/startup.py
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys

RUNS = {
    "python -c pass": ["-c", "pass"],
    "bitext --help": ["-m", "toolkit", "--help"],
    "bitext translate": ["-m", "toolkit", "translate", "Le musée est ouvert au public.", "--from", "fr", "--to", "en"],
}
# An installation has its modules compiled; a developer's environment may forbid it.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def cpu_seconds(arguments: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=ENVIRONMENT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    for name, arguments in RUNS.items():
        cpu_seconds(arguments)
        print(f"{name:17s} {statistics.median(cpu_seconds(arguments) for _ in range(15)):.3f} CPU s")
