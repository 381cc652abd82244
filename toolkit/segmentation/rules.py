"""What newspapers need on top of Punkt: closing quotation marks, abbreviations before names, stray stops.

The lists (:mod:`toolkit.languages.abbreviations`) are closed-class facts of each language, not learned.
"""

from __future__ import annotations

import functools

import regex

from toolkit.languages.abbreviations import (
    BEFORE_NAME,
    CYRILLIC,
    CYRILLIC_PLACES,
    ENGLISH_TITLES,
    FRENCH_LEGAL,
    FRENCH_LEGAL_BEFORE_NAME,
    ORDINAL_STOP,
)
from toolkit.languages.habits import CLOSING_WORDS, LEGAL_CITATIONS, OPENING_WORDS, PROGRAMS, TRAINED
from toolkit.languages.lists import proper_words
from toolkit.segmentation.marks import TURNED
from toolkit.segmentation.punkt import is_small_word

OPENERS = "«“‘\"'([¿¡„‚‹「『《〈【（［"
_DASHES = "-–—•"

_MONTHS = frozenset("janv févr avr juil juill sept oct nov déc jan feb mar apr jun jul aug dec".split())
#: Words that open sentences and are no part of a name: behind "U.S." or "J.-C." they tell that a sentence ended.
_STARTERS = regex.compile(
    r"(?:Le|La|Les|L['’]\w+|Il|Elle|Ils|Elles|On|Un|Une|Ce|Cette|Ces|Mais|Et|En|Dans|Pour|The|He|She|It|They|We|An?|"
    r"This|These|But|And|In|On|For)\b"
)
_ERA = frozenset({"av", "ap", "apr"})
_CHRIST = regex.compile(r"J\.\s?-?\s?C(?!\p{Ll})")

_WORD_BEFORE = regex.compile(r"(?<![\w°º.\-])[\w°º.\-]*+$")
_INITIAL = regex.compile(r"^(?:\p{Lu}|\p{Lu}\.?-\p{Lu}|(?:\p{Lu}\.)+\p{Lu})$")
_ENUMERATOR = regex.compile(r"^\s*(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})$")
_NAME_AHEAD = regex.compile(r"\p{Lu}[\p{Ll}'’\-]+|\p{Lu}\.")
_ROMAN_AHEAD = regex.compile(r"[IVXLC]+\b(?!['’])")
_SHORT_AHEAD = regex.compile(r"\p{Lu}?\p{Ll}{0,5}\.")
_SOMETIMES_WORDS = frozenset("m p v t n no ch col max min al ed st me art".split())
_YEAR = regex.compile(r"(?:19|20)\d\d")
_ROMAN = regex.compile(r"[IVX]{1,4}")
_PART_AHEAD = regex.compile(r"[IVX]{1,4}\.\s?\d")
_COMPANY = regex.compile(r"(?:KG|KGaA|OHG|oHG)\b")
# Plurals of Spanish shortened words: EE. UU., FF. AA.
_DOUBLED = regex.compile(r"(\p{Lu})\1\.")
# Who says what stands in the quotation marks, and how: 她问。 他笑着说：
_CHINESE_SPEECH = regex.compile(r"[^，。！？；“”「」『』\n]{0,10}?[问問说說道喊叫答]道?(?:[。，：:,]|$)")
_CODE_LETTER = frozenset("LRDACN")
# Names of programs have stops before capitals too (dgram.Socket): behind a full stop only a word that opens sentences
# tells that a space was lost.
_FUSED = regex.compile(
    r"(?<=[a-zà-ÿ]{3})(?:[!?](?=(?:[A-ZÀ-Þ][a-zà-ÿ]*['’ ]|[A-ZÀ-Þ][a-zà-ÿ]+[ ,]))|\.(?=[A-ZÀ-Þ][a-zà-ÿ]{0,2}['’]\p{L}|"
    r"(?:L[ae]|Les|Des|Du|Aux?|Une?|Ce|Cett?e?|Ces|Cela|Celui|Celle|Ceux|Ça|Son|Sa|Ses|Leurs?|Notre|Nos|Votre|Vos|Mon|"
    r"Ma|Mes|Je|Tu|Ils?|Elles?|On|Nous|Vous|Mais|Et|Ou|Or|Car|Donc|Si|En|Dans|Pour|Par|Sur|Sous|Avec|Sans|Chez|Entre|"
    r"Depuis|Dès|Selon|Après|Avant|Pendant|Malgré|Quand|Lorsque|Comme|Ainsi|Alors|Puis|Enfin|Ensuite|Aujourd|Hier|"
    r"Demain|Ici|Voici|Voilà|Tout(?:e|es)?|Tous|Chaque|Plus|Rien|Deux|Trois|Quel(?:le)?s?|Qui|Que|Où|Pourquoi|Comment|"
    r"À|A|Ne|Oui|Non|Merci|Bonjour|The|An|This|Th[oe]se|That|There|Here|He|She|It|They|We|You|I|My|Our|Your|His|Her|"
    r"Its|Their|But|And|So|Yet|In|On|At|By|For|From|To|With|Without|As|If|When|While|After|Before|Since|Then|Now|"
    r"However|Also|All|Some|Many|One|Two|What|Who|Why|How|Where|No|Not|Yes|Please)[ ,]))"
)
# Before a name, if the word before it is one: parti.Marie, but not dgram.Socket.
_FUSED_NAME = regex.compile(
    r"(?<![\w.@:/-])(?:\p{L}{1,2}['’])?(?P<word>\p{Ll}{3,})(?P<stop>\.)"
    r"(?=(?P<name>\p{Lu}\p{Ll}+)(?:[\s,;:!?…'’-]|\.?$|\.\s))"
)
# Words that open sentences in German, where every noun has a capital: behind a number with a stop only these end one.
_GERMAN_STARTERS = regex.compile(
    r"(?:Der|Die|Das|Den|Dem|Des|Er|Sie|Es|Ein|Eine|Ich|Wir|Ihr|Aber|Und|Doch|Dann|Im|In|Am|Auf|Bei|Mit|Nach|Seit|Für|"
    r"Von|Zu|Als|Wenn|Da|Hier|So|Auch|Nun|Man|Diese|Dieser|Dieses)\b"
)
# A letter that is neither capital nor small: of a script without capitals. Georgian is written in small ones only.
_UNCASED = regex.compile(r"(?V1)[[\p{Lo}\p{Georgian}]--[ªº]]")
_SYLLABLES = regex.compile(r"[\p{Hangul}\p{Han}\p{Hiragana}\p{Katakana}]")
_SHORT_SCRIPTS = regex.compile(r"[\p{Thai}\p{Lao}]")
#: What a Japanese sentence goes on with behind a quotation: と言った.
_PARTICLE = regex.compile(r"と(?!ころ|にかく|ても|ある)|って|など|という|の|を|に|は|が(?!、)|も(?!う|し)")


def starts_sentence(text: str, position: int, language: str = "") -> bool:
    """Tell whether what stands at a position can open a sentence: a capital or digit, behind openers and dashes.

    A letter of a script without capitals can as well.
    """
    openers = OPENERS + "»›" * (language in TURNED)
    while position < len(text) and (text[position] in openers or text[position] in _DASHES or text[position].isspace()):
        position += 1
    if position >= len(text):
        return False
    character = text[position]
    if character.isupper() or character.isdigit() or _UNCASED.match(character):
        return True
    return not (character.isalpha() or character in ",;:.!?…%»”)]،؛。、，)」』")


def goes_on(text: str, close: str, after: int) -> bool:
    """Tell whether a sentence goes on right behind a mark of its script: a comma, or a particle behind a quotation."""
    if text[after] in ",;:、，；：،؛་-–—~～・":
        return True
    return bool(close) and (_PARTICLE.match(text, after) or _CHINESE_SPEECH.match(text, after)) is not None


def ends_without_space(text: str, marks: str, after: int, language: str) -> bool:
    """Tell whether a question or exclamation mark of the Latin keyboard ends a Chinese or Japanese sentence."""
    return language in ("zh", "yue", "ja") and set(marks) <= {"?", "!"} and bool(_SYLLABLES.match(text, after))


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
    if language in LEGAL_CITATIONS and _is_citation(word, text, mark, after):
        return True
    if language not in TRAINED and lowered in ENGLISH_TITLES:
        return True
    if lowered in BEFORE_NAME.get(language, frozenset()):
        # `m` and `p` as units and `no` as an English word do end sentences; before a number or a name they do not.
        if language in TRAINED and lowered in _SOMETIMES_WORDS:
            return (word[0].isupper() or lowered in {"p", "n", "art", "no"}) and bool(
                _NAME_AHEAD.match(text, after) or text[after].isdigit()
            )
        return True
    if lowered in _MONTHS and text[after].isdigit():
        return True
    if language not in TRAINED and _is_letter_before(word, text, mark, after, language):
        return True
    if language not in TRAINED and _is_numbered(word, text, mark, after, language):
        return True
    before = word_before(text, mark - len(word)).lower() or word_before(text, mark - len(word) - 1).lower()
    if before in _ERA:
        return False
    if word.lower() in _ERA and _CHRIST.match(text, after):
        return True
    if _is_short(word):
        return True
    if _INITIAL.match(word) and len(word) > 1 and _STARTERS.match(text, after):
        return False
    if _INITIAL.match(word) and _NAME_AHEAD.match(text, after):
        # "J. Dupont" and "J.-P. Martin" go on; "plan B. Le" and "U.S. The" are left to Punkt.
        previous = word_before(text, mark - len(word) - 1)
        return len(word) > 1 or mark - len(word) == start or previous[:1].isupper() or not previous
    return bool(_ENUMERATOR.match(text[start:mark])) and mark - start <= 5


def _is_letter_before(word: str, text: str, mark: int, after: int, language: str) -> bool:
    """Whether a stop goes on to a name or number: "c. 3", "в г. Москве", "EE. UU.", "GmbH & Co. KG"."""
    if language == "de" and word == "Co":
        return _COMPANY.match(text, after) is not None
    if len(word) == 2 and word[0] == word[1] and word.isupper():
        return _DOUBLED.match(text, after) is not None
    if len(word) > 1 or not word.islower():
        return False
    head = text[max(0, mark - 42) : mark - 1].rstrip()
    previous = word_before(head, len(head))
    # Behind a number it is a unit, or a year.
    if not head or previous.isdigit():
        return False
    return word in CYRILLIC_PLACES and previous != "т" if language in CYRILLIC else text[after].isdigit()


def _is_short(word: str) -> bool:
    """Whether a word is an initial or short form in a script without capitals."""
    if any(map(str.isdigit, word)):
        return False
    if not _UNCASED.search(word) or _SYLLABLES.search(word):
        return False
    letters = sum(map(str.isalpha, word))
    return letters == 1 or "." in word or (letters <= 2 and _SHORT_SCRIPTS.search(word) is not None)


def _is_citation(word: str, text: str, mark: int, after: int) -> bool:
    """Whether a stop belongs to a French legal citation: "Cass. civ. 1re", "art. L. 121-3", "Bull. civ. I"."""
    lowered = word.lower()
    if word in _CODE_LETTER:
        return text[after].isdigit()
    # "JCP 2003. I. 152": the year and the part of a review.
    if _YEAR.fullmatch(word) and _PART_AHEAD.match(text, after):
        return True
    if _ROMAN.fullmatch(word) and text[after].isdigit():
        return _YEAR.fullmatch(word_before(text, mark - len(word) - 1)) is not None
    if lowered not in FRENCH_LEGAL or word == "gaz":
        return False
    if lowered in FRENCH_LEGAL_BEFORE_NAME and not _STARTERS.match(text, after):
        return True
    if lowered == "com" and word_before(text, mark - len(word) - 1).lower() in {"t", "trib"}:
        return not _STARTERS.match(text, after)
    ahead = _SHORT_AHEAD.match(text, after)
    if ahead and ahead.group().rstrip(".").lower() in FRENCH_LEGAL | {"l", "r", "d", "c", "art", "p"}:
        return True
    return text[after].isdigit() or _ROMAN_AHEAD.match(text, after) is not None


def _is_numbered(word: str, text: str, mark: int, after: int, language: str) -> bool:
    """Whether a stop belongs to an ordinal or to a date of numbers: "19. Jahrhundert", "3. 5. 2020", "2024. 1. 5."."""
    if not word.isdigit():
        return False
    if text[after].isdigit() and len(word) in (1, 2, 4):
        return True
    if language == "ko" and len(word) <= 2:
        return word_before(text, mark - len(word) - 1).isdigit()
    if language not in ORDINAL_STOP or len(word) > 2:
        return False
    return language != "de" or not _GERMAN_STARTERS.match(text, after)


def fused_boundaries(text: str, language: str = "") -> list[int]:
    """Positions behind a stop that has lost its space (``…en Ukraine.La Corée…``), never inside an address.

    Args:
        text: paragraph.
        language: code; before a name (``…est parti.Marie…``) a stop counts only in a language whose words are known.
    """
    found = [match.end() for match in _FUSED.finditer(text) if _is_prose(_token(text, match), 2)]
    if language in TRAINED:
        for match in _FUSED_NAME.finditer(text):
            known = is_small_word(match["word"], language) and _is_name(match["name"].lower(), language)
            if known and _is_prose(_token(text, match).rstrip(".,;:!?…»”)"), 1):
                found.append(match.end("stop"))
    return found


@functools.cache
def _spaces(language: str) -> regex.Pattern[str] | None:
    """Spaces at which a sentence ends though no mark says so."""
    opening, closing = ("|".join(table.get(language, "").split()) for table in (OPENING_WORDS, CLOSING_WORDS))
    ways = [rf"(?<=\S)[ \u00a0]++(?={opening})"] if opening else []
    ways += [rf"(?<={closing})[ \u00a0]++(?=\S)"] if closing else []
    return regex.compile("|".join(ways)) if ways else None


def unmarked_boundaries(text: str, language: str) -> list[int]:
    """Ends of sentences of a language that has no mark for them, at spaces: before ``however``, behind a polite word.

    Its other spaces part phrases as well, and tell nothing.
    """
    pattern = _spaces(language)
    return [match.start() for match in pattern.finditer(text)] if pattern else []


def _token(text: str, match: regex.Match[str]) -> str:
    left = text.rfind(" ", 0, match.start()) + 1
    right = text.find(" ", match.end())
    return text[left : right if right >= 0 else len(text)]


def _is_prose(token: str, stops: int) -> bool:
    return not regex.search(r"[/@_\\=<>{}\[\]]|\w\(|www|\d", token) and token.count(".") <= stops


@functools.lru_cache(maxsize=4096)
def _is_name(word: str, language: str) -> bool:
    """Whether a word is a name, and none of those that parts of programs are called by."""
    return word in proper_words(language) and not is_small_word(word, PROGRAMS)
