"""Running filters over a stream of units, also in several processes, with a count of the reasons."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from typing import BinaryIO

from toolkit.filters.base import Filter
from toolkit.filters.registry import Settings, make_filters
from toolkit.filters.verdicts import Journal, Verdict, judge, mark_rejected
from toolkit.formats import jsonl
from toolkit.units import TranslationUnit
from toolkit.workers import worker_pool

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
        examples: by filter, the first unit that it rejected and why, shortened.
    """

    settings: Settings
    jobs: int = 1
    journal: Journal | None = None
    read: int = 0
    kept: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)
    _late: list[Filter] | None = None

    def run(self, units: Iterable[TranslationUnit]) -> Iterator[tuple[TranslationUnit, Verdict]]:
        """Judge units in their order.

        Raises:
            InputError: wrong settings, or a worker process died.
            MissingExtraError: what a filter needs is not installed.
        """
        return self.settle(self._early(units, early_settings(self.settings)))

    def settle(self, judged: Iterable[tuple[TranslationUnit, Verdict]]) -> Iterator[tuple[TranslationUnit, Verdict]]:
        """Let the filters that remember what they saw look at the units that the others left, and count.

        They also remember what they saw in calls before.

        Args:
            judged: all units in their order with the verdicts of the filters of :func:`early_settings`.
        """
        if self._late is None:
            self._late = [f for f in make_filters(self.settings) if f.stateful]
        for unit, early in judged:
            verdict = judge([unit], self._late)[0] if early and self._late else early
            self.read += 1
            self.kept += bool(verdict)
            if not verdict:
                self.rejected[verdict.filter] += 1
                self.examples.setdefault(verdict.filter, f"{verdict.reason}: {unit.source[:40]} | {unit.target[:40]}")
            yield unit, verdict

    def _early(self, units: Iterable[TranslationUnit], early: Settings) -> Iterator[tuple[TranslationUnit, Verdict]]:
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
                yield from zip(done, verdicts, strict=True)

    @contextmanager
    def _judges(
        self, early: Settings, filters: list[Filter]
    ) -> Iterator[Callable[[list[TranslationUnit]], Callable[[], list[Verdict]]]]:
        """Function that begins the judging of a block and returns one that waits for the end of it."""
        if self.jobs <= 1:
            yield lambda block: partial(judge, block, filters)
            return
        with worker_pool(self.jobs, _start_worker, (early,)) as pool:
            yield lambda block: pool.submit(_judge_in_worker, block).result


def kept_of(judged: Iterable[tuple[TranslationUnit, Verdict]], rejects: BinaryIO | None) -> Iterator[TranslationUnit]:
    """The units that stay; those that go are written as JSON lines with their reasons, if there is a file for them."""
    for unit, verdict in judged:
        if verdict:
            yield unit
        elif rejects is not None:
            # The unit itself may be that of a file in which it stays.
            gone = replace(unit, findings=[*unit.findings], scores={**unit.scores})
            mark_rejected(gone, verdict)
            jsonl.write([gone], rejects)


def early_settings(settings: Settings) -> Settings:
    """Settings of the filters that look at each unit by itself."""
    late = {f.name for f in make_filters(settings) if f.stateful}
    return {name: table for name, table in settings.items() if name not in late}


def _same(verdicts: list[Verdict]) -> list[Verdict]:
    return verdicts


_worker_filters: list[Filter] = []


def _start_worker(settings: Settings) -> None:
    _worker_filters[:] = make_filters(settings)


def _judge_in_worker(units: list[TranslationUnit]) -> list[Verdict]:
    return judge(units, _worker_filters)
