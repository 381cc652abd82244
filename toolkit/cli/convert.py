"""``bitext convert``: one format to another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from toolkit.units import TranslationUnit


def convert(
    source: Annotated[Path, typer.Argument(help="File to read: .tmx (also .tmx.gz), .tsv or .jsonl.")],
    out: Annotated[Path, typer.Argument(help="File to write: .tmx, .tsv or .jsonl.")],
    source_language: Annotated[
        str | None, typer.Option("--from", help="Source language, for a TMX of more than two.")
    ] = None,
    target_language: Annotated[
        str | None, typer.Option("--to", help="Target language, for a TMX of more than two.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the output file.")] = False,
) -> None:
    """Convert bitext between TMX, TSV and JSONL, streaming.

    JSONL keeps everything; TMX passes over units with an empty side; TSV keeps only the scores it has columns for.
    """
    from toolkit.cli.console import check_output_file, note
    from toolkit.files import atomic_writer
    from toolkit.formats import format_of, tmx

    stem = source.with_suffix("") if source.suffix == ".gz" else source
    reader, writer = format_of(stem), format_of(out)
    check_output_file(out, force, other="another name")
    read = 0

    def units() -> Iterator[TranslationUnit]:
        nonlocal read
        found = tmx.read(source, source_language, target_language) if reader.name == "tmx" else reader.reader()(source)
        for unit in found:
            read += 1
            yield unit

    with atomic_writer(out) as file:
        stream = units()
        if writer.name == "tmx":
            # The header names the languages, so that the first unit must be known before it is written.
            first = next(stream, None)
            codes = (first.source_language, first.target_language) if first else ("fr", "en")
            written = tmx.write(_chain(first, stream), file, codes[0] or "und", codes[1] or "und")
        else:
            written = writer.writer()(stream, file)
    note(f"{written} units written to {out}" + (f", {read - written} with an empty side left out" * (read > written)))


def _chain(first: TranslationUnit | None, rest: Iterator[TranslationUnit]) -> Iterator[TranslationUnit]:
    if first is not None:
        yield first
    yield from rest
