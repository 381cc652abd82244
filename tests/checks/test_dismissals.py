"""Findings that a person let be."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.checks.dismissals import Dismissals, key_of
from toolkit.errors import InputError
from toolkit.units import Finding, TranslationUnit

FINDING = Finding("numbers", "number 12 of the source is missing in the target")


def unit(number: int = 12, target: str = "He has cats.", identity: str = "1") -> TranslationUnit:
    return TranslationUnit(identity, f"Il a {number} chats.", target, "fr", "en")


def test_a_dismissal_is_of_texts_and_not_of_places(tmp_path: Path) -> None:
    known = Dismissals()
    assert known.add(unit(), "numbers", "said\tin words\n", "ada") and not known.add(unit(), "numbers", "again", "bob")
    known.write(tmp_path / "d.tsv")
    back = Dismissals.read(tmp_path / "d.tsv")
    assert [(r.check, r.person, r.reason) for r in back] == [("numbers", "ada", "said in words")]
    assert back.covers(unit(identity="another"), FINDING)
    assert not back.covers(unit(target="He has dogs."), FINDING)
    assert not back.covers(unit(13), FINDING)
    assert not back.covers(unit(), Finding("names", "x"))


def test_the_languages_count_and_their_regions_do_not() -> None:
    other = TranslationUnit("1", "Il a 12 chats.", "He has cats.", "fr-CA", "en-GB")
    german = TranslationUnit("1", "Il a 12 chats.", "He has cats.", "fr", "de")
    assert key_of(unit(), "numbers") == key_of(other, "numbers") != key_of(german, "numbers")


def test_two_branches_that_add_dismissals_merge_as_lines(tmp_path: Path) -> None:
    one, two, both = Dismissals(), Dismissals(), Dismissals()
    for number in range(40):
        for known in (one, both) if number % 2 else (two, both):
            known.add(unit(number), "numbers", "said in words", "ada")
    for name, known in (("one", one), ("two", two), ("both", both)):
        known.write(tmp_path / name)
    lines = {name: (tmp_path / name).read_text(encoding="utf-8").splitlines() for name in ("one", "two", "both")}
    assert sorted({*lines["one"], *lines["two"]}) == sorted(lines["both"])
    assert lines["both"][1:] == sorted(lines["both"][1:])


def test_what_no_finding_asks_for_is_pruned() -> None:
    known = Dismissals()
    known.add(unit(12), "numbers", "a", "ada")
    known.add(unit(13), "numbers", "b", "ada")
    assert known.covers(unit(12), FINDING)
    known.add(unit(14), "quote-style", "c", "ada")
    assert [row.reason for row in known.prune({"numbers"})] == ["b"] and len(known) == 2


@pytest.mark.parametrize(("line", "wanted"), [("<<<<<<< HEAD", "conflict"), ("a\tb", "not a dismissal")])
def test_a_line_that_is_none_is_named(tmp_path: Path, line: str, wanted: str) -> None:
    (tmp_path / "d.tsv").write_text(f"# head\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=f"line 2: .*{wanted}"):
        Dismissals.read(tmp_path / "d.tsv")


def test_units_without_languages_keep_their_dismissals(tmp_path: Path) -> None:
    """What was dismissed with --from and --to is not lost when a later call forgets them."""
    known = Dismissals()
    unit = TranslationUnit("1", "Il a 12 ans .", "He  is 12 .", "fr", "en")
    known.add(unit, "spacing", "fine", "ada")
    known.add(TranslationUnit("2", "Oui .", "Yes .", "fr", "en"), "spacing", "fine", "ada")
    known.keep(TranslationUnit("1", unit.source, unit.target, "", ""))
    assert [row.source for row in known.prune({"spacing"})] == ["Oui ."]
    assert [row.source for row in known] == [unit.source]
