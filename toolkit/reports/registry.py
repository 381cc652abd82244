"""Layouts of reports by name and by file suffix."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from toolkit.errors import InputError
from toolkit.registry import Registry, Row
from toolkit.reports.content import Content


@dataclass(slots=True, frozen=True)
class Layout:
    """How a corpus is shown.

    Attributes:
        name: as a user types it.
        suffixes: of its files.
        where: ``module:function``; the function makes a text of a :class:`toolkit.reports.content.Content`.
        what: one line for help.
    """

    name: str
    suffixes: tuple[str, ...]
    where: str
    what: str = ""


def _fit(name: str, found: Any) -> Layout:
    if not isinstance(found, Layout):
        raise TypeError("a layout is an instance of toolkit.reports.Layout")
    return replace(found, name=name)


LAYOUTS: Registry[Layout] = Registry(
    "layout",
    "bitext.layouts",
    [
        Row(layout.name, layout.what, value=layout)
        for layout in (
            Layout("html", (".html", ".htm"), "toolkit.reports.page:render_page", "a page that loads nothing"),
            Layout("text", (".txt",), "toolkit.reports.terminal:render_text", "two columns of plain text"),
        )
    ],
    _fit,
)


def layout_of(path: Path, name: str | None = None) -> Callable[[Content], str]:
    """The function of a layout by name, or else by the suffix of a path.

    Raises:
        InputError: no such layout, or none has this suffix.
    """
    suffix = path.suffix.lower()
    if name is None:
        name = next((n for n, layout in LAYOUTS.usable() if suffix in layout.suffixes), None)
    if name is None:
        known = ", ".join(s for _, layout in LAYOUTS.usable() for s in layout.suffixes)
        raise InputError(f"{path}: no layout has this suffix; choose from: {known}")
    return Row(name, "", LAYOUTS[name].where).load()  # type: ignore[no-any-return]
