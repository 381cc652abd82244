"""``bitext validate``: whether TMX, XLIFF and TBX keep their formats."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli import codes
from toolkit.wording import counted


def validate(
    files: Annotated[list[Path], typer.Argument(help="TMX, XLIFF or TBX files, plain or packed.")],
    json_output: Annotated[bool, typer.Option("--json", help="Print one JSON object per line.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Treat warnings as errors.")] = False,
    most: Annotated[int, typer.Option("--max", min=1, help="Show this many problems of each file.")] = 100,
) -> None:
    """Validate TMX, XLIFF and TBX files.

    Checks that they are well-formed, follow TMX 1.4b, XLIFF 1.2, 2.0 or 2.1, or TBX, and keep the rules that no schema
    can express. Each problem is named with line, unit and rule. The exit code is 1 if there is an error (with
    --strict, a warning).
    """
    from collections import Counter

    from toolkit.api.validating import kind
    from toolkit.api.validating import validate as problems_of
    from toolkit.cli.console import printable

    failed = False
    for path in files:
        counts: Counter[str] = Counter()
        for number, problem in enumerate(problems_of(path)):
            counts[problem.severity] += 1
            if number >= most:
                continue
            if json_output:
                record = {"file": str(path), "line": problem.line, "unit": problem.unit, "rule": problem.rule}
                record |= {"column": problem.column or None, "format": problem.format}
                record |= {"severity": problem.severity, "message": problem.message}
                typer.echo(json.dumps(record, ensure_ascii=False))
            else:
                column = f":{problem.column}" if problem.column else ""
                place = f"{path}:{problem.line}{column}" + (f": unit {problem.unit}" if problem.unit else "")
                message = printable(problem.message, "?")
                typer.echo(f"{place}: {problem.severity} [{problem.rule}] {message}; {problem.remedy}")
        failed = failed or bool(counts["error"]) or (strict and bool(counts["warning"]))
        if not json_output:
            typer.echo(
                f"{path}: {counted(counts['error'], 'error')}, {counted(counts['warning'], 'warning')} ({kind(path)})"
            )
    if failed:
        raise typer.Exit(codes.FOUND)
