from __future__ import annotations

import re
from pathlib import Path

from toolkit.wording import counted

_TOOLKIT = Path(__file__).parents[1] / "toolkit"
# What can be one is counted by `counted`; names are of things that messages count.
_PLURALS = re.compile(
    r'f"[^"\n]*(?<!of )(?<!\}, )\{(?:len\([^{}]*\)|count|done|fixed|[\w.]+\.units|left_out|unused|nameless)\} '
    r"(?:units|files|dismissals|findings|segments|pairs|words|lines|sentences|characters|hypotheses)\b"
)


def test_one_is_singular() -> None:
    assert [counted(n, "unit") for n in (0, 1, 2)] == ["0 units", "1 unit", "2 units"]
    assert counted(1, "entry", "entries") == "1 entry"
    assert counted(3, "entry", "entries") == "3 entries"


def test_messages_count_by_it() -> None:
    # What is too many, or transposed, is never one.
    never_one = {"archives.py", "reading.py", "reporting.py", "guards.py", "metrics.py", "tmx.py"}
    found = [
        f"{path.name}: {match[0]}"
        for path in _TOOLKIT.rglob("*.py")
        if path.name not in never_one
        for match in _PLURALS.finditer(path.read_text(encoding="utf-8"))
    ]
    assert not found
