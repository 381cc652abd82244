"""What a text holds that is not language: the finders of protected spans, each a kind, in order of precedence.

Syntaxes as documented by their makers: printf (POSIX), Python's % and str.format, ICU MessageFormat, i18next, gettext,
Qt, Laravel, Jinja and Liquid, ERB, PHP, shells, LaTeX and MathJax, HTML; identifiers by ISO 13616 (IBAN), ISO 2108
(ISBN), RFC 9562 (UUID), INSEE (SIREN, SIRET) and ITU-T E.123 (telephone).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial

from toolkit.text.addresses import ADDRESS, WINDOWS_PATH
from toolkit.text.finding import Finder, Possible
from toolkit.text.finding import finder_of as _finder
from toolkit.text.formulas import find_formulas
from toolkit.text.notations import COMMENT, CONDITION, NOTATION, OF_SETS, PRIME, REACTION, TEXT_CALL
from toolkit.text.references import BARE_FILE_NAME, COMMAND, FILE_NAME, OPTION, QUOTED_COMMANDS, REFERENCE
from toolkit.text.styling import find_styling
from toolkit.text.synopses import find_synopsis

_TEMPLATE = (
    # Apple's: a plural form stands here.
    r"%(?:\d{1,2}\$)?#@\w+@|"
    r"\{!![^\n]*?!!\}|\{\{\{[^{}]*\}\}\}|\$?\{\{(?:[^{}]|\{[^{}]*\})*+\}\}|\{%[^%\n]*%\}|\{#[^#{}\n]*#\}|<%[^%\n]*%>|<\?[^?\n]*\?>|[$#%@*]\{[^{}\n]*\}"
    r"|\[\[[^\[\]\n]*\]\]|\$t\([^()\n]*\)|@:\(?[\w.]+\)?"
    # Template Toolkit, Mailchimp, FreeMarker, Smarty; names between two signs, or with an underscore in brackets.
    r"|\[%[^%\n]*%\]|\*\|[^|*\n]+\|\*|</?[#@][A-Za-z][^<>\n]*>|\{/?(?:if|else|elseif|foreach|section|include)\b[^{}\n]*\}"
    # Fields of a letter that goes to many; guillemets have blanks inside.
    r"|\{'[^'\n]{1,20}'\}"
    r"|<<(?=[^\W\d])[^<>\n]{1,60}(?<!\s)>>"
    r"|(?<![\w$])\$[A-Za-z_][\w@]*\$(?!\w)"
    r"|%%\w+%%|%<\w+>[-+#0]*\d*(?:\.\d+)?[a-zA-Z]|(?<!\w)(#|@@?)[A-Za-z_]\w*\1(?!\w)|(?<![\w!])![A-Z][A-Z0-9_]*!(?![\w!])|(?<![\w\]])\[[a-zA-Z]+_\w+\](?!\()"
)
_COMMAND = r"\\[A-Za-z]{2,}(?:\{[^{}\n]*\})+"
_TAG = (
    r"<!--[^\n]{0,2000}?-->|</?[A-Za-z][\w.-]*(?::[\w.-]+)*(?:\s++(?:[\w%{'\"]|[@:*#.(\[]\w)[^<>]*)?\s*/?>"
    r"|</?\d{1,3}\s?/?>|</?>"
    r"|&lt;/?[A-Za-z][^&<>\n]{0,200}?&gt;"
)
_TAGS, _SAID_IN_TAG = re.compile(_TAG), 3
_PRINTF = (
    r"%\([\w.\- ]+\)[-+#0]*\d*(?:\.\d+)?l{0,2}[a-zA-Z]"
    # A percentage may stand before a letter ("10 %d'eau"); programs put no number before theirs.
    r"|(?:(?<!\w)(?<!\d[ \u00a0\u202f])|(?<=[%\d$l][sdiufcxX]))%(?:\d{1,2}\$)?[-+#0']*(?:\d+|\*)?"
    r"(?:\.(?:\d+|\*(?:\d{1,2}\$)?))?(?:hh|h|ll|l|L|q|j|z|t)?[diouxXeEfFgGcsSpn@](?![a-zà-ÿ]{2})"
    # Alone behind a number it is one all the same: no word goes on behind it.
    r"|(?<=\d[ \u00a0\u202f])%(?:\d{1,2}\$)?[sdif](?![\w'’])"
    r"|(?<=[^\W\d])%(?:\d{1,2}\$)?(?:\.\d+)?l?[sdiuc@](?:(?![\w%])|(?=%[-\d.l]*[sdiufcxX]))"
    r"|(?<!\w)%L?\d{1,2}(?![\d\w])|%[A-Za-z_]\w+%|(?<!%)%%(?!%)"
)
# Forms of dates and times (strftime): two or more in a row, or one that printf does not have.
_TIME = (
    r"(?<![\w%])%[-_0^#]?[a-zA-Z](?:[\s/:.,hT-]{0,3}%[-_0^#]?[aAbBcCdDeFgGhHIjklmMnNpPrRsStTuUvVwWxXyYzZ])+(?!\w)"
    r"|(?<![\w%])(?<!\d[ \u00a0\u202f])%[-_0^#]?[AbBmMyYHIjklPwWzZ](?![\w%])"
)
_TIME_ONLY = re.compile(r"%[-_0^#]?[AbBmMyYHIjklPwWzZ]")
_BRACES = (
    r"\{\s*+[\w.$@#\-\[\]]*+\s*+(?:![rsa])?(?::(?!\s)[^{}\n]*)?\}"
    # .NET: places of a number, its width and its form.
    r"|\{\d{1,2},\s*-?\d+(?::[^{}\n]*)?\}"
    r"|\{\s*\w+\s*,\s*(?:number|date|time|spellout|ordinal|duration|list)\b[^{}]*\}"
    # Alternatives of a command, bounds of a pattern.
    r"|\{\w*+(?:,\w*+)++\}"
)
_VARIABLE = (
    r"__(?:[a-z][\w.-]*?|[A-Z](?:[A-Z0-9.-]|_(?!_))*)__"
    r"|(?<![\w$])\$(?!US\b|CAN?\b|AU\b|NZ\b|HK\b|US?D\b)[A-Za-z_]\w*|\$\d(?!\d)(?=\s[a-zà-ÿ])"
    # Of money before English words.
    r"(?!\s(?:and|to|or|per|an?|for|in|off|each|more|less|on|at|from|is|was|[mbt]r?illion)\b)"
)
# As programs have them: calls, names with underscores, names with capitals inside and stops before such.
_NAME = (
    r"(?<![\w.@/#$%{-])(?:[A-Za-z]\w*(?:\.\w+)*\(\)|[A-Za-z]\w*(?:\.[A-Za-z]\w*)*\.[A-Z][a-z0-9]+[A-Z]\w*"
    r"|[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+|[a-z]+(?:[A-Z][a-z0-9]+){2,})(?![\w/@])"
)
_COLON = r"(?<![\w:/.;,!?»)])(?<!\w )(?<!» ):(?=[a-z])[a-z]\w*(?:[.-][a-z0-9_]+)*(?![\w:])"
_SURE_COLON, _ANY_COLON = re.compile(_COLON), re.compile(_COLON.replace(r"(?<!\w )(?<!» )", ""))
# Behind a word and a space a colon is the French mark of punctuation, unless what follows is a name of a program.
_NAMED_COLON = (
    r"(?<=\w ):(?:[a-z]+_[a-z0-9_]+|[a-z]+[A-Z]\w*|attribute|count|date|email|field|format|id|max|min|name|number|"
    r"other|password|seconds|size|time|title|total|type|url|user|username|value|values)(?![\w:])"
)
_SHORTCODE = r"(?<![\w:]):(?:(?=[a-z0-9_+-]*[a-z])[a-z0-9_+-]{2,40}|[+-]1|100):(?!\w)"
_UUID = r"(?<!\w)[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(?!\w)"
# The last are characters of Unicode.
_HEX = (
    r"(?<![\w.-])(?=[a-fA-F]*\d)(?=\d*[a-fA-F])[0-9a-fA-F]{12,}(?![\w-])|(?<!\w)0x[0-9a-fA-F]+(?!\w)"
    r"|(?<!\w)[Uu]\+[0-9A-Fa-f]{4,6}(?!\w)"
)
_TOKEN = r"(?<![\w+/=.-])[A-Za-z0-9+/_=-]{20,}(?:\.[A-Za-z0-9+/_=-]{8,})*"
_SPACE = "[ \u00a0\u202f\u2009]"
_IBAN = rf"(?<!\w)[A-Z]{{2}}\d{{2}}(?:{_SPACE}?[A-Z0-9]{{4}}){{2,7}}(?:{_SPACE}?[A-Z0-9]{{1,3}})?(?!\w)"
_DIGITS = rf"\d(?:[\d.-]|{_SPACE}(?=\d))*\d"
_NAMED = (
    r"(?i:\b(?:siren|siret|rcs|naf|ape|tva|rna|nir|insee|finess|isbn(?:-1[03])?|issn|ean|imei|iban|bic|"
    r"t[ée]l(?:[ée]phone)?|fax|mobile|code postal|cp|r[ée]f(?:[ée]rence)?|commande|dossier|facture|contrat|s[ée]rie)\b)"
    rf"[^\d\n<>]{{0,24}}?((?:[A-Z]{{2}}{_SPACE}?)?{_DIGITS}[Xx]?)(?![\w])"
)
_PHONE = (
    rf"(?<![\w,.+])(?:\+\d{{1,3}}|00{_SPACE}?\d{{2}})(?:[{_SPACE[1:-1]}.()-]{{0,2}}\d{{1,4}}){{2,6}}(?![\w,]\d|\d)"
    rf"|(?<![\w,.])0\d(?:[{_SPACE[1:-1]}.-]?\d{{2}}){{4}}(?!\d|[,.]\d)"
    rf"|(?<![\w,.])0{_SPACE}?[89]\d{{2}}(?:(?:{_SPACE}\d{{3}}){{2}}|(?:{_SPACE}\d{{2}}){{3}})(?!\d|[,.]\d)"
)
_GROUPS = (
    rf"(?<![\w,.])\d{{3}}{_SPACE}\d{{3}}{_SPACE}\d{{3}}{_SPACE}\d{{5}}(?!\w)"
    r"|(?<![\w,.])\d{4}(?:[ -]\d{4}){3}(?![\w-])"
    rf"|(?<![\w,.])[12]{_SPACE}\d{{2}}{_SPACE}\d{{2}}{_SPACE}\d{{2}}{_SPACE}\d{{3}}{_SPACE}\d{{3}}(?:{_SPACE}\d{{2}})?(?!\w)"
    r"|(?<![\w.,-])(?:97[89]-)?\d{1,5}-\d{1,7}-\d{1,7}-[\dXx](?![\w-])"
    # A postcode before a town; those of Britain and Canada.
    r"|(?<![\w.,])\d{5}(?= [A-ZÀ-Þ][a-zà-ÿ])"
    r"|(?<![\w-])[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}(?![\w-])|(?<![\w-])[A-Z]\d[A-Z] \d[A-Z]\d(?![\w-])"
    # Versions, with those of a package behind them: 3.1.7-1, 2.4-3+deb9u1.
    r"|(?<![\w.,:])(?!\d{1,3}(?:\.\d{3})+(?:,\d+)?\s?[€$£])(?:\d:)?v?\d+(?:\.\d+){2,}(?:[-+~]\w+(?:\.\w+)*)*+(?![\w]|[.,]\d)"
    r"|(?<![\w.,:])(?:\d:)?\d+\.\d+-\d+(?:[+~]\w+(?:\.\w+)*)++(?![\w])"
)
# Of a network (RFC 4291) or of its cards (IEEE 802); of papers.
_NETWORK = (
    r"(?<![\w:.])(?=[0-9A-Fa-f:]*(?:::|(?::[0-9A-Fa-f]+){7}))(?=[A-Fa-f:]*\d)[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,8}"
    r"(?:/\d{1,3})?(?![\w:])|(?<![\w:-])(?:[0-9A-Fa-f]{2}[:-]){5,63}[0-9A-Fa-f]{2}(?![\w:-])"
    r"|(?<!\w)(?i:arxiv):\s?\d{4}\.\d{4,5}(?:v\d+)?|(?<![\w./])10\.\d{4,9}/[^\s\"<>«»]*[^\s\"<>«».,;:!?)\]]"
)
# Serial numbers, plates, numbers of parcels and of goods: letters and digits mixed, or three parts and more.
_CODE = re.compile(r"(?<![\w./:@#-])(?=[\w:/.-]*\d)[^\W_]+(?:[-:/._][^\W_]+)*+(?!\w|[-:/._]\w)")
_HOURS = re.compile(r"\d{1,2}H(?:\d\d)?")
_MIXED = re.compile(r"\d[A-Za-z]|[A-Za-z]\d")
_WORD_IN_CODE = re.compile(r"[a-z]{3}")
_SHORTEST_CODE = 7
# Drawn before, between or behind words.
_RULE = (
    r"\A\s*(?://+|>{2,5})(?=\s)|(?<=\s)//(?=\s)|(?<=[.!?…]\s)>>(?=\s)"
    r"|(?<!\S)(?:[-=*#~_+]{3,}(?:[0-9✂]?[<>]?[-=*#~_+]{3,})*|[-=*#~_+]{2,}>|<[-=*#~_+]{2,})(?!\S)"
)
_RULE_HINT = re.compile(r"//|>>|[-=*#~_+]{2}|\A\s*[;%!'\"]|/\*|\(\*|\*/|\*\)|\{-|-\}")
# The same signs at both ends: a heading of a wiki, a song in subtitles.
_FRAME = re.compile(r"\s*(={1,6}|#{1,6}|~|♪+|♫+)(?=\s).*?\S\s+(\1)\s*", re.DOTALL)
# Marks of emphasis in plain text; group 1 begins it, group 2 ends it.
_EMPHASIS = re.compile(
    r"(?<![\w*_~='/])(\*{1,3}|_{1,2}|~~?|==|'{2,3}|\^|(?<!:)//)(?=[^\W_]|[«\"“(])(?:(?!\1)[^\n]){1,300}?(?<=[\w!?.»\"”)])(\1)(?![\w*_~='/])"
)
_ARROW = re.compile(r"\A\s*(?P<back>«|<<)|(?P<on>»|>>)\s*\Z")
_GUILLEMET = re.compile("[«»]|<<|>>")
_LONGEST_LINK, _SENTENCE_MARK = 5, re.compile(r"[.!?,;:…]")
# What a code, date or time looks like; a number with an exponent, or with its decimals in groups; a regular expression.
_FORM = (
    r"(?<![\w-])(?:([A-Za-z])\1{1,3}[-/.:])+([A-Za-z])\2{1,3}(?:[ T][hH]{2}[:h][mM]{2}(?::[sS]{2})?)?(?![\w-]|[:/.]\w)"
    r"|(?<![\w.,])\d+(?:[.,]\d+)?[eE][+-]?\d+(?!\w|-\w)"
    r"|(?<![\w.,])\d+,\d{3}(?:[ \u00a0\u202f]\d{3})+(?!\d)"
)
_PATTERN = r"(?<!\S)(?=[^\s\\\[]*(?:\\[dwsbDWSB](?![A-Za-z])|\[\^?[^\]\s]*-[^\]\s]*\][+*{]))\S+(?<![.,;:!?])"
# Of one sign four times and more, and of numbers without commas five and more: models lose count.
_RUN = r"([^\w\s.\u2190-\u2bff\U0001f000-\U0001faff])\1{3,}"
_NUMBERS = r"(?<![\w.,])(?:\d{1,4}[ \u00a0\u202f]){4,}\d{1,4}(?![\w]|[.,]\d)"
# To be filled in by hand.
_BLANK = (
    r"_{3,}+(?:[ /.:-]{1,3}_{2,}+)*|_{2}(?:[/.:-]_{2,}+)+|…+(?: ?[/.:-] ?…++)+|\.{4,}+(?:[ /-]{1,3}\.{4,}+)+"
    r"|\.{5,}+|…{2,}+|(?:\. ){4,}\.?"
)
# Letters compared; "a" before a number is a word (il y a < 3 jours).
_COMPARISON = (
    r"(?<![\w'’.<>-])(?:(?!a )[a-zA-Z](?: [<>] (?:[a-zA-Z]|\d+))+|a(?: [<>] [a-zA-Z])+)(?![\w'’<>]|[.,]\d| ?[%€$])"
)
# A number that lies between others.
_BETWEEN = (
    r"(?<![\w'’.,<>-])-?\d+ ?(?:[<>]=?|[≤≥]) ?[A-Za-zα-ωΑ-Ω]\w{0,2} ?(?:[<>]=?|[≤≥]) ?-?\d+"
    r"(?![\w'’<>%€$]|[.,]\d| [%€$])"
)
_EMPTY = r"(?<![^\s(\[=,:])(?:\"\"|'')(?=[\s)\],.;:]|$)"
# Of a hotel, of a note.
_STARS = r"(?<=[^\W\d_]{3})\*{1,5}(?=[\s.,;:!?)»]|$)"
_SMILEY = (
    r"(?<!\S)(?:[:;=8]['\u2019]?[o-]?[()\[\]DPpOo|/\\*3]{1,3}|[xX]D+|</?3+|\^_*\^+|¯\\_\(ツ\)_/¯|\([^\w\s()]{0,3}_[^\w\s()]{0,3}\))"
    r"(?=[\s.,!?…]|$)"
)
#: Faces made of marks, such as ``:-)``.
SMILEY = re.compile(_SMILEY)
# Letters and numbers with signs of an equation, or with small raised figures.
_RAISED = "[²³¹⁰-⁹ⁿ₀-₉]"
_TERM = rf"(?:\d+(?:[.,]\d+)?[A-Za-zα-ωΑ-Ω]{{0,2}}|[A-Za-zα-ωΑ-Ω]{{1,2}}){_RAISED}*(?:\([\w, ]{{1,5}}\))?"
_EQUATION = re.compile(
    rf"(?<![\w'’/-]){_TERM}(?: ?[-+=×÷*/<>≤≥≠±·^−≈] ?{_TERM})++(?![\w'’-])"
    rf"|(?<![\w'’/])(?<!\d[ \u00a0\u202f])[a-zA-Z]{_RAISED}++(?!\w)"
)
_EQUAL = re.compile(rf"[=≤≥≠≈]|{_RAISED}")
_UNKNOWN = re.compile(r"(?<![A-Za-zÀ-ÿα-ωΑ-Ω])[A-Za-zα-ωΑ-Ω](?![A-Za-zÀ-ÿα-ωΑ-Ω])")
_INCHES = re.compile(r"(?<![\w.,/])(?:\d{1,2}['’′] ?)?\d{1,4}(?:[.,/]\d{1,4})?[\"″](?!\w)")
# A house in a street, up to the town or a mark.
_STREET = (
    r"(?<![\w.,/])\d{1,4}(?: ?(?:bis|ter|quater))?,? (?i:rue|avenue|av\.(?! ?J\.)|boulevard|bd|bld|place|chemin|allée|"
    r"impasse|quai|cours|square|passage|faubourg) "
    r"(?:(?:de la |de l['’]|des |du |de |d['’])[A-ZÀ-Þ0-9]|[A-ZÀ-Þ])[\w'’.-]*(?<!\.)"
    r"(?:[ -](?:[A-ZÀ-Þ][\w'’-]*|(?:de|du|des|la|le|et|en|sur|sous) (?=[A-ZÀ-Þ])[\w'’-]+))*"
)
# "69 003 Lyon" may be a postcode and "10 000 Lyonnais" are people: it is one behind a street with a number.
_POSTCODE = (
    r"(?<![\w.,])\d{1,4}(?: ?(?:bis|ter|quater))?,? (?i:rue|avenue|av\.(?! ?J\.)|boulevard|bd|bld|place|chemin|route|"
    r"allée|impasse|quai|cours|square|passage|faubourg)(?= )[^\d.;:!?\n]{0,60}?"
    rf"(?:, ?| [–-] |{_SPACE})(\d{{2}}{_SPACE}\d{{3}})(?= [A-ZÀ-Þ][a-zà-ÿ])"
)
# Escaped once, twice or more.
_ENTITY = r"&(?:amp;){0,3}(?:[A-Za-z][A-Za-z0-9]{1,31}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});"
_EMOJI_BASE = (
    "[\U0001f000-\U0001faff\u2190-\u21ff\u2300-\u23ff\u24c2\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff"
    "\u3030\u303d\u3297\u3299©®™]"
)
_EMOJI_END = "[\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*"
# A keycap, the flag of a country, or a sign and what is joined to it.
_ONE_EMOJI = (
    rf"(?:[0-9#*]\ufe0f?\u20e3|[\U0001f1e6-\U0001f1ff]{{2}}"
    rf"|{_EMOJI_BASE}{_EMOJI_END}(?:\u200d{_EMOJI_BASE}{_EMOJI_END})*)"
)


#: One of those that stand side by side.
ONE_EMOJI = re.compile(_ONE_EMOJI)
#: Letters of a run that is no word of a language: the longest of German have seventy.
LONG_WORD = 80
#: Characters without a blank that are no text: models take them for many words.
LONG_RUN = 200
_LONG_RUN = re.compile(rf"[A-Za-zÀ-ÖØ-öø-ÿ]{{{LONG_WORD}}}")
_NO_BLANK = re.compile(rf"[A-Za-z0-9À-ɏ_.@/+-]{{{LONG_RUN}}}")
_LONG = re.compile(r"[A-Za-z0-9+/_=-]{20}")
_POINT_WITHIN = re.compile(r"\.\w")
_FIVE_DIGITS = re.compile(r"(?:\d\D{0,3}){4}\d")
_SYMBOL = re.compile(r"[©®\u2122-\u2bff\u3030-\u3299\U0001f000-\U0001faff\u20e3]")


def _codes(text: str) -> Iterable[tuple[int, int]]:
    """Runs that no words are made of: two capitals or more, digits, and both mixed or in three parts."""
    for match in _CODE.finditer(text):
        run = match.group()
        parts = re.split(r"[-:/._]", run)
        if _WORD_IN_CODE.search(run):
            continue
        if len(run) < _SHORTEST_CODE or sum(map(str.isupper, run)) < 2 or not any(map(str.isdigit, run)):
            continue
        mixed = any(_MIXED.search(part) and not _HOURS.fullmatch(part) for part in parts)
        if mixed or len(parts) > 2:
            yield match.span()


def _equations(text: str) -> Iterable[tuple[int, int]]:
    """Equations of single letters and numbers, and letters with a raised figure."""
    for match in _EQUATION.finditer(text):
        if _EQUAL.search(match.group()) and _UNKNOWN.search(match.group()):
            yield match.span()


def _emphasis(text: str) -> Iterable[tuple[int, int]]:
    """What begins and ends emphasis; what stands between is language."""
    return (span for m in _EMPHASIS.finditer(text) for span in (m.span(1), m.span(2)))


def _tags(text: str) -> Iterable[tuple[int, int]]:
    """Tags; three words and more without a value in angle brackets are language."""
    found = (m for m in _TAGS.finditer(text))
    return (m.span() for m in found if m[0].startswith("<!--") or "=" in m[0] or len(m[0].split()) < _SAID_IN_TAG)


def _frame(text: str) -> Iterable[tuple[int, int]]:
    """Signs that stand at both ends of a text."""
    match = _FRAME.fullmatch(text)
    return (match.span(1), match.span(2)) if match else ()


def _arrows(text: str) -> Iterable[tuple[int, int]]:
    """Guillemets that point at a page: alone, at the edge of a few words that are no sentence."""
    if len(_GUILLEMET.findall(text)) == 1 and len(text.split()) <= _LONGEST_LINK and not _SENTENCE_MARK.search(text):
        match = _ARROW.search(text)
        if match:
            yield match.span(match.lastgroup or 0)


def _inches(text: str) -> Iterable[tuple[int, int]]:
    """Lengths whose sign is no quotation mark: none is open before it."""
    taken = 0
    for match in _INCHES.finditer(text):
        if match.group().endswith("″") or (text.count('"', 0, match.end() - 1) - taken) % 2 == 0:
            taken += match.group().endswith('"')
            yield match.span()


def _colons(text: str) -> Iterable[tuple[int, int]]:
    """Names with a colon before them; one that is sure says what those behind a word and a space are."""
    if _SURE_COLON.search(text):
        return (m.span() for m in _ANY_COLON.finditer(text))
    return ()


def _times(text: str) -> Iterable[tuple[int, int]]:
    """Forms of dates and times; a row of those that printf has as well is none."""
    return (m.span() for m in _TIMES.finditer(text) if _TIME_ONLY.search(m.group()))


_TIMES = re.compile(_TIME)
#: In order of precedence: a span of an earlier one is not looked into by a later one.
FINDERS = (
    _finder("code", r"(?<!`)`[^`\n]+`(?!`)", "`"),
    _finder("address", WINDOWS_PATH, "\\"),
    _finder("code", COMMAND, re.compile(r"[A-Z] /|[$#] "), signs="/$#"),
    Finder("code", find_synopsis, re.compile(r"[\[<|]|--|[A-Z]{3}")),
    *(_finder("code", command, re.compile(r" -[A-Za-z-]"), group=1, signs="-") for command in QUOTED_COMMANDS),
    _finder("code", OPTION, re.compile(r"-[A-Za-z]"), signs="-"),
    _finder("code", TEXT_CALL, '"'),
    _finder("code", CONDITION, "&|=!"),
    _finder("formula", REACTION, "→⇌⟶⇄>^"),
    _finder("code", _EMPTY, re.compile(r"\"\"|''"), signs="\"'"),
    _finder("code", _PATTERN, re.compile(r"\\[dwsbDWSB]|\]"), signs="\\]"),
    Finder("tag", find_styling, "[{|§&<\\", aside=True),
    _finder("template", _TEMPLATE, "{<[$@%*#!"),
    Finder("formula", partial(find_formulas, plain=True), "$\\"),
    _finder("formula", _COMMAND, "\\"),
    # What a program fills in there, as its manual names it.
    _finder("placeholder", r"\{\w{1,40}:<[\w -]{1,40}>\}", re.compile(":<"), signs="<"),
    Finder("tag", _tags, "<&", aside=True),
    _finder("address", ADDRESS.pattern, re.compile(r"\.\S|[/@#~]|:[\w+?]"), signs="./@#~"),
    # A break that is written out and has blanks on both sides: a model leaves the sign out and keeps the letter.
    _finder("placeholder", r"(?<!\S)\\[nrt](?!\S)", "\\"),
    Finder("placeholder", _times, "%"),
    _finder("placeholder", _PRINTF, "%"),
    # Signs of the syntax of ICU's messages that are meant as signs.
    _finder("placeholder", r"(?<![\w'])'(?:[#|]|[{}][^'\s]{0,40})'(?![\w'])", "'"),
    _finder("placeholder", _BRACES, "{"),
    _finder("placeholder", _VARIABLE, "_$"),
    _finder("emoji", _SMILEY, re.compile(r"[:;=8xX^¯<(][\w'’()\[|/\\*^-]"), aside=True, signs=":;=8xX^¯<("),
    Finder("formula", _equations, re.compile("[=≤≥≠≈²³¹⁰-⁹ⁿ₀-₉]")),
    _finder("formula", _COMPARISON, "<>"),
    _finder("formula", _BETWEEN, "<>≤≥"),
    _finder("identifier", NOTATION, "0123456789"),
    _finder("formula", PRIME, re.compile(r"[A-Z]['′](?!\w)|['’′]\("), signs="'’′"),
    _finder("identifier", REFERENCE, re.compile(r"\d|[a-z]\.[a-zA-Z]|[=\[({$]|[a-z]-[a-z0-9]|/|[A-Z]{3}")),
    _finder("name", FILE_NAME, _POINT_WITHIN, group=1, signs="."),
    _finder("name", BARE_FILE_NAME, _POINT_WITHIN, signs="."),
    Finder("identifier", _inches, '"″'),
    Finder("emoji", _arrows, "«»<>", aside=True),
    Finder("rule", _frame, "=#~♪♫", aside=True),
    _finder("rule", f"{_RULE}|{COMMENT}", _RULE_HINT, aside=True, signs="-=*#~_+/>;%!'\""),
    # Raised words, in Reddit's Markdown.
    _finder("emphasis", r"(?<!\S)\^{1,4}(?=[^\W\d_])", "^", aside=True),
    Finder("emphasis", _emphasis, re.compile(r"[*_~^]|==|''|//"), aside=True, signs="*_~^='/"),
    _finder("identifier", _FORM, re.compile(r"([A-Za-z])\1[-/.:][A-Za-z]|\d[eE,]"), signs="-/.:0"),
    _finder("name", "[←→↑↓▲▼◀▶](?: ?/ ?[←→↑↓▲▼◀▶])+", "/"),
    _finder("formula", "(?<![\\w)])[-+±−]∞", "∞"),
    _finder("reference", _STARS, "*", aside=True),
    _finder("formula", OF_SETS, "∀∃∄∈∉⊂⊆∪∩"),
    _finder("rule", _RUN, re.compile(r"([^\w\s.])\1{3}"), aside=True),
    _finder("blank", _BLANK, re.compile(r"__|…|\.\.|\. \."), signs="_.…"),
    _finder("shortcode", _SHORTCODE, ":", aside=True),
    Finder("placeholder", _colons, ":"),
    _finder("placeholder", _NAMED_COLON, ":"),
    _finder("name", _NAME, re.compile(r"[a-z0-9][A-Z]|\(\)|_")),
    _finder("entity", _ENTITY, "&", aside=True),
    _finder("identifier", _UUID, "-"),
    _finder("identifier", _NETWORK, re.compile(r"\d|(?:[0-9A-Fa-f]{2}[:-]){5}"), signs="./:-"),
    _finder("identifier", _IBAN, _FIVE_DIGITS, signs="0"),
    _finder("identifier", _PHONE, _FIVE_DIGITS, signs="0"),
    _finder("identifier", _GROUPS, "0123456789"),
    _finder("identifier", _STREET, re.compile(r"\d[ ,]"), signs="0"),
    _finder("identifier", _POSTCODE, _FIVE_DIGITS, group=1, signs="0"),
    _finder("identifier", _NAMED, _FIVE_DIGITS, group=1, signs="0"),
    _finder("identifier", _HEX, "0123456789"),
    _finder("identifier", _NUMBERS, _FIVE_DIGITS, signs="0"),
    Finder("identifier", _codes, re.compile(r"\d[A-Za-z:/._-]|[A-Za-z:/._-]\d"), signs="0"),
    _finder("token", _TOKEN, _LONG, run=20),
    _finder("token", rf"(?<!\w)[A-Za-zÀ-ÖØ-öø-ÿ]{{{LONG_WORD},}}+(?!\w)", _LONG_RUN, run=LONG_WORD),
    _finder("name", r"(?<![\w-])[a-z0-9]+(?:-[a-z0-9]+){5,}+(?![\w-])", "-"),
    _finder("token", rf"(?<!\S)[A-Za-z0-9À-ɏ_.@/+-]{{{LONG_RUN},}}+(?!\S)", _NO_BLANK, run=LONG_RUN),
    _finder("reference", r"(?<=\w)\[\d{1,4}\]|(?<![\w\]])\[\d{1,4}\]", "[", aside=True),
    _finder("emoji", f"{_ONE_EMOJI}+", _SYMBOL, aside=True),
)
#: Those of them that it is worth trying on a text.
possible_finders = Possible(FINDERS)
