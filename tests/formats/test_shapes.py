"""Rows of other people's data sets: texts by language, in an object of translations, or under other names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from toolkit.errors import InputError
from toolkit.formats import hf, jsonl, parquet
from toolkit.units import Origin, TranslationUnit


def _read(
    path: Path, *rows: dict[str, Any], languages: tuple[str | None, str | None] = (None, None)
) -> list[TranslationUnit]:
    file = path / "a.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return list(jsonl.read(file, *languages))


@pytest.mark.parametrize(
    ("row", "languages"),
    [
        ({"translation": {"fr": "Oui.", "en": "Yes."}}, ("fr", "en")),
        ({"id": "9", "translation": {"fr": "Oui.", "en": "Yes."}}, ("fr", "en")),
        ({"fr": "Oui.", "en": "Yes."}, ("fr", "en")),
        ({"id": 9, "score": 1, "fr": "Oui.", "en": "Yes."}, ("fr", "en")),
        ({"src": "Oui.", "tgt": "Yes."}, ("", "")),
        ({"sentence_fr": "Oui.", "sentence_en": "Yes."}, ("fr", "en")),
        ({"Source text": "Oui.", "Target text": "Yes.", "source_language": "fr"}, ("fr", "")),
    ],
)
def test_both_texts_and_languages_are_found(tmp_path: Path, row: dict[str, Any], languages: tuple[str, str]) -> None:
    [unit] = _read(tmp_path, row)
    assert (unit.source, unit.target) == ("Oui.", "Yes.")
    assert (unit.source_language, unit.target_language) == languages
    assert unit.origin is Origin.HUMAN and unit.id == str(row.get("id", 1))


def test_the_languages_that_are_asked_for_are_chosen(tmp_path: Path) -> None:
    row = {"translation": {"fr": "Oui.", "en": "Yes.", "de": "Ja."}}
    [unit] = _read(tmp_path, row, languages=("de", "fr"))
    assert (unit.source, unit.target, unit.properties) == ("Ja.", "Oui.", {"en": "Yes."})
    [turned] = _read(tmp_path, {"fr": "Oui.", "en": "Yes."}, languages=("en", "fr"))
    assert (turned.source, turned.target_language) == ("Yes.", "fr")


def test_an_empty_side_is_a_unit_without_it(tmp_path: Path) -> None:
    [unit] = _read(tmp_path, {"translation": {"fr": "Oui.", "en": None}})
    assert (unit.source, unit.target) == ("Oui.", "")


@pytest.mark.parametrize(
    ("row", "languages", "words"),
    [
        ({"translation": {"fr": "a", "en": "b", "de": "c"}}, (None, None), "choose two of these by --from and --to"),
        ({"translation": {"fr": "a", "en": "b"}}, ("de", None), "choose two of these by --from and --to"),
        ({"fr": "a", "en": "b", "de": "c"}, (None, None), "--from and --to"),
        ({"premise": "a", "hypothesis": "b"}, (None, None), "no field 'source'); its fields are premise, hypothesis"),
        ({"source": "a"}, (None, None), "no field 'target'"),
        ({}, (None, None), "its fields are none"),
    ],
)
def test_what_is_not_told_is_refused(tmp_path: Path, row: dict[str, Any], languages: Any, words: str) -> None:
    with pytest.raises(InputError) as refused:
        _read(tmp_path, row, languages=languages)
    assert words in str(refused.value)


def test_our_own_folder_for_hugging_face_is_read_again(tmp_path: Path) -> None:
    units = [TranslationUnit("7", "Oui.", "Yes.", "fr", "en", "doc")]
    hf.write_path(units, tmp_path / "set", "fr", "en")
    [unit] = jsonl.read(tmp_path / "set" / "data" / "train.jsonl")
    assert (unit.id, unit.document, unit.source, unit.target) == ("7", "doc", "Oui.", "Yes.")


def test_parquet_of_hugging_face(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    rows = [
        {"id": 3, "translation": {"fr": "Oui.", "en": "Yes."}},
        {"id": 4, "translation": {"fr": "Non.", "en": None}},
    ]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "a.parquet")
    first, second = parquet.read(tmp_path / "a.parquet")
    assert (first.id, first.source, first.target, first.target_language) == ("3", "Oui.", "Yes.", "en")
    assert (second.id, second.source, second.target, second.origin) == ("4", "Non.", "", Origin.HUMAN)
    pq.write_table(pa.Table.from_pylist([{"a": "x", "b": "y"}]), tmp_path / "b.parquet")
    with pytest.raises(InputError, match="its fields are a, b"):
        list(parquet.read(tmp_path / "b.parquet"))
