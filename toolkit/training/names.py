"""Names of countries, cities and languages that corpora have too little of (*Soudan du Sud*, South Sudan).

From Unicode's Common Locale Data Repository (https://cldr.unicode.org), as Babel holds it, for any two languages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from toolkit.errors import MissingExtraError
from toolkit.lexical.lexicon import WORD, Phrases
from toolkit.text.cognates import without_accents

# The others are regions of the world, and codes for no country.
_COUNTRY = re.compile(r"(?!EU|EZ|UN|QO|X[AB]|ZZ)[A-Z]{2}$")
# What tells two of a name apart is no part of it, and what is tied by a dash is what administrations write.
_NO_NAME = re.compile(r"[\d(\[,;]| - |\bSAR\b|Unknown")
# Sentences with a name that are too few to learn it from, and so many that it need not be used for teaching.
_RARE_WORD, _RARE_NAME, _COMMON = 4, 30, 2_000
# Shorter ones are words of other things as well.
_SHORTEST = 5
# First letters that are the same where two names of a language are one.
_ALIKE = 2
_APOSTROPHE = str.maketrans("’", "'")


def rare_names(names: Mapping[str, str], times: Counter[str], known: Counter[str]) -> dict[str, str]:
    """Names that a model has not learnt, as rows of its lexicon.

    Args:
        names: of :func:`place_names`.
        times: how many of all source sentences there are have each (:func:`count_names`). A name of one word is taken
            if next to none have it: it may be a word of another kind too (*Maurice*, *Grenade*), and what more of them
            have was learnt from them.
        known: how many of those that the model is trained on have each. A name of several words is taken if few have
            it.

    Returns:
        Target name by source name, as it is written; sorted.
    """

    def is_rare(name: str) -> bool:
        if _is_single(name):
            return times[name] < _RARE_WORD
        # Texts tell which names are written with a small letter as well (*îles Salomon*, not *corée du Nord*).
        return known[name] <= _RARE_NAME and (name[0].isupper() or times[name] > 0)

    return _rows(names, filter(is_rare, names))


def taught_names(names: Mapping[str, str], known: Counter[str]) -> dict[str, str]:
    """Names of several words to teach a model with that such names stay as they are given: rows as of a lexicon.

    Args:
        names: of :func:`place_names`.
        known: how many of the sentences that the model is trained on have each; the commonest are left out, so that the
            model goes on to learn them.
    """
    return _rows(names, (name for name in names if not _is_single(name) and 0 < known[name] <= _COMMON))


def count_names(names: Iterable[str], sentences: Iterable[str]) -> Counter[str]:
    """How many sentences have each name; a name inside another is not counted."""
    phrases = Phrases(names)
    return Counter(name for sentence in sentences for name in {name for _, name in phrases.find(sentence)})


def place_names(from_code: str, to_code: str) -> dict[str, str]:
    """Names of countries, cities and languages that are other ones in the other language.

    Args:
        from_code, to_code: languages.

    Returns:
        Target name by source name, also with a small first letter where texts write it so; empty if a language is not
        known to the repository.

    Raises:
        MissingExtraError: Babel is not installed.
    """
    try:
        from babel import Locale, UnknownLocaleError
    except ImportError:
        raise MissingExtraError("names need Babel; install it with 'pip install bitext-toolkit[train]'") from None
    try:
        one, other = Locale.parse(from_code, sep="-"), Locale.parse(to_code, sep="-")
    except (UnknownLocaleError, ValueError):
        return {}
    pairs = [(name, other.territories.get(code, "")) for code, name in one.territories.items() if _COUNTRY.match(code)]
    for zone, texts in one.time_zones.items():
        # What a language calls as its zone is called, it does not list.
        city = other.time_zones.get(zone, {}).get("city") or zone.rsplit("/", 1)[-1].replace("_", " ")
        if not city.startswith("St. "):  # islands, and many towns beside
            pairs.append((texts.get("city", ""), city))
    for code, name in one.languages.items():
        # A language's name is also that of who speaks it, but not where they are two names or more than a word.
        language = other.languages.get(code, "")
        if _plain(name)[:_ALIKE] == _plain(language)[:_ALIKE] and WORD.fullmatch(name) and WORD.fullmatch(language):
            pairs.append((name, language))
    names: dict[str, str] = {}
    for name, translation in pairs:
        # The repository abbreviates what running text writes in full.
        translation = translation.translate(_APOSTROPHE).replace(" & ", " and ").replace("St. ", "Saint ")
        name = name.translate(_APOSTROPHE)
        unfit = not WORD.match(name) or len(name) < _SHORTEST or _NO_NAME.search(f"{name} {translation}")
        if unfit or not translation or _plain(name).endswith(_plain(translation)):
            continue
        names.setdefault(name, translation)
        if " " in name and name[1:] != name[1:].lower():  # *les îles Salomon*
            names.setdefault(name[0].lower() + name[1:], translation)
    its_own = {_plain(translation) for translation in names.values()}
    return {name: translation for name, translation in sorted(names.items()) if _plain(name) not in its_own}


def _rows(names: Mapping[str, str], chosen: Iterable[str]) -> dict[str, str]:
    return dict(sorted((name, names[name]) for name in chosen))


def _is_single(name: str) -> bool:
    return bool(WORD.fullmatch(name)) and "-" not in name


def _plain(text: str) -> str:
    return without_accents(text.lower())
