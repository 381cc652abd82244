"""Filters over shards of a corpus, many at a time."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from toolkit.cluster.shards import Cluster, is_done, plan, unchanged
from toolkit.corpora import read_units
from toolkit.files import open_output, sha256_bytes, sha256_file
from toolkit.filters import Cleaner, Filter, Verdict, make_filters
from toolkit.filters.cleaner import BLOCK, early_settings, kept_of
from toolkit.filters.registry import Settings
from toolkit.filters.verdicts import judge
from toolkit.formats import jsonl, parquet
from toolkit.resume import made_of
from toolkit.units import TranslationUnit

#: Folder in the output folder for shards whose units are judged but not yet compared with other shards.
JUDGED = ".judged"
_VERDICT = "bitext-verdict"


def clean_shards(
    files: Sequence[Path],
    out: Path,
    settings: Settings,
    cluster: Cluster,
    rejects: Path | None = None,
    force: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Cleaner:
    """Filter each file into a Parquet file of its name, the units and verdicts being those of a run in one process.

    Filters that remember what they saw, such as that of duplicates, run here, over the shards in their order, when the
    workers are through with the others. A run that was stopped goes on: shards that were judged are not judged again.

    Args:
        files: of units, any format.
        out: folder of what is kept.
        settings: see :func:`toolkit.filters.make_filters`.
        cluster: where to run.
        rejects: folder of what is not, with reasons; None to drop it.
        force: overwrite outputs that were made of something else.
        progress: called with the number of units judged since the last call.

    Returns:
        Cleaner with the counts.

    Raises:
        OutputError: an output is there already, or cannot be written.
        InputError: wrong settings, or a shard cannot be read.
        MissingExtraError: Ray or pyarrow is not installed.
    """
    shards = _shards(files, out, settings, rejects)
    together = early_settings(settings) != settings
    outputs = [[is_done(Path(s[n]), s["made_of"], force) for n in ("kept", "rejects") if s[n]] for s in shards]
    done = [all(there) for there in outputs]
    cleaner = Cleaner(settings)
    if all(done):
        return cleaner
    if not together:
        for result in cluster.run(Judge, [s for s, finished in zip(shards, done, strict=True) if not finished]):
            cleaner.read += result["read"]
            cleaner.kept += result["kept"]
            cleaner.rejected.update(result["rejected"])
            for name, example in result["examples"].items():
                cleaner.examples.setdefault(name, example)
            if progress:
                progress(result["read"])
        return cleaner
    waiting = [s for s in shards if parquet.read_made_of(Path(s["judged"])) != s["made_of"]]
    for result in cluster.run(Judge, waiting):
        if progress:
            progress(result["read"])
    for shard in shards:
        _write(cleaner.settle(_read_judged(Path(shard["judged"]))), shard)
    shutil.rmtree(out / JUDGED)
    return cleaner


def _shards(files: Sequence[Path], out: Path, settings: Settings, rejects: Path | None) -> list[dict[str, Any]]:
    """What a worker has to know of each file."""
    early = early_settings(settings)
    together = early != settings
    signature = json.dumps(settings, sort_keys=True)
    shards: list[dict[str, Any]] = []
    for file, place in plan(files, out):
        digest = sha256_file(file)
        wanted = made_of([digest], signature)
        if together and shards:  # what is a duplicate depends on the shards before
            wanted = sha256_bytes(f"{shards[-1]['made_of']} {wanted}".encode())
        other = rejects / place.name if rejects else None
        shards.append(
            {
                "file": str(file.resolve()),
                "sha256": digest,
                "kept": str(place.resolve()),
                "rejects": str(other.resolve()) if other else "",
                "judged": str((out / JUDGED / place.name).resolve()) if together else "",
                "made_of": wanted,
                "settings": early,
                "several": len(files) > 1,
            }
        )
    return shards


class Judge:
    """What a worker does with a shard: judge its units, and write them where no other shard has a say."""

    def __init__(self) -> None:
        self._filters: dict[str, list[Filter]] = {}

    def __call__(self, shard: dict[str, Any]) -> dict[str, Any]:
        """Counts of a shard that :func:`clean_shards` describes."""
        settings = shard["settings"]
        key = json.dumps(settings)
        if key not in self._filters:
            self._filters[key] = make_filters(settings)
        cleaner = Cleaner(settings)
        judged = self._judged(shard, self._filters[key])
        if shard["judged"]:
            _write_judged(cleaner.settle(judged), shard)
        else:
            _write(cleaner.settle(judged), shard)
        rejected = dict(cleaner.rejected)
        return {"read": cleaner.read, "kept": cleaner.kept, "rejected": rejected, "examples": cleaner.examples}

    @staticmethod
    def _judged(shard: dict[str, Any], filters: list[Filter]) -> Iterator[tuple[TranslationUnit, Verdict]]:
        units = unchanged(read_units(Path(shard["file"]), shard["several"]), shard)
        while block := list(islice(units, BLOCK)):
            yield from zip(block, judge(block, filters), strict=True)


def _write(judged: Iterable[tuple[TranslationUnit, Verdict]], shard: dict[str, Any]) -> None:
    """Write what is kept of a shard, and what is not if that is wanted."""
    with tempfile.TemporaryFile() as spool:
        with open_output(Path(shard["kept"])) as file:
            kept = kept_of(judged, spool if shard["rejects"] else None)
            parquet.write(kept, file, made_of=shard["made_of"])
        if shard["rejects"]:
            spool.seek(0)
            with open_output(Path(shard["rejects"])) as file:
                parquet.write(jsonl.read_lines(spool), file, made_of=shard["made_of"])


def _write_judged(judged: Iterable[tuple[TranslationUnit, Verdict]], shard: dict[str, Any]) -> None:
    def marked() -> Iterator[TranslationUnit]:
        for unit, verdict in judged:
            unit.properties[_VERDICT] = json.dumps([verdict.filter, verdict.reason, verdict.score])
            yield unit

    with open_output(Path(shard["judged"])) as file:
        parquet.write(marked(), file, made_of=shard["made_of"])


def _read_judged(place: Path) -> Iterator[tuple[TranslationUnit, Verdict]]:
    for unit in parquet.read(place):
        yield unit, Verdict(*json.loads(unit.properties.pop(_VERDICT)))
