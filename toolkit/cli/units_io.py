"""What the commands that read and write units say and show."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit import WriteReport
    from toolkit.api.unit_files import JobReport


def report_lines(report: WriteReport, out: Path) -> list[str]:
    """What was written, left out and lost, a line each."""
    lines = [f"{report.units} units written to {out}"]
    if report.left_out:
        lines.append(f"{report.left_out} units left out that the format cannot hold (an empty side, say)")
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
