"""Languages by their names, as people head the columns of a spreadsheet: ``French``, ``anglais``, ``Deutsch (AT)``.

English, French and own names by Unicode's CLDR (Unicode License v3), of the languages that bitext is mostly in.
"""

from __future__ import annotations

import re

_NAMES = """
ar arabic arabe العربية
bg bulgarian bulgare български
bn bengali বাংলা
ca catalan català
cs czech tchèque čeština
da danish danois dansk
de german allemand deutsch
el greek grec ελληνικά
en english anglais
es spanish espagnol español
et estonian estonien eesti
eu basque euskara
fa persian persan فارسی
fi finnish finnois suomi
fr french français
ga irish irlandais gaeilge
he hebrew hébreu עברית
hi hindi हिन्दी
hr croatian croate hrvatski
hu hungarian hongrois magyar
id indonesian indonésien
it italian italien italiano
ja japanese japonais 日本語
ko korean coréen 한국어
lt lithuanian lituanien lietuvių
lv latvian letton latviešu
nl dutch néerlandais nederlands
no norwegian norvégien norsk
pl polish polonais polski
pt portuguese portugais português
ro romanian roumain română
ru russian russe русский
sk slovak slovaque slovenčina
sl slovenian slovène slovenščina
sr serbian serbe српски
sv swedish suédois svenska
sw swahili kiswahili
th thai thaï ไทย
tr turkish turc türkçe
uk ukrainian ukrainien українська
ur urdu ourdou اردو
vi vietnamese vietnamien
zh chinese chinois 中文
"""
_CODES = {name: line.split()[0] for line in _NAMES.strip().splitlines() for name in line.split()[1:]}
_ENGLISH = {line.split()[0]: line.split()[1].title() for line in _NAMES.strip().splitlines()}
_NAMED = re.compile(r"\s*([^\s()]+)\s*+(?:\(\s*([A-Za-z]{2})\s*\)\s*+)?")


def language_named(text: str) -> str:
    """The tag of the language that a text names, with the region in brackets behind it; empty where it names none."""
    match = _NAMED.fullmatch(text)
    code = _CODES.get(match[1].lower(), "") if match else ""
    return f"{code}-{match[2].upper()}" if match and code and match[2] else code


def codes_wanted(*codes: str) -> str:
    """What to say where names stand for the codes of languages; empty where none does.

    >>> codes_wanted("french", "en")
    "'french' is a name, whose code is fr"
    """
    named = {code: language_named(code) for code in codes}
    return " and ".join(f"'{code}' is a name, whose code is {found}" for code, found in named.items() if found)


def english_name(tag: str) -> str:
    """The English name of a language, with the region of its tag in brackets; the tag where no name is known.

    >>> english_name("pt-BR")
    'Portuguese (BR)'
    """
    language, _, rest = tag.partition("-")
    name = _ENGLISH.get(language.lower(), "")
    return f"{name} ({rest})" if name and rest else name or tag
