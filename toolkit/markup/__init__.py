"""Files of markup languages: blocks of text with inline markup, which comes back on their translations."""

from toolkit.markup.model import Block, Mark, Page
from toolkit.markup.registry import BINARY, KINDS, SUFFIXES, Fillable, kind_of, read_page

__all__ = ["BINARY", "KINDS", "SUFFIXES", "Block", "Fillable", "Mark", "Page", "kind_of", "read_page"]
