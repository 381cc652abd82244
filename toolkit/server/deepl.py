"""A part of version 2 of DeepL's interface (https://developers.deepl.com), for its own clients and Weblate."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from toolkit.languages.names import english_name
from toolkit.languages.pair import LanguagePair
from toolkit.markup.html_tokens import read_tokens
from toolkit.server.requests import endpoint, fields_of, key_of, texts_of
from toolkit.server.service import Made, Service
from toolkit.server.settings import RequestError

# Marks an element that stays as it is, and is taken out again.
_KEPT = ' translate="no" data-bitext-kept=""'
# Files of terms have no date; the clients want one, with a fraction of a second.
_SINCE = "2026-01-01T00:00:00.000000Z"


def refusal(status: int, message: str) -> Response:
    """An error as DeepL answers it."""
    return JSONResponse({"message": message}, status)


async def _checked(request: Request, service: Service) -> dict[str, Any]:
    fields = await fields_of(request)
    service.check_key(key_of(request, fields, "auth_key"))
    return fields


async def translate(request: Request, service: Service) -> Response:
    """Translate texts, in plain text or with tags."""
    fields = await _checked(request, service)
    texts = texts_of(fields.get("text"), "text")
    target = fields.get("target_lang")
    if not target:
        raise RequestError(400, 'Parameter "target_lang" not specified.')
    service.check_size(texts)
    source = fields.get("source_lang") or None
    kind = "html" if fields.get("tag_handling") in ("xml", "html") else "text"
    ignored = _names(fields.get("ignore_tags")) if kind == "html" else set()
    _check_glossary(fields.get("glossary_id"), service)
    own = _pair(service, source, target) if source else None
    deadline = service.deadline()

    def work() -> tuple[list[Made], list[LanguagePair]]:
        pairs = [own or _pair(service, service.detect(text)[0]["language"], target) for text in texts]
        sent = [_keep(text, ignored) for text in texts]
        return service.translate_each(sent, pairs, kind, deadline), pairs

    made, pairs = await service.run(work, request)
    show = str(fields.get("show_billed_characters")).lower() in ("1", "true")
    return JSONResponse(
        {
            "translations": [
                {"detected_source_language": pair.source.split("-")[0].upper(), "text": one.text.replace(_KEPT, "")}
                | ({"billed_characters": len(text)} if show else {})
                for one, pair, text in zip(made, pairs, texts, strict=True)
            ]
        }
    )


def _pair(service: Service, source: str, target: str) -> LanguagePair:
    try:
        return service.pair(source, target)
    except RequestError:
        if service.pool.language(target) is None:
            raise RequestError(400, "Value for 'target_lang' not supported.") from None
        raise RequestError(400, "Value for 'source_lang' not supported.") from None


def _names(value: Any) -> set[str]:
    parts = value if isinstance(value, list) else str(value or "").split(",")
    return {str(part).strip().lower() for part in parts} - {""}


def _keep(text: str, names: Iterable[str]) -> str:
    """A text in which elements of some names say that they are not to be translated."""
    wanted = set(names)
    if not wanted:
        return text
    code = []
    for token in read_tokens(text):
        if token.kind == "open" and token.name in wanted and "translate=" not in token.code:
            start = re.match(r"<[\w:.-]+", token.code)
            end = start.end() if start else 0
            code.append(token.code[:end] + _KEPT * bool(end) + token.code[end:])
        else:
            code.append(token.code)
    return "".join(code)


async def languages(request: Request, service: Service) -> Response:
    """The languages, of sources or of targets, in capitals."""
    fields = await _checked(request, service)
    pairs = service.pool.pairs
    target = fields.get("type") == "target"
    codes = dict.fromkeys(pair.target if target else pair.source for pair in pairs)
    return JSONResponse(
        [
            {"language": code.upper(), "name": english_name(code)} | ({"supports_formality": False} if target else {})
            for code in codes
        ]
    )


async def usage(request: Request, service: Service) -> Response:
    """Characters since the start; there is no quota, so the limit is a large number."""
    await _checked(request, service)
    return JSONResponse({"character_count": service.counts.characters, "character_limit": 1_000_000_000_000})


def _glossaries(service: Service) -> dict[str, LanguagePair]:
    """The server's glossary, once for each pair in which it has terms."""
    return {f"bitext-{pair.source}-{pair.target}": pair for pair in service.pool.pairs if service.pool.terms(pair)}


def _check_glossary(identity: Any, service: Service) -> None:
    if identity and (not isinstance(identity, str) or identity not in _glossaries(service)):
        raise RequestError(404, "Glossary not found")


def _described(identity: str, pair: LanguagePair, service: Service) -> dict[str, Any]:
    return {
        "glossary_id": identity,
        "name": "glossary of the server",
        "ready": True,
        "source_lang": pair.source.lower(),
        "target_lang": pair.target.lower(),
        "creation_time": _SINCE,
        "entry_count": sum(bool(term.targets) for term in service.pool.terms(pair)),
    }


async def glossaries(request: Request, service: Service) -> Response:
    """The glossary of the server, which is always used."""
    await _checked(request, service)
    found = await service.run(lambda: _glossaries(service), request)
    return JSONResponse({"glossaries": [_described(name, pair, service) for name, pair in found.items()]})


async def glossary(request: Request, service: Service) -> Response:
    """One glossary."""
    await _checked(request, service)
    identity = request.path_params["identity"]
    _check_glossary(identity, service)
    return JSONResponse(_described(identity, _glossaries(service)[identity], service))


async def entries(request: Request, service: Service) -> Response:
    """The terms of a glossary as TSV."""
    await _checked(request, service)
    identity = request.path_params["identity"]
    _check_glossary(identity, service)
    terms = service.pool.terms(_glossaries(service)[identity])
    lines = [f"{term.source}\t{term.targets[0]}" for term in terms if term.targets]
    return PlainTextResponse("\n".join(lines), media_type="text/tab-separated-values")


async def glossary_pairs(request: Request, service: Service) -> Response:
    """The pairs that can have a glossary."""
    await _checked(request, service)
    pairs = [{"source_lang": p.source.lower(), "target_lang": p.target.lower()} for p in service.pool.pairs]
    return JSONResponse({"supported_languages": pairs})


async def read_only(request: Request, service: Service) -> Response:
    """Glossaries are files of the server's operator."""
    await _checked(request, service)
    raise RequestError(403, "glossaries are read-only here; start the server with --glossary FILE")


def routes() -> list[Route]:
    """Those of DeepL that there are."""

    def route(path: str, handler: Any, *methods: str) -> Route:
        return Route(path, endpoint(handler, refusal), methods=list(methods))

    return [
        route("/v2/translate", translate, "GET", "POST"),
        route("/v2/languages", languages, "GET", "POST"),
        route("/v2/usage", usage, "GET", "POST"),
        route("/v2/glossary-language-pairs", glossary_pairs, "GET"),
        route("/v2/glossaries", glossaries, "GET"),
        route("/v2/glossaries", read_only, "POST"),
        route("/v2/glossaries/{identity}", glossary, "GET"),
        route("/v2/glossaries/{identity}", read_only, "DELETE", "PATCH", "PUT"),
        route("/v2/glossaries/{identity}/entries", entries, "GET"),
    ]
