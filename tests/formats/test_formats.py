from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from toolkit.errors import InputError
from toolkit.formats import FORMATS, format_of, is_unit_file, jsonl, tmx, tsv
from toolkit.formats.lines import CONTROL
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
    module.write(units, buffer, "fr", "en")
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
    full = [u for u in units if all(tmx.clean_xml_text(t).strip() for t in (u.source, u.target))]
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
    full = [u for u in units if all(tmx.clean_xml_text(t).strip() for t in (u.source, u.target))]
    found = list(tmx.read(path))
    assert [(u.source, u.target) for u in found] == [
        (tmx.clean_xml_text(u.source), tmx.clean_xml_text(u.target)) for u in full
    ]
    assert [(u.id, u.scores, u.origin, u.kind) for u in found] == [(u.id, u.scores, u.origin, u.kind) for u in full]


OTHER = """<?xml version="1.0" encoding="{encoding}"?>
<!DOCTYPE tmx SYSTEM "http://example.invalid/tmx11.dtd" [<!ENTITY evil SYSTEM "file:///etc/passwd">]>
<tmx version="1.1"><header srclang="FR-fr" datatype="plaintext" segtype="sentence"/><body>
<tu tuid="7"><prop type="client">x</prop>
<tuv lang="en-US"><seg>Click <bpt i="1">&lt;b&gt;</bpt>here<ept i="1">&lt;/b&gt;</ept>.</seg></tuv>
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
    assert unit.properties == {
        "client": "x",
        "unprefixed": "client",
        "target-inline": 'Click <bpt i="1">&lt;b&gt;</bpt>here<ept i="1">&lt;/b&gt;</ept>.',
    }
    assert written(tmx, [unit]).decode().count("<bpt") == 1
    unit.target = "Press here."
    assert "<bpt" not in written(tmx, [unit]).decode()
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


_NASTY = st.text(
    alphabet=st.one_of(
        st.sampled_from("\t\n\r\0\x01\x0b\x1b\x7f\x85\u2028\ufeff\ufffe]]>&<\"'é𝒳\u202e\u200b;,"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=40,
)
_SIMPLE = st.builds(
    TranslationUnit,
    id=st.text(alphabet="abc-0123", min_size=1),
    source=_NASTY,
    target=_NASTY,
    source_language=st.just("fr"),
    target_language=st.just("en"),
)


def _spaces(text: str) -> list[str]:
    """Words of a text, after what line-based formats may do to it."""
    import re

    return re.sub(r"[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+|[\x00-\x08\x0e-\x1b\x1f]+", " ", text).split(" ")


@pytest.mark.parametrize("name", ["csv", "xliff", "xliff2", "parquet", "jsonl"])
@example(units=[TranslationUnit("0", " ", " ", "fr", "en", "d", "title", Origin.HUMAN)])
@given(units=st.lists(_UNITS, min_size=1, max_size=4))
def test_rich_formats_come_back(tmp_path_factory, name: str, units: list[TranslationUnit]) -> None:
    form = FORMATS[name]
    path = tmp_path_factory.mktemp("f") / f"x{form.suffix}"
    if name in ("xliff", "xliff2"):
        for unit in units:
            unit.document = unit.document.strip() or "d"
    report = form.write(units, path, "fr", "en")
    assert report.units == len(units)
    found = list(form.read(path))
    if name in ("jsonl", "parquet"):
        assert found == units
        return
    clean = tmx.clean_xml_text if name == "xliff" else lambda t: CONTROL.sub("", t) if name == "csv" else t
    for one, two in zip(found, units, strict=True):
        assert (one.source, one.target) == (clean(two.source), clean(two.target))
        assert (one.kind, one.origin, one.scores) == (two.kind, two.origin, two.scores) or name == "csv"
        assert (one.source_language, one.target_language) == ("fr", "en")


@pytest.mark.parametrize("name", ["tsv", "moses", "tmx", "po"])
@given(units=st.lists(_SIMPLE, min_size=1, max_size=4))
def test_other_formats_keep_the_words(tmp_path_factory, name: str, units: list[TranslationUnit]) -> None:
    form = FORMATS[name]
    path = tmp_path_factory.mktemp("f") / f"x{form.suffix}"
    report = form.write(units, path, "fr", "en")
    found = list(form.read(path, "fr", "en"))
    assert report.units + report.left_out == len(units)
    if name in ("po", "tmx"):
        # Both leave out what they have no use for; an untranslated message is written but no unit.
        pairs = {(u.source, u.target) for u in found}
        assert all("".join(map(tmx.clean_xml_text, p)) for p in pairs)
        return
    # A blank unit is a blank line, which these formats pass over or keep as such.
    flat = [["".join(_spaces(t)) for t in (u.source, u.target)] for u in units]
    assert [["".join(_spaces(t)) for t in (u.source, u.target)] for u in found] == flat


@pytest.mark.parametrize("suffix", [".tmx", ".csv", ".jsonl", ".xlf", ".xlf2", ".tsv"])
def test_large_segments(tmp_path: Path, suffix: str) -> None:
    text = "é" * 500_000 + " ]]> & <"
    path = tmp_path / f"x{suffix}"
    unit = TranslationUnit("1", text, text, "fr", "en")
    format_of(path).write([unit], path)
    assert [u.source for u in format_of(path).read(path)] == [text]


@pytest.mark.parametrize("packing", [".gz", ".xz", ".bz2"])
@pytest.mark.parametrize("suffix", [".tmx", ".tsv", ".jsonl"])
def test_packed(tmp_path: Path, suffix: str, packing: str) -> None:
    path = tmp_path / f"x{suffix}{packing}"
    assert is_unit_file(path)
    unit = TranslationUnit("1", "a", "b", "fr", "en")
    for _ in range(2):
        format_of(path).write([unit], path)
        data = path.read_bytes()
    format_of(path).write([unit], path)
    assert path.read_bytes() == data
    assert [(u.source, u.target) for u in format_of(path).read(path)] == [("a", "b")]
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(InputError, match=f"x{suffix}"):
        list(format_of(path).read(path))


def test_zip(tmp_path: Path) -> None:
    import zipfile

    path = tmp_path / "memory.tmx.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("in/memory.tmx", written(tmx, [TranslationUnit("1", "a", "b", "fr", "en")]))
    assert [u.target for u in format_of(path).read(path)] == ["b"]
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("other.txt", "x")
    with pytest.raises(InputError, match="holds 2 files"):
        list(format_of(path).read(path))


def test_losses_are_counted(tmp_path: Path) -> None:
    unit = TranslationUnit("1", "a\x01", "b", "fr", "en", "doc", scores={"alignment": 0.5}, properties={"x": "y"})
    report = FORMATS["moses"].write([unit, unit], tmp_path / "m")
    assert report.notes["scores not carried by moses"] == 2
    assert report.notes["document not carried by moses"] == 2
    report = FORMATS["tmx"].write([unit, TranslationUnit("2", "a", " ", "fr", "en")], tmp_path / "m.tmx")
    assert (report.units, report.left_out) == (1, 1)
    assert report.notes["characters removed that XML forbids"] == 1
    assert FORMATS["jsonl"].write([unit], tmp_path / "m.jsonl").notes == {}
    scored = TranslationUnit("1", "a", "b", "fr", "en", scores={"alignment": 0.5})
    assert FORMATS["tsv"].write([scored], tmp_path / "m.tsv").notes == {}
    scored.scores["comet"] = 1.0
    assert list(FORMATS["tsv"].write([scored], tmp_path / "m.tsv").notes.values()) == [1]


def test_moses_pairs(tmp_path: Path) -> None:
    for code, text in (("fr", "un\n\ntrois\n"), ("en", "one\n\nthree\n")):
        (tmp_path / f"news.{code}").write_text(text)
    found = list(format_of(tmp_path / "news.fr").read(tmp_path / "news.fr"))
    assert [(u.source, u.target) for u in found] == [("un", "one"), ("", ""), ("trois", "three")]
    assert {(u.source_language, u.target_language) for u in found} == {("fr", "en")}
    turned = list(FORMATS["moses"].read(tmp_path / "news.en"))
    assert turned[0].source == "one"
    (tmp_path / "news.en").write_text("one\n")
    with pytest.raises(InputError, match=r"news.en: ends before line 2 of the other side"):
        list(FORMATS["moses"].read(tmp_path / "news.fr"))
    (tmp_path / "alone.fr").write_text("seul\n")
    with pytest.raises(InputError, match="cannot tell the format"):
        format_of(tmp_path / "alone.fr")


def test_tsv_without_a_header_is_two_texts(tmp_path: Path) -> None:
    path = tmp_path / "opus.tsv"
    path.write_text("un\tone\ndeux\ttwo\n")
    assert [(u.id, u.source, u.target, u.source_language) for u in FORMATS["tsv"].read(path, "fr", "en")] == [
        ("1", "un", "one", "fr"),
        ("2", "deux", "two", "fr"),
    ]


def test_bad_cells_are_named(tmp_path: Path) -> None:
    for name in ("x.tsv", "x.csv"):
        path = tmp_path / name
        separator = "\t" if name.endswith("tsv") else ","
        for row, words in (("a,b,soon", "line 2: could not convert"), ("a,b", "line 2: 2 columns"), ("a,b,nan", "nan")):
            path.write_text(
                "source,target,alignment_score\n".replace(",", separator) + row.replace(",", separator) + "\n"
            )
            with pytest.raises(InputError, match=words):
                list(format_of(path).read(path))


XLIFF_12 = """<?xml version="1.0"?><xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="page.html" source-language="fr-FR" target-language="en-GB" datatype="html"><body><group id="g">
<trans-unit id="a"><source>Le <g id="1">mot</g><x id="2"/> juste<ph id="3">&lt;br/&gt;</ph>.</source>
<target state="final">The <g id="1">right</g> word.</target><alt-trans><target>No.</target></alt-trans></trans-unit>
<trans-unit id="b"><source>Rien</source></trans-unit></group></body></file></xliff>"""
XLIFF_21 = """<?xml version="1.0"?><xliff version="2.1" srcLang="fr" trgLang="en"
 xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f" original="d"><group id="g"><unit id="u">
<segment state="final"><source>Un <pc id="1">mot</pc>.</source><target>A word<cp hex="0007"/>.</target></segment>
<ignorable><source> </source></ignorable>
<segment><source>Deux.</source><target>Two.</target></segment></unit></group></file></xliff>"""


def test_xliff_of_other_tools(tmp_path: Path) -> None:
    path = tmp_path / "x.xlf"
    path.write_text(XLIFF_12)
    one, two = format_of(path).read(path)
    assert (one.source, one.target, one.origin) == ("Le mot juste.", "The right word.", Origin.HUMAN)
    assert (one.source_language, one.target_language, one.document) == ("fr-FR", "en-GB", "page.html")
    assert (two.source, two.target) == ("Rien", "")
    path.write_text(XLIFF_21)
    one, two = format_of(path).read(path)
    assert (one.source, one.target, one.origin) == ("Un mot.", "A word\x07.", Origin.HUMAN)
    assert (two.id, two.source, two.origin) == ("u/2", "Deux.", Origin.MACHINE)


def test_opus_links(tmp_path: Path) -> None:
    import gzip

    for code, words in (("fr", ("Un mot .", "Deux .")), ("en", ("A word .", "Two ."))):
        folder = tmp_path / "xml" / code
        folder.mkdir(parents=True)
        text = "".join(
            f'<s id="{n}">' + "".join(f"<w>{w}</w>" for w in sentence.split()) + "</s>"
            for n, sentence in enumerate(words, 1)
        )
        (folder / "d.xml.gz").write_bytes(gzip.compress(f"<document>{text}</document>".encode()))
    links = tmp_path / "fr-en.xml"
    links.write_text(
        '<cesAlign><linkGrp fromDoc="fr/d.xml.gz" toDoc="en/d.xml.gz"><link xtargets="1 2;1" certainty="0.7"/>'
        '<link xtargets=";2"/></linkGrp></cesAlign>'
    )
    one, two = format_of(links).read(links)
    assert (one.source, one.target, one.scores) == ("Un mot . Deux .", "A word .", {"certainty": 0.7})
    assert (two.source, two.target, two.source_language) == ("", "Two .", "fr")
    for text, words in (
        (links.read_text().replace("1 2;1", "9;1"), "no sentence '9'"),
        (links.read_text().replace("fr/d", "../d"), "outside"),
        (links.read_text().replace("fr/d", "fr/none"), "no document"),
        ("<html/>", "not links of OPUS"),
    ):
        other = tmp_path / "bad.xml"
        other.write_text(text)
        with pytest.raises(InputError, match=words):
            list(FORMATS["opus"].read(other))


def test_po(tmp_path: Path) -> None:
    pytest.importorskip("polib")
    path = tmp_path / "x.po"
    path.write_text(
        'msgid ""\nmsgstr "Language: fr_CA\\n"\n\nmsgid "One file"\nmsgid_plural "%d files"\nmsgstr[0] "Un fichier"\n'
        'msgstr[1] "%d fichiers"\n\n#, fuzzy\nmsgid "Open"\nmsgstr "Fermer"\n\nmsgid "Empty"\nmsgstr ""\n'
    )
    found = list(format_of(path).read(path))
    assert [(u.source, u.target) for u in found] == [("One file", "Un fichier"), ("%d files", "%d fichiers")]
    assert found[0].target_language == "fr-CA"
    same = [TranslationUnit(str(n), "a", t, "fr", "en") for n, t in enumerate("xy")]
    FORMATS["po"].write(same, path)
    assert [u.target for u in format_of(path).read(path)] == ["x", "y"]


def test_hugging_face_folder(tmp_path: Path) -> None:
    datasets = pytest.importorskip("datasets", reason="datasets of Hugging Face is not installed")
    units = [TranslationUnit(str(n), f"un {n}", f"one {n}", "fr", "en") for n in range(3)]
    FORMATS["hf"].write(units, tmp_path / "set")
    loaded = datasets.load_dataset(str(tmp_path / "set"), split="train", cache_dir=str(tmp_path / "cache"))
    assert loaded[1]["translation"] == {"fr": "un 1", "en": "one 1"}


def test_hugging_face_files(tmp_path: Path) -> None:
    import json

    FORMATS["hf"].write([TranslationUnit("1", "un", "one", "fr-CA", "en")], tmp_path / "set")
    [row] = map(json.loads, (tmp_path / "set" / "data" / "train.jsonl").read_text().splitlines())
    assert row["translation"] == {"fr": "un", "en": "one"}
    assert "path: data/train.jsonl" in (tmp_path / "set" / "README.md").read_text()


def test_translate_toolkit_reads_what_we_write_and_we_what_it_writes(tmp_path: Path) -> None:
    tmxfile = pytest.importorskip("translate.storage.tmx", reason="translate-toolkit is not installed").tmxfile
    units = [TranslationUnit("1", "Le « mot » & <b>", "The “word” \U0001d4b3", "fr", "en", "d", scores={"model": -1.0})]
    FORMATS["tmx"].write(units, tmp_path / "ours.tmx")
    [theirs] = tmxfile.parsefile(str(tmp_path / "ours.tmx")).units
    assert (theirs.source, theirs.target) == (units[0].source, units[0].target)
    store = tmxfile()
    store.addtranslation("Bonjour & adieu", "fr", "Hello & goodbye", "en")
    store.savefile(str(tmp_path / "theirs.tmx"))
    [ours] = tmx.read(tmp_path / "theirs.tmx", "fr", "en")
    assert (ours.source, ours.target) == ("Bonjour & adieu", "Hello & goodbye")
