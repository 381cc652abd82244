"""Files of markup languages: blocks of text with inline markup, which comes back on their translations."""

from toolkit.markup.model import Block, Mark, Page
from toolkit.markup.registry import (
    MARKUP,
    Fillable,
    Markup,
    is_binary,
    kind_of,
    kinds,
    read_page,
    suffixes,
    translated_suffix,
)

__all__ = [
    "MARKUP",
    "Block",
    "Fillable",
    "Mark",
    "Markup",
    "Page",
    "is_binary",
    "kind_of",
    "kinds",
    "read_page",
    "suffixes",
    "translated_suffix",
]
