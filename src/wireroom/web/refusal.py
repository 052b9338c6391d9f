"""Answers to those who are not let in: a problem for a program, a page for a person."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Scope

from wireroom.web.pages.sheet import failed
from wireroom.web.problem import for_program, problem


def refusal(scope: Scope, status: int, text: str, headers: Mapping[str, str] | None = None) -> Response:
    """The answer in the form of the one who asks."""
    if for_program(scope):
        return problem(status, text, headers=headers)
    page = failed(Request(scope), status, text)
    page.headers.update({"Cache-Control": "no-store", **(headers or {})})
    return page
