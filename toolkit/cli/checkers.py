"""The checker that the options of a command ask for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit import Checker
    from toolkit.api.unit_files import UnitFiles


def checklist_files(names: list[str] | None) -> list[Path]:
    """Those of the given checklists that are files."""
    return [Path(name) for name in names or () if name.endswith(".toml")]


def checker_of(
    inputs: UnitFiles,
    only: list[str] | None,
    skip: list[str] | None,
    glossary: Path | None,
    also: list[str] | None,
    checklists: list[str] | None,
) -> Checker:
    """The checker that options ask for; without a checklist that of the project, which is told."""
    from toolkit.api.bitexts import make_checker
    from toolkit.api.checking import find_checklist
    from toolkit.cli.console import note

    lists = list(checklists or ())
    if checklists is None and (found := find_checklist()) is not None:
        lists = [str(found)]
        note(f"checklist: {found}")
    languages = None if glossary is None else inputs.languages()
    return make_checker(only or (), skip or (), glossary, languages, also or (), [n for n in lists if n != "none"])
