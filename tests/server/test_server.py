"""The server as its clients see it: real clients on loopback, and requests as each row of their table sends them."""

from __future__ import annotations

import json
import socket
import threading
import time
import zipfile
from pathlib import Path

import httpx
import pytest

from tests.server.running import Upper
from toolkit.errors import PackageError
from toolkit.server.keys import add_key


def test_libretranslatepy_translates_detects_and_lists(start) -> None:
    api = pytest.importorskip("libretranslatepy").LibreTranslateAPI(start().url + "/")
    assert api.translate("Bonjour.", "fr", "en") == "BONJOUR."
    assert api.detect("Le temps est vraiment magnifique")[0]["language"] == "fr"
    assert {"code": "fr", "name": "French", "targets": ["en", "fr", "pt-BR"]} in api.languages()


def test_the_client_of_deepl_translates_and_lists(start) -> None:
    deepl = pytest.importorskip("deepl")
    client = deepl.Translator("any", server_url=start().url, send_platform_info=False)
    one, two = client.translate_text(["Bonjour.", "Merci."], source_lang="FR", target_lang="EN-GB")
    assert (one.text, two.text, one.detected_source_lang) == ("BONJOUR.", "MERCI.", "FR")
    kept = client.translate_text(
        'Il dit <x id="1">mot</x> et <b>part</b>.',
        source_lang="FR",
        target_lang="EN-US",
        tag_handling="xml",
        ignore_tags="x",
    )
    assert '<x id="1">mot</x>' in kept.text
    assert "data-bitext" not in kept.text and "IL DIT" in kept.text
    assert [language.code for language in client.get_source_languages()] == ["FR", "EN"]
    assert client.get_usage().character.valid
    assert client.list_glossaries() == []
    with pytest.raises(deepl.DeepLException, match="target_lang"):
        client.translate_text("Bonjour.", target_lang="JA")


def test_the_client_of_deepl_sees_the_glossary_and_cannot_change_it(start, tmp_path: Path) -> None:
    deepl = pytest.importorskip("deepl")
    terms = tmp_path / "terms.tsv"
    terms.write_text("paix\tpeace\n", encoding="utf-8")
    client = deepl.Translator("any", server_url=start(pairs=("fr-en",), glossary=terms).url)
    [glossary] = client.list_glossaries()
    assert client.get_glossary_entries(glossary) == {"paix": "peace"}
    with pytest.raises(deepl.AuthorizationException):
        client.delete_glossary(glossary)


def test_weblate_gets_as_many_texts_as_it_sends(start) -> None:
    answer = start().client.post(
        "/translate", json={"api_key": "", "q": ["Un.", "", "Deux."], "source": "fr", "target": "en"}
    )
    assert answer.json() == {"translatedText": ["UN.", "", "DEUX."]}


def test_mastodon_sends_html_and_finds_the_language(start) -> None:
    body = {"q": ["<p>Le temps est <b>beau</b> aujourd'hui.</p>"], "source": "auto", "target": "en", "format": "html"}
    found = start().client.post("/translate", json=body).json()
    assert found["translatedText"] == ["<p>LE TEMPS EST <b>BEAU</b> AUJOURD'HUI.</p>"]
    assert found["detectedLanguage"][0]["language"] == "fr"


def test_discourse_sends_forms_and_omegat_a_query(start) -> None:
    client = start().client
    fields = {"q": "Bonjour.", "source": "FR", "target": "en"}
    assert client.post("/translate", data=fields).json() == {"translatedText": "BONJOUR."}
    assert client.get("/translate", params=fields).json() == {"translatedText": "BONJOUR."}
    assert client.post("/translate", params=fields).json() == {"translatedText": "BONJOUR."}
    assert client.post("/translate", data=fields | {"target": "pb"}).status_code == 200


def test_letters_that_curl_sends_as_they_are_come_through(start) -> None:
    client = start().client
    kind = {"content-type": "application/x-www-form-urlencoded"}
    for body in ("q=Où est le marché ?&source=fr&target=en", "q=O%C3%B9+est+le+march%C3%A9+%3F&source=fr&target=en"):
        answer = client.post("/translate", content=body.encode(), headers=kind)
        assert answer.json() == {"translatedText": "OÙ EST LE MARCHÉ ?"}
    damaged = client.post("/translate", content=b"q=march\xe9&source=fr&target=en", headers=kind)
    assert (damaged.status_code, "UTF-8" in damaged.json()["error"]) == (400, True)
    many = client.post("/translate", content=b"q=a&" * 2_001 + b"source=fr&target=en", headers=kind)
    assert many.status_code == 400


def test_plug_ins_of_opus_cat_and_fakemt_translate(start) -> None:
    client = start().client
    fields = {"tokenCode": "0", "input": "Bonjour.", "srcLangCode": "fr", "trgLangCode": "en", "modelTag": ""}
    assert client.get("/MTRestService/TranslateJson", params=fields).json() == {"translation": "BONJOUR."}
    assert "fr-en" in client.get("/MTRestService/ListSupportedLanguagePairs?tokenCode=0").json()
    assert client.get("/MTRestService/GetLanguagePairModelTags", params=fields).json() == ["bitext"]
    assert client.get("/fakemt?source=fr&target=en&text=Bonjour.").json() == {"translation": "BONJOUR."}


def test_opus_cat_takes_posts_lists_and_batches_that_were_ordered(start) -> None:
    client = start().client
    fields = {"tokenCode": "0", "input": "Bonjour.", "srcLangCode": "fr", "trgLangCode": "en", "modelTag": ""}
    assert client.post("/MTRestService/TranslatePost", params=fields).json() == {"translation": "BONJOUR."}
    assert client.post("/MTRestService/TranslatePost", data=fields).json() == {"translation": "BONJOUR."}
    assert client.get("/MTRestService/TranslateStream", params=fields).text == "BONJOUR."
    assert client.get("/MTRestService/TranslateParagraphJson", params=fields).json() == "BONJOUR."
    query = {name: fields[name] for name in ("tokenCode", "srcLangCode", "trgLangCode")}
    texts = ["Un.", "Deux."]
    several = client.get("/MTRestService/BatchTranslate", params=query | {"input": texts})
    assert several.json() == client.post("/MTRestService/BatchTranslate", params=query, json=texts).json()
    assert several.json() == ["UN.", "DEUX."]
    ordered = client.post("/MTRestService/PreOrderBatch", params=query, json=texts)
    assert (ordered.status_code, ordered.content) == (200, b"")
    assert client.post("/MTRestService/PreOrderBatch", params=query, json=[]).status_code == 400
    assert client.post("/translate", params={"source": "fr", "target": "en"}, json=texts).status_code == 400


@pytest.mark.parametrize("parts", [1, 2, 3])
def test_letters_in_an_address_come_through_as_curl_sends_them(start, parts: int) -> None:
    server = start()
    code = "GET /fakemt?source=fr&target=en&text=Où%20est%20l’été HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        for _ in range(2):
            size = -(-len(code) // parts)
            for n in range(0, len(code), size):
                connection.sendall(code[n : n + size])
                time.sleep(0.05 * (parts > 1))
            answer = b""
            while b"}" not in answer:
                answer += connection.recv(4096)
            assert "OÙ EST L’ÉTÉ" in answer.decode()


def test_what_waits_for_a_client_that_has_gone_away_is_not_begun(start) -> None:
    server = start(wait=0.2)
    texts = [f"Phrase {n}." for n in range(900)]
    body = json.dumps({"q": texts, "source": "fr", "target": "en"}).encode()
    head = f"POST /translate HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(body)}\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.sendall(head + body)
        while not server.engines or not server.engines[0].batches:
            time.sleep(0.01)
    while server.service.working:
        time.sleep(0.01)
    answer = server.client.post("/translate", json={"q": "Un.", "source": "fr", "target": "en"})
    assert answer.json() == {"translatedText": "UN."}
    assert len(server.engines[0].batches) <= 4  # of nineteen
    assert server.service.counts.requests["/translate", 499] == 1


REFUSED = [
    ({"source": "fr", "target": "en"}, "Invalid request: missing q parameter"),
    ({"q": "x", "target": "en"}, "Invalid request: missing source parameter"),
    ({"q": "x", "source": "fr"}, "Invalid request: missing target parameter"),
    ({"q": "x", "source": "fr", "target": "xx"}, "xx is not supported"),
    ({"q": "x", "source": "en", "target": "pt-BR"}, "Portuguese (BR) (pt-BR) is not available as a target language"),
    ({"q": "x", "source": "fr", "target": "en", "format": "pdf"}, "pdf format is not supported"),
    ({"q": "x" * 60, "source": "fr", "target": "en"}, "Invalid request: request (60) exceeds text limit (50)"),
    ({"q": [{}], "source": "fr", "target": "en"}, "Invalid request: q is neither"),
    ({"q": "x", "source": ["fr"], "target": {}}, "missing target"),
]


def test_errors_have_the_words_and_the_status_of_libretranslate(start) -> None:
    client = start(characters=50).client
    for body, words in REFUSED:
        answer = client.post("/translate", json=body)
        assert (answer.status_code, words in answer.json()["error"]) == (400, True), (body, answer.text)
    broken = client.post("/translate", content=b'{"q": "x" "source"', headers={"content-type": "application/json"})
    assert (broken.status_code, broken.json()) == (400, {"error": "Invalid JSON format"})


def test_a_fault_of_the_server_names_no_path_of_it(start, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: Upper, segments, **options) -> None:
        raise PackageError("/home/somebody/secret.argosmodel: cannot be read")

    monkeypatch.setattr(Upper, "translate", broken)
    answer = httpx.post(f"{start().url}/translate", json={"q": "Oui", "source": "fr", "target": "en"})
    assert answer.status_code == 500 and "secret" not in answer.text


def test_a_text_is_translated_as_it_stands(start) -> None:
    client = start().client
    for text, made in [("🎉", "🎉"), ("  un.\n\n- deux.\n", "  UN.\n\n- DEUX.\n"), ("   ", "   ")]:
        found = client.post("/translate", json={"q": text, "source": "fr", "target": "en"}).json()
        assert found == {"translatedText": made}
    lone = client.post("/translate", content=b'{"q": "a\\ud800", "source": "fr", "target": "en"}')
    assert lone.status_code == 400


def test_a_file_comes_back_in_its_own_format_under_an_address_of_its_own(start) -> None:
    client = start().client
    files = {"file": ("../../etc/page.html", b"<p>Bonjour <b>tous</b>.</p>")}
    url = client.post("/translate_file", data={"source": "fr", "target": "en"}, files=files).json()["translatedFileUrl"]
    answer = client.get(url)
    assert answer.content == b"<p>BONJOUR <b>TOUS</b>.</p>"
    assert (
        "page.en.html" in answer.headers["content-disposition"] and "etc" not in answer.headers["content-disposition"]
    )
    for path in ("/download_file/..%2f..%2fetc%2fpasswd", "/download_file/page.en.html", "/assets/..%2fpage.py"):
        assert client.get(path).status_code == 404


def test_a_hostile_or_unknown_file_is_refused(start, tmp_path: Path) -> None:
    client = start().client
    bomb = tmp_path / "bomb.docx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * (80 << 20))
    for name, data in [
        ("bomb.docx", bomb.read_bytes()),
        ("a.exe", b"MZ"),
        ("a.docx", b"no zip"),
        ("a.txt", b"\xff\xfe\x00"),
    ]:
        answer = client.post("/translate_file", data={"source": "fr", "target": "en"}, files={"file": (name, data)})
        assert answer.status_code == 400, (name, answer.text)
        assert "/tmp" not in answer.text and "Traceback" not in answer.text


def test_a_full_queue_and_a_late_answer_tell_when_to_come_back(start) -> None:
    server = start(wait=0.6, queue=1, seconds=30)
    body = {"q": "Un.", "source": "fr", "target": "en"}
    first = threading.Thread(target=server.client.post, args=("/translate",), kwargs={"json": body})
    first.start()
    while not server.service.working:
        time.sleep(0.01)
    busy = httpx.post(f"{server.url}/translate", json=body, trust_env=False)
    first.join()
    assert (busy.status_code, busy.headers["retry-after"]) == (429, "2")
    assert busy.json()["error"].startswith("Slowdown:")
    slow = start(wait=0.6, seconds=0.1).client.post("/translate", json=body)
    assert (slow.status_code, slow.headers["retry-after"]) == (503, "10")


def test_keys_are_asked_for_and_only_digests_are_kept(start, tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    key = add_key(keys, "weblate")
    assert key not in keys.read_text(encoding="utf-8")
    client = start(keys=keys).client
    body = {"q": "Un.", "source": "fr", "target": "en"}
    assert client.post("/translate", json=body).status_code == 403
    assert client.post("/translate", json=body | {"api_key": "x"}).json() == {"error": "Invalid API key"}
    assert client.post("/translate", json=body | {"api_key": key}).json() == {"translatedText": "UN."}
    deepl = {"text": ["Un."], "target_lang": "EN", "source_lang": "FR"}
    assert (
        client.post("/v2/translate", json=deepl, headers={"Authorization": f"DeepL-Auth-Key {key}"}).status_code == 200
    )
    assert client.post("/v2/translate", json=deepl).status_code == 403
    assert client.get("/metrics").status_code == 403
    assert client.get("/metrics", headers={"Authorization": f"Bearer {key}"}).status_code == 200


def test_strangers_pages_and_names_are_refused(start) -> None:
    client = start().client
    body = {"q": "Un.", "source": "fr", "target": "en"}
    assert client.post("/translate", json=body, headers={"Host": "rebound.example"}).status_code == 403
    assert client.post("/translate", json=body, headers={"Origin": "https://evil.example"}).status_code == 403
    assert client.post("/translate", json=body, headers={"Origin": "null"}).status_code == 403
    hidden = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}
    assert client.get("/translate", params=body, headers=hidden).status_code == 403
    answer = client.post("/translate", json=body, headers={"Origin": str(client.base_url).rstrip("/")})
    assert answer.status_code == 200 and "access-control-allow-origin" not in answer.headers
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_an_origin_that_was_named_may_call(start) -> None:
    client = start(cors="https://cat.example").client
    answer = client.get("/languages", headers={"Origin": "https://cat.example"})
    assert answer.headers["access-control-allow-origin"] == "https://cat.example"
    assert client.options("/translate", headers={"Origin": "https://cat.example"}).status_code == 204
    assert client.get("/languages", headers={"Origin": "https://other.example"}).status_code == 403


def test_a_body_that_is_too_large_is_refused_whether_it_says_so_or_not(start) -> None:
    client = start(body=1_000).client
    large = b'{"q": "' + b"x" * 5_000 + b'", "source": "fr", "target": "en"}'
    assert client.post("/translate", content=large).status_code == 413
    assert client.post("/translate", content=(large[n : n + 500] for n in range(0, len(large), 500))).status_code == 413


def test_writes_of_the_page_need_its_token(start) -> None:
    client = start().client
    body = {"q": "Un. Deux.", "source": "fr", "target": "en"}
    assert client.post("/page/translate", json=body).status_code == 403
    page = client.get("/")
    assert "samesite=strict" in page.headers["set-cookie"].lower() and "httponly" in page.headers["set-cookie"].lower()
    token = page.text.partition('name="bitext-token" content="')[2].partition('"')[0]
    found = client.post("/page/translate", json=body, headers={"X-Bitext-Token": token}).json()
    assert [row["target"] for row in found["sentences"]] == ["UN.", "DEUX."]
    assert found["sentences"][0]["confidence"] == {"level": "high", "percent": 90}


def test_settings_health_spec_and_suggestions_are_there(start) -> None:
    client = start().client
    assert client.get("/health").json() == {"status": "ok"}
    assert client.get("/frontend/settings").json()["language"]["source"] == {"code": "fr", "name": "French"}
    assert "/translate" in client.get("/spec").json()["paths"]
    off = client.post("/suggest", data={"q": "a", "s": "b"})
    assert (off.status_code, off.json()["error"]) == (403, "Suggestions are disabled on this server.")
    assert client.get("/frontend/settings").json()["suggestions"] is False
    assert client.get("/nowhere").json() == {"error": "Not found", "message": "Not found"}


def test_a_request_in_work_is_finished_when_the_server_stops(start) -> None:
    server = start(wait=0.3)
    answers: list[httpx.Response] = []
    body = {"q": "Un.", "source": "fr", "target": "en"}
    asking = threading.Thread(target=lambda: answers.append(server.client.post("/translate", json=body)))
    asking.start()
    while not server.service.working:
        time.sleep(0.01)
    server.server.should_exit = True
    asking.join()
    assert answers[0].json() == {"translatedText": "UN."}
