"""Tokens by which programs and people say who they are: a file that holds what each may do, and never a token itself.

A token is `wr_ID_SECRET`, the secret being 256 random bits. The file keeps its sha256, which is enough for what nobody can
guess; a slow digest is for what people choose. Every token ends, and may do no more than its scopes say."""

from __future__ import annotations

import hmac
import json
import os
import re
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Literal, get_args

from wireroom.ports import InputError, SettingsError

Scope = Literal["read", "add", "decide"]
"""What one may do: see everything, hand in reports, put decisions over the machine's answer."""
SCOPES: tuple[Scope, ...] = get_args(Scope)
SCHEMA = "wireroom.tokens/1"
LONGEST = 366
"""Days for which a token holds at most; who needs it longer makes another."""
LARGEST = 5_000_000
"""Bytes of the largest file of tokens that is read: twenty thousand of them."""
_SECRET = 32
_TOKEN = re.compile(r"wr_([0-9a-f]{10})_([A-Za-z0-9_-]{43})")
_NOBODY = sha256(b"").hexdigest()
_OTHERS_WRITE = 0o022


@dataclass(frozen=True, slots=True)
class Token:
    """What the file keeps of a token: its id, whose it is, what it may do, when it was made and when it ends (ISO, UTC)."""

    id: str
    name: str
    scopes: tuple[Scope, ...]
    made: str
    expires: str
    sha256: str

    def holds(self, at: datetime) -> bool:
        """Whether it has not ended at a moment."""
        return at < datetime.fromisoformat(self.expires)


class Tokens:
    """The tokens of a file, read again whenever it changed. Raises SettingsError, in a line, for a file that cannot be used."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
        self._seen: tuple[int, int, int] | None = None
        self._held: dict[str, Token] = {}

    def all(self) -> Sequence[Token]:
        """Every token of the file, in the order in which they were made."""
        return tuple(self._read().values())

    def get(self, name: str) -> Token | None:
        """The token of an id, whether it ended or not."""
        return self._read().get(name)

    def of(self, given: str, at: datetime) -> Token | None:
        """The token that somebody shows, when it holds at that moment. Takes as long for a wrong one as for a right one."""
        found = _TOKEN.fullmatch(given)
        token = self._read().get(found[1]) if found else None
        shown = sha256((found[2] if found else given).encode("utf-8", "replace")).hexdigest()
        same = hmac.compare_digest(shown, token.sha256 if token else _NOBODY)
        return token if token is not None and same and token.holds(at) else None

    def new(self, name: str, scopes: Sequence[Scope], days: int, at: datetime) -> tuple[Token, str]:
        """A new token, kept in the file, and what its owner must show. Raises InputError for what it cannot be."""
        name = " ".join(name.split())
        if not name or len(name) > 200 or not name.isprintable():
            raise InputError("a token says in a few words whose it is: --name")
        if not 1 <= days <= LONGEST:
            raise InputError(f"a token holds for 1 to {LONGEST} days")
        if not scopes:
            raise InputError(f"a token may do something: {', '.join(SCOPES)}")
        secret = secrets.token_urlsafe(_SECRET)
        key = secrets.token_hex(5)
        ends = at + timedelta(days=days)
        ordered = tuple(one for one in SCOPES if one in scopes)
        token = Token(key, name, ordered, _iso(at), _iso(ends), sha256(secret.encode()).hexdigest())
        self._write([*(self._read().values() if self.path.exists() else ()), token])
        return token, f"wr_{key}_{secret}"

    def revoke(self, name: str) -> Token:
        """Takes a token out of the file. Raises InputError when there is none of that id."""
        held = dict(self._read())
        gone = held.pop(name, None)
        if gone is None:
            raise InputError(f"{self.path}: there is no token {name!r}; `wireroom token list` names them")
        self._write(list(held.values()))
        return gone

    def _read(self) -> dict[str, Token]:
        try:
            about = self.path.stat()
            seen = (about.st_mtime_ns, about.st_size, about.st_ino)
            with self._lock:
                if seen != self._seen:
                    if os.name == "posix" and about.st_mode & _OTHERS_WRITE:
                        raise SettingsError(f"{self.path}: others may write it; `chmod 600` it first")
                    if about.st_size > LARGEST:
                        raise SettingsError(f"{self.path}: larger than a file of tokens can be")
                    self._held = _tokens(self.path.read_text("utf-8"))
                    self._seen = seen
                return self._held
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            reason = error.strerror if isinstance(error, OSError) else "not a file of tokens"
            raise SettingsError(f"{self.path}: {reason}") from error

    def _write(self, tokens: Sequence[Token]) -> None:
        """Puts the file in its place whole; only its owner may read it. The file beside it keeps two from writing at once."""
        record = {"schema": SCHEMA, "tokens": [asdict(one) for one in tokens]}
        beside = self.path.with_name(f"{self.path.name}.part")
        try:
            number = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            raise SettingsError(f"{beside}: another process writes the tokens; remove the file if none does") from None
        except OSError as error:
            raise SettingsError(f"{self.path}: {error.strerror}") from error
        try:
            with os.fdopen(number, "w", encoding="utf-8") as out:
                out.write(json.dumps(record, indent=1, ensure_ascii=False) + "\n")
            beside.replace(self.path)
        except OSError as error:
            with suppress(OSError):
                beside.unlink()
            raise SettingsError(f"{self.path}: {error.strerror}") from error


def _tokens(text: str) -> dict[str, Token]:
    record = json.loads(text)
    if record["schema"] != SCHEMA:
        raise ValueError(text[:20])
    found: dict[str, Token] = {}
    for one in record["tokens"]:
        token = Token(**{**one, "scopes": tuple(one["scopes"])})
        ends = datetime.fromisoformat(token.expires)
        good = all(isinstance(value, str) for value in (token.id, token.name, token.made, token.sha256))
        if not good or ends.tzinfo is None or not set(token.scopes) <= set(SCOPES) or len(token.sha256) != len(_NOBODY):
            raise ValueError(token.id)
        found[token.id] = replace(token, name=token.name[:200])
    return found


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
