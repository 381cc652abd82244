"""reStructuredText: words change, and what docutils makes of a document keeps its structure."""

from __future__ import annotations

import time
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.markup.engines import Changed, echo, short, translated, upper
from toolkit.markup.rst import parse

MANUAL = """\
.. _top:

===========
 The guide
===========

:Author: Jane Doe
:Abstract: A short text.

Read `the docs <https://example.org/a_b>`_ and :ref:`the last part <end>` before you start,
or see *this* note [1]_ with ``some code`` and |logo| first. Then run
it::

   make  all

Next steps
----------

- One item
  over two lines.
- ``code``

1. First.
#. Second.

Term : classifier
    A **bold** definition.

:param x: The value.
:type x: int

-v, --verbose  Say more.
--out=FILE     Where to write.

| A line of verse,
| another line.

    A quotation.

    -- The author

.. note:: Save your files
   before you go.

   :doc:`index` is kept.

.. figure:: a.png
   :alt: A small map
   :width: 10

   The caption.

.. code-block:: python

   print("not text")

.. unknown:: argument

   Left alone.

.. list-table:: Prices

   * - Apple
     - Two

==== ====
kept kept
==== ====
 a    b
==== ====

.. A comment stays.

.. |logo| replace:: the logo
.. [1] See `Next steps`_ or top_.

>>> print("doctest")
doctest
"""

SHOUTED = """\
.. _top:

===========
 THE GUIDE
===========

:Author: Jane Doe
:Abstract: A SHORT TEXT.

READ `THE DOCS <https://example.org/a_b>`_ AND :ref:`THE LAST PART <end>` BEFORE YOU START,
OR SEE *THIS* NOTE [1]_ WITH ``some code`` AND |logo| FIRST. THEN RUN IT::

   make  all

.. _`Next steps`:

NEXT STEPS
----------

- ONE ITEM OVER
  TWO LINES.
- ``code``

1. FIRST.
#. SECOND.

TERM : classifier
    A **BOLD** DEFINITION.

:param x: THE VALUE.
:type x: int

-v, --verbose  SAY MORE.
--out=FILE     WHERE TO WRITE.

| A LINE OF VERSE,
| ANOTHER LINE.

    A QUOTATION.

    -- THE AUTHOR

.. note:: SAVE YOUR FILES
   BEFORE YOU GO.

   :doc:`index` IS KEPT.

.. figure:: a.png
   :alt: A SMALL MAP
   :width: 10

   THE CAPTION.

.. code-block:: python

   print("not text")

.. unknown:: argument

   Left alone.

.. list-table:: PRICES

   * - APPLE
     - TWO

==== ====
kept kept
==== ====
 a    b
==== ====

.. A comment stays.

.. |logo| replace:: THE LOGO
.. [1] SEE `NEXT STEPS <Next steps_>`__ OR `TOP <top_>`__.

>>> print("doctest")
doctest
"""


def _shout(text: str) -> str:
    return translated(text, "rst", upper())


def _as(text: str, target: str) -> str:
    return translated(text, "rst", Changed(lambda _: target))


def test_a_document() -> None:
    assert _shout(MANUAL) == SHOUTED


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_what_nobody_translates_stays_byte_for_byte(ending: str) -> None:
    text = "\ufeff" + MANUAL.replace("\n", ending).replace("    A", "\tA")
    assert translated(text, "rst", echo()) == text
    page = parse(text.rstrip(), "en", "fr")
    assert page.fill([None] * len(page.blocks)) == text.rstrip()


@pytest.mark.parametrize(
    ("code", "target", "made"),
    [
        # Lines of signs are as long as their title, and never shorter.
        ("Word\n====\n", "Ein längeres Wort", "Ein längeres Wort\n=================\n"),
        ("Word\n====\n", "日本語", "日本語\n======\n"),
        ("====\nWord\n====\n", "A", "====\nA\n====\n"),
        ("======\n Word\n======\n", "Longer word", "=============\n Longer word\n=============\n"),
        ("Word\n==========\n", "Mot", "Mot\n==========\n"),
        # Signs that would be read as markup.
        ("Word.\n", "a *b c_ `d |e \\f __init__ 2*3 a_b", "a \\*b c\\_ \\`d \\|e \\\\f __init__ 2*3 a_b\n"),
        ("Word.\n", "- a", "\\- a\n"),
        ("Word.\n", "1. a", "\\1. a\n"),
        ("Word.\n", ".. a", "\\.. a\n"),
        ("Word.\n", ":a: b", "\\:a: b\n"),
        ("Word.\n", "| a", "\\| a\n"),
        ("Word.\n", ">>> a", "\\>>> a\n"),
        ("Word.\n", "a::", "a\\::\n"),
        ("Term\n  ``x``\n", "a : b", "a\u00a0: b\n  ``x``\n"),
        # Code is announced by two colons, whatever the translation ends with.
        ("Word::\n\n  x\n", "Mot :", "Mot\u00a0::\n\n  x\n"),
        ("Word::\n\n  x\n", "Mot", "Mot::\n\n  x\n"),
        ("Word ::\n\n  x\n", "Mot", "Mot ::\n\n  x\n"),
        # Markup needs something at its edges.
        ("See ``x`` there.\n", "voir{0}là", "voir\\ ``x``\\ là\n"),
        ("See ``x`` there.\n", "({0})", "(``x``)\n"),
        (".. versionadded:: 3.2\n   Text.\n", ":a: b", ".. versionadded:: 3.2\n   \\:a: b\n"),
    ],
)
def test_what_a_translation_may_hold(code: str, target: str, made: str) -> None:
    assert _as(code, target) == made


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ("`a book` and :func:`open`, H\\ :sub:`2`\\ O\n", ["{0} and {1}, {2}"]),
        ("An in\\ **cred**\\ ible thing and *re*\\ done\n", ["An incredible thing and redone"]),
        ("See `a\n<b>`_, `c`__, Name_ and https://e.org/(x).\n\n__ x\n", ["See a, c, {0} and {1}."]),
        (":abbr:`LIFO (last in)` :guilabel:`OK` is\n", ["{0} {1} is", "last in"]),
        ("A :dfn:`word` with _`target`, see target_.\n", ["A word with {0}, see target."]),
        (".. toctree::\n   :caption: The caption\n\n   Title <doc>\n   other\n", ["The caption", "Title"]),
        (".. glossary::\n\n   term\n      What it is.\n", ["What it is."]),
        (".. py:function:: f(x)\n   :no-index:\n\n   It runs.\n", ["It runs."]),
        (".. versionchanged:: 3.2 It ran.\n", ["It ran."]),
        (".. admonition:: The title\n   :class: x\n\n   The text.\n", ["The title", "The text."]),
        (".. image:: a.png\n   :alt: Two\n      lines\n", ["Two lines"]),
        ("..\n\n   A quotation.\n", ["A quotation."]),
        ("..\n   A comment.\n", []),
        ("Text\nof two\n   indented by mistake\n", ["indented by mistake"]),
        ("A. Einstein\nwas here.\n", ["A. Einstein was here."]),
        (":a: :b: c\n", ["c"]),
        ("> x::\n\n> quoted\n> code\n\nEnd.\n", ["> x:", "End."]),
    ],
)
def test_what_is_text(code: str, texts: list[str]) -> None:
    assert [block.text for block in parse(code, "en", "fr").blocks] == texts


def test_a_title_that_a_name_of_a_field_refers_to_is_found() -> None:
    assert _shout("some_name\n=========\n\n:some_name_: text\n") == (
        ".. _`some_name`:\n\nSOME_NAME\n=========\n\n:some_name_: TEXT\n"
    )


def test_no_line_of_a_directive_begins_like_an_option() -> None:
    made = _as(".. note:: Two long\n   lines here\n", "Somewho :f: and more")
    assert made == ".. note:: Somewho :f:\n   and more\n"


def test_links_that_get_one_text_lose_their_names() -> None:
    made = _as("`one <a>`_\n\n`two <b>`_\n", "same")
    assert made == "`same <a>`_\n\n`same <b>`__\n"


def _tree(text: str) -> tuple[list[Any], int]:
    """What docutils makes of a document: its elements, each with what stands in its text; and its warnings."""
    core, nodes = pytest.importorskip("docutils.core"), pytest.importorskip("docutils.nodes")
    quiet = {"report_level": 5, "halt_level": 6, "file_insertion_enabled": False, "raw_enabled": False}
    document = core.publish_doctree(text, settings_overrides=quiet)
    found: list[Any] = []

    def inside(node: Any) -> str:
        kept = isinstance(node, nodes.literal | nodes.citation_reference | nodes.image)
        address = node.get("refuri") or ("name" if isinstance(node, nodes.reference) else "")
        return f"{node.tagname} {address} {' '.join(node.astext().split()) if kept else ''}"

    def walk(node: Any) -> None:
        if isinstance(node, nodes.target | nodes.system_message):
            return
        whole = isinstance(node, nodes.FixedTextElement | nodes.comment | nodes.field_name | nodes.option_string)
        if whole or isinstance(node, nodes.classifier | nodes.label):
            found.append((node.tagname, node.astext()))
        elif isinstance(node, nodes.TextElement):
            marks = [n for n in node.findall(nodes.Element) if n is not node and not isinstance(n, nodes.target)]
            found.append((node.tagname, Counter(map(inside, marks))))
        else:
            found.append(node.tagname)
            for child in node.children:
                walk(child)

    walk(document)
    messages = [*document.parse_messages, *document.transform_messages, *document.findall(nodes.system_message)]
    return found, sum(message["level"] > 1 for message in messages)


@pytest.mark.parametrize("name", ["semantics", "cheatsheet"])
@pytest.mark.parametrize("engine", [upper, short])
def test_real_documents_keep_their_structure(name: str, engine: Any) -> None:
    text = (ROOT / "tests" / "data" / "rst" / f"{name}.rst").read_text(encoding="utf-8")
    assert translated(text, "rst", echo()) == text
    assert _tree(translated(text, "rst", engine())) == _tree(text)


INLINE = st.sampled_from([
    "word", "two words", "*soft*", "**hard**", "``co de``", "`a link <b.html>`_", "`anon <c>`__", "\\*", "a.", "(x)", "end.",
    "1.", "-", "x_y", "l'eau", "https://e.org/a_b", "[1]_", "Top_", "`next part`_", "*re*\\ do",
])  # fmt: skip
TEXT = st.lists(INLINE, min_size=1, max_size=9).map(lambda parts: "So " + " ".join(parts))
BLOCK = st.one_of(
    TEXT,
    st.builds(lambda t: f"{t}::\n\n    code\n", TEXT),
    st.builds(lambda ts: "\n".join(f"- {t}\n  and more" for t in ts), st.lists(TEXT, min_size=1, max_size=3)),
    st.builds(lambda ts: "\n".join(f"#. {t}" for t in ts), st.lists(TEXT, min_size=1, max_size=3)),
    st.builds(lambda t: f"term\n    {t}\n    goes on", TEXT),
    st.builds(lambda t: f".. note:: {t}\n   and on.\n\n   More.", TEXT),
    st.builds(lambda t: f":field: {t}", TEXT),
    st.builds(lambda t: f"| {t}\n| second", TEXT),
    st.builds(lambda t: f"    {t}", TEXT),
)
DOCUMENT = st.lists(BLOCK, max_size=5).map(
    lambda blocks: "\n\n".join(["Next part\n=========", *blocks, ".. [1] Note.\n.. _Top: https://t.org\n"])
)


@settings(max_examples=60, deadline=None)
@given(DOCUMENT)
def test_generated_documents_keep_their_structure(text: str) -> None:
    assert translated(text, "rst", echo()) == text
    assert _tree(_shout(text)) == _tree(text)


SIGNS = st.sampled_from(
    [*"\n\n\n   \t*`_|:.\\<>[]()-=+~#^1aé\r\x0c\x85", "::", "..", ".. a::", "``", ":b:`", "\n  ", "`_"]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.lists(SIGNS, max_size=60).map("".join)))
def test_any_text_comes_back(text: str) -> None:
    page = parse(text, "en", "fr")
    assert page.fill([None] * len(page.blocks)) == text
    for block in page.blocks:
        block.written()


@pytest.mark.parametrize(
    "unit", ["*a ", "`a ", "|a ", ":a", "a_b_", "- ", "[a]_", "a\n b\n", "`a <", "\\ ", ".. a::\n"]
)
def test_long_runs_take_no_long_time(unit: str) -> None:
    start = time.perf_counter()
    for block in parse(unit * 4_000, "en", "fr").blocks:
        block.written()
    assert time.perf_counter() - start < 5


def test_emphasis_inside_of_a_word_goes_with_the_word() -> None:
    engine = Changed(lambda _: "It is incredible.")
    assert translated("C'est in\\ **cro**\\ yable.\n", "rst", engine).strip() == "It is **incredible**."


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (":Date: 3 mars 2020\n", ":Date: 3 March 2020\n"),
        (":Copyright: Ce document est libre.\n", ":Copyright: CE DOCUMENT EST LIBRE.\n"),
        (":Status: Brouillon à relire\n", ":Status: BROUILLON À RELIRE\n"),
        (":Date: 2020-03-03\n:License: MIT\n:Author: Jean de la Paix\n:Version: $Revision: 1 $ du jour\n", None),
    ],
)
def test_fields_of_the_head_that_are_words(code: str, expected: str | None) -> None:
    assert translated(code, "rst", upper()) == (expected or code)


def test_captions_of_code_are_text() -> None:
    code = ".. code-block:: python\n   :caption: Un exemple\n   :name: un-exemple\n\n   print('oui')\n"
    assert translated(code, "rst", upper()) == code.replace("Un exemple", "UN EXEMPLE")
