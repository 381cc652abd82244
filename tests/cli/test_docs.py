from __future__ import annotations

import re

from bench.cli_reference import reference
from tests.conftest import ROOT


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


def test_every_check_and_aligner_is_documented() -> None:
    from toolkit.alignment import aligner_names
    from toolkit.checks import check_names

    corpus = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in corpus for name in check_names())
    alignment = (ROOT / "docs" / "alignment.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in alignment for name in aligner_names())
