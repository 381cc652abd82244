"""Files as real tools and corpora have them: read right, or refused with the place; nothing is misread in silence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import one_line
from tests.formats.test_selection import HEADER
from toolkit.errors import EncodingError, InputError
from toolkit.formats import FORMATS, format_of
from toolkit.formats.selection import reading_notes
from toolkit.units import Origin, TranslationUnit


def pairs(path: Path, *languages: str, read_as: str | None = None) -> list[tuple[str, str]]:
    return [(u.source, u.target) for u in format_of(path, read_as).read(path, *languages)]


def put(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def tmx(path: Path, doctype: str, segment: str, target: str = "b") -> Path:
    return put(
        path,
        f'<?xml version="1.0"?>\n{doctype}\n<tmx version="1.4">{HEADER.format("fr")}<body><tu><tuv xml:lang="fr"><seg>'
        f'{segment}</seg></tuv><tuv xml:lang="en"><seg>{target}</seg></tuv></tu></body></tmx>',
    )


def test_entities_of_the_file_are_put_in(tmp_path: Path) -> None:
    doctype = '<!DOCTYPE tmx [<!ENTITY nbsp "&#160;"><!ENTITY brand "Martin &amp; &son;"><!ENTITY son "Fils">]>'
    path = tmx(tmp_path / "x.tmx", doctype, "&brand; à 10&nbsp;km <bpt i='1'/>&son;<ept i='1'/>")
    assert pairs(path) == [("Martin & Fils à 10\u00a0km Fils", "b")]
    code = '<xliff version="1.2"><file source-language="fr"><body><trans-unit id="1"><source>&brand; &lt;b></source>'
    path = put(tmp_path / "x.xlf", f"{doctype}{code}</trans-unit></body></file></xliff>")
    assert pairs(path) == [("Martin & Fils <b>", "")]


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd">',
        '<!DOCTYPE tmx [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE tmx [<!ENTITY e "a <b>c</b>">]>',
        '<!DOCTYPE tmx [<!ENTITY a "' + "x" * 3_000 + '"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY e "&b;&b;&b;&b;">]>',
        '<!DOCTYPE tmx [<!ENTITY e "&f;"><!ENTITY f "&e;">]>',
    ],
)
def test_other_entities_are_refused_with_their_line(tmp_path: Path, doctype: str) -> None:
    path = tmx(tmp_path / "x.tmx", doctype, "La société &e; recrute.")
    with pytest.raises(InputError, match=r"x\.tmx.*(&e;|loop)"):
        list(FORMATS["tmx"].read(path))


def test_a_namespace(tmp_path: Path) -> None:
    path = tmx(tmp_path / "x.tmx", "", "Le <ph x='1'/>moulin")
    path.write_text(path.read_text().replace("<tmx ", '<tmx xmlns="http://www.lisa.org/tmx14" '))
    [unit] = FORMATS["tmx"].read(path)
    assert unit.source == "Le moulin" and unit.properties["source-inline"] == 'Le <ph x="1"/>moulin'


def test_what_is_known_of_a_unit_comes_back(bitext, tmp_path: Path) -> None:
    path = tmx(tmp_path / "x.tmx", "", "un")
    known = (
        '<tu tuid="17" creationdate="20190304T101112Z" creationid="trad1" usagecount="3"><note>checked</note>'
        '<note>twice</note><prop type="x-domain">roads</prop><prop type="x-domain">bridges</prop><prop type="client">M'
        '</prop>{}<tuv xml:lang="fr" changeid="a"><note>n</note><prop type="file">b.docx</prop><seg>un</seg></tuv>'
    )
    old = '<tu><tuv xml:lang="fr"><seg>un</seg></tuv>'
    text = (
        path.read_text()
        .replace(old, known.format(""))
        .replace('datatype="plaintext"/>', 'datatype="plaintext"><note>h</note></header>')
    )
    path.write_text(text)
    result = bitext("convert", "x.tmx", "y.tmx")
    assert b"1 x notes and properties of the header" in result.stderr
    ours = '<prop type="x-kind">body</prop><prop type="x-origin">human</prop>'
    assert (
        known.format("").replace('<prop type="x-domain">roads', ours + '<prop type="x-domain">roads')
        in (tmp_path / "y.tmx").read_text()
    )
    assert bitext("validate", "y.tmx").returncode == 0
    assert list(FORMATS["tmx"].read(tmp_path / "y.tmx")) == list(FORMATS["tmx"].read(path))


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("a.csv", "Bonjour,Hello\nAu revoir,Goodbye\n", [("Bonjour", "Hello"), ("Au revoir", "Goodbye")]),
        ("a.csv", "Source;Target;Comment\nOui;Yes;\n", [("Oui", "Yes")]),
        ("a.csv", "TARGET,SOURCE\nYes,Oui\n", [("Oui", "Yes")]),
        ("a.csv", "sep=;\nsource;target\nOui, bien;Yes\n", [("Oui, bien", "Yes")]),
        ("a.csv", '\ufeffsource,target\n"a ""b""\nc",d\n', [('a "b"\nc', "d")]),
        ("a.csv", "source;target;;\nOui;Yes;;\n", [("Oui", "Yes")]),
        ("a.csv", 'source,target\nUn 6" écran,A 6" screen\n', [('Un 6" écran', 'A 6" screen')]),
        ("a.tsv", "fr\ten\nOui\tYes\n", [("Oui", "Yes")]),
        ("a.tsv", "en\tfr\nYes\tOui\n", [("Oui", "Yes")]),
        ("a.tsv", "FR-fr\teng\nOui\tYes\n", [("Oui", "Yes")]),
        ("a.tsv", "id\tde\ten\tfr\n7\tJa\tYes\tOui\n", [("Oui", "Yes")]),
        ("a.tsv", "Oui\tYes\nLa\tIt\n", [("Oui", "Yes"), ("La", "It")]),
        ("a.tsv", "la\tthe\nOui\tYes\n", [("la", "the"), ("Oui", "Yes")]),
        ("a.tsv", '"Oui"\t"Yes"\n', [('"Oui"', '"Yes"')]),
    ],
)
def test_tables(tmp_path: Path, name: str, text: str, wanted: list[tuple[str, str]]) -> None:
    assert pairs(put(tmp_path / name, text), "fr", "en") == wanted


def test_a_header_of_codes_says_the_languages(tmp_path: Path) -> None:
    path = put(tmp_path / "a.tsv", "fr\ten\nLe chien dort.\tThe dog is asleep.\n")
    [unit] = FORMATS["tsv"].read(path)
    assert (unit.source_language, unit.target_language) == ("fr", "en")
    with pytest.raises(InputError, match="languages left out are en, fr"):
        list(FORMATS["tsv"].read(path, "de", "it"))
    put(path, "fr\ten\tde\na\tb\tc\n")
    with pytest.raises(InputError, match="several languages"):
        list(FORMATS["tsv"].read(path))


@pytest.mark.parametrize(
    ("head", "languages"),
    [
        ("French;English", ("fr", "en")),
        ("Anglais;Français", ("en", "fr")),
        ("Deutsch (AT);English (us)", ("de-AT", "en-US")),
        ("id;français;English;note", ("fr", "en")),
        ("anglais;English", None),  # a unit of a glossary
        ("French bread;English tea", None),
    ],
)
def test_a_header_of_names_of_languages(tmp_path: Path, head: str, languages: tuple[str, str] | None) -> None:
    cells = ["1", "un", "one", "x"][: head.count(";") + 1] if head.count(";") > 1 else ["un", "one"]
    path = put(tmp_path / "a.csv", f"{head}\n{';'.join(cells)}\n")
    units = list(FORMATS["csv"].read(path))
    assert [(u.source, u.target) for u in units][-1] == ("un", "one")
    assert len(units) == 1 if languages else 2
    if languages:
        assert (units[0].source_language, units[0].target_language) == languages


def test_an_id_that_the_file_did_not_have_is_no_loss(bitext, tmp_path: Path) -> None:
    put(tmp_path / "a.tsv", "source\ttarget\nun\tone\n")
    put(tmp_path / "b.tsv", "id\tsource\ttarget\n7\tun\tone\n")
    put(tmp_path / "c.tmx", TMX_WITHOUT_ID)
    for name, lost in (("a.tsv", False), ("b.tsv", True), ("c.tmx", False)):
        result = bitext("convert", name, "o", "--format", "moses", "--from", "fr", "--to", "en", "--force")
        assert result.returncode == 0 and (b"id not carried" in result.stderr) is lost


TMX_WITHOUT_ID = (
    '<tmx version="1.4"><header srclang="fr"/><body><tu><tuv xml:lang="fr"><seg>un</seg></tuv>'
    '<tuv xml:lang="en"><seg>one</seg></tuv></tu></body></tmx>'
)


@pytest.mark.parametrize(
    "row", ['Il mesure,"six feet\nAu revoir,Goodbye\nOui,Yes\n', 'Il mesure,"six feet\nOui,"Yes"\n', 'a,"b"c\nd,e\n']
)
def test_a_quote_that_is_not_closed(tmp_path: Path, row: str) -> None:
    path = put(tmp_path / "a.csv", f"source,target\nBonjour,Hello\n{row}")
    with pytest.raises(InputError, match=r"a\.csv, line 3: .*quotes"):
        list(FORMATS["csv"].read(path, "fr", "en"))


def test_a_cell_that_holds_rows_is_told_of(tmp_path: Path) -> None:
    path = put(tmp_path / "a.csv", 'source,target\nIl,"six feet\nAu revoir,Goodbye\nOui,5"\n')
    with reading_notes() as notes:
        list(FORMATS["csv"].read(path, "fr", "en"))
    assert any("look like rows" in what for what in notes[str(path)])


@given(st.lists(st.tuples(st.text("ab\"',;\t\n é", max_size=6), st.text("ab\"',;\n", max_size=6)), min_size=1))
def test_csv_comes_back_whatever_its_signs(tmp_path_factory, rows: list[tuple[str, str]]) -> None:
    path = tmp_path_factory.mktemp("c") / "x.csv"
    FORMATS["csv"].write([TranslationUnit("1", a, b, "fr", "en") for a, b in rows], path)
    assert pairs(path) == rows


def test_quotes_in_every_cell_are_told_of(tmp_path: Path) -> None:
    path = put(tmp_path / "q.tsv", 'source\ttarget\n"Il a dit ""bon"""\t"He said ""good"""\n"Oui"\t"Yes"\n')
    with reading_notes() as notes:
        list(FORMATS["tsv"].read(path))
    assert any("--read-as csv" in what for what in notes[str(path)])
    assert pairs(path, read_as="csv")[0] == ('Il a dit "bon"', 'He said "good"')


def test_numbers_and_origins_of_others(tmp_path: Path) -> None:
    path = put(tmp_path / "a.csv", "source;target;alignment_score;origin\nOui;Yes;0,93;europarl\nNon;No;.5;Human\n")
    with reading_notes() as notes:
        one, two = FORMATS["csv"].read(path)
    assert (one.scores, one.properties, one.origin) == ({"alignment": 0.93}, {"origin": "europarl"}, Origin.HUMAN)
    assert (two.scores, two.origin) == ({"alignment": 0.5}, Origin.HUMAN)
    assert notes[str(path)] == {"origins that are not ours, kept as a property": 1}
    put(path, 'source,target,alignment_score\nOui,Yes,"0,93"\n')
    [unit] = FORMATS["csv"].read(path)
    assert (unit.scores, unit.properties) == ({}, {"alignment_score": "0,93"})


@pytest.mark.parametrize("name", ["a.csv", "a.tsv"])
@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("source\ttarget\nL’œuvre\tThe work\n".encode("cp1252"), "line 2: .* Windows-1252.*iconv -f CP1252"),
        ("source\ttarget\nété\tsummer\n".encode("latin-1"), "line 2: .* Latin-1.*iconv -f LATIN1"),
        ("source\ttarget\nété\tsummer\nœuvre €\tx\n".encode("cp1252"), "Windows-1252"),
        ("source\ttarget\nOui\tYes\n".encode("utf-16"), "UTF-16"),
        ("source\ttarget\nOui\tYes\n".encode("utf-16-le"), "UTF-16"),
        (b"PK\x03\x04\x00\x00\x00\x08\x00\x01\x02\n", "a zip archive"),
        (b"\x89G\x03\x04\x00\x00\x00\x08\x00\x01\x02\n", "binary data"),
    ],
)
def test_the_likely_encoding_is_named(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=words):
        list(format_of(tmp_path / name).read(tmp_path / name))


@pytest.mark.parametrize("name", ["moses", "tsv", "csv", "jsonl"])
def test_a_control_character_is_removed_and_counted(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"x.{name if name != 'moses' else 'fr'}"
    text = {
        "moses": "Bon\bjour.\nOui.\n",
        "tsv": "source\ttarget\nBon\bjour.\tHello.\n",
        "csv": "source,target\nBon\bjour.,Hello.\n",
        "jsonl": '{"source": "Bonjour.", "target": "Hello.\b"}\n',
    }[name]
    put(path, text)
    put(tmp_path / "x.en", "Hello.\nYes.\n")
    with reading_notes() as notes:
        assert pairs(path, read_as=name)[0] == ("Bonjour.", "Hello.")
    assert notes[str(path)] == {"control characters removed": 1}


def test_moses_beside_other_files(bitext, tmp_path: Path) -> None:
    for code, text in (("fr", "Oui.\n"), ("en", "Yes.\n"), ("ids", "a\tb\t1\t1\n"), ("xml", "<a/>"), ("scores", "1\n")):
        put(tmp_path / f"Books.{code}", text)
    assert pairs(tmp_path / "Books.fr") == [("Oui.", "Yes.")]
    put(tmp_path / "Books.de", "Ja.\n")
    with pytest.raises(InputError, match=r"no single other side .*\(de, en\)"):
        pairs(tmp_path / "Books.fr")
    assert pairs(tmp_path / "Books.fr", "fr", "de") == [("Oui.", "Ja.")]
    assert bitext("convert", "Books.fr", "o.tsv", "--to", "en").returncode == 0


def test_a_byte_order_mark_inside_a_unit(tmp_path: Path) -> None:
    units = [TranslationUnit("1", "\ufeffa", "\ufeff", "fr", "en"), TranslationUnit("2", "b", "\ufeffc", "fr", "en")]
    FORMATS["moses"].write(units, tmp_path / "x")
    assert pairs(tmp_path / "x.fr") == [("\ufeffa", "\ufeff"), ("b", "\ufeffc")]


def test_documents_that_opus_does_not_hold(bitext, tmp_path: Path) -> None:
    for code in ("fr", "en"):
        (tmp_path / "xml" / code).mkdir(parents=True)
        put(tmp_path / "xml" / code / "a.xml", f'<d><s id="1">{code}</s></d>')
    group = '<linkGrp fromDoc="fr/{0}.xml.gz" toDoc="en/{0}.xml.gz"><link xtargets="1;1"/></linkGrp>'
    links = put(tmp_path / "l.xml", f"<cesAlign>{group.format('lost')}{group.format('a')}</cesAlign>")
    with reading_notes() as notes:
        assert pairs(links) == [("fr", "en")]
    assert notes[str(links)]["link groups left out, no document (such as fr/lost.xml.gz)"] == 1
    put(links, f"<cesAlign>{group.format('lost')}</cesAlign>")
    with pytest.raises(InputError, match="no document 'fr/lost"):
        pairs(links)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"id": [1]}, "line 1: field 'id' is list"),
        ({"source": 5}, "line 1: field 'source' is int 5"),
        ({"document": {}}, "field 'document'"),
        ({"paragraph": "1"}, "field 'paragraph'"),
        ({"source_segments": [1, "a"]}, "field 'source_segments'"),
        ({"scores": [1]}, "field 'scores'"),
        ({"scores": {"a": "b"}}, "score 'a' is str"),
        ({"findings": ["x"]}, "field 'findings'"),
        ({"properties": 3}, "field 'properties'"),
        ({"target": None}, None),
        ({"id": None}, None),
        ({"id": 5}, None),
        ({"scores": {"a": float("nan"), "b": float("inf"), "c": 10**400, "d": None}}, None),
        ({"origin": "europarl"}, None),
        ({"properties": {"a": 1, "b": ["c"]}}, None),
        ({"url": "http://example.org", "rank": 3}, None),
    ],
)
@pytest.mark.parametrize("output", ["tsv", "tmx", "xlf", "jsonl", "parquet"])
def test_json_of_anyone(tmp_path: Path, fields: dict, words: str | None, output: str) -> None:
    line = {"id": "1", "source": "a", "target": "b", "source_language": "fr", "target_language": "en"} | fields
    path = put(tmp_path / "x.jsonl", json.dumps(line) + "\n")
    if words is not None:
        with pytest.raises(InputError, match=words):
            list(FORMATS["jsonl"].read(path))
        return
    if output == "parquet":
        pytest.importorskip("pyarrow")
    [unit] = FORMATS["jsonl"].read(path)
    assert isinstance(unit.id, str) and unit.id and all(isinstance(v, str) for v in unit.properties.values())
    out = tmp_path / f"out.{output}"
    format_of(out).write([unit], out)
    assert unit.id == (str(fields["id"]) if fields.get("id") else unit.id)
    assert b"NaN" not in out.read_bytes() if output == "jsonl" else list(format_of(out).read(out)) is not None


def test_segments_of_a_trados_file(tmp_path: Path) -> None:
    code = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0">
<file original="a" source-language="fr-FR" target-language="en-GB"><body><group><trans-unit id="p"><source><g id="5">Un. Deux. Trois.</g></source>
<seg-source><g id="5"><mrk mtype="seg" mid="1">Un.</mrk> <mrk mtype="seg" mid="2">Deux.</mrk> <mrk mtype="seg" mid="3">Trois.</mrk></g></seg-source>
<target><g id="5"><mrk mtype="seg" mid="1">One.</mrk> <mrk mtype="seg" mid="2">Two.</mrk> <mrk mtype="seg" mid="3"/></g></target>
<alt-trans><source>Un</source><target>No.</target></alt-trans>
<sdl:seg-defs><sdl:seg id="1" conf="ApprovedSignOff"/><sdl:seg id="2" conf="Draft" locked="true"/><sdl:seg id="3"/></sdl:seg-defs>
</trans-unit></group></body></file></xliff>"""
    path = put(tmp_path / "a.sdlxliff", code)
    units = list(FORMATS["xliff"].read(path))
    assert [(u.source, u.target) for u in units] == [("Un.", "One."), ("Deux.", "Two."), ("Trois.", "")]
    assert [u.origin.value for u in units] == ["human", "machine", "machine"]
    assert units[1].properties["translate"] == "no"


def test_plural_forms_are_units_and_come_back(bitext, tmp_path: Path) -> None:
    pytest.importorskip("polib")
    catalogue = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset={}\\n"\n"Language: ru\\n"\n'
        '"Plural-Forms: nplurals=3; plural=(n%10==1 ? 0 : n%10<5 ? 1 : 2);\\n"\n\n#. Under the list\n#: a.c:12\n'
        '#, c-format\nmsgid "%d letter"\nmsgid_plural "%d letters"\nmsgstr[0] "%d письмо"\nmsgstr[1] "%d письма"\n'
        'msgstr[2] "%d писем"\n\n# by hand\nmsgctxt "menu"\nmsgid "Open"\nmsgstr "Открыть"\n\nmsgctxt "state"\n'
        'msgid "Open"\nmsgstr "Открыто"\n\n#, fuzzy\nmsgid "Close"\nmsgstr "Закрыть"\n\nmsgid "No"\nmsgstr ""\n'
    )
    for charset in ("UTF-8", "CP1251", "koi8-r"):
        path = put(tmp_path / "x.po", catalogue.format(charset), charset)
        result = bitext("convert", "x.po", "y.po", "--force")
        assert b"1 x fuzzy messages left out" in result.stderr and b"1 x untranslated messages" in result.stderr
        assert b"not carried" not in result.stderr
        made = (tmp_path / "y.po").read_text()
        for words in (
            'msgstr[0] "%d письмо"\nmsgstr[1] "%d письма"\nmsgstr[2] "%d писем"',
            "nplurals=3",
            "#. Under the list",
            "#: a.c:12",
            "#, c-format",
            "# by hand",
            'msgctxt "state"',
        ):
            assert words in made
        units = list(FORMATS["po"].read(path))
        assert [u.target for u in units[:3]] == ["%d письмо", "%d письма", "%d писем"]


def test_a_charset_that_is_wrong_is_named(tmp_path: Path) -> None:
    text = 'msgid ""\nmsgstr "Content-Type: text/plain; charset={}\\n"\n\nmsgid "a"\nmsgstr "é"\n'
    for charset, words in (("UTF-8", "line 5: not UTF-8"), ("klingon", "charset 'klingon' is not known")):
        path = put(tmp_path / "x.po", text.format(charset), "latin-1")
        with pytest.raises(InputError, match=words):
            list(FORMATS["po"].read(path))


@pytest.mark.parametrize("charset", ["klingon", "undefined", "idna", "hex", "unicode_escape"])
def test_one_sentence_says_that_a_charset_is_not_known(charset: str) -> None:
    from toolkit.formats.po_scan import read_catalogue
    from toolkit.formats.xml_code import read_xml

    sentence = f"x: its declared charset '{charset}' is not known; convert it to UTF-8"
    for read, text in (
        (read_xml, f'<?xml version="1.0" encoding="{charset}"?><a>é\xfe</a>'),
        (read_catalogue, f'msgid ""\nmsgstr "Content-Type: text/plain; charset={charset}\\n"\n# é\xfe\n'),
    ):
        with pytest.raises(EncodingError) as error:
            read(text.encode("latin-1"), "x")
        assert str(error.value) == sentence


def test_one_sentence_says_where_bytes_are_not_of_the_charset() -> None:
    from toolkit.formats.po_scan import read_catalogue
    from toolkit.formats.xml_code import read_xml

    with pytest.raises(
        EncodingError,
        match=r"^x, line 2: not UTF-8, which XML is in where it declares nothing \(byte 0xe9 at byte offset 4\); declare",
    ):
        read_xml("<a>\né</a>".encode("latin-1"), "x")
    with pytest.raises(
        EncodingError,
        match=r"^line 2: not UTF-8, which the file declares \(byte 0xe9 at byte offset 39\); declare its real charset in its first line$",
    ):
        read_xml('<?xml version="1.0" encoding="UTF-8"?>\né'.encode("latin-1"))
    with pytest.raises(
        EncodingError,
        match=r"^x, line 1: not UTF-8, which its head lets expect \(byte 0xe9 at byte offset 2\); declare its real charset in the head$",
    ):
        read_catalogue("# é".encode("latin-1"), "x")
    # The second newline of a text in UTF-16, counted in its own units; the mark counts for the offset.
    with pytest.raises(
        EncodingError, match=r"^x, line 2: not UTF-16-LE, as its byte order mark says \(byte 0x00 at byte offset 10\)"
    ):
        read_xml(b"\xff\xfe" + "<a>\n".encode("utf-16-le") + b"\x00\xdc\x00", "x")


def test_corpus_commands_read_as_they_are_told(bitext, tmp_path: Path) -> None:
    put(tmp_path / "x.txt", "source\ttarget\nBonjour à tous.\tHello everybody.\n")
    for command, more in (("merge", []), ("sort", []), ("sample", ["-n", "1"]), ("clean", []), ("split", [])):
        result = bitext(command, "x.txt", "--read-as", "tsv", "-o", f"{command}.jsonl", *more)
        assert result.returncode == 0, result.stderr
    result = bitext("merge", "x.txt", "-o", "y.tsv")
    assert result.returncode == 2 and "--read-as" in one_line(result.stderr)


def test_ledgers_are_no_corpora(bitext, tmp_path: Path) -> None:
    folder = tmp_path / "aligned"
    folder.mkdir()
    put(folder / ".bitext-align.jsonl", '{"a": 1}\n')
    put(folder / "a.tsv", "source\ttarget\nBonjour à tous les gens.\tHello to all the people.\n")
    result = bitext("clean", "aligned", "-o", "out.tsv", "--from", "fr", "--to", "en")
    assert result.returncode == 0 and b"1 of 1 unit kept" in result.stdout


def test_merged_ids_are_unique(bitext, tmp_path: Path) -> None:
    for name in "abc":
        units = [TranslationUnit(str(n), f"{name}{n}", "t", "fr", "en", "d") for n in (1, 1)]
        FORMATS["tmx"].write(units[: 2 if name == "c" else 1], tmp_path / f"{name}.tmx")
    assert bitext("merge", "a.tmx", "b.tmx", "c.tmx", "-o", "all.tmx").returncode == 0
    assert bitext("validate", "--strict", "all.tmx").returncode == 0
    assert len({u.id for u in FORMATS["tmx"].read(tmp_path / "all.tmx")}) == 4


def test_twins_of_other_normal_forms_fall_on_one_side() -> None:
    from toolkit.corpora import split_corpus

    for number in range(50):
        forms = (f"café {number}", f"cafe\u0301 {number}", f"Café\u00a0{number} ")
        units = [TranslationUnit(str(n), text, "t", "fr", "en") for n, text in enumerate(forms)]
        assert len({name for name, _ in split_corpus(units, [("a", 0.5), ("b", 0.5)])}) == 1


def test_rejects_that_could_not_be_kept(bitext, tmp_path: Path) -> None:
    put(tmp_path / "x.tsv", "id\tsource\ttarget\n1\tBonjour.\t\n")
    for name in ("r.tmx", "r.po"):
        result = bitext("clean", "x.tsv", "-o", "out.tsv", "--rejects", name, "--from", "fr", "--to", "en")
        assert result.returncode == 2 and "empty side" in one_line(result.stderr)
        assert not (tmp_path / "out.tsv").exists()


def test_consistency_is_within_a_pair_of_languages(bitext, tmp_path: Path) -> None:
    rows = [("en", "The bridge is closed."), ("de", "Die Brücke ist gesperrt.")]
    lines = [f"Le pont est fermé.\t{text}\tfr\t{code}\n" for code, text in rows]
    put(tmp_path / "x.tsv", "source\ttarget\tsource_language\ttarget_language\n" + "".join(lines))
    assert bitext("check", "x.tsv", "--only", "consistency").returncode == 0
    put(tmp_path / "x.tsv", (tmp_path / "x.tsv").read_text() + lines[0].replace("closed", "shut"))
    assert bitext("check", "x.tsv", "--only", "consistency").returncode == 1


def test_a_glossary_is_known_by_its_root(tmp_path: Path) -> None:
    from toolkit.terms import read_glossary

    text = (
        '<?xml version="1.0"?>\n<!DOCTYPE martif SYSTEM "x.dtd">\n<martif type="TBX"><text><body><termEntry><langSet '
        'xml:lang="{}"><tig><term>vanne</term></tig></langSet><langSet xml:lang="en-us"><tig><term>valve</term></tig>'
        "</langSet></termEntry></body></text></martif>"
    )
    for name, tag, encoding in (("g.xml", "fr-fr", "utf-8"), ("g.txt", "FR_fr", "utf-16"), ("g.tbx", "fra", "utf-8")):
        path = put(tmp_path / name, text.format(tag), encoding)
        assert [t.targets for t in read_glossary(path, "fr", "en-GB")] == [("valve",)]
