"""Codes of languages as translation models write them: ``fra_Latn``, ``__fr__``, ``<2en>``, ``>>fra<<``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from toolkit.languages.tags import INDIVIDUAL, canonical

# The script that is meant where a tag names none and a model has several (Unicode CLDR, likely subtags).
_USUAL_SCRIPT = {"zh": "Hans", "sr": "Cyrl", "ks": "Arab", "sat": "Olck", "ace": "Latn", "bjn": "Latn", "min": "Latn"}
# A model that has no Norwegian has Bokmål, and the other way round.
_OTHERWISE = {"no": "nb", "nb": "no"}
_HAN_REGIONS = {"TW": "Hant", "HK": "Hant", "MO": "Hant", "CN": "Hans", "SG": "Hans"}
_SCRIPT = re.compile(r"[A-Z][a-z]{3}")
_DRESS = re.compile(
    r"__(?P<m2m>[A-Za-z_-]+)__|<2(?P<two>[A-Za-z_-]+)>|>>(?P<opus>[A-Za-z_-]+)<<|(?P<nllb>[a-z]{3}_[A-Z][a-z]{3})"
)


def bare_code(token: str) -> str:
    """The code in a token of a vocabulary: ``en`` of ``<2en>``; empty for other tokens."""
    match = _DRESS.fullmatch(token)
    return next(filter(None, match.groups())) if match else ""


def choose_code(tag: str, tokens: Iterable[str]) -> str | None:
    """The token of a model that names a language.

    Args:
        tag: BCP 47 tag, such as ``fr``, ``zh-Hant`` or ``pt-BR``.
        tokens: that name languages, see :func:`bare_code`.

    Returns:
        The token of the same language and script, one of the same region before others; None if there is none.

    >>> choose_code("zh-TW", ["zho_Hans", "zho_Hant", "fra_Latn"])
    'zho_Hant'
    >>> choose_code("fr", [">>fra<<", ">>ita<<"])
    '>>fra<<'
    """
    known = list(tokens)
    language, script, region = _parts(tag)
    for wanted in filter(None, (language, _OTHERWISE.get(language))):
        named = script or (_HAN_REGIONS.get(region, "") if wanted == "zh" else "")
        usual = named or _USUAL_SCRIPT.get(wanted, "")
        ranked = []
        for token in known:
            found, its_script, its_region = _parts(bare_code(token) or token)
            if found == wanted and (not named or its_script in ("", named)):
                ranked.append((its_script == usual, its_region == region, -len(token), token))
        if ranked:
            return max(ranked)[-1]
    return None


def language_of(token: str) -> str:
    """The BCP 47 tag of a token, such as ``fr-Latn`` of ``fra_Latn``; empty for a token that names no language."""
    code = bare_code(token)
    return "-".join(filter(None, _parts(code))) if code else ""


def _parts(tag: str) -> tuple[str, str, str]:
    """Language, script and region."""
    language, *rest = canonical(tag.replace("_", "-")).split("-")
    language = INDIVIDUAL.get(language, language)
    script = next((part for part in rest if _SCRIPT.fullmatch(part)), "")
    region = next((part for part in rest if len(part) == 2 and part.isupper()), "")
    return language, script, region
