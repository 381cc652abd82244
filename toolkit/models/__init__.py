"""The translation package that ships with the toolkit."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

EMBEDDED_FILE = "translate-fr_en-0_5.argosmodel"
EMBEDDED_SHA256 = "2a30ab0600527543acb690f79e01eef8ccdf1a18587d2b4adcf13201cf676911"


def embedded_path() -> Path:
    """Path of the embedded Argos package."""
    return Path(str(resources.files(__name__) / EMBEDDED_FILE))
