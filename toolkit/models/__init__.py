"""The translation package that ships with the toolkit."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

EMBEDDED_FILE = "translate-fr_en-0_1.argosmodel"
EMBEDDED_SHA256 = "119f6eedc848fe8194142334d0c1ee533d8ffc22644698cd66f2aece978b59f5"


def embedded_path() -> Path:
    """Path of the embedded Argos package."""
    return Path(str(resources.files(__name__) / EMBEDDED_FILE))
