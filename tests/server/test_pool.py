"""Which pairs a server has, through which models they go, and what its glossary and memory are to each."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.translation.copying import train_pieces, write_copier
from toolkit.errors import BitextError, InputError, LanguagePairError
from toolkit.languages.pair import LanguagePair
from toolkit.packages.folders import install_folder, model_folder
from toolkit.server.pool import Pool
from toolkit.server.settings import Settings

testclient = pytest.importorskip("starlette.testclient")
DE_FR, DE_EN = LanguagePair("de", "fr"), LanguagePair("de", "en")
TEXT = "Two children walk to school with their dog."


def _install(source: str, target: str, staging: Path, kind: str = "ct2") -> None:
    staged = staging / f"{source}-{target}"
    staged.mkdir(parents=True)
    write_copier(staged, train_pieces(staged / "joint.spm.model"))
    record = {"catalogue": "", "kind": kind, "from": source, "to": target, "version": "1", "licence": "MIT"}
    model_folder().mkdir(parents=True, exist_ok=True)
    install_folder(staged, f"copy-{source}-{target}", record)


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two installed models, from German and into French, that copy; and one that cannot run."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    _install("de", "en", tmp_path / "staged")
    _install("en", "fr", tmp_path / "staged")
    _install("en", "it", tmp_path / "staged", kind="of-tomorrow")


@pytest.fixture
def client(models: None, _loopback: None) -> Iterator[object]:
    from toolkit.server.app import make_app

    with testclient.TestClient(make_app(Settings()), base_url="http://127.0.0.1") as client:
        yield client


def test_a_pair_that_goes_through_english_is_listed_and_served(client) -> None:
    targets = {row["code"]: row["targets"] for row in client.get("/languages").json()}
    assert targets == {"fr": ["en", "fr"], "en": ["en", "fr"], "de": ["de", "en", "fr"]}
    listed = client.get("/MTRestService/ListSupportedLanguagePairs").json()
    assert listed == ["fr-en", "de-en", "en-fr", "de-fr"]
    answer = client.post("/translate", json={"q": TEXT, "source": "de", "target": "fr"})
    assert answer.json() == {"translatedText": TEXT}
    refused = client.post("/translate", json={"q": TEXT, "source": "fr", "target": "de"})
    assert refused.status_code == 400 and "not available" in refused.json()["error"]


def test_pairs_share_the_models_on_their_ways(models: None) -> None:
    pool = Pool(Settings())
    through = pool.batcher(DE_FR).engine
    direct = pool.batcher(DE_EN).engine
    assert through._first.model is direct.model
    assert through.pair == DE_FR and through.shareable
    pool.close()


def test_a_pair_without_a_way_is_refused_at_the_start(models: None) -> None:
    with pytest.raises(LanguagePairError, match=r"^en-it: no installed model translates it; .*de-fr"):
        Pool(Settings(pairs=("en-it",)))
    assert Pool(Settings(pairs=("de-fr",))).pairs == [DE_FR]


@pytest.mark.parametrize("option", ["glossary", "memory"])
def test_a_glossary_or_memory_that_is_not_there_is_refused_at_the_start(option: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=rf"none.tsv: no such file; check --{option}"):
        Pool(Settings(**{option: tmp_path / "none.tsv"}))


@pytest.mark.parametrize("option", ["glossary", "memory"])
def test_a_pair_without_terms_or_units_is_served_and_a_line_says_so(
    option: str, models: None, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "words.tsv"
    path.write_text("fr\ten\npaix\tpeace\n", encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        pool = Pool(Settings(**{option: path}))
        [made] = pool.batcher(DE_EN).translate([TEXT], "curly", time.monotonic() + 60)
        pool.close()
    assert made.text == TEXT
    assert f"de-en is served without the {option}" in caplog.text


def test_languages_have_the_codes_that_clients_know(models: None, tmp_path: Path) -> None:
    _install("en", "pb", tmp_path / "more")
    pool = Pool(Settings())
    assert LanguagePair("de", "pt-BR") in pool.pairs
    assert {pool.language(code) for code in ("pb", "PT-BR", "pt_BR")} == {"pt-BR"}
    [made] = pool.batcher(LanguagePair("en", "pt-BR")).translate([TEXT], "curly", time.monotonic() + 60)
    pool.close()
    assert made.text == TEXT


@pytest.mark.parametrize(
    ("option", "content"),
    [
        ("glossary", "one column\n"),
        ("memory", "x\n"),
        ("model", None),
    ],
)
def test_what_cannot_be_used_is_refused_at_the_start(tmp_path: Path, option: str, content: str | None) -> None:
    named = tmp_path / ("nope" if content is None else "bad.tmx" if option == "memory" else "bad.tsv")
    if content is not None:
        named.write_text(content, encoding="utf-8")
    for pairs in [("fr-en",), ()]:
        with pytest.raises(BitextError) as refused:
            Pool(Settings(pairs=pairs, **{option: str(named) if option == "model" else named}))
        assert named.name in str(refused.value) and "\n" not in str(refused.value)


def test_a_memory_that_was_looked_at_is_used(tmp_path: Path) -> None:
    memory = tmp_path / "m.tsv"
    memory.write_text("fr\ten\nBonjour à tous.\tHello everybody.\n", encoding="utf-8")
    pool = Pool(Settings(pairs=("fr-en",), memory=memory))
    made = pool.batcher(LanguagePair("fr", "en")).translate(["Bonjour à tous."], "curly", time.monotonic() + 60)
    pool.close()
    assert (made[0].text, made[0].memory) == ("Hello everybody.", 1)
