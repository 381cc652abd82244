"""What filters say of units, and a journal of it, so that a run that was stopped goes on."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.files import sha256_bytes, text_digest
from toolkit.filters.base import Filter
from toolkit.resume import RecordLog
from toolkit.units import Finding, TranslationUnit
from toolkit.version import __version__


@dataclass(slots=True, frozen=True)
class Verdict:
    """What filters say of a unit.

    Attributes:
        filter: name of the first that rejects it; empty if none does.
        reason: why.
        score: that filter's.
    """

    filter: str = ""
    reason: str = ""
    score: float = 0.0

    def __bool__(self) -> bool:
        return not self.filter


def judge(units: Sequence[TranslationUnit], filters: Sequence[Filter]) -> list[Verdict]:
    """Verdict on each unit: of the first filter that rejects it."""
    verdicts = [Verdict()] * len(units)
    left = list(range(len(units)))
    for one in filters:
        if not left:
            break
        staying = []
        for place, score in zip(left, one.scores([units[n] for n in left]), strict=True):
            if one.accept(score):
                staying.append(place)
            else:
                verdicts[place] = Verdict(one.name, one.reason(units[place], score), score)
        left = staying
    return verdicts


def mark_rejected(unit: TranslationUnit, verdict: Verdict) -> None:
    """Write into a unit why it was rejected: a finding and the score."""
    unit.findings.append(Finding(verdict.filter, verdict.reason))
    unit.scores[verdict.filter] = round(min(verdict.score, 1e9), 4)


class Journal:
    """Verdicts on blocks of units, kept in a file until the run that needs them has ended.

    A block is known by a digest of all that filters look at, so a journal is never wrong for another input; one of
    other settings or of another version of the toolkit is begun anew.

    Args:
        path: of the file; it is made with the first block.
        settings: of the filters.

    Attributes:
        found: units whose verdicts came from the file.

    Raises:
        OutputError: the file cannot be written.
    """

    def __init__(self, path: Path, settings: dict[str, dict[str, Any]]) -> None:
        self._log = RecordLog(path)
        self._head = {"version": __version__, "settings": settings}
        self._known: dict[str, list[tuple[int, str, str, float]]] = {}
        self._begun = False
        self.found = 0
        records = self._log.read()
        if next(records, None) != json.loads(json.dumps(self._head)):
            return
        for record in records:
            with suppress(ValueError, TypeError):
                digest, rejected = record
                self._known[digest] = [(int(n), str(f), str(r), float(s)) for n, f, r, s in rejected]
        self._begun = True

    def look_up(self, units: Sequence[TranslationUnit]) -> list[Verdict] | None:
        """Verdicts on a block, if it was judged before."""
        rejected = self._known.get(_digest(units)) if self._known else None
        if rejected is None:
            return None
        verdicts = [Verdict()] * len(units)
        for number, name, reason, score in rejected:
            verdicts[number] = Verdict(name, reason, score)
        self.found += len(units)
        return verdicts

    def record(self, units: Sequence[TranslationUnit], verdicts: Sequence[Verdict]) -> None:
        """Keep the verdicts on a block."""
        rejected = [(n, v.filter, v.reason, v.score) for n, v in enumerate(verdicts) if not v]
        if not self._begun:
            self._log.close(remove=True)
            self._log.append(self._head)
            self._begun = True
        self._log.append([_digest(units), rejected])

    def close(self, finished: bool) -> None:
        """End the use of the journal; its file goes when the run has finished."""
        self._log.close(remove=finished)


def journal_path(out: Path) -> Path:
    """Where the journal of a run that writes ``out`` lies: beside it."""
    name = out.name if len(os.fsencode(out.name)) < 200 else sha256_bytes(os.fsencode(out.name))[:32]
    return out.with_name(f".{name}.clean-journal")


def _digest(units: Sequence[TranslationUnit]) -> str:
    seen = (f"{u.source}\0{u.target}\0{u.source_language}\0{u.target_language}\0{u.scores}\0" for u in units)
    return text_digest("\0".join(seen), 16).hex()
