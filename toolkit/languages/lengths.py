"""How long a text should be beside its translation, in any pair of languages and scripts.

Filters, checks and the title check share these measures.
"""

from __future__ import annotations

import functools
import re

#: Characters of the target for one of the source, medians of the training corpora where we have measured a pair.
TYPICAL = {("fr", "en"): 0.88, ("en", "fr"): 1.14}

# Characters and words of a language for one of English, in hundredths, measured on the Universal Declaration of Human
# Rights and the odd lines of NTREX-128 (news) together by bench/lengths.py.
_TABLE = """\
af 107 106; am 67 77; ar 92 91; az 108 86; be 103 89; bg 109 102; bn 98 88; bo 121 92; bs 102 95; ca 113 114;
cs 97 89; cy 107 111; da 102 97; de 119 101; el 121 110; en 100 100; es 116 115; et 100 78; eu 111 84; fa 97 113;
fi 109 73; fr 118 117; ga 119 121; gl 110 107; gu 98 96; ha 111 121; he 80 83; hi 105 123; hr 103 95; hu 112 90;
hy 107 86; id 116 96; is 106 100; it 116 109; ja 45 124; ka 108 79; kk 106 82; km 116 111; kn 107 75; ko 54 73;
ky 102 81; lo 108 95; lt 105 83; lv 108 88; mk 107 102; ml 121 72; mn 105 88; mr 106 89; ms 112 93; mt 112 91;
my 127 118; nb 101 97; ne 100 89; nl 118 112; nn 100 99; pa 101 119; pl 112 93; ps 97 128; pt 111 108; ro 118 114;
ru 111 93; si 104 96; sk 102 91; sl 102 94; so 117 105; sq 114 115; sr 102 97; sv 102 95; sw 109 99; ta 125 79;
te 100 75; th 96 93; tl 119 113; tr 106 81; uk 106 91; ur 100 128; uz 118 87; vi 111 142; yo 127 124; yue 32 85;
zh 34 88; zu 104 69"""

# Scripts written without spaces between words: Han and kana (with Bopomofo and Yi), then Thai, Lao, Tibetan, Burmese,
# Khmer, Tai, Javanese and Balinese.
_DENSE = (
    "\u3005-\u3007\u3040-\u30ff\u3105-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua48c\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
_LONG = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ecd\u0edc-\u0edf\u0f00\u0f40-\u0fbc\u1000-\u103f\u1050-\u109f\u1780-\u17d3"
    "\u17dc\u17dd\u1950-\u19c9\u1a20-\u1a7e\u1b00-\u1b4b\ua980-\ua9c0\ua9e0-\ua9ef\uaa60-\uaadf"
)
_DENSE_RUN = re.compile(f"[{_DENSE}]+")
_LONG_RUN = re.compile(f"[{_LONG}]+")
_UNSPACED = re.compile(f"[{_DENSE}{_LONG}]")
_PIECE = re.compile(f"[{_DENSE}{_LONG}]|[^\\s{_DENSE}{_LONG}]+")
# The first of these scripts; a text without any character as high has none.
_FIRST = "\u0e01"
# Ethiopic texts may part words by this mark instead of a blank.
_WORD_SPACE = "\u1361"
# Characters that count for a word there.
_DENSE_WORD, _LONG_WORD = 2, 6


@functools.cache
def _densities() -> dict[str, tuple[float, float]]:
    rows = (row.split() for row in _TABLE.split(";"))
    return {code: (int(characters) / 100, int(words) / 100) for code, characters, words in rows}


def is_known(code: str) -> bool:
    """Whether the table has a language, by its primary code in small letters."""
    return code in _densities()


@functools.lru_cache(maxsize=256)
def typical_ratio(languages: tuple[str, str]) -> float:
    """Characters of the target that are usual for one of the source.

    Args:
        languages: primary codes of source and target; one that the table lacks counts as English.
    """
    known = _densities()
    source, target = (known.get(code, (1.0, 1.0))[0] for code in languages)
    return TYPICAL.get(languages, target / source)


def typical_words(languages: tuple[str, str]) -> float:
    """Words (:func:`count_words`) of the target that are usual for one of the source; see :func:`typical_ratio`."""
    if languages in TYPICAL:
        return 1.0
    known = _densities()
    source, target = (known.get(code, (1.0, 1.0))[1] for code in languages)
    return target / source


def times_off(one: float, other: float, slack: float) -> float:
    """How many times one length is the other, 1 or more.

    Args:
        one, other: lengths, after what is typical for their languages.
        slack: added to both, so that short texts may differ more.
    """
    return max((one + slack) / (other + slack), (other + slack) / (one + slack))


def characters_off(source: int, target: int, languages: tuple[str, str], slack: float) -> float:
    """How many times longer one side is than it should be beside the other, in characters, 1 or more.

    Args:
        source, target: characters.
        languages: primary codes.
        slack: characters of an alphabet that short texts may differ by; fewer in a denser script.
    """
    dense = min(1.0, _densities().get(languages[1], (1.0, 1.0))[0])
    return times_off(source * typical_ratio(languages), target, slack * dense)


# A number with its separators and its currency: 1.250,50€, 18:30, $3.50.
_FIGURE = re.compile(r"[$€£¥₹]?\d+(?:[.,:'’/]\d+)*(?:\s?[%€£¥₹])?")
_FIGURE_WEIGHT = 1.5


def words_off(source: str, target: str, languages: tuple[str, str], slack: float) -> float:
    """The same in words; see :func:`count_words`."""
    return times_off(count_words(source) * typical_words(languages), count_words(target), slack)


@functools.lru_cache(maxsize=64)
def has_unspaced(text: str) -> bool:
    """Whether a text has letters of a script without spaces between words."""
    return bool(text) and max(text) >= _FIRST and _UNSPACED.search(text) is not None


@functools.lru_cache(maxsize=16)
def count_words(text: str) -> int:
    """Words of a text: blanks part them; in scripts without blanks two Chinese or Japanese characters, or six Thai,
    Lao, Burmese or Khmer ones, count for a word.
    """
    text = text.replace(_WORD_SPACE, " ")
    if not has_unspaced(text):
        return len(text.split())
    dense = sum(map(len, _DENSE_RUN.findall(text)))
    long = sum(map(len, _LONG_RUN.findall(text)))
    spaced = _UNSPACED.sub(" ", text).split()
    return sum(any(map(str.isalnum, w)) for w in spaced) + -(-dense // _DENSE_WORD) + -(-long // _LONG_WORD)


def pieces(text: str) -> list[str]:
    """Words of a text as its script parts them: at blanks, and each character of a script without blanks."""
    return _PIECE.findall(text) if has_unspaced(text) else text.split()


@functools.lru_cache(maxsize=16)
def lowered_pieces(text: str) -> tuple[str, ...]:
    """Those of a text in small letters."""
    return tuple(pieces(text.lower()))


def characters_of_word(text: str) -> int:
    """How many of the :func:`pieces` of a text make a word: 1 where blanks part words."""
    if not has_unspaced(text):
        return 1
    return _DENSE_WORD if _DENSE_RUN.search(text) else _LONG_WORD


def longest_word(text: str) -> int:
    """Characters of the longest word between blanks; runs of scripts without blanks do not count."""
    words = (_UNSPACED.sub(" ", text) if has_unspaced(text) else text).split()
    return max(map(len, words), default=0)


def share_of_letters(text: str) -> float:
    """Share of letters, with the vowel signs that stand on them, among all characters but blanks; 0 without any.

    A number, with its marks and the sign of its currency, counts for one and a half characters at most, and a letter of
    a script that writes a word in two of them for two.

    >>> share_of_letters("Cuesta 1.250,50 €"), share_of_letters("1.250,50 €"), share_of_letters("火车18:30")
    (0.8, 0.0, 0.7272727272727273)
    """
    import unicodedata

    figures = 0.0
    if any(map(str.isdigit, text)):
        figures = sum(min(_FIGURE_WEIGHT, len(figure)) for figure in _FIGURE.findall(text))
        text = _FIGURE.sub("", text)
    dense = "".join(text.split())
    if not dense:
        return 0.0
    letters = sum(map(str.isalpha, dense))
    more = 0
    if not dense.isascii():
        others = [c for c in set(dense) if not c.isascii() and not c.isalpha()]
        letters += sum(dense.count(c) for c in others if unicodedata.category(c) in ("Mn", "Mc"))
        more = sum(map(len, _DENSE_RUN.findall(dense))) if has_unspaced(dense) else 0
    return (letters + more) / (len(dense) + more + figures)
