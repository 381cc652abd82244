"""Putting the inline markup of a text onto its translation.

Each mark goes around the words that the words under it are translated by, no mark is lost, and marks never cross. The
task is that of Zenkel, Wuebker and DeNero, "Automatic Bilingual Markup Transfer", Findings of EMNLP 2021. Here a span
is chosen by the sum of its words' evidence (the maximal subarray), so that one wrong link does not stretch it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from toolkit.lexical.links import Word, find_words, with_whole_words, word_links
from toolkit.lexical.word_model import WordModel
from toolkit.markup.model import Block, Mark

# A target word speaks for a mark when this share of what it stands for lies under it.
_SHARE = 0.5
_OPENING = "\"'“‘«([{¿¡\u00a0\u202f"
_CLOSING = "\"'”’»)]}.,;:!?…%\u00a0\u202f"
# Signs of quantities stand on either side of the number, by language.
_SIGNS = "€£$¥%°"
_NUMBER = re.compile(r"(?:\d+|[ivxlcdm]+)[^\W\d_]{1,4}")
_ORDINAL = re.compile(r"\d+(st|nd|rd|th)")


@dataclass(slots=True, frozen=True)
class Sentence:
    """Where a sentence and its translation lie in the texts of two blocks."""

    start: int
    end: int
    target_start: int
    target_end: int


@dataclass(slots=True, frozen=True)
class _Area:
    """A part of both texts: source words, target words, offsets of the target, and (``begin``) of the source."""

    source_first: int
    source_last: int
    first: int
    last: int
    start: int
    end: int
    depth: int = -1
    begin: int = 0
    stop: int = 0


def transfer(block: Block, target: str, sentences: Sequence[Sentence], channel: WordModel | None) -> Block:
    """The translation of a block with the marks of the block.

    Args:
        block: in the source language.
        target: its translation; a placeholder that is lost in it is put where its neighbours stand.
        sentences: of both, in order, as they were translated.
        channel: probabilities of source words given a target word, or None.
    """
    if not block.marks:
        return replace(block, text=target)
    if len(target) == len(block.text) and target.casefold() == block.text.casefold():
        return replace(block, text=target)
    return replace(block, text=target, marks=_Transfer(block, target, sentences, channel).marks())


class _Transfer:
    def __init__(self, block: Block, target: str, sentences: Sequence[Sentence], channel: WordModel | None) -> None:
        self.block, self.target = block, target
        self.source: list[Word] = []
        self.words: list[Word] = []
        # For each target word where its sentence begins among the source words, and its links there.
        self.links: list[tuple[int, list[float]]] = []
        for sentence in sentences:
            source = find_words(block.text, sentence.start, sentence.end)
            if source:
                words = find_words(target, sentence.target_start, sentence.target_end)
                words, rows = with_whole_words(target, words, word_links(source, words, channel))
                self.links += [(len(self.source), row) for row in rows]
                self.words += words
                self.source += source
        # Fixed marks, and which words of the target are their placeholders.
        self.placeholders = [
            (mark, number)
            for mark in block.marks
            if mark.fixed
            for number, word in enumerate(self.words)
            if target.startswith(block.text[mark.start : mark.end], word.start)
        ]
        # Target words that already have the mark of a part.
        self.parted: set[int] = set()
        self.ranges: dict[str, list[Mark]] = {}
        for mark in block.marks:
            if mark.key:
                self.ranges.setdefault(mark.key, []).append(mark)
        # Target words in front of the last break.
        self.broken = 0

    def marks(self) -> list[Mark]:
        everything = _Area(0, len(self.source), 0, len(self.words), 0, len(self.target), -1, 0, len(self.block.text))
        # Each with whether it is a point that stands at the end of the mark that it is in: such come first.
        placed: list[tuple[Mark, bool]] = []
        starts: dict[str, tuple[Mark, bool]] = {}
        areas = [everything]
        siblings: list[list[_Area]] = [[]]
        for mark in self.block.marks:
            depth = min(mark.depth, len(areas) - 1)
            del areas[depth + 1 :], siblings[depth + 1 :]
            if mark.part:
                placed += [(part, False) for part in self._part(mark)]
                continue
            if mark.letter:
                placed.append((self._before_letter(mark), False))
                continue
            point = self._edge(mark, areas) if mark.key else None
            if point or mark.fixed or mark.start == mark.end:
                worded = point is not None
                point = point or self._point(mark, areas[depth], siblings[depth])
                inner = depth > 0 and point.start == point.end == areas[depth].end > areas[depth].start
                started = starts.get(mark.key) if mark.key else None
                if started and (point.start <= started[0].start or not worded):
                    # A range never ends before it starts, and one without words stays together.
                    point, inner = replace(point, start=started[0].start, end=started[0].start), started[1]
                    point = replace(point, depth=started[0].depth)
                if mark.key:
                    starts.setdefault(mark.key, (point, inner))
                placed.append((point, inner))
                continue
            area = self._span(mark, areas[depth], siblings[depth])
            placed.append((replace(mark, start=area.start, end=area.end), False))
            siblings[depth].append(area)
            areas.append(replace(area, begin=mark.start, stop=mark.end))
            siblings.append([])
        marks = [mark for mark, _ in placed]
        placed = [(replace(m, depth=_depth(m, marks)) if m.fixed else m, inner) for m, inner in placed]
        placed += [(mark, False) for mark in self._surplus(marks)]
        ordered = sorted(placed, key=lambda pair: (pair[0].start, not pair[1], pair[0].depth, pair[0].end))
        return [mark for mark, _ in ordered]

    def _before_letter(self, mark: Mark) -> Mark:
        """A mark before the first letter of the translation that is no code."""
        spans = [match.span() for match in re.finditer(r"\{\w*\}|<[^<>]*>|%\w+", self.target)]
        letters = (n for n, char in enumerate(self.target) if char.isalpha())
        at = next((n for n in letters if not any(start <= n < end for start, end in spans)), 0)
        return replace(mark, start=at, end=at)

    def _edge(self, mark: Mark, areas: Sequence[_Area]) -> Mark | None:
        """Where one end of a range goes; None where the range has one end only, or covers no word."""
        ends = self.ranges[mark.key]
        if len(ends) != 2:
            return None
        whole = replace(mark, start=ends[0].start, end=ends[1].start)
        first, last = self._source_words(whole.start, whole.end)
        # A range that begins inside of a word is around all of it.
        source = first - (first > 0 and self.source[first - 1].end > whole.start), last
        if source[0] >= source[1]:
            return None
        # The innermost area that has all of the range; both ends find the same one.
        parent = next(a for a in reversed(areas) if a.source_first <= source[0] and source[1] <= a.source_last)
        area = self._span(replace(whole, start=min(whole.start, self.source[source[0]].start)), parent, [])
        at = area.start if mark is ends[0] else area.end
        return replace(mark, start=at, end=at)

    def _surplus(self, placed: Sequence[Mark]) -> Iterator[Mark]:
        """Marks that take away the placeholders of ours that a model has written too often."""
        used = {mark.start for mark in placed if mark.fixed}
        ours = {self.block.text[mark.start : mark.end] for mark in self.block.marks if mark.fixed}
        for match in re.finditer(r"\{\d+\}", self.target) if ours else ():
            if match.group() in ours and match.start() not in used:
                surplus = Mark(*match.span(), "", fixed=True)
                yield replace(surplus, depth=_depth(surplus, placed))

    def _part(self, mark: Mark) -> Iterator[Mark]:
        """The mark of a part of a word, if the translation of that word has such a part."""
        number = self._source_words(0, mark.start + 1)[1] - 1
        if number < 0 or not self.source[number].start <= mark.start < self.source[number].end:
            return
        word = self.source[number]
        ordinal = bool(_NUMBER.fullmatch(word.text))
        shares = [
            (self._share(n, number, number + 1), -n)
            for n, other in enumerate(self.words)
            if n not in self.parted and (other.text == word.text or (ordinal and _ORDINAL.fullmatch(other.text)))
        ]
        if not shares:
            return
        self.parted.add(-max(shares)[1])
        other = self.words[-max(shares)[1]]
        if other.text == word.text:
            start = other.start + mark.start - word.start
            yield replace(mark, start=start, end=start + mark.end - mark.start)
        elif found := _ORDINAL.fullmatch(other.text):
            yield replace(mark, start=other.end - len(found[1]), end=other.end)

    def _signs(self, mark: Mark, parent: _Area, siblings: Sequence[_Area]) -> tuple[int, int] | None:
        """Where signs under a mark stand in the translation, if they stand there, and nowhere else on either side."""
        signs = self.block.text[mark.start : mark.end]
        if not signs.strip() or self.block.text.count(signs) != 1 or self.target.count(signs) != 1:
            return None
        start = self.target.find(signs, parent.start, parent.end)
        end = start + len(signs)
        if start < 0 or any(area.start < end and start < area.end for area in siblings):
            return None
        return start, end

    def _whole_words(self, mark: Mark, parent: _Area, siblings: Sequence[_Area]) -> tuple[int, int]:
        """Numbers of the source words under a mark; of a word that it begins inside of it has all."""
        first, last = self._source_words(mark.start, mark.end)
        inside = parent.source_first < first and self.source[first - 1].end > mark.start
        return first - (inside and all(sibling.source_last < first for sibling in siblings)), last

    def _span(self, mark: Mark, parent: _Area, siblings: Sequence[_Area]) -> _Area:
        source = self._whole_words(mark, parent, siblings)
        if source[0] == source[1]:
            if (place := self._signs(mark, parent, siblings)) is not None:
                # Of the words around, all stay in front of it or behind.
                number = bisect_left(self.words, place[0], key=lambda word: word.start)
                return _Area(*source, number, number, *place, mark.depth)
            at = self._point(mark, parent, siblings).start
            return _Area(*source, parent.first, parent.first, at, at, mark.depth)
        around = self.block.text[parent.begin : mark.start] + self.block.text[mark.end : parent.stop]
        if source == (parent.source_first, parent.source_last) and not siblings and not around.strip():
            return replace(parent, depth=mark.depth)
        best, first, last = 0.0, parent.first, parent.first
        alone, likeliest = -1.0, None
        others = [number for other, number in self.placeholders if not mark.start <= other.start < mark.end]
        for start, end in _free(parent, siblings, others):
            total, begun = 0.0, start
            for number in range(start, end):
                share = self._share(number, *source)
                if share > alone:
                    alone, likeliest = share, number
                if total <= 0:
                    total, begun = 0.0, number
                total += share - _SHARE
                if total > best:
                    best, first, last = total, begun, number + 1
        if first == last and likeliest is not None:
            first, last = likeliest, likeliest + 1
        if first == last:
            at = self._offset(first, parent)
            return _Area(*source, first, first, at, at, mark.depth)
        start, end = self._with_signs(mark, source, first, last, parent, siblings)
        if last - first == 1 and source[1] - source[0] == 1:
            start, end = self._inside(mark, self.source[source[0]], self.words[first]) or (start, end)
        return _Area(*source, first, last, start, end, mark.depth)

    @staticmethod
    def _inside(mark: Mark, word: Word, other: Word) -> tuple[int, int] | None:
        """Where a mark goes that covers a part of a word, if the translation has that part: H2O, 3e and 3rd."""
        if not word.start <= mark.start < mark.end <= word.end or mark.end - mark.start == word.end - word.start:
            return None
        if other.text == word.text:
            start = other.start + mark.start - word.start
            return start, start + mark.end - mark.start
        ending = _ORDINAL.fullmatch(other.text) if _NUMBER.fullmatch(word.text) and mark.end == word.end else None
        return (other.end - len(ending[1]), other.end) if ending else None

    def _with_signs(
        self, mark: Mark, source: tuple[int, int], first: int, last: int, parent: _Area, siblings: Sequence[_Area]
    ) -> tuple[int, int]:
        """Offsets of some target words, with the signs around them if there are signs at that edge of the mark."""
        start, end = self.words[first].start, self.words[last - 1].end
        floor = max([parent.start, *(s.end for s in siblings if s.end <= start)])
        ceiling = min([parent.end, *(s.start for s in siblings if s.start >= end)])
        before = self.block.text[mark.start : self.source[source[0]].start]
        behind = self.block.text[self.source[source[1] - 1].end : mark.end]
        for sign in reversed(before):
            if start > floor and (self.target[start - 1] in _OPENING or self.target[start - 1] == sign):
                start -= 1
        for sign in behind:
            # A currency and the space before it stand on the other side in another language.
            moved = sign in _SIGNS or (sign.isspace() and behind.strip(_SIGNS).isspace())
            if end < ceiling and (self.target[end] == sign or (self.target[end] in _CLOSING and not moved)):
                end += 1
        while end > start and self.target[end - 1] == " ":
            end -= 1
        signs = {sign for sign in self.block.text[mark.start : mark.end] if sign in _SIGNS}
        signs -= set(self.target[start:end])
        if start > floor and self.target[start - 1] in signs:
            start -= 1
        elif end < ceiling and self.target[end] in signs:
            end += 1
        return start, end

    def _point(self, mark: Mark, parent: _Area, siblings: Sequence[_Area]) -> Mark:
        """Where a mark without text goes: between what stands for the words before it and those behind it."""
        if mark.fixed:
            placeholder = self.block.text[mark.start : mark.end]
            found = self.target.find(placeholder, parent.start, parent.end)
            # Better outside of its link than twice, as code and as placeholder.
            found = found if found >= 0 else self.target.find(placeholder)
            if found >= 0:
                return replace(mark, start=found, end=found + mark.end - mark.start)
        before, after = self._source_words(0, mark.start)[1], self._source_words(mark.end, len(self.block.text))[0]
        if before <= parent.source_first:
            at = parent.start
        elif after >= parent.source_last:
            at = parent.end
            if parent.depth < 0 and self.words:
                # Behind the last word, but before the stop.
                for _ in self.block.text[mark.end :].strip():
                    at -= at > self.words[-1].end and self.target[at - 1] in _CLOSING
                if self.block.text[mark.start - 1].isspace() and not self.target[at - 1].isspace():
                    mark = replace(mark, opening=" " + mark.opening)
        else:
            at = self._between(mark, before, parent, siblings)
        return replace(mark, start=at, end=at, fixed=False)

    def _between(self, mark: Mark, before: int, parent: _Area, siblings: Sequence[_Area]) -> int:
        first, last = parent.first, parent.last
        if mark.breaks:
            # Room for a word in front, and for one behind this break and each that follows.
            more = sum(other.breaks for other in self.block.marks if other.start > mark.start)
            last = max(first, last - 1 - more)
            first = min(self.broken + 1, last)
        behind_space = mark.breaks or self.block.text[mark.start - 1].isspace()
        score = 0.0
        best, place = float("-inf"), first
        for number in range(parent.first, last + 1):
            if number >= first and score > best and not any(s.first < number < s.last for s in siblings):
                best, place = score, number
            if number < parent.last:
                # What follows a word without a space, such as the mark of a note, belongs to that word alone.
                own = self._share(number, before - 1, before)
                score = score + 2 * self._share(number, 0, before) - 1 if behind_space else own
        if mark.breaks:
            self.broken = place
        if (behind_space and not mark.breaks) or place == parent.first:
            return self._offset(place, parent)
        at = self.words[place - 1].end
        ceiling = min([parent.end, *(s.start for s in siblings if s.start >= at)])
        if mark.breaks or self.block.text[mark.start - 1] in _CLOSING:
            while at < ceiling and self.target[at] in _CLOSING:
                at += 1
        return at

    def _offset(self, place: int, parent: _Area) -> int:
        """Offset in front of a target word, or behind what is no word but an ending: *it's*."""
        if place >= parent.last:
            return parent.end
        word = self.words[place]
        bound = word.text == "s" and 0 < word.start < parent.end and self.target[word.start - 1] in "'’"
        return word.end if bound else word.start

    def _source_words(self, start: int, end: int) -> tuple[int, int]:
        """Numbers of the source words between two offsets."""
        first = bisect_left(self.source, start, key=lambda word: word.start)
        return first, max(first, bisect_left(self.source, end, key=lambda word: word.start))

    def _share(self, number: int, first: int, last: int) -> float:
        """Share of what a target word stands for that lies among some source words."""
        base, row = self.links[number]
        return sum(row[max(0, first - base) : max(0, last - base)])


def _free(parent: _Area, siblings: Sequence[_Area], others: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Runs of target words of an area that none of its parts has, less some others."""
    start = parent.first
    for first, last in sorted([(a.first, a.last) for a in siblings] + [(n, n + 1) for n in others]):
        if first < last and parent.first <= first < parent.last:
            if start < first:
                yield start, first
            start = max(start, last)
    if start < parent.last:
        yield start, parent.last


def _depth(mark: Mark, placed: Sequence[Mark]) -> int:
    """Of a placeholder, which may stand outside of the marks that it had around it: one more than those around it."""
    around = [
        m.depth for m in placed if not m.fixed and m.start <= mark.start and mark.end <= m.end and m.start < m.end
    ]
    return max(around, default=-1) + 1
