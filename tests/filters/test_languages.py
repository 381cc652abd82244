"""Professional translations into other scripts pass the filters and the checks of form."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.languages import PAIRS, UDHR, articles, units_of
from bench.lengths import CODES
from toolkit.checks import check_unit
from toolkit.filters import Cleaner, make_filters, read_profile
from toolkit.filters.cleaner import kept_of
from toolkit.languages.digits import comparable_numbers
from toolkit.languages.lengths import characters_off, count_words, longest_word, pieces, share_of_letters, typical_ratio
from toolkit.units import TranslationUnit


def declared(code: str) -> list[TranslationUnit]:
    return units_of(articles(UDHR, "eng"), articles(UDHR, CODES[code].split()[0]), code)


@pytest.mark.parametrize("code", PAIRS.split(","))
def test_the_declaration_survives_cleaning(code: str) -> None:
    units = declared(code)
    assert len(list(kept_of(Cleaner(read_profile("standard")).run(units), None))) >= 0.97 * len(units)


@pytest.mark.parametrize("code", PAIRS.split(","))
def test_the_declaration_has_the_right_lengths(code: str) -> None:
    assert [u.id for u in declared(code) if check_unit(u, ["length", "language", "numbers"])] == []


def test_half_of_a_chinese_text_is_too_short() -> None:
    long = [u for u in declared("zh") if len(u.target) > 60]
    halved = [TranslationUnit(u.id, u.source, u.target[: len(u.target) // 2], "en", "zh") for u in long]
    assert sum(bool(check_unit(u, ["length"])) for u in halved) >= 0.6 * len(halved)


ZH = [
    ("桥今天早上关闭了，因为昨晚的暴风雨损坏了栏杆。", "The bridge was closed this morning because last night's storm damaged the railings."),
    ("图书馆周六开放。", "The library is open on Saturdays."),
    (
        "我们建议乘客提前二十分钟到达车站，因为入口处的队伍通常很长，而且售票机有时会出故障，尤其是在下雨的日子和学校假期的第一天。",
        "We advise passengers to arrive at the station twenty minutes early, since the queue at the entrance is usually long "
        "and the ticket machines sometimes break down, above all on rainy days and on the first day of the school holidays.",
    ),
]  # fmt: skip


@pytest.mark.parametrize("profile", ["lenient", "standard"])
def test_chinese_is_not_measured_by_blanks(profile: str) -> None:
    units = [TranslationUnit(str(n), zh, en, "zh", "en") for n, (zh, en) in enumerate(ZH)]
    assert len(list(kept_of(Cleaner(read_profile(profile)).run(units), None))) == len(ZH)


def score(name: str, source: str, target: str, languages: tuple[str, str], **settings: object) -> bool:
    [chosen] = make_filters({name: dict(settings)})
    return chosen.accept(chosen.score(TranslationUnit("1", source, target, *languages)))


def test_other_filters_know_other_scripts() -> None:
    assert score("punctuation", "Who came (yesterday)?", "谁来了（昨天）？", ("en", "zh"))
    assert score("punctuation", "Who came?", "Ποιος ήρθε;", ("en", "el"), maximum=0)
    assert score("punctuation", "It is over.", "यह समाप्त है।", ("en", "hi"), maximum=0)
    assert not score("punctuation", "Who came?", "他来了。", ("en", "zh"), maximum=0)
    assert not score("repetition", "He came.", "他来了他来了他来了他来了他来了他来了", ("en", "zh"))
    assert not score("identical", "我们今天去北京的图书馆", "我们今天去北京的图书馆。", ("zh", "en"))
    assert score("addresses", "See www.example.com for all.", "请访问www.example.com了解详情。", ("en", "zh"))
    assert score("letters", "यह हिन्दी में लिखा गया है", "It is written in Hindi", ("hi", "en"), minimum=0.9)


def test_vowel_signs_make_other_words() -> None:
    [chosen] = make_filters({"duplicates": {"loose": True}})
    assert [chosen.score(TranslationUnit("1", "a", t, "en", "hi")) for t in ("की", "का", "का!")] == [0, 0, 1]


@pytest.mark.parametrize(
    ("source", "target", "languages"),
    [
        ("There are 35 wolves and 1,234 bears.", "هناك ٣٥ ذئبا و١٬٢٣٤ دبا.", ("en", "ar")),
        ("35 wolves, 100,000 sheep", "३५ भेड़िये, १,००,००० भेड़ें", ("en", "hi")),
        ("It costs 35,000 yen and 1.2 million won.", "費用は３万５０００円と120万ウォンです。", ("en", "ja")),
        ("1.5 billion people, 300 million homes", "15亿人，3亿户", ("en", "zh")),
        ("On 5 May he saw 12 wolves.", "5月5日他看见了12只狼。", ("en", "zh")),
        ("2,5 millions d’habitants et 12 maires", "250만 주민과 12명의 시장", ("fr", "ko")),
    ],
)
def test_numbers_are_read_in_every_script(source: str, target: str, languages: tuple[str, str]) -> None:
    assert score("numbers", source, target, languages, minimum=1.0)
    assert check_unit(TranslationUnit("1", source, target, *languages), ["numbers"]) == []
    assert check_unit(TranslationUnit("1", source + " 77", target, *languages), ["numbers"])


def test_numbers_of_french_and_english_stay_as_they_are() -> None:
    texts = "Il a 1 234,5 euros en mai.", "He has 1,234.5 euros, 3 million."
    assert comparable_numbers(*texts, ("fr", "en")) == texts


def test_words_are_counted_in_each_script() -> None:
    assert count_words("The bridge is closed.") == 4
    assert count_words("大桥关闭了 OK") == 4
    assert longest_word("费" * 80) == 0
    assert pieces("去 Paris 吧") == ["去", "Paris", "吧"]
    assert share_of_letters("हिन्दी") == 1
    # Prices and times are text; rows of figures are none.
    for sound in ("火车18:30出发。", "Cuesta 1.250,50 €.", "Costs $3.50.", "Prix : 3,50 €"):
        assert share_of_letters(sound) >= 0.6, sound
    for noise in ("12 34 56", "1.250,50 €", "Sum 1,234 5,678 9,012", "A1 B2 C3 D4 5 6 7", "-- 3 --"):
        assert share_of_letters(noise) < 0.5, noise
    assert typical_ratio(("fr", "en")) == 0.88
    assert typical_ratio(("xx", "yy")) == 1
    assert typical_ratio(("zh", "en")) == pytest.approx(1 / typical_ratio(("en", "zh")))


@given(st.text(max_size=60))
def test_measures_take_any_text(text: str) -> None:
    assert 0 <= share_of_letters(text) <= 1
    assert longest_word(text) <= len(text)
    assert bool(count_words(text)) == bool(text.strip()) or "\u1361" in text
    assert characters_off(len(text), len(text), ("en", "zh"), 15) >= 1


def test_the_texts_say_where_they_are_from() -> None:
    assert (Path(UDHR) / "SOURCES.md").is_file()


def test_a_language_that_the_classifier_does_not_know_is_no_reason() -> None:
    assert score("language", "The bridge has been closed since Monday.", "တံတားကို တနင်္လာနေ့ကတည်းက ပိတ်ထားသည်။", ("en", "my"))
