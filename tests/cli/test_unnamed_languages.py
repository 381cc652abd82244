"""A job that needs languages says so where neither the file nor an option names them."""

from __future__ import annotations

from pathlib import Path

import pytest

_ROWS = (
    "Der Zug fährt heute um halb neun ab.\tThe train leaves at half past eight today.\n"
    "Die Stadt hat anderthalb Millionen Einwohner.\tThe city has one and a half million inhabitants.\n"
)
_SAID = "nothing names the languages of these units"


@pytest.mark.parametrize("job", [["clean", "-o", "out.tsv"], ["convert", "out.tmx"]])
def test_languages_that_nobody_names_are_asked_for(bitext, tmp_path: Path, job: list[str]) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "a.tsv").write_text("source\ttarget\n" + _ROWS)
    command, *rest = job
    done = bitext(command, "a.tsv", *rest, "-q")
    assert done.returncode in (0, 1) and f"{_SAID}; give --from de --to en" in done.stderr.decode()
    asked = bitext(command, "a.tsv", *rest, "-q", "--force", "--from", "de", "--to", "en")
    assert asked.returncode in (0, 1) and _SAID not in asked.stderr.decode()


def test_languages_that_a_file_names_are_enough(bitext, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "a.tsv").write_text("de\ten\n" + _ROWS)
    (tmp_path / "plain.tsv").write_text("source\ttarget\n" + _ROWS)
    assert _SAID not in bitext("clean", "a.tsv", "-o", "a.jsonl", "-q").stderr.decode()
    assert _SAID not in bitext("convert", "a.tsv", "a.tmx", "-q").stderr.decode()
    # A table holds units without languages as well.
    assert _SAID not in bitext("convert", "plain.tsv", "b.jsonl", "-q").stderr.decode()
    (tmp_path / "short.tsv").write_text("source\ttarget\nJa\tYes\n")
    assert f"{_SAID}; give --from and --to" in bitext("convert", "short.tsv", "c.tmx", "-q").stderr.decode()
