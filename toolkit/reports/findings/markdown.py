"""Markdown as GitHub and GitLab show it: counts, and the findings of each file in a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from toolkit.checks import severity_of
from toolkit.reports.findings.registry import FoundUnit, Summary
from toolkit.wording import counted

# A comment of a pull request may have 65,536 characters.
_MOST = 60_000
_SIGNS = re.compile(r"([\\`*_{}\[\]<>|#~&@])")
_BLANKS = re.compile(r"\s+")
_MARKED = "❌ ⚠️ ℹ️".split()


def make(found: Sequence[FoundUnit], summary: Summary) -> bytes:
    """The worst findings of each unit first; what would make it too long for a comment is counted instead."""
    lines = [f"**{summary.line()}**", ""]
    left, size = 0, len(lines[0])
    for path, units in groupby((one for one in found if one.findings), key=lambda one: one.path):
        rows = [_row(one) for one in units]
        kept = []
        for row in rows:
            size += len(row)
            if size <= _MOST:
                kept.append(row)
        left += len(rows) - len(kept)
        if kept:
            lines += [
                f"### {_escaped(path)}",
                "",
                "| unit | finding | source | target |",
                "|---|---|---|---|",
                *kept,
                "",
            ]
    if left:
        lines.append(f"{counted(left, 'more unit with findings is', 'more units with findings are')} not shown.")
    return ("\n".join(lines).rstrip() + "\n").encode("utf-8", "replace")


def _row(one: FoundUnit) -> str:
    order = ("error", "warning", "note")
    told = sorted((order.index(severity_of(f)), f"`{f.check}` {_escaped(f.reason)}") for f in one.findings)
    reasons = "<br>".join(f"{_MARKED[level]} {reason}" for level, reason in told)
    place = f" (line {one.unit.line})" if one.unit.line else ""
    sides = (
        _marked(one.unit.source, [f.source_span for f in one.findings]),
        _marked(one.unit.target, [f.target_span for f in one.findings]),
    )
    return f"| {_escaped(one.unit.id)}{place} | {reasons} | {sides[0]} | {sides[1]} |"


def _marked(text: str, spans: Sequence[tuple[int, int] | None]) -> str:
    """A text with its words at fault in bold."""
    parts, position = [], 0
    for start, end in sorted(span for span in spans if span):
        if start >= position and text[start:end].strip():
            parts += [_escaped(text[position:start]), f"<b>{_escaped(text[start:end])}</b>"]
            position = end
    return "".join([*parts, _escaped(text[position:])])


def _escaped(text: str) -> str:
    return _BLANKS.sub(" ", _SIGNS.sub(r"\\\1", text))
