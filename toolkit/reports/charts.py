"""Small charts as SVG inside the page; each has a text that says the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from toolkit.reports.templates import templates

if TYPE_CHECKING:
    from markupsafe import Markup

_WIDTH, _ROW, _LABEL = 640, 26, 220
_ROOM = _WIDTH - _LABEL - 60


def box_chart(
    title: str, rows: Sequence[tuple[str, Sequence[float]]], low: float, high: float, identity: str
) -> Markup | None:
    """Range, middle half and median of some scores for each row; None without any.

    Args:
        title: of the chart.
        rows: (label, ascending scores).
        low, high: ends of the axis.
        identity: for the ids inside.
    """
    span = (high - low) or 1.0

    def x(value: float) -> float:
        return _LABEL + _ROOM * (min(max(value, low), high) - low) / span

    boxes, words = [], []
    for label, values in rows:
        if not values:
            continue
        first, middle, third = (_quantile(values, q) for q in (0.25, 0.5, 0.75))
        boxes.append(
            {
                "label": _short(label),
                "first": f"{x(values[0]):.1f}",
                "last": f"{x(values[-1]):.1f}",
                "x": f"{x(first):.1f}",
                "width": f"{max(2.0, x(third) - x(first)):.1f}",
                "median": f"{x(middle):.1f}",
                "value": f"{middle:.2f}",
            }
        )
        words.append(f"{label}: median {middle:.2f}, from {values[0]:.2f} to {values[-1]:.2f}")
    if not boxes:
        return None
    chart: Markup = _macros().boxes(title, "; ".join(words), identity, boxes, f"{low:g}", f"{high:g}")
    return chart


def bar_chart(title: str, rows: Sequence[tuple[str, int]], identity: str, chosen: bool = False) -> Markup | None:
    """A bar for each (label, count); None without any.

    Args:
        title: of the chart.
        rows: label and count.
        identity: for the ids inside.
        chosen: labels are those of findings, which a touch chooses.
    """
    if not rows:
        return None
    most = max(count for _, count in rows) or 1
    bars = []
    for label, count in rows:
        width = max(1.0, _ROOM * count / most)
        bars.append(
            {
                "label": _short(label),
                "key": label,
                "width": f"{width:.1f}",
                "end": f"{_LABEL + width + 6:.1f}",
                "value": f"{count:,}",
            }
        )
    words = "; ".join(f"{label}: {count}" for label, count in rows)
    chart: Markup = _macros().bars(title, words, identity, bars, chosen)
    return chart


def _macros() -> Any:
    sizes = {"width": _WIDTH, "step": _ROW, "left": _LABEL, "room": _ROOM}
    return templates().get_template("charts.svg.jinja").make_module(sizes)


def _short(text: str) -> str:
    return text if len(text) <= 24 else text[:23] + "…"


def _quantile(ascending: Sequence[float], share: float) -> float:
    place = share * (len(ascending) - 1)
    lower = int(place)
    upper = min(lower + 1, len(ascending) - 1)
    return ascending[lower] + (ascending[upper] - ascending[lower]) * (place - lower)
