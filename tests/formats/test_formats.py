from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from toolkit.errors import InputError
from toolkit.formats import format_of, jsonl, tmx, tsv
from toolkit.units import Finding, Origin, TranslationUnit

_TEXT = st.text(
    alphabet=st.one_of(
        st.sampled_from("\t\n\r\0\x0b\u2028\ufffe]]>&<\"'é𝒳\u202e"), st.characters(exclude_categories=["Cs"])
    )
)
_UNITS = st.builds(
    TranslationUnit,
    id=st.text(alphabet="abc-0123", min_size=1),
    source=_TEXT,
    target=_TEXT,
    source_language=st.just("fr"),
    target_language=st.just("en"),
    document=st.text(alphabet="abc/."),
    kind=st.sampled_from(["title", "body"]),
    origin=st.sampled_from(list(Origin)),
    paragraph=st.one_of(st.none(), st.integers(0, 99)),
    source_segments=st.lists(st.integers(0, 99)).map(tuple),
    scores=st.dictionaries(st.sampled_from(["model", "alignment"]), st.integers(-99, 99).map(lambda n: n / 10)),
    findings=st.lists(st.builds(Finding, st.sampled_from(["numbers", "names"]), st.text(alphabet="abc '"))),
    properties=st.dictionaries(st.sampled_from(["found-by", "retried"]), _TEXT),
)


def written(module, units: list[TranslationUnit]) -> bytes:
    buffer = io.BytesIO()
    module.write(units, buffer)
    return buffer.getvalue()


@given(st.lists(_UNITS))
def test_jsonl_loses_nothing(tmp_path_factory, units: list[TranslationUnit]) -> None:
    path = tmp_path_factory.mktemp("j") / "x.jsonl"
    path.write_bytes(written(jsonl, units))
    assert list(jsonl.read(path)) == units


@given(st.lists(_UNITS, min_size=1))
def test_tsv_keeps_lines_and_columns(units: list[TranslationUnit]) -> None:
    data = written(tsv, units).decode()
    lines = data.splitlines()
    assert len(lines) == len(units) + 1
    assert all(len(line.split("\t")) == len(tsv.COLUMNS) for line in lines)


def test_tsv_comes_back(tmp_path: Path) -> None:
    unit = TranslationUnit(
        "a-1", "Le « mot »", "The “word”", "fr", "en", "a", scores={"alignment": 0.5, "model": -1.25}
    )
    unit.findings.append(Finding("numbers", "number 3 is only in the target"))
    path = tmp_path / "x.tsv"
    path.write_bytes(written(tsv, [unit]))
    assert list(tsv.read(path)) == [unit]
    path.write_text("source\ttarget\nun\tone\tmore\n")
    with pytest.raises(InputError, match="line 2: 3 columns where the header has 2"):
        list(tsv.read(path))


@given(st.lists(_UNITS))
def test_tmx_is_well_formed_and_complete(units: list[TranslationUnit]) -> None:
    tree = etree.fromstring(written(tmx, units), etree.XMLParser(resolve_entities=False, load_dtd=False))
    header = tree.find("header")
    required = ("creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype")
    assert all(header.get(name) for name in required)
    full = [u for u in units if u.source.strip() and u.target.strip()]
    found = tree.findall("body/tu")
    assert len(found) == len(full)
    for element, unit in zip(found, full, strict=True):
        names = [child.tag for child in element]
        assert names == ["prop"] * (len(names) - 2) + ["tuv", "tuv"]
        texts = [s.text or "" for s in element.iterfind("tuv/seg")]
        wanted = [tmx.clean_xml_text(t) for t in (unit.source, unit.target)]
        # An XML parser must read CR LF and CR as LF unless they are escaped; lxml escapes them.
        assert texts == wanted
        assert all(p.get("type").startswith("x-") for p in element.iterfind("prop"))


def test_tmx_dates_only_on_request(monkeypatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert b"creationdate" not in written(tmx, [])
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert b'creationdate="19700102T000000Z"' in written(tmx, [])
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    with pytest.raises(InputError, match="SOURCE_DATE_EPOCH is 'soon'"):
        written(tmx, [])


def test_bad_json_lines_are_named(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(written(jsonl, [TranslationUnit("1", "a", "b", "fr", "en")]) + b'{"id": 1}\n')
    with pytest.raises(InputError, match="line 2: not a translation unit"):
        list(jsonl.read(path))


def test_format_by_name_and_suffix() -> None:
    assert format_of(Path("a.TMX")).name == "tmx"
    assert format_of(Path("a.txt"), "jsonl").name == "jsonl"
    with pytest.raises(InputError, match="cannot tell the format"):
        format_of(Path("a.txt"))


@given(st.lists(_UNITS))
def test_tmx_comes_back(tmp_path_factory, units: list[TranslationUnit]) -> None:
    path = tmp_path_factory.mktemp("t") / "x.tmx"
    path.write_bytes(written(tmx, units))
    full = [u for u in units if u.source.strip() and u.target.strip()]
    found = list(tmx.read(path))
    assert [(u.source, u.target) for u in found] == [
        (tmx.clean_xml_text(u.source), tmx.clean_xml_text(u.target)) for u in full
    ]
    assert [(u.id, u.scores, u.origin, u.kind) for u in found] == [(u.id, u.scores, u.origin, u.kind) for u in full]


OTHER = """<?xml version="1.0" encoding="{encoding}"?>
<!DOCTYPE tmx SYSTEM "http://example.invalid/tmx11.dtd" [<!ENTITY evil SYSTEM "file:///etc/passwd">]>
<tmx version="1.1"><header srclang="FR-fr" datatype="plaintext" segtype="sentence"/><body>
<tu tuid="7"><prop type="client">x</prop>
<tuv lang="en-US"><seg>Click <bpt i="1">&lt;b&gt;</bpt>here<ept i="1">&lt;/b&gt;</ept>&evil;.</seg></tuv>
<tuv lang="fr-FR"><seg>Cliquez <g id="1">ici</g>.</seg></tuv>
<tuv lang="de"><seg>Hier.</seg></tuv></tu>
<tu><tuv lang="de"><seg>Nur.</seg></tuv></tu>
</body></tmx>"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_tmx_of_other_tools(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "x.tmx"
    path.write_bytes(OTHER.format(encoding=encoding).encode(encoding))
    [unit] = tmx.read(path, target_language="en")
    assert unit.source == "Cliquez ici."
    assert unit.target == "Click here."
    assert (unit.id, unit.source_language, unit.target_language) == ("7", "fr-FR", "en-US")
    assert unit.properties == {"client": "x"}
    assert [u.target_language for u in tmx.read(path)] == ["en-US", "de"]


@pytest.mark.parametrize(
    ("text", "words"),
    [("<tmx><body><tu>", "line 1: not well-formed"), ("<html/>", "root element is not <tmx>"), ("", "not well-formed")],
)
def test_bad_tmx(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "x.tmx"
    path.write_text(text)
    with pytest.raises(InputError, match=words):
        list(tmx.read(path))
