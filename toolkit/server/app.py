"""The application: all interfaces over one service, behind the guard."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from toolkit.server import deepl, libretranslate, opuscat, page, work
from toolkit.server.guard import Guard
from toolkit.server.pool import Loader
from toolkit.server.service import Service
from toolkit.server.settings import Settings


def make_app(settings: Settings, loader: Loader | None = None) -> Starlette:
    """Make the application of a server.

    Args:
        settings: how it works.
        loader: makes an engine for a pair; None for the installed models.

    Raises:
        InputError: the settings cannot be used.
    """
    service = Service(settings, loader)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        service.pool.close()
        if service.bench is not None:
            service.bench.project.close()

    app = Starlette(
        routes=[*libretranslate.routes(), *opuscat.routes(), *deepl.routes(), *page.routes(), *work.routes()],
        middleware=[Middleware(Guard, settings=settings)],
        exception_handlers={HTTPException: _refused},
        lifespan=lifespan,
    )
    app.state.service = service
    return app


async def _refused(request: Request, error: Exception) -> Response:
    """What the routes do not know, such as a path or a method, in the words of every interface."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    text = {404: "Not found", 405: "Method not allowed"}.get(status, "Invalid request")
    return JSONResponse({"error": text, "message": text}, status)
