"""Worker processes that never outlive the process that started them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from toolkit.errors import InputError

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor


@contextmanager
def worker_pool(
    jobs: int, initializer: Callable[..., None] | None = None, arguments: tuple[Any, ...] = ()
) -> Iterator[ProcessPoolExecutor]:
    """A pool of processes, ended with the block; on an error or an interrupt at once, whatever they are at.

    Each worker watches its parent and ends with it, also when the parent is killed and can end nothing itself.

    Args:
        jobs: number of processes.
        initializer: called once in each worker.
        arguments: for the initializer.

    Raises:
        InputError: a worker died, in most cases for want of memory.
    """
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import active_children, get_context

    before = {child.pid for child in active_children()}
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _start, (initializer, arguments))
    try:
        yield pool
    except BrokenProcessPool:
        raise InputError("a worker process died (out of memory?); try fewer --jobs") from None
    except BaseException:
        for child in active_children():
            if child.pid not in before:
                child.terminate()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _start(initializer: Callable[..., None] | None, arguments: tuple[Any, ...]) -> None:
    end_with_parent()
    if initializer is not None:
        initializer(*arguments)


def end_with_parent() -> None:
    """End this process as soon as the one that started it is gone; for processes of :mod:`multiprocessing`."""
    import multiprocessing
    import os
    import threading
    from multiprocessing.connection import wait

    parent = multiprocessing.parent_process()
    if parent is None:
        return
    sentinel = parent.sentinel

    def watch() -> None:
        wait([sentinel])
        os._exit(1)

    threading.Thread(target=watch, name="end-with-parent", daemon=True).start()
