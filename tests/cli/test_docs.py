from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

import toolkit
from bench.cli_reference import reference
from tests.conftest import ROOT
from toolkit.checks import CHECKS
from toolkit.evaluation.registry import METRICS, TESTSETS
from toolkit.filters import FILTERS
from toolkit.formats import FORMATS
from toolkit.markup import MARKUP
from toolkit.registry import Registry


def test_the_reference_is_what_help_says() -> None:
    written, made = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8"), reference()
    stamp = re.compile(r"<!-- typer .* -->")
    if stamp.search(written).group() == stamp.search(made).group():
        assert written == made
    # Versions of Typer lay help out in their own ways; commands and options are the same in all.
    names = re.compile(r"^## .*|--[a-z-]+", re.MULTILINE)
    assert names.findall(written) == names.findall(made)


PAGES = [
    page
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "bench" / "README.md"]
    if "files" not in page.parts
]
_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub and the site make them."""
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    titles = [re.sub(r"[`*_]|\]\([^)]*\)|\[", "", line) for line in re.findall(r"^#+ (.*)$", text, re.MULTILINE)]
    return {re.sub(r"[^\w -]", "", title).strip().lower().replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for link, anchor in re.findall(r"\]\(([^)#:]*)(?:#([^)]*))?\)", _FENCE.sub("", page.read_text(encoding="utf-8"))):
        target = page.parent / link if link else page
        assert target.exists(), f"{page.name}: {link}"
        if anchor:
            assert anchor in anchors(target), f"{page.name}: {link}#{anchor}"


OURS = re.compile(
    r"https://(?:github\.com/bitext-toolkit/bitext-toolkit/blob|raw\.githubusercontent\.com/bitext-toolkit/bitext-toolkit)/main/"
)


def test_links_of_the_readme_lead_somewhere_from_anywhere() -> None:
    """PyPI shows the README without the files beside it."""
    text = _FENCE.sub("", (ROOT / "README.md").read_text(encoding="utf-8"))
    links = re.findall(r"\]\(([^)]*)\)", text)
    assert links and all(link.startswith(("https://", "#")) for link in links)
    for link in links:
        path, _, anchor = OURS.sub("", link).partition("#")
        if OURS.match(link):
            assert (ROOT / path).exists(), link
            assert not anchor or anchor in anchors(ROOT / path), link


def test_every_page_is_in_the_site() -> None:
    nav = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for page in PAGES:
        if "docs" in page.parts and "decisions" not in page.parts:
            assert page.relative_to(ROOT / "docs").as_posix() in nav, page


COUNTS = {"checks": CHECKS, "filters": FILTERS, "formats": FORMATS}


@pytest.mark.parametrize("what", COUNTS)
def test_counts_in_the_readme_come_from_the_registries(what: str) -> None:
    counts = re.findall(rf"(\d+) {what}\b", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert counts, what
    assert set(counts) == {str(len(list(COUNTS[what])))}


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


def test_every_layout_of_test_sets_is_documented() -> None:
    page = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")
    assert f"`bitext export-testset corpus/ --format {'|'.join(TESTSETS)} --out DIR`" in page


def test_every_kind_of_protected_span_is_documented() -> None:
    from toolkit.text.finders import FINDERS

    kinds = ", ".join(first_column("translation.md", "| kind |")).split(", ")
    assert sorted(kinds) == sorted({finder.kind for finder in FINDERS})


def test_every_kind_of_markup_is_documented() -> None:
    assert sorted(first_column("markup.md", "| kind (`--as`) |")) == sorted([*MARKUP, "text"])


def test_every_public_name_is_in_the_reference() -> None:
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    words = set(re.findall(r"\w+", page))
    errors = {name for name in toolkit.__all__ if name.endswith(("Error", "Warning"))}
    assert "::: toolkit.errors" in page
    assert set(toolkit.__all__) - errors - {"__version__"} <= words
