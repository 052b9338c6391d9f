"""The API's own description: OpenAPI 3.1, whose shapes are those of the published JSON schemas and of `shapes`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, Literal

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from wireroom.render.json import schema
from wireroom.web.access import OPEN
from wireroom.web.api.shapes import SHAPES
from wireroom.web.problem import KINDS, MEDIA

ALWAYS = (401, 403, 421, 429, 503)
"""Errors that any request may be answered with."""
_REFS = "#/components/schemas/"
_PUBLISHED: Mapping[str, Literal["reading-1", "dossier-1"]] = {"Dossier": "dossier-1", "Reading": "reading-1"}
_ABOUT = """Everything that the web desk shows, for programs. Answers are only ever extended: pass over keys that you do not
know.

Offsets are Unicode code points, half-open, into the `text` of a report. Times are ISO 8601, cut to the precision known. What is
not known is null. Lists come by the page: ask again with `cursor` set to `next`, or follow `Link: rel="next"`. Every answer has
an ETag; ask with If-None-Match and get 304 while nothing changed. Errors are `application/problem+json` (RFC 9457)."""
TAGS = {
    "stories": "Which reports tell of one development, what they say of it, and who copied whom.",
    "reports": "Single reports: found, read, compared, and as they were received.",
    "intake": "What came in, what was rejected and why, and the bytes as received.",
    "log": "What is new, and what people decided.",
    "desk": "The desk itself.",
}


def answers(
    shape: str | None,
    *errors: int,
    status: int = 200,
    media: Mapping[str, Mapping[str, Any]] | None = None,
    tagged: bool = True,
    headers: Mapping[str, str] | None = None,
) -> dict[int | str, dict[str, Any]]:
    """Every documented answer of an operation: `shape` as JSON, or those of `media`, 304 where it is `tagged`, and errors."""
    content = media or {"application/json": {"schema": {"$ref": _REFS + str(shape)}, **_example(str(shape))}}
    told = {name: {"description": what, "schema": {"type": "string"}} for name, what in (headers or {}).items()}
    if tagged:
        told["ETag"] = {"description": "By what the answer is known again.", "schema": {"type": "string"}}
    found: dict[int | str, dict[str, Any]] = {status: {"description": "As asked for.", "content": content, "headers": told}}
    if tagged:
        found[304] = {"description": "As If-None-Match has it."}
    return found | failures(400, *errors)


def failures(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The errors of an operation and those that any may have."""
    return {
        status: {
            "description": KINDS[status][1],
            "content": {MEDIA: {"schema": {"$ref": _REFS + "Problem"}, "example": _problem(status)}},
        }
        for status in sorted({*statuses, *ALWAYS})
    }


def _problem(status: int) -> dict[str, Any]:
    return {"type": f"urn:wireroom:problem:{KINDS[status][0]}", "title": KINDS[status][1], "status": status}


@cache
def examples() -> Mapping[str, Any]:
    """An example of each shape, made from the invented reports of `examples/`."""
    file = resources.files("wireroom.web.api") / "examples.json"
    found: dict[str, Any] = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    return found


def _example(shape: str) -> dict[str, Any]:
    return {"example": examples()[shape]} if shape in examples() else {}


def components() -> dict[str, Any]:
    """Every shape by name: ours, and the published schemas with their parts under names of their own."""
    found: dict[str, Any] = dict(SHAPES)
    for name, contract in _PUBLISHED.items():
        found |= flattened(name, schema(contract))
    return {name: found[name] for name in sorted(found)}


def flattened(name: str, whole: Mapping[str, Any]) -> dict[str, Any]:
    """A JSON schema with its `$defs` as shapes beside it: `Dossier`, `Dossier.thread` and so on."""
    parts = {f"{name}.{part}": one for part, one in whole.get("$defs", {}).items()}
    own = {key: one for key, one in whole.items() if key not in ("$schema", "$id", "$defs")}
    moved: dict[str, Any] = _moved({name: own, **parts}, name)
    return moved


def _moved(value: Any, name: str) -> Any:
    if isinstance(value, dict):
        return {key: _moved(one, name) for key, one in value.items()}
    if isinstance(value, list):
        return [_moved(one, name) for one in value]
    if isinstance(value, str) and value.startswith("#/$defs/"):
        return f"{_REFS}{name}.{value.removeprefix('#/$defs/')}"
    return value


def described(app: FastAPI, *, guarded: bool) -> dict[str, Any]:
    """The whole description. With `guarded` it says that a token is asked for."""
    found = get_openapi(
        title="wireroom",
        version=app.version,
        openapi_version="3.1.0",
        summary=app.summary,
        description=_ABOUT,
        routes=app.routes,
        tags=[{"name": name, "description": what} for name, what in TAGS.items()],
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        separate_input_output_schemas=False,
    )
    for address, path in found["paths"].items():
        for operation in path.values():
            if guarded and address.startswith(OPEN):
                operation["security"] = []
            operation["responses"].pop("422", None)  # ours are 400, and problems
    models = {name: one for name, one in found["components"]["schemas"].items() if "ValidationError" not in name}
    found["components"] = {"schemas": models | components()}
    if guarded:
        found["components"]["securitySchemes"] = {
            "token": {"type": "http", "scheme": "bearer", "description": "A token of `wireroom token new`."},
            "session": {"type": "apiKey", "in": "cookie", "name": "wireroom", "description": "A browser that logged in."},
        }
        found["security"] = [{"token": []}, {"session": []}]
    found["servers"] = [{"url": "/", "description": "This desk"}]
    return found
