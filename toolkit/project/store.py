"""The file of a project, ``project.sqlite``: what it holds, and how rows are read, saved and brought back.

SQLite keeps the journal beside the file (write-ahead log) and waits for the disk at each commit, so that what was
saved is there after a power failure. Nothing is ever deleted: each save leaves a version, each change of beads an
operation with the rows before it.
"""

from __future__ import annotations

import datetime
import itertools
import json
import sqlite3
import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from toolkit.errors import InputError, OutputError
from toolkit.languages.lengths import count_words
from toolkit.languages.pair import LanguagePair
from toolkit.project.model import Conflict, DocumentRow, Kind, Row, State
from toolkit.units import Finding, Origin, TranslationUnit

FILE_NAME = "project.sqlite"
#: Of the tables; written into the file.
_VERSION = 1
# "btxp", so that ``file`` and this module tell a project from other databases.
_APPLICATION = 0x62747870
_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE document (
  number INTEGER PRIMARY KEY, name TEXT UNIQUE, kind TEXT, file TEXT, content BLOB, added TEXT);
CREATE TABLE unit (
  number INTEGER PRIMARY KEY AUTOINCREMENT, document INTEGER REFERENCES document, place REAL, record TEXT,
  source TEXT, target TEXT, state TEXT, revision INTEGER, machine TEXT, comment TEXT, anchor INTEGER, words INTEGER,
  findings TEXT);
CREATE INDEX by_place ON unit (document, place);
CREATE TABLE version (
  number INTEGER PRIMARY KEY, unit INTEGER, revision INTEGER, source TEXT, target TEXT, state TEXT, action TEXT,
  person TEXT, at TEXT);
CREATE INDEX by_unit ON version (unit, revision);
CREATE TABLE operation (
  number INTEGER PRIMARY KEY, action TEXT, document INTEGER, before TEXT, after TEXT, undone INTEGER, person TEXT,
  at TEXT);
"""
_UNIT = "number, document, place, record, source, target, state, revision, machine, comment, anchor, findings"
# Below it two places may be equal soon, and all of a document are given anew.
_CLOSE = 1e-6


def now() -> str:
    """The time as versions have it: UTC, to the second."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def create_project(folder: Path, pair: LanguagePair, name: str = "") -> Project:
    """Make a project in a folder, which may exist.

    Args:
        folder: of the project.
        pair: of all its documents.
        name: for people; empty for the name of the folder.

    Raises:
        OutputError: there is a project already, or it cannot be written.
    """
    path = folder / FILE_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{folder}: no folder can be made here ({error.strerror}); choose another name") from None
    try:
        # Of two runs at once, one makes the project; the other must not clear it away.
        path.open("xb").close()
    except FileExistsError:
        raise OutputError(f"{folder}: is a project already; add documents with 'bitext project add'") from None
    except OSError as error:
        raise OutputError(f"{path}: the project cannot be written ({error.strerror}); choose another place") from None
    try:
        with sqlite3.connect(path) as connection:
            connection.executescript("PRAGMA journal_mode=WAL; BEGIN IMMEDIATE;" + _TABLES)
            rows = {"source": pair.source, "target": pair.target, "name": name or folder.resolve().name, "made": now()}
            connection.executemany("INSERT INTO meta VALUES (?, ?)", rows.items())
            connection.execute(f"PRAGMA application_id={_APPLICATION}")
            connection.execute(f"PRAGMA user_version={_VERSION}")
        connection.close()
    except (OSError, sqlite3.Error) as error:
        # Half a project would stand in the way of the next try.
        for part in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal"))):
            part.unlink(missing_ok=True)
        raise OutputError(f"{path}: the project cannot be written ({error})") from None
    return Project(folder)


def open_project(folder: Path) -> Project:
    """Open a project by its folder, or by its file.

    Raises:
        InputError: there is none, or it is damaged or of another version.
    """
    return Project(folder.parent if folder.name == FILE_NAME and folder.is_file() else folder)


class Project:
    """An open project; usable from several threads, which take turns.

    Args:
        folder: that holds ``project.sqlite``.

    Attributes:
        folder: as given.
        name: for people.
        pair: of its languages.

    Raises:
        InputError: there is none, or it is damaged or of another version.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / FILE_NAME
        self._lock = threading.RLock()
        if not self.path.is_file():
            raise InputError(f"{folder}: no project here; make one with 'bitext project new {folder}'")
        try:
            self._connection = sqlite3.connect(self.path, check_same_thread=False, isolation_level=None, timeout=10)
            for pragma in ("trusted_schema=OFF", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
                self._connection.execute(f"PRAGMA {pragma}")
            found = [self._connection.execute(f"PRAGMA {p}").fetchone()[0] for p in ("application_id", "user_version")]
            if found != [_APPLICATION, _VERSION]:
                raise InputError(f"{self.path}: not a project of this version of bitext")
            meta = dict(self._connection.execute("SELECT name, value FROM meta"))
            self.name, self.pair = meta["name"], LanguagePair(meta["source"], meta["target"])
        except sqlite3.OperationalError as error:
            raise InputError(f"{self.path}: cannot be read and written ({error}); check the rights") from None
        except (sqlite3.Error, KeyError) as error:
            raise InputError(f"{self.path}: not a project, or a damaged one ({error})") from None

    def close(self) -> None:
        """Close the file; what was saved is in it."""
        with self._lock:
            self._connection.close()

    def __enter__(self) -> Project:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def changing(self) -> Iterator[sqlite3.Connection]:
        """A transaction: all of it is in the file afterwards, or nothing.

        Raises:
            OutputError: the file cannot be written, or another process has held it for ten seconds.
        """
        with self._lock:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                try:
                    yield self._connection
                except BaseException:
                    self._connection.execute("ROLLBACK")
                    raise
                self._connection.execute("COMMIT")
            except sqlite3.Error as error:
                raise OutputError(f"{self.path}: cannot be written ({error})") from None

    def query(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        with self._lock:
            return self._connection.execute(sql, values).fetchall()

    def documents(self) -> list[DocumentRow]:
        """All documents in the order in which they were added, with their progress."""
        rows = self.query(
            "SELECT d.number, d.name, d.kind, count(u.number), coalesce(sum(u.state = 'accepted'), 0), "
            "coalesce(sum(u.words), 0), coalesce(sum(u.words * (u.state = 'accepted')), 0) "
            "FROM document d LEFT JOIN unit u ON u.document = d.number GROUP BY d.number ORDER BY d.number"
        )
        return [DocumentRow(row[0], row[1], Kind(row[2]), *row[3:]) for row in rows]

    def content(self, document: int) -> tuple[str, bytes]:
        """Name and bytes of the file that a document was made of; no bytes if it was made of two."""
        [(name, data)] = self.query("SELECT file, content FROM document WHERE number = ?", (document,))
        return name, data or b""

    def add_document(self, name: str, kind: Kind, content: bytes, units: Iterable[Row]) -> int:
        """Put a document into the project, with all its units, and return its key.

        Raises:
            OutputError: the file cannot be written.
        """
        with self.changing() as connection:
            taken = {row[0] for row in connection.execute("SELECT name FROM document")}
            shown, count = name, 1
            while shown in taken:
                count += 1
                shown = f"{name} ({count})"
            number = connection.execute(
                "INSERT INTO document (name, kind, file, content, added) VALUES (?, ?, ?, ?, ?)",
                (shown, kind.value, name, content, now()),
            ).lastrowid
            assert number is not None
            for place, row in enumerate(units):
                row.document, row.place = number, float(place)
                insert(connection, row)
        return number

    def rows(self, document: int | None = None) -> Iterator[Row]:
        """Units in the order of documents and places."""
        where = "" if document is None else "WHERE document = ?"
        values = () if document is None else (document,)
        for found in self.query(f"SELECT {_UNIT} FROM unit {where} ORDER BY document, place", values):
            yield _row(found)

    def get(self, numbers: Collection[int]) -> list[Row]:
        """Units by their keys, in the order of documents and places; those that are gone are missing."""
        marks = ",".join("?" * len(numbers))
        query = f"SELECT {_UNIT} FROM unit WHERE number IN ({marks}) ORDER BY document, place"
        return [_row(found) for found in self.query(query, tuple(numbers))]

    def neighbour(self, row: Row, step: int) -> Row | None:
        """The unit before (-1) or behind (1) another in its document."""
        sign, order = ("<", "DESC") if step < 0 else (">", "ASC")
        found = self.query(
            f"SELECT {_UNIT} FROM unit WHERE document = ? AND place {sign} ? ORDER BY place {order} LIMIT 1",
            (row.document, row.place),
        )
        return _row(found[0]) if found else None

    def current(self, revisions: dict[int, int]) -> list[Row]:
        """Units by key, as somebody read them at some revisions.

        Raises:
            Conflict: one was changed since, or is gone.
        """
        rows = self.get(revisions)
        if len(rows) != len(revisions) or any(row.revision != revisions[row.number] for row in rows):
            raise Conflict(rows)
        return rows

    def history(self, number: int) -> list[dict[str, Any]]:
        """The versions of a unit, the newest first: target, state, action, person, time."""
        rows = self.query(
            "SELECT revision, source, target, state, action, person, at FROM version WHERE unit = ? "
            "ORDER BY revision DESC, number DESC",
            (number,),
        )
        names = ("revision", "source", "target", "state", "action", "person", "at")
        return [dict(zip(names, row, strict=True)) for row in rows]


def insert(connection: sqlite3.Connection, row: Row) -> Row:
    """Write a new unit; it gets a key if it has none."""
    cursor = connection.execute(
        f"INSERT INTO unit ({_UNIT}, words) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (row.number or None, row.document, row.place, *_stored(row)),
    )
    row.number = row.number or cursor.lastrowid or 0
    return row


def update(connection: sqlite3.Connection, row: Row) -> None:
    """Write a changed unit, whose revision the caller has raised."""
    names = "record, source, target, state, revision, machine, comment, anchor, findings, words".split(", ")
    sets = ", ".join(f"{name} = ?" for name in names)
    connection.execute(f"UPDATE unit SET place = ?, {sets} WHERE number = ?", (row.place, *_stored(row), row.number))


def keep_version(connection: sqlite3.Connection, row: Row, action: str, person: str) -> None:
    """Remember a unit as it is now."""
    source, target = row.texts()
    connection.execute(
        "INSERT INTO version (unit, revision, source, target, state, action, person, at) VALUES (?,?,?,?,?,?,?,?)",
        (row.number, row.revision, source, target, row.state.value, action, person, now()),
    )


def give_places(connection: sqlite3.Connection, document: int) -> None:
    """Number the places of a document anew, if some have come too close."""
    rows = connection.execute(
        "SELECT number, place FROM unit WHERE document = ? ORDER BY place", (document,)
    ).fetchall()
    if any(b[1] - a[1] < _CLOSE for a, b in itertools.pairwise(rows)):
        connection.executemany(
            "UPDATE unit SET place = ? WHERE number = ?", [(float(place), row[0]) for place, row in enumerate(rows)]
        )


def _stored(row: Row) -> tuple[object, ...]:
    record = row.unit.to_dict() | {"source": "", "target": "", "findings": []}
    findings = [[f.check, f.reason, f.severity, f.source_span, f.target_span] for f in row.findings]
    source, _target = row.texts()
    return (
        _json(record),
        _json(row.source),
        _json(row.target),
        row.state.value,
        row.revision,
        row.machine,
        row.comment,
        int(row.anchor),
        _json(findings),
        count_words(source),
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _row(found: tuple[Any, ...]) -> Row:
    number, document, place, record, source, target, state, revision, machine, comment, anchor, findings = found
    row = Row(
        number,
        document,
        place,
        TranslationUnit.from_dict(json.loads(record)),
        tuple(json.loads(source)),
        tuple(json.loads(target)),
        State(state),
        revision,
        machine,
        comment,
        bool(anchor),
        [Finding(f[0], f[1], f[2], _span(f[3]), _span(f[4])) for f in json.loads(findings)],
    )
    row.unit.source, row.unit.target = row.texts()
    row.unit.origin = row.unit.origin if row.state is State.OPEN else Origin.HUMAN
    return row


def _span(found: list[int] | None) -> tuple[int, int] | None:
    return (found[0], found[1]) if found else None
