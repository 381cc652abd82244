"""Running filters over a stream of units, also in several processes, with a count of the reasons."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import islice

from toolkit.errors import InputError
from toolkit.filters.base import Filter
from toolkit.filters.registry import Settings, make_filters
from toolkit.filters.verdicts import Journal, Verdict, judge
from toolkit.units import TranslationUnit

BLOCK = 500


@dataclass(slots=True)
class Cleaner:
    """Filters units; the first filter that rejects one gives the reason.

    Args:
        settings: a table for each filter, see :func:`toolkit.filters.make_filters`.
        jobs: processes; the results and their order do not depend on it.
        journal: keeps the verdicts for a run that is stopped; None for none.

    Attributes:
        read, kept: numbers of units.
        rejected: number by filter.
    """

    settings: Settings
    jobs: int = 1
    journal: Journal | None = None
    read: int = 0
    kept: int = 0
    rejected: Counter[str] = field(default_factory=Counter)

    def run(self, units: Iterable[TranslationUnit]) -> Iterator[tuple[TranslationUnit, Verdict]]:
        """Judge units in their order.

        Raises:
            InputError: wrong settings, or a worker process died.
            MissingExtraError: what a filter needs is not installed.
        """
        late = [f for f in make_filters(self.settings) if f.stateful]
        early_settings = {n: t for n, t in self.settings.items() if n not in {f.name for f in late}}
        for block, verdicts in self._early(units, early_settings):
            for unit, early in zip(block, verdicts, strict=True):
                verdict = early
                if verdict:
                    verdict = judge([unit], late)[0]
                self.read += 1
                self.kept += bool(verdict)
                if not verdict:
                    self.rejected[verdict.filter] += 1
                yield unit, verdict

    def _early(
        self, units: Iterable[TranslationUnit], early: Settings
    ) -> Iterator[tuple[Sequence[TranslationUnit], Sequence[Verdict]]]:
        filters = make_filters(early)  # with several processes too: wrong settings should be told of here
        with self._judges(early, filters) as submit:
            stream = iter(units)
            waiting: deque[tuple[list[TranslationUnit], Callable[[], list[Verdict]], bool]] = deque()
            while True:
                while len(waiting) < 2 * self.jobs and (block := list(islice(stream, BLOCK))):
                    known = self.journal.look_up(block) if self.journal else None
                    waiting.append((block, submit(block) if known is None else partial(_same, known), known is None))
                if not waiting:
                    return
                done, result, new = waiting.popleft()
                verdicts = result()
                if self.journal and new:
                    self.journal.record(done, verdicts)
                yield done, verdicts

    @contextmanager
    def _judges(
        self, early: Settings, filters: list[Filter]
    ) -> Iterator[Callable[[list[TranslationUnit]], Callable[[], list[Verdict]]]]:
        """Function that begins the judging of a block and returns one that waits for the end of it."""
        if self.jobs <= 1:
            yield lambda block: partial(judge, block, filters)
            return
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor
        from concurrent.futures.process import BrokenProcessPool

        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(self.jobs, context, _start_worker, (early,)) as pool:
            try:
                yield lambda block: pool.submit(_judge_in_worker, block).result
            except BrokenProcessPool:
                raise InputError("a worker process died (out of memory?); try fewer --jobs") from None
            finally:
                pool.shutdown(wait=False, cancel_futures=True)


def _same(verdicts: list[Verdict]) -> list[Verdict]:
    return verdicts


_worker_filters: list[Filter] = []


def _start_worker(settings: Settings) -> None:
    _worker_filters[:] = make_filters(settings)


def _judge_in_worker(units: list[TranslationUnit]) -> list[Verdict]:
    return judge(units, _worker_filters)
