"""What stands beside the words of a sentence is taken out before the model and put back where its neighbours went.

An emoji belongs to the word before it, an opening tag to the word behind it, a pair of tags to the words between them.
Which words these are in the translation is told by the links of :mod:`toolkit.lexical.links`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.lexical.links import Word, find_words, word_links
from toolkit.lexical.word_model import WordModel
from toolkit.text.protected import Span
from toolkit.text.styling import closes, name_of

_CLOSING = re.compile(r"\s?[.,;:!?…)\]»”\"’']+")
_STOPS = re.compile(r"[\s.,;:!?…)\]»”\"]+")
_ENDING = re.compile(r"(?<![\s.,;:!?…)\]»”\"])[\s.,;:!?…)\]»”\"]*+$")
_STOP, _STOPPED = re.compile(r"[.!?…]+"), re.compile(r"[.!?…]\Z")
# Words of both sides that are linked one with another: time and memory grow with their product.
_LINKED = 250_000
_REST_OF_WORD = re.compile(r"\w*")
# A mark, and a number or a time of day: no aside comes between their signs.
_WHOLE = re.compile(r"\[\d+\]|\d+(?:[.,:]\d+)+")
_LAST_WORD, _LONGEST_WORD = re.compile(r"[^\W\d_][\w.+:-]{2,}\Z"), 80
# Words that may stand on the wrong side of an aside so that it stays beside its neighbour.
_NEAR = 0.9
# With what tags and codes of style begin; marks of emphasis are the same on both sides.
_TAG_SIGNS = tuple("<[{|§&\\]")


@dataclass(slots=True)
class Aside:
    """A span that was taken out of a segment.

    Attributes:
        text: as it stands.
        place: offset in the segment without asides.
        before, behind: white space around it.
        opens: it belongs to what comes behind it.
        tag: it is markup.
        partner: number of the tag that closes what it opens.
    """

    text: str
    place: int
    before: str
    behind: str
    opens: bool
    tag: bool = False
    partner: int | None = None


def take_out(text: str, spans: Sequence[Span]) -> tuple[str, list[Aside]]:
    """A segment without its asides, and the asides; no words that they part run together.

    Args:
        text: the segment.
        spans: asides, in order.
    """
    asides: list[Aside] = []
    rest = ""
    position = 0
    for number, span in enumerate(spans):
        rest += text[position : span.start]
        touches = bool(asides) and position == span.start
        before = "" if touches else rest[len(rest.rstrip()) :] if rest.strip() else rest
        end = spans[number + 1].start if number + 1 < len(spans) else len(text)
        following = text[span.end : end]
        behind = following[: len(following) - len(following.lstrip())]
        position = span.end
        at_start, at_end = not rest.strip(), not text[span.end :].strip()
        tag = span.kind in ("tag", "emphasis")
        opens = _opens(text, span) if tag else at_start
        if not tag and not at_start and not at_end and before and not behind and following[:1].isalnum():
            opens = True
        asides.append(Aside(text[span.start : span.end], len(rest), before, behind, opens, tag))
        if before and (behind or at_end or (following[:1] and not following[:1].isalnum() and not tag)):
            rest = rest[: len(rest) - len(before)]
            asides[-1].place = len(rest)
        elif at_start:
            position += len(behind)
        elif not before and not behind and rest[-1:].isalnum() and following[:1].isalnum() and not tag:
            rest += " "
    _pair(asides)
    return rest + text[position:], asides


def _opens(text: str, span: Span) -> bool:
    """Whether markup begins something: a tag that is no closing one, a mark of emphasis with words behind it."""
    if span.kind == "tag":
        return not closes(text[span.start : span.end])
    return text[span.end : span.end + 1].isalnum() or not re.search(r"\S\Z", text[: span.start])


def _pair(asides: Sequence[Aside]) -> None:
    opened: list[tuple[str, int]] = []
    for number, aside in enumerate(asides):
        if not aside.tag or aside.text.endswith(("/>", "-->")):
            continue
        own = name_of(aside.text) if aside.text.startswith(_TAG_SIGNS) else aside.text
        if aside.opens:
            opened.append((own, number))
        elif any(name == own for name, _ in opened):
            while opened:
                name, first = opened.pop()
                if name == own:
                    asides[first].partner = number
                    break


def put_back(source: str, target: str, asides: Sequence[Aside], model: WordModel | None) -> str:
    """A translation with the asides of its segment, each once, unchanged and in order.

    Args:
        source: the segment without them.
        target: its translation.
        asides: in order.
        model: probabilities of source words given a target word, or None.
    """
    if not asides:
        return target
    places = _places(source, target, asides, model)
    parts, position = [], 0
    for aside, place in zip(asides, places, strict=True):
        parts.append(target[position:place])
        position = place
        written = "".join(parts)
        left = " " if aside.before and written and not written[-1].isspace() else ""
        following = target[place : place + 1]
        right = " " if aside.behind and following and not _STOPS.match(following) else ""
        parts.append(left + aside.text + right)
    return "".join([*parts, target[position:]])


def _places(source: str, target: str, asides: Sequence[Aside], model: WordModel | None) -> list[int]:
    ours, theirs = find_words(source), find_words(target)
    links = word_links(ours, theirs, model) if 0 < len(ours) * len(theirs) <= _LINKED else []
    best = [max(range(len(row)), key=row.__getitem__) for row in links]
    found = [_place(aside, source, target, ours, theirs, links) for aside in asides]
    for number, aside in enumerate(asides):
        if aside.partner is not None:
            inside = [
                theirs[t]
                for t, o in enumerate(best)
                if aside.place <= ours[o].start and ours[o].end <= asides[aside.partner].place
            ]
            if inside:
                found[number] = min(word.start for word in inside)
                end = max(word.end for word in inside)
                # A stop before the closing tag stays before it.
                stop = _STOP.match(target, end) if _STOPPED.search(source, 0, asides[aside.partner].place) else None
                found[aside.partner] = stop.end() if stop else end
    for whole in _WHOLE.finditer(target):
        start, end = whole.span()
        found = [
            (start if aside.opens else end) if start < place < end else place
            for aside, place in zip(asides, found, strict=True)
        ]
    # Their order is that of the source: tags stay nested.
    for number in range(1, len(found)):
        found[number] = max(found[number], found[number - 1])
    return found


def _place(
    aside: Aside, source: str, target: str, ours: Sequence[Word], theirs: Sequence[Word], links: list[list[float]]
) -> int:
    if not source[: aside.place].strip():
        return 0
    if not aside.before and not aside.tag and (same := _same_word(source, aside.place, target)):
        return same
    if not source[aside.place :].strip():
        return len(target)
    if _STOPS.fullmatch(source, aside.place):
        return _ENDING.search(target).start()  # type: ignore[union-attr]
    if not links:
        rest = _REST_OF_WORD.match(target, round(len(target) * aside.place / max(1, len(source))))
        return rest.end() if rest else len(target)
    if aside.opens:
        behind = next((n for n, word in enumerate(ours) if word.start >= aside.place), None)
        if behind is not None:
            return theirs[_linked(behind, links)].start
    before = max((n for n, word in enumerate(ours) if word.end <= aside.place), default=None)
    if before is None:
        return theirs[0].start
    if aside.before and not aside.tag:
        count = _boundary(before + 1, links, _anchor(before, ours, theirs, links) + 1)
        if count == len(theirs):
            return len(target)
        end = theirs[count - 1].end if count else 0
    else:
        end = theirs[_linked(before, links)].end
    # Marks between the word and the aside stay between them, and what stands before a comma stays before it.
    if source[ours[before].end : aside.place].strip():
        closing = _CLOSING.match(target, end)
        end = closing.end() if closing else end
    elif target[end : end + 1] in ("'", "’"):
        end += len(re.match(r"['’]\w*", target[end:])[0])  # type: ignore[index]
    stop = source[aside.place]
    return end - 1 if stop in ",;:" and not aside.tag and target[:end].endswith(stop) else end


def _same_word(source: str, place: int, target: str) -> int:
    """Where the word that touches an aside ends, if it is the same in the translation; 0 if it is not there once."""
    touching = _LAST_WORD.search(source, max(0, place - _LONGEST_WORD), place)
    found = [m.end() for m in re.finditer(rf"(?<!\w){re.escape(touching[0])}(?!\w)", target)] if touching else []
    return found[0] if len(found) == 1 else 0


def _boundary(words: int, links: list[list[float]], near: int) -> int:
    """Before which target word the translation of so many source words ends: where the least of it crosses over, or
    right behind the last of these words where that is about as good."""
    first = [sum(row[:words]) for row in links]
    costs = [sum(first)]
    for share in first:
        costs.append(costs[-1] + 1 - 2 * share)
    return near if costs[near] <= min(costs) + _NEAR else costs.index(min(costs))


def _anchor(before: int, ours: Sequence[Word], theirs: Sequence[Word], links: list[list[float]]) -> int:
    """The target word behind which an aside stands."""
    unit = ours[before].text
    if not before or len(unit) > 2 or not ours[before - 1].text.isdigit():
        return _linked(before, links)
    # An amount is one: 18 h becomes 18:00, and 10 km stays.
    place = _linked(before - 1, links)
    while place + 1 < len(theirs) and (theirs[place + 1].text.isdigit() or theirs[place + 1].text == unit):
        place += 1
    return place


def _linked(word: int, links: list[list[float]]) -> int:
    """The target word that most likely stands for a source word, the last one of those that are as likely."""
    return max(range(len(links)), key=lambda t: (links[t][word], t))
