"""Telling a desk what is new: a command that is run, or an Atom file that is written, once for each piece of news."""

from __future__ import annotations

import shlex
import subprocess  # to start the command that the user named, and nothing else
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from wireroom.cli.output import note
from wireroom.cli.stored import now

if TYPE_CHECKING:
    from wireroom.model import Change, Dossier, News
    from wireroom.store.store import SqlStore

PATIENCE = 60.0
"""Seconds that a command may take; what takes longer is ended, and counts as told."""
LISTED = 100
"""Pieces of news in the Atom file."""
_KINDS = ("new_dispute", "correction", "retraction", "voice_lost")


def worth_telling(dossier: Dossier, changes: Sequence[Change]) -> list[News]:
    """A new dispute, a correction, a retraction, the loss of a second voice; each with an id of what it is about."""
    from wireroom.model import News, digest

    alone = {one.id for one in dossier.threads if one.independent <= 1}
    found = []
    for one in changes:
        if one.kind in _KINDS and (one.kind != "voice_lost" or one.thread in alone):
            about = one.reports if one.thread is None else (one.text,)
            found.append(News(digest(one.kind, *about), dossier.story, dossier.title, one.kind, one.text))
    return found


def deliver(store: SqlStore, command: str | None) -> int:
    """Tells all news that waits, by the command where there is one; gives how many. A crash in between may tell one twice."""
    waiting = store.untold()
    for one in waiting:
        if command is not None:
            _run(command, one)
        store.tell(one, now())
    return len(waiting)


def _run(command: str, news: News) -> None:
    from wireroom.render.json import dumps_line

    record = {"id": news.id, "story": news.story, "title": news.title, "kind": news.kind, "text": news.text}
    try:
        # The words of reports reach the command on standard input only, never as words of a shell.
        told = dumps_line(record) + "\n"
        words = shlex.split(command)
        done = subprocess.run(  # noqa: S603
            words, input=told, text=True, timeout=PATIENCE, check=False, stdout=subprocess.DEVNULL
        )
        if done.returncode:
            note(f"the command of --notify ended with status {done.returncode}")
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        note(f"the command of --notify failed: {type(error).__name__}: {error}")


def write_atom(store: SqlStore, file: Path) -> None:
    """Writes the news that was told last as an Atom feed, in the place of an earlier one."""
    from lxml import etree

    space = "{http://www.w3.org/2005/Atom}"
    told = store.told(LISTED)
    feed = etree.Element(f"{space}feed", nsmap={None: space.strip("{}")})

    def add(parent: etree._Element, name: str, text: str) -> None:
        etree.SubElement(parent, space + name).text = "".join(char if char.isprintable() else " " for char in text)

    add(feed, "id", "urn:wireroom:news")
    add(feed, "title", "wireroom: what is new")
    add(feed, "updated", told[0][0] if told else now())
    for at, one in told:
        entry = etree.SubElement(feed, f"{space}entry")
        add(entry, "id", f"urn:wireroom:news:{one.id}")
        add(entry, "title", f"{one.kind.replace('_', ' ')}: {one.title}")
        add(entry, "updated", at)
        add(entry, "author", "")
        etree.SubElement(entry[-1], f"{space}name").text = "wireroom"
        add(entry, "summary", f"{one.text} (story {one.story})")
    beside = file.with_name(f"{file.name}.part")
    beside.write_bytes(etree.tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True))
    beside.replace(file)
