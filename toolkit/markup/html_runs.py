"""Runs of text and inline elements of HTML: which tags belong together, and where one text ends and another begins."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from toolkit.markup.html_tokens import VOID, Token
from toolkit.markup.touching import Bit, Bits

#: White space of HTML.
BLANK = " \t\r\n\f"
# What says that an element is there only if something holds, in Vue, Angular, Alpine and Thymeleaf.
_CONDITION = re.compile(
    r"\s(?:v-(?:else-if|else|if|show)|\*ngIf|ng-(?:if|show|hide|switch-when)|x-(?:if|show)|th:(?:if|unless))\b"
)
# The references of notes, as they stand behind a word.
_NOTE = re.compile(r"\(?(?:\d{1,3}|[a-z]|[*†‡§¶#]{1,3})\)?")
# Classes of labels beside a text, in Bootstrap, Bulma and the like.
_BADGE = re.compile(
    r"""<span\b[^<>]*\bclass\s*=\s*["']?[^"'<>]*(?<![\w-])(?:badge|label|tag|pill|chip)(?![\w])""", re.IGNORECASE
)
_GOES_ON = frozenset(["(", ")", ",", ".", "'", "’", "-", "–", "/"])
# What may hold no text, and shows a picture then.
_ICON = re.compile(r"<(?:i|img|input|object|picture|span|svg)(?![\w-])", re.IGNORECASE)
_BOX = re.compile(r"""<input\b[^<>]*\btype\s*=\s*["']?(?:checkbox|radio)\b""", re.IGNORECASE)
_SIGN = re.compile(r"[|¦·•‣›»>→/–—❯▸-]")
_STOP = re.compile(r"[.!?:;…]")
_LONGEST_ITEM = 8
_UNFINISHED = re.compile(r"(?:(?<!\w)[^\W\d_A-ZÀ-Þ]{1,4}|['’,(])\s*\Z")
_NOTE_LINK = re.compile(r"""(?:\shref\s*=\s*["']?[^"'\s>]*\#|noteref|footnote)""")


def control_pairs(run: list[Token]) -> dict[int, int]:
    """Numbers of the tags that begin a condition or loop with those of the tags that end them."""
    waiting: list[int] = []
    pairs = {}
    for number, token in enumerate(run):
        if token.kind == "control" and token.role == "open":
            waiting.append(number)
        elif token.kind == "control" and token.role == "close":
            while (
                waiting
                and token.name
                and run[waiting[-1]].name != token.name
                and token.name in (run[n].name for n in waiting)
            ):
                waiting.pop()
            if waiting and token.name in ("", run[waiting[-1]].name):
                pairs[waiting.pop()] = number
    return pairs


def is_balanced(tokens: list[Token]) -> bool:
    """Whether each tag among some tokens has its other half there."""
    pairs = pairs_of(tokens)
    paired = {*pairs, *pairs.values()}
    return all(
        number in paired or token.kind not in ("open", "close") or token.name in VOID
        for number, token in enumerate(tokens)
    )


def pairs_of(run: list[Token]) -> dict[int, int]:
    """Numbers of opening tags with those of their closing ones; what is open beyond the run has none."""
    waiting: list[int] = []
    pairs = {}
    for number, token in enumerate(run):
        if token.kind == "open" and token.name not in VOID:
            waiting.append(number)
        elif token.kind == "close" and any(run[n].name == token.name for n in waiting):
            while run[waiting[-1]].name != token.name:
                waiting.pop()
            pairs[waiting.pop()] = number
    return pairs


def texts_of(run: list[Token], pairs: Mapping[int, int], heading: bool) -> Iterator[range]:
    """The parts of a run that are texts of their own: links in a row, labels, items with icons, styles that touch.

    Args:
        run: tokens.
        pairs: of its tags.
        heading: they stand in a heading.
    """
    labels = (numbers for link in by_links(run, pairs) for numbers in by_labels(run, link, pairs, heading))
    items = (numbers for label in labels for numbers in by_icons(run, label, pairs))
    return (numbers for item in items for numbers in by_junctions(run, item, pairs))


def by_links(run: list[Token], pairs: Mapping[int, int]) -> Iterator[range]:
    """The whole run, or where it is a list of links a part for each."""
    links, number = [], 0
    while number < len(run):
        if number in pairs:
            links.append(range(number, pairs[number] + 1))
            number = pairs[number]
        elif run[number].kind == "fixed" or any(map(str.isalnum, html.unescape(shown_text(run[number])))):
            break
        number += 1
    else:
        if len(links) > 1 and all(run[link.start].name == "a" for link in links):
            edges = sorted({0, len(run)}.union(*((link.start, link.stop) for link in links)))
            yield from (range(a, b) for a, b in pairwise(edges))
            return
    yield range(len(run))


def shown_text(token: Token) -> str:
    return token.code if token.kind == "text" else ""


def is_filled(token: Token) -> bool:
    return token.kind == "fixed" or (token.kind == "text" and bool(token.code.strip(BLANK)))


def by_junctions(run: Sequence[Token], numbers: range, pairs: Mapping[int, int]) -> Iterator[range]:
    """Parts of a run that are texts of their own: styles part what no blank parts (a badge, an old and a new price).

    Args:
        run: tokens.
        numbers: of the tokens that count.
        pairs: of its tags.
    """
    inside = {n for a, b in pairs.items() if a in numbers for n in range(a, b + 1)}
    ends = {b for a, b in pairs.items() if b + 1 in numbers and not any(c < a and b < d for c, d in pairs.items())}
    labels = _labels(run, numbers, pairs)
    start = numbers.start
    for end in sorted(ends & inside):
        following = pairs.get(end + 1)
        if following is None or run[end].name in ("sup", "sub") or run[end + 1].name in ("sup", "sub"):
            continue
        before, behind = (_text_of(run[a:b]) for a, b in ((start, end + 1), (end + 1, following + 1)))
        if (end + 1 in labels or _run_together(before, behind)) and not is_note(run[end + 1 : following + 1], before):
            yield range(start, end + 1)
            start = end + 1
    yield range(start, numbers.stop)


def by_labels(run: Sequence[Token], numbers: range, pairs: Mapping[int, int], heading: bool) -> Iterator[range]:
    """Parts of a run that are texts of their own: a subtitle in a heading, a badge before or behind a text.

    Args:
        run: tokens.
        numbers: of the tokens that count.
        pairs: of its tags.
        heading: they stand in a heading.
    """
    tops, end = [], -1
    for number in numbers:
        if (
            number > end
            and number in pairs
            and ((heading and run[number].name == "small") or _BADGE.search(run[number].code))
        ):
            tops.append(number)
        end = max(end, pairs.get(number, -1))
    start = numbers.start
    for number in tops:
        end = pairs[number] + 1
        inner = _text_of(run[number:end]).strip()
        before, behind = (_text_of(run[a:b]).strip() for a, b in ((start, number), (end, numbers.stop)))
        # What stands in brackets, or amid a sentence, is a part of it.
        if (
            inner[:1].isalnum()
            and (not before or not behind)
            and before[-1:] not in _GOES_ON
            and behind[:1] not in _GOES_ON
        ):
            yield from (range(a, b) for a, b in ((start, number), (number, end)) if a < b)
            start = end
    if start < numbers.stop:
        yield range(start, numbers.stop)


def by_icons(run: Sequence[Token], numbers: range, pairs: Mapping[int, int]) -> Iterator[range]:
    """Parts of a run that are items with an icon each, or with icons or boxes to tick between them.

    An icon in a sentence stands for a word (*click on [x] to close*): items begin with a capital, and none ends with a
    word that another has to follow.

    Args:
        run: tokens.
        numbers: of the tokens that count.
        pairs: of its tags.
    """
    icons: list[int] = []
    signs: list[tuple[int, int]] = []
    number = numbers.start
    while number < numbers.stop:
        end = pairs.get(number, number)
        element = run[number : end + 1]
        if end > number and _SIGN.fullmatch(_text_of(element).strip()):
            signs.append((number, end + 1))
            number = end
        elif _ICON.match(element[0].code) and not any(map(is_filled, element)):
            if not icons or _text_of(run[icons[-1] : number]).strip():
                icons.append(number)
            number = end
        elif number in pairs and not _text_of(element).strip():
            number = end
        number += 1
    if signs and not icons:
        yield from _by_signs(run, numbers, signs)
        return
    edges = [numbers.start, *icons, numbers.stop]
    texts = [_text_of(run[a:b]).strip() for a, b in pairwise(edges)]
    leading = not texts[0]
    boxes = icons and all(_BOX.search(run[icon].code) for icon in icons)
    items = texts[1:] if leading else texts
    if (
        len(items) > (1 if leading else 2)
        and all(item[:1].isupper() and len(item.split()) <= _LONGEST_ITEM for item in items)
        and (boxes or not any(_UNFINISHED.search(item) for item in items[:-1]))
    ):
        yield from (range(a, b) for a, b in pairwise(edges) if a < b)
    else:
        yield numbers


def _by_signs(run: Sequence[Token], numbers: range, signs: list[tuple[int, int]]) -> Iterator[range]:
    """Items between signs that are elements of their own (``Home <b>›</b> Contact``), if they are short."""
    edges = [numbers.start, *(edge for sign in signs for edge in sign), numbers.stop]
    parts = list(pairwise(edges))
    items = [_text_of(run[a:b]).strip() for a, b in parts[::2]]
    if all(i[:1].isupper() and len(i.split()) <= _LONGEST_ITEM and not _STOP.search(i) for i in items):
        yield from (range(a, b) for a, b in parts if a < b)
    else:
        yield numbers


def _labels(run: Sequence[Token], numbers: range, pairs: Mapping[int, int]) -> set[int]:
    """Numbers of the elements that are texts of their own because there is nothing beside elements that touch."""
    tops, end = [], -1
    for number in numbers:
        if number > end and number in pairs:
            tops.append(number)
            end = pairs[number]
        elif number > end and is_filled(run[number]):
            return set()
    touching = all(pairs[one] + 1 == other for one, other in pairwise(tops))
    return {numbers.start + n for n in bits_of(run, numbers, pairs).seams()}.intersection(tops) if touching else set()


def _run_together(before: str, behind: str) -> bool:
    """Whether two texts would be read as one word although they are two: a capital or a number begins the second."""
    if not before[-1:].strip() or not behind[:1].strip():
        return False
    if before[-1].isalpha() and behind[0].isupper():
        return not before[-1].isupper() or behind[1:2].islower()
    if before[-1].isdigit() and behind[0].isdigit():
        return False
    return (before[-1].isalnum() or before[-1] in "€$£%!?.;)»”") and (behind[0].isdigit() or behind[0].isupper())


def is_note(tokens: Sequence[Token], before: str) -> bool:
    """Whether a link is the reference of a note behind a word, so that it is no part of the sentence.

    Args:
        tokens: of the element.
        before: text that it follows.
    """
    if tokens[0].name != "a" or not _NOTE_LINK.search(tokens[0].code) or not before[-1:].strip():
        return False
    return bool(_NOTE.fullmatch(_text_of(tokens).strip()))


def alternatives(run: Sequence[Token], pairs: Mapping[int, int]) -> dict[int, int]:
    """Numbers of the first and last tokens of elements of which one or another is shown."""
    found: dict[int, int] = {}
    starts = [a for a in sorted(pairs) if _CONDITION.search(run[a].code)]
    for one, other in pairwise(starts):
        if not _text_of(run[pairs[one] + 1 : other]).strip() and pairs[one] < other:
            found |= {one: pairs[one], other: pairs[other]}
    return found


def _text_of(tokens: Sequence[Token]) -> str:
    return html.unescape("".join(shown_text(token) if token.kind != "fixed" else "{}" for token in tokens))


def bits_of(run: Sequence[Token], numbers: range, pairs: Mapping[int, int]) -> Bits:
    """Some tokens of a run as bits, which are numbered from 0 on.

    Args:
        run: tokens.
        numbers: of the tokens that count.
        pairs: of their tags.
    """
    ends = {end: start for start, end in pairs.items()}
    bits = []
    for number in numbers:
        token = run[number]
        if token.kind in ("text", "fixed"):
            bits.append(Bit(token.kind, text=html.unescape(shown_text(token))))
        else:
            kind = "open" if number in pairs else "close" if number in ends else "other"
            bits.append(Bit(kind, token.name, token.code))
    return Bits(bits, {a - numbers.start: b - numbers.start for a, b in pairs.items() if a in numbers and b in numbers})
