"""The door: which requests come in, and what every answer carries.

- A Host header that is not one of ours is refused, so that a foreign name pointed at this machine (DNS rebinding) gets nothing.
- What changes something must come from our own pages: the Origin of a browser must be ours.
- A body is at most `LARGEST` bytes, a request takes at most `LONGEST` seconds; a slow one is answered and does not hold others.
- Every answer forbids everything that the desk does not use: no inline script or style, no frames, nothing from elsewhere."""

from __future__ import annotations

from time import monotonic
from urllib.parse import urlsplit

from anyio import fail_after
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from wireroom.store.database import DEADLINE
from wireroom.web.problem import for_program, problem

LARGEST = 16_000_000
"""Bytes of a body that is taken in: a long report with its pictures' captions has one."""
LONGEST = 30.0
"""Seconds that a request may take: the slowest page of a store of 12,799 reports took a tenth of this."""
LONGEST_STEP = 10.0
"""Seconds after which a step in the store is broken off: what works in a thread cannot be left before it ends by itself."""
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)
CARRIED = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
"""Headers of every answer."""


class TooLargeError(Exception):
    """A body grew past `LARGEST` while it was read."""


class Guard:
    """The application behind the door. `hosts` are the names that we answer to, without a port."""

    def __init__(
        self,
        app: ASGIApp,
        hosts: frozenset[str],
        *,
        largest: int = LARGEST,
        longest: float = LONGEST,
        step: float = LONGEST_STEP,
    ) -> None:
        self._app = app
        self._hosts = hosts
        self._largest = largest
        self._longest = longest
        self._step = step

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def carried(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in CARRIED.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "private, no-cache")
            await send(message)

        refused = self._refused(scope)
        if refused is not None:
            await refused(scope, receive, carried)
            return
        DEADLINE.set(monotonic() + self._step)
        try:
            with fail_after(self._longest):
                await self._app(scope, self._metered(receive), carried)
        except TimeoutError:
            if started:
                raise
            await _told(scope, 503, "This took too long and was broken off.")(scope, receive, carried)
        except TooLargeError:
            if started:
                raise
            await self._large(scope)(scope, receive, carried)
        except Exception:
            if not started:
                text = "This is a fault of wireroom's; the terminal it runs in says more."
                await _told(scope, 500, text)(scope, receive, carried)
            raise

    def _refused(self, scope: Scope) -> Response | None:
        """The answer to a request that does not come in."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if name_of(host) not in self._hosts:
            return _told(scope, 421, "This desk does not answer to that name.")
        if scope["method"] not in SAFE:
            origin = headers.get("origin")
            if origin is not None and urlsplit(origin).netloc.lower() != host.lower():
                return _told(scope, 403, "This request comes from another site.")
            if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
                return _told(scope, 403, "This request comes from another site.")
        length = headers.get("content-length", "0")
        if length.isdecimal() and int(length[:20]) > self._largest:
            return self._large(scope)
        return None

    def _large(self, scope: Scope) -> Response:
        return _told(scope, 413, f"At most {self._largest:,} bytes at a time.")

    def _metered(self, receive: Receive) -> Receive:
        taken = 0

        async def metered() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self._largest:
                raise TooLargeError
            return message

        return metered


def name_of(host: str) -> str:
    """The host of a Host header without its port, in lower case; empty when it is none."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _told(scope: Scope, status: int, text: str) -> Response:
    return problem(status, text) if for_program(scope) else PlainTextResponse(text + "\n", status)
