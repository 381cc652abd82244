"""What became of each segment is counted and told."""

from __future__ import annotations

import toolkit
from tests.server.running import Upper
from toolkit.languages.pair import LanguagePair
from toolkit.pipeline.counting import told
from toolkit.translation import Translation


class Engine(Upper):
    """Copies what has no letters, and knows one sentence by heart."""

    def translate(self, segments, *, style=None, progress=None):
        return [
            Translation("Hi.", 0.0, pieces=0, memory=1.0)
            if text == "Salut."
            else Translation(text, 0.0, pieces=0)
            if not any(map(str.isalpha, text))
            else Translation(text.upper(), -0.1)
            for text in segments
        ]


def test_counts_and_records_of_a_file(tmp_path) -> None:
    page = tmp_path / "a.html"
    page.write_text("<p>Bonjour %s.</p><p>Salut.</p><p>42</p><p>Voir a@b.fr et %d.</p>", encoding="utf-8")
    made = toolkit.translate_file(page, None, Engine(LanguagePair("fr", "en")))
    assert dict(made.counts()) == {
        "translated": 2,
        "memory": 1,
        "protected placeholder": 2,
        "protected address": 1,
    }
    assert told(made.counts()) == (
        "2 segments translated, 1 from the memory, 3 spans protected (2 placeholder, 1 address)"
    )
    records = list(made.segments())
    assert [record["outcome"] for record in records] == ["translated", "memory", "translated"]
    assert records[0]["protected"] == [[8, 10, "placeholder"]]


def test_one_of_a_kind() -> None:
    from collections import Counter

    assert told(Counter({"copied": 1, "protected emoji": 1})) == "1 segment copied, 1 span protected (1 emoji)"
    assert told(Counter()) == ""
