"""Training an Argos package on one's own bitext; needs the extra ``[train]`` (torch).

Stages, each resumable: prepare (read, clean, mix, vocabulary, encode), train, export. ``bitext train`` runs them in
turn; see docs/training.md.
"""

from __future__ import annotations

from typing import Any

from toolkit.errors import MissingExtraError


def require_torch() -> Any:
    """Import torch.

    Raises:
        MissingExtraError: it is not installed.
    """
    try:
        import torch
    except ModuleNotFoundError:
        raise MissingExtraError("training needs torch; install it with 'pip install bitext-toolkit[train]'") from None
    return torch
