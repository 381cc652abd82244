"""The language of a document and of each of its paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.documents.model import Document
from toolkit.languages.pair import DEFAULT_PAIR
from toolkit.text.identify import identify


def identify_document(document: Document, languages: Sequence[str] = DEFAULT_PAIR.primary) -> None:
    """Set the language of the document (by its body) and of each paragraph, in place.

    A paragraph that says too little takes the language of the document.
    """
    guesses = [identify(p.text, languages) for p in document.paragraphs]
    weights = dict.fromkeys(languages, 0)
    for paragraph, guess in zip(document.paragraphs, guesses, strict=True):
        if guess.language:
            weights[guess.language] += len(paragraph.text)
    document.language = max(languages, key=lambda code: weights[code])
    for paragraph, guess in zip(document.paragraphs, guesses, strict=True):
        paragraph.language = guess.language or document.language
