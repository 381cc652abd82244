"""Translation of shards of a corpus, many at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from toolkit.cluster.shards import Cluster, is_done, plan, unchanged
from toolkit.corpora import read_units
from toolkit.errors import InputError
from toolkit.files import open_output, sha256_file
from toolkit.formats import parquet
from toolkit.languages.pair import DEFAULT_PAIR
from toolkit.pipeline.units import translate_units
from toolkit.resume import made_of
from toolkit.terms import preferred, read_glossary
from toolkit.translation import DEFAULT_BEAM, Engine, load_translator


@dataclass(slots=True, frozen=True)
class EngineChoice:
    """What each worker loads; see :func:`toolkit.translation.load_translator`."""

    source_language: str = DEFAULT_PAIR.source
    target_language: str = DEFAULT_PAIR.target
    model: str | None = None
    beam: int = DEFAULT_BEAM
    glossary: str | None = None

    def load(self, threads: int | None = None) -> Engine:
        """The loaded package.

        Raises:
            PackageError: there is none, or it is broken.
            InputError: the glossary cannot be read.
        """
        languages = self.source_language, self.target_language
        terms = read_glossary(Path(self.glossary), *languages) if self.glossary else []
        return load_translator(languages, self.model, beam=self.beam, threads=threads, terms=preferred(terms))


def translate_shards(
    files: Sequence[Path],
    out: Path,
    engine: EngineChoice,
    cluster: Cluster,
    missing_only: bool = False,
    force: bool = False,
    progress: Callable[[int], None] | None = None,
) -> tuple[int, int]:
    """Translate the units of each file into a Parquet file of its name, as :func:`translate_units` does.

    A run that was stopped goes on: shards whose output is there are not done again.

    Args:
        files: of units, any format.
        out: folder.
        engine: that all workers load; theirs must be the one that is found here.
        cluster: where to run.
        missing_only: leave units that have a target.
        force: overwrite outputs that were made of something else.
        progress: called with the number of units finished since the last call.

    Returns:
        (files translated, files that were finished before).

    Raises:
        OutputError: an output is there already, or cannot be written.
        InputError: a shard cannot be read or is in another language, or a worker has another package.
        PackageError: no package for the languages.
        MissingExtraError: Ray or pyarrow is not installed.
    """
    signature = engine.load().signature
    waiting: list[dict[str, Any]] = []
    places = plan(files, out)
    for file, place in places:
        digest = sha256_file(file)
        wanted = made_of([digest], f"{signature}|missing-only:{missing_only:d}")
        if is_done(place, wanted, force):
            continue
        waiting.append(
            {
                "file": str(file.resolve()),
                "sha256": digest,
                "out": str(place.resolve()),
                "made_of": wanted,
                "engine": asdict(engine),
                "signature": signature,
                "missing_only": missing_only,
                "several": len(files) > 1,
            }
        )
    for result in cluster.run(Translate, waiting):
        if progress:
            progress(result["units"])
    return len(waiting), len(places) - len(waiting)


class Translate:
    """What a worker does with a shard."""

    def __init__(self) -> None:
        self._engines: dict[EngineChoice, Engine] = {}

    def __call__(self, shard: dict[str, Any]) -> dict[str, Any]:
        """Number of units of a shard that :func:`translate_shards` describes."""
        choice = EngineChoice(**shard["engine"])
        if choice not in self._engines:
            self._engines[choice] = choice.load(threads=1)
        engine = self._engines[choice]
        if engine.signature != shard["signature"]:
            raise InputError(
                f"a worker has another package ({engine.signature} instead of {shard['signature']}); give all machines "
                f"the same toolkit and --model"
            )
        units = unchanged(read_units(Path(shard["file"]), shard["several"]), shard)
        with open_output(Path(shard["out"])) as file:
            report = parquet.write(
                translate_units(units, engine, shard["missing_only"]), file, made_of=shard["made_of"]
            )
        return {"units": report.units}
