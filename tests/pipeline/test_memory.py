"""Files that would not fit into memory are refused in one line, before anything is done."""

from __future__ import annotations

import io
import zipfile

import pytest

from toolkit.errors import InputError
from toolkit.files import memory
from toolkit.machine import free_memory
from toolkit.pipeline.pages import read_manuscript

MEGABYTES = 20


@pytest.fixture
def little(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "free_memory", lambda: 300_000_000)


def test_a_page_that_needs_more_than_is_free_is_refused(little: None) -> None:
    page = b"<p>Le chat dort.</p>" * (MEGABYTES << 20 >> 4)
    with pytest.raises(
        InputError, match=r"^a\.html: 26 MB of text need some 0\.5 GB of memory, and 0\.3 GB are free; cut"
    ):
        read_manuscript(page, "a.html", "html", "fr", "en")


def test_pictures_in_a_book_do_not_count(little: None) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("picture.png", bytes(MEGABYTES << 20))
    with pytest.raises(InputError, match="not a Word file"):
        read_manuscript(made.getvalue(), "a.docx", "docx", "fr", "en")
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (MEGABYTES << 20))
    with pytest.raises(InputError, match="21 MB of text need"):
        read_manuscript(made.getvalue(), "a.docx", "docx", "fr", "en")


def test_small_ones_are_read_whatever_is_free(little: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "free_memory", lambda: 0)
    assert read_manuscript(b"<p>Le chat dort.</p>", "a.html", "html", "fr", "en").document.paragraphs


def test_what_is_free_is_told_or_not() -> None:
    free = free_memory()
    assert free is None or free > 0
