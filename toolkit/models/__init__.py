"""The translation package that ships with the toolkit."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

EMBEDDED_FILE = "translate-fr_en-0_8.argosmodel"
EMBEDDED_SHA256 = "a79694ffa95a89802ceb28c8d154257c20b08f1b0d9fce12969919c28580fa98"


def embedded_path() -> Path:
    """Path of the embedded Argos package."""
    return Path(str(resources.files(__name__) / EMBEDDED_FILE))
