"""Small charts as SVG inside the page; each has a text that says the same."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

_WIDTH, _ROW, _LABEL = 640, 26, 200


def box_chart(title: str, rows: Sequence[tuple[str, Sequence[float]]], low: float, high: float, identity: str) -> str:
    """Range, middle half and median of some scores for each row.

    Args:
        title: of the chart.
        rows: (label, ascending scores).
        low, high: ends of the axis.
        identity: for the ids inside.
    """
    rows = [(label, values) for label, values in rows if values]
    if not rows:
        return ""
    span = (high - low) or 1.0
    room = _WIDTH - _LABEL - 60

    def x(value: float) -> float:
        return _LABEL + room * (min(max(value, low), high) - low) / span

    marks, words = [], []
    for number, (label, values) in enumerate(rows):
        y = _ROW * number + _ROW / 2
        first, median, third = (_quantile(values, q) for q in (0.25, 0.5, 0.75))
        marks.append(_label(label, y))
        marks.append(f'<line class="range" x1="{x(values[0]):.1f}" x2="{x(values[-1]):.1f}" y1="{y}" y2="{y}"/>')
        width = max(2.0, x(third) - x(first))
        marks.append(f'<rect class="half" x="{x(first):.1f}" y="{y - 7}" width="{width:.1f}" height="14" rx="2"/>')
        marks.append(f'<line class="median" x1="{x(median):.1f}" x2="{x(median):.1f}" y1="{y - 9}" y2="{y + 9}"/>')
        marks.append(f'<text class="value" x="{_WIDTH - 4}" y="{y + 4}" text-anchor="end">{median:.2f}</text>')
        words.append(f"{label}: median {median:.2f}, from {values[0]:.2f} to {values[-1]:.2f}")
    y = _ROW * len(rows) + 14
    marks.append(f'<text class="axis" x="{_LABEL}" y="{y}">{low:g}</text>')
    marks.append(f'<text class="axis" x="{_LABEL + room}" y="{y}" text-anchor="end">{high:g}</text>')
    return _svg(title, "; ".join(words), "".join(marks), _ROW * len(rows) + 20, identity)


def bar_chart(title: str, rows: Sequence[tuple[str, int]], identity: str) -> str:
    """A bar for each (label, count)."""
    if not rows:
        return ""
    room = _WIDTH - _LABEL - 60
    most = max(count for _, count in rows) or 1
    marks = []
    for number, (label, count) in enumerate(rows):
        y = _ROW * number + _ROW / 2
        width = max(1.0, room * count / most)
        marks.append(_label(label, y))
        marks.append(f'<rect class="half" x="{_LABEL}" y="{y - 7}" width="{width:.1f}" height="14" rx="2"/>')
        marks.append(f'<text class="value" x="{_LABEL + width + 6:.1f}" y="{y + 4}">{count}</text>')
    words = "; ".join(f"{label}: {count}" for label, count in rows)
    return _svg(title, words, "".join(marks), _ROW * len(rows) + 6, identity)


def _label(text: str, y: float) -> str:
    short = text if len(text) <= 24 else text[:23] + "…"
    return f'<text class="label" x="{_LABEL - 10}" y="{y + 4}" text-anchor="end">{escape(short)}</text>'


def _svg(title: str, words: str, marks: str, height: float, identity: str) -> str:
    return (
        f'<figure><figcaption>{escape(title)}</figcaption><svg viewBox="0 0 {_WIDTH} {height:.0f}" role="img" '
        f'aria-labelledby="{identity}-t {identity}-d"><title id="{identity}-t">{escape(title)}</title>'
        f'<desc id="{identity}-d">{escape(words)}</desc>{marks}</svg></figure>'
    )


def _quantile(ascending: Sequence[float], share: float) -> float:
    place = share * (len(ascending) - 1)
    lower = int(place)
    upper = min(lower + 1, len(ascending) - 1)
    return ascending[lower] + (ascending[upper] - ascending[lower]) * (place - lower)
