"""What every request passes before an interface sees it: host, origin, size; and the headers of every answer."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from toolkit.server.settings import RequestError, Settings

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def host_name(host: str) -> str:
    """The name in a ``Host`` header, without port and brackets, in small letters."""
    name = host.strip().lower()
    if name.startswith("["):
        return name[1:].partition("]")[0]
    return name.rpartition(":")[0] if name.count(":") == 1 else name


def is_allowed_host(host: str, names: Iterable[str]) -> bool:
    """Whether a server may be called by a host.

    An address is always its own: a page of a stranger whose name was pointed at this machine (DNS rebinding) sends
    that name.
    """
    name = host_name(host)
    if name == "localhost" or name in {other.lower() for other in names}:
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


class Guard:
    """Refuses strangers' pages, and requests that are too large.

    Args:
        app: behind it.
        settings: of the server.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._settings = app, settings
        self._names = (settings.host, *settings.names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or hand on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin", "")
        shared = bool(origin) and self._settings.cors in ("*", origin)
        refused = self._refusal(HTTPConnection(scope), headers, origin, shared)

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add_headers(MutableHeaders(scope=message), origin if shared else "")
            await send(message)

        if refused is not None:
            await refused(scope, receive, answer)
        elif shared and scope["method"] == "OPTIONS":
            await Response(status_code=204)(scope, receive, answer)
        else:
            await self._app(scope, self._counted(receive), answer)

    def _refusal(self, connection: HTTPConnection, headers: Headers, origin: str, shared: bool) -> Response | None:
        if not is_allowed_host(headers.get("host", ""), self._names):
            return _refused(403, "this name is not one of the server's; start it with --allow-host NAME")
        own = {f"{scheme}://{headers.get('host', '').lower()}" for scheme in ("http", "https")}
        foreign = bool(origin) and origin.lower() not in own
        # A page can also send what has no origin, such as the address of a picture.
        hidden = headers.get("sec-fetch-site") == "cross-site" and headers.get("sec-fetch-mode") != "navigate"
        if (foreign or hidden) and not shared and self._settings.cors != "*":
            return _refused(403, "pages of other sites may not call this server; start it with --cors ORIGIN")
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdigit():
            return _refused(400, "Content-Length is not a number")
        if int(length) > self._settings.body:
            return _refused(413, f"the request is larger than {self._settings.body} bytes")
        return None

    def _counted(self, receive: Receive) -> Receive:
        """Counts what comes, for who sends a body does not have to say how long it is."""
        size = 0

        async def counted() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > self._settings.body:
                raise RequestError(413, f"the request is larger than {self._settings.body} bytes")
            return message

        return counted

    def _add_headers(self, headers: MutableHeaders, origin: str) -> None:
        for name, value in _HEADERS.items():
            headers.setdefault(name, value)
        if origin:
            headers["Access-Control-Allow-Origin"] = origin
            headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
            headers["Access-Control-Allow-Methods"] = "GET, POST"
            headers["Access-Control-Max-Age"] = "600"
            headers["Vary"] = "Origin"
        else:
            headers["Cross-Origin-Resource-Policy"] = "same-origin"


def _refused(status: int, message: str) -> Response:
    return JSONResponse({"error": message, "message": message}, status, headers={"Connection": "close"})
