"""The command that lets others in: `token`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from wireroom.cli.options import has_settings, has_tokens, positive, settings_of
from wireroom.cli.output import clean, note

if TYPE_CHECKING:
    from wireroom.web.tokens import Tokens


def commands(group: Any) -> None:
    """Adds the command of this module."""
    token = group.add_parser("token", help="who may use the web desk, and for what", description=_new.__doc__)
    deeds = token.add_subparsers(title="deeds", metavar="DEED", required=True)
    new = deeds.add_parser("new", help="make a token", description=_new.__doc__)
    new.add_argument("--name", required=True, metavar="NAME", help="whose it is, or what for; it signs their decisions")
    new.add_argument("--scopes", default="read", metavar="LIST", help="read, add, decide, with commas between (read)")
    new.add_argument("--days", type=positive, default=90, metavar="N", help="how long it holds (90)")
    new.set_defaults(command=_new)
    known = deeds.add_parser("list", help="every token, without its secret", description=_list.__doc__)
    known.set_defaults(command=_list)
    revoke = deeds.add_parser("revoke", help="a token holds no longer", description=_revoke.__doc__)
    revoke.add_argument("id", metavar="ID", help="as `token list` names it")
    revoke.set_defaults(command=_revoke)
    for parser in (new, known, revoke):
        has_tokens(parser)
        has_settings(parser)


def _new(options: argparse.Namespace) -> int:
    """Make a token and print it, once: the file keeps its digest. Whoever shows it may do what its scopes say until it ends:
    read (see everything), add (hand in reports), decide (put decisions over the machine's answer)."""
    from datetime import UTC, datetime

    from wireroom.ports import InputError
    from wireroom.web.tokens import SCOPES

    asked = [one.strip() for one in options.scopes.split(",") if one.strip()]
    unknown = [one for one in asked if one not in SCOPES]
    if unknown:
        raise InputError(f"there is no scope {unknown[0]!r}; scopes are {', '.join(SCOPES)}")
    scopes = [one for one in SCOPES if one in asked]
    token, shown = _tokens(options).new(options.name, scopes, options.days, datetime.now(UTC))
    note(f"token {token.id} of {token.name} may {', '.join(token.scopes)} until {token.expires}; it is shown only now:")
    print(shown)
    return 0


def _list(options: argparse.Namespace) -> int:
    """List every token: id, when it ends, whether it holds, what it may do, whose it is. Status 1 when there is none."""
    from datetime import UTC, datetime

    tokens = _tokens(options)
    found = tokens.all() if tokens.path.exists() else ()
    at = datetime.now(UTC)
    for one in found:
        holds = "holds" if one.holds(at) else "ended"
        print(clean(f"{one.id}  {one.expires}  {holds}  {','.join(one.scopes)}  {one.name}"))
    return 0 if found else 1


def _revoke(options: argparse.Namespace) -> int:
    """Take a token out of the file: whoever shows it is turned away at once, and browsers that logged in with it too."""
    gone = _tokens(options).revoke(options.id)
    note(f"token {gone.id} of {gone.name} holds no longer")
    return 0


def _tokens(options: argparse.Namespace) -> Tokens:
    from pathlib import Path

    from wireroom.ports import InputError
    from wireroom.web.tokens import Tokens

    named = settings_of(options).tokens
    if not named:
        raise InputError("name a file of tokens: --tokens FILE, or the setting `tokens`")
    return Tokens(Path(named))
