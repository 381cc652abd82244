from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import ROOT, one_line


def test_there_and_back(bitext, tmp_path: Path) -> None:
    corpus = ROOT / "corpus"
    for step in (("bitext.jsonl", "a.tmx"), ("a.tmx", "b.jsonl"), ("b.jsonl", "c.tmx"), ("bitext.tsv", "d.jsonl")):
        source = corpus / step[0] if step[0].startswith("bitext") else tmp_path / step[0]
        result = bitext("convert", source, step[1])
        assert result.returncode == 0, result.stderr
    assert (tmp_path / "a.tmx").read_bytes() == (corpus / "bitext.tmx").read_bytes()
    assert (tmp_path / "c.tmx").read_bytes() == (tmp_path / "a.tmx").read_bytes()


def test_bad_input(bitext, tmp_path: Path) -> None:
    (tmp_path / "a.tmx").write_text("<tmx>")
    for arguments, words in (
        (["a.tmx", "b.jsonl"], "not well-formed"),
        (["a.tmx", "b.xyz"], "cannot tell the format"),
        (["none.tsv", "b.jsonl"], "no such file"),
        (["a.tmx", "a.tmx"], "is an input as well"),
    ):
        result = bitext("convert", *arguments)
        assert result.returncode == 2
        assert words in one_line(result.stderr)
    assert sorted(p.name for p in tmp_path.iterdir() if p.is_file()) == ["a.tmx"]


def test_pipes(bitext, tmp_path: Path) -> None:
    corpus = ROOT / "corpus"
    out = bitext("convert", corpus / "bitext.tmx", "-", "--format", "jsonl")
    assert out.returncode == 0 and out.stdout.count(b"\n") == (corpus / "bitext.jsonl").read_bytes().count(b"\n")
    back = bitext("convert", "-", "-", "--read-as", "jsonl", "--format", "tmx", stdin=out.stdout)
    assert back.returncode == 0 and back.stdout == (corpus / "bitext.tmx").read_bytes()
    for arguments, words in (
        (["-", "x.tmx"], "give --read-as"),
        ([corpus / "bitext.tmx", "-"], "give --format"),
        ([corpus / "bitext.tmx", "-", "--format", "moses"], "several files"),
    ):
        result = bitext("convert", *arguments)
        assert result.returncode == 2 and words in one_line(result.stderr)


def test_pipes_are_called_by_their_names(bitext) -> None:  # type: ignore[no-untyped-def]
    lone = (
        b'<tmx version="1.4"><header srclang="fr"/><body><tu><tuv xml:lang="fr"><seg>Un</seg></tuv></tu></body></tmx>'
    )
    done = bitext("convert", "-", "-", "--read-as", "tmx", "--format", "jsonl", stdin=lone)
    assert done.stderr.decode().splitlines() == [
        "0 units written to stdout",
        "stdin: 1 x units without a translation left out",
    ]
    broken = bitext("convert", "-", "-", "--read-as", "tmx", "--format", "jsonl", stdin=b"<tmx>")
    assert broken.returncode == 2 and one_line(broken.stderr).startswith("bitext: stdin")


def test_what_cannot_be_read_is_named_in_a_pipe_too(bitext, tmp_path: Path) -> None:
    wide = tmp_path / "a.tsv"
    wide.write_text("source\ttarget\nÉté\tSummer\n", encoding="utf-16")
    for arguments, stdin in (([wide, "-"], b""), (["-", "-", "--read-as", "tsv"], wide.read_bytes())):
        result = bitext("convert", *arguments, "--format", "jsonl", stdin=stdin)
        assert result.returncode == 2 and "UTF-16" in one_line(result.stderr)


@pytest.mark.parametrize("command", ["merge", "clean", "sort", "split", "report"])
def test_standard_output_is_no_file_of_that_name(bitext, tmp_path: Path, monkeypatch, command: str) -> None:
    monkeypatch.chdir(tmp_path)
    result = bitext(command, ROOT / "corpus" / "bitext.tmx", "--out", "-")
    assert result.returncode == 2 and "standard output" in one_line(result.stderr)
    assert not any(tmp_path.iterdir())
