"""Usage lines of programs."""

from __future__ import annotations

import pytest

from toolkit.text.synopses import find_synopsis


@pytest.mark.parametrize(
    ("line", "usage"),
    [
        ("git notes [list [<objet>]]", "git notes [list [<objet>]]"),
        ("Usage : %s [OPTION] URL FICHIER", "%s [OPTION] URL FICHIER"),
        ("ou : git bisect start [--term] BAD", "git bisect start [--term] BAD"),
        ("tar -xzf FICHIER...", "tar -xzf FICHIER..."),
        ("voir <nom>", ""),
        ("forme courte de --tmpdir", ""),
        ("same as -b -d --login", ""),
        ("git add --all", "git add --all"),
        ("voir la [suite]", ""),
        ("ou : la SNCF", ""),
        ("Usage : à éviter", ""),
    ],
)
def test_usage_is_told_from_sentences(line: str, usage: str) -> None:
    assert [line[a:b] for a, b in find_synopsis(line)] == ([usage] if usage else [])
