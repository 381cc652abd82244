"""Test sets go back into sacreBLEU's own command and reader."""

from __future__ import annotations

import io
import json
import subprocess
import sys

import pytest

from tests.evaluation.texts import GOOD, REFERENCES, SOURCES
from toolkit.errors import InputError
from toolkit.evaluation import score
from toolkit.evaluation.export import ExportSet, write_testset
from toolkit.pipeline.testset import testset_of as make_testset

NASTY = "Line\u2028break <&> ]]> \x07 end"


@pytest.fixture
def test_data() -> ExportSet:
    count = len(SOURCES)
    half = count // 2
    references = {"human": REFERENCES, "second": [*GOOD[:-1], NASTY]}
    documents = ["a b"] * half + ["c"] * (count - half)
    return ExportSet("set", "fr", "en", SOURCES, documents, ["news"] * count, references, {"ours": GOOD})


def test_sacrebleu_layout(test_data: ExportSet, tmp_path) -> None:
    write_testset(test_data, "sacrebleu", tmp_path)
    stem = str(tmp_path / "set.fr-en")
    command = [sys.executable, "-m", "sacrebleu", f"{stem}.ref", f"{stem}.ref-second", "-i", f"{stem}.hyp-ours"]
    result = subprocess.run(
        [*command, "-m", "chrf", "-f", "json", "-w", "4"], capture_output=True, check=True, text=True
    )
    [ours] = score(GOOD, [REFERENCES, [*GOOD[:-1], NASTY.replace("\u2028", " ")]], ["chrf"])
    assert json.loads(result.stdout)["score"] == round(ours.value, 4)


@pytest.mark.parametrize("layout", ["sacrebleu", "wmt-xml", "mtme"])
@pytest.mark.parametrize("code", ["x/../../../out-of-folder/fr", "../fr", "/fr", ".."])
def test_a_language_is_no_path(bitext, tmp_path, layout: str, code: str) -> None:
    unit = {"id": "1", "source": "Bonjour.", "target": "Hello.", "source_language": code, "target_language": "en"}
    (tmp_path / "x.jsonl").write_text(json.dumps({**unit, "origin": "human"}) + "\n")
    done = bitext("export-testset", "x.jsonl", "--out", "a/b/ts", "--format", layout)
    assert done.returncode == 2 and b"is no language tag" in done.stderr and b"Traceback" not in done.stderr
    assert not (tmp_path / "a").exists()


def test_wmt_xml_is_read_by_sacrebleu(test_data: ExportSet, tmp_path) -> None:
    from sacrebleu.dataset.wmt_xml import WMTXMLDataset

    [path] = write_testset(test_data, "wmt-xml", tmp_path)
    fields = WMTXMLDataset._unwrap_wmt21_or_later(io.BytesIO(path.read_bytes()))
    assert fields["src"] == SOURCES
    assert fields["ref:human"] == REFERENCES
    assert fields["ours"] == GOOD
    assert fields["docid"] == test_data.documents
    assert fields["ref:second"][-1] == "Line break <&> ]]>  end"


def test_mtme_layout(test_data: ExportSet, tmp_path) -> None:
    write_testset(test_data, "mtme", tmp_path)
    root = tmp_path / "set"
    lines = {p.relative_to(root).as_posix(): p.read_text().split("\n")[:-1] for p in root.rglob("*") if p.is_file()}
    assert set(lines) == {
        "sources/fr-en.txt",
        "documents/fr-en.docs",
        "references/fr-en.human.txt",
        "references/fr-en.second.txt",
        *(f"system-outputs/fr-en/{n}.txt" for n in ("human", "second", "ours")),
    }
    assert {len(found) for found in lines.values()} == {len(SOURCES)}
    assert all(len(line.split()) == 2 for line in lines["documents/fr-en.docs"])


def test_only_human_targets_are_references(tmp_path, seeds) -> None:
    corpus = seeds[0].parent.parent / "corpus"
    test = make_testset(corpus, "seeds")
    assert list(test.references) == ["human"] and len(test.sources) == 1
    assert test.references["human"] == ["Why North Korea’s Military Partnership With Russia Is Here to Stay"]
    assert test.systems["bitext"] != test.references["human"]
    assert len(make_testset(corpus, "seeds", pseudo=True).sources) > 100
    with pytest.raises(InputError, match="unknown test set layout"):
        write_testset(test, "x", tmp_path)
    (tmp_path / "machine.jsonl").write_text(
        '{"id": "1", "source": "un", "target": "one", "source_language": "fr", "target_language": "en",'
        ' "origin": "machine"}\n'
    )
    with pytest.raises(InputError, match="no unit of human origin"):
        make_testset(tmp_path / "machine.jsonl", "x")


def test_languages_choose_among_units_and_name_those_of_a_table(bitext, tmp_path) -> None:
    rows = [("un", "en", "one"), ("deux", "de", "zwei"), ("un", "de", "eins")]
    head = "source_language\ttarget_language\tsource\ttarget\n"
    (tmp_path / "t.tsv").write_text(head + "".join(f"fr\t{code}\t{one}\t{two}\n" for one, code, two in rows))
    refused = bitext("export-testset", "t.tsv", "--format", "sacrebleu", "--out", "all")
    assert refused.returncode == 2 and b"(fr-de, fr-en); choose one by --from and --to" in refused.stderr
    assert bitext("export-testset", "t.tsv", "--format", "sacrebleu", "--out", "de", "--to", "de").returncode == 0
    assert (tmp_path / "de" / "bitext.fr-de.ref").read_text().split() == ["zwei", "eins"]
    (tmp_path / "plain.tsv").write_text("source\ttarget\nun\tone\n")
    named = ("--format", "sacrebleu", "--out", "plain", "--from", "fr", "--to", "en")
    assert bitext("export-testset", "plain.tsv", *named).returncode == 0
    assert (tmp_path / "plain" / "bitext.fr-en.ref").read_text() == "one\n"
