"""Sentences with plural and select forms of ICU: each branch is translated within its sentence, not as a scrap of it.

``Vous avez {n, plural, one {un mot} other {# mots}} ici`` is translated as *Vous avez un mot ici* and as *Vous avez 27
mots ici*. What the translations have in common stands around the form afterwards, and the rest in its branches. The
number that stands for ``#``, or for ``{n}``, says to a model which form of a noun is wanted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from toolkit.text.messages import Form, forms, loose_branches, message_texts

# A number that a branch speaks of; of those of a category, the first that the sentence does not have.
_NUMBERS = {"zero": "0", "one": "1", "two": "2", "few": "3 4", "many": "27 38 46", "other": "27 38 46"}
_NUMBER_SIGN = re.compile(r"(?<![\w'])#(?![\w'])")
_TOKEN = re.compile(r"\{[^{}]*\}|</?[A-Za-z0-9][^<>]*>|\s+|\w+|[^\w\s]")
_TAG = re.compile(r"<(/?)([\w.-]+)[^<>]*?(/?)>")
# Stand for ``#`` of each form until a message is put together; no text has these characters.
_SIGNS = [chr(0xE000 + number) for number in range(16)]
_SIGN = re.compile(f"[{_SIGNS[0]}-{_SIGNS[-1]}]")
# More sentences than these are too many for one.
_MOST = 16


@dataclass(slots=True)
class _Leaf:
    """A sentence without forms.

    Attributes:
        text: what is translated.
        edges: blanks before and behind it.
        numbers: with what each stands for, one of :data:`_SIGNS` or an argument.
    """

    text: str
    edges: tuple[str, str] = ("", "")
    numbers: dict[str, str] = field(default_factory=dict)

    def made(self, translations: Mapping[str, str]) -> str | None:
        target = translations.get(self.text, self.text)
        if _has_words(self.text) and not _has_words(target):
            return None
        for number, token in self.numbers.items():
            own = re.compile(rf"(?<![\w.,]){number}(?!\w|[.,]\d)")
            wanted = len(own.findall(self.text))
            if not wanted or len(own.findall(target)) != wanted:
                return None
            target = own.sub(token, target)
        return self.edges[0] + target.strip() + self.edges[1]


@dataclass(slots=True)
class Message:
    """A sentence with forms, as the sentences that it is translated by.

    Attributes:
        text: with its forms.
        inside: its forms.
        branches: of each form; a sentence for each branch, with the last branches of the other forms.
        alone: the one form is all of the sentence, and the branches are messages of their own.
        loose: the text is that of the branches alone, in a form that was put around them.
    """

    text: str
    inside: list[Form]
    branches: list[list[_Leaf | Message]] = field(default_factory=list)
    alone: bool = False
    loose: bool = False

    def texts(self) -> Iterator[str]:
        """All sentences that are to be translated."""
        for branch in (one for found in self.branches for one in found):
            if isinstance(branch, Message):
                yield from branch.texts()
            elif any(map(str.isalpha, branch.text)):
                yield branch.text

    def made(self, translations: Mapping[str, str]) -> str | None:
        """The message in the target language; None if the translations do not go together.

        Args:
            translations: of :meth:`texts`.
        """
        found: list[list[str]] = []
        for branch in self.branches:
            texts = [one.made(translations) for one in branch]
            if any(text is None for text in texts):
                return None
            found.append([text for text in texts if text is not None])
        made = self._framed(0, found[0]) if self.alone else self._woven(found)
        made = _SIGN.sub("#", made) if made is not None else None
        if made is None or _shape(made) != _shape(self.text):
            return None
        return made[len(_PLURAL) : -1] if self.loose else made

    def _framed(self, number: int, texts: Sequence[str]) -> str:
        """A form with other texts in its branches."""
        form, made = self.inside[number], ""
        position = form.start
        for (start, end), text in zip(form.branches, texts, strict=True):
            made += self.text[position:start] + text
            position = end
        return made + self.text[position : form.end]

    def _has_signs(self, number: int, texts: Sequence[str]) -> bool:
        """Whether the branches of a form have their numbers, and no sign that would be one."""
        form = self.inside[number]
        signs = ["".join(_SIGN.findall(text)) for text in texts]
        if form.kind != "plural":
            return not any(signs)
        wanted = [_SIGNS[number] * len(_NUMBER_SIGN.findall(self.text[start:end])) for start, end in form.branches]
        return signs == wanted and not any(_NUMBER_SIGN.search(text) for text in texts)

    def _woven(self, found: Sequence[Sequence[str]]) -> str | None:
        """The sentence with each form in the place of what its branches have of their own."""
        base = _TOKEN.findall(found[0][-1])
        places: list[tuple[int, int, str]] = []
        for number, texts in enumerate(found):
            tokens = [_TOKEN.findall(text) for text in texts]
            first, last = _own_part(base, tokens, _SIGNS[number])
            if not all(_is_balanced(t[first : len(t) - last]) for t in tokens):
                return None
            own = ["".join(t[first : len(t) - last]) for t in tokens]
            if not self._has_signs(number, own):
                return None
            places.append((first, len(base) - last, self._framed(number, own)))
        made, position = "", 0
        for start, end, code in sorted(places, key=lambda place: place[:2]):
            if start < position:
                return None
            made += "".join(base[position:start]) + code
            position = end
        return made + "".join(base[position:])


_PLURAL = "{n, plural, "


def message_of(segment: str) -> Message | None:
    """A segment as a message; None if it is none, or has forms in too many ways.

    Args:
        segment: a sentence.

    Example:
        >>> found = message_of("Vous avez {n, plural, one {un mot} other {# mots}} ici.")
        >>> list(found.texts())
        ['Vous avez un mot ici.', 'Vous avez 27 mots ici.']
        >>> targets = ["You have a word here.", "You have 27 words here."]
        >>> found.made(dict(zip(found.texts(), targets, strict=True)))
        'You have {n, plural, one {a word} other {# words}} here.'
    """
    if message_texts(segment) is None:
        return None
    loose = loose_branches(segment) is not None
    found = _message(f"{_PLURAL}{segment}}}" if loose else segment)
    if not isinstance(found, Message):
        return None
    found.loose = loose
    return found


def _message(text: str, key: str = "", kind: str = "", name: str = "") -> Message | _Leaf | None:
    """A part of a message, of a branch with what its form says; None where it is too involved."""
    inside = list(forms(text))
    if not inside:
        return _leaf(["", ""], [text], [(key if kind == "plural" else "", name)])
    around = "".join(text[a:b] for a, b in _gaps(text, inside))
    made = Message(text, inside, alone=len(inside) == 1 and not around.strip())
    if made.alone:
        [form] = inside
        branches = [
            _message(text[a:b], k, form.kind, form.name) for k, (a, b) in zip(form.keys, form.branches, strict=True)
        ]
        if any(branch is None for branch in branches):
            return None
        made.branches = [[branch for branch in branches if branch is not None]]
        return made
    if not any(map(str.isalpha, around)) or sum(len(form.branches) for form in inside) > _MOST:
        return None
    if any(any(forms(text[a:b])) for form in inside for a, b in form.branches):
        return None
    gaps = [text[a:b] for a, b in _gaps(text, inside)]
    for number, form in enumerate(inside):
        sentences: list[_Leaf | Message] = []
        for place in range(len(form.branches)):
            places = [place if other == number else -1 for other in range(len(inside))]
            words = [text[slice(*one.branches[n])] for one, n in zip(inside, places, strict=True)]
            said = [
                (one.keys[n] if one.kind == "plural" else "", one.name) for one, n in zip(inside, places, strict=True)
            ]
            sentences.append(_leaf(gaps, words, said))
        made.branches.append(sentences)
    return made


def _leaf(gaps: Sequence[str], words: Sequence[str], said: Sequence[tuple[str, str]]) -> _Leaf:
    """A sentence with numbers in the place of the signs and the arguments that stand for such.

    Args:
        gaps: what stands around the forms.
        words: of each form, those of a branch.
        said: of each form the key of that branch, if it is a plural, and the argument.
    """
    numbers: dict[str, str] = {}
    arguments: dict[str, str] = {}
    words = list(words)
    everything = "".join([*gaps, *words])
    for place, (key, name) in enumerate(said):
        known = [key[1:]] if key.startswith("=") else _NUMBERS.get(key, "").split()
        free = next((n for n in known if n not in numbers and not re.search(rf"(?<!\d){n}(?!\d)", everything)), None)
        if free and _NUMBER_SIGN.search(words[place]):
            words[place] = _NUMBER_SIGN.sub(free, words[place])
            numbers[free] = _SIGNS[place]
        elif free and _stands_alone(name, everything) and name not in arguments:
            arguments[name] = free
            numbers[free] = f"{{{name}}}"
    text = gaps[0] + "".join(word + gap for word, gap in zip(words, gaps[1:], strict=True))
    for name, number in arguments.items():
        text = text.replace(f"{{{name}}}", number)
    if len(words) > 1 or "".join(gaps):
        text = re.sub(r" {2,}", " ", text)
    core = text.strip()
    before, _, after = text.partition(core) if core else (text, "", "")
    return _Leaf(core, (before, after), numbers)


def _stands_alone(name: str, text: str) -> bool:
    """Whether an argument is there, and nowhere a part of a word, as in ``{hours}h``: a number would be none there."""
    found = f"{{{name}}}"
    return found in text and not re.search(rf"\w{re.escape(found)}|{re.escape(found)}\w", text)


def _has_words(text: str) -> bool:
    return any(map(str.isalpha, re.sub(r"\{[^{}]*\}|<[^<>]*>", "", text)))


def _gaps(text: str, inside: Sequence[Form]) -> list[tuple[int, int]]:
    edges = [0, *(edge for form in inside for edge in (form.start, form.end)), len(text)]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _own_part(base: Sequence[str], others: Sequence[Sequence[str]], sign: str) -> tuple[int, int]:
    """How many tokens all have in common at the beginning and at the end, by whole words and without a sign."""
    first = min(_common(base, other, sign) for other in others)
    last = min(_common(base[first:][::-1], other[first:][::-1], sign) for other in others)
    while first and not (base[first - 1].isspace() or _TAG.fullmatch(base[first - 1])):
        first -= 1
    while last and re.match(r"[\w'’{-]", base[len(base) - last]):
        last -= 1
    return first, last


def _common(one: Sequence[str], other: Sequence[str], sign: str) -> int:
    """How many tokens two texts begin with both, up to a sign."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b or a == sign), min(len(one), len(other)))


def _is_balanced(tokens: Sequence[str]) -> bool:
    """Whether no tag has its other half elsewhere."""
    waiting: list[str] = []
    for match in filter(None, map(_TAG.fullmatch, tokens)):
        closing, name, empty = match.groups()
        if closing and (not waiting or waiting.pop() != name):
            return False
        if not closing and not empty:
            waiting.append(name)
    return not waiting


def _shape(text: str) -> list[tuple[str, str, tuple[str, ...], list[object]]] | None:
    """Names, kinds and keys of the forms of a message, at all depths; None if one is not sound."""
    found: list[tuple[str, str, tuple[str, ...], list[object]]] = []
    for form in forms(text):
        inner = [_shape(text[a:b]) for a, b in form.branches]
        if not form.is_sound or any(one is None for one in inner):
            return None
        found.append((form.name, form.kind, form.keys, [one for one in inner if one]))
    return sorted(found, key=repr)
