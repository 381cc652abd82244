"""Language tags as data: reading, comparing and choosing them.

Tags are those of BCP 47 (RFC 5646). Files have others too: ISO 639-2 codes (``fra``), POSIX locales (``fr_FR.UTF-8``,
``sr@latin``) and codes that were withdrawn (``iw``); all of them are understood, and written the canonical way. A
wanted language is chosen among those of a file as RFC 4647, section 3.4 ("lookup") says, and where that finds nothing,
by the primary language.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

#: A well-formed tag (RFC 5646, section 2.1), in any case.
TAG = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4}|[a-z]{5,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-wy-z\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?|x(?:-[a-z\d]{1,8})+",
    re.IGNORECASE,
)
# ISO 639-1 codes with those of ISO 639-2 for the same language (both the terminological and the bibliographic ones).
_THREE_LETTERS = (
    "aa:aar ab:abk ae:ave af:afr ak:aka am:amh an:arg ar:ara as:asm av:ava ay:aym az:aze ba:bak be:bel bg:bul "
    "bh:bih bi:bis bm:bam bn:ben bo:bod bo:tib br:bre bs:bos ca:cat ce:che ch:cha co:cos cr:cre cs:ces cs:cze "
    "cu:chu cv:chv cy:cym cy:wel da:dan de:deu de:ger dv:div dz:dzo ee:ewe el:ell el:gre en:eng eo:epo es:spa "
    "et:est eu:baq eu:eus fa:fas fa:per ff:ful fi:fin fj:fij fo:fao fr:fra fr:fre fy:fry ga:gle gd:gla gl:glg "
    "gn:grn gu:guj gv:glv ha:hau he:heb hi:hin ho:hmo hr:hrv ht:hat hu:hun hy:arm hy:hye hz:her ia:ina id:ind "
    "ie:ile ig:ibo ii:iii ik:ipk io:ido is:ice is:isl it:ita iu:iku ja:jpn jv:jav ka:geo ka:kat kg:kon ki:kik "
    "kj:kua kk:kaz kl:kal km:khm kn:kan ko:kor kr:kau ks:kas ku:kur kv:kom kw:cor ky:kir la:lat lb:ltz lg:lug "
    "li:lim ln:lin lo:lao lt:lit lu:lub lv:lav mg:mlg mh:mah mi:mao mi:mri mk:mac mk:mkd ml:mal mn:mon mr:mar "
    "ms:may ms:msa mt:mlt my:bur my:mya na:nau nb:nob nd:nde ne:nep ng:ndo nl:dut nl:nld nn:nno no:nor nr:nbl "
    "nv:nav ny:nya oc:oci oj:oji om:orm or:ori os:oss pa:pan pi:pli pl:pol ps:pus pt:por qu:que rm:roh rn:run "
    "ro:ron ro:rum ru:rus rw:kin sa:san sc:srd sd:snd se:sme sg:sag si:sin sk:slk sk:slo sl:slv sm:smo sn:sna "
    "so:som sq:alb sq:sqi sr:srp ss:ssw st:sot su:sun sv:swe sw:swa ta:tam te:tel tg:tgk th:tha ti:tir tk:tuk "
    "tl:tgl tn:tsn to:ton tr:tur ts:tso tt:tat tw:twi ty:tah ug:uig uk:ukr ur:urd uz:uzb ve:ven vi:vie vo:vol "
    "wa:wln wo:wol xh:xho yi:yid yo:yor za:zha zh:chi zh:zho zu:zul "
)
_SHORTER = {three: two for two, three in (pair.split(":") for pair in _THREE_LETTERS.split())}
_KNOWN = frozenset(_SHORTER.values())
#: Individual languages that stand for a macrolanguage (ISO 639-3), as FLORES-200, NLLB and Tatoeba name them.
INDIVIDUAL = dict(
    pair.split(":")
    for pair in (
        "als:sq arb:ar azj:az cmn:zh ekk:et fil:tl gaz:om gug:gn khk:mn kmr:ku lvs:lv npi:ne ory:or pbt:ps pes:fa "
        "plt:mg quy:qu swh:sw uzn:uz ydd:yi zsm:ms"
    ).split()
)
# Withdrawn codes, from IANA's Language Subtag Registry.
_REPLACED = {"iw": "he", "in": "id", "ji": "yi", "jw": "jv", "mo": "ro"}
_SCRIPT_MODIFIERS = {"latin": "Latn", "cyrillic": "Cyrl", "devanagari": "Deva", "arabic": "Arab"}
# Chinese is written in the script of its region, and told apart by it (Unicode CLDR, likely subtags).
_HAN = {"CN": "Hans", "SG": "Hans", "MY": "Hans", "TW": "Hant", "HK": "Hant", "MO": "Hant"}
_RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he khw ks ps sd ug ur yi".split())
_RIGHT_TO_LEFT_SCRIPTS = frozenset("Adlm Arab Aran Hebr Nkoo Syrc Thaa".split())
_HAN_MARKS = {"chs": "Hans", "cht": "Hant"}


@functools.lru_cache(maxsize=1_024)
def canonical(tag: str) -> str:
    """A tag as BCP 47 writes it: ``fr-FR`` of ``FR_fr`` and ``fra-FR``, ``sr-Latn-RS`` of ``sr_RS@latin``.

    What is no tag at all comes back as it is, less white space around it.
    """
    tag = tag.strip()
    locale, _, modifier = tag.partition("@")
    parts = locale.partition(".")[0].replace("_", "-").split("-")
    parts[0] = parts[0].lower()
    parts[0] = _SHORTER.get(parts[0], parts[0])
    parts[0] = _REPLACED.get(parts[0], parts[0])
    if modifier:
        parts.insert(1, _SCRIPT_MODIFIERS.get(modifier.lower(), modifier.lower()))
    if parts[0] == "sh":
        parts[:1] = ["sr"] if any(len(p) == 4 for p in parts[1:]) else ["sr", "Latn"]
    if parts[0] == "zh":
        parts[1:] = [_HAN_MARKS.get(p.lower(), p) for p in parts[1:]]
    if not TAG.fullmatch("-".join(parts)):
        return tag
    single = False  # behind a singleton (an extension, private use) all is small
    for place, part in enumerate(parts):
        small = part.lower()
        if place and not single:
            small = small.title() if len(small) == 4 and small.isalpha() else small
            small = small.upper() if len(small) == 2 else small
        single = single or len(part) == 1
        parts[place] = small
    return "-".join(parts)


def names_language(text: str) -> bool:
    """Whether a text is a tag whose language has a code of two letters, as the head of a column may be."""
    return is_tag(text.strip().replace("_", "-")) and primary_language(text) in _KNOWN and len(text.strip()) <= 12


def is_tag(tag: str) -> bool:
    """Whether a text is a well-formed tag of BCP 47."""
    return TAG.fullmatch(tag) is not None


# Asked for by every filter of every unit, of a few tags.
@functools.lru_cache(maxsize=1_024)
def primary_language(tag: str) -> str:
    """The language of a tag, without script and region: ``fr`` of ``fr-CA``, ``FR-FR``, ``fr_FR`` and ``fra``.

    What FLORES-200 calls ``arb_Arab`` or ``cmn_Hans`` is Arabic and Chinese, under the name of one of their languages.

    >>> [primary_language(tag) for tag in ("fra_Latn", "arb_Arab", "cmn-Hant", "pes")]
    ['fr', 'ar', 'zh', 'fa']
    """
    language = canonical(tag).partition("-")[0].lower()
    return INDIVIDUAL.get(language, language)


def is_right_to_left(tag: str) -> bool:
    """Whether a language is written from right to left, in the script that a tag names or in its usual one.

    >>> is_right_to_left("ar"), is_right_to_left("ku-Arab"), is_right_to_left("fa-Latn")
    (True, True, False)
    """
    script = _script_and_region(tag)[0]
    return script in _RIGHT_TO_LEFT_SCRIPTS if script else primary_language(tag) in _RIGHT_TO_LEFT


def sentence_gap(code: str) -> str:
    """What stands between two sentences: nothing in Chinese and Japanese, else a space."""
    return "" if primary_language(code) in ("zh", "yue", "ja") else " "


def _script_and_region(tag: str) -> tuple[str, str]:
    script = region = ""
    for part in canonical(tag).split("-")[1:]:
        if len(part) == 1:
            break
        if len(part) == 4 and part.isalpha():
            script = script or part
        elif (len(part) == 2 and part.isalpha()) or (len(part) == 3 and part.isdigit()):
            region = region or part
    if primary_language(tag) == "zh":
        script = script or _HAN.get(region, "")
    return script, region


@functools.lru_cache(maxsize=1_024)
def agree(one: str, other: str) -> bool:
    """Whether texts in two languages may stand in one column: one language, and no other script or region.

    ``fr`` agrees with ``fr-CA``; ``fr-FR`` with ``fr-CA`` does not, nor ``zh-CN`` with ``zh-Hant``.
    """
    if primary_language(one) != primary_language(other):
        return False
    pairs = zip(_script_and_region(one), _script_and_region(other), strict=True)
    return all(not a or not b or a == b for a, b in pairs)


def same_language(language: str, wanted: str) -> bool:
    """Whether a language is the wanted one, or a variety of the same language; without regard to how it is written."""
    return primary_language(language) == primary_language(wanted)


def contains(wanted: str, language: str) -> bool:
    """Whether a language is the wanted one or a variety of it (RFC 4647, section 3.3.1): ``fr`` contains ``fr-CA``."""
    wanted, language = canonical(wanted).lower(), canonical(language).lower()
    return language == wanted or language.startswith(f"{wanted}-")


@functools.lru_cache(maxsize=1_024)
def closeness(language: str, wanted: str) -> int:
    """How well a language fits the wanted one: 0 if it is another, and the most if it is the same tag.

    The order is that of lookup: the tag itself, the longest of its prefixes, varieties of it, then any variety. A
    variety in another script does not fit: who reads one may not read the other.
    """
    if not same_language(language, wanted):
        return 0
    have, want = canonical(language).lower(), canonical(wanted).lower()
    if have == want:
        return 1_000
    if want.startswith(f"{have}-"):
        return 100 + len(have)
    if have.startswith(f"{want}-"):
        return 90
    scripts = _script_and_region(language)[0], _script_and_region(wanted)[0]
    return 0 if all(scripts) and scripts[0] != scripts[1] else 1


def lookup(wanted: str, languages: Iterable[str]) -> str | None:
    """The one of some languages that fits the wanted one best, the first of several; None if there is none."""
    best = max(languages, key=lambda language: closeness(language, wanted), default=None)
    return best if best is not None and closeness(best, wanted) else None
