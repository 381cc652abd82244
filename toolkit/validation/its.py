"""Values of the attributes of ITS 2.0 (W3C Recommendation, 29 October 2013) and of its module in XLIFF 2.1."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.languages.tags import is_tag
from toolkit.validation.engine import Node

Told = Iterator[tuple[str, Node, str]]

ITS = "http://www.w3.org/2005/11/its"
ITSM = "urn:oasis:names:tc:xliff:itsm:2.1"
_YES = ("yes", "no")
#: Identifiers of the data categories, which annotatorsRef names.
CATEGORIES = frozenset(
    "translate localization-note terminology directionality language-information elements-within-text domain "
    "text-analysis locale-filter provenance external-resource target-pointer id-value preserve-space "
    "localization-quality-issue localization-quality-rating mt-confidence allowed-characters storage-size".split()
)
#: Attributes with a closed list of values.
LISTS: dict[str, tuple[str, ...]] = {
    "version": ("2.0",),
    "translate": _YES,
    "term": _YES,
    "space": ("default", "preserve"),
    "dir": ("ltr", "rtl", "lro", "rlo"),
    "withinText": ("yes", "no", "nested"),
    "locNoteType": ("alert", "description"),
    "localeFilterType": ("include", "exclude"),
    "lineBreakType": ("cr", "lf", "crlf"),
    "locQualityIssueEnabled": _YES,
    "locQualityIssueType": tuple(
        "terminology mistranslation omission untranslated addition duplication inconsistency grammar legal register "
        "locale-specific-content locale-violation style characters misspelling typographical formatting "
        "inconsistent-entities numbers markup pattern-problem whitespace internationalization length non-conformance "
        "uncategorized other".split()
    ),
}
#: Attributes that are numbers: least and most.
NUMBERS: dict[str, tuple[float, float]] = {
    "termConfidence": (0, 1),
    "taConfidence": (0, 1),
    "mtConfidence": (0, 1),
    "locQualityIssueSeverity": (0, 100),
    "locQualityRatingScore": (0, 100),
    "locQualityRatingScoreThreshold": (0, 100),
}
#: Attributes that are whole numbers; the votes may be negative.
_WHOLE = frozenset({"locQualityRatingVote", "locQualityRatingVoteThreshold", "storageSize"})
_OTHERS = frozenset(
    "locNote locNoteRef termInfoRef annotatorsRef taClassRef taIdent taIdentRef taSource localeFilterList person "
    "personRef org orgRef tool toolRef revPerson revPersonRef revOrg revOrgRef revTool revToolRef provRef "
    "provenanceRecordsRef locQualityIssuesRef locQualityIssueComment locQualityIssueProfileRef "
    "locQualityRatingProfileRef allowedCharacters storageEncoding domains domainMapping externalResourceRef "
    "idValue".split()
)
#: Attributes that are one address.
ADDRESSES = frozenset(
    "locNoteRef termInfoRef taClassRef taIdentRef personRef orgRef toolRef revPersonRef revOrgRef revToolRef "
    "provenanceRecordsRef locQualityIssuesRef locQualityIssueProfileRef locQualityRatingProfileRef "
    "externalResourceRef".split()
)
#: Names of the local attributes.
NAMES = _OTHERS | LISTS.keys() | NUMBERS.keys() | _WHOLE
#: What says the same thing in two ways, of which one element has one.
_EITHER = (
    ("locNote", "locNoteRef"),
    ("person", "personRef"),
    ("org", "orgRef"),
    ("tool", "toolRef"),
    ("revPerson", "revPersonRef"),
    ("revOrg", "revOrgRef"),
    ("revTool", "revToolRef"),
    ("taIdent", "taIdentRef"),
    ("locQualityRatingScore", "locQualityRatingVote"),
    ("locQualityIssuesRef", "locQualityIssueType"),
    ("locQualityIssuesRef", "locQualityIssueComment"),
)
#: What stands only beside another.
_BESIDE = (
    ("taIdent", "taSource"),
    ("taSource", "taIdent"),
    ("locQualityRatingScoreThreshold", "locQualityRatingScore"),
    ("locQualityRatingVoteThreshold", "locQualityRatingVote"),
)
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)")
_INTEGER = re.compile(r"[+-]?\d+")
_RANGE = re.compile(r"(?:[A-Za-z]{1,8}|\*)(?:-(?:[A-Za-z0-9]{1,8}|\*))*")


def its_rules(node: Node) -> Told:
    """Attributes of ITS on any element; on elements of ITS those without a namespace as well."""
    told: dict[str, str] = {}
    for key, value in node.attributes.items():
        if key.startswith(f"{{{ITS}}}"):
            told[key[len(ITS) + 2 :]] = value
        elif node.space == ITS and key in NAMES:
            told[key] = value
        elif key == f"{{{ITSM}}}lang" and not is_tag(value):
            yield "its", node, f"itsm:lang='{value}'; a language tag is wanted"
    for name, value in told.items():
        if name not in NAMES:
            yield "its", node, f"ITS has no attribute '{name}'"
        elif fault := value_fault(name, value):
            yield "its", node, f"{name}='{value}'; {fault}"
    for one, other in _EITHER:
        if one in told and other in told:
            yield "its", node, f"{one} beside {other}; either of them is wanted"
    for one, other in _BESIDE:
        if one in told and other not in told:
            yield "its", node, f"{one} without {other}"


def value_fault(name: str, value: str) -> str:
    """What is wanted of an attribute; empty if its value is right.

    Args:
        name: of the attribute, without its namespace.
        value: as the file has it.
    """
    value = value.strip()
    if name in LISTS:
        return "" if value in LISTS[name] else f"wanted is {', '.join(LISTS[name])}"
    if name in NUMBERS:
        least, most = NUMBERS[name]
        fits = _NUMBER.fullmatch(value) is not None and least <= float(value) <= most
        return "" if fits else f"a number from {least:g} to {most:g} is wanted"
    if name in _WHOLE:
        fits = _INTEGER.fullmatch(value) is not None and (name != "storageSize" or not value.startswith("-"))
        return "" if fits else "a whole number is wanted"
    if name == "annotatorsRef":
        return _annotators_fault(value)
    if name == "localeFilterList" and value:
        wrong = next((part for part in value.split(",") if not _RANGE.fullmatch(part.strip())), None)
        return "" if wrong is None else "language ranges with commas between them are wanted (*, fr-CA, *-CH)"
    return ""


def _annotators_fault(value: str) -> str:
    seen: set[str] = set()
    for part in value.split():
        category, bar, address = part.partition("|")
        if not bar or not address or "|" in address:
            return "category|address pairs with spaces between them are wanted"
        if category not in CATEGORIES:
            return f"'{category}' is no data category; known are {', '.join(sorted(CATEGORIES))}"
        if category in seen:
            return f"the category '{category}' stands twice"
        seen.add(category)
    return "" if seen else "category|address pairs are wanted"
