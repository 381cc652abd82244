from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from toolkit.documents import read_document
from toolkit.segmentation import split_sentences

if TYPE_CHECKING:
    from toolkit.translation.jobs import Translation


@pytest.fixture(scope="session")
def sentences(seeds: list[Path]) -> list[str]:
    """All sentences of the articles."""
    paragraphs = [p.text for seed in seeds for p in read_document(seed).paragraphs]
    return [s.text for p in paragraphs for s in split_sentences(p, "fr")]


@pytest.fixture(scope="session")
def likeliest(sentences: list[str]) -> list[Translation]:
    """Their translations without reranking."""
    from toolkit.translation.engine import ArgosEngine
    from toolkit.translation.packages import embedded_package

    return ArgosEngine(embedded_package(), rerank=False).translate(sentences)


@pytest.fixture(scope="session")
def reranked(sentences: list[str]) -> list[Translation]:
    """Their translations with it, as everybody gets them."""
    from toolkit.translation.engine import ArgosEngine
    from toolkit.translation.packages import embedded_package

    return ArgosEngine(embedded_package()).translate(sentences)
