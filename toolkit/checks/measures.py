"""What checks and filters both measure: addresses, damaged characters, words, code."""

from __future__ import annotations

import re
from collections.abc import Collection

from toolkit.text.addresses import MAIL
from toolkit.text.word_gate import WORD

# Texts without blanks go on right behind an address: their letters and marks are none of it.
_NO_PART = r"\s<>«»“”\"、。，：；！？（）「」『』【】\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
_SITE = (
    r"(?<![\w@.-])(?:[\w-]+\.)+(?:com|org|net|fr|gov|edu|int|info|eu|uk|de|be|ch|ca|io)\b"
    rf"(?:/[^{_NO_PART}]*)?"
)
#: Addresses of pages and of mail, with whatever stands right behind them.
ADDRESS = re.compile(rf"(?i:https?://|ftp://|www\.)[^{_NO_PART}]+|{MAIL}|{_SITE}")
# What each of them has.
_MAY_BE_ADDRESS = re.compile(r"://|@|\.(?=[^\s<>«»“”\"])")
_ENDS = ".,;:!?…*_'’‘`~|"
_BRACKETS = {")": "(", "]": "[", "}": "{"}
_POSSESSIVE = re.compile(r"['’]s$")
# UTF-8 read as Windows-1252 or Latin-1: a lead byte as a letter, then continuation bytes as signs.
MOJIBAKE = re.compile(
    "[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â[€\u0080][\u0080-\u00bf™œž“”˜¦\u009d]|\ufffd|ï»¿|ï¿½|"
    "[\u0080-\u0084\u0086-\u009f]"
)
#: What each such place begins with, which is much faster to look for.
MAY_BE_MOJIBAKE = re.compile("[ÃÂâ\ufffdï\u0080-\u009f]")
_CODE = re.compile(
    r"(?:^|\s)--?[a-z][\w-]*(?=[\s=]|$)|^\s*(?:sudo|\$|>>>|#!)\s?\S|\w\(\)|[=!]=|;\s*$|^[\w.-]+/[\w./-]+$"
)


def addresses(text: str) -> list[str]:
    """Addresses of pages, of mail and of sites, in order, without the punctuation and mark-up of the sentence."""
    if not _MAY_BE_ADDRESS.search(text):
        return []
    return [_trimmed(match.group()) for match in ADDRESS.finditer(text)]


def without_addresses(text: str) -> str:
    """A text with a space in the place of each address."""
    return ADDRESS.sub(" ", text) if _MAY_BE_ADDRESS.search(text) else text


def _trimmed(address: str) -> str:
    address = _POSSESSIVE.sub("", address.rstrip(_ENDS))
    while address and address[-1] in _BRACKETS and address.count(address[-1]) > address.count(_BRACKETS[address[-1]]):
        address = address[:-1].rstrip(_ENDS)
    # Markdown: [text](address) and address](address).
    return re.split(r"\]\(", address)[0].rstrip(_ENDS)


def same_address(address: str, languages: Collection[str] = ()) -> str:
    """What two ways of writing an address have in common.

    Scheme and host do not depend on case, a final slash says nothing, and a page in another language of the pair is the
    same page.

    Args:
        address: as :func:`addresses` gives it.
        languages: codes that a host or a path may begin with, without script and region.
    """
    scheme, mark, rest = address.rpartition("://")
    host, slash, path = rest.partition("/")
    host = host.lower()
    if languages:
        code = rf"(?:{'|'.join(map(re.escape, languages))})(?:[-_][a-zA-Z]{{2}})?"
        host = re.sub(rf"^{code}\.", "*.", host)
        path = re.sub(rf"(^|/){code}(?=/|$)", r"\1*", path)
    return f"{scheme.lower()}{mark}{host}{slash}{path}".rstrip("/")


def bare_address(one: str, other: str) -> bool:
    """Whether two addresses differ in nothing but a scheme and ``www.``, which one of them leaves out.

    Args:
        one, other: as :func:`addresses` gives them.

    Example:
        >>> bare_address("www.example.org", "https://www.example.org/"), bare_address("http://a.org", "ftp://a.org")
        (True, False)
    """
    if "://" in one and "://" in other and one.partition("://")[0].lower() not in other.lower():
        return False
    bare = [re.sub(r"^(?:https?://)?(?:www\.)?", "", same_address(a), flags=re.IGNORECASE) for a in (one, other)]
    return bare[0] == bare[1] and ("://" not in one or "://" not in other or ("www." in one) != ("www." in other))


#: Names of languages in addresses, beside their codes.
_NAMES_OF = {"fr": ("fra", "fre", "francais", "français", "french"), "en": ("eng", "english", "anglais")}


def translated_address(source: str, target: str, languages: tuple[str, str]) -> bool:
    """Whether two addresses are one page in either language.

    Each says its own language at its host, in its path or in its query, or the one says none: then they are equal
    without it. A page whose two addresses both say it may be called otherwise (``/fr/aide``, ``/en/help``).

    Args:
        source, target: as :func:`addresses` gives them.
        languages: primary codes of the two.
    """
    (one, one_said), (other, other_said) = (
        _without_language(text, code) for text, code in zip((source, target), languages, strict=True)
    )
    if not (one_said or other_said):
        return False
    if one == other:
        return True
    (host, *path), (other_host, *other_path) = one.split("/"), other.split("/")
    digits = re.findall(r"\d+", one) == re.findall(r"\d+", other)
    return one_said and other_said and host == other_host and len(path) == len(other_path) and digits


def _without_language(address: str, code: str) -> tuple[str, bool]:
    """An address without scheme, final slash and its language, and whether it said one."""
    names = "|".join(map(re.escape, (code, *_NAMES_OF.get(code, ()))))
    own = rf"(?:{names})(?:[-_][a-z]{{2}})?"
    host, slash, path = address.rpartition("://")[2].partition("/")
    host, at_host = re.subn(rf"^{own}\.", "", host.lower().removeprefix("www."))
    path, in_path = re.subn(rf"(^|/){own}(?=/|$)", r"\1", path, flags=re.IGNORECASE)
    path, in_query = re.subn(rf"(?<=[a-zA-Z]=){own}(?=&|#|$)", "", path, flags=re.IGNORECASE)
    path, in_name = re.subn(rf"(?<=\w)[-_.]{own}(?=\.\w+$|$)", "", path, flags=re.IGNORECASE)
    whole = re.sub("/{2,}", "/", f"{host}{slash}{path}").rstrip("/")
    return whole, bool(at_host or in_path or in_query or in_name)


def site(address: str) -> str:
    """The host of an address, without ``www.``."""
    return re.sub(r"^(?:(?:https?|ftp)://)?(?:www\.)?", "", address.lower()).split("/")[0]


def has_site_alone(address: str) -> bool:
    """Whether an address is a site's name, as companies have (*amazon.com*): no scheme, no path, no mail."""
    return not re.match(r"(?i)https?://|ftp://|www\.", address) and "/" not in address and "@" not in address


def is_code(text: str) -> bool:
    """Whether a text looks like a command or a piece of a program."""
    return bool(_CODE.search(text))


def lower_words(text: str) -> list[str]:
    """Words that do not begin with a capital: what is left of a text without its names."""
    return [word for word in WORD.findall(text) if not word[0].isupper()]
