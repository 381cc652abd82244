"""Formats by name and by file suffix."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any

from toolkit.errors import InputError
from toolkit.files import open_output, without_compression
from toolkit.formats.base import FIELDS, WriteReport
from toolkit.registry import Registry, Row
from toolkit.units import Origin, TranslationUnit


@dataclass(slots=True, frozen=True)
class Format:
    """A file format.

    Its module has ``read(path, source_language=None, target_language=None)`` and either ``write(units, file,
    source_language, target_language)`` or, where several files are made, ``write_path`` with a path for the file; both
    return a :class:`WriteReport`.

    Attributes:
        name: as given to ``--format``.
        suffixes: of its files, with the dot, the usual one first; none where the name cannot tell.
        module: where its functions are.
        carries: fields of a unit that come back from it, of :data:`FIELDS`.
        reads: whether it can be read.
        writes: whether it can be written.
        many: whether it makes several files of a name.
        what: one line for help.
    """

    name: str
    suffixes: tuple[str, ...]
    module: str
    carries: frozenset[str] = FIELDS
    reads: bool = True
    writes: bool = True
    many: bool = False
    what: str = ""

    @property
    def suffix(self) -> str:
        """The usual suffix."""
        return self.suffixes[0] if self.suffixes else ""

    def read(
        self, path: Path, source_language: str | None = None, target_language: str | None = None
    ) -> Iterator[TranslationUnit]:
        """Read units from a path, streaming.

        Args:
            path: to read.
            source_language, target_language: for formats that hold several languages, or do not say which.

        Raises:
            InputError: the file cannot be read, or the format only be written.
            MissingExtraError: a library for it is not installed.
        """
        if not self.reads:
            raise InputError(f"{path}: {self.name} can be written, not read")
        units: Iterator[TranslationUnit] = import_module(self.module).read(path, source_language, target_language)
        return units

    def write(
        self,
        units: Iterable[TranslationUnit],
        path: Path,
        source_language: str | None = None,
        target_language: str | None = None,
    ) -> WriteReport:
        """Write units to a path, atomically; the languages of the first unit stand for those that are not given.

        Raises:
            InputError: the format can only be read.
            OutputError: the path cannot be written.
            MissingExtraError: a library for it is not installed.
        """
        if not self.writes:
            raise InputError(f"{path}: {self.name} can be read, not written")
        lost: Counter[str] = Counter()
        stream, source, target = with_languages(self._count_losses(units, lost), source_language, target_language)
        module = import_module(self.module)
        report: WriteReport
        if self.many:
            report = module.write_path(stream, path, source, target)
        else:
            with open_output(path) as file:
                report = module.write(stream, file, source, target)
        report.notes.update(lost)
        return report

    def to_bytes(self, units: Iterable[TranslationUnit], source_language: str, target_language: str) -> bytes:
        """Units as the bytes of a file of this format; only for formats of one file."""
        buffer = io.BytesIO()
        import_module(self.module).write(units, buffer, source_language, target_language)
        return buffer.getvalue()

    def _count_losses(self, units: Iterable[TranslationUnit], lost: Counter[str]) -> Iterator[TranslationUnit]:
        missing = FIELDS - self.carries
        for unit in units:
            for name in missing:
                if _holds(unit, name):
                    lost[f"{name} not carried by {self.name}"] += 1
            yield unit


def _holds(unit: TranslationUnit, name: str) -> bool:
    """Whether a unit holds something in a field that would be missed."""
    if name == "segments":
        return bool(unit.source_segments or unit.target_segments)
    if name == "languages":
        return bool(unit.source_language or unit.target_language)
    if name == "origin":
        return unit.origin is Origin.HUMAN
    if name == "kind":
        return unit.kind != "body"
    if name == "paragraph":
        return unit.paragraph is not None
    return bool(getattr(unit, name))


def with_languages(
    units: Iterable[TranslationUnit], source: str | None, target: str | None
) -> tuple[Iterator[TranslationUnit], str, str]:
    """Look at the first unit for the languages that a file's head must name."""
    stream = iter(units)
    first = next(stream, None)

    def chained() -> Iterator[TranslationUnit]:
        if first is not None:
            yield first
        yield from stream

    return (
        chained(),
        source or (first.source_language if first else "") or "und",
        target or (first.target_language if first else "") or "und",
    )


# Scores and properties without a column of their own are counted by the tables themselves.
_TABLE = FIELDS - {"paragraph", "segments"}
_WHAT = {
    "tmx": "Translation Memory eXchange",
    "tsv": "tab-separated columns",
    "jsonl": "a JSON object a line",
    "csv": "comma-separated columns",
    "xliff": "XLIFF 1.2; reads 2.0 and 2.1 too",
    "xliff2": "XLIFF 2.1",
    "po": "message catalogues of gettext",
    "parquet": "columns of Apache Arrow",
    "moses": "two text files, line by line",
    "opus": "links of OPUS between XML documents",
    "hf": "data set for Hugging Face",
}


def _fit(name: str, found: Any) -> Format:
    if not isinstance(found, Format):
        raise TypeError("a format is an instance of toolkit.formats.Format")
    return replace(found, name=name)


def _rows(*formats: Format) -> list[Row[Format]]:
    return [Row(form.name, _WHAT[form.name], value=form) for form in formats]


FORMATS: Registry[Format] = Registry(
    "format",
    "bitext.formats",
    _rows(
        Format("tmx", (".tmx",), "toolkit.formats.tmx", FIELDS - {"paragraph", "segments"}),
        Format("tsv", (".tsv", ".tab"), "toolkit.formats.tsv", _TABLE),
        Format("jsonl", (".jsonl", ".ndjson"), "toolkit.formats.jsonl"),
        Format("csv", (".csv",), "toolkit.formats.csv_table", _TABLE),
        Format("xliff", (".xlf", ".xliff"), "toolkit.formats.xliff", FIELDS - {"paragraph", "segments"}),
        Format("xliff2", (".xlf2",), "toolkit.formats.xliff2", FIELDS - {"paragraph", "segments"}),
        Format("po", (".po", ".pot"), "toolkit.formats.po", frozenset({"languages"})),
        Format("parquet", (".parquet",), "toolkit.formats.parquet"),
        Format("moses", (), "toolkit.formats.moses", frozenset({"languages"}), many=True),
        Format("opus", (), "toolkit.formats.opus", writes=False),
        Format("hf", (), "toolkit.formats.hf", frozenset({"id", "languages", "document"}), reads=False, many=True),
    ),
    _fit,
)
#: Formats that ``build`` writes.
CORPUS_FORMATS = ("tmx", "tsv", "jsonl")


def is_unit_file(path: Path) -> bool:
    """Whether the name of a path tells that it holds units."""
    return _by_suffix(without_compression(path).name.lower()) is not None


def _by_suffix(name: str) -> Format | None:
    return next((f for _, f in FORMATS.usable() if any(name.endswith(s) for s in f.suffixes)), None)


def format_of(path: Path, name: str | None = None) -> Format:
    """Find a format by name or else by the suffix of a path, less that of compression.

    A pair of files ``NAME.fr`` and ``NAME.en`` is known as Moses when one of them is named and both are there; an XML
    file with ``cesAlign`` near its beginning as links of OPUS.

    Raises:
        InputError: unknown name or suffix.
    """
    if name is not None:
        return FORMATS[name]
    plain = without_compression(path).name.lower()
    found = _by_suffix(plain)
    if found is not None:
        return found
    if plain.endswith(".xml"):
        return FORMATS["opus"]
    if path.is_file():
        from toolkit.formats.moses import other_side

        if other_side(path) is not None:
            return FORMATS["moses"]
    raise InputError(f"{path}: cannot tell the format from the name; give --format {'|'.join(FORMATS)}")
