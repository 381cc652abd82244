"""A server in a thread, with an engine that costs nothing."""

from __future__ import annotations

import socket
import threading
import time
from typing import ClassVar

import httpx
import pytest

from toolkit.languages.pair import LanguagePair
from toolkit.server.app import make_app
from toolkit.server.settings import Settings
from toolkit.translation import Translation
from toolkit.translation.base import Resources

uvicorn = pytest.importorskip("uvicorn")
from toolkit.server.wire import Protocol  # noqa: E402


class Upper:
    """Translates into capitals; may be slow."""

    resources = Resources()
    signature = "upper"
    facts: ClassVar[dict[str, str]] = {}

    def __init__(self, pair: LanguagePair, wait: float = 0.0, shareable: bool = False) -> None:
        self.pair, self.wait, self.shareable = pair, wait, shareable
        self.batches: list[list[str]] = []
        self.at_once = self.most_at_once = 0

    def translate(self, segments, *, style=None, progress=None):
        self.batches.append(list(segments))
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        time.sleep(self.wait)
        self.at_once -= 1
        return [Translation(text.upper(), -0.1) for text in segments]


class Running:
    """A server in a thread."""

    def __init__(self, wait: float = 0.0, **settings) -> None:
        self.engines: list[Upper] = []

        def load(pair: LanguagePair) -> Upper:
            self.engines.append(Upper(pair, wait))
            return self.engines[-1]

        app = make_app(Settings(**{"pairs": ("fr-en", "en-fr", "fr:pt-BR")} | settings), load)
        self.service = app.state.service
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.server = uvicorn.Server(uvicorn.Config(app, http=Protocol, log_level="error", access_log=False))
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [self._socket]})
        self.thread.start()
        while not self.server.started:
            time.sleep(0.01)
        self.client = httpx.Client(base_url=self.url, timeout=30, trust_env=False)

    def stop(self) -> None:
        self.client.close()
        self.server.should_exit = True
        self.thread.join()
        self._socket.close()
