"""What languages with a decimal comma want done to a translation: numbers, amounts, quotes and spaces.

Nothing is done to what no translation changes (addresses, placeholders, code, versions, identifiers; see
:mod:`toolkit.text.protected`), and all of it twice is the same as once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from toolkit.languages.conventions import Unknown
from toolkit.languages.digits import POINT_LANGUAGES
from toolkit.text.protected import find

NARROW = "\u202f"
NO_BREAK = "\u00a0"
#: Spaces that a rule may replace by the right one.
SPACES = f" {NO_BREAK}\u2009{NARROW}"

_GROUPED = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\w|[.,]\d)")
_DECIMAL = re.compile(r"(?<![\w.,])\d+\.\d+(?!\w|[.,]\d)")
# Not amounts: 2.30 pm, Figure 2.3, Windows 8.1.
_CLOCK = re.compile(r"\s?(?:[ap]\.?m\b|[ap]\.m\.|h\b|o'clock)", re.IGNORECASE)
_MEASURED = re.compile(
    rf"[{SPACES}-]?(?:[%€$£°]|(?:percent|per cent|[mb]illion|trillion|thousand|times|years?|points?)\b"
    r"|(?:[kcm]?m|k?g|[GMk]?Hz|[GMTk]B|[MGk]?W|k?cal|m[ls])\b)"
)
_NUMBERED = frozenset(
    "version versions release releases section sections chapter figure table part step rule article paragraph page "
    "item clause appendix no number verse level".split()
)
# Capitals behind which a number is no part of a name: they begin a sentence.
_BEGINNINGS = frozenset(
    "a about above after almost an and another approximately around at before below between but by down each every for "
    "from in just less more nearly of on only or over plus roughly some than that the these this those to under up "
    "with within".split()
)
_LAST_WORD = re.compile(r"([^\W\d_][\w'’-]*\.?|[§#])\s*\Z")
# A private character stands for each protected span meanwhile.
_STAND_IN = 0xE000
_MOST = 6_000
_ROUNDS = 4
_SMALL_SUM = re.compile(r"\$\d")
_STAND_INS = re.compile("[\ue000-\uf8ff]")
_OPENS = frozenset(f"{SPACES}\t([{{—–-'’/")
_CLOSES = frozenset(f"{SPACES}\t.,;:!?…)]}}—–-/'’%")


@dataclass(slots=True, frozen=True)
class Marks:
    """How a language writes.

    Attributes:
        group: between groups of three digits.
        grouped_from: digits of the smallest whole number that is grouped.
        before_sign: between a number and a sign behind it.
        quotes: that open and close, with their inner spaces.
        signs: of currencies, which come behind the number.
    """

    group: str
    grouped_from: int
    before_sign: str
    quotes: tuple[str, str]
    signs: str


class Typographic(Unknown):
    """Conventions of a target language with a decimal comma.

    Args:
        source: language that is translated from; numbers of languages with a decimal point are rewritten, others stay.
    """

    marks: Marks

    def __init__(self, source: str) -> None:
        self._point = source in POINT_LANGUAGES

    def before(self, text: str) -> str:
        """The folded source as it is."""
        return text

    def after(self, text: str, source: str, style: str) -> str:
        """The output of a model as the language writes it; see :class:`toolkit.languages.conventions.Conventions`.

        Double quotes become those of the language in either style; apostrophes and three dots follow it.
        """
        if _STAND_INS.search(text):
            return text
        forms = number_forms(source, self.marks) if self._point else {}
        # A space that is new may change what counts as a placeholder: done is what stays as it is.
        made = text
        for _ in range(_ROUNDS):
            before, made = made, self._once(made, source, forms, style)
            if made == before:
                return made
        return text

    def _once(self, text: str, source: str, forms: dict[str, str], style: str) -> str:
        kept: list[str] = []
        parts, position = [], 0
        for number, span in enumerate([s for s in find(text) if not _is_sum(text[s.start : s.end], source)][:_MOST]):
            kept.append(text[span.start : span.end])
            parts += [text[position : span.start], chr(_STAND_IN + number)]
            position = span.end
        text = write_numbers("".join([*parts, text[position:]]), forms)
        text = self.spaced(self.quoted(self._amounts(text)))
        if style == "curly":
            text = re.sub(r"(?<=[^\W\d_])'(?=[^\W\d_])", "’", text).replace("...", "…")
        return _STAND_INS.sub(lambda m: kept[ord(m[0]) - _STAND_IN], text) if kept else text

    def quoted(self, text: str) -> str:
        """Straight double quotes that come in pairs become those of the language."""
        return pair_quotes(text, self.marks.quotes)

    def spaced(self, text: str) -> str:
        """Spaces of the language around marks of punctuation."""
        return text

    def _amounts(self, text: str) -> str:
        """``€30`` becomes ``30 €``, ``30%`` becomes ``30 %``."""
        space, signs = self.marks.before_sign, self.marks.signs
        # "$30 million" has its own words in each language: the model found them, or nothing mends it.
        text = re.sub(
            rf"(?<![\w$€£])([{signs}])\s?(\d+(?:[.,{SPACES}]\d+)*)(?!\w|[.,]\d|\s?(?:[mb]il|tril|mrd|mio|k\b))",
            rf"\2{space}\1",
            text,
            flags=re.IGNORECASE,
        )
        return re.sub(rf"(?<=\d)[{SPACES}]*([%{signs}])(?![\w%]|[{SPACES}]?\d)", rf"{space}\1", text)


def _is_sum(span: str, source: str) -> bool:
    """Whether what looks like a placeholder is a sum of money: it is one in the source (``between $5 and $10``)."""
    return _SMALL_SUM.fullmatch(span) is not None and not any(source[s.start : s.end] == span for s in find(source))


def number_forms(source: str, marks: Marks) -> dict[str, str]:
    """How the numbers of a source with decimal points are written, by each form in which a model may leave them.

    A form that may be two numbers is left out.

    Args:
        source: segment.
        marks: of the target language.
    """
    forms: dict[str, str] = {}
    doubtful: set[str] = set()

    def note(written: str, wanted: str) -> None:
        if forms.setdefault(written, wanted) != wanted:
            doubtful.add(written)

    for number in set(_GROUPED.findall(source)):
        whole, _, fraction = number.partition(".")
        groups = whole.split(",")
        grouped = len("".join(groups)) >= marks.grouped_from
        wanted = (marks.group if grouped else "").join(groups) + (f",{fraction}" if fraction else "")
        for separator in ("", ",", ".", *SPACES):
            for point in ".," if fraction else "":
                note(separator.join(groups) + point + fraction, wanted)
            if not fraction:
                note(separator.join(groups), wanted)
    for match in _DECIMAL.finditer(source):
        if _is_amount(source, match):
            note(match[0], match[0].replace(".", ","))
            note(match[0].replace(".", ","), match[0].replace(".", ","))
        else:
            doubtful.add(match[0])
    doubtful |= {written for written, wanted in forms.items() if forms.get(wanted, wanted) != wanted}
    return {written: wanted for written, wanted in forms.items() if not {written, wanted} & doubtful}


def _is_amount(source: str, match: re.Match[str]) -> bool:
    """Whether a number with a point is one with decimals, and not of a version, a section or a time."""
    behind = source[match.end() :]
    if _CLOCK.match(behind):
        return False
    if _MEASURED.match(behind):
        return True
    found = _LAST_WORD.search(source[: match.start()])
    if found is None:
        return True
    word = found[1].rstrip(".")
    named = word[:1].isupper() and word.lower() not in _BEGINNINGS
    return not named and word.lower() not in _NUMBERED and word not in ("§", "#")


def write_numbers(text: str, forms: dict[str, str]) -> str:
    """A text with the numbers of a table in the forms of the table, all at once."""
    if not forms:
        return text
    one_of = "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))
    return re.sub(
        rf"(?<![\w.,])(?<!\d[{SPACES}])(?:{one_of})(?!\w|[.,]\d|[{SPACES}]\d{{3}}(?!\d))", lambda m: forms[m[0]], text
    )


def pair_quotes(text: str, quotes: tuple[str, str]) -> str:
    """A text whose straight double quotes are those of a language, if they come in pairs that open and close.

    >>> pair_quotes('He said "yes" and "no".', ("«", "»"))
    'He said «yes» and «no».'
    >>> pair_quotes('It is " easy".', ("«", "»"))
    'It is «easy».'
    >>> pair_quotes('A 5" pipe.', ("«", "»"))
    'A 5" pipe.'
    """
    places = [place for place, character in enumerate(text) if character == '"']
    if not places or len(places) % 2:
        return text
    for number, place in enumerate(places):
        before = text[place - 1] if place else " "
        behind = text[place + 1] if place + 1 < len(text) else " "
        outside, inside = (before, behind) if number % 2 == 0 else (behind, before)
        fits = outside in (_OPENS if number % 2 == 0 else _CLOSES) or _STAND_INS.match(outside)
        if not fits or inside == '"':
            return text
    pieces = [piece.strip() if n % 2 else piece for n, piece in enumerate(text.split('"'))]
    return "".join(piece + (quotes[n % 2] if n < len(places) else "") for n, piece in enumerate(pieces))
