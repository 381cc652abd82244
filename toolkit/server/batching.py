"""Requests that arrive together share batches, and a book does not hold up a sentence."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from toolkit.server.settings import RequestError
from toolkit.text.typography import quote_style
from toolkit.translation.base import Engine, Resources, Translation, facts_of, is_shareable

#: Seconds that the first segment of a batch waits for others, if others are about.
WINDOW = 0.004
#: Segments in a batch: enough to fill the model's own, little enough that a newcomer waits for a second at most.
SIZE = 48
#: Batches in work at once, of engines that allow it: while one is in the model, the other is prepared, chosen from and
#: repaired, which leaves cores idle; and clients that have their answers send the next batch meanwhile.
BATCHES = 2


@dataclass(slots=True, eq=False)
class _Job:
    """The segments of a request on their way."""

    segments: Sequence[str]
    style: str
    deadline: float
    results: dict[int, Translation] = field(default_factory=dict)
    next: int = 0
    error: Exception | None = None
    finished: threading.Event = field(default_factory=threading.Event)

    def done(self) -> bool:
        return self.error is not None or len(self.results) == len(self.segments)


class Batcher:
    """Gives an engine the segments of all requests, a batch at a time, in threads of its own.

    A batch takes a segment of each request in turn, so that a request of one sentence is in the next batch however
    many sentences others have.

    Args:
        engine: called from one thread only, unless :func:`toolkit.translation.base.is_shareable` says otherwise.
        window: see :data:`WINDOW`.
        size: see :data:`SIZE`.

    Attributes:
        batches, segments: how many went through the engine.
    """

    def __init__(self, engine: Engine, window: float = WINDOW, size: int = SIZE) -> None:
        self.engine = engine
        self.batches = self.segments = 0
        self._window, self._size = window, size
        self._jobs: deque[_Job] = deque()
        self._changed = threading.Condition()
        # Who has it waits for the next batch; the others would only tear it apart.
        self._turn = threading.Lock()
        self._closing = False
        # Batches in work, and requests that shared the last one: who is alone need not wait for company.
        self._in_work = self._shared = 0
        number = BATCHES if is_shareable(engine) else 1
        name = f"batches {engine.pair}"
        self._threads = [threading.Thread(target=self._work, name=name, daemon=True) for _ in range(number)]
        for thread in self._threads:
            thread.start()

    def translate(self, segments: Sequence[str], style: str | None, deadline: float) -> list[Translation]:
        """Translate segments, beside those of others.

        Args:
            segments: see :meth:`toolkit.translation.base.Engine.translate`.
            style: of quotes.
            deadline: of :func:`time.monotonic`, after which nobody waits.

        Raises:
            RequestError: the time is over, or the server is closing.
        """
        if not segments:
            return []
        job = _Job(segments, style or quote_style(segments), deadline)
        with self._changed:
            if self._closing:
                raise RequestError(503, "the server is shutting down", 5)
            self._jobs.append(job)
            self._changed.notify()
        if not job.finished.wait(max(0.0, deadline - time.monotonic())):
            with self._changed:
                if job in self._jobs:
                    self._jobs.remove(job)
            raise RequestError(503, "the translation took too long; send less text at once", 10)
        if job.error is not None:
            raise job.error
        return [job.results[n] for n in range(len(segments))]

    def close(self) -> None:
        """Finish what is there and stop."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        while (batch := self._next()) is not None:
            if batch:
                self._translate(batch)

    def _next(self) -> list[tuple[_Job, int]] | None:
        """The next batch, once there is one; None if none will come."""
        with self._turn, self._changed:
            while not self._jobs and not self._closing:
                self._changed.wait()
            if not self._jobs:
                return None
            if (self._in_work or self._shared > 1) and not self._closing:
                self._gather()
            batch = self._take()
            self._in_work += bool(batch)
            self._shared = len({id(job) for job, _ in batch})
            return batch

    def _waiting(self) -> int:
        return sum(len(job.segments) - job.next for job in self._jobs)

    def _gather(self) -> None:
        """Wait for the window to close, or for a full batch."""
        end = time.monotonic() + self._window
        while (left := end - time.monotonic()) > 0 and self._waiting() < self._size:
            self._changed.wait(left)

    def _take(self) -> list[tuple[_Job, int]]:
        """A segment of each job in turn until the batch is full; all of one style of quotes."""
        if not self._jobs:
            return []
        style = self._jobs[0].style
        turn = deque(job for job in self._jobs if job.style == style)
        batch: list[tuple[_Job, int]] = []
        while turn and len(batch) < self._size:
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
            made = self.engine.translate([job.segments[n] for job, n in batch], style=jobs[0].style)
            for (job, n), translation in zip(batch, made, strict=True):
                job.results[n] = translation
        except Exception as error:
            # What one request holds must not fail the others.
            for job in jobs:
                self._translate_alone(job, [n for other, n in batch if other is job], error if len(jobs) == 1 else None)
        with self._changed:
            self._in_work -= 1
            for job in jobs:
                if job.error is not None and job in self._jobs:
                    self._jobs.remove(job)
                if job.done():
                    job.finished.set()

    def _translate_alone(self, job: _Job, numbers: list[int], error: Exception | None) -> None:
        if error is not None:
            job.error = error
            return
        try:
            made = self.engine.translate([job.segments[n] for n in numbers], style=job.style)
            job.results.update(zip(numbers, made, strict=True))
        except Exception as failure:
            job.error = failure


class SharedEngine:
    """What a request sees of an engine that all share.

    Args:
        batcher: of the engine.
        deadline: of :func:`time.monotonic`.
    """

    def __init__(self, batcher: Batcher, deadline: float) -> None:
        self._batcher, self._deadline = batcher, deadline
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
        made = self._batcher.translate(segments, style, self._deadline)
        if progress:
            progress(len(made))
        return made
