"""What a translation into English has to look like, whatever the source language.

Numbers are read by the conventions of the source: a decimal comma and spaces between groups.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from toolkit.languages.conventions import Unknown
from toolkit.languages.dashes import restore_dashes
from toolkit.languages.typographic import pair_quotes
from toolkit.text.typography import GROUP_SPACES, fold

# Single quotes around words, which an apostrophe inside a word is not.
_OPENING, _CLOSING = re.compile(r"(?<![\w'])'(?=\w)"), re.compile(r"(?<=[\w.,;:!?%)])'(?![\w'])")
_SINGLE = re.compile(f"{_OPENING.pattern}([^'\"]*(?:(?<=\\w)'(?=\\w)[^'\"]*)*){_CLOSING.pattern}")
# Words that are said with a vowel first; short acronyms are said letter by letter.
_VOWEL = re.compile(
    r"(?!one\b|once|uni(?!nt|mp|nf|ns)|us[aeiu]|eu|ut[ie]|ubi|ew)[aeiou]|hour|honest|honou?r|heir", re.IGNORECASE
)
_SPELT = re.compile(r"[A-Z]{2,3}(?![A-Za-z])")
_DIGIT = re.compile(r"\d")
_BEFORE_SIGN = re.compile(r"(?<!\s)\s++([,;:!?])(?=\s|$|[\"'”’)])")
_BEFORE_PERCENT = re.compile(r"(?<=\d)\s+%")
_BEFORE_POINT = re.compile(r"(?<!\s)\s++\.(?=\s|$)")
_GROUPED = re.compile(rf"(?<![\d.,])\d{{1,3}}(?:[{GROUP_SPACES}]\d{{3}})+(?!\d)(?:,\d+)?")
# Groups may have points between them where a comma comes before the fraction.
_POINTED = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+,\d+(?![\d,]|\.\d)")
_SIGN_BEHIND = re.compile(
    r"(?<![\w.,:€£])((?:\d+(?:[.,]\d+)*[-–])?\d+(?:[.,]\d+)*)\s?([€£])(?![\d_€£])(?P<word>(?=[^\W\d_]))?"
)
_TWICE = re.compile(r"(?<=\d)\s?([€£$])\1+(?!\w)")
# A sentence with its stop, which is not that of a short word; and four words without one.
_STOPPED = re.compile(r"(?:\w{4}|\d|\])\.\s*\Z")
_UNSTOPPED = re.compile(r"\S+(?: \S+){1,} \S*(?:\w|[\])%€$£])\Z")
_LAST_RUN = re.compile(r"[?!][?! \u00a0\u202f]*[?!](?=\W*$)")
_NO_BLANKS = {ord(blank): None for blank in " \u00a0\u202f"}
_TWO_POINTS = re.compile(r"(?<!\.)\.\.(?!\.)")
# Digits in groups that are no thousands: an extension, a law, a code.
_LOOSE = re.compile(r"(?<![\d.,])\d+(?: \d+)+(?![\d]|[.,]\d)")
_DECIMAL = re.compile(r"(?<![\d.,])\d+,\d+(?![\d,]|\.\d)")

# Nouns whose plural is not regular, and some that have none.
_PLURALS = dict(
    pair.split("/")
    for pair in "man/men woman/women child/children person/people foot/feet tooth/teeth mouse/mice goose/geese ox/oxen "
    "life/lives knife/knives wife/wives leaf/leaves half/halves shelf/shelves loaf/loaves criterion/criteria "
    "phenomenon/phenomena analysis/analyses crisis/crises basis/bases thesis/theses axis/axes hypothesis/hypotheses "
    "matrix/matrices index/indices hero/heroes potato/potatoes tomato/tomatoes data/data equipment/equipment "
    "information/information software/software hardware/hardware staff/staff sheep/sheep aircraft/aircraft "
    "money/money advice/advice news/news media/media".split()
)


class English(Unknown):
    """Conventions of English as the target language."""

    def before(self, text: str) -> str:
        """The folded source as it is."""
        return text

    def after(self, text: str, source: str, style: str) -> str:
        """See :func:`restore`."""
        return restore(text, source, style)

    def around(self, text: str, terms: Iterable[str]) -> str:
        """See :func:`with_articles`."""
        return with_articles(text, terms)

    def plural(self, term: str) -> str | None:
        """See :func:`plural`."""
        return plural(term)

    def fixed(self, text: str, kind: str) -> str | None:
        """Nothing is translated by rule."""
        return None


def plural(term: str) -> str:
    """The plural of an English term: of its last word, or of the last one before a preposition.

    >>> plural("condensing boiler"), plural("rate of return"), plural("subsidiary company")
    ('condensing boilers', 'rates of return', 'subsidiary companies')
    """
    head, preposition, rest = re.match(r"(.+?)(?:( (?:of|for|in|on|at|to|with|from|by) )(.*))?$", term).groups("")  # type: ignore[union-attr]
    start, word = re.match(r"(.*?)((?<![^\W\d_])[^\W\d_]*)$", head).groups()  # type: ignore[union-attr]
    return f"{start}{_plural_word(word)}{preposition}{rest}"


def with_articles(text: str, terms: Iterable[str]) -> str:
    """A text whose indefinite articles are those of the terms that stand behind them.

    >>> with_articles("He has a ID document and an useful rib of beef, a hour.", ["ID document", "useful rib", "hour"])
    'He has an ID document and a useful rib of beef, an hour.'

    Args:
        text: in English.
        terms: that it was given; a model writes the article of the word that it would have taken itself.
    """
    for term in terms:
        for match in reversed(list(re.finditer(rf"\b([Aa])(n?) (?={re.escape(term)}\b)", text))):
            an = term[0] in "AEFHILMNORSX" if _SPELT.match(term) else _VOWEL.match(term) is not None
            if an != bool(match[2]):
                text = f"{text[: match.end(1)]}{'n' * an} {text[match.end() :]}"
    return text


def _plural_word(word: str) -> str:
    known = _PLURALS.get(word.lower())
    if known is not None:
        return word[:1] + known[1:]
    if word.endswith(("woman", "man")) and len(word) > 5 and not word.endswith(("human", "german", "roman")):
        return f"{word[:-2]}en"
    if not word or word.isupper() or (word.endswith("s") and not word.endswith("ss")):
        return word
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return word + ("es" if word.endswith(("ss", "x", "z", "ch", "sh")) else "s")


def restore(text: str, source: str, style: str = "straight") -> str:
    """Give a translation into English the conventions of English.

    Numbers that the source writes the French way (``6 700``, ``5,5``) get English separators, spaces before ``%`` and
    high punctuation go, ``€`` and ``£`` come before the number, what the source has in double quotes is not in single
    ones, dashes are those of the source, quotes become curly if asked.

    Args:
        text: output of the model.
        source: segment that it translates, unfolded.
        style: ``curly`` or ``straight`` quotes and apostrophes.
    """
    # It is asked of every hypothesis, and most texts have no sign with which any of this could begin.
    text = _restore_quotes(_restore_numbers(text, source) if _DIGIT.search(source) else text, source)
    text = _BEFORE_SIGN.sub(r"\1", text)
    if "%" in text:
        text = _BEFORE_PERCENT.sub("%", text)
    text = _once(text, source)
    if "€" in text or "£" in text:
        text = _SIGN_BEHIND.sub(lambda m: f"{m[2]}{m[1]}{' ' * (m['word'] is not None)}", text)
    text = _BEFORE_POINT.sub(".", text)
    # Folding is dear, and hardly any text has two points.
    if _TWO_POINTS.search(text) and "..." in (folded := fold(source)) and ".." not in folded.replace("...", ""):
        text = _TWO_POINTS.sub("...", text)
    if " ..." in text and " ..." not in fold(source):
        text = re.sub(r"(?<=\w) \.\.\.", "...", text)
    text = _with_ends(text, source)
    if '" ' in text or ' "' in text:
        text = pair_quotes(text, ('"', '"'))
    if style == "curly":
        text = _curl(text).replace("...", "…")
        text = re.sub(r"(?<=\w) - (?=\w)", " – ", text)
    return restore_dashes(text, source)


def _once(text: str, source: str) -> str:
    """Signs of money and marks of exclamation, question and omission as often in a row as in the source at most."""
    if ("€€" in text or "££" in text or "$$" in text) and not _TWICE.search(source):
        text = _TWICE.sub(r"\1", text)
    for sign in ".!?":
        if sign * 4 in text or (sign != "." and sign * 2 in text):
            longest = max((len(run) for run in re.findall(rf"[{sign}]+", fold(source))), default=1)
            text = re.sub(rf"[{sign}]{{{longest + 1},}}", sign * longest, text)
    return text


def _with_ends(text: str, source: str) -> str:
    """The run of marks at the end as in the source: ``??!!``; and the stop of a sentence whose last word was lost."""
    if _STOPPED.search(source) and _UNSTOPPED.search(text):
        text += "."
    if ("?" in source or "!" in source) and (run := _LAST_RUN.search(source)):
        text = re.sub(r"\s*[?!]+(?=\W*$)", lambda _: run[0].translate(_NO_BLANKS), text, count=1)
    return text


def _restore_quotes(text: str, source: str) -> str:
    """Parliaments quote with single marks, so models do, here and there; a text should have one kind."""
    if "'" not in text:
        return text
    marks = len(_OPENING.findall(text)) + len(_CLOSING.findall(text))
    # An odd mark may be the apostrophe of a plural.
    if not marks or marks % 2 or marks != 2 * len(_SINGLE.findall(text)):
        return text
    if fold(source).count('"') - text.count('"') < 2:
        return text
    # A quotation within a quotation stays one.
    return _SINGLE.sub(lambda m: m[0] if text[: m.start()].count('"') % 2 else f'"{m[1]}"', text)


def _restore_numbers(text: str, source: str) -> str:
    for number in {*_GROUPED.findall(source), *_POINTED.findall(source)}:
        whole, _, fraction = number.partition(",")
        groups = re.split(r"\D", whole)
        english = ",".join(groups) + (f".{fraction}" if fraction else "")
        for written in (" ".join(groups), "".join(groups), ",".join(groups), ".".join(groups)):
            pattern = (
                rf"(?<![\d.,]){re.escape(written)}" + (rf"[.,]{fraction}" if fraction else "") + r"(?![\d]|[.,]\d)"
            )
            text = re.sub(pattern, english, text)
    for number in _LOOSE.findall(source):
        if not _GROUPED.fullmatch(number) or number[0] == "0":
            digits = "[,.]? ?".join(number.split(" "))
            text = re.sub(rf"(?<![\d.,]){digits}(?![\d]|[.,]\d)", number, text)
    for number in set(_DECIMAL.findall(source)):
        text = re.sub(rf"(?<![\d.,]){re.escape(number)}(?![\d]|,\d)", number.replace(",", "."), text)
    return text


_STRAIGHT = re.compile("[\"']")
_NO_APOSTROPHE = re.compile(r"(?<!\w)'|'(?!\w)")


def _curl(text: str) -> str:
    out = []
    opened, end = False, 0
    for mark in _STRAIGHT.finditer(text):
        position, character = mark.start(), mark[0]
        before = text[position - 1] if position else " "
        after = text[position + 1] if position + 1 < len(text) else " "
        out.append(text[end:position])
        end = position + 1
        if character == '"':
            # A mark inside spaces on one side only shows its direction; else marks alternate.
            opening = not opened if before.isspace() == after.isspace() else before.isspace() or before in "([“‘"
            out.append("“" if opening else "”")
            opened = opening
        else:
            opening = (before.isspace() or before in '(["“') and (after.isalpha() or after == "[")
            opening = opening and "'" in text[position + 1 :] and len(_NO_APOSTROPHE.findall(text)) % 2 == 0
            out.append("‘" if opening else "’")
    return "".join([*out, text[end:]])
