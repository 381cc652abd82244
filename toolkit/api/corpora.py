"""The front door to whole corpora: merge, split, sample, sort, count and compare."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.api.common import StrPath, refuse_paths
from toolkit.errors import BitextError, InputError
from toolkit.units import TranslationUnit

if TYPE_CHECKING:
    from toolkit.corpora import Difference
    from toolkit.formats import WriteReport


def merge(*corpora: Iterable[TranslationUnit], dedup: bool = False) -> Iterator[TranslationUnit]:
    """Several bitexts as one.

    >>> [unit.source for unit in bitext.merge(bitext.read("old.tmx"), bitext.read("crawl.tsv", "fr-en"), dedup=True)]
    ['Bonjour à tous.', 'Il y a bien trop de mots ici.']

    Args:
        corpora: any number of units each; they are streamed.
        dedup: skip duplicates, as the filter ``duplicates`` finds them.
    """
    from itertools import chain

    units: Iterable[TranslationUnit] = chain.from_iterable(corpora)
    if not dedup:
        yield from units
        return
    from toolkit.filters import Cleaner

    for unit, verdict in Cleaner({"duplicates": {}}).run(units):
        if verdict:
            yield unit


def sample(
    units: Iterable[TranslationUnit], *, count: int | None = None, share: float | None = None, seed: int = 1
) -> Iterator[TranslationUnit]:
    """Take a random sample, in the order of the corpus; the same seed takes the same units.

    >>> [unit.target for unit in bitext.sample(bitext.read("crawl.tsv", "fr-en"), count=1)]
    ['Hello everybody.']

    Args:
        units: any number; with a share they are streamed.
        count: number of units, at least 1.
        share: approximate share, 0 to 1, in the place of a count.
        seed: another one, another sample.

    Raises:
        InputError: neither a count nor a share is given, or both are.
    """
    from toolkit.corpora import sample_count, sample_share

    if count is not None and share is None:
        return iter(sample_count(units, count, seed))
    if share is not None and count is None:
        return sample_share(units, share, seed)
    raise InputError("give either a count or a share")


def sort(units: Iterable[TranslationUnit], by: str = "source", *, reverse: bool = False) -> Iterator[TranslationUnit]:
    """Sort a bitext of any size; at most 100,000 units are in memory at a time.

    >>> [len(unit.source) for unit in bitext.sort(bitext.read("crawl.tsv", "fr-en"), "length", reverse=True)]
    [29, 15]

    Args:
        units: any number.
        by: ``id``, ``document``, ``source``, ``target``, ``length`` or ``score:NAME``.
        reverse: reverse the order.

    Raises:
        InputError: no such key.
    """
    from toolkit.corpora import sort_units

    check_sort_key(by)
    return sort_units(units, by, reverse)


def check_sort_key(by: str) -> None:
    """Refuse an unknown key of :func:`sort`.

    Raises:
        InputError: names those that there are.
    """
    from toolkit.corpora.sorting import key_of

    key_of(by)


def stats(units: Iterable[TranslationUnit]) -> dict[str, Any]:
    """Count units, tokens, lengths, languages, findings and scores of a bitext, JSON-ready.

    >>> found = bitext.stats(bitext.read("old.tmx"))
    >>> found["units"], found["source"]["tokens"], found["languages"]
    (1, 3, {'fr-en': 1})

    Args:
        units: any number; they are streamed.
    """
    from toolkit.corpora import CorpusStatistics

    refuse_paths(units)
    counts = CorpusStatistics()
    for unit in units:
        counts.add(unit)
    return counts.to_dict()


def histogram(rows: list[tuple[str, int]]) -> str:
    """Rows of names and counts as bars of text, a line each."""
    from toolkit.corpora import histogram_text

    return "\n".join(histogram_text(rows))


def diff(
    first: Callable[[], Iterable[TranslationUnit]], second: Callable[[], Iterable[TranslationUnit]]
) -> Iterator[Difference]:
    """Compare two versions of a bitext: units that were ``added``, ``removed``, or ``changed`` in their target.

    >>> list(bitext.diff(lambda: bitext.read("old.tmx"), lambda: bitext.read("old.tmx")))
    []

    Args:
        first, second: give their units anew each time they are called; each is read twice.
    """
    from toolkit.corpora import compare_corpora

    return compare_corpora(first, second)


@dataclass(slots=True, frozen=True)
class SplitPlan:
    """The parts of a corpus that is split, and their files.

    Attributes:
        shares: name and share of each part, 1 in all.
        places: file of each part that is not empty.
        format: of the files.
    """

    shares: tuple[tuple[str, float], ...]
    places: dict[str, Path]
    format: str

    @classmethod
    def of(
        cls, out: StrPath, dev: float = 0.05, test: float = 0.05, format: str = "jsonl", force: bool = False
    ) -> SplitPlan:
        """Plan a split into files in a folder.

        Raises:
            InputError: the shares are more than the whole, or the format is not one file a part.
            OutputError: a file is there already and ``force`` is false.
        """
        from toolkit.files import check_output_file
        from toolkit.formats import FORMATS, format_of

        form = format_of(Path(out), format)
        if form.many or not form.writes:
            known = ", ".join(name for name, one in FORMATS.usable() if one.writes and not one.many)
            raise InputError(f"--format {form.name}: cannot hold a part in one file; choose from: {known}")
        if dev + test > 1:
            raise InputError("--dev and --test add up to more than 1; choose smaller shares")
        shares = (("dev", dev), ("test", test), ("train", 1 - dev - test))
        places = {name: Path(out) / f"{name}{form.suffix}" for name, share in shares if share > 0}
        for place in places.values():
            check_output_file(place, force)
        return cls(shares, places, form.name)

    def write(
        self, units: Iterable[TranslationUnit], by: str = "auto", seed: int = 1
    ) -> Iterator[tuple[Path, WriteReport]]:
        """Write the parts; yields each file when it is written. See :func:`split` for the arguments."""
        from toolkit.corpora import split_corpus
        from toolkit.formats import FORMATS
        from toolkit.formats.jsonl import read_lines
        from toolkit.formats.jsonl import write as write_lines

        with ExitStack() as stack:
            spools = {name: stack.enter_context(tempfile.TemporaryFile()) for name in self.places}
            for name, unit in split_corpus(units, self.shares, by, seed):
                write_lines([unit], spools[name])
            made: list[Path] = []
            for name, spool in spools.items():
                spool.seek(0)
                place = self.places[name]
                new = not place.exists()
                try:
                    report = FORMATS[self.format].write(read_lines(spool), place)
                except BitextError:
                    # A part without the others would stop the next run.
                    for part in made:
                        part.unlink(missing_ok=True)
                    raise
                made += [place] if new else []
                yield place, report


def split(
    units: Iterable[TranslationUnit],
    out: StrPath,
    *,
    dev: float = 0.05,
    test: float = 0.05,
    by: str = "auto",
    seed: int = 1,
    format: str = "jsonl",
    force: bool = False,
) -> dict[Path, int]:
    """Split a bitext into files for training, development and test; the split is the same on any machine.

    >>> sum(bitext.split(bitext.read("crawl.tsv", "fr-en"), "parts", dev=0.5, test=0).values())
    2

    Args:
        units: any number; they are streamed.
        out: folder.
        dev, test: shares, 0 to 1; the rest is for training.
        by: what stays together: ``document``, ``source``, or ``auto``: documents where units name them.
        seed: another one, another split.
        format: of the files.
        force: overwrite.

    Returns:
        The number of units by file.

    Raises:
        InputError: the shares are more than the whole, or the format is not one file a part.
        OutputError: a file exists already, or cannot be written.
    """
    plan = SplitPlan.of(out, dev, test, format, force)
    return {path: report.units for path, report in plan.write(units, by, seed)}
