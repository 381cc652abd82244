"""The translation package that ships with the toolkit."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

EMBEDDED_FILE = "translate-fr_en-0_3.argosmodel"
EMBEDDED_SHA256 = "2f538fdbc073bea7ec4c5844ab4a14e00272c78d78bc05465546e67b57382e3a"


def embedded_path() -> Path:
    """Path of the embedded Argos package."""
    return Path(str(resources.files(__name__) / EMBEDDED_FILE))
