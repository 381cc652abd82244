"""Patterns that once took time with the square of the length, or worse: the same matches, in linear time."""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.alignment.clauses import _CUT, split_clauses
from toolkit.languages.bylines import translate_byline
from toolkit.segmentation import split_sentences
from toolkit.segmentation.rules import _WORD_BEFORE
from toolkit.text.chunks import _JOINTS
from toolkit.text.xml_tokens import _ATTRIBUTE

#: What each pattern was: plainer, and slow.
PLAIN = [
    (_CUT, r"(?<=[;:,.!?…)\"'»”،؛؟])\s+|\s+(?=[(—–\-«“\"'])|(?<=[、，；：。！？])", ' ;,(-«"a。'),
    (_JOINTS[1], r"(?<=[:])\s+|\s+(?=[-–—]\s)", " :-–a"),
    (_JOINTS[4], r"\s+(?=(?:et|ou|que|qui|pour|dans|and|or|that|which|for|in)\b)", " etouqr\n-"),
    (_ATTRIBUTE, r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", "a:=\" 'b"),
]


@pytest.mark.parametrize("pattern, plain, alphabet", PLAIN, ids=range(len(PLAIN)))
def test_the_same_matches(pattern: re.Pattern[str], plain: str, alphabet: str) -> None:
    old = re.compile(plain)

    @given(st.text(st.sampled_from(alphabet), max_size=9))
    def same(text: str) -> None:
        found = [[(m.span(), m.groups()) for m in p.finditer(text)] for p in (old, pattern)]
        assert found[0] == found[1]

    same()


@given(st.text(st.sampled_from("a.°- \n"), max_size=9))
def test_the_word_before(text: str) -> None:
    found = _WORD_BEFORE.search(text.rstrip("\n"))
    plain = re.search(r"[\w°º.\-]*$", text.rstrip("\n"))
    assert plain and (found.group() if found else "") == plain.group()


@pytest.fixture(autouse=True)
def _limit():
    """Ten seconds of CPU: linear patterns need hundredths, the plain ones minutes or for ever."""

    def stop(number, frame):
        pytest.fail("too slow")

    split_sentences("Un mot. Un autre.", "fr")  # loads Punkt
    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, 10)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)


LONG = 200_000


@pytest.mark.parametrize(
    "unit", ["?", "!", ".", "…", ". ", " ", "\u00a0", '"', "a", "-", "é.", "? !", "1 ", "«", ". »", "»", "。", "\t"]
)
@pytest.mark.parametrize(
    "work",
    [
        lambda text: split_sentences(text, "fr"),
        lambda text: split_sentences(text[:-1], "fr"),
        split_clauses,
        lambda text: [list(joint.finditer(text)) for joint in _JOINTS],
        lambda text: _ATTRIBUTE.findall(text),
        translate_byline,
    ],
    ids=["sentences", "sentences to the end", "clauses", "joints", "attributes", "bylines"],
)
def test_long_runs(work: Callable[[str], object], unit: str) -> None:
    started = time.process_time()
    work(". " + unit * (LONG // len(unit)) + "\0")
    assert time.process_time() - started < 10
