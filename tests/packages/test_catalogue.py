from __future__ import annotations

import json
import re
from urllib.parse import urlsplit

import pytest

from tests.conftest import ROOT
from toolkit.errors import PackageError
from toolkit.languages.tags import canonical, is_tag
from toolkit.packages.catalogue import MAIN_SET, catalogue, find_model, search_models
from toolkit.packages.getting import addresses

FILES = sorted((ROOT / "toolkit" / "packages" / "data" / "catalogue").glob("*.json"))
DAY = re.compile(r"20\d\d-\d\d-\d\d")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_of_the_catalogue_is_well_formed(path) -> None:
    text = path.read_text(encoding="utf-8")
    data = json.loads(text)
    assert set(data) == {"title", "kind", "homepage", "as_of", "licence", "hosts", "facts", "scores", "models"}
    assert data["kind"] in {"argos", "opus-mt", "ct2", "firefox"}
    assert DAY.fullmatch(data["as_of"]) and data["licence"] and data["facts"]
    for row in data["scores"].values():
        assert set(row) == {"metric", "by", "date"} and DAY.fullmatch(row["date"]) and row["by"]
    for host in data["hosts"]:
        assert re.fullmatch(r"(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+", host)
    # One line a model, in order: a change is seen in a diff.
    names = [model["name"] for model in data["models"]]
    assert names == sorted(set(names)) and all(f'\n  {{"name": "{name}"' in text for name in names)


def test_every_model_can_be_fetched_and_compared_with_what_is_published() -> None:
    rows = [json.loads(path.read_text(encoding="utf-8")) for path in FILES]
    assert sum(len(row["models"]) for row in rows) == len(catalogue())
    for model in catalogue().values():
        assert re.fullmatch(r"[A-Za-z0-9_.-]+", model.name) and not model.name.startswith("."), model.name
        for tag in (model.from_code, model.to_code):
            assert is_tag(tag) and canonical(tag) == tag, model.name
        assert model.files and len({file.name for file in model.files}) == len(model.files)
        for file in model.files:
            parts = urlsplit(file.url)
            assert parts.scheme == "https" and parts.hostname and not parts.query, file.url
            assert "/" not in file.name and file.name not in {"", ".", ".."}
            assert file.sha256 == "" or re.fullmatch(r"[0-9a-f]{64}", file.sha256)
            assert file.size is None or 0 < file.size < 8 << 30
        assert set(model.scores) <= set(model.source.scores), model.name
        assert all(0 < value < 100 for value in model.scores.values())


def test_no_two_files_share_a_digest_but_vocabularies() -> None:
    digests: dict[str, list[str]] = {}
    for model in catalogue().values():
        for file in model.files:
            if file.sha256:
                digests.setdefault(file.sha256, []).append(file.name)
    assert all(len(names) == 1 or all("vocab" in name for name in names) for names in digests.values())


def test_the_best_published_score_comes_first_and_a_broken_model_last() -> None:
    found = search_models("fr", "en")
    assert {m.source.title for m in found} >= {"OPUS-MT", "quickmt", "Firefox Translations", "Argos Translate"}
    scores = [m.scores.get(MAIN_SET, 0) for m in found]
    assert scores == sorted(scores, reverse=True) and scores[0] > 45
    assert search_models("es", "en")[-1].name == "translate-es_en-1_9"
    assert "@@" in find_model("translate-es_en-1_9").broken


def test_tags_are_matched_as_languages_are() -> None:
    assert {m.to_code for m in search_models("en", "zh")} == {"zh", "zh-Hant"}
    assert "translate-pb_en-1_9" in {m.name for m in search_models("pt-BR", "en")}
    assert search_models("fr", "tlh") == []


def test_an_unknown_name_is_told_what_is_like_it() -> None:
    with pytest.raises(PackageError, match="did you mean opus-mt-fr-en"):
        find_model("opus-fr-en")


def test_argos_states_no_digest_and_firefox_one_for_every_file() -> None:
    assert not any(f.sha256 for m in catalogue().values() if m.source.kind == "argos" for f in m.files)
    assert all(f.sha256 and f.size for m in catalogue().values() if m.source.kind == "firefox" for f in m.files)


def test_a_mirror_has_a_folder_for_each_model() -> None:
    model = find_model("opus-mt-fr-en")
    assert addresses(model) == ["https://object.pouta.csc.fi/OPUS-MT-models/fr-en/opus-2020-02-26.zip"]
    assert addresses(model, "http://intranet/m/") == ["http://intranet/m/opus-mt-fr-en/opus-2020-02-26.zip"]
    with pytest.raises(PackageError, match="no such file in the mirror"):
        addresses(model, "/nowhere")


def test_the_tables_of_the_page_are_made_from_the_catalogue() -> None:
    from bench.models_page import PAGE, rewritten

    text = PAGE.read_text(encoding="utf-8")
    assert rewritten(text) == text, "run python bench/models_page.py"
