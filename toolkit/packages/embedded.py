"""The translation package that ships with the toolkit."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

EMBEDDED_FILE = "translate-fr_en-0_10.argosmodel"
EMBEDDED_SHA256 = "0305cf4559cd79b7be9e626215abc66c397661b7e10ffcf3761220e2e0e5f248"


def embedded_path() -> Path:
    """Path of the embedded Argos package."""
    return Path(str(resources.files("toolkit.packages") / "data" / EMBEDDED_FILE))
