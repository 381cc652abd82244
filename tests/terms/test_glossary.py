from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from toolkit.errors import InputError
from toolkit.terms import Term, preferred, read_glossary


def glossary(path: Path, text: str) -> list[Term]:
    path.write_text(text, encoding="utf-8")
    return read_glossary(path, "fr", "en")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.tsv", "# head\nobus\tshell\n\n maire adjoint \tdeputy mayor\n"),
        ("a.txt", "\ufeffobus\tshell\ta note, as OmegaT has them\nmaire adjoint\tdeputy mayor\n"),
        ("a.csv", "obus,shell\r\nmaire adjoint,deputy mayor\r\n"),
        ("a.csv", 'obus;shell\n"maire adjoint";"deputy mayor"\n'),
        ("a.csv", "term id,EN-GB,fr,note\n1,shell,obus,\n2,deputy mayor,maire adjoint,x\n"),
        ("a.tab", "target\tsource\nshell\tobus\ndeputy mayor\tmaire adjoint\n"),
        ("a.jsonl", '{"source": "obus", "target": "shell"}\n{"source": "maire adjoint", "target": "deputy mayor"}\n'),
    ],
)
def test_tables_and_bitext_are_read(tmp_path: Path, name: str, text: str) -> None:
    if name.endswith("jsonl"):
        text = text.replace("{", '{"id": "1", "source_language": "fr", "target_language": "en", ')
    assert glossary(tmp_path / name, text) == [Term("obus", ("shell",)), Term("maire adjoint", ("deputy mayor",))]


def test_a_packed_table_and_several_translations(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv.gz"
    path.write_bytes(gzip.compress(b"obus\tshell\nObus\tround\nobus\tshell\n"))
    terms = read_glossary(path, "fr", "en")
    assert terms == [Term("obus", ("shell", "round"))]
    assert preferred(terms) == {"obus": "shell"}


@pytest.mark.parametrize("head", ["fr\ten", "French\tanglais\tnote", "EN-GB\tfr"])
def test_a_table_of_other_languages_has_no_terms(tmp_path: Path, head: str) -> None:
    path = tmp_path / "a.tsv"
    path.write_text(f"{head}\npaix\tpeace\n", encoding="utf-8")
    with pytest.raises(InputError, match="no terms from de to en"):
        read_glossary(path, "de", "en")
    path.write_text("français\tFrench\nde\tof\n", encoding="utf-8")
    assert [term.source for term in read_glossary(path, "fr", "en")] == ["français", "de"]


@pytest.mark.parametrize("row", ["obus", "obus\t", "\tshell"])
def test_a_row_without_two_terms_is_named(tmp_path: Path, row: str) -> None:
    with pytest.raises(InputError, match=r"a\.tsv, line 2: a row needs a source term, a tab and a target term"):
        glossary(tmp_path / "a.tsv", f"x\ty\n{row}\n")
    with pytest.raises(InputError, match=r"line 2: (a row needs a source term, a comma|not CSV)"):
        glossary(tmp_path / "a.csv", 'x,y\n"obus\n')


def test_a_glossary_without_terms_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no terms from fr to en"):
        glossary(tmp_path / "a.tsv", "# nothing\n")


OLD = """<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><text><body>
<termEntry id="1"><descrip type="subjectField">arms</descrip>
  <langSet xml:lang="fr-FR"><tig><term>missile  balistique</term></tig></langSet>
  <langSet xml:lang="en">
    <tig><term>ballistic rocket</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
    <ntig><termGrp><term>BM</term></termGrp></ntig>
    <tig><term>ballistic <hi>missile</hi></term>
      <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
  </langSet>
  <langSet xml:lang="de"><tig><term>ballistische Rakete</term></tig></langSet></termEntry>
<termEntry id="2"><langSet xml:lang="de"><tig><term>Panzer</term></tig></langSet></termEntry>
</body></text></martif>"""
NEW = """<tbx type="TBX-Core" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
 xmlns:min="http://www.tbxinfo.net/ns/min"><text><body>
<conceptEntry id="1"><langSec xml:lang="en">
  <termSec><term>ballistic rocket</term><min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus></termSec>
  <termSec><term>BM</term></termSec>
  <termSec><term>ballistic missile</term><min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec>
</langSec><langSec xml:lang="fr"><termSec><term>missile balistique</term></termSec></langSec></conceptEntry>
</body></text></tbx>"""


@pytest.mark.parametrize("text", [OLD, NEW])
def test_tbx_of_both_editions_is_read(tmp_path: Path, text: str) -> None:
    wanted = Term("missile balistique", ("ballistic missile", "BM"), ("ballistic rocket",))
    assert glossary(tmp_path / "a.tbx", text) == [wanted]


def test_tbx_of_another_tool_is_read(tmp_path: Path) -> None:
    module = pytest.importorskip("translate.storage.tbx", reason="translate-toolkit is not installed")
    store = module.tbxfile(sourcelanguage="fr", targetlanguage="en")
    for source, target in (("obus", "shell"), ("canon de 155 mm", "155 mm gun & howitzer")):
        unit = store.addsourceunit(source)
        unit.settarget(target, "en")
    path = tmp_path / "a.tbx"
    path.write_bytes(bytes(store))
    assert preferred(read_glossary(path, "fr", "en")) == {"obus": "shell", "canon de 155 mm": "155 mm gun & howitzer"}


def test_what_is_no_tbx_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"a\.tbx: not TBX \(the root element"):
        glossary(tmp_path / "a.tbx", "<tmx/>")
    with pytest.raises(InputError, match=r"a\.tbx, line \d+: not well-formed XML"):
        glossary(tmp_path / "a.tbx", "<martif><termEntry>")
    with pytest.raises(InputError, match="no terms from fr to en"):
        glossary(tmp_path / "a.tbx", OLD.replace("fr-FR", "es"))
