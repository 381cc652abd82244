"""Formats by name and by file suffix."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any

from toolkit.errors import InputError
from toolkit.files import ARCHIVE_ERRORS, open_output, what_packed, without_compression
from toolkit.formats.base import FIELDS, WriteReport
from toolkit.formats.inline import texts_inside
from toolkit.formats.selection import Selection, check_names, one_pair, structure_notes, with_languages
from toolkit.formats.tmx_inline import SOURCE_INLINE
from toolkit.languages.tags import canonical
from toolkit.registry import Registry, Row
from toolkit.text.controls import HALF
from toolkit.units import Origin, PlaceId, TranslationUnit


@dataclass(slots=True, frozen=True)
class Format:
    """A file format.

    Its module has ``read(path, source_language=None, target_language=None)`` and either ``write(units, file,
    source_language, target_language)`` or, where several files are made, ``write_path`` with a path for the file; both
    return a :class:`WriteReport`. Units come with the languages that the file says, and with none where it says none.
    A module that can change a file in place has ``edit`` too, see :mod:`toolkit.formats.editing`.

    Attributes:
        name: as given to ``--format``.
        suffixes: of its files, with the dot, the usual one first; none where the name cannot tell.
        module: where its functions are.
        carries: fields of a unit that come back from it, of :data:`FIELDS`.
        reads: whether it can be read.
        writes: whether it can be written.
        many: whether it makes several files of a name.
        what: one line for help.
        single: whether a file of it holds one pair of languages.
        edits: whether a file of it can be changed in place.
        holds_empty: whether it holds units with an empty side.
        kept_suffixes: of files of other programs that are read and changed in place, but never made anew.
    """

    name: str
    suffixes: tuple[str, ...]
    module: str
    carries: frozenset[str] = FIELDS
    reads: bool = True
    writes: bool = True
    many: bool = False
    what: str = ""
    single: bool = False
    edits: bool = False
    holds_empty: bool = True
    kept_suffixes: tuple[str, ...] = ()

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
            source_language, target_language: wanted languages, see :class:`toolkit.formats.selection.Selection`.

        Raises:
            InputError: the file cannot be read, holds no unit in these languages, or the format can only be written.
            MissingExtraError: a library for it is not installed.
        """
        selection = Selection(source_language, target_language)
        yield from self.select(path, selection, source_language, target_language)
        selection.finish(path)

    def select(
        self, path: Path, selection: Selection, source_language: str | None = None, target_language: str | None = None
    ) -> Iterator[TranslationUnit]:
        """Like :meth:`read`, as one of several files of a selection.

        Raises:
            InputError: the file cannot be read, or the format can only be written.
            MissingExtraError: a library for it is not installed.
        """
        if not self.reads:
            raise InputError(f"{path}: {self.name} can be written, not read")
        units: Iterator[TranslationUnit] = import_module(self.module).read(path, source_language, target_language)
        return selection.pick(units, path)

    def write(
        self,
        units: Iterable[TranslationUnit],
        path: Path,
        source_language: str | None = None,
        target_language: str | None = None,
        check: Callable[[Path], None] | None = None,
    ) -> WriteReport:
        """Write units to a path, atomically; the languages of the first unit stand for those that are not given.

        Args:
            units: any number; they are streamed.
            path: of the file, or what several files are named after.
            source_language, target_language: of the units.
            check: called with the path of each of several files before one is made, for their names depend on units.

        Raises:
            InputError: the format can only be read.
            OutputError: the path cannot be written.
            MissingExtraError: a library for it is not installed.
        """
        if not self.writes:
            raise InputError(f"{path}: {self.name} can be read, not written")
        kept = next((s for s in self.kept_suffixes if without_compression(path).name.lower().endswith(s)), None)
        if kept is not None:
            raise InputError(
                f"{path}: a new {kept} file is made by its own program alone; write {self.suffix}, or change the file "
                "that it made in place ('bitext translate')"
            )
        lost: Counter[str] = Counter()
        others: Counter[str] = Counter()
        module = import_module(self.module)
        report: WriteReport
        with structure_notes() as structure:
            if self.single:
                chosen, source, target = one_pair(units, source_language, target_language, others)
                chosen = _count_names(chosen, (source, target), lost)
            else:
                chosen, source, target = with_languages(units, source_language, target_language)
            stream = self._count_losses(chosen, lost)
            if self.many:
                check_names(path, source, target)
                if check is not None:
                    for place in module.places(path, source, target):
                        check(place)
                report = module.write_path(stream, path, source, target)
            else:
                with open_output(path) as file:
                    report = module.write(stream, file, source, target)
        report.notes.update(lost)
        report.notes.update(structure)
        if others:
            there = ", ".join(others)
            report.notes[f"units of another pair of languages left out ({there}); choose by --from and --to"] = (
                others.total()
            )
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
            if self.name not in _KEEPS_CODES and (inside := texts_inside(unit.properties.get(SOURCE_INLINE, ""))):
                lost[f"texts inside inline codes (sub), such as notes, not carried by {self.name}"] += inside
            if self.name not in _KEEPS_HALVES and not (unit.source.isprintable() and unit.target.isprintable()):
                sides = [HALF.subn("\ufffd", text) for text in (unit.source, unit.target)]
                if any(count for _, count in sides):
                    lost["units with half of a character, which became U+FFFD"] += 1
                    unit = replace(unit, source=sides[0][0], target=sides[1][0])
            yield unit


def _count_names(
    units: Iterable[TranslationUnit], languages: tuple[str, str], lost: Counter[str]
) -> Iterator[TranslationUnit]:
    """Count units that say more of their languages than the one name that a file has for all."""
    for unit in units:
        for own, name in zip((unit.source_language, unit.target_language), languages, strict=True):
            if own and canonical(own) != name:
                lost[f"units in '{own}', whose language the file names '{name}'"] += 1
        yield unit


# JSON writes half of a character as an escape; XML cannot hold it, and its writers count it themselves.
_KEEPS_HALVES = frozenset(["jsonl", "tmx", "xliff", "xliff2"])


# Their inline codes have texts in them.
_KEEPS_CODES = frozenset(["jsonl", "parquet", "tmx", "xliff"])


def _holds(unit: TranslationUnit, name: str) -> bool:
    """Whether a unit holds something in a field that would be missed."""
    if name == "segments":
        return bool(unit.source_segments or unit.target_segments)
    if name == "languages":
        return bool(unit.source_language or unit.target_language)
    if name == "origin":
        return unit.origin is Origin.HUMAN
    if name == "id":
        return bool(unit.id) and not isinstance(unit.id, PlaceId)
    if name == "kind":
        return unit.kind != "body"
    if name == "paragraph":
        return unit.paragraph is not None
    return bool(getattr(unit, name))


# Scores and properties without a column of their own are counted by the tables themselves.
_TABLE = _XML = FIELDS - {"paragraph", "segments"}
# What comes from a PO file or a Moses pair counts as a person's; PO counts the properties that it does not carry.
_PO = frozenset({"languages", "origin", "properties"})
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
        Format("tmx", (".tmx",), "toolkit.formats.tmx", _XML, edits=True, holds_empty=False),
        Format("tsv", (".tsv", ".tab"), "toolkit.formats.tsv", _TABLE),
        Format("jsonl", (".jsonl", ".ndjson"), "toolkit.formats.jsonl"),
        Format("csv", (".csv",), "toolkit.formats.csv_table", _TABLE),
        Format(
            "xliff",
            (".xlf", ".xliff"),
            "toolkit.formats.xliff",
            _XML,
            edits=True,
            kept_suffixes=(".sdlxliff", ".mqxliff", ".mxliff"),
        ),
        Format("xliff2", (".xlf2",), "toolkit.formats.xliff2", _XML, single=True, edits=True),
        Format("po", (".po", ".pot"), "toolkit.formats.po", _PO, single=True, edits=True, holds_empty=False),
        Format("parquet", (".parquet",), "toolkit.formats.parquet"),
        Format("moses", (), "toolkit.formats.moses", frozenset({"languages", "origin"}), many=True, single=True),
        Format("opus", (), "toolkit.formats.opus", writes=False),
        Format(
            "hf",
            (),
            "toolkit.formats.hf",
            frozenset({"id", "languages", "document"}),
            reads=False,
            many=True,
            single=True,
        ),
    ),
    _fit,
)
_LOOK = 512
#: Formats that ``build`` writes.
CORPUS_FORMATS = ("tmx", "tsv", "jsonl")


def is_unit_file(path: Path) -> bool:
    """Whether the name of a path tells that it holds units."""
    return _by_suffix(without_compression(path).name.lower()) is not None


def _by_suffix(name: str) -> Format | None:
    forms = (form for _, form in FORMATS.usable())
    return next((f for f in forms if any(name.endswith(s) for s in (*f.suffixes, *f.kept_suffixes))), None)


def _in_zip(path: Path) -> str:
    """What to do with a zip archive whose name does not tell what is in it: those of OPUS hold a pair of files."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if not name.endswith("/")]
    except ARCHIVE_ERRORS as error:
        return f"a damaged zip archive ({error}); fetch it again"
    shown = ", ".join(names[:4]) + ", …" * (len(names) > 4)
    mend = "unpack it, and name a file in it"
    if len(names) == 1 and (form := _by_suffix(names[0].lower())):
        mend += f", or give --read-as {form.name}"
    return f"a zip archive ({shown}); {mend}"


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
    if not path.exists() and not path.suffix:
        raise InputError(f"{path}: no such file, and no suffix that names a format; check the path")
    if path.is_file():
        from toolkit.formats.moses import other_sides

        with path.open("rb") as file:
            packed = what_packed(file.read(_LOOK))
        if packed and path.suffix.lower() != ".zip":
            raise InputError(f"{path}: {packed}")
        if packed:
            raise InputError(f"{path}: {_in_zip(path)}")
        if other_sides(path):
            return FORMATS["moses"]
    known = "|".join(FORMATS)
    raise InputError(f"{path}: cannot tell the format from the name; give --read-as or --format {known}")
