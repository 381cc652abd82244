"""Jupyter notebooks: Markdown cells are texts; code, outputs and all else stay byte for byte."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import InputError
from toolkit.markup.model import Block
from toolkit.markup.notebook import Notebook, parse

CELLS = [
    {
        "cell_type": "markdown",
        "id": "a",
        "metadata": {"source": "La nuit"},
        "source": ["# Un titre\n", "\n", "Le **chat** dort, `x = 1`.\n"],
    },
    {
        "cell_type": "code",
        "execution_count": 1,
        "metadata": {},
        "outputs": [{"text": ["La pluie"]}],
        "source": ["# Un commentaire\n", "x = 1"],
    },
    {"cell_type": "markdown", "metadata": {}, "source": "La porte est bleue."},
    {"cell_type": "raw", "metadata": {}, "source": ["Le vent"]},
    {"cell_type": "markdown", "metadata": {}, "source": []},
]


def code(cells: list[dict[str, object]], **options: object) -> str:
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, **options) + "\n"  # type: ignore[arg-type]


def capitals(notebook: Notebook) -> str:
    return notebook.fill(
        [Block(b.text.upper(), b.marks, b.code, b.escape, b.attribute, b.quote) for b in notebook.blocks]
    )


@pytest.mark.parametrize("options", [{"indent": 1, "ensure_ascii": False}, {"indent": 1}, {}])
def test_markdown_cells_are_read_as_markdown(options: dict[str, object]) -> None:
    text = code(CELLS, **options)
    notebook = parse(text, "fr", "en")
    assert [b.text for b in notebook.blocks] == ["Un titre", "Le chat dort, {0}.", "La porte est bleue."]
    after = json.loads(capitals(notebook))
    assert after["cells"][0]["source"] == ["# UN TITRE\n", "\n", "LE **CHAT** DORT, `x = 1`.\n"]
    assert after["cells"][2]["source"] == "LA PORTE EST BLEUE."
    assert [after["cells"][n] for n in (1, 3, 4)] == [CELLS[n] for n in (1, 3, 4)]
    assert after["cells"][0]["metadata"] == {"source": "La nuit"}
    assert notebook.fill([None] * len(notebook.blocks)) == text
    some = notebook.fill([None, None, Block("A DOOR.", [], "", str)])
    assert some.replace("A DOOR.", "La porte est bleue.") == text, "what is not translated stays byte for byte"


@given(
    st.lists(st.tuples(st.sampled_from(["markdown", "code", "raw"]), st.text(max_size=40), st.booleans()), max_size=5),
    st.sampled_from([None, 1]),
)
def test_any_notebook_keeps_its_structure(cells: list[tuple[str, str, bool]], indent: int | None) -> None:
    made = [
        {"cell_type": kind, "metadata": {}, "source": text.splitlines(keepends=True) if listed else text}
        for kind, text, listed in cells
    ]
    text = code(made, indent=indent).encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    notebook = parse(text, "fr", "en")
    assert notebook.fill([None] * len(notebook.blocks)) == text
    before, after = json.loads(text)["cells"], json.loads(capitals(notebook))["cells"]
    assert [c["cell_type"] for c in after] == [c["cell_type"] for c in before]
    assert [a for a, b in zip(after, before, strict=True) if b["cell_type"] != "markdown"] == [
        c for c in before if c["cell_type"] != "markdown"
    ]


LIST = '{"cells": [{"cell_type": "markdown", "source": ["Le chat.", 3]}, {"cell_type": "markdown", "source": "Oui."}]}'
TWICE = '{"cells": [{"cell_type": "markdown", "source": "Le chat.", "source": "Oui."}]}'


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"cells": 1}', '{"worksheets": []}', '{"cells": [{"source": ""}]}', LIST, TWICE]
)
def test_what_is_no_notebook_is_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"not JSON|not a notebook"):
        parse(text, "fr", "en")
