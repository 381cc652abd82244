"""What a request holds, however its client writes it down, and what becomes of errors."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from toolkit.errors import BitextError, InputError
from toolkit.server.service import Service
from toolkit.server.settings import RequestError

Handler = Callable[[Request, Service], Awaitable[Response]]
#: Makes the answer of an interface out of a status and a message.
Refusal = Callable[[int, str], Response]

_MOST_FIELDS = 2_000
_SCHEMES = ("deepl-auth-key ", "bearer ")
_log = logging.getLogger("toolkit.server")


def service_of(request: Request) -> Service:
    """The service behind an application."""
    service: Service = request.app.state.service
    return service


def endpoint(handler: Handler, refusal: Refusal) -> Callable[[Request], Awaitable[Response]]:
    """A handler whose errors are answered as its interface does; what a request holds is never logged."""

    async def answer(request: Request) -> Response:
        service = service_of(request)
        begun = time.monotonic()
        retry = 0
        try:
            response = await handler(request, service)
        except RequestError as error:
            response, retry = refusal(error.status, error.message), error.retry
        except InputError as error:
            response = refusal(400, str(error))
        except BitextError as error:
            # A broken model or glossary is the server's own matter, and its message may name a path.
            _log.error("%s %s failed: %s", request.method, request.url.path, error)
            response = refusal(500, "Cannot translate text: an error of the server; its log names it")
        except Exception as error:
            _log.error("%s %s failed: %s", request.method, request.url.path, type(error).__name__)
            response = refusal(500, "Cannot translate text: an error of the server; its log names it")
        if retry:
            response.headers["Retry-After"] = str(retry)
        route = getattr(request.scope.get("route"), "path", "")
        service.counts.requests[route, response.status_code] += 1
        service.counts.seconds[route] += time.monotonic() - begun
        return response

    return answer


def plain_refusal(status: int, message: str) -> Response:
    """An error as LibreTranslate answers it."""
    return JSONResponse({"error": f"Slowdown: {message}" if status == 429 else message}, status)


async def fields_of(request: Request, listed: str = "") -> dict[str, Any]:
    """The fields of a query, a form or a JSON object; a name that a form has more than once gives a list.

    Args:
        request: of a client.
        listed: the field that a JSON list is; empty where none is taken.

    Raises:
        RequestError: 400, the body is damaged.
    """
    fields = _collected(_pairs(request.scope.get("query_string", b"")))
    if request.method != "POST":
        return fields
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/x-www-form-urlencoded":
        return fields | _collected(_pairs(await request.body()))
    if kind == "multipart/form-data":
        from starlette.exceptions import HTTPException

        try:
            form = await request.form(
                max_files=2, max_fields=_MOST_FIELDS, max_part_size=service_of(request).settings.body
            )
        except HTTPException:
            raise RequestError(400, "Invalid request: the form is damaged") from None
        return fields | _collected(form.multi_items())
    body = await request.body()
    if not body.strip():
        return fields
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise RequestError(400, "Invalid JSON format") from None
    if listed and isinstance(found, list):
        found = {listed: found}
    if not isinstance(found, dict):
        raise RequestError(400, "Invalid JSON format")
    if b"\\" in body:
        _refuse_halves(found)
    return fields | found


def _refuse_halves(fields: dict[str, Any]) -> None:
    """JSON can name half of a character (``\\ud800``), of which nothing can be written, not even that it is none."""
    try:
        json.dumps(fields, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise RequestError(400, "the text holds half of a character (a lone surrogate)") from None


def _pairs(code: bytes) -> list[tuple[str, Any]]:
    """Names and values of a query or a form. Clients such as ``curl -d`` send letters as they are, in UTF-8."""
    try:
        found = parse_qsl(code.decode(), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise RequestError(400, "Invalid request: the form is damaged, or not UTF-8") from None
    return [(name, value) for name, value in found]


def _collected(items: list[tuple[str, Any]]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name, value in items:
        name = name.removesuffix("[]")
        if name not in fields:
            fields[name] = value
        elif isinstance(fields[name], list):
            fields[name].append(value)
        else:
            fields[name] = [fields[name], value]
    return fields


def key_of(request: Request, fields: dict[str, Any], name: str = "api_key") -> Any:
    """The API key of a request: a field, or the header that DeepL's clients and others send."""
    header = request.headers.get("authorization", "")
    for scheme in _SCHEMES:
        if header.lower().startswith(scheme):
            return header[len(scheme) :].strip()
    return fields.get(name)


def texts_of(value: Any, name: str) -> list[str]:
    """The texts of a field, which may be one or a list.

    Raises:
        RequestError: 400, there is none, or it is no text.
    """
    if not value:
        raise RequestError(400, f"Invalid request: missing {name} parameter")
    texts = value if isinstance(value, list) else [value]
    if not all(isinstance(text, str) for text in texts):
        raise RequestError(400, f"Invalid request: {name} is neither a text nor a list of texts")
    return texts


async def upload_of(fields: dict[str, Any]) -> tuple[str, bytes]:
    """Name and content of the field ``file``.

    Raises:
        RequestError: 400, there is no file.
    """
    file = fields.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        raise RequestError(400, "Invalid request: missing file parameter")
    return file.filename, await file.read()
