"""What is no running text of OpenDocument files: objects, such as charts, and what masters show on slides.

An object is a document of its own in a folder of the package. ODF 1.3 part 2, 3.16 ("Sub-Documents"), part 3, 11
("Chart Content"), 10.8 ("Presentation"), 16.9 ("style:master-page").
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from toolkit.markup.trees import Element

#: The content of an object, by the name of its member.
OBJECT = re.compile(r"(?!META-INF/)(?P<folder>.+/)content\.xml")
# What an object may be, with how its texts are read; formulas have no body.
_KINDS = {"office:chart": "chart", "office:spreadsheet": "ods", "office:presentation": "odp"} | dict.fromkeys(
    ["office:text", "office:drawing"], "odt"
)
_OWN_TABLE = "local-table"


def kind_of_object(nodes: Iterable[Element | str]) -> str:
    """What an object is: ``chart``, ``odt``, ``ods`` or ``odp``; empty for what has no text, such as a formula.

    Args:
        nodes: of its ``content.xml``.
    """
    found = (_KINDS.get(element.name, "") for body in _all(nodes, "office:body") for element in body.elements())
    return next(filter(None, found), "")


def without_copies(nodes: list[Element | str]) -> None:
    """Turn what a chart copies from a sheet, and the addresses of its cells, into code that nobody translates.

    A chart with data of its own names cells of its own table: the labels there are nowhere else, and are texts.

    Args:
        nodes: of the ``content.xml`` of a chart; they are changed.
    """
    owned = any(_OWN_TABLE in value for chart in _all(nodes, "chart:chart") for value in _addresses(chart))
    for table in [*_all(nodes, "table:table")]:
        if owned:
            _harden(table, "draw:g")
        else:
            table.children = [table.code()[len(table.start) : -len(table.end) or None]]


def without_hints(nodes: list[Element | str], used: Collection[str]) -> None:
    """Turn all but the texts that masters show on slides into code that nobody translates.

    Args:
        nodes: of the ``styles.xml`` of a presentation; they are changed.
        used: names of the masters that slides have.
    """
    for place, node in enumerate(nodes):
        if isinstance(node, str):
            continue
        if node.name == "office:master-styles":
            node.children = [_settled_master(child, used) for child in node.children]
        elif any(_all([node], "office:master-styles")):
            without_hints(node.children, used)
        else:
            nodes[place] = node.code()


def _settled_master(node: Element | str, used: Collection[str]) -> Element | str:
    if isinstance(node, str):
        return node
    is_seen = node.name == "style:master-page" and node.attribute("name") in used
    return _without_hints(node) if is_seen else node.code()


def _without_hints(element: Element) -> Element | str:
    if element.attribute("class") or element.name == "presentation:notes":
        return element.code()
    element.children = [_without_hints(child) if isinstance(child, Element) else child for child in element.children]
    return element


def _addresses(element: Element) -> Iterator[str]:
    for inner in _all([element], ""):
        for name in ("values-cell-range-address", "label-cell-address", "cell-range-address"):
            yield inner.attribute(name)


def _harden(element: Element, name: str) -> None:
    """Turn the elements of a name below an element into code."""
    element.children = [
        child.code() if isinstance(child, Element) and child.name == name else child for child in element.children
    ]
    for child in element.elements():
        _harden(child, name)


def _all(nodes: Iterable[Element | str], name: str) -> Iterator[Element]:
    """The elements of a name, with all that are below; of any name if it is empty."""
    for node in nodes:
        if isinstance(node, Element):
            if name in ("", node.name):
                yield node
            yield from _all(node.children, name)
