"""Forms of plurals: which of CLDR's categories the numbers of things take in a language.

Unicode CLDR, "Language Plural Rules", for the whole numbers below a thousand. Categories that only fractions or whole
millions take are left out (*many* in Czech or French): programs take ``other`` where they are missing.
"""

from __future__ import annotations

from toolkit.languages.tags import primary_language

#: All categories, in CLDR's order.
CATEGORIES = ("zero", "one", "two", "few", "many", "other")
_LANGUAGES = {
    "other": "bm bo dz id ig ii ja jv km ko lo ms my sah su th to wo yo yue zh",
    "one other": (
        "af ak am an as ast az bal bem bez bg bho bn brx ca ce ceb cgg chr ckb da de doi dv ee el en eo es et "
        "eu fa ff fi fil fo fr fur fy gl gsw gu guw ha haw hi hu hy ia io is it ka kab kk kkj kl kn ks ku ky lb lg "
        "lij ln mas mg mk ml mn mr nah nb nd ne nl nn no nr nso ny nyn om or os pa pap pcm ps pt rm rof sc scn sd si "
        "sn so sq ss st sv sw syr ta te teo ti tg tk tl tn tr ts ug ur uz ve vec vi vo vun wa wae xh yi zu"
    ),
    "one two other": "he iu naq sat se sma smj smn sms",
    "one few other": "bs cs hr lt ro sh shi sk sr",
    "one few many other": "be pl ru uk",
    "zero one other": "cv ksh lv prg",
    "zero one two few many other": "ar cy kw",
    "one two few other": "br dsb gd gv hsb sl",
    "one two few many other": "ga mt",
}
_FORMS = {language: tuple(forms.split()) for forms, codes in _LANGUAGES.items() for language in codes.split()}
# Languages whose *many* is that of millions, and says something else than *many* of others.
_MILLIONS = frozenset("br ca es fr gl it lld pt scn vec".split())


def plural_forms(language: str) -> tuple[str, ...] | None:
    """The categories that numbers of things take in a language, in CLDR's order; None if they are not known.

    >>> plural_forms("pl"), plural_forms("ja-JP"), plural_forms("fr")
    (('one', 'few', 'many', 'other'), ('other',), ('one', 'other'))
    """
    return _FORMS.get(primary_language(language))


def source_form(form: str, forms: frozenset[str], language: str) -> str:
    """The form of a text from which a form of its translation is made: the same one if there is such, else ``other``.

    Args:
        form: that is wanted.
        forms: that the text has.
        language: of the text.

    >>> source_form("few", frozenset({"one", "other"}), "fr")
    'other'
    """
    millions = form == "many" and primary_language(language) in _MILLIONS
    return form if form in forms and not millions else "other"
