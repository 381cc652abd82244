from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from tests.conftest import ROOT
from toolkit.errors import InputError
from toolkit.workers import worker_pool

PARENT = """
import os, sys, time
from toolkit.workers import worker_pool
if __name__ == "__main__":
    with worker_pool(2) as pool:
        found = [pool.submit(os.getpid) for _ in range(2)]
        busy = [pool.submit(time.sleep, 600) for _ in range(2)]
        print(*{f.result() for f in found}, flush=True)
        time.sleep(600)
"""


def alive(number: int) -> bool:
    try:
        with open(f"/proc/{number}/stat") as file:
            return file.read().rsplit(") ", 1)[1][0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not os.path.exists("/proc/self/stat"), reason="needs /proc")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_no_worker_outlives_its_parent(tmp_path, how: int) -> None:
    (tmp_path / "parent.py").write_text(PARENT)
    parent = subprocess.Popen(
        [sys.executable, "parent.py"], stdout=subprocess.PIPE, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert parent.stdout
    workers = [int(n) for n in parent.stdout.readline().split()]
    assert workers
    parent.send_signal(how)
    parent.wait(60)
    parent.stdout.read()  # ends only when nobody holds the pipe any more
    deadline = time.monotonic() + 30
    while any(map(alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.1)
    left = [n for n in workers if alive(n)]
    for number in left:
        os.kill(number, signal.SIGKILL)
    assert not left


def test_an_error_ends_busy_workers_at_once() -> None:
    started = time.monotonic()
    with pytest.raises(KeyError), worker_pool(1) as pool:
        pool.submit(time.sleep, 600)
        pool.submit(os.getpid)
        raise KeyError
    assert time.monotonic() - started < 60


def test_a_worker_that_dies_is_named() -> None:
    with pytest.raises(InputError, match="a worker process died"), worker_pool(1) as pool:
        pool.submit(os._exit, 3).result()
