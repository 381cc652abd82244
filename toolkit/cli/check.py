"""``bitext check``: the checks on any bitext."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli import codes
from toolkit.cli.checkers import checker_of, checklist_files
from toolkit.cli.options import (
    Also,
    Checklists,
    Dismissed,
    Force,
    From,
    Glossary,
    Inputs,
    JsonLines,
    OnlyChecks,
    Output,
    Quiet,
    ReadAs,
    SkipChecks,
    Strict,
    To,
)
from toolkit.wording import counted

if TYPE_CHECKING:
    from toolkit import Finding, TranslationUnit
    from toolkit.api.checking import CheckRun
    from toolkit.api.unit_files import UnitFiles


def check(
    paths: Inputs,
    glossary: Glossary = None,
    checklist: Checklists = None,
    only: OnlyChecks = None,
    also: Also = None,
    skip: SkipChecks = None,
    dismissed: Dismissed = None,
    fail_on: Annotated[
        str, typer.Option("--fail-on", help="Exit code 1 from this severity on: error, warning or note.")
    ] = "note",
    allow: Annotated[
        list[str] | None, typer.Option("--allow", help="CHECK=NUMBER: let so many findings through; repeatable.")
    ] = None,
    detail: Annotated[bool, typer.Option("--detail", help="Show source and target with each finding.")] = False,
    most: Annotated[int, typer.Option("--max", min=1, help="Show findings of this many units.")] = 100,
    sarif: Annotated[Path | None, typer.Option("--sarif", help="Report for code scanning (SARIF 2.1).")] = None,
    junit: Annotated[Path | None, typer.Option("--junit", help="Report for test viewers (JUnit XML).")] = None,
    markdown: Annotated[Path | None, typer.Option("--markdown", help="Report for a pull request.")] = None,
    xlsx: Annotated[Path | None, typer.Option("--xlsx", help="Sheet for a reviewer; see bitext dismiss.")] = None,
    github: Annotated[bool, typer.Option("--github", help="Print annotations of GitHub Actions.")] = False,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="File for all units with their findings.")] = None,
    json_output: JsonLines = False,
    read_as: ReadAs = None,
    output: Output = None,
    strict: Strict = False,
    source: From = None,
    target: To = None,
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Check translations for likely errors.

    A finding is a reason to look, not a verdict. The exit code is 1 if there is any, or as --fail-on and --allow say.

    Checks: {checks}.

    Only if named by --also or --only, one by one or as 'form': {checks_on_demand}.
    """
    from toolkit.api.checking import CheckRun, Gate, find_dismissals
    from toolkit.api.unit_files import UnitFiles
    from toolkit.files import check_outputs

    files = UnitFiles.of(paths, format=read_as).files()
    inputs = UnitFiles.of(files, source, target, read_as)
    reports = {"sarif": sarif, "junit": junit, "markdown": markdown, "xlsx": xlsx}
    place, dismissals = find_dismissals(dismissed)
    check_outputs([out, *reports.values()], [*files, glossary, *(checklist_files(checklist)), place], force)
    gate = Gate.of(fail_on, allow or ())
    checker = checker_of(inputs, only, skip, glossary, also, checklist)
    run = CheckRun(checker, dismissals, keep=github or any(reports.values()))
    shown = _Shown(run, most, detail, json_output, github)
    lost = False
    if out is not None:
        lost = _annotate(shown, inputs, out, output, strict, force, quiet)
    else:
        from toolkit.cli.console import watched

        for path, unit in watched(inputs.placed, files, quiet):
            shown.add(path, unit)
    _write_reports(run, reports, github)
    failures = gate.failures(run)
    shown.tell(failures if (fail_on, allow) != ("note", None) else {})
    if failures or lost or not run.summary.units:
        raise typer.Exit(codes.FOUND)


def _write_reports(run: CheckRun, reports: dict[str, Path | None], github: bool) -> None:
    from toolkit.files import write_bytes

    if github:
        sys.stdout.write(run.report("github").decode())
    for name, path in reports.items():
        if path is not None:
            write_bytes(path, run.report(name))


def _annotate(
    shown: _Shown, inputs: UnitFiles, out: Path, output: str | None, strict: bool, force: bool, quiet: bool
) -> bool:
    """Write all units with their findings, and return whether something else in the file has changed."""
    from toolkit.api.unit_files import annotate_unit_files
    from toolkit.cli.console import progress
    from toolkit.cli.units_io import say_job

    path = inputs.paths[0] if len(inputs.paths) == 1 else None
    with progress(None, "units", quiet) as advance:
        report = annotate_unit_files(
            inputs,
            out,
            lambda unit: shown.add(path or Path(unit.document), unit),
            strict=strict,
            force=force,
            output=output,
            progress=advance,
        )
    say_job(report, out)
    return bool(report.units) and not report.passed


class _Shown:
    """Checks units as they go by, and prints what is found."""

    def __init__(self, run: CheckRun, most: int, detail: bool, json_output: bool, silent: bool) -> None:
        self._run, self._most, self._detail, self._json, self._silent = run, most, detail, json_output, silent

    def add(self, path: Path, unit: TranslationUnit) -> None:
        """Check a unit and show what is found."""
        found = self._run.add(path, unit)
        if found and not self._silent:
            self._show(path, unit, found)

    def _show(self, path: Path, unit: TranslationUnit, found: list[Finding]) -> None:
        from toolkit.api.checking import severity_of
        from toolkit.cli.console import printable

        if self._json:
            record = {"file": str(path), "unit": unit.id, "line": unit.line or None}
            record |= {"source": unit.source, "target": unit.target}
            findings = [asdict(f) | {"severity": severity_of(f)} for f in found]
            typer.echo(json.dumps(record | {"findings": findings}, ensure_ascii=False))
            return
        if self._run.summary.with_findings > self._most:
            return
        lines = [f"{path}: unit {unit.id}: [{finding.check}] {finding.reason}" for finding in found]
        if self._detail:
            lines += [f"  {unit.source}", f"  {unit.target}"]
        for line in lines:
            typer.echo(printable(line, " "))

    def tell(self, failures: dict[str, int]) -> None:
        """The counts, and what a gate did not let through."""
        from toolkit.cli.console import note

        summary = self._run.summary
        if not self._json and not self._silent:
            typer.echo(summary.line())
            hidden = summary.with_findings - self._most
            if hidden > 0:
                typer.echo(f"not shown: {counted(hidden, 'unit')}; raise --max, or use --json")
        if failures:
            note("over the limit: " + ", ".join(f"{name} {count}" for name, count in failures.items()))
        if self._run.nameless:
            nameless = counted(
                self._run.nameless, "unit does not say its languages", "units do not say their languages"
            )
            note(f"{nameless}; add --from and --to for the checks that need them")
        if not summary.units:
            note("bitext: no unit to check in these files")
