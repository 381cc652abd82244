from __future__ import annotations

import itertools
import re

import pytest

from bench.cli_reference import reference
from tests.conftest import ROOT
from toolkit.checks import CHECKS
from toolkit.evaluation.registry import METRICS
from toolkit.filters import FILTERS
from toolkit.formats import FORMATS
from toolkit.registry import Registry


def test_the_reference_is_what_help_says() -> None:
    written, made = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8"), reference()
    stamp = re.compile(r"<!-- typer .* -->")
    if stamp.search(written).group() == stamp.search(made).group():
        assert written == made
    # Versions of Typer lay help out in their own ways; commands and options are the same in all.
    names = re.compile(r"^## .*|--[a-z-]+", re.MULTILINE)
    assert names.findall(written) == names.findall(made)


def test_links_between_pages_lead_somewhere() -> None:
    for page in [ROOT / "README.md", *ROOT.glob("docs/**/*.md"), ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]:
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"


def first_column(page: str, header: str) -> list[str]:
    """Cells of the first column of the table under a header row, without code marks and links."""
    lines = (ROOT / "docs" / page).read_text(encoding="utf-8").split("\n")
    start = next(n for n, line in enumerate(lines) if line.startswith(header)) + 2
    rows = itertools.takewhile(lambda line: line.startswith("|"), lines[start:])
    return [re.sub(r"`|\[|\]\(.*\)", "", row.split("|")[1]).strip() for row in rows]


TABLES = [
    ("checks.md", "| check |", CHECKS),
    ("formats/README.md", "| name |", FORMATS),
    ("filters.md", "| filter |", FILTERS),
    ("evaluation.md", "| metric |", METRICS),
]


@pytest.mark.parametrize(("page", "header", "registry"), TABLES)
def test_tables_of_the_docs_list_what_the_registries_hold(page: str, header: str, registry: Registry) -> None:
    assert sorted(first_column(page, header)) == sorted(registry)
    assert all(row.what and len(row.what) < 80 for row in registry.own)


def test_every_aligner_is_documented() -> None:
    from toolkit.alignment import aligner_names

    alignment = (ROOT / "docs" / "alignment.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in alignment for name in aligner_names())
