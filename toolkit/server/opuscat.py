"""The interfaces of OPUS-CAT's engine, for its plug-ins in Trados, memoQ and OmegaT, and of OmegaT's FakeMT."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from toolkit.server.requests import endpoint, fields_of, key_of, plain_refusal, texts_of
from toolkit.server.service import Service

#: The path of OPUS-CAT's engine.
BASE = "/MTRestService"
# The one model of a pair, as the plug-ins list it.
_TAG = "bitext"
_BOTH = ["GET", "POST"]


async def _translations(request: Request, service: Service, text: str, source: str, target: str) -> list[str]:
    fields = await _checked(request, service)
    texts = texts_of(fields.get(text), text)
    service.check_size(texts)
    pair = service.pair(fields.get(source), fields.get(target))
    deadline = service.deadline()
    made = await service.run(lambda: service.translate(texts, pair, "text", deadline), request)
    return [one.text for one in made]


async def _checked(request: Request, service: Service) -> dict[str, Any]:
    """The fields of a request that has a key where one is asked for; a list as the body is the field ``input``."""
    fields = await fields_of(request, listed="input")
    service.check_key(key_of(request, fields, "tokenCode" if "tokenCode" in fields else "api_key"))
    return fields


async def _translation(request: Request, service: Service, text: str, source: str, target: str) -> str:
    return (await _translations(request, service, text, source, target))[0]


async def translate_json(request: Request, service: Service) -> Response:
    """A translation in an object."""
    made = await _translation(request, service, "input", "srcLangCode", "trgLangCode")
    return JSONResponse({"translation": made})


async def translate(request: Request, service: Service) -> Response:
    """A translation alone."""
    return JSONResponse(await _translation(request, service, "input", "srcLangCode", "trgLangCode"))


async def paragraph(request: Request, service: Service) -> Response:
    """A translation alone, as text without quotes (Wordfast Anywhere)."""
    return PlainTextResponse(await _translation(request, service, "input", "srcLangCode", "trgLangCode"))


async def batch(request: Request, service: Service) -> Response:
    """The translations of a list."""
    return JSONResponse(await _translations(request, service, "input", "srcLangCode", "trgLangCode"))


async def pre_order(request: Request, service: Service) -> Response:
    """Take a list that will be asked for one by one; nothing is translated ahead: shared batches are fast."""
    fields = await _checked(request, service)
    service.check_size(texts_of(fields.get("input"), "input"))
    service.pair(fields.get("srcLangCode"), fields.get("trgLangCode"))
    return Response()


async def pairs(request: Request, service: Service) -> Response:
    """The pairs, such as ``fr-en``."""
    return JSONResponse([f"{pair.source}-{pair.target}" for pair in service.pool.pairs])


async def tags(request: Request, service: Service) -> Response:
    """The models of a pair."""
    fields = await fields_of(request)
    service.pair(fields.get("srcLangCode"), fields.get("trgLangCode"))
    return JSONResponse([_TAG])


async def status(request: Request, service: Service) -> Response:
    """Whether a pair can be translated, in a sentence for people."""
    fields = await fields_of(request)
    source = fields.get("sourceCode") or fields.get("srcLangCode")
    pair = service.pair(source, fields.get("targetCode") or fields.get("trgLangCode"))
    return JSONResponse(f"Model for {pair.source}-{pair.target} available")


async def login(request: Request, service: Service) -> Response:
    """A token: the password is the API key, where keys are asked for."""
    fields = await fields_of(request)
    key: Any = fields.get("password")
    service.check_key(key)
    return JSONResponse(str(key or "0"))


async def fake_mt(request: Request, service: Service) -> Response:
    """OmegaT's FakeMT: ``/fakemt?source=fr&target=en&text=...``."""
    return JSONResponse({"translation": await _translation(request, service, "text", "source", "target")})


def routes() -> list[Route]:
    """Those of OPUS-CAT and FakeMT."""
    table: dict[str, tuple[Any, list[str]]] = {
        f"{BASE}/TranslateJson": (translate_json, _BOTH),
        f"{BASE}/Translate": (translate, _BOTH),
        f"{BASE}/TranslatePost": (translate_json, ["POST"]),
        f"{BASE}/TranslateParagraphJson": (translate, ["GET"]),
        f"{BASE}/TranslateStream": (paragraph, ["GET"]),
        f"{BASE}/BatchTranslate": (batch, _BOTH),
        f"{BASE}/PreOrderBatch": (pre_order, ["POST"]),
        f"{BASE}/ListSupportedLanguagePairs": (pairs, ["GET"]),
        f"{BASE}/GetLanguagePairModelTags": (tags, ["GET"]),
        f"{BASE}/CheckModelStatus": (status, ["GET"]),
        f"{BASE}/Login": (login, ["GET"]),
        "/fakemt": (fake_mt, ["GET"]),
    }
    return [
        Route(path, endpoint(handler, plain_refusal), methods=methods) for path, (handler, methods) in table.items()
    ]
