"""A translation memory in SQLite: exact matches by an index of hashes, fuzzy ones by a full-text index and edits.

The score of a fuzzy match is 1 less the share of words that must be edited (Levenshtein distance over words and marks,
after case). A unit that needs at most k edits shares one of any k + 1 words of the segment, so only units with one of
its k + 1 rarest words are candidates (prefix filtering: Chaudhuri, Ganti and Kaushik, "A primitive operator for
similarity joins in data cleaning", ICDE 2006), or where all words are common, those with all words of one of k + 1
groups. SQLite's FTS5 finds them and ranks them by BM25.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import sqlite3
import tempfile
import threading
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from toolkit.errors import InputError, OutputError
from toolkit.files import atomic_writer, sha256_file, text_digest
from toolkit.formats import format_of, is_unit_file
from toolkit.text.typography import fold
from toolkit.units import Origin, TranslationUnit, primary_language

SUFFIXES = (".sqlite", ".db")
_VERSION = 1
_BLOCK = 5_000
_CANDIDATES = 60
# Units that single words may call up: ranking a million takes half a second.
_MOST_ROWS = 20_000
# Words whose frequencies are kept: a server would gather those of all its requests.
_MOST_FREQUENCIES = 50_000
_COLUMNS = "source, target, id, document, human"
_TOKEN = re.compile(r"\w+|[^\w\s]")


@dataclass(slots=True, frozen=True)
class Match:
    """A unit of the memory that fits a segment.

    Attributes:
        source, target: of the unit.
        score: 1 for an exact match, less for a fuzzy one.
        id, document: where it comes from.
        origin: who wrote the target.
    """

    source: str
    target: str
    score: float
    id: str
    document: str
    origin: Origin


def _key(text: str) -> bytes:
    """What must be equal for an exact match: the text less differences of typography and blanks."""
    return text_digest(" ".join(fold(text).split()), 12)


def build_memory(units: Iterable[TranslationUnit], path: Path) -> int:
    """Write units into a new memory; return how many. Units with an empty side are left out.

    Of units with the same source, a person's target comes before a machine's, a later one before an earlier.

    Raises:
        OutputError: the file exists already or cannot be written.
    """
    if os.path.lexists(path):
        raise OutputError(f"{path}: exists already; choose another name")
    part = path.with_name(f".bitext-{secrets.token_hex(8)}.part")
    count = 0
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(part)
        try:
            connection.executescript(
                "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
                "CREATE TABLE unit (n INTEGER PRIMARY KEY, key BLOB, source TEXT, target TEXT, source_language TEXT, "
                "target_language TEXT, id TEXT, document TEXT, human INTEGER);"
            )
            rows = []
            for unit in units:
                if not unit.source.strip() or not unit.target.strip():
                    continue
                human = int(unit.origin is Origin.HUMAN)
                codes = unit.languages
                texts = [t.encode("utf-8", "replace").decode() for t in (unit.source, unit.target)]
                rows.append((_key(unit.source), *texts, *codes, unit.id, unit.document, human))
                count += 1
                if len(rows) == _BLOCK:
                    _insert(connection, rows)
                    rows = []
            _insert(connection, rows)
            connection.executescript(
                "CREATE INDEX by_key ON unit (key);"
                "CREATE VIRTUAL TABLE words USING fts5(source, content='unit', content_rowid='n');"
                "INSERT INTO words(words) VALUES('rebuild');"
                f"PRAGMA user_version={_VERSION};"
            )
            connection.commit()
        finally:
            connection.close()
        os.replace(part, path)
    except (sqlite3.Error, OSError) as error:
        raise OutputError(f"{path}: the memory cannot be written ({error})") from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return count


def add_to_memory(unit: TranslationUnit, path: Path) -> None:
    """Put one more unit into a memory that is there; a later one of the same source comes first.

    Raises:
        InputError: not a memory.
        OutputError: it cannot be written.
    """
    Memory(path, unit.source_language, unit.target_language).close()
    key = _key(unit.source)
    texts = [t.encode("utf-8", "replace").decode() for t in (unit.source, unit.target)]
    row = (key, *texts, *unit.languages, unit.id, unit.document, int(unit.origin is Origin.HUMAN))
    connection = sqlite3.connect(path, timeout=10)
    try:
        with connection:
            same = "SELECT 1 FROM unit WHERE key = ? AND source = ? AND target = ?"
            if connection.execute(same, row[:3]).fetchone():
                return
            number = _insert(connection, [row])
            connection.execute("INSERT INTO words (rowid, source) VALUES (?, ?)", (number, texts[0]))
    except sqlite3.Error as error:
        raise OutputError(f"{path}: the memory cannot be written ({error})") from None
    finally:
        connection.close()


def _insert(connection: sqlite3.Connection, rows: list[tuple[object, ...]]) -> int:
    """Write rows, and return the number of the last."""
    connection.executemany(
        "INSERT INTO unit (key, source, target, source_language, target_language, id, document, human) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )
    return int(connection.execute("SELECT coalesce(max(n), 0) FROM unit").fetchone()[0])


def open_memory(path: Path, source_language: str, target_language: str) -> Memory:
    """Open a memory, or a file of units, from which one is made in the user's cache and found again there.

    Args:
        path: ``.sqlite`` or ``.db`` of :func:`build_memory`, or TMX, TSV, JSONL and the others.
        source_language, target_language: of the matches.

    Raises:
        InputError: no such file, or not a memory.
    """
    if not path.is_file():
        raise InputError(f"{path}: no such file; check the path")
    if path.suffix.lower() in SUFFIXES or not is_unit_file(path):
        return Memory(path, source_language, target_language)
    digest = sha256_file(path)
    name = f"{digest[:32]}-{source_language}-{target_language}-{_VERSION}.sqlite"
    stored = _cache() / name
    if stored.exists():
        with suppress(InputError):  # a damaged one is made anew, for this run
            return Memory(stored, source_language, target_language)
    folder = tempfile.TemporaryDirectory(prefix="bitext-memory-")
    fresh = Path(folder.name) / name
    build_memory(format_of(path).read(path, source_language, target_language), fresh)
    try:
        stored.parent.mkdir(parents=True, exist_ok=True)
        with atomic_writer(stored) as copy, fresh.open("rb") as file:
            shutil.copyfileobj(file, copy, 1 << 20)
    except (OSError, OutputError):
        # A cache only saves time: where it cannot be written, the memory lasts as long as the run.
        memory = Memory(fresh, source_language, target_language)
        memory.folder = folder
        return memory
    folder.cleanup()
    return Memory(stored, source_language, target_language)


def _cache() -> Path:
    """Folder of memories made from files of units."""
    root = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return Path(root) / "bitext-toolkit" / "memory"


class Memory:
    """An open memory; see :func:`open_memory`. Threads may share it.

    Raises:
        InputError: not a memory of this version.
    """

    def __init__(self, path: Path, source_language: str, target_language: str) -> None:
        self.path = path
        self._languages = primary_language(source_language), primary_language(target_language)
        self._asking = threading.RLock()
        with self._errors():
            # A server opens it in one thread and asks it in others.
            self._connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
            self._connection.text_factory = lambda data: data.decode("utf-8", "replace")
            # Code in the schema of a stranger's file, such as a view that never ends, is not run.
            self._connection.execute("PRAGMA trusted_schema=OFF")
            version = self._connection.execute("PRAGMA user_version").fetchone()[0]
            if version != _VERSION:
                raise InputError(f"{path}: a translation memory of another version; build it again from its TMX")
            tables = self._connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
            if not {("unit",), ("words",)} <= set(tables):
                raise InputError(f"{path}: not a translation memory (its tables are missing)")
            self._connection.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, words, row)")
            self._connection.execute(f"SELECT {_COLUMNS} FROM unit LIMIT 1").fetchone()
        self._frequencies: dict[str, int] = {}
        #: Goes with the memory, where there is no cache to keep it in.
        self.folder: tempfile.TemporaryDirectory[str] | None = None

    @cached_property
    def signature(self) -> str:
        """Of the file as it was when somebody first asked."""
        return f"memory:{sha256_file(self.path)[:12]}"

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            with self._asking:
                yield
        except sqlite3.Error as error:
            raise InputError(f"{self.path}: not a translation memory, or a damaged one ({error})") from None

    def __len__(self) -> int:
        """Number of units of the pair of languages."""
        query = "SELECT count(*) FROM unit WHERE source_language = ? AND target_language = ?"
        with self._errors():
            return int(self._connection.execute(query, self._languages).fetchone()[0])

    def exact(self, segment: str) -> Match | None:
        """The best unit whose source equals a segment but for typography and blanks."""
        with self._errors():
            row = self._connection.execute(
                f"SELECT {_COLUMNS} FROM unit WHERE key = ? AND source_language = ? AND target_language = ? "
                "ORDER BY human DESC, n DESC LIMIT 1",
                (_key(segment), *self._languages),
            ).fetchone()
        return None if row is None else _match(row, 1.0)

    def fuzzy(self, segment: str, minimum: float) -> Match | None:
        """The most similar unit of at least a score; the first exact match is one as well."""
        found = self.exact(segment)
        return found or next(iter(self._similar(segment, minimum)), None)

    def matches(self, segment: str, minimum: float, number: int) -> list[Match]:
        """The most similar units of at least a score, the best first, no target twice."""
        exact = self.exact(segment)
        found = {exact.target: exact} if exact else {}
        for match in self._similar(segment, minimum):
            found.setdefault(match.target, match)
        return list(found.values())[:number]

    def _similar(self, segment: str, minimum: float) -> list[Match]:
        """Units of at least a score, the best first; none counts as exact."""
        wanted = _tokens(segment)
        query = self._query(wanted, minimum)
        if not query:
            return []
        with self._errors():
            rows = self._connection.execute(
                "SELECT u.source, u.target, u.id, u.document, u.human FROM words JOIN unit u ON u.n = words.rowid "
                "WHERE words MATCH ? AND u.source_language = ? AND u.target_language = ? ORDER BY rank LIMIT ?",
                (query, *self._languages, _CANDIDATES),
            ).fetchall()
        found = []
        for row in rows:
            tokens = _tokens(row[0])
            longest = max(len(wanted), len(tokens))
            if 1 - abs(len(wanted) - len(tokens)) / longest < minimum:
                continue
            score = 1 - _distance(wanted, tokens) / longest
            if score >= minimum:
                # Equal but for case is still not equal.
                found.append(_match(row, min(score, 0.99)))
        return sorted(found, key=lambda match: -match.score)

    def _query(self, wanted: list[str], minimum: float) -> str:
        """FTS5 query for what may be like a segment; empty if nothing can be."""
        words = sorted({w for w in wanted if w.isalnum()}, key=lambda w: (self._frequency(w), w))
        # Of two texts the longer one counts: it may have 1/minimum as many tokens as the segment.
        edits = int(len(wanted) * (1 - minimum) / minimum)
        rarest = words[: edits + 1]
        if sum(self._frequency(w) for w in rarest) <= _MOST_ROWS:
            return " OR ".join(f'"{w}"' for w in rarest)
        # All are common. Of k + 1 groups of words one is untouched by k edits, so a candidate has one group whole.
        groups = [words[n :: edits + 1] for n in range(min(edits + 1, len(words)))]
        return " OR ".join("(" + " AND ".join(f'"{w}"' for w in group) + ")" for group in groups)

    def _frequency(self, word: str) -> int:
        """Units that hold a word."""
        known = self._frequencies.get(word)
        if known is None:
            # As FTS5's tokenizer does.
            term = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
            with self._errors():
                row = self._connection.execute("SELECT doc FROM temp.vocabulary WHERE term = ?", (term,)).fetchone()
            known = row[0] if row else 0
            if len(self._frequencies) >= _MOST_FREQUENCIES:
                self._frequencies.clear()
            self._frequencies[word] = known
        return known


def _match(row: tuple[str, str, str, str, int], score: float) -> Match:
    return Match(row[0], row[1], score, row[2], row[3], Origin.HUMAN if row[4] else Origin.MACHINE)


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(fold(text).lower())


def _distance(one: list[str], two: list[str]) -> int:
    """Levenshtein distance over tokens."""
    row = list(range(len(two) + 1))
    for number, token in enumerate(one, 1):
        before, row[0] = row[0], number
        for place, other in enumerate(two, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (token != other))
    return row[-1]
