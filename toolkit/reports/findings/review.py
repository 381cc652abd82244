"""A sheet for a reviewer (extra ``[xlsx]``): findings with the words at fault in bold, and columns for decisions.

The sheet comes back by :func:`read_review`: a unit is found again by the digest of its texts, wherever it stands then.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.checks import severity_of
from toolkit.checks.dismissals import key_of
from toolkit.errors import InputError, MissingExtraError
from toolkit.reports.findings.registry import FoundUnit, Summary

DISMISS, FIX = "dismiss", "fix"
_COLUMNS = {
    "file": 18,
    "line": 6,
    "unit": 14,
    "check": 13,
    "severity": 9,
    "finding": 36,
    "source": 50,
    "target": 50,
    "decision": 10,
    "new target": 50,
    "comment": 28,
    "key": 18,
}
_LONGEST = 32_000


@dataclass(slots=True, frozen=True)
class Review:
    """A decision of a reviewer.

    Attributes:
        key: see :func:`toolkit.checks.dismissals.key_of`.
        check: whose finding it is about.
        unit: id, for messages.
        decision: ``dismiss``, ``fix`` or empty.
        target: new one; empty if there is none.
        comment: why.
        row: of the sheet, from 1.
    """

    key: str
    check: str
    unit: str
    decision: str
    target: str
    comment: str
    row: int


def _openpyxl() -> Any:
    try:
        import openpyxl
    except ImportError:
        raise MissingExtraError("sheets for reviewers need openpyxl: pip install 'bitext-toolkit[xlsx]'") from None
    return openpyxl


def make(found: Sequence[FoundUnit], summary: Summary) -> bytes:
    """The workbook. Texts are never formulas; those of more than 32,000 characters, which Excel refuses, are cut."""
    book = _openpyxl().Workbook()
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.worksheet.datavalidation import DataValidation

    sheet = book.active
    sheet.title = "findings"
    sheet.append(list(_COLUMNS))
    for number, width in enumerate(_COLUMNS.values(), 1):
        head = sheet.cell(1, number)
        head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor="DDE6ED")
        sheet.column_dimensions[head.column_letter].width = width
    row = 1
    for one in found:
        for finding in one.findings:
            row += 1
            unit = one.unit
            values = [
                one.path, unit.line or "", unit.id, finding.check, severity_of(finding), finding.reason,
                _rich(unit.source, finding.source_span), _rich(unit.target, finding.target_span), "", "", "",
                key_of(unit, finding.check),
            ]  # fmt: skip
            for column, value in enumerate(values, 1):
                cell = sheet.cell(row, column)
                cell.value = _clean(value) if isinstance(value, str) else value
                if isinstance(value, str):
                    cell.data_type = "s"
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    choices = DataValidation(type="list", formula1=f'"{DISMISS},{FIX}"', allow_blank=True)
    sheet.add_data_validation(choices)
    choices.add(f"I2:I{max(2, row)}")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:L{max(2, row)}"
    sheet.column_dimensions["L"].hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _rich(text: str, span: tuple[int, int] | None) -> Any:
    """A text with a span in bold and red; the text itself where there is none to see."""
    if span is None or not text[slice(*span)].strip() or len(text) > _LONGEST:
        return text
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    parts = [
        text[: span[0]],
        TextBlock(InlineFont(b=True, color="C00000"), _clean(text[slice(*span)])),
        text[span[1] :],
    ]
    return CellRichText([_clean(p) if isinstance(p, str) else p for p in parts if p])


def _clean(text: str) -> str:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    return str(ILLEGAL_CHARACTERS_RE.sub("\ufffd", text))[:_LONGEST]


def read_review(path: Path) -> list[Review]:
    """Decisions of a sheet that came back; rows without any are left out.

    Raises:
        InputError: not such a sheet, or a decision that is none.
        MissingExtraError: openpyxl is not installed.
    """
    openpyxl = _openpyxl()
    if not path.is_file():
        raise InputError(f"{path}: no such file; check the path")
    try:
        sheet = openpyxl.load_workbook(path, read_only=True).active
        rows = [[("" if cell is None else str(cell)) for cell in row] for row in sheet.iter_rows(values_only=True)]
    except Exception as error:  # of the many that zip, XML and openpyxl raise
        raise InputError(f"{path}: no workbook of Excel ({type(error).__name__}); give the sheet of --xlsx") from None
    names = {name: number for number, name in enumerate(rows[0] if rows else [])}
    missing = [name for name in ("check", "unit", "decision", "new target", "comment", "key") if name not in names]
    if missing:
        raise InputError(f"{path}: no column '{missing[0]}'; give a sheet that bitext check --xlsx made")
    found = []
    for number, row in enumerate(rows[1:], 2):
        cells = {name: row[place] if place < len(row) else "" for name, place in names.items()}
        decision = cells["decision"].strip().lower()
        if decision not in ("", DISMISS, FIX):
            raise InputError(f"{path}, row {number}: decision '{decision}'; write {DISMISS}, {FIX} or nothing")
        if decision == FIX and not cells["new target"].strip():
            raise InputError(f"{path}, row {number}: the decision is {FIX}, and there is no new target")
        if decision or cells["new target"].strip():
            kept = decision or FIX
            found.append(
                Review(cells["key"], cells["check"], cells["unit"], kept, cells["new target"], cells["comment"], number)
            )
    return found
