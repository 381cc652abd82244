"""What a server is told when it starts, and the errors that its interfaces answer with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(slots=True, frozen=True)
class Settings:
    """How a server works.

    Attributes:
        host, port: where it listens.
        pairs: pairs of languages that it serves, such as ``fr-en``; empty for all that are installed.
        model, glossary, memory, fuzzy, beam, threads: of its engines, see :func:`toolkit.load_engine`.
        keys: file of hashed API keys; None for a server without keys.
        cors: the origin whose pages may call it, ``*`` for all; empty for none.
        names: host names under which it may be called, besides addresses and ``localhost``.
        characters: most characters in a request.
        units: most texts in a request.
        body: most bytes in a request.
        seconds: longest work for a request.
        project: folder of the project that the page ``/work`` shows; None for none.
        suggestions: where better translations of clients go, see :class:`toolkit.server.suggestions.Suggestions`; None
            to take none.
        queue: most requests that wait or are in work; more are told to come back.
    """

    host: str = "127.0.0.1"
    port: int = 5000
    pairs: tuple[str, ...] = ()
    model: str | None = None
    glossary: Path | None = None
    memory: Path | None = None
    fuzzy: float | None = None
    beam: int = 4
    threads: int | None = None
    keys: Path | None = None
    cors: str = ""
    names: tuple[str, ...] = ()
    characters: int = 50_000
    units: int = 1_000
    body: int = 20 << 20
    seconds: float = 60.0
    queue: int = 256
    project: Path | None = None
    suggestions: Path | None = None


class RequestError(Exception):
    """A request that is not served.

    Attributes:
        status: of HTTP.
        message: for the client.
        retry: seconds after which it may come again; 0 for never.
    """

    def __init__(self, status: int, message: str, retry: int = 0) -> None:
        super().__init__(message)
        self.status, self.message, self.retry = status, message, retry
