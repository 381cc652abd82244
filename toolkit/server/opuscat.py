"""The interfaces of OPUS-CAT's engine, for its plug-ins in Trados, memoQ and OmegaT, and of OmegaT's FakeMT."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from toolkit.server.requests import endpoint, fields_of, key_of, plain_refusal, texts_of
from toolkit.server.service import Service

#: The path of OPUS-CAT's engine.
BASE = "/MTRestService"
# The one model of a pair, as the plug-ins list it.
_TAG = "bitext"


async def _translation(request: Request, service: Service, text: str, source: str, target: str) -> str:
    fields = await fields_of(request)
    service.check_key(key_of(request, fields, "tokenCode" if "tokenCode" in fields else "api_key"))
    texts = texts_of(fields.get(text), text)
    service.check_size(texts)
    pair = service.pair(fields.get(source), fields.get(target))
    deadline = service.deadline()
    [made] = await service.run(lambda: service.translate(texts[:1], pair, "text", deadline))
    return made.text


async def translate_json(request: Request, service: Service) -> Response:
    """A translation in an object."""
    made = await _translation(request, service, "input", "srcLangCode", "trgLangCode")
    return JSONResponse({"translation": made})


async def translate(request: Request, service: Service) -> Response:
    """A translation alone."""
    return JSONResponse(await _translation(request, service, "input", "srcLangCode", "trgLangCode"))


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
    table: dict[str, Any] = {
        f"{BASE}/TranslateJson": translate_json,
        f"{BASE}/Translate": translate,
        f"{BASE}/ListSupportedLanguagePairs": pairs,
        f"{BASE}/GetLanguagePairModelTags": tags,
        f"{BASE}/CheckModelStatus": status,
        f"{BASE}/Login": login,
        "/fakemt": fake_mt,
    }
    return [Route(path, endpoint(handler, plain_refusal), methods=["GET"]) for path, handler in table.items()]
