"""Scores of other scripts, gaps in references, and units in another order."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.ter import TER

from toolkit.errors import InputError, MissingExtraError
from toolkit.evaluation import score
from toolkit.evaluation.comparison import compare
from toolkit.evaluation.metrics import METRICS, Statistics, make_metric
from toolkit.evaluation.testset import Side, TestSet, fit, fit_sources, parse_side

HYPOTHESES = ["大桥今天早上关闭了。", "居民可以乘渡船过河。", "图书馆周六开放。"]
REFERENCES = ["大桥今早关闭了。", "居民可以坐渡船过河。", "图书馆星期六开放。"]


def test_chinese_is_tokenised_as_sacrebleu_does() -> None:
    by_name = {s.metric: s for s in score(HYPOTHESES, [REFERENCES], METRICS, "zh")}
    assert by_name["bleu"].value == BLEU(trg_lang="zh").corpus_score(HYPOTHESES, [REFERENCES]).score > 30
    assert "tok:zh" in by_name["bleu"].signature and "asian:yes" in by_name["ter"].signature
    wanted = TER(normalized=True, asian_support=True).corpus_score(HYPOTHESES, [REFERENCES]).score
    assert by_name["ter"].value == wanted < 60
    assert by_name["chrf"].value == score(HYPOTHESES, [REFERENCES], ["chrf"])[0].value


def test_the_language_of_a_test_set_chooses_the_tokeniser() -> None:
    testset = TestSet([REFERENCES], target_language="zh-TW", names=["r"])
    [system] = compare([Side("s", HYPOTHESES)], testset, ["bleu"], resamples=0).systems
    assert "tok:zh" in system.metrics["bleu"].signature


@pytest.mark.parametrize(("language", "module"), [("ja", "MeCab"), ("ko", "mecab_ko")])
def test_a_tokeniser_that_is_not_there_is_named(language: str, module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == module else sys)
    with pytest.raises(MissingExtraError, match=rf"pip install 'bitext-toolkit\[{language}\]'"):
        make_metric("bleu", language=language)
    assert make_metric("chrf", language=language)


def test_a_blank_reference_does_not_count_beside_another() -> None:
    hypotheses = ["The cat sleeps on the red carpet.", "The train leaves at eight."]
    first = ["The cat is sleeping on the red rug.", "The train goes at eight."]
    gaps = ["", "The train leaves at eight o'clock."]
    for name in METRICS:
        rows = Statistics(name, hypotheses, [first, gaps]).segment_scores()
        assert rows[0] == Statistics(name, hypotheses[:1], [first[:1]]).segment_scores()[0]
        assert rows[1] == Statistics(name, hypotheses[1:], [first[1:], gaps[1:]]).segment_scores()[0]


def test_units_are_joined_by_their_sources() -> None:
    reference = Side("ref.tsv", ["A", "B"], ["a", "b"])
    assert fit(Side("ref2.tsv", ["B2", "A2"], ["b", "a"]), reference).segments == ["A2", "B2"]
    assert fit_sources(Side("src.tsv", ["b", "a"]), reference) == ["a", "b"]
    assert fit_sources(Side("src", ["b", "a"]), Side("ref.en", ["A", "B"])) == ["b", "a"]
    with pytest.raises(InputError, match=r"src\.tsv: has sources \('c'\) that ref\.tsv does not have"):
        fit_sources(Side("src.tsv", ["b", "c"]), reference)


def test_a_byte_order_mark_is_no_text() -> None:
    side = parse_side("ref.zh", "\ufeff一\n二\n")
    assert side.segments == ["一", "二"] and side.language == "zh"
    assert parse_side("ref.txt", "a").language == parse_side("stdin", "a").language == ""


def test_no_metric_is_refused() -> None:
    with pytest.raises(InputError, match="no metric"):
        compare([Side("s", ["a"])], TestSet([["a"]]), [], resamples=0)


def test_the_extras_are_there() -> None:
    text = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    assert '"sacrebleu[ja]' in text and '"sacrebleu[ko]' in text


@pytest.mark.parametrize("language", ["cmn", "cmn_Hans", "lzh", "zho_Hant"])
def test_chinese_by_its_other_codes(language: str) -> None:
    testset = TestSet([REFERENCES], target_language=language, names=["r"])
    [system] = compare([Side("s", HYPOTHESES)], testset, ["bleu", "ter"], resamples=0).systems
    assert "tok:zh" in system.metrics["bleu"].signature and "asian:yes" in system.metrics["ter"].signature


def _tmx(path: Path, rows: list[tuple[str, str, str]]) -> None:
    path.write_text(
        '<tmx version="1.4"><header srclang="fr"/><body>'
        + "".join(
            f'<tu><tuv xml:lang="fr"><seg>{source}</seg></tuv><tuv xml:lang="{language}"><seg>{target}</seg></tuv></tu>'
            for source, language, target in rows
        )
        + "</body></tmx>"
    )


def test_units_of_several_languages_are_never_scored_together(bitext, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    rows = [
        ("un", "en", "one"),
        ("deux", "en", "two"),
        ("un", "de", "eins"),
        ("deux", "de", "zwei"),
        ("trois", "de", "drei"),
    ]
    _tmx(tmp_path / "three.tmx", rows)
    refused = bitext("evaluate", "--hyp", "three.tmx", "--ref", "three.tmx", "--metrics", "chrf", "--resamples", "0")
    assert refused.returncode == 2 and b"(fr-de, fr-en)" in refused.stderr
    for language, count in (("de", 3), ("en-GB", 2)):
        asked = ("--to", language, "--metrics", "chrf", "--resamples", "0")
        done = bitext("evaluate", "--hyp", "three.tmx", "--ref", "three.tmx", *asked)
        assert done.returncode == 0 and f"{count} segments, 1 reference".encode() in done.stdout
    nothing = bitext("evaluate", "--hyp", "three.tmx", "--ref", "three.tmx", "--to", "es", "--metrics", "chrf")
    assert nothing.returncode == 2 and b"the languages left out are de, en" in nothing.stderr


def test_units_that_are_not_scored_and_languages_that_differ_are_told(bitext, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    _tmx(tmp_path / "sys.tmx", [("un", "en", "one"), ("deux", "en", "two"), ("trois", "en", "three")])
    _tmx(tmp_path / "gold.tmx", [("deux", "en", "two of them"), ("un", "en", "a one")])
    _tmx(tmp_path / "other.tmx", [("un", "de", "eins"), ("deux", "de", "zwei"), ("trois", "de", "drei")])
    options = ("--metrics", "chrf", "--resamples", "0")
    less = bitext("evaluate", "--hyp", "sys.tmx", "--ref", "gold.tmx", *options)
    assert less.returncode == 0 and b"sys.tmx: 1 of its units is not scored" in less.stderr
    odd = bitext("evaluate", "--hyp", "sys.tmx", "--ref", "other.tmx", *options)
    assert odd.returncode == 0 and b"says that it is in 'en', the references are in 'de'" in odd.stderr
    sound = bitext("evaluate", "--hyp", "gold.tmx", "--ref", "sys.tmx", "--from", "fr", *options)
    assert sound.returncode == 2 and b"no unit with the source" in sound.stderr
