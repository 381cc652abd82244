"""Translating a folder: many files in one job, each written whole, finished ones never done again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from toolkit.errors import InputError, OutputError
from toolkit.files import read_bytes, sha256_bytes, sha256_file, write_bytes
from toolkit.markup import kind_of
from toolkit.markup.others import refuse_other_kinds
from toolkit.markup.registry import TEXT
from toolkit.pipeline.pages import Manuscript, read_manuscript, signature_of, translate_manuscripts
from toolkit.translation.base import Engine

LEDGER = ".bitext-translate.jsonl"
# Text that is translated in one job: enough to fill the batches, little enough to lose little to a kill.
_GROUP_BYTES = 60_000


def output_name(relative: Path, language: str) -> Path:
    """Path of a translation below the output folder: ``news/a.txt`` becomes ``news/a.en.txt``."""
    return relative.with_name(f"{relative.stem}.{language}{relative.suffix}")


def translate_files(
    files: Sequence[tuple[Path, Path]],
    engine: Engine,
    out: Path,
    force: bool = False,
    progress: Callable[[int], None] | None = None,
    kind: str | None = None,
    wrap: str = "auto",
    failed: Callable[[Path, InputError], None] | None = None,
) -> tuple[int, int]:
    """Translate files into a folder; see :func:`toolkit.files.text_files` for the pairs of paths.

    A ledger in the folder records what each translation was made of. One whose text, package and settings are the
    recorded ones is passed over; one that the tool wrote and nobody changed since is made anew when those differ.

    Args:
        files: (file, relative path) of each input.
        engine: loaded package.
        out: folder for the translations.
        force: overwrite translations that the ledger does not know or that were changed by hand.
        progress: called with the number of input bytes finished since the last call.
        kind: of all files, see :func:`toolkit.markup.kind_of`; None to go by their suffixes.
        wrap: of plain text, see :data:`toolkit.markup.text.WRAPS`.
        failed: called with each input that cannot be read, and why; the others are translated. None to raise.

    Returns:
        (files translated, files passed over).

    Raises:
        OutputError: a translation exists that was not made by an equal run, or two inputs have one output.
        InputError: an input cannot be read and ``failed`` is None; files finished before it are kept.
    """
    ledger = Ledger(out / LEDGER)
    waiting: list[tuple[Path, Path]] = []
    targets: dict[Path, Path] = {}
    skipped = 0
    for path, relative in files:
        target = output_name(relative, engine.pair.target)
        if target in targets:
            raise OutputError(f"{path} and {targets[target]}: both would be written to {out / target}; rename one")
        targets[target] = path
        try:
            signature = signature_of(kind_of(path, kind), engine, wrap)
        except InputError as error:
            _report(path, error, failed)
            continue
        if ledger.is_done(out / target, [path], signature, force):
            skipped += 1
            if progress:
                progress(_size(path))
        else:
            waiting.append((path, target))
    done = 0
    for group in _groups(waiting):
        manuscripts, readable = [], []
        for path, target in group:
            try:
                manuscripts.append(_read(path, kind, engine, wrap))
                readable.append((path, target))
            except InputError as error:
                _report(path, error, failed)
        results = translate_manuscripts(manuscripts, engine)
        for manuscript, (_, data), (path, target) in zip(manuscripts, results, readable, strict=True):
            ledger.record(out / target, [path], signature_of(manuscript.kind, engine, wrap), data)
            write_bytes(out / target, data)
            done += 1
            if progress:
                progress(_size(path))
    return done, skipped


def _read(path: Path, kind: str | None, engine: Engine, wrap: str) -> Manuscript:
    content, own = read_bytes(path), kind_of(path, kind)
    if kind is None and own == TEXT:
        refuse_other_kinds(content, str(path))
    return read_manuscript(content, str(path), own, engine.pair.source, engine.pair.target, wrap)


def _report(path: Path, error: InputError, failed: Callable[[Path, InputError], None] | None) -> None:
    if failed is None:
        raise error
    failed(path, error)


def _size(path: Path) -> int:
    with suppress(OSError):
        return path.stat().st_size
    return 0


def _groups(files: list[tuple[Path, Path]]) -> Iterator[list[tuple[Path, Path]]]:
    group: list[tuple[Path, Path]] = []
    size = 0
    for item in files:
        group.append(item)
        size += _size(item[0])
        if size >= _GROUP_BYTES:
            yield group
            group, size = [], 0
    if group:
        yield group


class Ledger:
    """What the files of an output folder were made of, a JSON line each; a kill can at most tear the last.

    Args:
        path: of the ledger, in the folder of the outputs.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._records: dict[str, dict[str, str]] = {}
        with suppress(OSError):
            for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
                with suppress(ValueError, KeyError, TypeError):
                    record = json.loads(line)
                    self._records[record["file"]] = record

    def is_done(self, place: Path, sources: Sequence[Path], signature: str, force: bool = False) -> bool:
        """Whether a file was made from the same sources and settings, and nobody changed it since.

        Raises:
            OutputError: it exists, this tool did not write it as it stands, and it is not to be overwritten.
        """
        if not place.exists():
            return False
        entry = self._records.get(self._name(place), {})
        untouched = sha256_file(place) == entry.get("target")
        if untouched and entry.get("source") == self._digest(sources) and entry.get("signature") == signature:
            return True
        if not untouched and not force:
            raise OutputError(
                f"{place}: exists already and this tool did not write it as it stands; choose another --out, or "
                f"--force to overwrite"
            )
        return False

    def record(self, place: Path, sources: Sequence[Path], signature: str, data: bytes) -> None:
        """Note what a file is going to be. Before it is written: a kill between the two means that it is done again.

        Raises:
            OutputError: the ledger cannot be written.
        """
        record = {
            "file": self._name(place),
            "source": self._digest(sources),
            "signature": signature,
            "target": sha256_bytes(data),
        }
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("ab") as file:
                file.write(b"\n" + json.dumps(record).encode() + b"\n")
        except OSError as error:
            what = error.strerror or error
            raise OutputError(f"{self._path}: cannot be written ({what}); choose another --out") from None

    def _name(self, place: Path) -> str:
        return place.relative_to(self._path.parent).as_posix()

    @staticmethod
    def _digest(sources: Sequence[Path]) -> str:
        return "+".join(sha256_file(path) for path in sources)
