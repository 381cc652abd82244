"""A quotation that the model has lost is put round the words that translate it.

Small models drop quotation marks, or one of a pair, and then nobody knows who said what. Which words of the
translation are those of the quotation is told by the links of :mod:`toolkit.lexical.links`; where they do not tell
clearly, nothing is done.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from toolkit.lexical.links import Word, find_words, word_links
from toolkit.lexical.word_model import WordModel

_QUOTE = '"'
# Mean share of their links that words inside and outside must have with the words of the quotation.
_INSIDE, _OUTSIDE = 0.75, 0.2
# Probability from which a word of the quotation is surely one of them: links alone may be those of places.
_KNOWN = 0.05
_PAIR = re.compile(r'(?<![^\W_])"\s?(?P<inside>[^"]*[^\W_][^"]*?)\s?"(?![^\W_])')
_SINGLE, _SINGLE_PAIR = re.compile(r"(?<!\w)'(?=\w)"), re.compile(r"(?<!\w)'(\w[^']*)'(?!\w)")
# A mark alone: between words it may be all that parts them.
_GLUED, _STRAY = re.compile(r'(?<=[\w,;:.!?])"(?=\w)'), re.compile(r'(?<=\s)"\s|"')
_ENDING = re.compile(r"[\s.!?…]*\Z")


def with_quotation(source: str, target: str, model: WordModel) -> str:
    """A translation with the one quotation of its source; as it is if it has it, or if its place is not clear.

    Args:
        source: with straight quotation marks.
        target: likewise.
        model: probabilities of source words given a target word.
    """
    if source.count(_QUOTE) != 2 or target.count(_QUOTE) > 1:
        return target
    if _SINGLE.search(target):
        # The model has quoted in the other way, unless these are marks of the source.
        alone = len(_SINGLE_PAIR.findall(target)) == 1 and _QUOTE not in target and not _SINGLE.search(source)
        return _SINGLE_PAIR.sub(r'"\1"', target) if alone else target
    quoted = _PAIR.search(source)
    bare = _STRAY.sub("", _GLUED.sub(" ", target))
    ours, theirs = find_words(source), find_words(bare)
    if not quoted or not ours or not theirs:
        return target
    found = _words(quoted, source, ours, theirs, model)
    if found is None:
        return target
    start = theirs[found[0]].start
    end = _end(quoted, source, bare, theirs[found[1]].end)
    if _QUOTE in target and not _agrees(target, bare[:start], bare[:end]):
        return target
    return f"{bare[:start]}{_QUOTE}{bare[start:end]}{_QUOTE}{bare[end:]}"


def _words(
    quoted: re.Match[str], source: str, ours: Sequence[Word], theirs: Sequence[Word], model: WordModel
) -> tuple[int, int] | None:
    """The first and the last word of the quotation in the translation; None where that is not clear."""
    inside = [n for n, word in enumerate(ours) if quoted.start() < word.start < quoted.end()]
    links = word_links(ours, theirs, model)
    shares = [sum(row[n] for n in inside) / (sum(row) or 1) for row in links]
    first, last = _best_run(shares)
    if not source[: quoted.start()].strip():
        first = 0
    if _ENDING.match(source, quoted.end()):
        last = len(theirs) - 1
    if first > last:
        return None
    within, others = shares[first : last + 1], [*shares[:first], *shares[last + 1 :]]
    clear = sum(within) / len(within) >= _INSIDE and sum(others) <= _OUTSIDE * len(others)
    said = [ours[n].text for n in inside]
    known = any(max(model.row(word.text, said)) >= _KNOWN or word.text in said for word in theirs[first : last + 1])
    return (first, last) if clear and known else None


def _best_run(shares: Sequence[float]) -> tuple[int, int]:
    """The run with the most in favour of it (Kadane)."""
    best, best_run = float("-inf"), (0, -1)
    total, start = 0.0, 0
    for place, share in enumerate(shares):
        if total <= 0:
            total, start = 0.0, place
        total += share - 0.5
        if total > best:
            best, best_run = total, (start, place)
    return best_run


def _end(quoted: re.Match[str], source: str, target: str, end: int) -> int:
    """Where the quotation closes: behind the mark that ends it, if the source has it so."""
    mark = re.compile(r"[.!?…]+").match(target, end)
    return mark.end() if mark and quoted["inside"].rstrip()[-1:] in ".!?…" else end


def _agrees(target: str, before_start: str, before_end: str) -> bool:
    """Whether the one mark that the translation has stands where one of the two would."""
    place = len(target[: target.index(_QUOTE)].split())
    return place in (len(before_start.split()), len(before_end.split()))
