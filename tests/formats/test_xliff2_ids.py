"""Ids of XLIFF 2: a unit keeps its own, and no other gets it."""

from __future__ import annotations

import re
from pathlib import Path

import toolkit

FILE = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="fr" trgLang="en">
<file id="f1">
<unit id="u1"><segment id="s1"><source>Bonjour.</source><target>Hello.</target></segment>
<segment id="s2"><source>Salut.</source><target>Hi.</target></segment></unit>
<unit id="u2" name="bouton"><segment><source>Non</source><target>No</target></segment></unit>
</file></xliff>
"""


def test_a_second_segment_does_not_take_the_id_of_another_unit(tmp_path: Path) -> None:
    (tmp_path / "a.xlf").write_text(FILE, encoding="utf-8")
    units = list(toolkit.read(tmp_path / "a.xlf", "fr-en"))
    assert [unit.id for unit in units] == ["u1", "u1/2", "u2"]
    toolkit.write(units, tmp_path / "b.xlf", "fr-en", format="xliff2")
    made = (tmp_path / "b.xlf").read_text(encoding="utf-8")
    assert re.findall(r'<unit [^>]*?id="([^"]*)"(?: name="([^"]*)")?', made) == [
        ("u1", ""),
        ("u2-u1-2", "u1/2"),
        ("u2", "bouton"),
    ]
    assert [unit.id for unit in toolkit.read(tmp_path / "b.xlf", "fr-en")] == ["u1", "u1/2", "u2"]
