"""Requests that arrive together share batches, and a book does not hold up a sentence."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field

from toolkit.server.settings import RequestError
from toolkit.text.typography import quote_style
from toolkit.translation.base import (
    BESIDE_OTHERS,
    Engine,
    Resources,
    Translation,
    facts_of,
    is_shareable,
    translate_each,
    without_alternatives,
)

#: Segments in a batch of an engine that has one in work at a time.
SIZE = 48
#: The same, of one that has several: int8 models on CPUs gain next to nothing from larger ones, and nobody waits for
#: the segments of others.
SMALL = 8
# Fewer are not parted so that more batches can be in work.
_LEAST = 2


class Caller:
    """Who waits for a request; what waits in queues for one who has gone away is dropped.

    Attributes:
        gone: whether the connection was closed before the answer.
    """

    def __init__(self) -> None:
        self.gone = False
        self._lock = threading.Lock()
        self._drop: Callable[[], None] | None = None

    def leave(self) -> None:
        """The connection is closed."""
        with self._lock:
            self.gone = True
            drop = self._drop
        if drop is not None:
            drop()

    def waits_for(self, drop: Callable[[], None] | None) -> None:
        """Say what is to be called if the caller leaves; None once there is nothing to drop.

        Raises:
            RequestError: the caller has left.
        """
        with self._lock:
            self._drop = drop
            gone = self.gone
        if gone and drop is not None:
            raise RequestError(LEFT, "the client has gone away")


#: Status of a request whose client did not wait, in the figures only; nginx has it too.
LEFT = 499
#: The caller of the request in work; None outside of requests.
CALLER: ContextVar[Caller | None] = ContextVar("caller", default=None)


@dataclass(slots=True, eq=False)
class _Job:
    """The segments of a request on their way."""

    segments: Sequence[str]
    style: str
    deadline: float
    others: bool = False
    results: dict[int, Translation] = field(default_factory=dict)
    next: int = 0
    error: Exception | None = None
    finished: threading.Event = field(default_factory=threading.Event)

    def done(self) -> bool:
        return self.error is not None or len(self.results) == len(self.segments)


class Batcher:
    """Gives an engine the segments of all requests, a batch at a time, in threads of its own.

    A batch takes a segment of each request in turn, so that a request of one sentence is in the next batch however
    many sentences others have. It takes what is there: while batches are in work, the next ones gather.

    Args:
        engine: called from one thread only, unless :func:`toolkit.translation.base.is_shareable` says otherwise.
        batches: most that are in work at once, of an engine that allows it. Twice as many as it has cores keep them
            busy while other batches are prepared, chosen from and repaired.

    Attributes:
        batches, segments: how many went through the engine.
    """

    def __init__(self, engine: Engine, batches: int = 4) -> None:
        self.engine = engine
        self._plain = without_alternatives(engine)
        self.batches = self.segments = 0
        number = batches if is_shareable(engine) else 1
        self._size = SIZE if number == 1 else SMALL
        self._jobs: deque[_Job] = deque()
        self._changed = threading.Condition()
        self._idle = number
        self._closing = False
        name = f"batches {engine.pair}"
        self._threads = [threading.Thread(target=self._work, name=name, daemon=True) for _ in range(number)]
        for thread in self._threads:
            thread.start()

    def translate(
        self, segments: Sequence[str], style: str | None, deadline: float, others: bool = False
    ) -> list[Translation]:
        """Translate segments, beside those of others.

        Args:
            segments: see :meth:`toolkit.translation.base.Engine.translate`.
            style: of quotes.
            deadline: of :func:`time.monotonic`, after which nobody waits.
            others: other translations are wanted too, if the engine keeps any.

        Raises:
            RequestError: the time is over, the server is closing, or the client has gone away.
        """
        if not segments:
            return []
        job = _Job(segments, style or quote_style(segments), deadline, others)
        caller = CALLER.get()
        if caller is not None:
            caller.waits_for(lambda: self._drop(job, RequestError(LEFT, "the client has gone away")))
        with self._changed:
            if self._closing:
                raise RequestError(503, "the server is shutting down", 5)
            if job.error is None:
                self._jobs.append(job)
                self._changed.notify()
        if not job.finished.wait(max(0.0, deadline - time.monotonic())):
            self._drop(job, RequestError(503, "the translation took too long; send less text at once", 10))
        if caller is not None:
            caller.waits_for(None)
        if job.error is not None:
            raise job.error
        return [job.results[n] for n in range(len(segments))]

    def _drop(self, job: _Job, error: Exception) -> None:
        """Wait for a job no longer; what is in a batch is translated for nobody."""
        with self._changed:
            if job.finished.is_set():
                return
            if job in self._jobs:
                self._jobs.remove(job)
            job.error = error
            job.finished.set()

    def close(self) -> None:
        """Finish what is there and stop."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        BESIDE_OTHERS.set(len(self._threads) > 1)
        while batch := self._next():
            self._translate(batch)

    def _next(self) -> list[tuple[_Job, int]]:
        """The next batch, once there is one; an empty one if none will come."""
        with self._changed:
            while not self._jobs and not self._closing:
                self._changed.wait()
            if not self._jobs:
                return []
            batch = self._take(self._share())
            self._idle -= 1
            if self._jobs:
                self._changed.notify()
            return batch

    def _share(self) -> int:
        """Segments of the next batch: what waits is shared among the threads that have none."""
        waiting = sum(len(job.segments) - job.next for job in self._jobs)
        return min(self._size, max(_LEAST, -(-waiting // self._idle)))

    def _take(self, size: int) -> list[tuple[_Job, int]]:
        """A segment of each job in turn until the batch is full; all of one style of quotes."""
        style = self._jobs[0].style
        turn = deque(job for job in self._jobs if job.style == style)
        batch: list[tuple[_Job, int]] = []
        while turn and len(batch) < size:
            job = turn.popleft()
            batch.append((job, job.next))
            job.next += 1
            if job.next < len(job.segments):
                turn.append(job)
        # Who has segments left goes behind the others, so that each style has its turn.
        served = {id(job) for job, _ in batch}
        rest = [job for job in self._jobs if id(job) not in served]
        rest += [job for job in self._jobs if id(job) in served and job.next < len(job.segments)]
        self._jobs = deque(rest)
        return batch

    def _translate(self, batch: list[tuple[_Job, int]]) -> None:
        with self._changed:
            self.batches += 1
            self.segments += len(batch)
        jobs = list({id(job): job for job, _ in batch}.values())
        try:
            engine = self.engine if any(job.others for job in jobs) else self._plain
            # Who needs no second translation does not wait for those of others.
            for number, translation in translate_each(engine, [job.segments[n] for job, n in batch], jobs[0].style):
                job, n = batch[number]
                job.results[n] = translation
                self._finish_done([job])
        except Exception as error:
            # What one request holds must not fail the others.
            for job in jobs:
                missing = [n for other, n in batch if other is job and n not in job.results]
                if missing:
                    self._translate_alone(job, missing, error if len(jobs) == 1 else None)
        with self._changed:
            self._idle += 1
        self._finish_done(jobs)

    def _finish_done(self, jobs: Sequence[_Job]) -> None:
        with self._changed:
            for job in jobs:
                if job.error is not None and job in self._jobs:
                    self._jobs.remove(job)
                if job.done():
                    job.finished.set()

    def _translate_alone(self, job: _Job, numbers: list[int], error: Exception | None) -> None:
        if error is not None:
            job.error = job.error or error
            return
        try:
            made = self.engine.translate([job.segments[n] for n in numbers], style=job.style)
            job.results.update(zip(numbers, made, strict=True))
        except Exception as failure:
            job.error = job.error or failure


class SharedEngine:
    """What a request sees of an engine that all share.

    Args:
        batcher: of the engine.
        deadline: of :func:`time.monotonic`.
        others: whether other translations are wanted too.
    """

    def __init__(self, batcher: Batcher, deadline: float, others: bool = False) -> None:
        self._batcher, self._deadline, self._others = batcher, deadline, others
        self.pair = batcher.engine.pair

    @property
    def signature(self) -> str:
        """Of the engine."""
        return self._batcher.engine.signature

    @property
    def resources(self) -> Resources:
        """Of the engine."""
        return getattr(self._batcher.engine, "resources", None) or Resources()

    @property
    def facts(self) -> Mapping[str, str]:
        """Of the engine."""
        return facts_of(self._batcher.engine)

    def translate(
        self, segments: Sequence[str], *, style: str | None = None, progress: Callable[[int], None] | None = None
    ) -> list[Translation]:
        """Translate segments in batches with those of other requests.

        Raises:
            RequestError: the time of the request is over.
        """
        made = self._batcher.translate(segments, style, self._deadline, self._others)
        if progress:
            progress(len(made))
        return made
