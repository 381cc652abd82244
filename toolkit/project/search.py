"""Which units of a project are shown: by document, state, finding, score and text."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from toolkit.errors import InputError
from toolkit.project.model import Row, State
from toolkit.project.store import Project

# Seconds for a pattern and one text: a pattern of a user's may never end.
_PATIENCE = 0.05
_TOO_LONG = "this regular expression takes too long; write it without nested repetitions"
_FIELDS = ("both", "source", "target", "comment")


@dataclass(slots=True, frozen=True)
class Query:
    """What units are wanted; all that is empty asks for nothing.

    Attributes:
        document: key.
        states: any of them.
        check: name; ``any`` for units with a finding of any check.
        text: that a field holds, whatever the case.
        field: ``source``, ``target``, ``both`` or ``comment``.
        pattern: ``text`` is a regular expression.
        below: units whose score, of the model or the aligner, is below; those without a score are left out.
        commented: only units with a comment.
    """

    document: int | None = None
    states: tuple[State, ...] = ()
    check: str = ""
    text: str = ""
    field: str = "both"
    pattern: bool = False
    below: float | None = None
    commented: bool = False


def compiled(text: str, pattern: bool) -> regex.Pattern[str]:
    """The expression that finds a text.

    Raises:
        InputError: it is none.
    """
    try:
        return regex.compile(text if pattern else regex.escape(text), regex.IGNORECASE)
    except regex.error as error:
        raise InputError(f"'{text}' is no regular expression: {error}") from None


def score_of(row: Row) -> float | None:
    """How sure a unit is, 0 to 1: the aligner's probability, else the model's mean probability of a token."""
    import math

    scores = row.unit.scores
    for name in ("alignment", "similarity"):
        if name in scores:
            return scores[name]
    return math.exp(min(0.0, scores["model"])) if "model" in scores else None


def find(project: Project, query: Query) -> list[Row]:
    """Units in the order of documents and places.

    Raises:
        InputError: the text is no regular expression, takes too long, or there is no such field.
    """
    if query.field not in _FIELDS:
        raise InputError(f"no field '{query.field}'; choose from: {', '.join(_FIELDS)}")
    wanted = compiled(query.text, query.pattern) if query.text else None
    return [row for row in project.rows(query.document) if _fits(row, query, wanted)]


def _fits(row: Row, query: Query, wanted: regex.Pattern[str] | None) -> bool:
    if query.states and row.state not in query.states:
        return False
    if query.commented and not row.comment:
        return False
    if query.check and not any(query.check in ("any", finding.check) for finding in row.findings):
        return False
    if query.below is not None:
        score = score_of(row)
        if score is None or score >= query.below:
            return False
    if wanted is None:
        return True
    texts = {"source": (row.unit.source,), "target": (row.unit.target,), "comment": (row.comment,)}
    return any(_search(wanted, text) for text in texts.get(query.field, (row.unit.source, row.unit.target)))


def _search(wanted: regex.Pattern[str], text: str) -> bool:
    try:
        return wanted.search(text, timeout=_PATIENCE) is not None
    except TimeoutError:
        raise InputError(_TOO_LONG) from None


def replaced(text: str, wanted: regex.Pattern[str], by: str, pattern: bool) -> str:
    """A text with what was found replaced.

    Args:
        text: to search.
        wanted: see :func:`compiled`.
        by: instead; ``\\1`` is the first group of a pattern.
        pattern: the search is a pattern.

    Raises:
        InputError: the replacement names a group that there is not, or the search takes too long.
    """
    try:
        if pattern:
            return str(wanted.sub(by, text, timeout=_PATIENCE))
        return str(wanted.sub(lambda _: by, text, timeout=_PATIENCE))
    except TimeoutError:
        raise InputError(_TOO_LONG) from None
    except (regex.error, IndexError) as error:
        raise InputError(f"'{by}' is no replacement: {error}") from None
