"""Documents of all kinds as texts to align: slides, sheets and subtitles are paragraphs, not code."""

from __future__ import annotations

from pathlib import Path

import pytest

import toolkit
from tests.markup.test_opendocument_more import ASS, cell, packed

SENTENCES = {
    "fr": ["Le vieux chat dort sous la table.", "La pluie tombe sur la ville.", "Les enfants jouent dans le jardin."],
    "en": ["The old cat sleeps under the table.", "Rain falls on the town.", "The children play in the garden."],
}


def ods(sentences: list[str]) -> bytes:
    rows = "".join(f"<table:table-row>{cell(text)}</table:table-row>" for text in sentences)
    return packed("spreadsheet", f'<table:table table:name="A">{rows}</table:table>')


def odp(sentences: list[str]) -> bytes:
    page = "<draw:page><draw:frame><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame></draw:page>"
    return packed("presentation", "".join(map(page.format, sentences)))


def ass(sentences: list[str]) -> bytes:
    head = ASS.partition("Dialogue")[0]
    lines = (
        f"Dialogue: 0,0:00:0{n}.00,0:00:0{n}.90,Default,,{{\\i1}}{text}{{\\i0}}" for n, text in enumerate(sentences)
    )
    return (head + "\n".join(lines) + "\n").encode()


def srt(sentences: list[str]) -> bytes:
    cues = (f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{text}\n" for n, text in enumerate(sentences, 1))
    return "\n".join(cues).encode()


@pytest.mark.parametrize("make", [ods, odp, ass, srt])
def test_documents_are_aligned_by_their_sentences(tmp_path: Path, make) -> None:  # type: ignore[no-untyped-def]
    paths = [tmp_path / f"a.{language}.{make.__name__}" for language in SENTENCES]
    for path, sentences in zip(paths, SENTENCES.values(), strict=True):
        path.write_bytes(make(sentences))
    found = toolkit.align(*paths, "fr-en", aligner="gale-church")
    assert [(unit.source, unit.target) for unit in found.pairs()] == list(zip(*SENTENCES.values(), strict=True))
