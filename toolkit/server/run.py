"""Starting and stopping the server."""

from __future__ import annotations

import socket
from collections.abc import Callable

from toolkit.errors import MissingExtraError, OutputError
from toolkit.server.settings import Settings

# Seconds that requests have to end after the server was told to stop.
_GRACE = 30


def serve(settings: Settings, listens: Callable[[], None] = lambda: None) -> None:
    """Listen until the process is told to stop; what was begun is finished.

    Args:
        settings: of the server.
        listens: called when clients can connect.

    Raises:
        MissingExtraError: the libraries of the server are not installed.
        InputError: the settings cannot be used.
        OutputError: the address is taken, or not one of this machine.
    """
    import contextlib

    try:
        import python_multipart  # noqa: F401
        import starlette  # noqa: F401
        import uvicorn
    except ImportError:
        raise MissingExtraError(
            "the server needs starlette and uvicorn; install them with 'pip install bitext-toolkit[serve]'"
        ) from None
    from toolkit.server.app import make_app
    from toolkit.server.wire import Protocol

    app = make_app(settings)
    listening = listening_socket(settings)
    # An access log would hold the texts of GET requests.
    config = uvicorn.Config(
        app,
        http=Protocol,
        log_level="error",
        access_log=False,
        timeout_graceful_shutdown=_GRACE,
        timeout_keep_alive=30,
        server_header=False,
        h11_max_incomplete_event_size=64 << 10,
        proxy_headers=False,
    )
    listens()
    # uvicorn raises the signal again after it has stopped.
    with listening, contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])


def listening_socket(settings: Settings) -> socket.socket:
    """A socket at the address of a server.

    Raises:
        OutputError: the address is taken, or not one of this machine.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        made = socket.create_server((settings.host, settings.port), family=family, backlog=512)
    except OSError as error:
        raise OutputError(
            f"{settings.host}:{settings.port}: {error.strerror or error}; choose another --port or --host"
        ) from None
    # asyncio sends at once (TCP_NODELAY) only through sockets that name their protocol; else an answer, which goes out
    # in two parts, waits up to 40 ms for the client to acknowledge the first.
    return socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP, fileno=made.detach())
