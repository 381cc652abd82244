"""The translation package that ships with the toolkit."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

EMBEDDED_FILE = "translate-fr_en-0_1.argosmodel"
EMBEDDED_SHA256 = "bad85e21a16367516b8000859057bf404f0eaa12339e4f00ca278026b30ab16d"


def embedded_path() -> Path:
    """Path of the embedded Argos package."""
    return Path(str(resources.files(__name__) / EMBEDDED_FILE))
