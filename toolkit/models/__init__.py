"""The translation package that ships with the toolkit."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

EMBEDDED_FILE = "translate-fr_en-0_1.argosmodel"
EMBEDDED_SHA256 = "167ae4d16ed1bf757e059dada4159be22577fd6531f757f8845768d4da84ddec"


def embedded_path() -> Path:
    """Path of the embedded Argos package."""
    return Path(str(resources.files(__name__) / EMBEDDED_FILE))
