"""Markup that was left in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from toolkit.filters.base import Filter
from toolkit.units import TranslationUnit
from toolkit.wording import counted

_MARKUP = re.compile(
    r"</?[a-zA-Z][\w:-]*(?:\s[^<>]*)?/?>|&(?:#\d+|#x[\da-fA-F]+|[a-zA-Z]{2,8});|<!--|\{\{|\}\}|\[\[|\]\]|"
    r"\b(?:function\s*\(|var\s+\w+\s*=|#include\b)|^\s*(?:#{2,}|\*{3,}|={3,})\s"
)
# What each of them has.
_MAY_BE_MARKUP = re.compile(r"[<&{}\[\]#*=]|function")


@dataclass(slots=True)
class Markup(Filter):
    """Score: number of tags, entities, comments and marks of wikis and scripts.

    Attributes:
        maximum: of the score.
    """

    name = "markup"
    maximum: int = 0

    def score(self, unit: TranslationUnit) -> float:
        """Number of marks on both sides."""
        return float(sum(len(_MARKUP.findall(t)) for t in (unit.source, unit.target) if _MAY_BE_MARKUP.search(t)))

    def reason(self, unit: TranslationUnit, score: float) -> str:
        """The first of them."""
        found = next((m.group() for t in (unit.source, unit.target) for m in _MARKUP.finditer(t)), "")
        return f"{counted(round(score), 'piece')} of markup, '{found[:30]}' first"
