"""Sentences of messages of ICU: no cut goes through a form but between the sentences of its branches."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from toolkit.segmentation.splitter import Segment, split_sentences
from toolkit.text.messages import Form, forms, message_texts


def split_message(text: str, language: str) -> list[Segment] | None:
    """Split a message into sentences; None if there is no sound form in it.

    A form is a part of its sentence, or the whole of it. One whose branches have several sentences is split into these,
    and what stands between two segments is code or blank.

    Args:
        text: of a message, see :mod:`toolkit.text.messages`.
        language: code of the language.

    Raises:
        InputError: not the code of a language.

    Example:
        >>> text = "{n, plural, one {Un mot. Il est là.} other {# mots.}} Fin."
        >>> [segment.text for segment in split_message(text, "fr")]
        ['Un mot.', 'Il est là.', '# mots.', 'Fin.']
    """
    return None if message_texts(text) is None else _sentences(text, 0, language)


def _sentences(text: str, offset: int, language: str) -> list[Segment]:
    """Sentences of a text that lies at an offset of another one."""
    inside = list(forms(text))
    if not inside:
        return list(_plain(text, offset, language))
    branches = [[_sentences(text[a:b], offset + a, language) for a, b in form.branches] for form in inside]
    starts = [form.start for form in inside]
    made: list[Segment] = []
    for sentence in split_sentences(_shown(text, inside), language):
        numbers = range(bisect_left(starts, sentence.start), bisect_left(starts, sentence.end))
        edges = [sentence.start, *(edge for n in numbers for edge in (inside[n].start, inside[n].end)), sentence.end]
        around = list(zip(edges[::2], edges[1::2], strict=True))
        if any(len(found) > 1 for n in numbers for found in branches[n]):
            for number, (start, end) in zip([*numbers, -1], around, strict=True):
                made += _plain(text[start:end], offset + start, language)
                made += [segment for found in branches[number] for segment in found] if number >= 0 else []
        else:
            made.append(Segment(text[sentence.start : sentence.end], offset + sentence.start, offset + sentence.end))
    return made


def _plain(text: str, offset: int, language: str) -> Iterator[Segment]:
    for sentence in split_sentences(text, language):
        if any(map(str.isalpha, sentence.text)):
            yield Segment(sentence.text, offset + sentence.start, offset + sentence.end)


def _shown(text: str, inside: Sequence[Form]) -> str:
    """A text with a word in the place of each form, as long as the form; it begins and ends as the last branch does."""
    shown, position = "", 0
    for form in inside:
        inner = text[slice(*form.branches[-1])].strip()
        first, last = inner[:1] or "x", inner[-1:] or "x"
        shown += text[position : form.start] + first + "x" * (form.end - form.start - 2) + last
        position = form.end
    return shown + text[position:]
