from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.alignment.test_aligners import ENGLISH, FRENCH
from tests.conftest import one_line
from tests.files.test_listing import refuse
from toolkit.api.aligning import AlignOptions, pairs_of_folders
from toolkit.errors import BitextError


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    (tmp_path / "a.fr").write_text("\n".join(FRENCH) + "\n")
    (tmp_path / "a.en").write_text("\n".join(ENGLISH) + "\n")
    return tmp_path


def test_beads_as_gold_files_write_them(bitext, texts: Path) -> None:
    result = bitext("align", "a.fr", "a.en", "--split", "lines", "--format", "beads", "-o", "a.beads")
    assert result.returncode == 0, result.stderr
    lines = (texts / "a.beads").read_text().splitlines()
    assert [line.rsplit(":", 1)[0] for line in lines] == ["[0]:[0]", "[1]:[1]", "[2]:[2, 3]", "[3]:[4]", "[4]:[5]"]
    scored = bitext("score-alignment", "a.beads", "a.beads", "--json")
    assert json.loads(scored.stdout)["strict_f1"] == 1
    assert b"1.0000" in bitext("score-alignment", "a.beads", "a.beads").stdout


@pytest.mark.parametrize("form", ["tsv", "tmx", "jsonl"])
def test_units(bitext, texts: Path, form: str) -> None:
    result = bitext("align", "a.fr", "a.en", "--format", form)
    assert result.returncode == 0
    assert result.stdout.decode().count("Vladimir Poutine") == 1


def test_a_minimum_score_leaves_out_the_doubtful(bitext, texts: Path) -> None:
    (texts / "b.en").write_text("\n".join([*ENGLISH[:2], "Ten easy recipes for the summer.", *ENGLISH[4:]]) + "\n")
    everything = bitext("align", "a.fr", "b.en", "--split", "lines", "--format", "beads").stdout.splitlines()
    sure = bitext("align", "a.fr", "b.en", "--split", "lines", "--format", "beads", "--min-score", "0.8").stdout
    assert 0 < len(sure.splitlines()) < len(everything)
    assert all(float(line.rsplit(b":", 1)[1]) >= 0.8 for line in sure.splitlines())


def test_texts_that_are_no_translations_get_a_warning(bitext, texts: Path) -> None:
    (texts / "c.en").write_text(
        "Beat the eggs with sugar.\nAdd a cup of flour.\nBake for an hour.\nLet it cool.\nServe it with cream.\n"
    )
    result = bitext("align", "a.fr", "c.en", "--split", "lines")
    assert result.returncode == 0
    assert b"warning" in result.stderr


def test_bad_input(bitext, texts: Path) -> None:
    assert "the same text twice" in one_line(bitext("align", "a.fr", "a.fr").stderr)
    (texts / "empty").write_text("")
    assert "no text" in one_line(bitext("align", "a.fr", "empty").stderr)
    assert "is not a bead" in one_line(bitext("score-alignment", "a.fr", "a.fr").stderr)
    (texts / "mine").write_text("x")
    refused = bitext("align", "a.fr", "a.en", "-o", "mine")
    assert refused.returncode == 2 and "exists already" in one_line(refused.stderr)


def test_paragraphs_and_anchors_are_not_crossed(bitext, texts: Path) -> None:
    for name, lines, cut in (("p.fr", FRENCH, 3), ("p.en", ENGLISH, 3)):
        (texts / name).write_text("\n".join(lines[:cut]) + "\n\n" + "\n".join(lines[cut:]) + "\n")
    result = bitext("align", "p.fr", "p.en", "--split", "lines", "--format", "beads", "--boundaries", "paragraphs")
    assert result.returncode == 0, result.stderr
    beads = [
        json.loads(f"[{line.rsplit(':', 1)[0].replace(':', ',')}]") for line in result.stdout.decode().splitlines()
    ]
    # The right bead [2]:[2, 3] crosses the boundary, so it cannot be found.
    assert [2, 3] not in [b[1] for b in beads]
    assert all(max(b[0]) < 3 or min(b[0]) >= 3 for b in beads if b[0])
    (texts / "anchors").write_text("# chapter two\n3 4\n")
    right = bitext("align", "a.fr", "a.en", "--split", "lines", "--format", "beads", "--anchors", "anchors").stdout
    assert b"[2]:[2, 3]" in right
    for text, words in (("3\n", "line 1: not an anchor"), ("9 99\n", "outside the texts")):
        (texts / "anchors").write_text(text)
        bad = bitext("align", "a.fr", "a.en", "--split", "lines", "--anchors", "anchors")
        assert bad.returncode == 2 and words in one_line(bad.stderr)
    (texts / "q.en").write_text("\n".join(ENGLISH))
    unequal = bitext("align", "p.fr", "q.en", "--split", "lines", "--boundaries", "paragraphs")
    assert unequal.returncode == 2 and "2 paragraphs in the source, 1 in the target" in one_line(unequal.stderr)


def test_folders_and_lists_go_on_where_they_were(bitext, texts: Path) -> None:
    for folder, code, lines in (("fr", "fr", FRENCH), ("en", "en", ENGLISH)):
        (texts / folder / "deep").mkdir(parents=True)
        for name in ("one", "deep/two"):
            (texts / folder / f"{name}.{code}.txt").write_text("\n".join(lines) + "\n")
    first = bitext("align", "fr", "en", "-o", "out", "--format", "tmx", "--split", "lines", "--jobs", "2")
    assert first.returncode == 0, first.stderr
    assert b"2 pairs aligned into out/, 0 were finished before" in first.stderr
    files = {p: p.read_bytes() for p in (texts / "out").rglob("*.tmx")}
    assert {p.relative_to(texts / "out").as_posix() for p in files} == {"one.tmx", "deep/two.tmx"}
    (texts / "out" / "one.tmx").unlink()
    again = bitext("align", "fr", "en", "-o", "out", "--format", "tmx", "--split", "lines")
    assert b"1 pair aligned into out/, 1 was finished before" in again.stderr
    assert {p: p.read_bytes() for p in (texts / "out").rglob("*.tmx")} == files
    (texts / "out" / "one.tmx").write_text("mine")
    refused = bitext("align", "fr", "en", "-o", "out", "--format", "tmx", "--split", "lines")
    assert refused.returncode == 2 and "did not write it as it stands" in one_line(refused.stderr)
    (texts / "list").write_text("# pairs\nfr/one.fr.txt\ten/one.en.txt\tfirst\n")
    listed = bitext("align", "--pairs", "list", "-o", "out2", "--format", "beads", "--split", "lines")
    assert listed.returncode == 0 and (texts / "out2" / "first.beads").is_file()
    for arguments, words in (
        (("--pairs", "list"), "--out FOLDER"),
        (("--pairs", "list", "a.fr", "a.en"), "names the texts itself"),
        (("a.fr",), "give a text and its translation"),
    ):
        result = bitext("align", *arguments)
        assert result.returncode == 2 and words in one_line(result.stderr)


def test_languages_that_the_encoder_does_not_cover(bitext, texts: Path) -> None:
    result = bitext("align", "a.fr", "a.en", "--split", "lines", "--from", "sw", "--format", "beads")
    assert result.returncode == 0 and b"does not cover 'sw'" in result.stderr
    named = bitext("align", "a.fr", "a.en", "--from", "sw", "--aligner", "embedding")
    assert named.returncode == 2 and "does not cover 'sw'" in one_line(named.stderr)


def test_a_pair_that_cannot_be_aligned_does_not_stop_the_others(bitext, tmp_path: Path) -> None:
    texts = {"fr/a": "Un chat dort.", "fr/b": "Il pleut.", "fr/c": "Oui.", "en/a": "", "en/b": "It rains."}
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    result = bitext("align", "fr", "en", "-o", "out", "--from", "fr", "--to", "en")
    assert result.returncode == 1
    assert "a.txt: no text in this file" in result.stderr.decode()
    assert "c.txt: no file of the name 'c' in the other folder" in result.stderr.decode()
    assert [path.name for path in (tmp_path / "out").glob("*.tsv")] == ["b.tsv"]
    (tmp_path / "en" / "b.txt").rename(tmp_path / "en" / "z.txt")
    (tmp_path / "en" / "a.txt").unlink()
    nothing = bitext("align", "fr", "en", "-o", "out2")
    assert nothing.returncode == 2 and "has no counterpart" in one_line(nothing.stderr)


def test_lines_of_windows_have_no_carriage_returns(bitext, tmp_path: Path) -> None:
    (tmp_path / "a.fr.txt").write_bytes(b"Un chat dort.\r\nIl pleut.\r\n")
    (tmp_path / "a.en.txt").write_bytes(b"A cat sleeps.\nIt rains.\n")
    bitext("align", "a.fr.txt", "a.en.txt", "--split", "lines", "-o", "a.tsv")
    lines = (tmp_path / "a.tsv").read_bytes().splitlines()
    assert [line.split(b"\t")[-2:] for line in lines[-2:]] == [
        [b"Un chat dort.", b"A cat sleeps."],
        [b"Il pleut.", b"It rains."],
    ]


def test_standard_input_is_one_of_the_texts(bitext, texts: Path) -> None:
    wanted = bitext("align", "a.fr", "a.en", "--format", "beads").stdout
    for side in ("a.fr", "a.en"):
        paths = ["-" if path == side else path for path in ("a.fr", "a.en")]
        result = bitext("align", *paths, "--format", "beads", stdin=(texts / side).read_bytes())
        assert result.returncode == 0, result.stderr
        assert result.stdout == wanted
    assert "only one" in one_line(bitext("align", "-", "-", stdin=b"x").stderr)
    assert "<stdin>: no text" in one_line(bitext("align", "-", "a.en", stdin=b"").stderr)
    (texts / "gold").write_bytes(wanted)
    scored = bitext("score-alignment", "-", "gold", "--json", stdin=wanted)
    assert json.loads(scored.stdout)["lax_f1"] == 1
    assert "<stdin>, line 1" in one_line(bitext("score-alignment", "gold", "-", stdin=b"x\n").stderr)


def test_a_folder_that_cannot_be_read_does_not_hide_other_pairs(tmp_path: Path, monkeypatch) -> None:
    for name in ("fr/a.txt", "en/a.txt", "fr/x/b.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    refuse(monkeypatch, tmp_path / "fr/x")
    failed: dict[str, BitextError] = {}
    pairs = pairs_of_folders(tmp_path / "fr", tmp_path / "en", AlignOptions(), failed)
    assert [name for *_, name in pairs] == ["a"]
    assert list(failed) == [str(tmp_path / "fr/x")]


def test_a_folder_beside_what_is_none(bitext, tmp_path) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "f.txt").write_text("Un chat.\n")
    for arguments, words in (
        (("d", "e"), "e: no such file or folder; check the path"),
        (("e", "d"), "e: no such file or folder; check the path"),
        (("d", "f.txt"), "d: a folder, and f.txt is none; give two texts or two folders"),
    ):
        result = bitext("align", *arguments, "-o", "o.tmx")
        assert result.returncode == 2 and words in one_line(result.stderr)
