"""The command that stays: `watch`."""

from __future__ import annotations

import argparse
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wireroom.cli.options import has_store, positive, settings_of, works
from wireroom.cli.output import counted, note
from wireroom.cli.stored import now, store_of

if TYPE_CHECKING:
    from wireroom.duty import Duty
    from wireroom.intake.watch import Answer, Watch
    from wireroom.store.store import SqlStore

QUIET = 15.0
"""Seconds between two looks at what other processes left in the store."""
FULL = 40
"""New captures after which stories are written up even while other feeds are due."""


def commands(group: Any) -> None:
    """Adds the command of this module."""
    watch = group.add_parser("watch", help="ask feeds again and again, and keep what they bring", description=_watch.__doc__)
    watch.add_argument("feeds", metavar="FEEDS.opml", type=Path, help="the list of feeds")
    watch.add_argument("--every", type=positive, default=15, metavar="MINUTES", help="between two requests of a feed (15)")
    watch.add_argument("--pause", type=positive, default=2, metavar="SECONDS", help="between two requests of a host (2)")
    watch.add_argument("--follow", action="store_true", help="fetch the article behind each new entry too")
    watch.add_argument("--once", action="store_true", help="ask every feed that is due, and end")
    watch.add_argument("--notify", metavar="COMMAND", help="run this for each dispute, correction, retraction, lost voice")
    watch.add_argument("--notify-atom", metavar="FILE", type=Path, help="write them to this Atom file")
    works(watch)
    has_store(watch)
    watch.set_defaults(command=_watch)


def _watch(options: argparse.Namespace) -> int:
    """Ask the feeds of an OPML list when they are due and take what is new into the store.

    Hosts are asked one request at a time; robots.txt and reservations of text and data mining are obeyed; feeds that fail are
    asked less and less. An interrupt or SIGTERM ends it after the step at hand."""
    from wireroom.cli.options import engine_of
    from wireroom.duty import Duty
    from wireroom.ports import StoreError
    from wireroom.progress import Meter

    settings = settings_of(options)
    addresses = _addresses(options.feeds)
    with store_of(settings, create=True) as store, store.working() as alone, _stoppable() as stop:
        if not alone:
            raise StoreError(f"{store.name}: another process works on the store")
        duty = Duty(
            store, engine_of(settings, options.jobs or 1, 0), settings.rules, settings.digest, Meter(quiet=options.quiet)
        )
        watch = watch_of(addresses, store, every=options.every * 60.0, pause=float(options.pause), follow=options.follow)
        tend(watch, store, duty, options, stop)
    return 0


def _addresses(file: Path) -> list[str]:
    from wireroom.intake.opml import subscriptions
    from wireroom.ports import InputError
    from wireroom.report.draft import Refusal

    listed = subscriptions(file.read_bytes())
    if isinstance(listed, Refusal):
        raise InputError(f"{file}: {listed.detail}")
    if not listed:
        raise InputError(f"{file}: names no feed")
    return [one.address for one in listed]


def watch_of(addresses: list[str], store: SqlStore, *, every: float, pause: float, follow: bool) -> Watch:
    """The feeds as the store remembers them."""
    from wireroom.intake.fetch import Fetcher
    from wireroom.intake.watch import Watch, restored

    feeds = [restored(address, store.feed(address)) for address in addresses]
    return Watch(feeds, Fetcher(), every=every, pause=pause, now=time.time, follow=follow)


def tend(watch: Watch, store: SqlStore, duty: Duty, options: argparse.Namespace, stop: threading.Event) -> None:
    """Asks what is due, works through what came, tells what is new; until stopped, or with `--once` until nothing is due."""
    waiting = store.counts().pending
    if options.follow:
        _follow(store, watch)
    _work(store, duty, options)
    while not stop.is_set():
        asked = watch.ask()
        if asked is not None:
            one = asked.asked
            new = _taken_in(store, watch, asked)
            waiting += new
            note(f"{one.address}: {one.last}{f', {new} new' if new else ''}", quiet=options.quiet)
            if one.dead and one.entry is None:
                note(f"{one.address}: asked no more: {one.dead}", quiet=options.quiet)
        if waiting >= FULL or (asked is None and waiting):
            _work(store, duty, options)
            waiting = 0
        if asked is None:
            wait = watch.wait()
            if wait is None or (options.once and wait > options.pause):
                break
            stop.wait(min(max(wait, 0.05), QUIET))
            waiting += store.counts().pending
    _work(store, duty, options)


def _taken_in(store: SqlStore, watch: Watch, answer: Answer) -> int:
    """How much was new of what came; all of it is in the store now, with how the feed or the article stands."""
    one = answer.asked
    if one.entry is not None:
        return store.receive_article(one.address, None if one.dead else one.record, answer.items, now())
    links = [(entry, link.address, link.record) for entry, link in answer.links]
    new = store.receive_from(one.address, one.record, answer.items, now(), links)
    if new and links:
        _follow(store, watch)
    return new


def _follow(store: SqlStore, watch: Watch) -> None:
    from wireroom.intake.watch import restored

    watch.follow(restored(address, record) for address, record in store.links())


def _work(store: SqlStore, duty: Duty, options: argparse.Namespace) -> None:
    from wireroom.cli.notify import deliver, worth_telling, write_atom

    tally = duty.take_up(worth_telling if options.notify or options.notify_atom else None)
    if tally.reports or tally.filed:
        done = f"{counted(tally.reports, 'report')} read; {counted(len(tally.filed), 'story')} written up"
        note(done, quiet=options.quiet)
    if options.notify or options.notify_atom:
        told = deliver(store, options.notify)
        if options.notify_atom and (told or not options.notify_atom.exists()):
            write_atom(store, options.notify_atom)


@contextmanager
def _stoppable() -> Iterator[threading.Event]:
    """An event that an interrupt or SIGTERM sets; a second one ends the process as usual."""
    stop = threading.Event()
    before: dict[int, Any] = {}

    def asked(number: int, _: object) -> None:
        stop.set()
        signal.signal(number, before[number])

    for number in (signal.SIGINT, signal.SIGTERM):
        before[number] = signal.signal(number, asked)
    try:
        yield stop
    finally:
        for which, handler in before.items():
            signal.signal(which, handler)
