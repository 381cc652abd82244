"""``bitext check``: the checks on any bitext."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli import codes
from toolkit.cli.options import Force, From, Glossary, Inputs, JsonLines, Output, Quiet, ReadAs, Strict, To

if TYPE_CHECKING:
    from toolkit import Finding, TranslationUnit
    from toolkit.api.bitexts import Checker
    from toolkit.api.unit_files import UnitFiles


def check(
    paths: Inputs,
    glossary: Glossary = None,
    only: Annotated[list[str] | None, typer.Option("--only", help="Run this check only; repeatable.")] = None,
    skip: Annotated[list[str] | None, typer.Option("--skip", help="Skip this check; repeatable.")] = None,
    detail: Annotated[bool, typer.Option("--detail", help="Show source and target with each finding.")] = False,
    most: Annotated[int, typer.Option("--max", min=1, help="Show findings of this many units.")] = 100,
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

    A finding is a reason to look, not a verdict. The exit code is 1 if there is any.

    Checks: {checks}.
    """
    from toolkit.api.bitexts import make_checker
    from toolkit.api.unit_files import UnitFiles
    from toolkit.files import check_outputs

    files = UnitFiles.of(paths, format=read_as).files()
    inputs = UnitFiles.of(files, source, target, read_as)
    if out is not None:
        check_outputs([out], [*files, glossary], force)
    languages = None if glossary is None else inputs.languages()
    run = _Run(make_checker(only or (), skip or (), glossary, languages), most, detail, json_output)
    lost = False
    if out is not None:
        lost = _annotate(run, inputs, out, output, strict, force, quiet)
    else:
        from toolkit.cli.console import watched

        for path, unit in watched(inputs.placed, files, quiet):
            run.add(path, unit)
    if not json_output:
        typer.echo(run.summary())
    if run.nameless:
        from toolkit.cli.console import note

        note(f"{run.nameless} units do not say their languages; add --from and --to for the checks that need them")
    if not run.units:
        from toolkit.cli.console import note

        note("bitext: no unit to check in these files")
    if run.found or lost or not run.units:
        raise typer.Exit(codes.FOUND)


def _annotate(
    run: _Run, inputs: UnitFiles, out: Path, output: str | None, strict: bool, force: bool, quiet: bool
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
            lambda unit: run.add(path or Path(unit.document), unit),
            strict=strict,
            force=force,
            output=output,
            progress=advance,
        )
    say_job(report, out)
    return bool(report.units) and not report.passed


class _Run:
    """Checks units as they go by, and prints what is found."""

    def __init__(self, checker: Checker, most: int, detail: bool, json_output: bool) -> None:
        self._checker, self._most, self._detail, self._json = checker, most, detail, json_output
        self.found: Counter[str] = Counter()
        self.units = self.with_findings = self.nameless = 0

    def add(self, path: Path, unit: TranslationUnit) -> None:
        """Check a unit and show what is found."""
        self.units += 1
        self.nameless += not all(unit.languages)
        if found := self._checker.check_again(unit):
            self.with_findings += 1
            self.found.update(f.check for f in found)
            self._show(path, unit, found)

    def _show(self, path: Path, unit: TranslationUnit, found: list[Finding]) -> None:
        from toolkit.cli.console import printable

        if self._json:
            record = {"file": str(path), "unit": unit.id, "source": unit.source, "target": unit.target}
            typer.echo(json.dumps(record | {"findings": [asdict(f) for f in found]}, ensure_ascii=False))
            return
        if self.with_findings > self._most:
            return
        lines = [f"{path}: unit {unit.id}: [{finding.check}] {finding.reason}" for finding in found]
        if self._detail:
            lines += [f"  {unit.source}", f"  {unit.target}"]
        for line in lines:
            typer.echo(printable(line, " "))

    def summary(self) -> str:
        counts = ", ".join(f"{name} {count}" for name, count in self.found.most_common())
        hidden = self.with_findings - self._most
        more = f"\nnot shown: {hidden} units; raise --max, or use --json" if hidden > 0 else ""
        return f"{self.with_findings} of {self.units} units with findings" + (f": {counts}" if counts else "") + more
