"""Numbers of the pieces that every vocabulary has."""

from __future__ import annotations

PAD, UNK, BOS, EOS = 0, 1, 2, 3
