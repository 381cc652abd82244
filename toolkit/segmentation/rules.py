"""What newspapers need on top of Punkt: closing quotation marks, abbreviations before names, stray stops.

The lists are closed-class facts of French and English typography, not learned.
"""

from __future__ import annotations

import re

OPENERS = "«“‘\"'([¿¡"
CLOSERS = "»”’\"')]"
_DASHES = "-–—•"

#: Abbreviations behind which a sentence practically never ends: titles of persons, references, units before a number.
BEFORE_NAME = {
    "fr": frozenset(
        "m mm mr me mgr mlle mlles mme mmes dr drs pr prof st ste vve cf art al fig p pp n no nos vol chap ch t éd ed "
        "coll av bd boul gal gén col cdt cap capt lt sgt adj env hab max min réf tél trad v vs ibid op div".split()
    ),
    "en": frozenset(
        "mr mrs ms messrs dr prof st rev hon gen col maj capt cpt lt sgt cpl adm cmdr sen rep gov pres supt fig figs "
        "no nos vol p pp art ch cf vs v al ed eds approx est op mt ft".split()
    ),
}
#: Abbreviations that may end a sentence: a capital behind them decides, as it decides for any other word.
MAY_END = frozenset("etc inc ltd co corp jr sr cie j.-c".split())

_MONTHS = frozenset("janv févr avr juil sept oct nov déc jan feb mar apr jun jul aug dec".split())
#: Words that open sentences and are no part of a name: behind "U.S." or "J.-C." they tell that a sentence ended.
_STARTERS = re.compile(
    r"(?:Le|La|Les|L['’]\w+|Il|Elle|Ils|Elles|On|Un|Une|Ce|Cette|Ces|Mais|Et|En|Dans|Pour|The|He|She|It|They|We|An?|"
    r"This|These|But|And|In|On|For)\b"
)
_ERA = frozenset({"av", "apr"})

_WORD_BEFORE = re.compile(r"[\w°º.\-]*$")
_INITIAL = re.compile(r"^(?:[A-ZÀ-Þ]|[A-ZÀ-Þ]\.?-[A-ZÀ-Þ]|(?:[A-ZÀ-Þ]\.)+[A-ZÀ-Þ])$")
_ENUMERATOR = re.compile(r"^\s*(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})$")
_NAME_AHEAD = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ'’\-]+|[A-ZÀ-Þ]\.")
_FUSED = re.compile(r"(?<=[a-zà-ÿ]{3})[.!?](?=(?:[A-ZÀ-Þ][a-zà-ÿ]*['’ ]|[A-ZÀ-Þ][a-zà-ÿ]+[ ,]))")

#: A run of sentence-final marks, the closing marks behind it (French ones may stand behind a space), then whitespace.
CANDIDATE = re.compile(r"(?P<mark>[.!?…]+(?:\s?[!?]+)*)(?P<close>(?:[\"'’”)\]]|\s?»)*)(?P<gap>\s+)(?=\S)")


#: Chinese and Japanese end sentences without a space.
FULLWIDTH = re.compile(r"[。！？]+[」』”’）]*(?=\S)")


def starts_sentence(text: str, position: int) -> bool:
    """Tell whether what stands at a position can open a sentence: a capital or digit, behind openers and dashes."""
    while position < len(text) and (text[position] in OPENERS or text[position] in _DASHES or text[position].isspace()):
        position += 1
    if position >= len(text):
        return False
    character = text[position]
    return character.isupper() or character.isdigit() or not (character.isalpha() or character in ",;:.!?…%»”)]")


def word_before(text: str, position: int) -> str:
    """The token that ends right before a position, without its final stops."""
    found = _WORD_BEFORE.search(text[max(0, position - 40) : position])
    return found.group().rstrip(".") if found else ""


def stop_is_inside(text: str, start: int, mark: int, after: int, language: str) -> bool:
    """Tell whether a full stop belongs to an abbreviation, an initial or an enumeration, so that no sentence ends.

    Args:
        text: paragraph.
        start: where the current sentence starts.
        mark: position of the stop.
        after: position of the next character that is not whitespace.
        language: code of the language.
    """
    word = word_before(text, mark)
    if not word:
        return False
    lowered = word.lower().rstrip("°º")
    if word.endswith(("°", "º")):
        return True
    if lowered in BEFORE_NAME.get(language, frozenset()):
        # `m` and `p` as units and `no` as an English word do end sentences; before a number or a name they do not.
        if lowered in {"m", "p", "v", "t", "n", "no", "ch", "col", "max", "min", "al", "ed", "st", "me", "art"}:
            return (word[0].isupper() or lowered in {"p", "n", "art", "no"}) and bool(
                _NAME_AHEAD.match(text, after) or text[after].isdigit()
            )
        return True
    if lowered in _MONTHS and text[after].isdigit():
        return True
    before = word_before(text, mark - len(word)).lower() or word_before(text, mark - len(word) - 1).lower()
    if before in _ERA:
        return False
    if _INITIAL.match(word) and len(word) > 1 and _STARTERS.match(text, after):
        return False
    if _INITIAL.match(word) and _NAME_AHEAD.match(text, after):
        # "J. Dupont" and "J.-P. Martin" go on; "plan B. Le" and "U.S. The" are left to Punkt.
        previous = word_before(text, mark - len(word) - 1)
        return len(word) > 1 or mark - len(word) == start or previous[:1].isupper() or not previous
    return bool(_ENUMERATOR.match(text[start:mark])) and mark - start <= 5


def fused_boundaries(text: str) -> list[int]:
    """Positions behind a stop that has lost its space (``…en Ukraine.La Corée…``), never inside an address."""
    found = []
    for match in _FUSED.finditer(text):
        left = text.rfind(" ", 0, match.start()) + 1
        right = text.find(" ", match.end())
        token = text[left : right if right >= 0 else len(text)]
        if not re.search(r"[/@_]|www|\d", token) and token.count(".") <= 2:
            found.append(match.end())
    return found
