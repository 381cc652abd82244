"""Times of day of many languages in one form, and numbers in Chinese characters."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.checks import check_unit
from toolkit.filters.numbers import Numbers
from toolkit.languages.cjk_numerals import NUMERALS, numerals_in, value_of
from toolkit.languages.clock import clock_times
from toolkit.units import TranslationUnit

SAME = [
    ("de", "Die Sitzung beginnt um 15 Uhr.", "The meeting starts at 3 p.m."),
    ("de", "Um 15.30 Uhr geht es los.", "It starts at 3:30 p.m."),
    ("de", "Um 8 Uhr 30", "At 8:30 a.m."),
    ("de", "Um 3 Uhr nachmittags", "At 3 p.m."),
    ("de", "Es kostet 15.30 Euro", "It costs 15.30 euros"),
    ("fr", "À 15 h 30", "At 3:30 p.m."),
    ("fr", "2 heures de route", "A 2-hour drive"),
    ("it", "Alle ore 15.30", "At 3:30 p.m."),
    ("es", "Son las 15.30 horas", "It is 3:30 p.m."),
    ("nl", "Om 15.00 uur", "At 3 p.m."),
    ("sv", "Kl. 15.30", "At 3:30 p.m."),
    ("pt", "Às 15h30", "At 3:30 p.m."),
    ("ja", "会議は午後三時に始まります。", "The meeting starts at 3 p.m."),
    ("ja", "午後3時30分に始まります。", "It starts at 3:30 p.m."),
    ("ja", "3時間かかります。", "It takes 3 hours."),
    ("zh", "会议15点半开始。", "The meeting starts at 3:30 p.m."),
    ("zh", "會議下午三點開始。", "The meeting starts at 3 p.m."),
    ("zh", "他花了3小时", "It took him 3 hours"),
    ("zh", "價格是一千二百三十四元。", "The price is 1,234 yuan."),
    ("zh", "第3点", "Point 3"),
    ("ko", "회의는 오후 3시에 시작합니다.", "The meeting starts at 15:00."),
]


def reasons(source: str, target: str, one: str, other: str) -> list[str]:
    return [f.reason for f in check_unit(TranslationUnit("1", source, target, one, other), ["numbers"])]


@pytest.mark.parametrize(("language", "text", "english"), SAME)
def test_the_same_time_has_no_finding_and_is_kept(language: str, text: str, english: str) -> None:
    assert reasons(text, english, language, "en") == reasons(english, text, "en", language) == []
    numbers = Numbers()
    assert numbers.accept(numbers.score(TranslationUnit("1", text, english, language, "en")))


@pytest.mark.parametrize(
    ("language", "text"), [("de", "Um 15 Uhr"), ("fr", "À 15 h"), ("ja", "午後三時に"), ("zh", "下午三点")]
)
def test_another_time_is_found(language: str, text: str) -> None:
    assert reasons(text, "At 4 p.m.", language, "en")
    assert reasons("At 4 p.m.", text, "en", language)


def test_languages_that_are_not_known_stay_as_they_are() -> None:
    assert clock_times("15 Uhr", "eo") == "15 Uhr"
    assert clock_times("Kein Uhrwerk", "de") == "Kein Uhrwerk"


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("十", 10),
        ("二十一", 21),
        ("一百零五", 105),
        ("三万五千", 35_000),
        ("一億二千万", 120_000_000),
        ("二〇二六", 2026),
    ],
)
def test_numbers_in_chinese_characters(numeral: str, value: int) -> None:
    assert value_of(numeral) == value
    assert value in numerals_in(f"有{numeral}個")


@given(st.text(alphabet=NUMERALS, min_size=1, max_size=40))
def test_any_run_of_signs_has_a_value(numeral: str) -> None:
    assert value_of(numeral) >= 0
    assert numerals_in(numeral)


@pytest.mark.parametrize(
    ("language", "run"), [("de", "15 "), ("sv", "kl. "), ("zh", "三"), ("fr", "1:1:"), ("ko", " 3")]
)
def test_long_runs_take_linear_time(language: str, run: str) -> None:
    started = time.process_time()
    clock_times(run * 50_000, language)
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("text", "language", "plain"),
    [
        ("Kauppa on auki klo 9–17.30.", "fi", "Kauppa on auki 9:00–17:30."),
        ("Dükkân 9.00'dan 17.30'a kadar açık, saat 8.15.", "tr", "Dükkân 9:00 17:30 kadar açık, 8:15."),
        ("Fiyatı 1.250,50'ye düştü, 3.50 oldu", "tr", "Fiyatı 1.250,50'ye düştü, 3.50 oldu"),
        ("Opið kl. 9.30", "is", "Opið 9:30"),
    ],
)
def test_times_from_one_to_another(text: str, language: str, plain: str) -> None:
    assert clock_times(text, language) == plain
