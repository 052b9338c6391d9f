"""The timeline on invented reports: each event once, by when it happened."""

from __future__ import annotations

from tests.dossier.newsdesk import Desk, thread

from wireroom.dossier.aspect import Aspect
from wireroom.dossier.timeline import timeline


def told(desk: Desk, name: str, text: str, words: str, value: str, *, published: str | None = None, **more: object) -> Aspect:
    desk.report(name, text, published=published)
    given = {"value": value, "start": value[:10], "end": value[:10], "of": "event"}
    return desk.point(name, "time", words, given, start=value, end=value, **more)


def test_events_stand_in_the_order_in_which_they_happened() -> None:
    desk = Desk()
    told(desk, "a", "The dam burst on 9 May after weeks of rain.", "9 May", "2024-05-09", published="2024-05-10")
    told(desk, "b", "Heavy rain had begun in April across the valley.", "April", "2024-04", published="2024-05-12")
    told(desk, "c", "The council met last week to talk of the dam.", "last week", "2024-W18", published="2024-05-11")
    assert [one.when for one in timeline(desk.aspects, [], desk.reports)] == ["2024-04", "2024-W18", "2024-05-09"]


def test_a_thread_is_one_event_at_its_most_precise_time() -> None:
    desk = Desk()
    first = told(desk, "a", "The dam burst on 9 May above Elland.", "9 May", "2024-05-09")
    second = told(desk, "b", "It was 5 am on 9 May when the dam gave way.", "5 am on 9 May", "2024-05-09T05:00")
    group = thread("t1", "time", "compatible", "dam", first, second)
    (only,) = timeline(desk.aspects, [group], desk.reports)
    assert (only.when, only.claims) == ("2024-05-09T05:00", ("a:p1", "b:p1"))
    assert only.text == "It was 5 am on 9 May when the dam gave way."


def test_a_disputed_thread_keeps_both_its_times() -> None:
    desk = Desk()
    first = told(desk, "a", "The dam burst on 9 May above Elland.", "9 May", "2024-05-09")
    second = told(desk, "b", "On 11 May the dam above Elland burst.", "11 May", "2024-05-11")
    group = thread("t1", "time", "disputed", "dam", first, second)
    assert [one.when for one in timeline(desk.aspects, [group], desk.reports)] == ["2024-05-09", "2024-05-11"]


def test_two_tellings_outside_threads_are_one_event() -> None:
    desk = Desk()
    told(desk, "a", "The old dam burst above Elland on Monday.", "Monday", "2024-05-06", predicate="burst")
    told(desk, "b", "On Monday the old dam burst above Elland village.", "Monday", "2024-05-06", predicate="burst")
    told(desk, "c", "Voters in Sande chose a mayor on Monday.", "Monday", "2024-05-06", predicate="choose")
    assert sorted(len(one.claims) for one in timeline(desk.aspects, [], desk.reports)) == [1, 2]


def test_what_is_left_out() -> None:
    desk = Desk()
    told(desk, "a", "The dam was built in 1907 by the council.", "1907", "1907")
    told(desk, "b", "The alarm went off at 20:45 in the valley.", "20:45", "T20:45")
    told(desk, "c", "The dam may burst on 9 May at the latest.", "9 May", "2024-05-09", certainty="possible")
    told(desk, "d", "Sign up today.", "today", "2024-05-10")
    told(desk, "e", "In the 1920s the valley was dry and poor.", "the 1920s", "192")
    assert timeline(desk.aspects, [], desk.reports) == ()


def test_a_part_of_the_day_is_cut_to_the_day_and_a_long_line_at_a_word() -> None:
    desk = Desk()
    told(desk, "a", "In the night of 9 May " + "the water rose and " * 20 + "fell.", "the night of 9 May", "2024-05-09TNI")
    (only,) = timeline(desk.aspects, [], desk.reports)
    assert only.when == "2024-05-09"
    assert len(only.text) <= 161
    assert only.text.endswith("…")


def test_the_order_in_which_anything_is_given_does_not_matter() -> None:
    desk = Desk()
    for name, day in (("a", "2024-05-06"), ("b", "2024-05-06"), ("c", "2024-05-07")):
        told(desk, name, f"The old dam burst above Elland in {name}.", "burst", day, predicate="burst")
    assert timeline(desk.aspects, [], desk.reports) == timeline(desk.aspects[::-1], [], desk.reports[::-1])
