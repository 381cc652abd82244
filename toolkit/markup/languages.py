"""Language attributes of word processors: what says that a text is in the source language says the target's instead."""

from __future__ import annotations

import re
from collections.abc import Callable

from toolkit.languages.tags import is_right_to_left

# The region that a word processor takes for a language without one (likely subtags of Unicode CLDR; British English,
# as the embedded package writes it).
_REGIONS = dict(
    pair.split("-")
    for pair in (
        "ar-SA bg-BG bn-BD ca-ES cs-CZ da-DK de-DE el-GR en-GB es-ES et-EE eu-ES fa-IR fi-FI fr-FR ga-IE gl-ES he-IL "
        "hi-IN hr-HR hu-HU hy-AM id-ID is-IS it-IT ja-JP ka-GE kk-KZ km-KH ko-KR lo-LA lt-LT lv-LV mk-MK ms-MY mt-MT "
        "my-MM nb-NO nl-NL pl-PL pt-PT ro-RO ru-RU sk-SK sl-SI sq-AL sr-RS sv-SE sw-KE th-TH tr-TR uk-UA ur-PK vi-VN "
        "zh-CN"
    ).split()
)
_EASTERN = frozenset({"zh", "ja", "ko"})
_WORD_TAG = re.compile(r"<(?P<prefix>[\w.-]+:)?(?:lang|themeFontLang|lid)(?:\s[^<>]*?)?/>")
_VALUE = re.compile(r"""(?P<name>\b(?:val|eastAsia|bidi))(?P<equals>\s*=\s*)(?P<quote>["'])(?P<tag>[\w-]*)(?P=quote)""")
_OPEN_TAG = re.compile(r"<[\w.-]+:(?:text-properties|[a-z]+-style)\s[^<>]*>")


def with_region(code: str) -> str:
    """A language with a region, as word processors want it: ``en`` becomes ``en-GB``, ``pt_br`` becomes ``pt-BR``."""
    language, _, region = code.replace("_", "-").partition("-")
    region = region or _REGIONS.get(language.lower(), "")
    return f"{language.lower()}-{region.upper() if len(region) == 2 else region}" if region else language.lower()


def in_other_language(tag: str, from_code: str, to_code: str) -> str | None:
    """A tag of the source language as that of the target, written alike; None for the tag of another language.

    Example:
        >>> [in_other_language(tag, "fr", "en") for tag in ("fr", "fr-CA", "fr_FR", "de")]
        ['en', 'en-GB', 'en_GB', None]
    """
    if _primary(tag) != _primary(from_code):
        return None
    if tag.replace("_", "-").count("-") != 1:
        return to_code
    return with_region(to_code).replace("-", "_" if "_" in tag else "-")


def word_languages(from_code: str, to_code: str) -> Callable[[str], str]:
    """Makes code of Word say the target language where it said the source language.

    Args:
        from_code, to_code: languages, with or without region.
    """
    source, target = _primary(from_code), with_region(to_code)
    script = "eastAsia" if _primary(target) in _EASTERN else "bidi" if is_right_to_left(target) else ""

    def tag(match: re.Match[str]) -> str:
        said = {value["name"]: value["tag"] for value in _VALUE.finditer(match.group())}
        if source not in map(_primary, said.values()):
            return match.group()

        def value(found: re.Match[str]) -> str:
            theirs = _primary(found["tag"]) == source or found["name"] == script
            value = target if theirs else found["tag"]
            return f"{found['name']}{found['equals']}{found['quote']}{value}{found['quote']}"

        code = _VALUE.sub(value, match.group())
        if script and script not in said and "lid" not in match.group()[:8]:
            code = code[:-2].rstrip() + f' {match["prefix"] or ""}{script}="{target}"/>'
        return code

    return lambda code: _WORD_TAG.sub(tag, code)


def opendocument_languages(from_code: str, to_code: str) -> Callable[[str], str]:
    """Makes code of OpenDocument say the target language where it said the source language.

    Args:
        from_code, to_code: languages, with or without region.
    """
    source = _primary(from_code)
    language, _, country = with_region(to_code).partition("-")

    def tag(match: re.Match[str]) -> str:
        code = match.group()
        for ending in ("", "-asian", "-complex"):
            said = _attribute(code, f"language{ending}")
            if said and _primary(said[2]) == source:
                code = code.replace(said[0], f"{said[1]}{language}{said[3]}")
                if region := _attribute(code, f"country{ending}"):
                    code = code.replace(region[0], f"{region[1]}{country or 'none'}{region[3]}")
                # A tag of RFC 5646 would gainsay the other two.
                if whole := _attribute(code, f"rfc-language-tag{ending}"):
                    code = code.replace(whole[0], f"{whole[1]}{with_region(to_code)}{whole[3]}")
        return code

    return lambda code: _OPEN_TAG.sub(tag, code)


def _attribute(code: str, name: str) -> re.Match[str] | None:
    return re.search(rf"(\s[\w.-]+:{name}\s*=\s*[\"'])([^\"']*)([\"'])", code)


def _primary(tag: str) -> str:
    return tag.replace("_", "-").partition("-")[0].lower()
