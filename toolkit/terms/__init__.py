"""Glossaries: a house's terms and what they are to be in the other language, from files of many kinds."""

from toolkit.terms.finder import TermFinder
from toolkit.terms.glossary import Term, preferred, read_glossary

__all__ = ["Term", "TermFinder", "preferred", "read_glossary"]
