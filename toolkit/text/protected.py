"""What no translation changes: found once, before any model, and carried round it whole.

There are two manners. Most spans stand for a word of their sentence (an address, a placeholder, the number of an
account): the model gets a short mark such as ``[1]`` in the place of each and copies that, as the models of
translators' tools copy placeholders. Others stand beside the words (an emoji, a tag, the mark of a footnote): they are
taken out, so that the model reads the sentence as it would be without them, and put back where their neighbours went
(:mod:`toolkit.translation.asides`).
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from toolkit.text.addresses import without_ends
from toolkit.text.finders import LONG_RUN, LONG_WORD, possible_finders
from toolkit.text.finding import Finder
from toolkit.text.scripts import foreign_runs

# Of SentencePiece and of decoders of UTF-8, for what they cannot say.
_UNREADABLE = "\ufffd\u2047"
# What placeholders, tags, emoji and marks have in them.
_MADE_OF = re.compile(r"[{<$%&:\[_#@©®\u2122-\u2bff\u3030-\u3299\U0001f000-\U0001faff\u20e3]")
# Kinds of spans that no translation makes of words.
_NEVER_MADE = frozenset({"template", "tag", "placeholder", "shortcode", "entity", "reference", "emoji"})
# A sign between words that a model says again.
_STUTTER = re.compile(r"(?<!\S)([&+=/|<>@#%*^~])(?: \1)+(?!\S)")
_MARK = re.compile(r"\[\d+\]")
_QUOTED = re.compile(r"(?<!\w)'")
# Of a number that a program puts in: -{reduction} %.
_SIGNED = re.compile(r"(?<![^\s(])[-+−±]$")
# What a number is, in letters that no language changes: a model leaves them out before a mark.
_LABEL, _LONGEST_LABEL = re.compile(r"(?<![\w-])(?:SIREN|SIRET|ISBN|ISSN|EAN|IMEI|NAF|APE)[ \u00a0\u202f]$"), 7
_ELISION = re.compile(r"[\"«(\[]*(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)['’]", re.IGNORECASE)
# Forms for both sexes, which are put in one before a model: étudiant·e·s.
_BOTH = re.compile(r"(?<=[a-zà-ÿ]{2})[·•⋅](?:ne|e|elle|le|ve|se|ère|r?ice|trice|euse|esse|ine)s?(?:[·•⋅]s)?(?!\w)")
_NUMBER_SIGN = re.compile(r"(?<!\w)[Nn][°º](?=[ \u00a0\u202f]?(\S))")
_NUMBERED = re.compile(r"[ \u00a0\u202f]?\d|[ \u00a0\u202f][a-zà-ÿ]")
# Of money, which is said behind its number in other languages.
_AMOUNT = re.compile(r"\$\d+")
_NUMBER = re.compile(r" ?\d")
_BEHIND_NUMBER = re.compile(r"\d[ \u00a0\u202f]?$")
_TOKEN = re.compile(r"\S+")
_LETTERS_AND_DIGITS = re.compile(r"[^\W_]")
_PLAIN = re.compile(r"[\x20-\x7eÀÂÄÇÈÉÊËÎÏÔÖÙÛÜàâäçèéêëîïôöùûüÿæÆœŒŸ’‘“”«»…–—\u00a0\u202f€£]*")
# A sign behind one of these words stands for a word itself: click on ▶.
_WANTS_A_WORD = frozenset(
    "sur le la les l un une de du des d à au aux par avec dans en et ou bouton icône symbole signe touche flèche "
    "on the a an of to by with in and or button icon symbol sign key arrow".split()
)
# A run of letters and digits is a token of a machine only if it is as mixed as one.
_LONG_TOKEN = 32


@dataclass(slots=True, frozen=True)
class Span:
    """A protected part of a text.

    Attributes:
        start, end: offsets.
        kind: name of its finder, ``script`` or ``character``.
        aside: it stands beside the words of its sentence.
    """

    start: int
    end: int
    kind: str
    aside: bool = False


def find(
    text: str,
    language: str = "",
    spells: Callable[[str], bool] | None = None,
    kinds: Collection[str] | None = None,
) -> list[Span]:
    """What must stay as it is, in order; no two spans overlap.

    Args:
        text: a segment.
        language: of the text; words in scripts of other languages are found too. Empty to let all scripts be.
        spells: tells whether a model can write a character; None if it can write all.
        kinds: of finders; None for all of them.
    """
    taken: list[Span] = []
    free = bytearray(len(text))
    for finder in possible_finders(text):
        if kinds is None or finder.kind in kinds:
            for start, end in _matches(finder, text):
                # A model that reads the text is not to change the marks of a quotation of code, or lose its brackets.
                around = text[start - 1 : start] + text[end : end + 1]
                quoted = around == "''" and _QUOTED.match(text, start - 1)
                if spells and finder.kind == "placeholder" and (quoted or around == "[]"):
                    start, end = start - 1, end + 1
                if spells and finder.kind == "placeholder" and _SIGNED.search(text, max(0, start - 2), start):
                    start -= 1
                if spells and finder.kind == "identifier":
                    label = _LABEL.search(text, max(0, start - _LONGEST_LABEL), start)
                    start = label.start() if label else start
                _take(text, free, taken, Span(start, end, finder.kind, finder.aside))
    if language:
        for start, end in foreign_runs(text, language):
            _take(text, free, taken, Span(start, end, "script"))
    if spells is not None and not _PLAIN.fullmatch(text):
        for span in _unspelt(text, free, spells, language.startswith("fr")):
            _take(text, free, taken, span)
    taken.sort(key=lambda span: span.start)
    if spells is not None and "entity" in {span.kind for span in taken}:
        taken = list(_in_quotes(taken))
    return [_in_its_sentence(text, span) for span in taken]


def _in_quotes(spans: Sequence[Span]) -> Iterator[Span]:
    """A word and the entities that touch it on both sides, such as marks of quotation, in one span."""
    run: list[Span] = []
    for span in [*spans, Span(-1, -1, "")]:
        if run and span.start != run[-1].end:
            words = [one for one in run if not one.aside]
            if len(words) == 1 and run[0].kind == run[-1].kind == "entity":
                yield Span(run[0].start, run[-1].end, words[0].kind)
            else:
                yield from run
            run = []
        run.append(span)


def _matches(finder: Finder, text: str) -> Iterator[tuple[int, int]]:
    for start, end in finder.search(text):
        if finder.kind == "address":
            end = start + len(without_ends(text[start:end]))
        elif finder.kind == "token" and not _is_token(text[start:end]):
            continue
        if end > start:
            yield start, end


def _is_token(run: str) -> bool:
    if len(run) >= LONG_RUN or (len(run) >= LONG_WORD and run.isalpha()):
        return True
    digits, upper, lower = (any(map(test, run)) for test in (str.isdigit, str.isupper, str.islower))
    words = run.count("-") + run.count("/") + run.count("_")
    return digits and ((upper and lower) or len(run) >= _LONG_TOKEN) and words * 8 < len(run)


def _take(text: str, free: bytearray, taken: list[Span], span: Span) -> None:
    # What looks like a number of goods in the midst of a key is a part of the key.
    if span.kind == "token" and any(free[span.start : span.end]):
        _swallow(free, taken, span)
    if span.end > span.start and not any(free[span.start : span.end]):
        free[span.start : span.end] = b"\1" * (span.end - span.start)
        taken.append(span)


def _swallow(free: bytearray, taken: list[Span], span: Span) -> None:
    """Give up what was found within a span, if nothing reaches out of it."""
    inside = [one for one in taken if span.start <= one.start and one.end <= span.end]
    if sum(one.end - one.start for one in inside) == sum(free[span.start : span.end]):
        for one in inside:
            taken.remove(one)
        free[span.start : span.end] = bytes(span.end - span.start)


def _unspelt(text: str, free: bytearray, spells: Callable[[str], bool], french: bool) -> Iterator[Span]:
    """Words with a character that a model cannot write, and runs of such characters that stand alone.

    The number sign of French (n° 5) has its own translation, see :mod:`toolkit.languages.french_to_english`.
    """
    numbers = _number_signs(text, free) if french else set()
    if french and any(sign in text for sign in "·•⋅"):
        numbers |= {place for m in _BOTH.finditer(text) for place in range(*m.span())}
    for token in _TOKEN.finditer(text):
        unknown = [
            i
            for i in range(*token.span())
            if not free[i] and i not in numbers and not _PLAIN.fullmatch(text[i]) and not spells(text[i])
        ]
        if not unknown:
            continue
        if any(unicodedata.category(text[i])[0] == "L" or _is_inside_a_word(text, i) for i in unknown):
            start, end = token.span()
            if french and (elision := _ELISION.match(text, start)) and elision.end() <= unknown[0]:
                start = elision.end()
            while start < unknown[0] and not _LETTERS_AND_DIGITS.match(text[start]):
                start += 1
            end = start + len(without_ends(text[start:end]))
            # What an earlier finder has taken at the edges is not of the word.
            while start < unknown[0] and free[start]:
                start += 1
            while end > unknown[-1] + 1 and free[end - 1]:
                end -= 1
            if text[start - 1 : start] + text[end : end + 1] in ("[]", "//"):  # sounds
                start, end = start - 1, end + 1
            if end > unknown[-1] and not any(free[start:end]):
                yield Span(start, end, "character")
                continue
        for _, run in itertools.groupby(enumerate(unknown), lambda pair: pair[1] - pair[0]):
            places = [place for _, place in run]
            start, end = places[0], places[-1] + 1
            # A degree and its scale, a square and its sign.
            if text[start] in "°º" and text[end : end + 1] in ("C", "F"):
                end += 1
            # A sign before a number is a part of it, and so is a unit behind one.
            beside = not (
                (unicodedata.category(text[start]) == "Sm" and _NUMBER.match(text, end))
                or (_is_unit(text[start:end]) and _BEHIND_NUMBER.search(text, max(0, start - 2), start))
            )
            yield Span(start, end, "character", beside)


def _number_signs(text: str, free: bytearray) -> set[int]:
    """Places of the degree signs of ``n° 5``, ``n° suivant`` and ``n° {id}``, whose number a program fills in."""
    return {
        m.end() - 1
        for m in _NUMBER_SIGN.finditer(text)
        if _NUMBERED.match(text, m.end()) or (m.end(1) <= len(free) and free[m.start(1)])
    }


def _is_unit(signs: str) -> bool:
    """Whether a run is a unit of measure that Unicode has as one character: ℉, ㎏."""
    return len(signs) == 1 and (signs in "℃℉" or unicodedata.decomposition(signs).startswith("<square>"))


def _is_inside_a_word(text: str, place: int) -> bool:
    return text[place - 1 : place].isalnum() and text[place + 1 : place + 2].isalnum()


def _in_its_sentence(text: str, span: Span) -> Span:
    """A sign stands for a word where the word before it wants one; a span that fills the text stands for it."""
    if not span.aside or span.kind in ("tag", "reference"):
        return span
    # None of these words is long, and a text may have thousands of signs.
    head = text[max(0, span.start - 200) : span.start]
    before = re.search(r"(?<![^\W\d_])([^\W\d_]+)[\s'’]*$", head)
    wanted = before is not None and before[1].lower() in _WANTS_A_WORD and len(head) > before.end(1)
    return Span(span.start, span.end, span.kind) if wanted else span


def new_mark(text: str, used: Collection[str]) -> str:
    """A mark that is not used yet, and that a text does not have."""
    # Those before are all used, or in the text.
    numbers = itertools.count(len(used) + 1)
    return next(mark for number in numbers if (mark := f"[{number}]") not in used and mark not in text)


def hide(text: str, spans: Sequence[Span]) -> tuple[str, dict[str, str]]:
    """Put a mark such as ``[1]`` in the place of each span.

    Returns:
        The text with marks that it did not have, and by mark what it stands for.
    """
    kept: dict[str, str] = {}
    parts, position = [], 0
    for span in spans:
        mark = new_mark(text, kept)
        kept[mark] = text[span.start : span.end]
        parts += [text[position : span.start], mark]
        position = span.end
    return "".join([*parts, text[position:]]), kept


def marks_of(text: str) -> list[str]:
    """What looks like a mark."""
    return _MARK.findall(text)


def clean(text: str, source: str, kept: Collection[str]) -> str:
    """The output of a model without what it cannot have meant.

    Args:
        text: output.
        source: what it read.
        kept: marks that stand in it.

    Returns:
        The text without signs for characters that could not be written, and without placeholders, tags, emoji and
        marks that the source does not have.
    """
    for sign in _UNREADABLE:
        if sign in text and sign not in source:
            text = text.replace(sign, "")
    if not _MADE_OF.search(text):
        return text
    if not _STUTTER.search(source):
        text = _STUTTER.sub(r"\1", text)
    parts, position = [], 0
    for span in find(text):
        what = text[span.start : span.end]
        made = span.kind in _NEVER_MADE and not _AMOUNT.fullmatch(what)
        if made and what not in source and what not in kept:
            parts.append(text[position : span.start].rstrip() if span.end == len(text) else text[position : span.start])
            position = span.end
    return "".join([*parts, text[position:]])


def is_code(term: str) -> bool:
    """Whether a term that a model is given has placeholders, tags or emoji in it, which :func:`clean` takes away."""
    return _MADE_OF.search(term) is not None and any(span.kind in _NEVER_MADE for span in find(term))


def is_whole(text: str, kept: Mapping[str, str]) -> bool:
    """Whether each mark stands in a translation once, those of unnumbered placeholders in their order."""
    if any(text.count(mark) != 1 for mark in kept):
        return False
    places = [text.index(mark) for mark, what in kept.items() if says_its_place(what)]
    return places == sorted(places)


def says_its_place(what: str) -> bool:
    """Whether a placeholder is known by its place alone, as ``%s`` and ``{}`` are."""
    return what[:1] in "%{" and re.fullmatch(r"%[-+#0']*\d*(?:\.\d+)?[a-zA-Z@]+|\{\s*\}|%%", what) is not None


def show(text: str, kept: Mapping[str, str]) -> str:
    """The text with what the marks stand for."""
    # All at once: what one stands for may look like another.
    return _MARK.sub(lambda m: kept.get(m[0], m[0]), text) if kept else text
