"""Cells of tables of reStructuredText: words change, the table is drawn again, and docutils finds the same cells."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.markup.engines import Changed, echo, translated, upper
from tests.markup.test_rst import _tree
from toolkit.errors import BitextWarning
from toolkit.markup.rst import parse

GRID = """\
.. table:: Prix du marché

   +------------+-----------------+
   | Nom        | Sens            |
   +============+=================+
   | ``code``   | Un long texte   |
   |            | sur deux lignes |
   |            | et *trois*.     |
   +------------+-----------------+
   | deux       | - Un point      |
   |            | - Autre         |
   |            |                 |
   |            | Fin.            |
   +------------+-----------------+
"""
SIMPLE = """\
=====  =======  =====
Nom    Valeur   Note
=====  =======  =====
un     12       rien
deux            un texte
                plus long

trois           x
=====  =======  =====
"""


def shout(text: str) -> str:
    return translated(text, "rst", upper())


def more() -> Changed:
    return Changed(lambda said: f"{said} et encore")


def longer(text: str) -> str:
    return translated(text, "rst", Changed(lambda said: f"très {said} interminable"))


def test_cells_are_texts() -> None:
    assert [block.text for block in parse(GRID + "\n" + SIMPLE, "fr", "en").blocks] == [
        "Prix du marché", "Nom", "Sens", "Un long texte sur deux lignes et trois.", "deux", "Un point", "Autre", "Fin.",
        "Nom", "Valeur", "Note", "un", "rien", "deux", "un texte plus long", "trois", "x",
    ]  # fmt: skip
    assert translated(GRID + "\n" + SIMPLE, "rst", echo()) == GRID + "\n" + SIMPLE


def test_tables_are_drawn_as_wide_as_their_texts() -> None:
    assert shout(GRID) == GRID.upper().replace("``CODE``", "``code``").replace(".. TABLE", ".. table")
    assert (
        longer(GRID.replace("*trois*.", "trois.  "))
        == """\
.. table:: très Prix du marché interminable

   +--------------+-----------------+
   | très Nom     | très Sens       |
   | interminable | interminable    |
   +==============+=================+
   | ``code``     | très Un long    |
   |              | texte sur deux  |
   |              | lignes et       |
   |              | trois.          |
   |              | interminable    |
   +--------------+-----------------+
   | très deux    | - très Un point |
   | interminable |   interminable  |
   |              | - très Autre    |
   |              |   interminable  |
   |              |                 |
   |              | très Fin.       |
   |              | interminable    |
   +--------------+-----------------+
"""
    )
    assert (
        longer(SIMPLE)
        == """\
=======================  ========================  =====
très Nom interminable    très Valeur interminable  très Note interminable
=======================  ========================  =====
très un interminable     12                        très rien interminable
très deux interminable                             très un
                                                   texte
                                                   plus long
                                                   interminable

très trois interminable                            x
=======================  ========================  =====
"""
    )


def test_wide_letters_take_two_columns() -> None:
    made = translated("+------+\n| mot  |\n+------+\n", "rst", Changed(lambda _: "日本語です"))
    assert made == "+------------+\n| 日本語です |\n+------------+\n"


@pytest.mark.parametrize(
    "table",
    [
        "+---+---+\n| a | b |\n+   +---+\n| c | d |\n+---+---+\n",
        "+---+---+\n| a     |\n+---+---+\n| c | d |\n+---+---+\n",
        "+----+----+\n| 日本 | b  |\n+----+----+\n",
        "+---+---+\n| a | b |\n+---+--+\n",
        "=====  =====\nun deux trois\n=====  =====\n",
        "=====  =====\nun     deux\n------------\ntrois  x\n=====  =====\n",
        "=====  =====\n       deux\n=====  =====\n",
    ],
)
def test_tables_that_are_not_taken_apart_stay(table: str) -> None:
    with pytest.warns(BitextWarning, match="the table in line 3 is too involved to be drawn again and stays"):
        assert parse(f"\n\n{table}", "fr", "en").blocks == []
    with pytest.warns(BitextWarning):
        assert shout(table) == table


WORD = st.sampled_from(["mot", "*doux*", "``co de``", "https://e.org/a_b", "12", "l'eau", "", "a | b", "x_y"])
CELL = st.lists(WORD, max_size=6).map(lambda words: " ".join(words).strip())


def grid(rows: list[list[str]], width: int) -> str:
    wrapped = [
        [textwrap.wrap(cell, width, break_long_words=False, break_on_hyphens=False) for cell in row] for row in rows
    ]
    widths = [max([3, *(len(line) for row in wrapped for line in row[n])]) for n in range(len(rows[0]))]
    lines = ["+" + "+".join("-" * (w + 2) for w in widths) + "+"]
    for number, row in enumerate(wrapped):
        for place in range(max([1, *map(len, row)])):
            cells = [cell[place] if place < len(cell) else "" for cell in row]
            lines.append("|" + "|".join(f" {cell:{w}} " for cell, w in zip(cells, widths, strict=True)) + "|")
        lines.append(lines[0].replace("-", "=") if number == 0 and len(rows) > 1 else lines[0])
    return "\n".join(lines) + "\n"


@settings(max_examples=80, deadline=None)
@given(st.integers(1, 3).flatmap(lambda n: st.lists(st.lists(CELL, min_size=n, max_size=n), min_size=1, max_size=4)),
       st.sampled_from([4, 12, 40]), st.sampled_from([upper, more]))  # fmt: skip
def test_generated_tables_keep_their_structure(rows: list[list[str]], width: int, engine) -> None:  # type: ignore[no-untyped-def]
    text = grid(rows, width)
    assert translated(text, "rst", echo()) == text
    assert _tree(translated(text, "rst", engine())) == _tree(text)
