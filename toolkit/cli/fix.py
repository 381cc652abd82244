"""``bitext fix``: mends that are certain."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli import codes
from toolkit.cli.options import Checklists, Force, From, Inputs, Quiet, ReadAs, Strict, To
from toolkit.wording import counted

if TYPE_CHECKING:
    from toolkit.api.checking import Fixed


def fix(
    paths: Inputs,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="File to write. Default: none; the changes are only shown.")
    ] = None,
    only: Annotated[list[str] | None, typer.Option("--only", help="Mend this only; repeatable.")] = None,
    also: Annotated[list[str] | None, typer.Option("--also", help="Mend this too; repeatable.")] = None,
    checklist: Checklists = None,
    review: Annotated[Path | None, typer.Option("--review", help="Sheet of check --xlsx with new targets.")] = None,
    read_as: ReadAs = None,
    strict: Strict = False,
    source: From = None,
    target: To = None,
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Mend spaces, quotes and punctuation.

    Shows each change. Approved, final and locked units stay as they are, and so do placeholders, addresses and code.

    Mends: {mends}. Without --only, the first three run; a checklist's rules with 'replace' run if it is given.
    """
    from toolkit.api.checking import fix_unit_files, fixed_units, fixer_of
    from toolkit.api.unit_files import UnitFiles
    from toolkit.cli.console import note, progress
    from toolkit.cli.units_io import say_job

    inputs = UnitFiles.of(UnitFiles.of(paths, format=read_as).files(), source, target, read_as)
    fixer = fixer_of(only or (), also or (), checklist or (), review)
    lost = False
    if out is None:
        fixed = 0
        for fixed, one in enumerate(fixed_units(inputs, fixer), 1):  # noqa: B007
            _show(one)
    else:
        with progress(None, "units", quiet) as advance:
            report, written = fix_unit_files(inputs, out, fixer, strict=strict, force=force, progress=advance)
        for one in written:
            _show(one)
        fixed = len(written)
        say_job(report, out)
        lost = not report.passed
    typer.echo(
        f"{counted(fixed, 'unit')} mended" if out else f"{counted(fixed, 'unit')} to mend; add --out FILE to write them"
    )
    for count, why in (
        (fixer.locked, "locked, approved or final"),
        (fixer.coded, "with inline codes in the place"),
    ):
        if count:
            note(f"{counted(count, 'unit stays as it is', 'units stay as they are')}: {why}")
    if unused := fixer.unused():
        note(
            f"bitext: {counted(unused, 'new target of the review fits', 'new targets of the review fit')} no unit; "
            "the texts have changed since"
        )
        lost = True
    if lost:
        raise typer.Exit(codes.FOUND)


def _show(one: Fixed) -> None:
    from toolkit.cli.console import printable

    typer.echo(printable(f"unit {one.unit.id}: {'; '.join(one.reasons)}", " "))
    old, new = _marked(one.before, one.unit.target)
    typer.echo(f"- {printable(old, ' ')}")
    typer.echo(f"+ {printable(new, ' ')}")


def _marked(old: str, new: str) -> tuple[str, str]:
    """Both texts with what differs in braces, so that spaces can be seen."""
    sides: tuple[list[str], list[str]] = ([], [])
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for side, text in zip(sides, (old[a:b], new[c:d]), strict=True):
            side.append(text if kind == "equal" else "{" + _seen(text) + "}" if text else "")
    return "".join(sides[0]), "".join(sides[1])


def _seen(text: str) -> str:
    """Spaces by names where a reader could not tell them."""
    names = {"\u202f": "NNBSP", "\u00a0": "NBSP", "\u200b": "ZWSP", "\ufeff": "BOM", "\u2060": "WJ", "\u2009": "THSP"}
    return "".join(names.get(c, "␣" if c == " " else c) for c in text)
