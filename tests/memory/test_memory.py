from __future__ import annotations

import json
import os
import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import one_line
from toolkit.errors import InputError, OutputError
from toolkit.formats import FORMATS
from toolkit.languages.pair import LanguagePair
from toolkit.memory import build_memory, open_memory, store
from toolkit.memory.store import Memory, _distance
from toolkit.translation.base import Translation
from toolkit.translation.memory import MemoryEngine
from toolkit.units import Origin, TranslationUnit

UNITS = [
    TranslationUnit("1", "Le maire a ouvert le marché.", "machine", "fr", "en"),
    TranslationUnit("2", "Le maire a ouvert le marché.", "The mayor opened the market.", "fr", "en", "d", origin=Origin.HUMAN),
    TranslationUnit("3", "Le maire a fermé le grand marché.", "The mayor closed the big market.", "fr", "en", origin=Origin.HUMAN),
    TranslationUnit("4", "Bonjour", "Hallo", "fr", "de", origin=Origin.HUMAN),
    TranslationUnit("5", "", "nothing", "fr", "en"),
    TranslationUnit("6", 'Il a dit "non" \ud800', "He said no", "fr-CA", "en-GB"),
]  # fmt: skip


@pytest.fixture
def memory(tmp_path):
    path = tmp_path / "m.sqlite"
    assert build_memory(UNITS, path) == 5
    return open_memory(path, "fr", "en")


@pytest.mark.parametrize("cache", ["/proc/none", "file", "folder/of/damage"])
def test_a_cache_that_cannot_be_used_is_done_without(tmp_path, monkeypatch, cache) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / cache))
    units = tmp_path / "m.tsv"
    FORMATS["tsv"].write(UNITS[:3], units)
    memory = open_memory(units, "fr", "en")
    if cache == "folder/of/damage":
        memory.path.write_bytes(b"SQLite format 3\0" + b"x" * 5_000)
        memory = open_memory(units, "fr", "en")
    assert memory.exact(UNITS[1].source).target == UNITS[1].target
    assert memory.fuzzy("Le maire a ouvert le grand marché.", 0.5)


@pytest.mark.parametrize(
    "sql",
    [
        "PRAGMA user_version=1",
        "CREATE TABLE unit (n); CREATE TABLE words (n); PRAGMA user_version=1",
        "CREATE VIEW unit AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n FROM r) SELECT n AS source FROM r; "
        "CREATE VIRTUAL TABLE words USING fts5(source); PRAGMA user_version=1",
    ],
)
def test_other_databases_are_refused(tmp_path, sql, bitext) -> None:
    path = tmp_path / "m.sqlite"
    connection = sqlite3.connect(path)
    connection.executescript(sql)
    connection.close()
    with pytest.raises(InputError, match="not a translation memory"):
        Memory(path, "fr", "en").fuzzy("Le chat dort.", 0.5)
    done = bitext("memory", "find", path, "Le chat dort.")
    assert done.returncode == 2 and "not a translation memory" in one_line(done.stderr)


def test_a_damaged_memory_is_refused(memory) -> None:
    data = bytearray(memory.path.read_bytes())
    data[4096:] = b"\xff" * len(data[4096:])
    memory.path.write_bytes(data)
    with pytest.raises(InputError, match="damaged"):
        Memory(memory.path, "fr", "en").fuzzy("Le maire a ouvert le marché.", 0.5)


def test_exact(memory) -> None:
    assert len(memory) == 4
    match = memory.exact("Le  maire a ouvert le marché.")
    assert (match.target, match.score, match.id, match.origin) == (
        "The mayor opened the market.",
        1.0,
        "2",
        Origin.HUMAN,
    )
    assert memory.exact("le maire a ouvert le marché.") is None
    assert memory.exact("Bonjour") is None


def test_fuzzy(memory) -> None:
    match = memory.fuzzy("Le maire a fermé le petit marché.", 0.8)
    assert match.target == "The mayor closed the big market."
    assert match.score == pytest.approx(7 / 8)
    assert memory.fuzzy("Le maire a fermé le petit marché.", 0.9) is None
    assert memory.fuzzy("LE MAIRE A OUVERT LE MARCHÉ.", 0.9).score == 0.99
    for odd in ('"', "* NEAR ( OR", "...", "", "a'b\"c AND"):
        assert memory.fuzzy(odd, 0.9) is None


@given(st.lists(st.sampled_from("abc"), max_size=6), st.lists(st.sampled_from("abc"), max_size=6))
def test_distance(one, two) -> None:
    assert _distance(one, two) == _distance(two, one)
    assert abs(len(one) - len(two)) <= _distance(one, two) <= max(len(one), len(two))
    assert (_distance(one, two) == 0) == (one == two)


class Echo:
    pair, signature = LanguagePair("fr", "en"), "echo"

    def __init__(self) -> None:
        self.seen: list[str] = []

    def translate(self, segments, *, style=None, progress=None):
        self.seen += segments
        return [Translation(s.upper(), -1.0) for s in segments]


def test_the_engine_is_asked_for_the_rest_only(memory) -> None:
    segments = ["Un autre.", "Le maire a ouvert le marché.", "12", "Le maire a fermé le petit marché."]
    inner = Echo()
    exact = MemoryEngine(inner, memory)
    found = exact.translate(segments)
    assert [t.text for t in found] == ["UN AUTRE.", "The mayor opened the market.", "12", segments[3].upper()]
    assert inner.seen == [segments[0], segments[2], segments[3]]
    assert (found[1].memory, found[1].source_id, found[1].pieces) == (1.0, "d:2", 0)
    assert (exact.exact_matches, exact.fuzzy_matches) == (1, 0)
    fuzzy = MemoryEngine(Echo(), memory, 0.8)
    assert fuzzy.translate(segments)[3].memory == 0.875
    assert fuzzy.signature != exact.signature != inner.signature


def test_a_file_of_units_is_indexed_once(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    FORMATS["tmx"].write(UNITS[:3], tmp_path / "m.tmx")
    first = open_memory(tmp_path / "m.tmx", "fr", "en")
    stamp = first.path.stat().st_mtime_ns
    assert first.exact("Le maire a ouvert le marché.").target == "The mayor opened the market."
    assert open_memory(tmp_path / "m.tmx", "fr", "en").path.stat().st_mtime_ns == stamp
    FORMATS["tmx"].write(UNITS[2:3], tmp_path / "m.tmx")
    assert open_memory(tmp_path / "m.tmx", "fr", "en").exact("Le maire a ouvert le marché.") is None


def test_what_is_no_memory(tmp_path) -> None:
    (tmp_path / "a.sqlite").write_text("no database")
    (tmp_path / "b.sqlite").write_bytes(b"")
    for name in ("a.sqlite", "b.sqlite", "none.sqlite"):
        with pytest.raises(InputError, match=name):
            open_memory(tmp_path / name, "fr", "en")
    with pytest.raises(OutputError, match="exists already"):
        build_memory(UNITS, tmp_path / "a.sqlite")
    assert sorted(os.listdir(tmp_path)) == ["a.sqlite", "b.sqlite"]


def test_commands(bitext, tmp_path) -> None:
    FORMATS["tmx"].write(UNITS[:3], tmp_path / "m.tmx")
    assert bitext("memory", "build", "m.tmx", "-o", "m.sqlite").returncode == 0
    (tmp_path / "in.txt").write_text("Le maire a ouvert le marché. Il pleut.\n\nLe maire a fermé le petit marché.\n")
    result = bitext("translate", "in.txt", "--memory", "m.sqlite", "--fuzzy", 0.8, "--json", "--quiet")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [r.get("memory") for r in rows] == [1.0, None, 0.875]
    assert rows[0]["target"] == "The mayor opened the market." and "memory:" in rows[0]["signature"]
    plain = bitext("translate", "in.txt", "--memory", "m.tmx")
    assert plain.stdout.decode().startswith("The mayor opened the market. ")
    assert b"from the memory: 1 exact, 0 fuzzy" in plain.stderr
    found = bitext("memory", "find", "m.sqlite", "Le maire a ouvert le marché.")
    assert found.stdout.decode() == "1.00\tLe maire a ouvert le marché.\tThe mayor opened the market.\n"
    assert bitext("memory", "find", "m.sqlite", "Tout autre chose ici.").returncode == 1
    bad = bitext("translate", "in.txt", "--fuzzy", 0.8)
    assert bad.returncode == 2 and "--memory" in one_line(bad.stderr)
    assert bitext("memory", "build", "m.tmx", "-o", "m.txt").returncode == 2


@pytest.mark.parametrize("most_rows", [20_000, 0], ids=["rare words", "common words"])
@settings(max_examples=150)
@given(data=st.data())
def test_no_fuzzy_match_is_missed(
    most_rows: int, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    words = st.sampled_from("le la maire marché ville ouvre ferme grand petit neuf hier demain".split())
    sentences = st.lists(words, min_size=1, max_size=9).map(" ".join)
    sources = data.draw(st.lists(sentences, min_size=1, max_size=20))
    path = tmp_path_factory.mktemp("memory") / "m.sqlite"
    build_memory((TranslationUnit(str(n), s, "x", "fr", "en") for n, s in enumerate(sources)), path)
    memory = Memory(path, "fr", "en")
    segment = data.draw(sentences)
    minimum = data.draw(st.sampled_from([0.5, 0.7, 0.75, 0.9]))
    scores = [1 - _distance(s.split(), segment.split()) / max(len(s.split()), len(segment.split())) for s in sources]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "_MOST_ROWS", most_rows)
        match = memory.fuzzy(segment, minimum)
    assert (match.score if match else 0) == (max(scores) if max(scores) >= minimum else 0)
