"""Requests share batches, batches overlap, and nobody waits for a book."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from pathlib import Path

import httpx
import pytest

from tests.server.running import Upper
from toolkit.errors import PackageError
from toolkit.languages.pair import LanguagePair
from toolkit.memory import open_memory
from toolkit.server.batching import Batcher
from toolkit.server.run import listening_socket
from toolkit.server.settings import Settings
from toolkit.translation.base import BESIDE_OTHERS
from toolkit.translation.memory import MemoryEngine
from toolkit.translation.translator import Translator


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


@pytest.mark.parametrize(("shareable", "most", "batches"), [(True, 3, 13), (False, 1, 3)])
def test_batches_overlap_where_the_engine_allows_it(shareable: bool, most: int, batches: int) -> None:
    engine = Upper(LanguagePair("fr", "en"), 0.05, shareable)
    batcher = Batcher(engine, 3)
    book = [f"Phrase {n}." for n in range(100)]
    made = batcher.translate(book, "curly", time.monotonic() + 30)
    batcher.close()
    assert [one.text for one in made] == [text.upper() for text in book]
    assert engine.most_at_once == most
    assert batcher.batches >= batches and batcher.segments == 100


def test_a_failing_text_fails_alone_while_batches_overlap() -> None:
    class Picky(Upper):
        def translate(self, segments, **options):
            if "Non." in segments:
                raise PackageError("no")
            return super().translate(segments, **options)

    batcher = Batcher(Picky(LanguagePair("fr", "en"), 0.01, shareable=True), 3)
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


def test_other_translations_are_made_only_for_who_wants_them(engine: Translator, tmp_path: Path) -> None:
    bitext = tmp_path / "old.tsv"
    bitext.write_text("fr\ten\nBonjour à tous.\tHello everybody.\n", encoding="utf-8")
    keeps = Translator(engine.model, alternatives=3)
    for kept in (keeps, MemoryEngine(keeps, open_memory(bitext, "fr", "en"))):
        batcher = Batcher(kept)
        deadline, texts = time.monotonic() + 60, ["Le chat dort dans le jardin."]
        [plain], [full] = (batcher.translate(texts, "curly", deadline, others) for others in (False, True))
        batcher.close()
        assert (plain.alternatives, len(full.alternatives or ())) == (None, 3)
        assert plain.text == full.text


def test_a_memory_answers_the_threads_of_the_server(tmp_path: Path) -> None:
    bitext = tmp_path / "old.tsv"
    bitext.write_text("fr\ten\nBonjour à tous.\tHello everybody.\n", encoding="utf-8")
    upper = Upper(LanguagePair("fr", "en"), shareable=True)
    batcher = Batcher(MemoryEngine(upper, open_memory(bitext, "fr", "en"), 0.6))
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


def test_answers_do_not_wait_for_an_acknowledgement(_loopback: None) -> None:
    async def option() -> int:
        found: list[int] = []

        async def answer(reader, writer) -> None:
            found.append(writer.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        with listening_socket(Settings(port=0)) as listening:
            async with await asyncio.start_server(answer, sock=listening) as server:
                reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
                await reader.read()
                writer.close()
        return found[0]

    assert asyncio.run(option())


def test_who_needs_no_second_translation_does_not_wait_for_others() -> None:
    begin, repair = threading.Event(), threading.Event()

    class Slow(Upper):
        def translate_each(self, segments, *, style=None):
            assert begin.wait(20)
            for number in sorted(range(len(segments)), key=lambda n: "lost" in segments[n]):
                assert "lost" not in segments[number] or repair.wait(20)
                yield number, self.translate([segments[number]])[0]

    batcher = Batcher(Slow(LanguagePair("fr", "en"), shareable=True), 1)
    made: list[str] = []

    def ask(text: str) -> None:
        made.extend(one.text for one in batcher.translate([text], "curly", time.monotonic() + 30))

    threads = [threading.Thread(target=ask, args=(text,)) for text in ("First.", "It is lost.", "Here.")]
    for thread in threads:
        thread.start()
        time.sleep(0.1)
    begin.set()
    for thread in threads[::2]:
        thread.join(20)
    # The last two shared a batch.
    assert (sorted(made), batcher.batches) == (["FIRST.", "HERE."], 2)
    repair.set()
    threads[1].join(20)
    batcher.close()
    assert made[2:] == ["IT IS LOST."]


def test_what_was_answered_stays_when_the_rest_of_a_batch_fails() -> None:
    class Broken(Upper):
        def translate_each(self, segments, *, style=None):
            yield 0, self.translate(segments[:1])[0]
            raise PackageError("no")

        def translate(self, segments, **options):
            if "Non." in segments:
                raise PackageError("no")
            return super().translate(segments, **options)

    batcher = Batcher(Broken(LanguagePair("fr", "en"), shareable=True), 1)
    with pytest.raises(PackageError):
        batcher.translate(["Un.", "Non."], "curly", time.monotonic() + 30)
    assert batcher.translate(["Un."], "curly", time.monotonic() + 30)[0].text == "UN."
    batcher.close()


def test_a_model_parts_small_jobs_only_where_its_caller_is_alone() -> None:
    told = []

    class Asked(Upper):
        def translate(self, segments, **options):
            told.append(BESIDE_OTHERS.get())
            return super().translate(segments, **options)

    for batches in (1, 3):
        batcher = Batcher(Asked(LanguagePair("fr", "en"), shareable=True), batches)
        batcher.translate(["Un."], "curly", time.monotonic() + 30)
        batcher.close()
    assert told == [False, True]
