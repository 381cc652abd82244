"""Tables of values in reStructuredText, read back by docutils."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.markup.test_localisation import same, texts
from toolkit.markup.rst import parse

core = pytest.importorskip("docutils.core")

TABLE = """\
.. csv-table:: Les fruits
   :header: "Le nom", "Prix ""euros"" ici", n
   :widths: 15, 10, 30

   "Pomme, rouge", 2.50, "Un ""bon"" *fruit*"
   Une poire, 3.10, Un fruit ``mûr``
   "Une cellule
   sur deux lignes", 1, "Un
   paragraphe

   et un autre"
   - un point, 1. deux, | vers

.. csv-table::
   :delim: ;
   :quote: '
   :escape: \\

   Un chat, deux chiens; 'l\\'ami; là'
"""


def rows_of(code: str) -> list[list[str]]:
    tree = core.publish_doctree(code, settings_overrides={"report_level": 5})
    assert not [n for n in tree.findall() if n.tagname == "system_message"], code
    return [
        [entry.astext() for entry in row.findall(lambda n: n.tagname == "entry")]
        for row in tree.findall(lambda n: n.tagname == "row")
    ]


def upper(code: str) -> str:
    page = parse(code, "fr", "en")
    for block in page.blocks:
        block.text = block.text.upper()
    return page.fill(page.blocks)


def test_cells_are_texts_and_options_stay() -> None:
    page = parse(TABLE, "fr", "en")
    assert texts(page) == [
        "Les fruits", "Le nom", 'Prix "euros" ici', "n", "Pomme, rouge", 'Un "bon" fruit', "Une poire", "Un fruit {0}",
        "Une cellule sur deux lignes", "un point", "deux", "Un chat, deux chiens", "l'ami; là",
    ]  # fmt: skip
    assert same(page) == TABLE
    made = upper(TABLE)
    assert '"PRIX ""EUROS"" ICI"' in made and '"POMME, ROUGE", 2.50, "UN ""BON"" *FRUIT*"' in made
    assert "'L\\'AMI; LÀ'" in made and "UN CHAT, DEUX CHIENS; " in made
    shouted = [[" ".join(cell.upper().split()) for cell in row] for row in rows_of(TABLE)]
    assert [[" ".join(cell.upper().split()) for cell in row] for row in rows_of(made)] == shouted


@pytest.mark.parametrize(
    "rows",
    ['"Un chat"x, b', '"Un chat, b', "   :delim: tab\n\n   Un chat\tb", "   :delim: space\n\n   Un chat"],
)
def test_what_cannot_be_told_stays(rows: str) -> None:
    code = ".. csv-table::\n" + (rows if ":delim:" in rows else f"\n   {rows}") + "\n"
    assert texts(parse(code, "fr", "en")) == []


@pytest.mark.parametrize("quote", ['"', ""])
def test_a_text_that_needs_quotes_gets_them(quote: str) -> None:
    page = parse(f".. csv-table::\n\n   {quote}un chat{quote}, 2\n", "fr", "en")
    [block] = page.blocks
    for new in ('a, "b"', '"a" b', "- a", "a\\b", "=====", ":a: b"):
        block.text = new
        [row] = rows_of(page.fill([block]))
        assert row == [new, "2"]


CELL = st.sampled_from(["un chat", '"un, mot"', '"un ""bon"" mot"', "2", "", '""', "*gras* noir", "l'ami", "a ` b"])


@given(rows=st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_any_table_stays_a_table(rows: list[tuple[str, str, str]]) -> None:
    code = ".. csv-table::\n\n" + "".join(f"   {', '.join(row)}\n" for row in rows)
    page = parse(code, "fr", "en")
    assert same(page) == code
    before = rows_of(code)
    assert [[cell.upper() for cell in row] for row in before] == [
        [cell.upper() for cell in row] for row in rows_of(upper(code))
    ]


def test_heads_as_older_versions_of_docutils_have_them() -> None:
    code = '.. csv-table::\n   :header: "Un \\"mot\\"", n\n\n   1, 2\n'
    page = parse(code, "fr", "en")
    assert texts(page) == ['Un "mot"', "n"] and '"UN \\"MOT\\"", N\n' in upper(code)
