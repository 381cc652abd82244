"""What is read is never written over: pairs of files, memories and glossaries as well as single files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import one_line
from toolkit.errors import OutputError
from toolkit.languages.pair import LanguagePair
from toolkit.project.store import create_project

_TMX = (
    '<tmx version="1.4"><header srclang="en-US"/><body><tu><tuv xml:lang="en-US"><seg>Cat</seg></tuv>'
    '<tuv xml:lang="de-DE"><seg>Katze</seg></tuv></tu></body></tmx>'
)


def _contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize("job", ["clean", "sort", "merge", "convert", "check", "sample"])
def test_a_moses_pair_is_not_written_over_itself(bitext, tmp_path: Path, job: str) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "m.de").write_text("Hund\nHund\nDer Hund bellt laut.\n")
    (tmp_path / "m.en").write_text("Dog\nDog\nThe dog barks loudly.\n")
    before = _contents(tmp_path)
    options = ["-n", "1"] if job == "sample" else []
    out = ["m"] if job == "convert" else ["-o", "m"]
    done = bitext(job, "m.de", *out, "--format", "moses", "--force", *options)
    assert done.returncode == 2 and "is an input as well" in one_line(done.stderr)
    assert _contents(tmp_path) == before
    beside = bitext(job, "m.de", *out[:-1], "n", "--format", "moses", *options)
    assert beside.returncode in (0, 1) and (tmp_path / "n.de").exists() and (tmp_path / "n.en").exists()


@pytest.mark.parametrize("stem", ["m", "x[1]/m", "m.gz"])
def test_files_named_by_the_units_need_force(bitext, tmp_path: Path, stem: str) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "x[1]").mkdir()
    (tmp_path / "a.tmx").write_text(_TMX)
    plain, _, packed = stem.partition(".")
    there = tmp_path / f"{plain}.de-DE{'.gz' if packed else ''}"
    there.write_text("mine\n")
    done = bitext("convert", "a.tmx", stem, "--format", "moses")
    assert done.returncode == 2 and "exists already" in one_line(done.stderr)
    assert there.read_text() == "mine\n" and not there.with_name(there.name.replace("de-DE", "en-US")).exists()
    assert bitext("convert", "a.tmx", stem, "--format", "moses", "--force").returncode == 0


def test_a_pair_may_be_called_as_the_file_that_it_comes_from(bitext, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "a.tmx").write_text(_TMX)
    assert bitext("convert", "a.tmx", "a", "--format", "moses").returncode == 0
    assert (tmp_path / "a.de-DE").read_text() == "Katze\n"


@pytest.mark.parametrize("option", ["--memory", "--glossary"])
@pytest.mark.parametrize("what", [["text.txt"], ["Le chat dort."], ["units.tsv", "--units"], ["folder/a.txt"]])
def test_memories_and_glossaries_are_not_written_over(  # type: ignore[no-untyped-def]
    bitext, tmp_path: Path, option: str, what: list[str]
) -> None:
    (tmp_path / "folder").mkdir()
    for name in ("text.txt", "folder/a.txt"):
        (tmp_path / name).write_text("Le chat dort.\n")
    for name in ("units.tsv", "known.tsv"):
        (tmp_path / name).write_text("fr\ten\nchat\ttomcat\n")
    before = _contents(tmp_path)
    done = bitext("translate", *what, option, "known.tsv", "-o", "known.tsv", "--force")
    assert done.returncode == 2 and "is an input as well" in one_line(done.stderr)
    assert _contents(tmp_path) == before


def test_a_project_takes_no_place_of_another_thing(tmp_path: Path) -> None:
    pair = LanguagePair("fr", "en")
    file = tmp_path / "notes.txt"
    file.write_text("mine")
    for place in (file, file / "project"):
        with pytest.raises(OutputError, match="no folder can be made here"):
            create_project(place, pair)
    assert file.read_text() == "mine"
    create_project(tmp_path / "p", pair)
    content = (tmp_path / "p" / "project.sqlite").read_bytes()
    with pytest.raises(OutputError, match="is a project already"):
        create_project(tmp_path / "p", pair)
    assert (tmp_path / "p" / "project.sqlite").read_bytes() == content
