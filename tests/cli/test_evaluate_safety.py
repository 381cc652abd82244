"""``bitext evaluate``: files are not overwritten, gates check something, languages come from the files."""

from __future__ import annotations

import pytest

from tests.conftest import one_line
from toolkit.errors import OutputError
from toolkit.files import check_outputs


@pytest.fixture
def bitext(inside):
    """The command in this process."""
    return inside


@pytest.fixture
def files(tmp_path):
    texts = {
        "hyp.en": "The cat sleeps.\nThe train leaves.\n",
        "ref.en": "The cat is sleeping.\nThe train is leaving.\n",
        "ref2.en": "A cat sleeps.\nA train leaves.\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


RUN = ("evaluate", "--hyp", "hyp.en", "--ref", "ref.en", "--metrics", "chrf", "--resamples", 0)


@pytest.mark.parametrize("option", ["--junit", "--markdown"])
def test_nothing_is_overwritten(bitext, files, option) -> None:
    before = (files / "ref2.en").read_text()
    refused = bitext(*RUN, option, "ref2.en")
    assert refused.returncode == 2 and "ref2.en: exists already" in one_line(refused.stderr)
    assert (files / "ref2.en").read_text() == before
    own = bitext(*RUN, option, "./ref.en", "--force")
    assert own.returncode == 2 and "is an input as well" in one_line(own.stderr)
    assert bitext(*RUN, option, "ref2.en", "--force").returncode == 0
    assert (files / "ref2.en").read_text() != before


def test_outputs_are_told_from_inputs(tmp_path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "bitext.jsonl").write_text("x")
    check_outputs([None, corpus / "new.xml", tmp_path / "out"], [corpus, None], False)
    for outputs in ([corpus / "bitext.jsonl"], [tmp_path / "a", tmp_path / "x" / ".." / "a"]):
        with pytest.raises(OutputError):
            check_outputs(outputs, [corpus], True)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--max-drop", 0.1, "--significant"), "--max-drop compares with --baseline"),
        (("--significant",), "--significant compares with --baseline"),
        (("--metrics", ""), "names no metric"),
        (("--metrics", " , "), "names no metric"),
        (("--fail-under", "chrf=nan"), "give METRIC=NUMBER"),
        (("--fail-under", "chrf=inf"), "give METRIC=NUMBER"),
        (("--fail-under", "bleu=3"), "--fail-under bleu: is not computed"),
        (("--segments",), "add --json"),
    ],
)
def test_gates_that_could_check_nothing_are_refused(bitext, files, options, words) -> None:
    result = bitext(*RUN, *options)
    assert result.returncode == 2 and words in one_line(result.stderr)


def test_no_test_no_line_about_it(bitext, files) -> None:
    result = bitext(*RUN, "--hyp", "ref2.en")
    assert result.returncode == 0 and b"p: paired" not in result.stdout
    sampled = bitext(*RUN[:-1], 20, "--hyp", "ref2.en")
    assert b"p: paired bootstrap against hyp.en." in sampled.stdout


TMX = (
    '<tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" '
    'srclang="en" datatype="plaintext"/><body>{}</body></tmx>'
)
TU = '<tu><tuv xml:lang="en"><seg>{}</seg></tuv><tuv xml:lang="fr"><seg>{}</seg></tuv></tu>'
PAIRS = [
    ("The bridge has been closed since Monday because of the storm.", "Le pont est fermé depuis lundi à cause de la tempête."),
    ("The mayor visited the site with two engineers from the city.", "Le maire a visité le chantier avec deux ingénieurs de la ville."),
]  # fmt: skip


def test_files_say_their_languages(bitext, files) -> None:
    text = TMX.format("".join(TU.format(*p) for p in PAIRS))
    (files / "ref.tmx").write_text(text, encoding="utf-8")
    (files / "hyp.tmx").write_text(text.replace("tempête", "pluie"), encoding="utf-8")
    result = bitext("evaluate", "--hyp", "hyp.tmx", "--ref", "ref.tmx", "--metrics", "chrf", "--resamples", 0)
    assert result.returncode == 0
    assert [line[:29] for line in result.stderr.decode().splitlines()] == ["warning: hyp.tmx: 2 segments:"]


def test_the_suffix_says_the_language_of_plain_text(bitext, files) -> None:
    for name in ("hyp.zh", "ref.zh"):
        (files / name).write_text("大桥今天早上关闭了。\n图书馆周六开放。\n", encoding="utf-8")
    result = bitext("evaluate", "--hyp", "hyp.zh", "--ref", "ref.zh", "--metrics", "bleu", "--resamples", 0)
    assert b"tok:zh" in result.stdout
