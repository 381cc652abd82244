"""What the directives, fields and roles of reStructuredText hold, and how its elements begin."""

from __future__ import annotations

import re
import unicodedata

#: A reference name without spaces.
NAME = r"(?>(?:(?!_)\w)+(?:[-._+:](?:(?!_)\w)+)*)"
_ENUMERATOR = r"(?:[0-9]+|[a-zA-Z]|[ivxlcdm]+|[IVXLCDM]+|\#)"
_ARGUMENT = r"(?:[a-zA-Z][\w-]*|<[^<>]+>)"
_OPTION = rf"(?:[-+][a-zA-Z0-9](?: ?{_ARGUMENT})?|(?:--|/)[a-zA-Z0-9][\w-]*(?:[ =]{_ARGUMENT})?)"

# How elements of a body begin, in the order in which docutils tries them.
BULLET = re.compile("[-+*•‣⁃](?: +|$)")
ENUMERATOR = re.compile(rf"(?:\(({_ENUMERATOR})\)|({_ENUMERATOR})[.)])(?: +|$)")
FIELD = re.compile(r":(?![: ])((?:[^:\\]|\\.|:(?!(?:[ `]|$)))*+)(?<! ):(?: +|$)")
OPTION = re.compile(rf"{_OPTION}(?:, {_OPTION})*(?:  +| ?$)")
DOCTEST = re.compile(r">>>(?: +|$)")
LINE_BLOCK = re.compile(r"\|(?: +|$)")
GRID_TABLE = re.compile(r"\+-[-+]+-\+ *$")
SIMPLE_TABLE = re.compile(r"=+(?: +=+)+ *$")
TABLE_BORDER = re.compile(r"=+[ =]*$")
EXPLICIT = re.compile(r"\.\.(?: +|$)")
ANONYMOUS = re.compile(r"__(?: +|$)")
LINE = re.compile(r"([!-/:-@\[-`{-~])\1*$")
# What follows the two dots.
NOTE = re.compile(rf"\.\. +\[(?:[0-9]+|\#|\#{NAME}|\*|{NAME})\](?: +|$)")
TARGET = re.compile(r"\.\. +_(?! |$)")
SUBSTITUTION = re.compile(rf"\.\. +\|(?! )[^|]*[^| ]\| +(?P<name>{NAME}) ?::(?: +|$)")
DIRECTIVE = re.compile(rf"\.\. +(?P<name>{NAME}) ?::(?: +|$)")
#: All that a paragraph cannot begin with.
BEGINNINGS = (
    BULLET, ENUMERATOR, FIELD, OPTION, DOCTEST, LINE_BLOCK, GRID_TABLE, SIMPLE_TABLE, EXPLICIT, ANONYMOUS, LINE,
)  # fmt: skip
_ROMAN = re.compile(r"m{0,4}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE)

#: Directives without an argument, whose content is text.
BODIES = frozenset(
    "attention caution danger error hint important note tip warning seealso todo epigraph highlights pull-quote "
    "compound header footer replace hlist impl-detail tab-set tabs grid card-carousel line-block".split()
)
#: Directives whose argument is a line of text, and whose content is text.
TITLED = frozenset(
    "admonition topic sidebar rubric centered contents table list-table tab-item tab group-tab dropdown card "
    "grid-item-card collapse details".split()
)
#: Directives whose argument is text and whose content is none.
HEADED = frozenset(["csv-table"])
#: Directives whose argument is code, and whose content is text: classes, conditions, and descriptions of code.
DESCRIBED = frozenset(
    "container only class figure grid-item div function method attribute data exception staticmethod classmethod "
    "decorator decoratormethod property abstractmethod coroutinefunction coroutinemethod awaitablefunction "
    "awaitablemethod member macro type struct union enum enumerator "
    "var describe object option cmdoption envvar confval setting directive role concept namespace alias "
    "cfunction cmacro ctype cmember cvar opcode pdbcommand 2to3fixer monitoring-event django-admin django-admin-option "
    "fieldlookup templatetag templatefilter".split()
)
#: Directives that begin with a number of versions, before a text.
VERSIONS = {
    "versionadded": 1, "versionchanged": 1, "deprecated": 1, "versionremoved": 1, "soft-deprecated": 1,
    "deprecated-removed": 2,
}  # fmt: skip
#: Options that are text.
OPTIONS: dict[str, tuple[str, ...]] = {
    "image": ("alt",), "figure": ("alt",), "toctree": ("caption",), "code-block": ("caption",),
    "sourcecode": ("caption",), "literalinclude": ("caption",), "graphviz": ("caption", "alt"),
}  # fmt: skip
#: Languages of Sphinx before the name of a directive.
DOMAINS = frozenset("py c cpp js rst std".split())
#: Fields that are no text, by their first word: of the head of a document, of metadata of sites, of types.
KEPT_FIELDS = frozenset(
    "author authors organization address contact version revision status date copyright license licence homepage url "
    "orphan tocdepth nocomments nosearch no-search slug tags category lang template modified save_as keywords email "
    "type rtype vartype paramtype kwtype meta".split()
)
#: Those of them that are text all the same where they hold a sentence or a date in words.
WORDED_FIELDS = frozenset("version revision status date copyright license licence".split())
#: Several words, none of them a keyword of a version control system or an address.
WORDED = re.compile(r"(?!.*(?:\$|://|@))(?=.*[^\W\d_]{3})\S+\s.*\S")
#: Roles whose text is a part of its sentence.
TEXT_ROLES = frozenset("emphasis strong title-reference title t dfn".split())
#: Roles whose title, if they have one before their target, is a part of its sentence.
TITLED_ROLES = frozenset("ref doc term any download numref std:ref std:doc std:term".split())

_OPENERS = {'"': '"', "'": "'", "(": ")", "<": ">", "[": "]", "{": "}", "«": "»", "“": "”", "‘": "’"}


def is_enumerator(match: re.Match[str]) -> bool:
    """Whether what looks like an enumerator is a number, a letter or a Roman numeral that exists."""
    text = next(filter(None, match.groups()), "")
    return len(text) == 1 or text.isdigit() or bool(_ROMAN.fullmatch(text))


def may_precede(char: str) -> bool:
    """Whether inline markup may begin behind a character."""
    if char < "\x80":
        return char.isspace() or char in "-:/'\"<([{"
    return char.isspace() or unicodedata.category(char) in ("Ps", "Pi", "Pf", "Pd", "Po")


def may_follow(char: str) -> bool:
    """Whether inline markup may end before a character."""
    if char < "\x80":
        return char.isspace() or char in "-:/'\">)]}\\.,;!?"
    return char.isspace() or unicodedata.category(char) in ("Pe", "Pi", "Pf", "Pd", "Po")


def is_quoted(before: str, after: str) -> bool:
    """Whether a sign stands between quotation marks or brackets, where it begins no markup."""
    return before != "" and _OPENERS.get(before) == after


def column_width(text: str) -> int:
    """Columns that a text takes in a terminal: two for wide characters of East Asia, none for combining ones."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(map(bool, map(unicodedata.combining, text)))


def plain_name(name: str) -> str:
    """A reference name as names are compared."""
    return " ".join(name.split()).casefold()
