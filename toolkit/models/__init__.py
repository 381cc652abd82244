"""The translation package that ships with the toolkit."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

EMBEDDED_FILE = "translate-fr_en-0_1.argosmodel"
EMBEDDED_SHA256 = "7e2fc18b428a75a24679d38ea471a1b65f3a52789fda71bc46b25e11ca4c8c73"


def embedded_path() -> Path:
    """Path of the embedded Argos package."""
    return Path(str(resources.files(__name__) / EMBEDDED_FILE))
