"""Errors for programs, as RFC 9457 has them: what went wrong, once for the machine and once in a line for a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.responses import Response
from starlette.types import Scope

from wireroom.render.json import dumps_line

MEDIA = "application/problem+json"
API = "/api/"
"""Where the addresses of programs begin; all others are pages for people."""
KINDS: Mapping[int, tuple[str, str]] = {
    400: ("bad-request", "That cannot be read"),
    401: ("who-are-you", "Say who you are"),
    403: ("not-allowed", "Not allowed"),
    404: ("not-found", "Not found"),
    405: ("method-not-allowed", "Not done here"),
    413: ("too-large", "Too large"),
    415: ("unsupported-media-type", "This form is not read"),
    421: ("misdirected", "Not our name"),
    429: ("too-often", "Too often"),
    500: ("failed", "Something went wrong"),
    503: ("not-now", "Not now"),
}
"""Every status of an error that is answered, with the last part of its type and its title."""


def problem(
    status: int,
    detail: str = "",
    *,
    errors: Sequence[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The answer for an error. `errors` are the parameters that cannot be meant, each with `where` and `why`."""
    kind, title = KINDS.get(status, KINDS[500])
    record: dict[str, Any] = {"type": f"urn:wireroom:problem:{kind}", "title": title, "status": status}
    if detail:
        record["detail"] = " ".join(detail.split())
    if errors:
        record["errors"] = [dict(one) for one in errors]
    carried = {"Cache-Control": "no-store", **(headers or {})}
    return Response(dumps_line(record) + "\n", status, carried, MEDIA)


def for_program(scope: Scope) -> bool:
    """Whether a request is to the API, whose errors are for programs."""
    return str(scope.get("path", "")).startswith(API)
