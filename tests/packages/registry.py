"""A registry of models on loopback that answers well, or breaks in one way."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest_socket

#: Writes an answer.
Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers by the path."""

    protocol_version = "HTTP/1.1"
    server: Registry

    def do_GET(self) -> None:
        self.server.seen.append((self.path, dict(self.headers)))
        queue = self.server.answers.get(self.path)
        if not queue:
            self.reply(404, b"no such file")
            return
        answer = queue[0] if len(queue) == 1 else queue.pop(0)
        answer(self)

    def reply(self, code: int, body: bytes, length: int | None = None, **headers: str) -> None:
        """An answer; ``length`` is what its head says, where that is not the truth."""
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)
        if length is not None and length > len(body):
            self.close_connection = True

    def log_message(self, *_: Any) -> None:
        """Nothing."""


class Registry(ThreadingHTTPServer):
    """The server.

    Attributes:
        answers: by path, used one after the other, the last for ever.
        seen: paths and headers of all requests.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, list[Answer]] = {}
        self.seen: list[tuple[str, dict[str, str]]] = []

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away is nothing to tell."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def serve(self, path: str, *answers: Answer) -> str:
        """Answer at a path, and return its address."""
        self.answers[path] = list(answers)
        return self.url + path

    def ranges(self) -> list[str]:
        """What part each request asked for."""
        return [headers.get("Range", "") for _, headers in self.seen]


@contextmanager
def running() -> Iterator[Registry]:
    """A registry while the block runs, with connections to this machine only."""
    pytest_socket.enable_socket()
    pytest_socket.socket_allow_hosts(["127.0.0.1", "localhost", "::1"])
    registry = Registry()
    thread = threading.Thread(target=registry.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield registry
    finally:
        registry.shutdown()
        registry.server_close()
        thread.join()


def good(body: bytes, tag: str = '"one"') -> Answer:
    """A server that knows ranges."""

    def answer(handler: Handler) -> None:
        wanted = handler.headers.get("Range", "")
        if wanted and handler.headers.get("If-Range", tag) == tag:
            start = int(wanted.removeprefix("bytes=").rstrip("-"))
            if start >= len(body):
                handler.reply(416, b"", Content_Range=f"bytes */{len(body)}")
                return
            part = f"bytes {start}-{len(body) - 1}/{len(body)}"
            handler.reply(206, body[start:], ETag=tag, Content_Range=part)
            return
        handler.reply(200, body, ETag=tag)

    return answer


def cut(body: bytes, after: int, tag: str = '"one"') -> Answer:
    """A server that closes the connection too early."""
    return lambda handler: handler.reply(200, body[:after], length=len(body), ETag=tag)


def plain(code: int, body: bytes = b"", **headers: str) -> Answer:
    """A server that answers the same whatever is asked for."""
    return lambda handler: handler.reply(code, body, **headers)
