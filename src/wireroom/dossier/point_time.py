"""Points of time: an event and when it was, in the report's words and as a day or an hour."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from wireroom.dossier.aspect import Aspect, Page
from wireroom.dossier.point_statement import features
from wireroom.dossier.storytime import moment


def time_points(page: Page, story: date | None) -> Iterator[Aspect]:
    """An aspect a dated event, in the order of the statements; times that nothing bounds and that name no day give none."""
    timexes = {timex.id: timex for timex in page.reading.timexes}
    planned = {one.predicate_span for one in page.reading.statements if one.kind == "status" and one.phase == "planned"}
    for statement in page.reading.statements:
        if statement.kind != "time":
            continue
        for name in statement.timexes:
            timex = timexes.get(name)
            if timex is None or page.part(timex.span) == "boilerplate":
                continue
            found = moment(timex, page.report, story, ahead=statement.predicate_span in planned)
            if found is None:
                continue
            claim = page.claim_of(statement)
            value = {
                "value": found.value,
                "start": found.start,
                "end": found.end,
                "of": page.words_of(statement.span) if statement.thing is None else page.event_words(statement),
                "from": found.found_in,
                "mod": timex.mod,
            }
            point = page.point(claim=claim, item=timex.id, kind="time", span=timex.span, value=value)
            yield features(page, statement, point, claim, start=found.start, end=found.end, item=timex.id)
