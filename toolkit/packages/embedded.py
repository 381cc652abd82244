"""The translation package that ships with the toolkit."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

EMBEDDED_FILE = "translate-fr_en-0_12.argosmodel"
EMBEDDED_SHA256 = "3fae901f89b346aad885fe4ba57fadd5bd6a43b8a8cd7e364e611f015b04bf03"


def embedded_path() -> Path:
    """Path of the embedded Argos package."""
    return Path(str(resources.files("toolkit.packages") / "data" / EMBEDDED_FILE))
