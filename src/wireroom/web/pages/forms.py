"""Forms: only those that our own pages gave out are taken, and what they hold is plain text.

A browser gets a random cookie that no other site can send (SameSite) or read; the token in a form is its signature with the
key of this run. The door has looked at the Origin before."""

from __future__ import annotations

import hmac
import re
import secrets
from hashlib import sha256
from typing import Annotated

from fastapi import Depends, HTTPException, Request
from starlette.responses import Response

from wireroom.web.serving import Serving, serving

COOKIE = "wireroom-desk"
NAME = "wireroom-who"
TOKEN = "token"  # noqa: S105 (the name of a field)
FIELDS = 40
"""Fields that a form may have."""
_MARK = re.compile(r"[\w-]{20,64}")
LASTING = 180 * 24 * 3600
"""Seconds for which a browser remembers who decides."""


class Form(dict[str, str]):
    """The fields of a form by name, the last of each; `all` has every value of one."""

    def __init__(self, items: list[tuple[str, str]]) -> None:
        super().__init__(items)
        self._items = items

    def all(self, name: str) -> list[str]:
        """Every value of a field that may stand more than once, in order."""
        return [value for key, value in self._items if key == name]


def mark_of(request: Request) -> str:
    """The mark of the browser; a new one when it has none."""
    found = request.cookies.get(COOKIE, "")
    return found if _MARK.fullmatch(found) else secrets.token_urlsafe(24)


def token_of(held: Serving, mark: str) -> str:
    """The token that a form given to the browser of this mark must bring back."""
    return hmac.new(held.key, mark.encode("ascii"), sha256).hexdigest()


def remember(request: Request, response: Response, mark: str) -> None:
    """Gives the browser its mark where it has none."""
    if request.cookies.get(COOKIE) != mark:
        response.set_cookie(COOKIE, mark, httponly=True, samesite="strict", path="/", secure=request.url.scheme == "https")


async def checked(request: Request, held: Annotated[Serving, Depends(serving)]) -> Form:
    """The fields of a form that one of our pages gave to this browser; anything else is refused."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise HTTPException(400, "Only a form of this desk is taken here.")
    async with request.form(max_files=0, max_fields=FIELDS) as given:
        items = [(name, value) for name, value in given.multi_items() if isinstance(value, str)]
    mark = request.cookies.get(COOKIE, "")
    token = dict(items).get(TOKEN, "")
    if not _MARK.fullmatch(mark) or not hmac.compare_digest(token.encode(), token_of(held, mark).encode()):
        raise HTTPException(403, "This form is not from this run of the desk: go back, load the page anew, and send it again.")
    return Form(items)


Checked = Annotated[Form, Depends(checked)]
