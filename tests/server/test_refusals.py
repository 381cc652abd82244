"""What no interface takes, told in its words and not as a fault of the server; and nobody waits for such a request."""

from __future__ import annotations

import getpass
import json
import threading
from pathlib import Path

import httpx
import pytest

from tests.server.test_work import project  # noqa: F401


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/translate", {"q": "\ud800", "source": "fr", "target": "en"}),
        ("/translate", {"q": ["a", "b\udfff"], "source": "fr", "target": "fr"}),
        ("/translate", {"q": "a", "source": "\ud800", "target": "en"}),
        ("/translate", {"q": "a", "source": "fr", "target": "en", "format": "\ud800"}),
        ("/detect", {"q": "\ud800"}),
        ("/v2/translate", {"text": ["\ud800"], "source_lang": "FR", "target_lang": "EN"}),
        ("/MTRestService/TranslateJson", {"input": "\ud800", "srcLangCode": "fr", "trgLangCode": "en"}),
    ],
)
def test_half_of_a_character_is_refused_wherever_it_stands(start, path: str, fields: dict) -> None:
    answer = start().client.post(path, content=json.dumps(fields), headers={"Content-Type": "application/json"})
    told = answer.json()
    said = told.get("error", told.get("message"))
    assert (answer.status_code, said) == (400, "the text holds half of a character (a lone surrogate)")


@pytest.mark.parametrize("identity", [["x"], {"x": 1}, 5, "x"])
def test_a_glossary_of_any_other_name_is_not_there(start, identity: object) -> None:
    fields = {"text": ["abc"], "source_lang": "FR", "target_lang": "EN", "glossary_id": identity}
    answer = start().client.post("/v2/translate", json=fields)
    assert (answer.status_code, answer.json()["message"]) == (404, "Glossary not found")


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/translate", {"q": ["un", "deux", "trois"], "source": "auto", "target": "en"}),
        ("/v2/translate", {"text": ["un", "deux", "trois"], "target_lang": "EN"}),
    ],
)
def test_nobody_waits_while_languages_are_looked_for(start, monkeypatch, path: str, fields: dict) -> None:
    server = start()
    begun, go_on = threading.Event(), threading.Event()

    def detect(text: str) -> list[dict]:
        begun.set()
        go_on.wait(20)
        return [{"confidence": 90.0, "language": "fr"}]

    monkeypatch.setattr(server.service, "detect", detect)
    answers = []
    asking = threading.Thread(
        target=lambda: answers.append(httpx.post(f"{server.url}{path}", json=fields, timeout=30, trust_env=False))
    )
    asking.start()
    assert begun.wait(10)
    assert server.client.get("/health", timeout=10).status_code == 200, "while a text is looked at"
    go_on.set()
    asking.join()
    told = answers[0].json()
    made = told.get("translatedText") or [one["text"] for one in told["translations"]]
    assert made == ["UN", "DEUX", "TROIS"]


def test_only_who_sits_at_the_machine_is_called_by_its_user(start, project: Path, monkeypatch) -> None:  # noqa: F811
    server = start(pairs=("fr-en",), project=project)
    monkeypatch.setattr(getpass, "getuser", lambda: "ada")
    assert 'data-person="ada"' in server.client.get("/work").text
    monkeypatch.setattr("toolkit.server.work._is_here", lambda request: False)
    assert 'data-person="editor"' in server.client.get("/work").text
