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
from toolkit.checks import versions
from toolkit.checks.form import _TAIL
from toolkit.checks.paired_marks import check_brackets, check_quotes
from toolkit.checks.placeholders import read_placeholders
from toolkit.formats.xliff_edit import _LINES
from toolkit.formats.xml_code import opened, with_attribute
from toolkit.languages.bylines import translate_byline
from toolkit.languages.digits import _MYRIAD
from toolkit.languages.english import plural
from toolkit.languages.names import _NAMED
from toolkit.markup import inline, markdown, markdown_inline, markdown_lines
from toolkit.markup.l10n_xml import parse_resx
from toolkit.markup.rst import parse as parse_rst
from toolkit.markup.text_audit import _CODE
from toolkit.segmentation import split_sentences
from toolkit.segmentation.messages import split_message
from toolkit.segmentation.rules import _WORD_BEFORE
from toolkit.text import protected
from toolkit.text.chunks import _JOINTS
from toolkit.text.code_pieces import code_pieces
from toolkit.text.finders import FINDERS
from toolkit.text.formulas import _PROSE
from toolkit.text.messages import _SELECTOR, texts_of, with_plural_forms
from toolkit.text.xml_tokens import _ATTRIBUTE
from toolkit.translation.messages import message_of
from toolkit.units import TranslationUnit


def _finder(start: str) -> re.Pattern[str]:
    """The one of a placeholder in braces, its first alternative."""
    [finder] = [f for f in FINDERS if f.kind == "placeholder" and f.hints == start]
    assert finder.pattern
    return re.compile(finder.pattern.pattern.partition("|")[0])


def _template_alternative() -> str:
    """Of a name with an underscore in brackets, the last of the templates' alternatives."""
    [pattern] = [f.pattern for f in FINDERS if f.kind == "template" and f.pattern]
    return pattern.pattern.rpartition("|")[2]


def _plain_fence() -> str:
    """With the title and the block up to what follows them, one character more at a time."""
    plain = markdown_lines._FENCED.pattern.replace(r"(?:[^{]*[^ \t{])?", "[^{]*?")
    return plain.replace(r"(?:.*[^ \t\n])?", ".*?").replace(
        r"[ \t]*+(?:>[ \t]?+)*+[ \t]*+", r"[ \t]*(?:>[ \t]?)*[ \t]*"
    )


#: What each pattern was: plainer, and slow.
PLAIN = [
    (_CUT, r"(?<=[;:,.!?…)\"'»”،؛؟])\s+|\s+(?=[(—–\-«“\"'])|(?<=[、，；：。！？])", ' ;,(-«"a。'),
    (_JOINTS[1], r"(?<=[:])\s+|\s+(?=[-–—]\s)", " :-–a"),
    (_JOINTS[4], r"\s+(?=(?:et|ou|que|qui|pour|dans|and|or|that|which|for|in)\b)", " etouqr\n-"),
    (_ATTRIBUTE, r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", "a:=\" 'b"),
    (_TAIL, r"[\s\"'”’»“„)\]*_]+$", " \"'*a\n"),
    (_SELECTOR, r"\s*(?:offset:\d+\s*)?(?P<key>=\d+|[\w-]+)\s*\{", " =1a{-"),
    (_PROSE, r"[^\W\d_]{3,}[,;]?\s+[^\W\d_]{2,}", "abé, 1"),
    (inline._WORD_END, r"\w+\Z", "a1 _-\n"),
    (_MYRIAD, _MYRIAD.pattern.removeprefix(r"(?<!\d)"), "12. 万億a"),
    (_LINES, r"[ \t\r]*\n[ \t\r\n]*", " \t\r\na"),
    (re.compile(rf"{_NAMED.pattern}\Z"), r"\s*([^\s()]+)\s*(?:\(\s*([A-Za-z]{2})\s*\))?\s*\Z", " a()"),
    (markdown._HARD_BREAK, r"(?: {2,}|\\)$", " \\a\n"),
    (markdown_inline._TAG, r"<(/?)([a-zA-Z][\w-]*)[^<>]*?(/?)>", "<>/a- "),
    (re.compile(_template_alternative()), r"(?<![\w\]])\[[a-zA-Z]+(?:_\w+)+\](?!\()", "[]a_("),
    (_finder("{"), r"\{\s*[\w.$@#\-\[\]]*\s*(?:![rsa])?(?::(?!\s)[^{}\n]*)?\}", "{} a!r:"),
    (re.compile(markdown_lines._LEAD + "x"), r"(?P<lead>[ \t]*(?:>[ \t]?)*[ \t]*)x", " \t>x"),
    (
        markdown_lines._INDENTED,
        r"(?P<lead>[ \t]*(?:>[ \t]?)*[ \t]*)(?:(?:!!!|\?\?\?\+?)[ \t]+[\w-]+(?:[ \t]+[\w-]+)*(?:[ \t]+\"(?P<title>.*)\")?"
        r"|===[!+]?[ \t]+\"(?P<tab>.+)\")[ \t]*(?:\{[^{}]*\})?[ \t]*",
        ["!!!", "===", " ", '"', "a", "{", "}", ">"],
    ),
    (
        markdown_lines._COMPONENT,
        r"(?m)^(?P<lead>[ \t]*)(?P<tags>(?:</?(?:[A-Z][\w.]*|[a-z]+-[\w-]+)"
        r"(?:\s[^<>\"'{]*(?:(?:\"[^\"]*\"|'[^']*'|\{[^{}]*\})[^<>\"'{]*)*)?/?>"
        r"|<[a-z]+\s[^<>\n]*\bmarkdown\b[^<>\n]*>)[ \t]*)+(?=\r?$)",
        ["<A", "<a", "a-b", " ", "/", ">", '"', "{", "}", "markdown", "\n"],
    ),
    (
        re.compile(rf"(?:{markdown_lines._FENCED.pattern})\Z"),
        rf"(?:{_plain_fence()})\Z",
        [":::", "///", "note", "|", " ", "\t", "a", "{", "[", "]"],
    ),
]


@pytest.mark.parametrize("pattern, plain, alphabet", PLAIN, ids=range(len(PLAIN)))
def test_the_same_matches(pattern: re.Pattern[str], plain: str, alphabet: str | list[str]) -> None:
    old = re.compile(plain)

    @given(st.lists(st.sampled_from(alphabet), max_size=9).map("".join))
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


@pytest.mark.parametrize(
    "work, text",
    [
        (lambda text: protected.find(text), "[a" + "_a" * 5_000 + " "),
        (lambda text: protected.find(text), "{" + " " * 200_000 + "x y"),
        (lambda text: protected.find(text), "<!--a " * 20_000),
        (lambda text: protected.find(text), "\\( a $b " * 20_000),
        (lambda text: _TAIL.sub("", text), " " * 200_000 + "a"),
        (lambda text: _SELECTOR.match(text), " offset:" + "1" * 200_000),
        (lambda text: _CODE.sub("", text), "`" * 200_000),
        (lambda text: _PROSE.search(text), "a" * 200_000),
        (lambda text: inline._WORD_END.search(text), "a" * 200_000 + " "),
        (lambda text: markdown._HARD_BREAK.search(text), " " * 200_000 + "a"),
        (lambda text: markdown_inline._TAG.fullmatch(text), "<" + "a" * 200_000 + ' x=">">'),
        (lambda text: markdown_lines._INDENTED.fullmatch(text), "\t" * 100_000 + "a"),
        (lambda text: markdown_lines._INDENTED.fullmatch(text), "!!! a" + "\t" * 100_000 + ";"),
        (lambda text: markdown_lines._FENCED.fullmatch(text), ":::note a" + " " * 200_000 + "x"),
        (lambda text: markdown_lines._COMPONENT.search(text), '<Aa b="c" /> ' * 2_000 + "x"),
        (lambda text: with_attribute(text, "state", "x"), "<a " + " " * 200_000 + 'b="c">'),
        (lambda text: protected.find(text), "a" * 200_000 + "1😀"),
        (lambda text: _MYRIAD.search(text), "1" * 200_000),
        (lambda text: _LINES.search(text), " " * 200_000 + "a"),
        (lambda text: _NAMED.fullmatch(text), "a" + " " * 200_000 + "x y"),
        (lambda text: opened(text), "<a " + " " * 200_000 + 'b="c">'),
        (lambda text: plural(text), "a" * 200_000 + "1"),
        (lambda text: read_placeholders(text), "{a, plural, one{x}} " * 2_000),
        (lambda text: read_placeholders(text), "{a, plural, one{" * 2_000),
        (texts_of, "{a, plural, one{" * 2_000 + "}}" * 2_000),
        (texts_of, "'{" * 100_000),
        (texts_of, "{a, plural, one{" + "'{a''" * 40_000 + "}}"),
        (lambda text: with_plural_forms(text, ("one", "few", "other")), "{a, plural, other{x}} " * 2_000),
        (lambda text: split_message(text, "fr"), "{a, plural, one{X. Y.} other{x}}. " * 2_000),
        (lambda text: split_message(text, "fr"), "{a, select, b{" * 20 + "x. Y" * 2_000 + "}}" * 20),
        (message_of, "a {a, plural, one{x} other{y}} " * 2_000),
        (message_of, "{a, plural, one{" * 19 + "x" * 20_000 + "}}" * 19),
        (lambda text: parse_rst(text, "fr", "en"), ".. csv-table::\n\n" + '   "a, ""b' * 20_000),
        (lambda text: parse_rst(text, "fr", "en"), ".. csv-table::\n\n" + '   a, b, "c"\n' * 5_000),
        (lambda text: parse_resx(text, "fr", "en"), "<root>" + '<data name="a>' * 20_000),
        (code_pieces, '-a "' * 50_000),
        (code_pieces, "a(" * 100_000),
        (code_pieces, 'a = "' * 40_000),
        (code_pieces, '"a",' * 50_000),
        (lambda text: list(check_quotes(TranslationUnit("1", "a", text, "fr", "en"))), '"a" ' * 50_001 + '"'),
        (lambda text: list(check_brackets(TranslationUnit("1", "a", text, "fr", "en"))), "1) " * 60_000),
        (
            lambda text: list(versions.check(TranslationUnit("1", "1.5", text, "fr", "en"))),
            "1." * 100_000 + "A" * 50_000,
        ),
    ],
)
def test_runs_of_what_it_repeats(work: Callable[[str], object], text: str) -> None:
    work(text)


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
