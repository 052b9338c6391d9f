"""The command line: one function a command, a module a group of commands. It parses, calls, prints, and exits; nothing heavy is
imported before it is needed.

Exit status: 0 done, 1 done but nothing could be used or something is not as it should be, 2 a usage or input error or a store
that failed (one line on standard error), 130 interrupted.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

from wireroom import __version__
from wireroom.cli import decisions, move, reports, running, serving, stored, tokens, upkeep, watching
from wireroom.cli.output import clean, sink
from wireroom.engine.memory import collect_seldom

__all__ = ["main", "run", "sink"]


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and exit with its status."""
    collect_seldom()
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """The exit status of one command; errors that wireroom raises on purpose become one line on standard error."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.command is None:
        parser.print_help()
        return 0
    from wireroom.ports import WireroomError

    try:
        status: int = options.command(options)
        sys.stdout.flush()
    except WireroomError as error:
        return _refused(str(error))
    except BrokenPipeError:
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("wireroom: interrupted", file=sys.stderr)
        return 130
    except OSError as error:
        return _refused(f"{error.filename or 'output'}: {error.strerror or error}")
    return status


def _refused(message: str) -> int:
    print(f"wireroom: {clean(message)}", file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="wireroom",
        description="Give it the reports; get the story: who said what, which reports are copies, what cannot hold together.",
        epilog="`wireroom COMMAND --help` explains each command.",
    )
    parser.add_argument("--version", action="version", version=f"wireroom {__version__}")
    parser.set_defaults(command=None)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for group in (reports, running, stored, watching, serving, tokens, decisions, move, upkeep):
        group.commands(commands)
    return parser
