"""Second stage: a paragraph becomes sentences with character offsets."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.languages.abbreviations import MAY_END
from toolkit.segmentation import rules
from toolkit.segmentation.marks import candidates, closing, is_own
from toolkit.segmentation.punkt import check_code, is_trained, load_parameters
from toolkit.units import primary_language

if TYPE_CHECKING:
    from nltk.tokenize.punkt import PunktSentenceTokenizer

#: Changes whenever the same text could be split otherwise; part of every signature.
VERSION = "punkt+rules-4"
# Longer paragraphs are split in windows, so that one line of 50 MB costs linear time and little memory.
_WINDOW = 20_000


@dataclass(slots=True, frozen=True)
class Segment:
    """A sentence of a paragraph.

    Attributes:
        text: the sentence, without whitespace around it.
        start: offset of its first character in the paragraph.
        end: offset behind its last character.
    """

    text: str
    start: int
    end: int


def split_sentences(text: str, language: str) -> list[Segment]:
    """Split a paragraph into sentences.

    Punkt decides about full stops in French and English; rules (:mod:`toolkit.segmentation.rules`) decide about
    quotation marks, ellipses, abbreviations, initials, ordinals and stops that have lost their space. In every other
    script its own marks end a sentence (:mod:`toolkit.segmentation.marks`). Thai and Lao have none: besides
    stops, question and exclamation marks, a space ends a sentence before a word that opens one, and behind one that
    ends it.

    Args:
        text: paragraph, any length.
        language: code of the language; docs/segmentation.md has figures for thirty-five.

    Returns:
        Segments in order. They do not overlap, and only whitespace stands between them.

    Raises:
        InputError: not the code of a language.
    """
    check_code(language)
    segments: list[Segment] = []
    base = 0
    while base < len(text):
        window = text[base : base + _WINDOW]
        last = base + len(window) >= len(text)
        spans = _spans(window, language)
        if not last and len(spans) > 1:
            # The last sentence may go on behind the window: leave it to the next one.
            spans, consumed = spans[:-1], spans[-1][0]
        else:
            consumed = len(window)
        segments += [Segment(window[a:b], base + a, base + b) for a, b in spans]
        base += consumed
    return segments


def _spans(text: str, language: str) -> list[tuple[int, int]]:
    code = primary_language(language)
    breaks = {*_boundaries(text, code), *rules.fused_boundaries(text, code), *rules.unmarked_boundaries(text, code)}
    spans = []
    start = 0
    for end in [*sorted(breaks), len(text)]:
        piece = text[start:end]
        stripped = piece.strip()
        if stripped:
            first = start + piece.index(stripped)
            spans.append((first, first + len(stripped)))
        start = end
    return spans


def _boundaries(text: str, language: str) -> list[int]:
    code = primary_language(language)
    trained = is_trained(code)
    punkt: set[int] | None = None
    found: list[int] = []
    start = 0
    for match in candidates(code).finditer(text):
        mark, end, after = match.start("mark"), match.end("close"), match.end("gap")
        marks, close = match.group("mark"), match.group("close")
        if after == len(text):
            break
        if is_own(marks):
            closers = closing(close, text[:mark], text[end : end + 1])
            if closers < len(close) or match.group("gap"):
                found.append(match.end("mark") + closers)
                start = after
            elif not (rules.goes_on(text, close, after) or _is_decimal(text, marks, after)):
                found.append(end)
                start = after
            continue
        if not match.group("gap"):
            if rules.ends_without_space(text, marks, after, code) and not rules.goes_on(text, close, after):
                found.append(end)
                start = after
            continue
        if text[mark - 1 : mark] in {"[", "("} and text[match.end("mark") :][:1] in {"]", ")"}:
            continue
        if not rules.starts_sentence(text, after, code):
            continue
        if marks == ".":
            if rules.stop_is_inside(text, start, mark, after, code):
                continue
            if trained and not close:
                if punkt is None:
                    punkt = _punkt_breaks(text, code)
                if mark + 1 not in punkt and rules.word_before(text, mark).lower() not in MAY_END:
                    continue
        found.append(end)
        start = after
    return found


def _is_decimal(text: str, marks: str, after: int) -> bool:
    return marks == "．" and text[after].isdigit()


def _punkt_breaks(text: str, language: str) -> set[int]:
    return {end for _, end in _tokenizer(language).span_tokenize(text, realign_boundaries=False)}


@functools.cache
def _tokenizer(language: str) -> PunktSentenceTokenizer:
    from nltk.tokenize.punkt import PunktSentenceTokenizer

    tokenizer = PunktSentenceTokenizer()
    tokenizer._params = load_parameters(language)
    return tokenizer
