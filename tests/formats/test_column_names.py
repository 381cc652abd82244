"""Heads of tables as people and programs write them are no units, and short sentences are no heads."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit import read, write
from toolkit.formats import FORMATS
from toolkit.formats.column_names import ColumnName, column_name

HEADS = [
    ("SRC\tTRG", 0, 1),
    ("src\ttgt", 0, 1),
    ("#source\ttranslation", 0, 1),
    ("Source text\tTarget text", 0, 1),
    ("source_text\ttarget_text", 0, 1),
    ("Target (en)\tSource (de)", 1, 0),
    ("Quelle\tZiel", 0, 1),
    ("原文\t译文", 0, 1),
    ("sentence_de\tsentence_en", 0, 1),
    ("en_text\tde_text", 0, 1),
]


@pytest.mark.parametrize(("head", "source", "target"), HEADS)
@pytest.mark.parametrize(("name", "mark"), [("tsv", "\t"), ("csv", ",")])
def test_a_head_is_no_unit(tmp_path: Path, head: str, source: int, target: int, name: str, mark: str) -> None:
    rows = [head, "Hallo Welt.\tHello world."]
    path = tmp_path / f"a.{name}"
    path.write_text("\n".join(rows).replace("\t", mark) + "\n", encoding="utf-8")
    cells = rows[1].split("\t")
    [unit] = FORMATS[name].read(path)
    assert (unit.source, unit.target) == (cells[source], cells[target])
    with_more = tmp_path / f"more.{name}"
    lines = [f"id\t{head}\tscore of the day", "7\tHallo Welt.\tHello world.\t12"]
    with_more.write_text("\n".join(lines).replace("\t", mark) + "\n", encoding="utf-8")
    [unit] = FORMATS[name].read(with_more)
    assert (unit.id, unit.source, unit.target) == ("7", cells[source], cells[target])
    assert unit.properties == {"score of the day": "12"}


@pytest.mark.parametrize(
    "row", ["de\tdie", "source\tQuelle", "The source text\tDer Text", "Text\tTexte", "Hallo\tHi", "original\toriginell"]
)
def test_a_unit_is_no_head(tmp_path: Path, row: str) -> None:
    (tmp_path / "a.tsv").write_text(row + "\nHallo Welt.\tHello world.\n", encoding="utf-8")
    first, second = FORMATS["tsv"].read(tmp_path / "a.tsv")
    assert [first.source, first.target] == row.split("\t") and second.source == "Hallo Welt."


def test_languages_of_a_head_are_those_of_the_units(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("Source (de)\tTarget English\nHallo.\tHello.\n")
    [unit] = FORMATS["tsv"].read(tmp_path / "a.tsv")
    assert (unit.source_language, unit.target_language) == ("de", "en")
    (tmp_path / "b.tsv").write_text("source_language\ttarget_language\tsrc\ttgt\nde\ten\tHallo.\tHello.\n")
    [unit] = FORMATS["tsv"].read(tmp_path / "b.tsv")
    assert (unit.source, unit.target, unit.source_language, unit.target_language) == ("Hallo.", "Hello.", "de", "en")
    assert column_name("notes") == column_name("de") == column_name("source of target") == ColumnName()


def test_codes_of_three_letters_are_a_head(tmp_path: Path) -> None:
    table = tmp_path / "a.tsv"
    for head, count in (("deu\teng", 1), ("fra_Latn\tdeu_Latn", 1), ("non\tyes", 2), ("Est\tHer", 2)):
        table.write_text(f"{head}\nDie Katze schläft.\tThe cat sleeps.\n", encoding="utf-8")
        assert len(list(read(table))) == count, head


def test_ids_that_stand_twice_are_set_apart_in_xliff(tmp_path: Path) -> None:
    table = tmp_path / "a.tsv"
    table.write_text("source\ttarget\tid\nA\tB\t7\nC\tD\t7\nE\tF\t7-2\n", encoding="utf-8")
    write(read(table, "fr-en"), tmp_path / "a.xlf")
    assert [unit.id for unit in read(tmp_path / "a.xlf")] == ["7", "7-2", "7-2-2"]
