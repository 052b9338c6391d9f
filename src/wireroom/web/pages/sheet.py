"""How a page is set: templates with what all of them use, and the pages of errors."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import unquote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from wireroom.ports import InputError, StoreError
from wireroom.render import words
from wireroom.render.clean import cleaned
from wireroom.render.html import MARK_CLASS, VOICE_WORDS
from wireroom.web import links
from wireroom.web.access import Caller
from wireroom.web.pages import forms
from wireroom.web.placeless import logged, placeless
from wireroom.web.serving import serving
from wireroom.web.views.report import POINTED

NAMES = {
    400: "That cannot be read",
    401: "Say who you are",
    403: "Not from here",
    404: "Not found",
    405: "Not done here",
    413: "Too large",
    429: "Too often",
    503: "Not now",
}
"""What an error is called, by its status."""
UNREADABLE = "The address cannot be read."
LONGEST = 120
"""Characters of a name that a form offers."""
KEYS = "wireroom-keys"
"""The cookie that turns the keys off."""


@cache
def environment() -> Environment:
    """The templates of the desk, which may use the parts of a dossier."""
    loader = ChoiceLoader([PackageLoader("wireroom.web", "templates"), PackageLoader("wireroom.render", "templates")])
    made = Environment(
        loader=loader,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )
    made.globals |= {
        "words": words,
        "plain": cleaned,
        "links": links,
        "voice_words": VOICE_WORDS,
        "mark_class": {POINTED: "pointed", **dict(enumerate(MARK_CLASS))},
    }
    made.filters["offered"] = offered
    return made


def offered(name: str) -> tuple[str, str] | None:
    """A name as a form offers it; None for one that could not be asked for as it is."""
    return (name, name) if name == cleaned(name) and '"' not in name and len(name) <= LONGEST else None


def sheet(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page from its template; `here` is the part of the desk that the page belongs to."""
    mark, held = forms.mark_of(request), serving(request)
    caller: Caller | None = getattr(request.state, "caller", None)
    told = {
        "here": "",
        "asked_for": "",
        "token": forms.token_of(held, mark),
        "keys": request.cookies.get(KEYS, "on") != "off",
        "guarded": held.access.guarded,
        "you": cleaned(caller.name) if caller is not None and caller.name else "",
        "who": unquote(request.cookies.get(forms.NAME, "")),
        **values,
    }
    answer = HTMLResponse(environment().get_template(template).render(**told), status)
    forms.remember(request, answer, mark)
    return answer


def add_errors(app: FastAPI) -> None:
    """Lets pages answer errors as pages: what was asked for cannot be meant, is not there, or the store fails."""

    async def meant(request: Request, error: Exception) -> Response:
        return failed(request, 400, placeless(serving(request), error) if isinstance(error, InputError) else UNREADABLE)

    async def broken(request: Request, error: Exception) -> Response:
        return failed(request, 503, logged(serving(request), error) if isinstance(error, StoreError) else "")

    async def known(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        detail = error.detail if isinstance(error, HTTPException) else ""
        return failed(request, status, detail)

    app.add_exception_handler(InputError, meant)
    app.add_exception_handler(RequestValidationError, meant)
    app.add_exception_handler(StoreError, broken)
    app.add_exception_handler(HTTPException, known)


def failed(request: Request, status: int, text: str) -> HTMLResponse:
    """The page of an error."""
    name = NAMES.get(status, "Something went wrong")
    return sheet(request, "failed.html.jinja", status, title=name, text=cleaned(text) or name)
