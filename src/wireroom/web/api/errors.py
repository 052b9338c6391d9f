"""Errors of the API: every one of them a problem of RFC 9457, whatever part of the desk it comes from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response

from wireroom.ports import InputError, StoreError
from wireroom.web.placeless import logged, placeless
from wireroom.web.problem import for_program, problem
from wireroom.web.serving import serving

RETRY = "5"
"""Seconds after which to ask again where the store could not answer: a step between two commits is shorter."""
Handler = Callable[[Request, Any], Any]


def add_errors(app: FastAPI) -> None:
    """Lets the API answer errors as problems; those of pages stay with the handlers that are there already."""
    _add(app, HTTPException, _known)
    _add(app, RequestValidationError, _unreadable)
    _add(app, InputError, lambda request, error: problem(400, placeless(serving(request), error)))
    _add(app, StoreError, _store_failed)


def _add(app: FastAPI, kind: type[Exception], told: Callable[[Request, Any], Response]) -> None:
    before: Handler | None = app.exception_handlers.get(kind)

    async def answer(request: Request, error: Exception) -> Response:
        if for_program(request.scope):
            return told(request, error)
        if before is None:
            return PlainTextResponse("Something went wrong.\n", 500)
        found: Response = await before(request, error)
        return found

    app.add_exception_handler(kind, answer)


def _store_failed(request: Request, error: StoreError) -> Response:
    return problem(503, logged(serving(request), error), headers={"Retry-After": RETRY})


def _known(request: Request, error: HTTPException) -> Response:
    if error.status_code == 405:
        return problem(405, headers={"Allow": ", ".join(_allowed(request))})
    return problem(error.status_code, "" if error.detail == "Not Found" else str(error.detail), headers=error.headers)


def _allowed(request: Request) -> list[str]:
    """What can be done at an address, over all operations that it has."""
    described: dict[str, dict[str, Any]] = request.app.openapi()["paths"]
    path = request.url.path
    for address, operations in described.items():
        folder = address.partition("{")[0]
        if path == address or (folder != address and path.startswith(folder)):
            allowed = {name.upper() for name in operations}
            return sorted(allowed | ({"HEAD"} if "GET" in allowed else set()))
    return ["GET", "HEAD"]


def _unreadable(_: Request, error: RequestValidationError) -> Response:
    wrong = [{"where": ".".join(str(part) for part in one["loc"]), "why": str(one["msg"])} for one in error.errors()]
    return problem(400, "", errors=wrong)
