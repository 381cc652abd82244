"""``bitext align`` and ``segment`` look at the languages of their texts."""

from __future__ import annotations

import json

import pytest

from tests.alignment.test_copies import ENGLISH, FRENCH

ARABIC = (
    "أغلقت البلدية الجسر صباح اليوم بعد العاصفة. زار رئيس البلدية الموقع مع مهندسين اثنين. هل يستطيع السكان عبور النهر؟"
)
ENGLISH_3 = (
    "The council closed the bridge this morning after the storm. The mayor visited the site with two engineers. "
    "Can residents cross the river?"
)


@pytest.fixture
def files(tmp_path):
    for name, text in (("en", "\n".join(ENGLISH)), ("fr", "\n".join(FRENCH)), ("ar", ARABIC), ("en3", ENGLISH_3)):
        (tmp_path / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
    return tmp_path


def test_swapped_texts_are_noticed(inside, files) -> None:
    result = inside("align", "en.txt", "fr.txt", "--from", "fr", "--to", "en", "--format", "tmx", "-o", "o.tmx")
    assert result.returncode == 0
    assert result.stderr.decode().splitlines() == [
        "bitext: warning: the texts look 'en' and 'fr', not 'fr' and 'en'; give --from en --to fr, or swap the texts"
    ]


def test_one_wrong_language_is_noticed(inside, files) -> None:
    result = inside("align", "fr.txt", "en.txt", "--from", "de", "--to", "en", "--format", "beads")
    assert result.stderr.decode().splitlines() == [
        "bitext: warning: fr.txt: looks 'fr', not 'de'; give --from fr, or another text"
    ]
    assert not inside("align", "fr.txt", "en.txt", "--from", "fr-CA", "--to", "en_GB", "--format", "beads").stderr


def test_languages_are_found_out_where_none_are_given(inside, files) -> None:
    [first, *_] = inside("align", "en.txt", "fr.txt", "--format", "jsonl").stdout.decode().splitlines()
    assert (json.loads(first)["source_language"], json.loads(first)["target_language"]) == ("en", "fr")
    result = inside("align", "ar.txt", "en3.txt", "--format", "jsonl")
    units = [json.loads(line) for line in result.stdout.decode().splitlines()]
    assert [(u["source_language"], u["target_segments"]) for u in units] == [("ar", [0]), ("ar", [1]), ("ar", [2])]
    assert not result.stderr


def test_an_input_is_never_overwritten(inside, files) -> None:
    result = inside("align", "fr.txt", "en.txt", "-o", "en.txt", "--force")
    assert result.returncode == 2 and b"is an input as well" in result.stderr
    assert (files / "en.txt").read_text(encoding="utf-8") == "\n".join(ENGLISH) + "\n"


def test_a_repeated_passage_is_named(inside, files) -> None:
    (files / "twice.txt").write_text("\n".join(FRENCH * 2) + "\n", encoding="utf-8")
    result = inside("align", "twice.txt", "en.txt", "--split", "lines", "--format", "beads")
    assert [line.rsplit(":", 1)[0] for line in result.stdout.decode().splitlines()][3:5] == ["[3]:[3]", "[4]:[]"]
    assert b"warning: twice.txt: a passage stands twice here" in result.stderr


def test_segment_finds_out_other_languages(inside, files) -> None:
    lines = inside("segment", "ar.txt", "--json").stdout.decode().splitlines()
    assert [json.loads(line)["language"] for line in lines] == ["ar"] * 3
