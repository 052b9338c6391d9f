"""How an answer is set: JSON with a tag by which it is known again, and cursors."""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from starlette.responses import Response

from wireroom.ports import InputError
from wireroom.render.json import dumps_line

KEPT = "private, no-cache"
"""An answer may be kept by the one who asked, and is held against its tag each time."""
_LONGEST_CURSOR = 2_000
Key = tuple[str | int | None, ...]


def answered(
    request: Request,
    make: Callable[[], Mapping[str, Any] | bytes],
    *,
    tag: str | None = None,
    media: str = "application/json",
    headers: Mapping[str, str] | None = None,
) -> Response:
    """What was asked for, or 304 for one who has it. With `tag`, which must change with every byte, it is made only when asked
    for anew; without, the tag is the digest of the bytes."""
    if tag is not None and _has(request, tag):
        return _unchanged(tag, headers)
    made = make()
    body = made if isinstance(made, bytes) else (dumps_line(made) + "\n").encode()
    name = tag or hashlib.sha256(body).hexdigest()[:32]
    if tag is None and _has(request, name):
        return _unchanged(name, headers)
    return Response(body, 200, {"ETag": f'"{name}"', "Cache-Control": KEPT, **(headers or {})}, media)


def _unchanged(tag: str, headers: Mapping[str, str] | None) -> Response:
    kept = {name: value for name, value in (headers or {}).items() if name in ("Vary", "Link")}
    return Response(status_code=304, headers={"ETag": f'"{tag}"', "Cache-Control": KEPT, **kept})


def _has(request: Request, tag: str) -> bool:
    """Whether If-None-Match names the tag, compared weakly (RFC 9110, 13.1.2)."""
    given = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    return "*" in given or f'"{tag}"' in given


def paged(request: Request, key: Key | None) -> tuple[str | None, dict[str, str]]:
    """The cursor of the next page with the header that links to it; None and no header on the last."""
    if key is None:
        return None, {}
    cursor = urlsafe_b64encode(json.dumps(key, separators=(",", ":")).encode()).rstrip(b"=").decode()
    asked = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    address = f"{request.url.path}?{urlencode([*asked, ('cursor', cursor)], errors='replace')}"
    return cursor, {"Link": f'<{address}>; rel="next"'}


def key_of(cursor: str | None, *kinds: Sequence[type]) -> Key | None:
    """The key that a cursor holds, its parts of these types in turn; None without a cursor. Raises InputError for one that is
    none of ours."""
    if cursor is None:
        return None
    try:
        if len(cursor) > _LONGEST_CURSOR:
            raise ValueError(cursor)
        parts = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if not isinstance(parts, list) or len(parts) != len(kinds):
            raise ValueError(cursor)
        if any(type(part) not in kind for part, kind in zip(parts, kinds, strict=True)):
            raise ValueError(cursor)
        if any(isinstance(part, int) and abs(part) >= 2**63 for part in parts):
            raise ValueError(cursor)
    except (ValueError, NotBase64, RecursionError):
        raise InputError("the cursor is not one that was given here for these filters") from None
    return tuple(parts)
