"""What README and the guides print is what their commands print now."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from bench.docs_examples import BLOCK, PAGES, rewritten

SHOWN = [page for page in PAGES if BLOCK.search(page.read_text(encoding="utf-8"))]


@pytest.mark.slow
@pytest.mark.parametrize("page", SHOWN, ids=lambda page: page.stem)
def test_the_commands_print_what_the_page_shows(page: Path) -> None:
    before, now = page.read_text(encoding="utf-8"), rewritten(page)
    assert before == now, "".join(difflib.unified_diff(before.splitlines(True), now.splitlines(True), "page", "now"))


def test_each_guide_has_commands() -> None:
    assert len(PAGES) >= 8
    for page in PAGES:
        assert "bitext " in page.read_text(encoding="utf-8"), page
