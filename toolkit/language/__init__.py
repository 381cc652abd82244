"""Third stage: the language of every paragraph, and human reference pairs inside a document."""

from toolkit.language.identify import Guess, identify, identify_document
from toolkit.language.references import ReferencePair, find_reference_pairs

__all__ = ["Guess", "ReferencePair", "find_reference_pairs", "identify", "identify_document"]
