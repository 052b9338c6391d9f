"""The application: the door, the pages, the API and the static files, over one store."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from fastapi import FastAPI
from starlette.responses import FileResponse
from starlette.staticfiles import StaticFiles

from wireroom import __version__, render
from wireroom.web import api, login, pages
from wireroom.web.asks import Asks
from wireroom.web.guard import Guard
from wireroom.web.heads import Heads
from wireroom.web.limits import Limits
from wireroom.web.serving import Serving

HERE = Path(__file__).parent
STYLE = Path(render.__file__).parent / "templates" / "dossier.css"


def sheet_of_dossiers() -> FileResponse:
    """The style sheet that every rendering of a dossier has."""
    return FileResponse(STYLE)


def application(held: Serving) -> FastAPI:
    """The web desk over a store that stays open as long as the application is used."""
    app = FastAPI(
        title="wireroom",
        version=__version__,
        summary="Who said what, which reports are copies, and where accounts cannot hold together.",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        swagger_ui_oauth2_redirect_url=None,
        redirect_slashes=False,
        generate_unique_id_function=lambda route: route.name,
    )
    app.state.serving = held
    app.include_router(api.router)
    app.include_router(login.router)
    app.include_router(pages.router)
    pages.add_errors(app)
    api.add_errors(app)
    app.add_api_route("/static/dossier.css", sheet_of_dossiers, include_in_schema=False)
    app.openapi = cache(lambda: api.described(app, guarded=held.access.guarded))  # type: ignore[method-assign]
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    app.add_middleware(Limits)
    app.add_middleware(Asks, access=held.access)
    app.add_middleware(Heads)
    app.add_middleware(Guard, hosts=held.hosts)
    return app
