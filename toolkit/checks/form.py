"""Form: doubled words, the final mark and the first capital, and what :mod:`toolkit.checks.mends` finds."""

from __future__ import annotations

import functools
import operator
import re
from collections.abc import Iterator

from toolkit.checks import mends
from toolkit.checks.mends import check_with
from toolkit.languages.habits import MAY_DOUBLE
from toolkit.lexical.counterparts import LANGUAGES, is_known
from toolkit.text.word_gate import words_of_text
from toolkit.units import TranslationUnit

# A hyphen before it makes another word: *peut-être être*.
_DOUBLED_WORD = re.compile(r"(?<![\w-])([^\W\d_]{2,})\s+(?P<again>\1)\b(?!['’-])", re.IGNORECASE)
_WORD, _LABEL = re.compile(r"[^\W\d_]+"), 2
# No name of a file, an option or a scope of a program; a label may have a colon, and a word a hyphen.
_FIRST_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]{2,})*(?![\w./@\\-]|\(|:\S)")
_ELISION = re.compile(r"^\W*[^\W\d_]['’](?=[^\W\d_])")
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


def check_doubled(unit: TranslationUnit) -> Iterator[str]:
    """Words that stand twice in a row, more than the source doubles."""
    found = doubled_words(unit)
    if found:
        yield f"the word '{found[0].group()}' is doubled"


def doubled_words(unit: TranslationUnit) -> list[re.Match[str]]:
    """Where words of the target stand twice in a row; group ``again`` is the second. None if the source has as many."""
    found = [m for m in _doubled(unit.target, unit.languages[1]) if not _is_name(m, unit)]
    return found if found and len(found) > len(_doubled(unit.source, unit.languages[0])) else []


def _doubled(text: str, language: str) -> list[re.Match[str]]:
    """What stands twice, but for words that grammar doubles and those that a name repeats (*section Section 2*)."""
    words = [word.lower() for word in words_of_text(text)]
    # The pattern refers back, which takes long.
    if not any(map(operator.eq, words, words[1:])):
        return []
    grammar = MAY_DOUBLE.get(language, frozenset())
    return [
        match
        for match in _DOUBLED_WORD.finditer(text)
        if match[1].lower() not in grammar and not (match[1].islower() and not match["again"].islower())
    ]


def _is_name(match: re.Match[str], unit: TranslationUnit) -> bool:
    return match[1][0].isupper() and match.start() > 0 and not _is_doubled_by_mistake(match, unit)


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
    if lacks_capital(unit):
        yield "the source begins with a capital, the target does not"


def lacks_capital(unit: TranslationUnit) -> bool:
    """Whether the first letter of a sentence or label is small where that of the source is a capital."""
    source, target = _first_letter(unit.source), _first_letter(unit.target)
    # Letters of Georgian are small ones, and begin sentences.
    if not (source.isupper() and target.islower() and target.title() != target and unit.target.split()[0].islower()):
        return False
    return (_end(unit.source) == _end(unit.target) == ".") or _is_capital_of_a_label(unit)


def _is_capital_of_a_label(unit: TranslationUnit) -> bool:
    """Whether a text without a full stop has its capital as the first word, and not as a name or an item of a list."""
    words = [_WORD.findall(_ELISION.sub("", side)) for side in (unit.source, unit.target)]
    if min(map(len, words)) < _LABEL or unit.source.lstrip().startswith("-") or unit.target.rstrip()[-1:] in ",;":
        return False
    first, other = words[0][0], words[1][0]
    return (not first[1:] or first[1:].islower()) and first not in words[1] and other not in words[0]


def _first_letter(text: str) -> str:
    text = text.lstrip(" \u00a0\u202f\"'“‘«([-–—*#¿¡…>")
    return text[:1] if text[:1].isalpha() and _FIRST_WORD.match(text) else ""


check_spaces = functools.partial(check_with, mends.spaces)
check_spacing = functools.partial(check_with, mends.spacing)
check_french_spacing = functools.partial(check_with, mends.french_spacing)
check_quote_style = functools.partial(check_with, mends.quote_style)
check_apostrophes = functools.partial(check_with, mends.apostrophes)
check_ellipsis = functools.partial(check_with, mends.ellipsis)
