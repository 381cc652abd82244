"""The translation package that ships with the toolkit."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

EMBEDDED_FILE = "translate-fr_en-0_7.argosmodel"
EMBEDDED_SHA256 = "0030a3fd0885b93856d487de1e3f2296207c9c65a65c14b4df358e5b494f4b08"


def embedded_path() -> Path:
    """Path of the embedded Argos package."""
    return Path(str(resources.files(__name__) / EMBEDDED_FILE))
