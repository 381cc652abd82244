"""``bitext convert``: one format to another."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli.options import Force, From, Output, Quiet, ReadAs, To
from toolkit.cli.units_io import tell_unnamed, write_units
from toolkit.wording import counted


def convert(
    source: Annotated[Path, typer.Argument(help="File to read, - for stdin; a Moses pair by its source side.")],
    out: Annotated[Path, typer.Argument(help="File to write, - for stdout; for Moses the stem, for hf the folder.")],
    read_as: ReadAs = None,
    output: Output = None,
    source_language: From = None,
    target_language: To = None,
    no_formulas: Annotated[
        bool, typer.Option("--no-formulas", help="Put ' before cells that a spreadsheet would run.")
    ] = False,
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Convert bitext to another format.

    Formats: {formats}; opus is read only, hf is written only. The suffix gives the format; .gz, .xz and .bz2 are
    packed. The command says what the output cannot hold, and how many units that concerns.
    """
    if Path("-") in (source, out):
        _through_pipes(source, out, read_as, output, source_language, target_language, no_formulas, force, quiet)
    else:
        _convert(source, out, read_as, output, source_language, target_language, no_formulas, force, quiet)


def _convert(
    source: Path,
    out: Path,
    read_as: str | None,
    output: str | None,
    source_language: str | None,
    target_language: str | None,
    no_formulas: bool,
    force: bool,
    quiet: bool,
    shown: str = "",
) -> None:
    """Convert a file, which is called by another name where it stands for a pipe."""
    from toolkit.api.unit_files import FormulaGuard, UnitFiles, names_languages, read_file, refuse_sources
    from toolkit.cli.console import note, watched

    reader = read_file(source, read_as, source_language, target_language)
    refuse_sources([out], [source])
    if names_languages(out, output):
        tell_unnamed(UnitFiles.of([source], source_language, target_language, read_as))
    units = watched(reader, [source], quiet)
    guard = FormulaGuard()
    if no_formulas:
        units = guard.guarded(units)
    report = write_units(units, out, output, force, source_language, target_language, shown)
    if guard.count:
        note(
            f"{counted(guard.count, 'text begins like a formula', 'texts begin like formulas')} "
            "and got an apostrophe in front"
        )
    if not report.units:
        raise typer.Exit(1)


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

    from toolkit.api.unit_files import is_several_files, named
    from toolkit.errors import BitextError, InputError

    pipe = Path("-")
    if source == pipe and read_as is None:
        raise InputError("stdin: cannot tell the format; give --read-as tmx|tsv|jsonl|…")
    if out == pipe and output is None:
        raise InputError("stdout: cannot tell the format; give --format tmx|tsv|jsonl|…")
    for path, name in ((source, read_as), (out, output)):
        if path == pipe and is_several_files(path, name):
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
        names = {inside: "stdin"} if source == pipe else {}
        names |= {outside: "stdout"} if out == pipe else {}
        shown = names.get(outside, "")
        try:
            with named(names):
                _convert(inside, outside, read_as, output, *languages, no_formulas, force, quiet or out == pipe, shown)
        except BitextError as error:
            text = str(error)
            for path, name in names.items():
                text = text.replace(str(path), name)
            error.args = (text,)
            raise
        if out == pipe and outside.exists():
            with outside.open("rb") as file:
                shutil.copyfileobj(file, sys.stdout.buffer)
            sys.stdout.buffer.flush()
