from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT
from toolkit.documents import parse_document, read_document
from toolkit.errors import OutputError
from toolkit.formats import jsonl
from toolkit.pipeline import build_corpus
from toolkit.pipeline.export import check_output_folder
from toolkit.testing import EchoEngine
from toolkit.units import Origin


@pytest.fixture(scope="module")
def corpus(seeds, engine):
    return build_corpus([read_document(p) for p in seeds], engine)


@pytest.fixture(scope="module")
def seeds():
    return sorted((ROOT / "seeds").glob("*.txt"))


def test_the_committed_corpus_is_what_the_command_builds(tmp_path: Path, bitext) -> None:
    result = bitext("build", ROOT / "seeds", "--out", tmp_path / "corpus", "--quiet")
    assert result.returncode == 0, result.stderr.decode()
    names = sorted(p.relative_to(tmp_path / "corpus") for p in (tmp_path / "corpus").rglob("*") if p.is_file())
    assert names == sorted(p.relative_to(ROOT / "corpus") for p in (ROOT / "corpus").rglob("*") if p.is_file())
    ours = json.loads((ROOT / "corpus" / "manifest.json").read_text())
    theirs = json.loads((tmp_path / "corpus" / "manifest.json").read_text())
    if ours["versions"] != theirs["versions"]:
        pytest.skip(f"built with other libraries: {ours['versions']} then, {theirs['versions']} now")
    for name in names:
        assert (tmp_path / "corpus" / name).read_bytes() == (ROOT / "corpus" / name).read_bytes(), name


def test_every_source_sentence_is_in_one_unit(corpus, seeds) -> None:
    for path in seeds:
        units = [u for u in corpus.units if u.document == path.stem]
        found = "".join(u.source for u in units).replace(" ", "")
        paragraphs = read_document(path).paragraphs
        if path.stem.startswith("002"):
            paragraphs = paragraphs[1:]
        assert found == "".join(p.text for p in paragraphs).replace(" ", "")


def test_articles_keep_paragraphs_and_order(corpus, seeds) -> None:
    for path in seeds:
        source, article = path.read_text(encoding="utf-8"), corpus.articles[path.stem]
        assert len(article.splitlines()) == len(source.splitlines())
        for before, after in zip(source.splitlines(), article.splitlines(), strict=True):
            assert bool(before.strip()) == bool(after.strip())


def test_the_human_title_is_used_and_not_seen_by_the_machine(corpus) -> None:
    [document] = list(corpus.evaluations)
    [record] = corpus.evaluations[document]
    assert document.startswith("002")
    assert record["reference"] == "Why North Korea’s Military Partnership With Russia Is Here to Stay"
    assert record["hypothesis"] != record["reference"]
    assert [s["metric"] for s in record["scores"]] == ["chrf", "chrf++", "bleu", "ter", "meaning"]
    [unit] = [u for u in corpus.units if u.origin is Origin.HUMAN]
    assert (unit.target, unit.kind) == (record["reference"], "title")
    assert corpus.articles[document].split("\n")[:3] == [record["reference"], "", record["reference"]]


class Recorder(EchoEngine):
    """Keeps what it is given and answers in English."""

    signature = "recorder"

    def change(self, segment: str) -> str:
        return f"This is the english sentence number {len(segment)}."


def test_text_in_the_target_language_is_never_translated() -> None:
    document = parse_document(
        "Why the War in Ukraine Will Not Stop\n\nPourquoi la guerre en Ukraine ne va pas s'arrêter\n\n"
        "Les soldats russes avancent dans la région de Donetsk. Ils manquent de munitions.\n\n"
        "The views of the author are his own and do not reflect those of this newspaper.\n",
        "d",
    )
    engine = Recorder()
    corpus = build_corpus([document], engine)
    assert not any("War" in s or "views" in s for s in engine.seen)
    assert "The views of the author are his own" in corpus.articles["d"]
    assert corpus.units[0].origin is Origin.HUMAN


def test_findings_do_not_remove_units(corpus) -> None:
    assert corpus.counts["units"] == len(corpus.units)
    assert len({u.id for u in corpus.units}) == len(corpus.units)


def test_a_folder_with_other_things_is_refused(tmp_path: Path) -> None:
    check_output_folder(tmp_path)
    (tmp_path / "thesis.txt").write_text("x")
    with pytest.raises(OutputError, match="not a corpus of an earlier build"):
        check_output_folder(tmp_path)
    check_output_folder(tmp_path, force=True)
    with pytest.raises(OutputError, match="a file where the corpus folder should be"):
        check_output_folder(tmp_path / "thesis.txt")


def test_a_corpus_edited_by_hand_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    shutil.copytree(ROOT / "corpus", folder)
    check_output_folder(folder)
    with (folder / "bitext.tsv").open("a") as file:
        file.write("my own work\n")
    with pytest.raises(OutputError, match=r"bitext\.tsv: changed by hand"):
        check_output_folder(folder)


def test_the_committed_units_can_be_read(seeds) -> None:
    units = list(jsonl.read(ROOT / "corpus" / "bitext.jsonl"))
    manifest = json.loads((ROOT / "corpus" / "manifest.json").read_text())
    assert len(units) == manifest["counts"]["units"]
