"""The page for people, at ``/``: a text or a file, both languages, confidence, glossary and alternatives."""

from __future__ import annotations

import hashlib
import hmac
import math
import secrets
from functools import cache
from importlib import resources
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from toolkit.languages.names import english_name
from toolkit.languages.pair import LanguagePair
from toolkit.markup import suffixes
from toolkit.server.libretranslate import file_token
from toolkit.server.requests import endpoint, fields_of, plain_refusal, texts_of, upload_of
from toolkit.server.service import Made, Service
from toolkit.server.settings import RequestError
from toolkit.terms import TermFinder

_COOKIE = "bitext"
_TOKEN = "x-bitext-token"
# Of this process; tokens of an earlier one are worth nothing.
_SECRET = secrets.token_bytes(32)
# All that the page may ask for; a request names a row, never a file.
_ASSETS = (
    "tokens.css",
    "page.css",
    "page.js",
    "work.css",
    "work.js",
    "work_calls.js",
    "work_changes.js",
    "work_codes.js",
    "work_dialogs.js",
    "work_editor.js",
    "work_list.js",
    "work_panel.js",
)
_TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}
# Mean probabilities of a token, in per cent, from which a sentence counts as sure, or at least as middling.
_SURE, _MIDDLING = 70, 50


@cache
def _source(name: str) -> str:
    return resources.files("toolkit.server").joinpath("data", name).read_text(encoding="utf-8")


def _token(session: str) -> str:
    return hmac.new(_SECRET, session.encode(), hashlib.sha256).hexdigest()


def check_token(request: Request) -> None:
    """Refuse what the page did not send.

    Raises:
        RequestError: 403.
    """
    session = request.cookies.get(_COOKIE, "")
    sent = request.headers.get(_TOKEN, "")
    if not session or not hmac.compare_digest(_token(session).encode(), sent.encode()):
        raise RequestError(403, "this page is of an earlier start of the server; load it again")


def rendered_page(request: Request, name: str, **values: Any) -> Response:
    """A page of a template, with a session that no other site can use."""
    from jinja2 import Environment, StrictUndefined

    session = request.cookies.get(_COOKIE) or secrets.token_urlsafe(24)
    template = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    html = template.from_string(_source(name)).render(token=_token(session), **values)
    response = Response(html, media_type="text/html; charset=utf-8")
    response.set_cookie(_COOKIE, session, httponly=True, samesite="strict", secure=request.url.scheme == "https")
    return response


async def show(request: Request, service: Service) -> Response:
    """The page."""
    pairs = service.pool.pairs
    return rendered_page(
        request,
        "page.html.jinja",
        sources=_named(pair.source for pair in pairs),
        targets=_named(pair.target for pair in pairs),
        pairs=[f"{pair.source} {pair.target}" for pair in pairs],
        first=pairs[0],
        suffixes=suffixes(),
        limit=service.settings.characters,
        keys=service.keys is not None,
        project=service.bench.project.name if service.bench else "",
    )


def _named(codes: Any) -> list[tuple[str, str]]:
    return [(code, english_name(code)) for code in dict.fromkeys(codes)]


async def asset(request: Request, service: Service) -> Response:
    """Style or script of the page."""
    name = request.path_params["name"]
    if name not in _ASSETS:
        raise RequestError(404, "Not found")
    return Response(_source(name), media_type=_TYPES[name.rpartition(".")[2]], headers={"Cache-Control": "no-cache"})


async def translate(request: Request, service: Service) -> Response:
    """A text, sentence by sentence."""
    check_token(request)
    fields = await fields_of(request)
    service.check_key(fields.get("api_key"))
    texts = texts_of(fields.get("q"), "q")[:1]
    service.check_size(texts)
    source, target = fields.get("source"), fields.get("target")
    own = None if source == "auto" else service.pair(source, target)
    deadline = service.deadline()

    def work() -> dict[str, Any]:
        pair = own or service.pair(service.detect(texts[0])[0]["language"], target)
        [made] = service.translate(texts, pair, "text", deadline, others=True)
        named = None if own else {"code": pair.source, "name": english_name(pair.source)}
        told = {"text": made.text, "sentences": _sentences(made, pair, service)}
        return told | {"detected": named, "target": pair.target}

    return JSONResponse(await service.run(work, request))


def _sentences(made: Made, pair: LanguagePair, service: Service) -> list[dict[str, Any]]:
    terms = {term.source: term.targets for term in service.pool.terms(pair)}
    finder = TermFinder(terms)
    rows = []
    for number, part in enumerate(made.rendered.paragraphs if made.rendered else []):
        for segment, translation in zip(part.segments, part.translations, strict=True):
            hits = dict.fromkeys(term for _, _, term in finder.find(segment.text))
            rows.append(
                {
                    "paragraph": number,
                    "source": segment.text,
                    "target": translation.text,
                    "confidence": _confidence(translation.score) if translation.pieces else None,
                    "memory": round(100 * translation.memory),
                    "alternatives": list(getattr(translation, "alternatives", None) or ()),
                    "terms": [{"source": term, "target": ", ".join(terms[term])} for term in hits],
                }
            )
    return rows


def _confidence(score: float | None) -> dict[str, Any] | None:
    if score is None:
        return None
    percent = round(100 * math.exp(min(score, 0.0)))
    level = "high" if percent >= _SURE else "middling" if percent >= _MIDDLING else "low"
    return {"level": level, "percent": percent}


async def file(request: Request, service: Service) -> Response:
    """A file; gives where the page can fetch it."""
    check_token(request)
    fields = await fields_of(request)
    service.check_key(fields.get("api_key"))
    name, data = await upload_of(fields)
    token = await file_token(request, service, name, data, fields)
    return JSONResponse({"url": f"/download_file/{token}", "name": service.kept_file(token)[0]})


def routes() -> list[Route]:
    """Those of the page."""
    return [
        Route("/", endpoint(show, plain_refusal)),
        Route("/assets/{name}", endpoint(asset, plain_refusal)),
        Route("/page/translate", endpoint(translate, plain_refusal), methods=["POST"]),
        Route("/page/file", endpoint(file, plain_refusal), methods=["POST"]),
    ]
