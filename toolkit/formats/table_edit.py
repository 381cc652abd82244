"""Tables with columns of their own, TSV and CSV, changed in place: all columns stay, in their order."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path

from toolkit.files import open_input, open_output
from toolkit.formats.base import WriteReport
from toolkit.formats.editing import Snapshot, report_of
from toolkit.formats.lines import CONTROL
from toolkit.formats.selection import Selection
from toolkit.formats.tables import COLUMNS, Record, to_row
from toolkit.units import TranslationUnit

#: Formats whose files have the columns that they have.
TABLES = frozenset(["tsv", "csv"])
_MARK = b"\xef\xbb\xbf"
_FINDINGS = "findings"
#: Reads the records of a file.
Records = Callable[[Path, tuple[str | None, str | None]], Iterator[Record]]


def has_own_columns(module: str, path: Path, wanted: tuple[str | None, str | None]) -> bool:
    """Whether a table has a header with other columns than those that we write, or calls its texts otherwise.

    Args:
        module: that reads it.
        path: of the table.
        wanted: languages of source and target.

    Raises:
        InputError: the file cannot be read, or has no such texts.
    """
    records: Records = import_module(module).records
    found = next((r for r in records(path, wanted) if r.header is not None), None)
    if found is None or found.header is None or found.header.is_row:
        return False
    names = [cell.strip().lower() for cell in found.cells or () if cell.strip()]
    return len(set(names)) < len(names) or not set(names) <= set(COLUMNS)


class TableEditor:
    """A table that is changed in place; see :class:`toolkit.formats.editing.Editor`.

    A row that nothing changes stays as it is written. Of a row that changes, the cells of those columns are written
    that have names of ours; findings get a column at the end where there is none.

    Args:
        path: of the table.
        records: reads it.
        wanted: languages; rows of others stay as they are.
        clean: what a cell may hold.
    """

    keep_states = False
    judges_all = True

    def __init__(
        self,
        path: Path,
        records: Records,
        wanted: tuple[str | None, str | None],
        clean: Callable[[str], str] | None = None,
    ) -> None:
        with open_input(path) as file:
            self._mark = _MARK if file.read(3) == _MARK else b""
        self._records = list(records(path, wanted))
        self._clean = clean
        selection = Selection(*wanted)
        rows = {id(r.unit): r for r in self._records if r.unit is not None}
        self.units = list(selection.pick((r.unit for r in rows.values() if r.unit is not None), path))
        selection.finish(path)
        self._before = {id(unit): to_row(unit) for unit in self.units}
        self._snapshot = Snapshot(self.units)

    def save(self, path: Path, units: Iterable[TranslationUnit] | None = None) -> WriteReport:
        """Write the table with what has changed; rows of units that do not stay go."""
        kept = {id(unit) for unit in (self.units if units is None else units)}
        left = [unit for unit in self.units if id(unit) in kept]
        notes: Counter[str] = Counter()
        header = next((r.header for r in self._records if r.header is not None), None)
        adds = header is not None and _FINDINGS not in header.names and any(unit.findings for unit in left)
        with open_output(path) as file:
            file.write(self._mark)
            for record in self._records:
                if record.unit is None or id(record.unit) in kept or id(record.unit) not in self._before:
                    file.write(self._written(record, adds, notes).encode("utf-8", "replace"))
        report = report_of(left, self._snapshot, notes)
        report.left_out = len(self.units) - len(left)
        return report

    def _written(self, record: Record, adds: bool, notes: Counter[str]) -> str:
        if record.cells is None or record.header is None:
            return record.raw
        cells, unit = list(record.cells), record.unit
        now = to_row(unit) if unit is not None else COLUMNS
        before = self._before.get(id(unit), now) if unit is not None else now
        for name, old, new in zip(COLUMNS, before, now, strict=True):
            # An origin that is none of ours says something else.
            known = name != "origin" or unit is None or "origin" not in unit.properties
            if old != new and known and name in record.header.names:
                # Of two columns of a name, the last one is read.
                cells[max(n for n, own in enumerate(record.header.names) if own == name)] = self._cell(new, notes)
        if adds:
            # Spreadsheets leave empty cells behind the last column.
            cells = cells[: len(record.header.names)]
            cells.append(self._cell(now[COLUMNS.index(_FINDINGS)], notes))
        return record.raw if cells == record.cells else self._row(record, cells)

    def _cell(self, text: str, notes: Counter[str]) -> str:
        made = self._clean(text) if self._clean is not None else CONTROL.sub("", text)
        if made != text:
            notes["cells whose tabs, newlines or control characters went"] += 1
        return made

    def _row(self, record: Record, cells: list[str]) -> str:
        body = record.raw.rstrip("\r\n")
        end = record.raw[len(body) :]
        if self._clean is not None:
            return record.delimiter.join(cells) + end
        made = io.StringIO(newline="")
        # A row whose cells all stand in quotes stays one.
        if body.count('"') >= 2 * len(record.cells or ()):
            rows = csv.writer(made, delimiter=record.delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
        else:
            rows = csv.writer(made, delimiter=record.delimiter, lineterminator=end)
        rows.writerow(cells)
        return made.getvalue()
