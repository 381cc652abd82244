"""Servers that translate, on loopback: what is sent, and what comes of every bad answer."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import pytest_socket

from toolkit.errors import InputError, LanguagePairError, NetworkWarning, ServerError
from toolkit.languages.pair import LanguagePair
from toolkit.translation import load_translator
from toolkit.translation.base import abilities_of
from toolkit.translation.engines.chat import ChatModel, cleaned, open_model
from toolkit.translation.engines.client import Client
from toolkit.translation.engines.http import LibreModel

FR_EN = LanguagePair("fr", "en")
LANGUAGES = [
    {"code": "fr", "name": "French", "targets": ["en", "fr"]},
    {"code": "en", "name": "English", "targets": ["fr"]},
]
#: What answers a request: its path and JSON in, status, headers and body out.
Answer = Callable[[str, Any], tuple[int, dict[str, str], bytes]]


class Stub(ThreadingHTTPServer):
    """A server that answers as it is told, and keeps what it was asked."""

    daemon_threads = True

    def __init__(self, answer: Answer) -> None:
        self.answer, self.seen = answer, []
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def bodies(self) -> list[Any]:
        return [body for _, body, _ in self.seen if body is not None]


class _Handler(BaseHTTPRequestHandler):
    def _any(self) -> None:
        size = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(size)) if size else None
        self.server.seen.append((self.path, body, dict(self.headers)))
        status, headers, content = self.server.answer(self.path, body)
        self.send_response(status)
        for name, value in {"Content-Length": str(len(content)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = _any

    def log_message(self, *args: object) -> None:
        pass


def said(value: Any, status: int = 200) -> tuple[int, dict[str, str], bytes]:
    return status, {}, json.dumps(value).encode()


def libre(path: str, body: Any) -> tuple[int, dict[str, str], bytes]:
    if path == "/languages":
        return said(LANGUAGES)
    texts = body["q"]
    return said({"translatedText": texts.upper() if isinstance(texts, str) else [t.upper() for t in texts]})


def chat(path: str, body: Any) -> tuple[int, dict[str, str], bytes]:
    if path == "/v1/models":
        return said({"data": [{"id": "small:1b"}]})
    text = body["messages"][-1]["content"]
    return said({"choices": [{"message": {"content": text.upper()}, "finish_reason": "stop"}]})


@pytest.fixture
def serve(_no_network: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[[Answer], Stub]]:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    # What is on this machine goes through no proxy.
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    pytest_socket.enable_socket()
    pytest_socket.socket_allow_hosts(["127.0.0.1", "localhost"])
    running: list[Stub] = []

    def start(answer: Answer) -> Stub:
        server = Stub(answer)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        running.append(server)
        return server

    yield start
    for server in running:
        server.shutdown()
        server.server_close()


def quick(address: str) -> Client:
    return Client(address, pauses=(0.0, 0.0), timeout=2)


def test_a_libretranslate_server_gets_batches_and_all_care(serve) -> None:
    server = serve(libre)
    engine = load_translator(FR_EN, server.address)
    texts = [f"Voir {{name}} et https://example.org/{n} 🎈." for n in range(40)]
    found = [translation.text for translation in engine.translate(texts)]
    assert len(found) == 40
    for n, text in enumerate(found):
        assert text.startswith("VOIR") and "{name}" in text and f"https://example.org/{n} " in text and "🎈" in text
    assert all(body["source"] == "fr" and body["target"] == "en" and body["format"] == "text" for body in server.bodies)
    assert len(server.bodies) < 10
    assert engine.signature.startswith(f"server:{server.address}|model:libretranslate")
    assert abilities_of(LibreModel(quick(server.address), FR_EN)) == set()


def test_a_pair_that_the_server_has_not_is_refused_before_anything_is_sent(serve) -> None:
    server = serve(libre)
    with pytest.raises(LanguagePairError, match=r"does not translate fr to de; it has en, fr"):
        load_translator(("fr", "de"), server.address)
    assert server.bodies == []


def test_a_key_is_sent_and_stands_nowhere_else(serve, monkeypatch: pytest.MonkeyPatch) -> None:
    server = serve(libre)
    monkeypatch.setenv("BITEXT_SERVER_KEY", "geheim")
    engine = load_translator(FR_EN, server.address)
    engine.translate(["Bonjour."])
    assert server.bodies[-1]["api_key"] == "geheim"
    assert "geheim" not in engine.signature + json.dumps(dict(engine.facts))
    refused = serve(lambda path, body: said(LANGUAGES) if path == "/languages" else said({"error": "Invalid key"}, 403))
    with pytest.raises(ServerError, match=r"refuses with 403 .Invalid key.; set the key") as caught:
        load_translator(FR_EN, refused.address).translate(["Bonjour."])
    assert "geheim" not in str(caught.value)


def test_a_server_that_loses_count_is_asked_one_by_one(serve) -> None:
    def short(path: str, body: Any) -> tuple[int, dict[str, str], bytes]:
        if path != "/languages" and isinstance(body["q"], list):
            return said({"translatedText": body["q"][:-1]})
        return libre(path, body)

    model = LibreModel(quick(serve(short).address), FR_EN)
    found = dict(model.hypotheses(["un", "deux", "trois"]))
    assert [found[n][0].text for n in range(3)] == ["UN", "DEUX", "TROIS"]


def test_a_short_fault_passes(serve) -> None:
    faults = iter([500, 503, 429])

    def sometimes(path: str, body: Any) -> tuple[int, dict[str, str], bytes]:
        status = next(faults, 200) if body and body["q"] == "deux" else 200
        return libre(path, body) if status == 200 else said({"error": "busy"}, status)

    client = Client(serve(sometimes).address, pauses=(0.0, 0.0, 0.0), timeout=2)
    assert dict(LibreModel(client, FR_EN).hypotheses(["deux"]))[0][0].text == "DEUX"


BAD = {
    "error 500": (said({"error": "out of memory"}, 500), r"answers 500 \(out of memory\); is the server running"),
    "error 400": (said({"error": "en is not supported"}, 400), r"refuses with 400 \(en is not supported\)$"),
    "a page": ((200, {}, b"<html>Log in</html>"), "answered with a web page"),
    "nothing": ((200, {}, b""), "answered with nothing"),
    "half": ((200, {"Content-Length": "500"}, b'{"translatedText": ["UN'), "no answer to the end"),
    "no JSON": ((200, {}, b'{"translatedText": ["UN'), "answered with no JSON"),
    "other JSON": (said({"result": ["UN"]}), "gave no translation of 'un'"),
    "other count": (said({"translatedText": ["UN", "DEUX", "TROIS"]}), "gave no translation of 'un'"),
    "redirect": ((302, {"Location": "http://elsewhere.example/"}, b""), "redirects to http://elsewhere.example/"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_answer_is_one_clear_line(serve, name: str) -> None:
    answer, words = BAD[name]
    server = serve(lambda path, body: said(LANGUAGES) if path == "/languages" else answer)
    with pytest.raises(ServerError, match=words) as caught:
        list(LibreModel(quick(server.address), FR_EN).hypotheses(["un"]))
    assert server.address in str(caught.value)
    assert "\n" not in str(caught.value)


def test_no_server_is_one_clear_line(serve) -> None:
    server = serve(libre)
    server.shutdown()
    server.server_close()
    with pytest.raises(ServerError, match=r"no answer .*Connection refused.*; is the server running"):
        LibreModel(quick(server.address), FR_EN)


@pytest.mark.parametrize(
    "address",
    [
        "localhost:5000",
        "ftp://localhost",
        "http://",
        "http://[::1",
        "http://a b",
        *("http://u:p@localhost", "ftp://u:p@localhost", "http://u:p@localhost:99999", "http://localhost/?key=u:p"),
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ServerError) as caught:
        Client(address)
    assert "u:p" not in str(caught.value)


def test_an_address_elsewhere_is_named_aloud() -> None:
    with pytest.warns(
        NetworkWarning, match=r"texts are sent to http://mt\.example\.org:5000, which is not this machine"
    ):
        Client("http://mt.example.org:5000")


@pytest.mark.parametrize("address", ["http://localhost:5000", "http://127.0.0.2", "http://[::1]:8080"])
def test_addresses_of_this_machine_are_silent(address: str, recwarn: pytest.WarningsRecorder) -> None:
    assert Client(address).is_local
    assert not recwarn.list


def test_a_language_model_is_told_the_languages_and_gets_all_care(serve) -> None:
    server = serve(chat)
    engine = load_translator(FR_EN, f"openai:{server.address}/v1")
    found = [t.text for t in engine.translate(["Bonjour {name} 🎈.", "La porte."])]
    assert found[0].startswith("BONJOUR") and "{name}" in found[0] and found[1] == "LA PORTE."
    body = server.bodies[0]
    assert body["model"] == "small:1b" and body["temperature"] == 0 and body["stream"] is False
    assert "from French to English" in body["messages"][0]["content"]


def test_a_prompt_of_the_user_and_a_named_model(serve, tmp_path: Path) -> None:
    server = serve(chat)
    prompt = tmp_path / "prompt.txt"
    prompt.write_text("{source} > {target}: {text}")
    model = open_model(FR_EN, f"{server.address}/v1#a/b:4b?prompt={prompt}")
    assert dict(model.hypotheses(["porte"]))[0][0].text == "FRENCH > ENGLISH: PORTE"
    assert server.bodies[-1] == {
        "model": "a/b:4b",
        "messages": [{"role": "user", "content": "French > English: porte"}],
        "temperature": 0,
        "seed": 1,
        "stream": False,
    }
    assert str(prompt) not in model.signature and "prompt:" in model.signature
    with pytest.raises(InputError, match="not an option of a model"):
        open_model(FR_EN, f"{server.address}/v1#x?beam=4")


def test_one_of_several_models_must_be_named(serve) -> None:
    server = serve(lambda path, body: said({"data": [{"id": "a"}, {"id": "b"}]}))
    with pytest.raises(ServerError, match=r"add #NAME \(choose from: a, b\)"):
        open_model(FR_EN, f"{server.address}/v1")


@pytest.mark.parametrize(
    "answer, text, expected",
    [
        ("<think>Hm.\n\nFrench…</think>\n\nThe door.", "La porte.", "The door."),
        ("<think>never ends", "La porte.", ""),
        ("```text\nThe door.\n```", "La porte.", "The door."),
        ('"The door."', "La porte.", "The door."),
        ('"The door."', '"La porte."', '"The door."'),
        ('"A" and "B"', "A et B", '"A" and "B"'),
        ("The door.\n\nNote: *porte* may mean gate.", "La porte.", "The door."),
        ("The\ndoor.", "La porte.", "The door."),
        ("The\ndoor.", "La\nporte.", "The\ndoor."),
        ("   ", "La porte.", ""),
        ("**Translation:**\n\nThe door.\n\nNote.", "La porte.", "The door."),
        ("The door:\n\nNote.", "La porte :", "The door:"),
    ],
)
def test_what_models_put_around_a_translation_goes(answer: str, text: str, expected: str) -> None:
    assert cleaned(answer, text) == expected


@pytest.mark.parametrize("content, reason", [("", "stop"), ("The do", "length")])
def test_no_translation_or_half_of_one_is_an_error(serve, content: str, reason: str) -> None:
    answer = said({"choices": [{"message": {"content": content}, "finish_reason": reason}]})
    server = serve(lambda path, body: answer)
    with pytest.raises(ServerError, match=r"small gives no translation of 'La porte\.'"):
        list(ChatModel(quick(server.address), FR_EN, "small").hypotheses(["La porte."]))
    assert len(server.bodies) == 2


def test_a_job_that_broke_off_goes_on_where_it_was(serve, tmp_path: Path) -> None:
    broken = True

    def until_64(path: str, body: Any) -> tuple[int, dict[str, str], bytes]:
        if broken and path != "/languages" and any(int(text.split()[1]) >= 64 for text in body["q"]):
            return said({"error": "out of memory"}, 500)
        return libre(path, body)

    server = serve(until_64)
    texts = [f"phrase {n}" for n in range(100)]
    with pytest.raises(ServerError, match=r"64 translations that came are kept, run the command again to go on$"):
        list(LibreModel(quick(server.address), FR_EN).hypotheses(texts))
    [file] = (tmp_path / "data" / "bitext-toolkit" / "unfinished").iterdir()
    assert file.parent.stat().st_mode & 0o077 == 0
    broken = False
    server.seen.clear()
    found = dict(LibreModel(quick(server.address), FR_EN).hypotheses(texts))
    assert [found[n][0].text for n in range(100)] == [text.upper() for text in texts]
    assert sum(len(body["q"]) for body in server.bodies) == 36
    assert not file.exists()


def test_what_was_kept_and_is_damaged_is_asked_for_anew(serve, tmp_path: Path) -> None:
    server = serve(libre)
    model = LibreModel(quick(server.address), FR_EN)
    with pytest.raises(RuntimeError):
        for _ in (found := model.hypotheses(["un", "deux"])):
            found.throw(RuntimeError("the disk is full"))
    [file] = (tmp_path / "data" / "bitext-toolkit" / "unfinished").iterdir()
    file.write_text('{"un": 3')
    assert dict(LibreModel(quick(server.address), FR_EN).hypotheses(["un"]))[0][0].text == "UN"


def test_the_same_text_is_asked_for_once(serve) -> None:
    server = serve(chat)
    engine = load_translator(FR_EN, f"openai:{server.address}/v1#m")
    for _ in range(3):
        assert engine.translate(["La porte."])[0].text == "LA PORTE."
    assert len(server.bodies) == 1


@pytest.mark.parametrize("status", [400, 413])
def test_requests_that_are_too_large_are_halved(serve, status: int) -> None:
    def strict(path: str, body: Any) -> tuple[int, dict[str, str], bytes]:
        large = path != "/languages" and isinstance(body["q"], list) and len(body["q"]) > 3
        return said({"error": "batch limit"}, status) if large else libre(path, body)

    found = dict(LibreModel(quick(serve(strict).address), FR_EN).hypotheses([f"phrase {n}" for n in range(10)]))
    assert [found[n][0].text for n in range(10)] == [f"PHRASE {n}" for n in range(10)]


def test_signs_that_no_document_can_hold_go(serve) -> None:
    made = "THE\x00 DO\x1bOR\r\nIS\u2028OPEN \ud83d."
    server = serve(lambda path, body: said(LANGUAGES) if path == "/languages" else said({"translatedText": [made]}))
    found = dict(LibreModel(quick(server.address), FR_EN).hypotheses(["la porte"]))
    assert found[0][0].text == "THE DOOR IS OPEN \ufffd."


def test_nothing_for_a_text_is_an_error_and_nothing_for_no_words_is_not(serve) -> None:
    server = serve(lambda path, body: said(LANGUAGES) if path == "/languages" else said({"translatedText": [""]}))
    model = LibreModel(quick(server.address), FR_EN)
    assert dict(model.hypotheses(["…"]))[0][0].text == ""
    with pytest.raises(ServerError, match="gave nothing for 'la porte'"):
        list(model.hypotheses(["la porte"]))


def test_a_message_in_parts_is_no_translation(serve) -> None:
    answer = said({"choices": [{"message": {"content": [{"type": "text", "text": "The door."}]}}]})
    with pytest.raises(ServerError, match="the answer has no message"):
        list(ChatModel(quick(serve(lambda path, body: answer).address), FR_EN, "small").hypotheses(["La porte."]))


def test_a_key_that_a_server_says_back_is_not_shown(serve) -> None:
    server = serve(lambda path, body: said({"error": {"message": "wrong key: geheim\x1b[2J"}}, 401))
    for client in (Client(server.address, "geheim"), Client(server.address, secret="geheim")):
        with pytest.raises(ServerError, match=r"401 \(wrong key: \*\*\* \[2J\)"):
            client.get("/models")


@pytest.mark.parametrize("keys", [{"key": "geheim"}, {"secret": "geheim"}])
def test_a_key_does_not_go_over_the_network_unencrypted(keys: dict[str, str]) -> None:
    with pytest.raises(ServerError, match="would go there unencrypted") as caught:
        Client("http://192.0.2.1:5000", **keys)
    assert "geheim" not in str(caught.value)
    assert Client("http://127.0.0.1:5000", **keys).is_local
    with pytest.warns(NetworkWarning):
        Client("https://192.0.2.1:5000", **keys)


def test_a_server_that_was_never_there_is_not_waited_for(serve) -> None:
    server = serve(libre)
    server.shutdown()
    server.server_close()
    with pytest.raises(ServerError, match="is the server running"):
        Client(server.address, pauses=(600.0,)).get("/languages")
