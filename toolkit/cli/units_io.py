"""What the commands that read and write units say and show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.wording import counted

if TYPE_CHECKING:
    from toolkit import TranslationUnit, WriteReport
    from toolkit.api.unit_files import JobReport, UnitFiles


def read_units(
    paths: list[Path], read_as: str | None, source: str | None, target: str | None, quiet: bool
) -> Iterator[TranslationUnit]:
    """Units of all inputs, with progress."""
    from toolkit.api.unit_files import UnitFiles
    from toolkit.cli.console import watched

    inputs = UnitFiles.of(paths, source, target, read_as)
    return watched(inputs.read, inputs.files(), quiet)


def refuse_own_input(paths: list[Path], outputs: list[Path], read_as: str | None = None) -> None:
    """Refuse to write over an input.

    Raises:
        OutputError: an output is one.
    """
    from toolkit.api.unit_files import UnitFiles

    UnitFiles.of(paths, format=read_as).refuse(*outputs)


def tell_unnamed(inputs: UnitFiles) -> None:
    """Say that nothing tells the languages of a job that looks at numbers, lengths or words by them."""
    from toolkit.cli.console import note

    found = inputs.unnamed()
    if found is None:
        return
    options = [f"--{name} {code}" for name, code in zip(("from", "to"), found, strict=True)]
    looks = "; give " + (" ".join(options) if all(found) else "--from and --to")
    note(f"bitext: warning: nothing names the languages of these units{looks}")


def write_units(
    units: Iterable[TranslationUnit],
    out: Path,
    output: str | None,
    force: bool,
    source_language: str | None = None,
    target_language: str | None = None,
    shown: str = "",
) -> WriteReport:
    """Write units to a file, which may be called otherwise, and say what was written and lost.

    Raises:
        OutputError: the output exists and is not to be overwritten, or cannot be written.
    """
    from toolkit.api.unit_files import write_units as write
    from toolkit.cli.console import note

    report = write(units, out, force=force, output=output, languages=(source_language, target_language))
    for line in report_lines(report, shown or out):
        note(line)
    return report


def report_lines(report: WriteReport, out: Path | str) -> list[str]:
    """What was written, left out and lost, a line each."""
    lines = [f"{counted(report.units, 'unit')} written to {out}"]
    if report.left_out:
        lines.append(f"{counted(report.left_out, 'unit')} left out that the format cannot hold (an empty side, say)")
    lines += [f"{count} x {what}" for what, count in sorted(report.notes.items())]
    return lines


def say_job(report: JobReport, out: Path) -> None:
    """Tell what became of a file of units, and how it differs from its source where it must not."""
    from toolkit.cli.console import note

    if report.written:
        first, *others = report_lines(report, out)
        for line in (first + f", {report.changed} of them changed" * report.edited, *others):
            note(line)
    for one in report.differences:
        note(f"bitext: {out}: {one}")
    if not report.written:
        note(f"bitext: {out}: the file was not written (--strict)")
