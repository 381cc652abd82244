"""Translating a folder: many files in one job, each written whole, finished ones never done again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

from toolkit.errors import InputError, OutputError
from toolkit.files import read_bytes, refuse_inputs, sha256_bytes
from toolkit.markup import kind_of
from toolkit.markup.others import refuse_other_kinds
from toolkit.markup.registry import TEXT
from toolkit.pipeline.pages import Manuscript, read_manuscript, signature_of, translate_manuscripts
from toolkit.resume import Receipts, made_of
from toolkit.translation.base import Engine

RECEIPTS = ".bitext-translate.jsonl"
# Text that is translated in one job: enough to fill the batches, little enough to lose little to a kill.
_GROUP_BYTES = 60_000
#: Called with each input that cannot be read, and why; None to raise.
Failed = Callable[[Path, InputError], None] | None


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
    failed: Failed = None,
) -> tuple[int, int]:
    """Translate files into a folder; see :func:`toolkit.files.text_files` for the pairs of paths.

    Receipts in the folder say what each translation was made of; see :mod:`toolkit.resume`. One whose text, package
    and settings are those of its receipt is skipped; one that nobody changed since is made anew when those differ.

    Args:
        files: (file, relative path) of each input.
        engine: loaded package.
        out: folder for the translations.
        force: overwrite translations that have no receipt or were changed by hand.
        progress: called with the number of input bytes finished since the last call.
        kind: of all files, see :func:`toolkit.markup.kind_of`; None to go by their suffixes.
        wrap: of plain text, see :data:`toolkit.markup.text.WRAPS`.
        failed: called with each input that cannot be read, and why; the others are translated. None to raise.

    Returns:
        (files translated, files skipped).

    Raises:
        OutputError: a translation exists that was not made by an equal run, or two inputs have one output.
        InputError: an input cannot be read and ``failed`` is None; files finished before it are kept.
    """
    targets = _targets(files, engine.pair.target, out)
    waiting: list[tuple[Path, Path]] = []
    skipped = done = 0
    with closing(Receipts(out / RECEIPTS)) as receipts:
        for target, path in targets.items():
            try:
                content = read_bytes(path)
                signature = signature_of(kind_of(path, kind), engine, wrap)
            except InputError as error:
                _report(path, error, failed)
                continue
            if receipts.is_done(out / target, made_of([sha256_bytes(content)], signature)):
                skipped += 1
                if progress:
                    progress(len(content))
            else:
                receipts.check(out / target, force)
                waiting.append((path, target))
        for group in _groups(waiting, failed):
            readable = list(_readable(group, kind, engine, wrap, failed))
            results = translate_manuscripts([manuscript for manuscript, _, _ in readable], engine)
            for (manuscript, target, content), (_, data) in zip(readable, results, strict=True):
                # Of the content that was read: the file may be another by now.
                made = made_of([sha256_bytes(content)], signature_of(manuscript.kind, engine, wrap))
                receipts.write(out / target, data, made, force)
                done += 1
                if progress:
                    progress(len(content))
    return done, skipped


def _targets(files: Sequence[tuple[Path, Path]], language: str, out: Path) -> dict[Path, Path]:
    """The input of each translation, by the path of this below the output folder."""
    targets: dict[Path, Path] = {}
    for path, relative in files:
        target = output_name(relative, language)
        if target in targets:
            raise OutputError(f"{path} and {targets[target]}: both would be written to {out / target}; rename one")
        targets[target] = path
    refuse_inputs((out / target for target in targets), targets.values())
    return targets


def _readable(
    group: Sequence[tuple[Path, Path, bytes]], kind: str | None, engine: Engine, wrap: str, failed: Failed
) -> Iterator[tuple[Manuscript, Path, bytes]]:
    for path, target, content in group:
        try:
            yield _read(path, content, kind, engine, wrap), target, content
        except InputError as error:
            _report(path, error, failed)


def _read(path: Path, content: bytes, kind: str | None, engine: Engine, wrap: str) -> Manuscript:
    own = kind_of(path, kind)
    if kind is None and own == TEXT:
        refuse_other_kinds(content, str(path))
    return read_manuscript(content, str(path), own, engine.pair.source, engine.pair.target, wrap)


def _report(path: Path, error: InputError, failed: Failed) -> None:
    if failed is None:
        raise error
    failed(path, error)


def _groups(files: list[tuple[Path, Path]], failed: Failed) -> Iterator[list[tuple[Path, Path, bytes]]]:
    """Files with their content, read when their turn has come."""
    group: list[tuple[Path, Path, bytes]] = []
    size = 0
    for path, target in files:
        try:
            content = read_bytes(path)
        except InputError as error:
            _report(path, error, failed)
            continue
        group.append((path, target, content))
        size += len(content)
        if size >= _GROUP_BYTES:
            yield group
            group, size = [], 0
    if group:
        yield group
