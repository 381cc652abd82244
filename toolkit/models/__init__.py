"""The translation package that ships with the toolkit."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

EMBEDDED_FILE = "translate-fr_en-0_9.argosmodel"
EMBEDDED_SHA256 = "3c710a097df3696c80867d81f49a35a4633e30d243080172a1d46603cb5d1cfb"


def embedded_path() -> Path:
    """Path of the embedded Argos package."""
    return Path(str(resources.files(__name__) / EMBEDDED_FILE))
