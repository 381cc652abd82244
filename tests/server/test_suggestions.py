"""Better translations that clients of LibreTranslate send."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.server.running import Upper
from toolkit.errors import BitextError
from toolkit.formats import jsonl
from toolkit.languages.pair import LanguagePair
from toolkit.memory import build_memory, open_memory
from toolkit.server.batching import Batcher
from toolkit.server.keys import add_key
from toolkit.server.suggestions import Suggestions
from toolkit.translation.memory import MemoryEngine
from toolkit.units import Origin, TranslationUnit

BETTER = {"q": "Bonjour à tous.", "s": "Hello, everybody.", "source": "FR", "target": "en"}


def test_suggestions_become_units_of_a_file(start, tmp_path: Path) -> None:
    path = tmp_path / "better.jsonl"
    path.write_bytes(b'{"source": "a", "target": "b"}')
    client = start(suggestions=path).client
    assert client.get("/frontend/settings").json()["suggestions"] is True
    assert client.post("/suggest", data=BETTER).json() == {"success": True}
    assert client.post("/suggest", json=BETTER | {"q": "Deux\nlignes.", "target": "pb"}).json() == {"success": True}
    first, one, two = jsonl.read(path)
    assert (first.source, first.target) == ("a", "b")
    assert (one.source, one.target, one.source_language, one.target_language) == (BETTER["q"], BETTER["s"], "fr", "en")
    assert one.origin is Origin.HUMAN and one.properties["suggested"].endswith("+00:00")
    assert (two.source, two.target_language) == ("Deux\nlignes.", "pt-BR")


def test_suggestions_of_many_clients_are_all_kept(start, tmp_path: Path) -> None:
    path = tmp_path / "better.jsonl"
    client = start(suggestions=path).client
    with ThreadPoolExecutor(8) as threads:
        answers = threads.map(lambda n: client.post("/suggest", json=BETTER | {"q": f"Texte {n}."}), range(40))
        assert all(answer.json() == {"success": True} for answer in answers)
    assert sorted(unit.source for unit in jsonl.read(path)) == sorted(f"Texte {n}." for n in range(40))


def test_suggestions_that_are_none_are_refused(start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = tmp_path / "keys"
    add_key(keys, "weblate")
    client = start(suggestions=tmp_path / "better.jsonl", characters=50).client
    for name in BETTER:
        for wrong in ("", "  ", ["x"], None):
            answer = client.post("/suggest", json=BETTER | {name: wrong})
            assert (answer.status_code, answer.json()["error"]) == (400, f"Invalid request: missing {name} parameter")
    assert client.post("/suggest", json=BETTER | {"target": "xx"}).json()["error"] == "xx is not supported"
    assert client.post("/suggest", json=BETTER | {"s": "x" * 51}).status_code == 400
    assert client.post("/suggest", json=BETTER, headers={"Origin": "https://evil.example"}).status_code == 403
    assert (tmp_path / "better.jsonl").read_bytes() == b""
    monkeypatch.setattr("toolkit.server.suggestions._MOST_BYTES", -1)
    full = client.post("/suggest", json=BETTER)
    assert (full.status_code, full.headers["retry-after"]) == (429, "3600")
    locked = start(suggestions=tmp_path / "other.jsonl", keys=keys).client
    assert locked.post("/suggest", json=BETTER).status_code == 403


def test_suggestions_go_into_a_memory_which_then_answers(tmp_path: Path) -> None:
    path = tmp_path / "m.sqlite"
    build_memory([TranslationUnit("1", "Oui.", "Yes.", "fr", "en", origin=Origin.HUMAN)], path)
    pair = LanguagePair("fr", "en")
    batcher = Batcher(MemoryEngine(Upper(pair), open_memory(path, *pair)))
    deadline = time.monotonic() + 30
    assert batcher.translate([BETTER["q"]], "curly", deadline)[0].text == "BONJOUR À TOUS."
    Suggestions(path, pair).add(BETTER["q"], BETTER["s"], pair)
    assert batcher.translate([BETTER["q"], "Oui."], "curly", deadline)[0].text == BETTER["s"]
    batcher.close()


def test_a_place_for_suggestions_that_cannot_be_used_is_refused_at_the_start(tmp_path: Path) -> None:
    pair = LanguagePair("fr", "en")
    (tmp_path / "no.sqlite").write_bytes(b"no memory")
    for name, words in [
        ("none.sqlite", "no such memory"),
        ("no.sqlite", "not a translation memory"),
        ("a.txt", "suggestions go into"),
        ("none/a.jsonl", "cannot be written"),
    ]:
        with pytest.raises(BitextError, match=words):
            Suggestions(tmp_path / name, pair)


@pytest.mark.parametrize(("content", "good"), [("x\n", False), ('{"a": 1}\n', False), ("", True), (None, True)])
def test_nothing_is_added_to_a_file_of_something_else(tmp_path: Path, content: str | None, good: bool) -> None:
    path = tmp_path / "notes.jsonl"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    pair = LanguagePair("fr", "en")
    if good:
        for text in ("Un.", "Deux."):
            Suggestions(path, pair).add(text, text.upper(), pair)
        assert [unit.target for unit in jsonl.read(path)] == ["UN.", "DEUX."]
    else:
        with pytest.raises(BitextError, match="suggestions go into"):
            Suggestions(path, pair)
        assert path.read_text(encoding="utf-8") == content
