"""The translation package that ships with the toolkit."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

EMBEDDED_FILE = "translate-fr_en-0_6.argosmodel"
EMBEDDED_SHA256 = "43aea880c586c2fa253dc435ce813e5fa55ebc3a595dfb04041a7c3abf30b5f4"


def embedded_path() -> Path:
    """Path of the embedded Argos package."""
    return Path(str(resources.files(__name__) / EMBEDDED_FILE))
