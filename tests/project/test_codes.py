"""Inline codes of XLIFF and TMX in a project: where they go when a person changes a target, and how they are shown."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.errors import InputError
from toolkit.formats.inline import codes_alone, codes_of, text_of
from toolkit.formats.tmx_inline import SOURCE_INLINE, TARGET_INLINE
from toolkit.project.codes import coded_target, moved_codes
from toolkit.project.cutting import carried, cut
from toolkit.project.editing import sentences_of
from toolkit.project.exporting import with_codes
from toolkit.project.model import Row
from toolkit.units import TranslationUnit


def unit_of(code: str, target: str, source: str | None = None) -> TranslationUnit:
    text = text_of(code) if source is None else source
    return TranslationUnit("1", text, target, "fr", "en", properties={SOURCE_INLINE: code})


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ('Il dit <g id="1">oui</g>.', "Yes, he says.", None),
        ('Cliquez <x id="2"/> ici.', "Click here.", 'Click <x id="2"/> here.'),
        ('<x id="1"/> et &amp; <x id="2"/>', "and & or", None),
        ("<bpt id='1'>&lt;b&gt;</bpt>Gras<ept id='1'>&lt;/b&gt;</ept> et maigre.", "Bold and lean.", None),
    ],
)
def test_codes_go_to_the_words_that_are_theirs(source: str, target: str, wanted: str | None) -> None:
    unit = unit_of(source, target)
    assert with_codes(unit)
    made = unit.properties[TARGET_INLINE]
    assert codes_of(made) == codes_of(source)
    assert wanted in (None, made)
    # A code that stands alone between blanks keeps them: the text has both.
    assert text_of(made) == unit.target and unit.target.split() == target.split()


def test_codes_whose_words_are_not_found_stand_behind_the_text() -> None:
    source = '<g id="1">Un</g> a.<ph id="2">&lt;br&gt;</ph><mrk mtype="term">b</mrk>'
    unit = unit_of(source, "A < b.", "as another version read it")
    assert not with_codes(unit)
    assert unit.properties[TARGET_INLINE] == 'A &lt; b.<g id="1"></g><ph id="2">&lt;br&gt;</ph>'
    pieces, placed = coded_target(unit_of(source, "A < b.", "as another version read it"))
    assert (pieces[0], placed) == (("text", "A < b."), False)


def test_a_target_that_was_emptied_has_no_codes() -> None:
    unit = unit_of('<x id="1"/>a', "")
    assert with_codes(unit) and TARGET_INLINE not in unit.properties


PIECES = st.lists(
    st.sampled_from(
        ["un", " ", "deux ", "&amp;", "<x id='1'/>", "<ph id='3'>a</ph>", "<g id='2'>trois</g>", "<g id='4'/>"]
    ),
    min_size=1,
)


@settings(max_examples=80, deadline=None)
@given(PIECES, st.sampled_from(["one & two", "three", "One. Two. Three."]))
def test_whatever_the_codes_none_is_lost(pieces: list[str], target: str) -> None:
    source = "".join(pieces)
    unit = unit_of(source, target)
    with_codes(unit)
    made = unit.properties[TARGET_INLINE]
    assert codes_of(made) == codes_of(source) == codes_of(codes_alone(source))
    assert text_of(made) == unit.target and unit.target.split() == target.split()
    assert text_of(codes_alone(source)) == ""


def test_codes_are_shown_by_what_they_are_called() -> None:
    source = (
        '<bpt id="1">&lt;b&gt;</bpt>Gras<ept id="1">&lt;/b&gt;</ept> '
        '<x id="2" equiv-text="{n}"/> <g id="3">a</g><x id="4" ctype="lb"/>'
    )
    pieces, _ = coded_target(unit_of(source, "Bold a"))
    assert [shown for kind, shown in pieces if kind == "code"] == ["<b>", "</b>", "{n}", "3", "/3", "lb 4"]
    assert "".join(shown for kind, shown in pieces if kind == "text").split() == ["Bold", "a"]
    assert coded_target(TranslationUnit("1", "a", "b", "fr", "en")) == ([], True)


def row_of(source: str, target: str = "", number: int = 1) -> Row:
    properties = {SOURCE_INLINE: source} | ({TARGET_INLINE: target} if target else {})
    unit = TranslationUnit(str(number), text_of(source), text_of(target), "fr", "en", properties=properties)
    return Row(number, 1, float(number), unit, sentences_of(unit.source, "fr"), sentences_of(unit.target, "en"))


def test_merged_and_split_units_keep_their_codes() -> None:
    one = row_of('Un <g id="1">chat</g> dort.', 'A <g id="1">cat</g> sleeps.')
    two = row_of('Il <x id="1"/> rêve.', 'He <x id="1"/> dreams.', 2)
    sides = [(one.source + two.source, one.target + two.target)]
    [made] = carried([one, two], sides)
    assert made[SOURCE_INLINE] == 'Un <g id="1">chat</g> dort. Il <x id="2"/> rêve.'
    assert made[TARGET_INLINE] == 'A <g id="1">cat</g> sleeps. He <x id="2"/> dreams.'
    merged = row_of(made[SOURCE_INLINE], made[TARGET_INLINE])
    apart = carried([merged], [(one.source, one.target), (two.source, two.target)])
    assert [part[SOURCE_INLINE] for part in apart] == [
        'Un <g id="1">chat</g> dort.',
        'Il <x id="2"/> rêve.',
    ]
    omitted = carried([one], [(one.source, ()), ((), one.target)])
    assert omitted == [
        {SOURCE_INLINE: one.unit.properties[SOURCE_INLINE]},
        {TARGET_INLINE: 'A <g id="1">cat</g> sleeps.'},
    ]


@pytest.mark.parametrize("code", ['A <g id="1">b. C</g>.', 'A <bx id="1"/>b. C<ex id="1"/>.'])
def test_no_pair_is_torn_apart(code: str) -> None:
    with pytest.raises(InputError, match="a pair of inline codes"):
        cut(code, [(0, 4), (5, 7)])


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=4))
def test_however_units_are_merged_no_code_is_lost(units: list[list[str]]) -> None:
    rows = [row_of("".join(pieces), number=n) for n, pieces in enumerate(units)]
    [made] = carried(rows, [(tuple(s for row in rows for s in row.source), ())])
    total = sum(codes_of(row.unit.properties[SOURCE_INLINE]).total() for row in rows if row.unit.source)
    assert codes_of(made.get(SOURCE_INLINE, "")).total() == total


def test_codes_stand_where_a_person_puts_them_until_a_change_goes_over_them() -> None:
    unit = unit_of('Un <g id="1">chat</g> dort<x id="2"/>.', "A cat sleeps.")
    assert moved_codes(unit, [0, 5, 2]) == '<g id="1">A <x id="2"/>cat</g> sleeps.'
    for places, word in [([6, 5, 2], "begin"), ([0, 5], "moved"), ([0, 5, 14], "moved")]:
        with pytest.raises(InputError, match=word):
            moved_codes(unit, places)
