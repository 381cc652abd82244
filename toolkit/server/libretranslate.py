"""The interface of LibreTranslate (https://docs.libretranslate.com), for Weblate, Mastodon, Discourse and others."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from toolkit.languages.names import english_name
from toolkit.markup import suffixes
from toolkit.server.requests import endpoint, fields_of, key_of, plain_refusal, texts_of, upload_of
from toolkit.server.service import Made, Service
from toolkit.server.settings import RequestError
from toolkit.version import __version__

_FORMATS = ("text", "html")
_MOST_ALTERNATIVES = 10


async def languages(request: Request, service: Service) -> Response:
    """The languages, each with its targets; a language is a target of its own, as there."""
    pool = service.pool
    return JSONResponse(
        [
            {"code": code, "name": english_name(code), "targets": sorted({code, *pool.targets(code)})}
            for code in pool.languages()
        ]
    )


async def translate(request: Request, service: Service) -> Response:
    """Translate a text or a list."""
    fields = await fields_of(request)
    service.check_key(key_of(request, fields))
    texts = texts_of(fields.get("q"), "q")
    for name in ("source", "target"):
        if not fields.get(name):
            raise RequestError(400, f"Invalid request: missing {name} parameter")
    kind = fields.get("format") or "text"
    if kind not in _FORMATS:
        raise RequestError(400, f"{str(kind)[:40]} format is not supported")
    number = _number(fields.get("alternatives"))
    service.check_size(texts)
    listed = isinstance(fields["q"], list)
    if not request.headers.get("content-type", "").startswith("application/json"):
        # Forms send lines as CR LF.
        texts = ["\n".join(text.splitlines()) for text in texts]
    wanted = fields | {"format": kind, "alternatives": number}
    made, found = await _translated(request, service, texts, wanted)
    answer: dict[str, Any] = {"translatedText": [one.text for one in made] if listed else made[0].text}
    if found is not None:
        answer["detectedLanguage"] = found if listed else found[0]
    if number:
        others = [one.alternatives(number) if kind == "text" else [] for one in made]
        answer["alternatives"] = others if listed else others[0]
    return JSONResponse(answer)


async def _translated(
    request: Request, service: Service, texts: list[str], fields: dict[str, Any]
) -> tuple[list[Made], list[dict[str, Any]] | None]:
    """Translations of texts; where their languages are looked for, these too, for each text its own."""
    source, target = fields["source"], fields["target"]
    own = None if source == "auto" else service.pair(source, target)
    deadline = service.deadline()

    def work() -> tuple[list[Made], list[dict[str, Any]] | None]:
        found = [service.detect(text)[0] for text in texts] if own is None else None
        pairs = [own or service.pair(one["language"], target) for one in found or [{}] * len(texts)]
        wanted = fields["format"], deadline, fields["alternatives"] > 0
        return service.translate_each(texts, pairs, *wanted), found

    return await service.run(work, request)


def _number(value: Any) -> int:
    try:
        return min(max(int(value or 0), 0), _MOST_ALTERNATIVES)
    except (TypeError, ValueError, OverflowError):
        raise RequestError(400, "Invalid request: alternatives is not a number") from None


async def detect(request: Request, service: Service) -> Response:
    """Languages of a text."""
    fields = await fields_of(request)
    service.check_key(key_of(request, fields))
    texts = texts_of(fields.get("q"), "q")
    service.check_size(texts)
    return JSONResponse(await service.run(lambda: service.detect("\n".join(texts)), request))


async def translate_file(request: Request, service: Service) -> Response:
    """Translate a file; the answer says where it can be fetched."""
    fields = await fields_of(request)
    service.check_key(key_of(request, fields))
    name, data = await upload_of(fields)
    for field in ("source", "target"):
        if not fields.get(field):
            raise RequestError(400, f"Invalid request: missing {field} parameter")
    token = await file_token(request, service, name, data, fields)
    return JSONResponse({"translatedFileUrl": str(request.url_for("download_file", name=token))})


async def file_token(request: Request, service: Service, name: str, data: bytes, fields: dict[str, Any]) -> str:
    """Translate a file, whose language may be looked for; gives the name by which it can be fetched.

    Raises:
        RequestError: a language is not known, the time is over, or files fill the memory.
        BitextError: the file is of no known kind, or damaged.
    """
    source, target = fields.get("source"), fields.get("target")
    own = None if source == "auto" else service.pair(source, target)
    deadline = service.deadline(file=True)

    def work() -> str:
        text = data[:20_000].decode("utf-8", "ignore")
        pair = own or service.pair(service.detect(text)[0]["language"], target)
        return service.translate_file(name, data, pair, deadline)

    return await service.run(work, request, file=True)


async def download_file(request: Request, service: Service) -> Response:
    """A translated file. The name is looked up in memory; it is never a path."""
    from urllib.parse import quote

    name, data = service.kept_file(request.path_params["name"])
    disposition = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return Response(data, media_type="application/octet-stream", headers={"Content-Disposition": disposition})


async def suggest(request: Request, service: Service) -> Response:
    """Take a better translation, where the server was started to take some."""
    kept = service.suggestions
    if kept is None:
        raise RequestError(403, "Suggestions are disabled on this server.")
    fields = await fields_of(request)
    service.check_key(key_of(request, fields))
    for name in ("q", "s", "source", "target"):
        if not isinstance(fields.get(name), str) or not fields[name].strip():
            raise RequestError(400, f"Invalid request: missing {name} parameter")
    text, better = fields["q"], fields["s"]
    for one in (text, better):
        service.check_size([one])
    pair = service.pair(fields["source"], fields["target"])
    await service.run(lambda: kept.add(text, better, pair))
    return JSONResponse({"success": True})


async def settings(request: Request, service: Service) -> Response:
    """What LibreTranslate's page and its clients ask a server about itself."""
    first = service.pool.pairs[0]
    return JSONResponse(
        {
            "charLimit": service.settings.characters,
            "frontendTimeout": 500,
            "apiKeys": service.keys is not None,
            "keyRequired": service.keys is not None,
            "suggestions": service.suggestions is not None,
            "filesTranslation": True,
            "supportedFilesFormat": list(suffixes()),
            "language": {
                "source": {"code": first.source, "name": english_name(first.source)},
                "target": {"code": first.target, "name": english_name(first.target)},
            },
        }
    )


async def health(request: Request, service: Service) -> Response:
    """Whether the server is there."""
    return JSONResponse({"status": "ok"})


async def metrics(request: Request, service: Service) -> Response:
    """Figures in the text form of Prometheus; with a key where keys are asked for."""
    service.check_key(key_of(request, dict(request.query_params)))
    counts, loaded = service.counts, service.pool.loaded()
    lines = ["# TYPE bitext_requests_total counter"]
    lines += [
        f'bitext_requests_total{{route="{route}",status="{status}"}} {number}'
        for (route, status), number in sorted(counts.requests.items())
    ]
    lines.append("# TYPE bitext_request_seconds_total counter")
    lines += [
        f'bitext_request_seconds_total{{route="{route}"}} {seconds:.6f}'
        for route, seconds in sorted(counts.seconds.items())
    ]
    figures = {
        "characters_total": ("counter", counts.characters),
        "requests_refused_total": ("counter", counts.refused),
        "requests_waiting": ("gauge", service.working),
        "batches_total": ("counter", sum(batcher.batches for batcher in loaded)),
        "segments_total": ("counter", sum(batcher.segments for batcher in loaded)),
    }
    for name, (kind, value) in figures.items():
        lines += [f"# TYPE bitext_{name} {kind}", f"bitext_{name} {value}"]
    return PlainTextResponse("\n".join(lines) + "\n", media_type="text/plain; version=0.0.4")


_FIELDS = {
    "/translate": ("q", "source", "target", "format", "alternatives", "api_key"),
    "/detect": ("q", "api_key"),
    "/translate_file": ("file", "source", "target", "api_key"),
    "/suggest": ("q", "s", "source", "target"),
}


async def spec(request: Request, service: Service) -> Response:
    """The interface in Swagger 2."""
    answers = {
        "200": {"description": "done"},
        "400": {"description": "invalid request"},
        "403": {"description": "no key, or a wrong one"},
        "429": {"description": "slow down"},
        "500": {"description": "error of the server"},
    }
    paths: dict[str, Any] = {
        path: {
            "post": {
                "consumes": ["multipart/form-data" if "file" in names else "application/json"],
                "parameters": [
                    {
                        "in": "formData",
                        "name": name,
                        "type": "file" if name == "file" else "integer" if name == "alternatives" else "string",
                        "required": name in ("q", "s", "file", "source", "target"),
                    }
                    for name in names
                ],
                "responses": answers,
            }
        }
        for path, names in _FIELDS.items()
    }
    for path in ("/languages", "/frontend/settings", "/health", "/metrics"):
        paths[path] = {"get": {"responses": {"200": answers["200"]}}}
    return JSONResponse({"swagger": "2.0", "info": {"title": "bitext", "version": __version__}, "paths": paths})


def routes() -> list[Route]:
    """Those of LibreTranslate."""

    def route(path: str, handler: Any, *methods: str) -> Route:
        return Route(path, endpoint(handler, plain_refusal), methods=list(methods or ("GET",)), name=handler.__name__)

    return [
        route("/languages", languages, "GET", "POST"),
        route("/translate", translate, "GET", "POST"),
        route("/detect", detect, "GET", "POST"),
        route("/translate_file", translate_file, "POST"),
        route("/download_file/{name}", download_file),
        route("/suggest", suggest, "POST"),
        route("/frontend/settings", settings),
        route("/health", health),
        route("/metrics", metrics),
        route("/spec", spec),
    ]
