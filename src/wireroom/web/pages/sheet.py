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
from wireroom.web.pages import forms
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
    mark = forms.mark_of(request)
    told = {
        "here": "",
        "asked_for": "",
        "token": forms.token_of(request.app.state.serving, mark),
        "keys": request.cookies.get(KEYS, "on") != "off",
        "who": unquote(request.cookies.get(forms.NAME, "")),
        **values,
    }
    answer = HTMLResponse(environment().get_template(template).render(**told), status)
    forms.remember(request, answer, mark)
    return answer


def add_errors(app: FastAPI) -> None:
    """Lets pages answer errors as pages: what was asked for cannot be meant, is not there, or the store fails."""

    def told(status: int, text: str) -> Any:
        async def answer(request: Request, error: Exception) -> Response:
            return failed(request, status, text or str(error))

        return answer

    async def known(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        detail = error.detail if isinstance(error, HTTPException) else ""
        return failed(request, status, detail)

    app.add_exception_handler(InputError, told(400, ""))
    app.add_exception_handler(StoreError, told(503, ""))
    app.add_exception_handler(RequestValidationError, told(400, "The address cannot be read."))
    app.add_exception_handler(HTTPException, known)


def failed(request: Request, status: int, text: str) -> HTMLResponse:
    """The page of an error."""
    name = NAMES.get(status, "Something went wrong")
    return sheet(request, "failed.html.jinja", status, title=name, text=cleaned(text) or name)
