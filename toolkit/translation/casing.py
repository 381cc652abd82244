"""Segments in capitals: models have seen few and tend to copy them (a frequent complaint of Argos users)."""

from __future__ import annotations

import re

_LETTERS = re.compile(r"[^\W\d_]")
_MARKER = re.compile(r"^(?:[-–—•·*▪►→]+\s+)+")


def is_shouted(text: str) -> bool:
    """Tell whether a segment is a sentence in capitals, not an acronym or two."""
    return len(_LETTERS.findall(text)) >= 12 and len(text.split()) >= 3 and text.isupper()


def unshout(text: str) -> str:
    """Write a segment in capitals as a sentence; the translation gets its capitals back with ``str.upper``."""
    return text.capitalize()


def split_marker(text: str) -> tuple[str, str]:
    """Split a bullet or dialogue dash, with the space behind it, off a segment.

    Returns:
        (marker or empty, rest); the marker belongs before the translation unchanged.
    """
    match = _MARKER.match(text)
    return (match.group(), text[match.end() :]) if match else ("", text)
