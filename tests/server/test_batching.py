"""Requests share batches, batches overlap, and nobody waits for a book."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import httpx
import pytest

from tests.server.running import Upper
from toolkit.errors import PackageError
from toolkit.languages.pair import LanguagePair
from toolkit.memory import open_memory
from toolkit.server.batching import BATCHES, Batcher
from toolkit.translation.memory import MemoryEngine


def test_requests_that_arrive_together_share_batches(start) -> None:
    server = start(wait=0.05)
    threads = [
        threading.Thread(
            target=server.client.post,
            args=("/translate",),
            kwargs={"json": {"q": f"Mot {n}.", "source": "fr", "target": "en"}},
        )
        for n in range(20)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    [engine] = server.engines
    assert sum(map(len, engine.batches)) == 20
    assert len(engine.batches) < 10


@pytest.mark.parametrize(("shareable", "most"), [(True, BATCHES), (False, 1)])
def test_batches_overlap_where_the_engine_allows_it(shareable: bool, most: int) -> None:
    engine = Upper(LanguagePair("fr", "en"), 0.05, shareable)
    batcher = Batcher(engine, size=4)
    book = [f"Phrase {n}." for n in range(30)]
    made = batcher.translate(book, "curly", time.monotonic() + 30)
    batcher.close()
    assert [one.text for one in made] == [text.upper() for text in book]
    assert engine.most_at_once == most
    assert (batcher.batches, batcher.segments) == (8, 30)


def test_a_failing_text_fails_alone_while_batches_overlap() -> None:
    class Picky(Upper):
        def translate(self, segments, **options):
            if "Non." in segments:
                raise PackageError("no")
            return super().translate(segments, **options)

    batcher = Batcher(Picky(LanguagePair("fr", "en"), 0.01, shareable=True), size=4)
    deadline = time.monotonic() + 30
    failed: list[Exception] = []

    def ask(text: str) -> None:
        try:
            assert batcher.translate([text] * 9, "curly", deadline)[8].text == text.upper()
        except PackageError as error:
            failed.append(error)

    threads = [threading.Thread(target=ask, args=(text,)) for text in ("Un.", "Non.", "Deux.", "Trois.")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    batcher.close()
    assert len(failed) == 1


def test_a_memory_answers_the_threads_of_the_server(tmp_path: Path) -> None:
    bitext = tmp_path / "old.tsv"
    bitext.write_text("fr\ten\nBonjour à tous.\tHello everybody.\n", encoding="utf-8")
    upper = Upper(LanguagePair("fr", "en"), shareable=True)
    batcher = Batcher(MemoryEngine(upper, open_memory(bitext, "fr", "en"), 0.6), size=1)
    asked = ["Bonjour à tous.", "Bonjour à toutes."] * 20
    made = batcher.translate(asked, "curly", time.monotonic() + 30)
    batcher.close()
    assert {one.text for one in made[::2]} == {"Hello everybody."}
    assert len(made) == 40 and len({one.text for one in made[1::2]}) == 1


def test_a_sentence_does_not_wait_for_a_book(start) -> None:
    server = start(wait=0.1)
    book = [f"Phrase {n}." for n in range(900)]
    reader = threading.Thread(
        target=lambda: httpx.post(
            f"{server.url}/translate", json={"q": book, "source": "fr", "target": "en"}, timeout=60, trust_env=False
        )
    )
    reader.start()
    while not server.engines or len(server.engines[0].batches) < 2:
        time.sleep(0.01)
    server.client.post("/translate", json={"q": "Vite.", "source": "fr", "target": "en"})
    place = next(n for n, batch in enumerate(server.engines[0].batches) if "Vite." in batch)
    assert place < 6
    reader.join()
    assert sum(map(len, server.engines[0].batches)) == 901
