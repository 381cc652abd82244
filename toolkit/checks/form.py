"""Form: brackets, quotes, doubled words, the final mark and the first capital."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from toolkit.checks import mends
from toolkit.checks.mends import check_with
from toolkit.checks.placeholders import plain
from toolkit.languages.habits import MAY_DOUBLE
from toolkit.lexical.counterparts import LANGUAGES, is_known
from toolkit.units import TranslationUnit

_BRACKETS = (("(", ")"), ("[", "]"), ("{", "}"))
# "a)" and "1)" close nothing, and smileys are faces.
_ITEM = re.compile(r"(?:^|(?<=[\s(,;]))(?:\w|\d{1,3}|[ivxlcdm]{1,5})$")
_FACE = re.compile(r"(?<!\w)[:;=8]['’]?-?[()\[\]DP]+(?!\w)")
_MARK = re.compile('[«»“”„"]')
_INCHES = re.compile(r"(?<=\d)\"")
_DOUBLED_WORD = re.compile(r"\b([^\W\d_]{2,})\s+\1\b(?!['’-])", re.IGNORECASE)
_WORD, _LABEL = re.compile(r"[^\W\d_]+"), 2
_ENDS = {
    "?": "?",
    "？": "?",
    "؟": "?",
    "!": "!",
    "！": "!",
    "…": "…",
    ".": ".",
    "。": ".",
    "।": ".",
    ":": ":",
    "：": ":",
    ";": ";",
}
_TAIL = re.compile(r"(?<![\s\"'”’»“„)\]*_])[\s\"'”’»“„)\]*_]+$")


def check_brackets(unit: TranslationUnit) -> Iterator[str]:
    """Brackets that are opened and not closed, or the other way round, where those of the source are paired."""
    if not any(b in unit.target for pair in _BRACKETS for b in pair):
        return
    source, target = (_FACE.sub("", plain(text)) for text in (unit.source, unit.target))
    for opening, closing in _BRACKETS:
        if not _is_paired(target, opening, closing) and _is_paired(source, opening, closing):
            yield f"the brackets '{opening}{closing}' of the target are not paired"


def _is_paired(text: str, opening: str, closing: str) -> bool:
    depth = 0
    for place, sign in enumerate(text):
        if sign == opening:
            depth += 1
        elif sign == closing and depth:
            depth -= 1
        elif sign == closing and not _ITEM.search(text[max(0, place - 7) : place]):
            return False
    return not depth


def check_quotes(unit: TranslationUnit) -> Iterator[str]:
    """Double quotation marks that are opened and not closed, where those of the source are paired."""
    if _unpaired_quotes(unit.target) and not _unpaired_quotes(unit.source):
        yield "the quotation marks of the target are not paired"


def _unpaired_quotes(text: str) -> bool:
    """Whether the double marks are odd in number: of any kind, as straight ones pair with any other."""
    if not _MARK.search(text):
        return False
    text = plain(text)
    inches = len(_INCHES.findall(text))
    # The mark behind a digit is one of inches (5") or of a quotation ("5").
    return len(_MARK.findall(text)) % 2 == 1 and not inches % 2


def check_doubled(unit: TranslationUnit) -> Iterator[str]:
    """Words that stand twice in a row, where the source doubles none."""
    for match in _DOUBLED_WORD.finditer(unit.target):
        word = match[1].lower()
        if word in MAY_DOUBLE.get(unit.languages[1], ()):
            continue
        if match[1][0].isupper() and match.start() and not _is_doubled_by_mistake(match, unit):
            continue
        if not _DOUBLED_WORD.search(unit.source):
            yield f"the word '{match.group()}' is doubled"
            return


def _is_doubled_by_mistake(match: re.Match[str], unit: TranslationUnit) -> bool:
    """Whether a word with a capital is no name that has it twice (*Lang Lang*): known, or once in the source."""
    word = match[1]
    known = set(unit.languages) == set(LANGUAGES) and is_known(word.lower(), unit.languages[1])
    return match[0].endswith(word) and (known or word in unit.source)


def check_final_mark(unit: TranslationUnit) -> Iterator[str]:
    """A final mark that is another one in the target: a question for a statement, a colon lost."""
    source, target = _end(unit.source), _end(unit.target)
    if source != target and "el" not in unit.languages:
        yield (
            f"the source ends with '{source}', the target with '{target}'"
            if source and target
            else (
                f"the final '{source}' of the source is missing in the target"
                if source
                else f"the final '{target}' is only in the target"
            )
        )


def _end(text: str) -> str:
    text = _TAIL.sub("", text)
    return "…" if text.endswith("...") else _ENDS.get(text[-1:], "")


def check_capital(unit: TranslationUnit) -> Iterator[str]:
    """A first letter of a sentence or label that is small where that of the source is a capital."""
    source, target = _first_letter(unit.source), _first_letter(unit.target)
    if not (source.isupper() and target.islower() and unit.target.split()[0].islower()):
        return
    if (_end(unit.source) == _end(unit.target) == ".") or _is_capital_of_a_label(unit):
        yield "the source begins with a capital, the target does not"


def _is_capital_of_a_label(unit: TranslationUnit) -> bool:
    """Whether a text without a full stop has its capital as the first word, and not as a name or an item of a list."""
    words = [_WORD.findall(side) for side in (unit.source, unit.target)]
    if min(map(len, words)) < _LABEL or unit.source.lstrip().startswith("-") or unit.target.rstrip()[-1:] in ",;":
        return False
    first, other = words[0][0], words[1][0]
    return first[1:].islower() and first not in words[1] and other not in words[0]


def _first_letter(text: str) -> str:
    text = text.lstrip(" \u00a0\u202f\"'“‘«([-–—*#¿¡…>")
    return text[:1] if text[:1].isalpha() and re.match(r"[^\W\d_]+(?![\w./@:\\-]|\()", text) else ""


check_spaces = functools.partial(check_with, mends.spaces)
check_spacing = functools.partial(check_with, mends.spacing)
check_french_spacing = functools.partial(check_with, mends.french_spacing)
check_quote_style = functools.partial(check_with, mends.quote_style)
check_apostrophes = functools.partial(check_with, mends.apostrophes)
check_ellipsis = functools.partial(check_with, mends.ellipsis)
