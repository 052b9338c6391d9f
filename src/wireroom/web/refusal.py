"""Answers to those who are not let in: a problem for a program, a page for a person."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Scope

from wireroom.web.pages.sheet import failed
from wireroom.web.problem import KINDS, for_program, problem


def refusal(scope: Scope, status: int, text: str, headers: Mapping[str, str] | None = None) -> Response:
    """The answer in the form of the one who asks."""
    if for_program(scope):
        return problem(status, text, headers=headers)
    carried = {"Cache-Control": "no-store", **(headers or {})}
    if not hasattr(getattr(scope.get("app"), "state", None), "serving"):
        return PlainTextResponse(f"{KINDS[status][1]}. {text}\n", status, carried)
    page = failed(Request(scope), status, text)
    page.headers.update(carried)
    return page
