from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT
from toolkit.corpora import folder as folders
from toolkit.corpora.folder import CorpusFolder
from toolkit.documents import parse_document, read_document
from toolkit.errors import OutputError
from toolkit.files import write_bytes
from toolkit.formats import jsonl
from toolkit.pipeline import build_corpus
from toolkit.pipeline.export import write_corpus
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
    assert record.reference == "Why North Korea’s Military Partnership With Russia Is Here to Stay"
    assert record.hypothesis != record.reference
    assert [s.metric for s in record.scores] == ["chrf", "chrf++", "bleu", "ter", "meaning"]
    [unit] = [u for u in corpus.units if u.origin is Origin.HUMAN]
    assert (unit.target, unit.kind) == (record.reference, "title")
    assert corpus.articles[document].split("\n")[:3] == [record.reference, "", record.reference]


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
    CorpusFolder(tmp_path).check()
    (tmp_path / "thesis.txt").write_text("x")
    with pytest.raises(OutputError, match="not a corpus of an earlier build"):
        CorpusFolder(tmp_path).check()
    CorpusFolder(tmp_path).check(force=True)
    with pytest.raises(OutputError, match="a file where the corpus folder should be"):
        CorpusFolder(tmp_path / "thesis.txt").check()


def test_a_corpus_edited_by_hand_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    shutil.copytree(ROOT / "corpus", folder)
    CorpusFolder(folder).check()
    with (folder / "bitext.tsv").open("a") as file:
        file.write("my own work\n")
    with pytest.raises(OutputError, match=r"bitext\.tsv: changed by hand"):
        CorpusFolder(folder).check()


def test_the_committed_units_can_be_read(seeds) -> None:
    units = list(jsonl.read(ROOT / "corpus" / "bitext.jsonl"))
    manifest = json.loads((ROOT / "corpus" / "manifest.json").read_text())
    assert len(units) == manifest["counts"]["units"]


class Killed(BaseException):
    """Nobody catches it, as nobody catches a kill."""


def small_corpus(text: str):
    return build_corpus([parse_document(text, "a")], Recorder())


@pytest.fixture(scope="module")
def two():
    return small_corpus("Un texte ici.\n"), small_corpus("Un autre texte est là.\n\nEt une phrase de plus.\n")


def save(corpus, folder: Path, force: bool = False) -> dict[str, bytes]:
    CorpusFolder(folder).check(force)
    write_corpus(corpus, folder, [], {"package": "p"}, {}, force)
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("writes", range(7))
@pytest.mark.parametrize("rebuild", [False, True])
def test_a_build_that_was_killed_begins_anew(tmp_path: Path, monkeypatch, two, writes: int, rebuild: bool) -> None:
    if rebuild:
        save(two[0], tmp_path / "c")
    left = writes

    def killed_later(path: Path, data: bytes) -> None:
        nonlocal left
        if not left:
            path.parent.mkdir(parents=True, exist_ok=True)
            (path.parent / ".bitext-00.part").write_bytes(data[:5])
            raise Killed
        left -= 1
        write_bytes(path, data)

    with monkeypatch.context() as patch:
        patch.setattr(folders, "write_bytes", killed_later)
        if writes < 6:
            with pytest.raises(Killed):
                save(two[1], tmp_path / "c")
        else:
            save(two[1], tmp_path / "c")
    for part in (tmp_path / "c").rglob("*.part"):
        assert part.name.startswith(".")
    found = save(two[1], tmp_path / "c")
    assert {n: d for n, d in found.items() if not n.endswith(".part")} == save(two[1], tmp_path / "fresh")
    assert set(save(two[0], tmp_path / "c")) == set(found)  # and another corpus can be built there


def test_what_a_person_changed_in_a_killed_build_is_kept(tmp_path: Path, monkeypatch, two) -> None:
    folder = tmp_path / "c"

    def killed(path: Path, data: bytes) -> None:
        write_bytes(path, data)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(folders, "write_bytes", killed)
        with pytest.raises(Killed):
            save(two[0], folder)
    (folder / "articles" / "a.en.txt").write_text("post-edited")
    with pytest.raises(OutputError, match="exists already"):
        save(two[0], folder)
    assert (folder / "articles" / "a.en.txt").read_text() == "post-edited"
    assert sorted(p.name for p in folder.rglob("*.t*")) == ["a.en.txt"]
    save(two[0], folder, force=True)


def test_an_edit_during_the_build_is_kept(tmp_path: Path, two) -> None:
    save(two[0], tmp_path)
    CorpusFolder(tmp_path).check()
    (tmp_path / "bitext.tsv").write_text("mine")
    with pytest.raises(OutputError, match=r"bitext\.tsv: exists already"):
        write_corpus(two[1], tmp_path, [], {"package": "p"}, {})
    assert (tmp_path / "bitext.tsv").read_text() == "mine"


def test_the_remains_of_an_older_versions_killed_build(tmp_path: Path, bitext) -> None:
    """They have no record, but the names of a build, and nothing of theirs is overwritten with other contents."""
    folder = tmp_path / "c"
    (folder / "articles").mkdir(parents=True)
    (folder / "articles" / "other.en.txt").write_text("The cat sleeps.\n")
    (folder / ".bitext.tmx.e0l6gvx_.part").write_text("<?xml")
    (tmp_path / "a.txt").write_text("Le chat dort.\n")
    done = bitext("build", tmp_path / "a.txt", "--out", folder, "-q", "--beam", 1)
    assert done.returncode == 0, done.stderr
    assert (folder / "articles" / "other.en.txt").read_text() == "The cat sleeps.\n"
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "b.en.txt").write_text("mine")
    done = bitext("build", tmp_path / "articles" / "b.en.txt", "--out", tmp_path, "-q", "--force")
    assert done.returncode == 2 and b"is an input as well" in done.stderr
    assert (tmp_path / "articles" / "b.en.txt").read_text() == "mine"


def test_an_article_whose_name_is_not_text(tmp_path: Path, bitext) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    (tmp_path / name).write_text("Le chat dort.\n")
    done = bitext("build", name, "--out", "corpus", "-q", "--beam", 1)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "corpus" / "articles" / "caf%E9.en.txt").exists()
    for arguments in (
        ["report", "corpus", "-o", "r.html"],
        ["show", "corpus"],
        ["check", "corpus", "--json", "-q"],
        ["translate", name, "--json", "-q", "--beam", 1],
        ["translate", name, "--json", "-q", "--beam", 1, "--out", "t.jsonl"],
        ["segment", name],
    ):
        done = bitext(*arguments)
        assert done.returncode in (0, 1) and b"Traceback" not in done.stderr, (arguments, done.stderr)
        done.stdout.decode()
    shutil.copy(tmp_path / "corpus" / "bitext.jsonl", tmp_path / os.fsdecode(b"caf\xe9.jsonl"))
    for arguments in (
        ["check", os.fsdecode(b"caf\xe9.jsonl"), "--json"],
        ["report", os.fsdecode(b"caf\xe9.jsonl"), "-o", "s.html"],
    ):
        done = bitext(*arguments)
        assert b"Traceback" not in done.stderr, (arguments, done.stderr)
