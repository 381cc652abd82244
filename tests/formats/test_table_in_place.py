"""Tables with columns of their own are changed in place: every column stays, with its name and its order."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import one_line
from toolkit.api.unit_files import UnitFiles, translate_unit_files
from toolkit.testing import UpperEngine

TSV = (
    "key\tsrc\tcontext\ttgt\tmodel_score\tdate\r\n"
    'k1\tle chat dort ici\tmenu, "x"\tthe cat sleeps here\t0.50\t2024\r\n'
    "\r\n"
    "k2\tfermer la porte\tbouton\t\t0.7\t\r\n"
)
CSV = (
    "\ufeffsep=;\n"
    "id;fr;note;en\n"
    '"1";"le chat; dort";"a ""b""";"the cat sleeps"\n'
    '2;le chien dort;"deux\nlignes";\n'
    "3;la porte rouge;;the red door\n"
)


def _translate(path: Path, out: Path, missing: bool = False) -> str:
    report = translate_unit_files(UnitFiles.of(path, "fr", "en"), out, UpperEngine(("fr", "en")), missing=missing)
    assert report.edited and not report.differences
    return out.read_bytes().decode()


def test_targets_go_into_their_cells_and_all_else_stays(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_bytes(TSV.encode())
    (tmp_path / "b.csv").write_bytes(CSV.encode())
    made = _translate(tmp_path / "a.tsv", tmp_path / "o.tsv", missing=True)
    assert made == TSV.replace("bouton\t\t0.7", "bouton\tFERMER LA PORTE\t-0.5000")
    made = _translate(tmp_path / "b.csv", tmp_path / "o.csv", missing=True)
    assert made == CSV.replace('lignes";', 'lignes";LE CHIEN DORT')
    made = _translate(tmp_path / "b.csv", tmp_path / "o2.csv")
    # A row in quotes stays so.
    assert '"1";"le chat; dort";"a ""b""";"LE CHAT; DORT"\n' in made and "3;la porte rouge;;LA PORTE ROUGE\n" in made


def test_two_columns_of_a_name_stay(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("id\tid\tsource\ttarget\n1\t2\tun\t\n")
    assert _translate(tmp_path / "a.tsv", tmp_path / "o.tsv") == "id\tid\tsource\ttarget\n1\t2\tun\tUN\n"


def test_an_origin_that_is_none_of_ours_stays(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("source\ttarget\torigin\tnote\nun\t\tweb\tx\ndeux\t\thuman\ty\n")
    made = _translate(tmp_path / "a.tsv", tmp_path / "o.tsv")
    assert made == "source\ttarget\torigin\tnote\nun\tUN\tweb\tx\ndeux\tDEUX\tmachine\ty\n"


@pytest.mark.parametrize("head", ["source\ttarget\n", ""])
def test_tables_without_other_columns_get_ours(tmp_path: Path, head: str) -> None:
    (tmp_path / "a.tsv").write_text(f"{head}un mot\ta word\n")
    translate_unit_files(UnitFiles.of(tmp_path / "a.tsv", "fr", "en"), tmp_path / "o.tsv", UpperEngine(("fr", "en")))
    assert (tmp_path / "o.tsv").read_text().startswith("id\tdocument\tkind\torigin\t")


def test_clean_fix_and_check_keep_columns(bitext, tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_bytes(TSV.encode())
    languages = "--from", "fr", "--to", "en"
    # A row without a translation waits for nobody: it goes, as out of any corpus.
    result = bitext("clean", "a.tsv", *languages, "-o", "clean.tsv", "--rejects", "gone.jsonl")
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "clean.tsv").read_bytes().decode() == TSV.partition("k2")[0]
    assert (tmp_path / "gone.jsonl").read_text().count("\n") == 1
    mended = TSV.replace("the cat sleeps here", "the cat  sleeps here")
    (tmp_path / "m.tsv").write_bytes(mended.encode())
    assert bitext("fix", "m.tsv", *languages, "-o", "fixed.tsv").returncode == 0
    assert (tmp_path / "fixed.tsv").read_bytes().decode() == TSV
    result = bitext("check", "a.tsv", *languages, "--only", "empty", "--out", "checked.tsv")
    rows = [line.split("\t") for line in (tmp_path / "checked.tsv").read_text().splitlines() if line]
    assert result.returncode == 1 and [row[:-1] for row in rows] == [
        line.split("\t") for line in TSV.split("\r\n") if line
    ]
    assert [row[-1] for row in rows] == ["findings", "", "empty: the target is empty"]
    # Findings of an earlier check go when there are none any more.
    (tmp_path / "again.tsv").write_text((tmp_path / "checked.tsv").read_text().replace("bouton\t\t", "bouton\tb\t"))
    bitext("check", "again.tsv", *languages, "--only", "empty", "--out", "none.tsv")
    assert "empty" not in (tmp_path / "none.tsv").read_text()


def test_rows_of_other_languages_stay(bitext, tmp_path: Path) -> None:
    rows = "id\tsource_language\ttarget_language\tsource\ttarget\tnote\n1\tfr\ten\tun\t\tx\n2\tfr\tde\tdeux\t\ty\n"
    (tmp_path / "a.tsv").write_text(rows)
    assert _translate(tmp_path / "a.tsv", tmp_path / "o.tsv") == rows.replace("un\t\t", "un\tUN\t")
    result = bitext("fix", "a.tsv", "--from", "it", "--to", "en", "-o", "x.tsv")
    assert result.returncode == 2 and "choose another --from or --to" in one_line(result.stderr)
