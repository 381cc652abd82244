"""Translating a folder: many files in one job, each written whole, finished ones never done again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from toolkit.documents import Document, read_document
from toolkit.errors import OutputError
from toolkit.files import sha256_bytes, sha256_file, write_bytes
from toolkit.pipeline.render import translate_document
from toolkit.translation.engine import Engine

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

    Returns:
        (files translated, files passed over).

    Raises:
        OutputError: a translation exists that was not made by an equal run, or two inputs have one output.
        InputError: an input cannot be read; files finished before it are kept.
    """
    ledger_path = out / LEDGER
    ledger = _read_ledger(ledger_path)
    waiting: list[tuple[Path, Path, str]] = []
    targets: dict[Path, Path] = {}
    skipped = 0
    for path, relative in files:
        target = output_name(relative, engine.to_code)
        if target in targets:
            raise OutputError(f"{path} and {targets[target]}: both would be written to {out / target}; rename one")
        targets[target] = path
        digest = sha256_file(path)
        entry = ledger.get(target.as_posix(), {})
        if (out / target).exists():
            untouched = sha256_file(out / target) == entry.get("target")
            if untouched and entry.get("source") == digest and entry.get("signature") == engine.signature:
                skipped += 1
                if progress:
                    progress(path.stat().st_size)
                continue
            if not untouched and not force:
                raise OutputError(
                    f"{out / target}: exists already and this tool did not write it as it stands; choose another "
                    f"--out, or --force to overwrite"
                )
        waiting.append((path, target, digest))
    done = 0
    for group in _groups(waiting):
        documents: list[Document] = [read_document(path, target.as_posix()) for path, target, _ in group]
        for rendered, (path, target, digest) in zip(translate_document(documents, engine), group, strict=True):
            data = rendered.text().encode()
            # Entry first: a kill between the two leaves an entry without its file, which is simply done again.
            record = {
                "file": target.as_posix(),
                "source": digest,
                "signature": engine.signature,
                "target": sha256_bytes(data),
            }
            _append(ledger_path, record)
            write_bytes(out / target, data)
            done += 1
            if progress:
                progress(path.stat().st_size)
    return done, skipped


def _groups(files: list[tuple[Path, Path, str]]) -> Iterator[list[tuple[Path, Path, str]]]:
    group: list[tuple[Path, Path, str]] = []
    size = 0
    for item in files:
        group.append(item)
        size += item[0].stat().st_size
        if size >= _GROUP_BYTES:
            yield group
            group, size = [], 0
    if group:
        yield group


def _read_ledger(path: Path) -> dict[str, dict[str, str]]:
    ledger = {}
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return {}
    for line in lines:
        # A kill can tear the last line; what it spoke of is done again.
        with suppress(ValueError, KeyError, TypeError):
            record = json.loads(line)
            ledger[record["file"]] = record
    return ledger


def _append(path: Path, record: dict[str, str]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            file.write(b"\n" + json.dumps(record).encode() + b"\n")
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror or error}); choose another --out") from None
