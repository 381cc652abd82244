"""Files of markup languages: blocks of text with inline markup, which comes back on their translations."""

from toolkit.markup.model import Block, Mark, Page
from toolkit.markup.registry import KINDS, SUFFIXES, kind_of, read_page

__all__ = ["KINDS", "SUFFIXES", "Block", "Mark", "Page", "kind_of", "read_page"]
