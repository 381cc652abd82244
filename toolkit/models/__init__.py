"""The translation package that ships with the toolkit."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

EMBEDDED_FILE = "translate-fr_en-0_4.argosmodel"
EMBEDDED_SHA256 = "643cf5781b5c4e0982fd90c7e3b55bd4f83ebdf87a8c920d8969766b16893223"


def embedded_path() -> Path:
    """Path of the embedded Argos package."""
    return Path(str(resources.files(__name__) / EMBEDDED_FILE))
