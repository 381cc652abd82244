"""Translating a folder: many files in one job, each written whole, finished ones never done again."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from toolkit.errors import BitextError, InputError, MissingExtraError, OutputError
from toolkit.files import read_bytes, refuse_inputs, sha256_bytes
from toolkit.markup import kind_of, translated_suffix
from toolkit.markup.audit import audit
from toolkit.markup.others import refuse_other_kinds
from toolkit.markup.registry import TEXT
from toolkit.pipeline.counting import count, other_language
from toolkit.pipeline.pages import Manuscript, ReadOptions, read_manuscript, signature_of, translate_manuscripts
from toolkit.pipeline.parts import is_large, translated_parts
from toolkit.resume import Receipts, made_of
from toolkit.translation.base import Engine

RECEIPTS = ".bitext-translate.jsonl"
# Text that is translated in one job: enough to fill the batches, little enough to lose little to a kill.
_GROUP_BYTES = 60_000
# Bytes in the name of a file.
_LONGEST_NAME = 255


def output_name(relative: Path, language: str, kind: str | None = None) -> Path:
    """Path of a translation below the output folder: ``news/a.txt`` becomes ``news/a.en.txt``.

    Args:
        relative: path of the file.
        language: that it is translated into.
        kind: of it, where its suffix does not tell.
    """
    suffix = relative.suffix
    with suppress(InputError):  # which is told when the file is read
        suffix = translated_suffix(relative, kind)
    return relative.with_name(f"{relative.stem}.{language}{suffix}")


@dataclass(slots=True)
class FilesReport:
    """What a run over files has done and left undone.

    Attributes:
        done: files translated.
        skipped: files that an earlier run had finished.
        differences: by input, how the structure of its translation differs from its own, a sentence each; of files that
            were finished before as well.
        refused: inputs whose translation differs and was therefore not written.
        failed: by input, why it could not be read.
        charsets: by input, the charset other than UTF-8 that a page of HTML declares; its translation is UTF-8.
        other_languages: by input, the language that it is surely in, if that is not the one it was translated from.
        counts: of the segments of the files that were translated now, see :mod:`toolkit.pipeline.counting`.
    """

    done: int = 0
    skipped: int = 0
    differences: dict[Path, list[str]] = field(default_factory=dict, repr=False)
    refused: list[Path] = field(default_factory=list, repr=False)
    failed: dict[Path, BitextError] = field(default_factory=dict, repr=False)
    charsets: dict[Path, str] = field(default_factory=dict, repr=False)
    other_languages: dict[Path, str] = field(default_factory=dict, repr=False)
    counts: Counter[str] = field(default_factory=Counter, repr=False)

    @property
    def passed(self) -> bool:
        """Whether every file was translated and keeps its structure."""
        return not self.differences and not self.failed


@dataclass(slots=True, frozen=True)
class Reading:
    """How files are read for an engine.

    Attributes:
        engine: whose languages count.
        kind: of the files, see :func:`toolkit.markup.kind_of`; None to go by their suffixes.
        options: of the kinds; None for the usual ones.
    """

    engine: Engine
    kind: str | None = None
    options: ReadOptions | None = None

    def read(self, content: bytes, path: Path) -> Manuscript:
        """Read a file; one that is called text and is none is refused unless the kind is given.

        Raises:
            InputError: it is of an unknown kind, damaged, or says that its text is in another language.
            EncodingError: it should be text and is not UTF-8.
        """
        kind = kind_of(path, self.kind)
        if self.kind is None and kind == TEXT:
            refuse_other_kinds(content, str(path))
        pair = self.engine.pair
        return read_manuscript(content, str(path), kind, pair.source, pair.target, self.options)


def translate_files(
    files: Sequence[tuple[Path, Path]],
    engine: Engine,
    out: Path,
    force: bool = False,
    progress: Callable[[int], None] | None = None,
    kind: str | None = None,
    options: ReadOptions | None = None,
    strict: bool = False,
) -> FilesReport:
    """Translate files into a folder; see :func:`toolkit.files.text_files` for the pairs of paths.

    Receipts in the folder say what each translation was made of; see :mod:`toolkit.resume`. One whose text, package
    and settings are those of its receipt is skipped; one that nobody changed since is made anew when those differ. A
    file that cannot be read does not stop the others.

    Args:
        files: (file, relative path) of each input.
        engine: loaded package.
        out: folder for the translations.
        force: overwrite translations that have no receipt or were changed by hand.
        progress: called with the number of input bytes finished since the last call.
        kind: of all files, see :func:`toolkit.markup.kind_of`; None to go by their suffixes.
        options: how files are read; None for the usual ones.
        strict: write no translation whose structure differs from that of its source.

    Raises:
        OutputError: a translation exists that was not made by an equal run, or two inputs have one output.
        InputError: no such kind.
    """
    targets = targets_of(files, engine.pair.target, out, kind)
    reading = Reading(engine, kind, options)
    report = FilesReport()
    with closing(Receipts(out / RECEIPTS)) as receipts:
        waiting = _unfinished(targets, reading, receipts, report, force)
        if progress:
            progress(sum(_size(path) for path in set(targets.values()) - {path for path, _ in waiting}))
        large = {path for path, _ in waiting if not strict and is_large(path, kind_of(path, kind))}
        for path, target in waiting:
            if path in large:
                _translate_large(path, target, reading, receipts, report, force)
                if progress:
                    progress(_size(path))
        for group in _groups([pair for pair in waiting if pair[0] not in large], report.failed):
            readable = _readable(group, reading, report)
            results = translate_manuscripts([manuscript for *_, manuscript in readable], engine)
            for (path, target, content, manuscript), (rendered, data) in zip(readable, results, strict=True):
                report.counts.update(count(rendered))
                if other := other_language(rendered):
                    report.other_languages[path] = other
                if _is_sound(path, manuscript.kind, content, data, report, strict):
                    # Of the content that was read: the file may be another by now.
                    made = made_of([sha256_bytes(content)], signature_of(manuscript.kind, engine, options))
                    receipts.write(target, data, made, force)
                    report.done += 1
                if progress:
                    progress(len(content))
    return report


def _is_sound(path: Path, kind: str, content: bytes, data: bytes, report: FilesReport, strict: bool) -> bool:
    """Whether a translation may be written; the report says how it differs from its source."""
    found = audit(kind, content, data)
    if found:
        report.differences[path] = found
    if found and strict:
        report.refused.append(path)
    return not (found and strict)


def _translate_large(
    path: Path, target: Path, reading: Reading, receipts: Receipts, report: FilesReport, force: bool
) -> None:
    """Translate a large file in parts; its translation is held, its segments are not."""
    made = made_of([sha256_bytes(read_bytes(path))], signature_of(TEXT, reading.engine, reading.options))
    data, differences, counts = bytearray(), [], Counter[str]()
    try:
        for part in translated_parts(path, reading.engine, reading.options, reading.kind is not None):
            data += part.data
            differences += part.differences
            counts.update(part.counts)
    except InputError as error:
        report.failed[path] = error
        return
    if differences:
        report.differences[path] = differences
    report.counts.update(counts)
    receipts.write(target, bytes(data), made, force)
    report.done += 1


def targets_of(
    files: Sequence[tuple[Path, Path]], language: str, out: Path, kind: str | None = None
) -> dict[Path, Path]:
    """Input files by the paths of their translations."""
    targets: dict[Path, Path] = {}
    for path, relative in files:
        target = out / output_name(relative, language, kind)
        if target in targets:
            raise OutputError(f"{path} and {targets[target]}: both would be written to {target}; rename one")
        targets[target] = path
    refuse_inputs(targets, targets.values())
    return targets


def _size(path: Path) -> int:
    with suppress(OSError):
        return path.stat().st_size
    return 0


def _unfinished(
    targets: dict[Path, Path], reading: Reading, receipts: Receipts, report: FilesReport, force: bool
) -> list[tuple[Path, Path]]:
    """Files that no earlier run has finished, with the paths of their translations; the others are audited again."""
    waiting: list[tuple[Path, Path]] = []
    for target, path in targets.items():
        if (length := len(os.fsencode(target.name))) > _LONGEST_NAME:
            report.failed[path] = OutputError(
                f"{path}: the name of its translation would have {length} bytes, of which most disks take "
                f"{_LONGEST_NAME}; rename the file"
            )
            continue
        try:
            content, kind = read_bytes(path), kind_of(path, reading.kind)
        except InputError as error:
            report.failed[path] = error
            continue
        made = made_of([sha256_bytes(content)], signature_of(kind, reading.engine, reading.options))
        if not receipts.is_done(target, made):
            receipts.check(target, force)
            waiting.append((path, target))
            continue
        report.skipped += 1
        if found := audit(kind, content, read_bytes(target)):
            report.differences[path] = found
    return waiting


def _readable(
    group: Sequence[tuple[Path, Path, bytes]], reading: Reading, report: FilesReport
) -> list[tuple[Path, Path, bytes, Manuscript]]:
    """Files with what was read of them; the report gets those that cannot be read, and charsets that were declared."""
    readable = []
    for path, target, content in group:
        try:
            manuscript = reading.read(content, path)
        except (InputError, MissingExtraError) as error:
            report.failed[path] = error
            continue
        readable.append((path, target, content, manuscript))
        if manuscript.charset:
            report.charsets[path] = manuscript.charset
    return readable


def _groups(
    files: list[tuple[Path, Path]], failed: dict[Path, BitextError]
) -> Iterator[list[tuple[Path, Path, bytes]]]:
    """Files with their content, read when their turn has come."""
    group: list[tuple[Path, Path, bytes]] = []
    size = 0
    for path, target in files:
        try:
            content = read_bytes(path)
        except InputError as error:
            failed[path] = error
            continue
        group.append((path, target, content))
        size += len(content)
        if size >= _GROUP_BYTES:
            yield group
            group, size = [], 0
    if group:
        yield group
