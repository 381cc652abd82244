"""The translation package that ships with the toolkit."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

EMBEDDED_FILE = "translate-fr_en-0_11.argosmodel"
EMBEDDED_SHA256 = "a4e6e5d53168c299858e2cf794214971b6bfcdee1ebc430d4f33a416294b1921"


def embedded_path() -> Path:
    """Path of the embedded Argos package."""
    return Path(str(resources.files("toolkit.packages") / "data" / EMBEDDED_FILE))
