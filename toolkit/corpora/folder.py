"""What a corpus folder holds."""

from __future__ import annotations

#: The units of a corpus folder.
UNITS = "bitext.jsonl"
