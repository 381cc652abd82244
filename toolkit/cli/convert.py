"""``bitext convert``: one format to another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from toolkit.formats import WriteReport
    from toolkit.units import TranslationUnit


def convert(
    source: Annotated[Path, typer.Argument(help="File to read, - for stdin; a Moses pair by its source side.")],
    out: Annotated[Path, typer.Argument(help="File to write, - for stdout; for Moses the stem, for hf the folder.")],
    read_as: Annotated[
        str | None, typer.Option("--read-as", help="Format of the input, if its name cannot tell.")
    ] = None,
    output: Annotated[
        str | None, typer.Option("--format", help="Format of the output, if its name cannot tell.")
    ] = None,
    source_language: Annotated[
        str | None, typer.Option("--from", help="Source language, where the file holds several or does not say.")
    ] = None,
    target_language: Annotated[str | None, typer.Option("--to", help="Target language, likewise.")] = None,
    no_formulas: Annotated[
        bool, typer.Option("--no-formulas", help="Put ' before cells that a spreadsheet would run.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the output.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")] = False,
) -> None:
    """Convert bitext, streaming.

    Formats: {formats}; opus is read only, hf written only. They are told by the suffix (.gz, .xz, .bz2 are packed,
    .zip is read). Says what the output cannot carry, and how many units that touches.
    """
    from toolkit.cli.console import note, watched
    from toolkit.files import refuse_inputs
    from toolkit.formats import format_of
    from toolkit.formats.formulas import FormulaGuard

    if Path("-") in (source, out):
        _through_pipes(source, out, read_as, output, source_language, target_language, no_formulas, force, quiet)
        return
    form = format_of(source, read_as)
    refuse_inputs([out], [source])
    units = watched(lambda: form.read(source, source_language, target_language), [source], quiet)
    guard = FormulaGuard()
    if no_formulas:
        units = guard.guarded(units)
    report = write_units(units, out, output, force, source_language, target_language)
    if guard.count:
        note(f"{guard.count} texts begin like formulas and got an apostrophe before them")
    if not report.units:
        raise typer.Exit(1)


def write_units(
    units: Iterator[TranslationUnit],
    out: Path,
    output: str | None,
    force: bool,
    source_language: str | None = None,
    target_language: str | None = None,
) -> WriteReport:
    """Write units to a file and say what was written and lost.

    Raises:
        OutputError: the output exists and is not to be overwritten, or cannot be written.
    """
    from toolkit.api.unit_files import write_units as write
    from toolkit.cli.console import note
    from toolkit.cli.units_io import report_lines

    report = write(units, out, force=force, output=output, languages=(source_language, target_language))
    for line in report_lines(report, out):
        note(line)
    return report


def _through_pipes(
    source: Path,
    out: Path,
    read_as: str | None,
    output: str | None,
    source_language: str | None,
    target_language: str | None,
    no_formulas: bool,
    force: bool,
    quiet: bool,
) -> None:
    """Convert from stdin or to stdout, by way of a temporary file: some formats must be read twice or written whole."""
    import shutil
    import sys
    import tempfile

    from toolkit.errors import InputError
    from toolkit.formats import format_of

    pipe = Path("-")
    if source == pipe and read_as is None:
        raise InputError("stdin: cannot tell the format; give --read-as tmx|tsv|jsonl|…")
    if out == pipe and output is None:
        raise InputError("stdout: cannot tell the format; give --format tmx|tsv|jsonl|…")
    for path, name in ((source, read_as), (out, output)):
        if path == pipe and format_of(path, name).many:
            raise InputError(f"{name} is made of several files; it cannot go through a pipe")
    with tempfile.TemporaryDirectory(prefix="bitext-pipe-") as folder:
        inside, outside = source, out
        if source == pipe:
            inside = Path(folder) / "stdin"
            with inside.open("wb") as file:
                shutil.copyfileobj(sys.stdin.buffer, file)
        if out == pipe:
            outside = Path(folder) / "stdout"
        languages = source_language, target_language
        convert(inside, outside, read_as, output, *languages, no_formulas, force, quiet or out == pipe)
        if out == pipe and outside.exists():
            with outside.open("rb") as file:
                shutil.copyfileobj(file, sys.stdout.buffer)
            sys.stdout.buffer.flush()
