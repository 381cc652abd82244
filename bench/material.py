"""Where the texts lie that the repository cannot carry; see bench/README.md."""

from __future__ import annotations

import os
import sys
from pathlib import Path

#: The folder with evaluation/, alignment/ and training/; another one by the variable BITEXT_SHARED.
SHARED = Path(os.environ.get("BITEXT_SHARED") or Path(__file__).resolve().parent.parent.parent / "shared")


def need(*paths: Path) -> None:
    """End the script in one line where a file or folder is missing."""
    for path in paths:
        if not path.exists():
            sys.exit(f"{path}: missing; bench/README.md says which texts this bench needs and where they come from")
