"""``bitext dismiss``: findings that a person has looked at and let be."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli import codes
from toolkit.cli.options import (
    Also,
    Checklists,
    Dismissed,
    From,
    Glossary,
    Inputs,
    OnlyChecks,
    ReadAs,
    SkipChecks,
    To,
)
from toolkit.wording import counted


def dismiss(
    paths: Inputs,
    unit: Annotated[list[str] | None, typer.Option("--unit", "-u", help="Id of a unit; repeatable.")] = None,
    only: OnlyChecks = None,
    every: Annotated[bool, typer.Option("--all", help="Dismiss the findings of all units.")] = False,
    reason: Annotated[str, typer.Option("--reason", "-r", help="Why, for those who read it later.")] = "",
    by: Annotated[str | None, typer.Option("--by", help="Who says so. Default: your user name.")] = None,
    review: Annotated[Path | None, typer.Option("--review", help="Sheet of check --xlsx with decisions.")] = None,
    prune: Annotated[
        bool,
        typer.Option("--prune", help="Take out dismissals that no unit of FILES needs; give all files of the project."),
    ] = False,
    dismissed: Dismissed = None,
    glossary: Glossary = None,
    checklist: Checklists = None,
    also: Also = None,
    skip: SkipChecks = None,
    read_as: ReadAs = None,
    source: From = None,
    target: To = None,
) -> None:
    """Dismiss findings for good.

    `bitext check` leaves them out until the source or target of their unit changes. They are kept in
    bitext-dismissed.tsv, a sorted text file for version control: digest, check, day, person, reason and texts.
    """
    from toolkit.api import checking
    from toolkit.api.unit_files import UnitFiles
    from toolkit.cli.checkers import checker_of
    from toolkit.cli.console import note

    if not (unit or every or prune or review):
        raise typer.BadParameter("name the units by --unit, or say --all, --review or --prune")
    inputs = UnitFiles.of(UnitFiles.of(paths, format=read_as).files(), source, target, read_as)
    place = Path(dismissed) if dismissed is not None else Path(checking.DISMISSED_NAME)
    _, dismissals = checking.find_dismissals(place if place.is_file() else None)
    before = len(dismissals)
    left = 0
    if review is not None:
        done, left = checking.apply_review(review, inputs, dismissals, by)
        note(
            f"{counted(done, 'dismissal')} taken from {review}"
            + (f"; {counted(left, 'row fits', 'rows fit')} no unit any more" if left else "")
        )
    if unit or every or prune:
        checker = checker_of(inputs, only, skip, glossary, also, checklist)
    if unit or every:
        found = checking.dismiss(inputs, checker, dismissals, reason, units=unit or (), person=by)
        for path, name, finding in found:
            typer.echo(f"{path}: unit {name}: [{finding.check}] {finding.reason}")
        if not found:
            note("bitext: nothing to dismiss; the checks find nothing in these units, or it is dismissed")
            left = 1
    if prune:
        note(f"{counted(checking.prune(inputs, checker, dismissals), 'dismissal')} taken out that no unit needs")
    if before or len(dismissals):
        dismissals.write(place)
        note(f"{counted(len(dismissals), 'dismissal')} in {place}")
    if left:
        raise typer.Exit(codes.FOUND)
