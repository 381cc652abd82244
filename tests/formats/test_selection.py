"""--from and --to select by what a file says, never rename, and never mix languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import one_line
from tests.languages.test_tags import TAGS, spelt
from toolkit.errors import InputError
from toolkit.formats import FORMATS
from toolkit.formats.selection import reading_notes
from toolkit.languages.tags import agree, canonical, closeness
from toolkit.units import TranslationUnit

HEADER = (
    '<header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="{}" '
    'datatype="plaintext"/>'
)


def tmx(path: Path, source: str, *units: dict[str, str] | list[tuple[str, str]]) -> Path:
    body = ""
    for unit in units:
        pairs = unit.items() if isinstance(unit, dict) else unit
        body += "<tu>" + "".join(f'<tuv xml:lang="{tag}"><seg>{text}</seg></tuv>' for tag, text in pairs) + "</tu>\n"
    path.write_text(f'<tmx version="1.4">{HEADER.format(source)}<body>\n{body}</body></tmx>', encoding="utf-8")
    return path


@pytest.fixture
def three(tmp_path: Path) -> Path:
    return tmx(
        tmp_path / "three.tmx",
        "fr",
        {"fr": "un", "en": "one", "de": "eins"},
        {"fr": "deux", "en": "two", "de": "zwei"},
        {"fr": "trois", "de": "drei"},
    )


@given(
    pairs=st.lists(st.tuples(TAGS, TAGS), min_size=1, max_size=5),
    source=st.one_of(st.none(), TAGS),
    target=st.one_of(st.none(), TAGS),
    how=st.integers(0, 4),
    name=st.sampled_from(["jsonl", "tsv", "csv"]),
)
def test_languages_are_never_renamed(tmp_path_factory, pairs, source, target, how: int, name: str) -> None:
    units = [TranslationUnit(str(n), f"s {n}", f"t {n}", a, b) for n, (a, b) in enumerate(pairs)]
    path = tmp_path_factory.mktemp("s") / f"x.{name}"
    FORMATS[name].write(units, path)
    wanted = [
        u
        for u in units
        if all(w is None or closeness(t, w) for w, t in ((source, u.source_language), (target, u.target_language)))
    ]
    asked = [None if tag is None else spelt(tag, how) for tag in (source, target)]
    if not wanted:
        with pytest.raises(InputError, match="no units"):
            list(FORMATS[name].read(path, *asked))
        return
    found = list(FORMATS[name].read(path, *asked))
    assert [(u.id, u.source_language, u.target_language) for u in found] == [
        (u.id, canonical(u.source_language), canonical(u.target_language)) for u in wanted
    ]


@given(
    pairs=st.lists(st.tuples(TAGS, TAGS).filter(lambda p: canonical(p[0]) != canonical(p[1])), min_size=1, max_size=5)
)
def test_a_file_of_one_pair_never_mixes(tmp_path_factory, pairs) -> None:
    units = [TranslationUnit(str(n), f"s {n}", f"t {n}", a, b) for n, (a, b) in enumerate(pairs)]
    folder = tmp_path_factory.mktemp("m")
    report = FORMATS["moses"].write(units, folder / "x")
    kept = [u for u in units if agree(u.source_language, pairs[0][0]) and agree(u.target_language, pairs[0][1])]
    places = [folder / f"x.{canonical(tag)}" for tag in pairs[0]]
    assert [p.read_text().splitlines() for p in places] == [[u.source for u in kept], [u.target for u in kept]]
    assert report.units == len(kept)
    assert sum(count for what, count in report.notes.items() if "another pair" in what) == len(units) - len(kept)


@pytest.mark.parametrize("name", ["moses", "hf", "po", "xliff2"])
def test_three_languages_into_one_pair(bitext, three: Path, name: str, tmp_path: Path) -> None:
    result = bitext("convert", three, "out", "--format", name)
    assert result.returncode == 0 and b"3 x units of another pair of languages left out (fr-de)" in result.stderr
    written = b"".join(p.read_bytes() for p in sorted(tmp_path.rglob("*")) if p.is_file() and p != three)
    assert b"two" in written and b"zwei" not in written


def test_a_table_of_three_languages(bitext, three: Path, tmp_path: Path) -> None:
    for name in ("tsv", "csv", "jsonl", "parquet"):
        assert bitext("convert", three, f"all.{name}").returncode == 0
        result = bitext("convert", f"all.{name}", f"de-{name}", "--format", "moses", "--from", "fr", "--to", "de")
        assert result.returncode == 0 and b"2 x units in another language left out (en)" in result.stderr
        assert (tmp_path / f"de-{name}.de").read_text().split() == ["eins", "zwei", "drei"]


def test_languages_that_are_not_there(bitext, three: Path, tmp_path: Path) -> None:
    result = bitext("convert", three, "out.tsv", "--from", "fr", "--to", "es")
    assert result.returncode == 2 and "de, en" in one_line(result.stderr)
    assert not (tmp_path / "out.tsv").exists()
    for number, source in enumerate(("fra", "fr-FR", "FR_fr")):
        assert bitext("convert", three, f"{number}.tsv", "--from", source, "--to", "en").returncode == 0
        rows = (tmp_path / f"{number}.tsv").read_text().splitlines()
        assert len(rows) == 3 and rows[1].split("\t")[4:6] == ["fr", "en"]


def test_nothing_in_a_file_is_no_success(bitext, tmp_path: Path) -> None:
    tmx(tmp_path / "empty.tmx", "fr")
    result = bitext("convert", "empty.tmx", "out.tsv")
    assert result.returncode == 1 and b"0 units" in result.stderr


def test_two_kinds_of_english(bitext, tmp_path: Path) -> None:
    tmx(tmp_path / "en.tmx", "en-GB", {"en-GB": "colour", "en-US": "color"})
    assert bitext("convert", "en.tmx", "set", "--format", "hf").returncode == 0
    row = json.loads((tmp_path / "set" / "data" / "train.jsonl").read_text())
    assert row["translation"] == {"en-GB": "colour", "en-US": "color"}


def test_regions_of_the_header_language(bitext, tmp_path: Path) -> None:
    tmx(
        tmp_path / "r.tmx",
        "fr-FR",
        {"fr": "un", "en": "one"},
        {"FR-CA": "deux", "en": "two"},
        {"fr_FR": "trois", "en": "three"},
        {"de": "vier", "en": "four"},
    )
    with reading_notes() as notes:
        units = list(FORMATS["tmx"].read(tmp_path / "r.tmx"))
    assert [(u.source, u.source_language) for u in units] == [("un", "fr"), ("deux", "fr-CA"), ("trois", "fr-FR")]
    assert notes[str(tmp_path / "r.tmx")] == {
        "units without a variant in their source language 'fr-FR' left out": 1,
    }
    assert bitext("convert", "r.tmx", "out.tmx", "--from", "fr").returncode == 0
    assert bitext("validate", "out.tmx").returncode == 0
    assert 'xml:lang="fr-FR"' in (tmp_path / "out.tmx").read_text()


def test_repeated_variants(tmp_path: Path) -> None:
    path = tmx(tmp_path / "x.tmx", "en", [("en", "Close it."), ("en", "Shut it."), ("fr", "Fermez."), ("fr", "Clos.")])
    units = list(FORMATS["tmx"].read(path))
    assert [(u.source, u.target) for u in units] == [
        ("Close it.", "Fermez."),
        ("Close it.", "Clos."),
        ("Shut it.", "Fermez."),
        ("Shut it.", "Clos."),
    ]
    assert all((u.source_language, u.target_language) == ("en", "fr") for u in units)
    assert len({u.id for u in units}) == 4


def test_of_several_varieties_the_nearest(tmp_path: Path) -> None:
    path = tmx(tmp_path / "x.tmx", "fr", {"fr": "un", "en-US": "one!", "en-GB": "one", "en": "1"})
    for wanted, target in (("en-GB", "one"), ("en", "1"), ("en-AU", "1"), ("eng", "1"), ("en_us", "one!")):
        assert [u.target for u in FORMATS["tmx"].read(path, "fr", wanted)] == [target]


@pytest.mark.parametrize("language", ["x/../../../out", "..", "fr/en", "a\x1bb"])
def test_a_language_cannot_lead_out_of_a_folder(bitext, tmp_path: Path, language: str) -> None:
    unit = {"id": "1", "source": "Bonjour le monde.", "target": "Hello world.", "target_language": "en"}
    line = json.dumps(unit | {"source_language": language, "origin": "human"})
    (tmp_path / "x.jsonl").write_text(line + "\n")
    before = {p for p in tmp_path.rglob("*") if "home" not in p.parts}
    for arguments in (
        ["convert", "x.jsonl", "a/b/c", "--format", "moses"],
        *(["export-testset", "x.jsonl", "--out", "a/b/ts", "--format", f] for f in ("sacrebleu", "wmt-xml", "mtme")),
    ):
        result = bitext(*arguments)
        assert result.returncode == 2 and "is no language tag" in one_line(result.stderr)
    made = {p for p in tmp_path.rglob("*") if p.is_file() and "home" not in p.parts} - before
    assert not made


def test_a_memory_in_any_spelling(tmp_path: Path) -> None:
    from toolkit.memory import open_memory

    path = tmx(tmp_path / "m.tmx", "FR-FR", {"FR-FR": "Il pleut ce matin.", "EN-US": "It is raining this morning."})
    for pair in (("fr", "en"), ("fr-CA", "en_GB"), ("fra", "eng")):
        memory = open_memory(path, *pair)
        assert len(memory) == 1 and memory.exact("Il pleut ce matin.") is not None


def test_several_files_are_one_selection(tmp_path: Path, three: Path) -> None:
    from toolkit.corpora import read_all

    other = tmx(tmp_path / "other.tmx", "it", {"it": "uno", "en": "one"})
    with reading_notes() as notes:
        assert len(list(read_all([three, other], "fr", "en"))) == 2
    assert notes[str(other)]["file without a unit in the wanted languages"] == 1
    with pytest.raises(InputError, match="no units from 'es'"):
        list(read_all([three, other], "es"))
