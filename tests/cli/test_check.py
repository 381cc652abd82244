from __future__ import annotations

import json
from pathlib import Path

ROWS = [
    ("a", "Il a tiré 12 obus sur la ville.", "He fired 13 shells at the city."),
    ("b", "Les soldats sont rentrés chez eux.", "The soldiers went home."),
    ("c", "Les soldats sont rentrés chez eux.", "The soldiers have returned home."),
]


def bitext_file(folder: Path) -> Path:
    path = folder / "in.tsv"
    head = "id\tsource\ttarget\tsource_language\ttarget_language\n"
    path.write_text(head + "".join(f"{i}\t{s}\t{t}\tfr\ten\n" for i, s, t in ROWS), encoding="utf-8")
    return path


def test_findings_are_printed_and_counted(bitext, tmp_path: Path) -> None:
    bitext_file(tmp_path)
    result = bitext("check", "in.tsv", "--quiet")
    lines = result.stdout.decode().splitlines()
    assert result.returncode == 1 and not result.stderr
    assert lines[0] == "in.tsv: unit a: [numbers] number 12 of the source is missing in the target"
    assert lines[2] == "in.tsv: unit c: [consistency] the same source has another target in unit b"
    assert lines[-1] == "2 of 3 units with findings: numbers 2, consistency 1"
    assert bitext("check", "in.tsv", "--quiet", "--only", "dates").returncode == 0
    detail = bitext("check", "in.tsv", "--quiet", "--skip", "numbers", "--detail").stdout.decode().splitlines()
    assert detail[1:3] == ["  Les soldats sont rentrés chez eux.", "  The soldiers have returned home."]
    shown = bitext("check", "in.tsv", "--quiet", "--max", "1").stdout.decode().splitlines()
    assert len(shown) == 4 and shown[-1] == "not shown: 1 unit; raise --max, or use --json"


def test_a_glossary_is_kept_to(bitext, tmp_path: Path) -> None:
    bitext_file(tmp_path)
    (tmp_path / "terms.csv").write_text("obus,round\nsoldat,soldier\n")
    result = bitext("check", "in.tsv", "--glossary", "terms.csv", "--only", "terms", "--json", "--quiet")
    [record] = map(json.loads, result.stdout.splitlines())
    assert record["unit"] == "a" and record["file"] == "in.tsv"
    [finding] = record["findings"]
    assert (finding["check"], finding["severity"]) == ("terms", "error") and record["line"] == 2
    assert record["source"][slice(*finding["source_span"])] == "obus"
    assert "'obus' of the source should be 'round'" in record["findings"][0]["reason"]
    result = bitext("check", "in.tsv", "--only", "terms", "--quiet")
    assert result.returncode == 2 and b"--glossary" in result.stderr


def test_the_languages_of_a_glossary_are_those_of_the_bitext(bitext, tmp_path: Path) -> None:
    (tmp_path / "in.tsv").write_text(
        "source\ttarget\tsource_language\ttarget_language\nShells fly.\tÇa vole.\ten\tfr\n"
    )
    (tmp_path / "terms.csv").write_text("fr,en\nobus,shell\n")
    result = bitext("check", "in.tsv", "--glossary", "terms.csv", "--only", "terms", "--quiet")
    assert result.returncode == 1
    assert "the term 'shell' of the source should be 'obus' in the target" in result.stdout.decode()


def test_a_table_that_does_not_name_its_writer_is_a_persons(bitext, tmp_path: Path) -> None:
    rows = (
        ("À cinq ans, Pavel Němec vivait à Neuquén.", "At five, Pavel Nemec lived in Neuquen."),
        ("Mes poursuivants ont abandonné.", "My pursuers gave up."),
        ("Un porteur corpulent de 42 ans proteste.", "A burly 42-year-old porter protests."),
    )
    (tmp_path / "h.tsv").write_text("source\ttarget\n" + "".join(f"{a}\t{b}\n" for a, b in rows))
    result = bitext("check", "h.tsv", "--from", "fr", "--to", "en", "--quiet")
    assert (result.returncode, result.stdout) == (0, b"0 of 3 units with findings\n")
    assert bitext("convert", "h.tsv", "h.tmx", "--from", "fr", "--to", "en").returncode == 0
    assert (tmp_path / "h.tmx").read_text().count('<prop type="x-origin">human</prop>') == 3


def test_a_table_is_no_other_side_of_a_text(bitext, tmp_path: Path) -> None:
    for name in ("a.en", "a.tsv"):
        (tmp_path / name).write_text("source\ttarget\nun\tone\n")
    result = bitext("check", "a.en")
    assert result.returncode == 2 and b"cannot tell the format" in result.stderr and not result.stdout


def test_units_without_languages_are_told(bitext, tmp_path: Path) -> None:
    (tmp_path / "in.tsv").write_text("Selon la BCE, Orlando va bien.\tIt is fine, so they say.\n")
    (tmp_path / "terms.csv").write_text("va bien,does well\n")
    result = bitext("check", "in.tsv", "--quiet", "--glossary", "terms.csv")
    assert result.stdout.decode().splitlines()[-1] == "1 of 1 unit with findings: terms 1"
    assert result.stderr.decode().startswith("1 unit does not say its languages; add --from and --to")
    result = bitext("check", "in.tsv", "--quiet", "--from", "fr", "--to", "en")
    assert result.returncode == 1 and b"[names]" in result.stdout and not result.stderr


def test_units_with_their_findings_are_written(bitext, tmp_path: Path) -> None:
    path = bitext_file(tmp_path)
    result = bitext("check", path, "--out", "out.jsonl", "--quiet")
    assert result.returncode == 1
    units = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [len(u["findings"]) for u in units] == [2, 0, 1]
    other = bitext("check", "out.jsonl", "--only", "dates", "--quiet")
    assert other.returncode == 0 and other.stdout.startswith(b"0 of 3 units with findings")
    again = bitext("check", "out.jsonl", "--out", "again.jsonl", "--quiet")
    assert again.returncode == 1
    assert (tmp_path / "again.jsonl").read_text() == (tmp_path / "out.jsonl").read_text()
    refused = bitext("check", path, "--out", path, "--force", "--quiet")
    assert refused.returncode == 2 and b"is an input as well" in refused.stderr
