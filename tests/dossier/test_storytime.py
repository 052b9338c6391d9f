"""Times as bounds, and relative times resolved through the story."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wireroom.dossier.storytime import bounds, moment, report_day, story_day
from wireroom.model import Dateline, Published, Report, Span, Timex


def report(name: str, day: str | None = None, dateline: str | None = None) -> Report:
    line = Dateline("Oslo", dateline, Span(0, 4)) if dateline else None
    return Report(id=name, uri=name, text="Oslo", published=Published(day, "record" if day else None), dateline=line)


def timex(value: str, kind: str = "DATE", anchor: str | None = None, mod: str | None = None) -> Timex:
    return Timex("t1", Span(0, 4), "Oslo", kind, value, mod, anchor)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "mod", "start", "end"),
    [
        ("2026-01-05", None, "2026-01-05", "2026-01-05"),
        ("2025-10", None, "2025-10-01", "2025-10-31"),
        ("2024-02", None, "2024-02-01", "2024-02-29"),
        ("2025", None, "2025-01-01", "2025-12-31"),
        ("199", None, "1990-01-01", "1999-12-31"),
        ("2016-W44", None, "2016-10-31", "2016-11-06"),
        ("2016-W44-WE", None, "2016-11-05", "2016-11-06"),
        ("2025-Q2", None, "2025-04-01", "2025-06-30"),
        ("2025-H2", None, "2025-07-01", "2025-12-31"),
        ("2025-SU", None, "2025-06-01", "2025-08-31"),
        ("2025-WI", None, "2025-12-01", "2026-02-28"),
        ("2025-12", "START", "2025-12-01", "2025-12-10"),
        ("2025-12", "MID", "2025-12-11", "2025-12-20"),
        ("2025-11", "END", "2025-11-21", "2025-11-30"),
        ("2016-11-10T23:30", None, "2016-11-10T23:30", "2016-11-10T23:30"),
        ("2016-11-10T23", None, "2016-11-10T23:00", "2016-11-10T23:00"),
        ("2016-11-10TEV", None, "2016-11-10T18:00", "2016-11-10T23:59"),
        ("T20:45", None, "T20:45", "T20:45"),
        ("XXXX-XX-XXT20:45", None, "T20:45", "T20:45"),
        ("XXXX-WXX-1", None, None, None),
        ("XXXX-11-19", None, None, None),
        ("2025-13", None, None, None),
        ("2025-02-30", None, None, None),
        ("nonsense", None, None, None),
        ("", None, None, None),
    ],
)
def test_bounds(value: str, mod: str | None, start: str | None, end: str | None) -> None:
    assert bounds(value, mod) == (start, end)


def test_a_floating_weekday_is_the_last_one_before_the_story_day() -> None:
    found = moment(timex("XXXX-WXX-1"), report("a"), date(2026, 1, 6))
    assert found is not None
    assert (found.value, found.start, found.end, found.found_in) == ("2026-01-05", "2026-01-05", "2026-01-05", "story")


def test_a_floating_weekday_ahead_is_the_next_one() -> None:
    found = moment(timex("XXXX-WXX-1"), report("a"), date(2026, 1, 6), ahead=True)
    assert found is not None
    assert found.value == "2026-01-12"


def test_the_day_itself_is_its_own_weekday() -> None:
    found = moment(timex("XXXX-WXX-2T20:45", "TIME"), report("a"), date(2026, 1, 6))
    assert found is not None
    assert found.start == "2026-01-06T20:45"


def test_without_any_dated_report_a_weekday_floats() -> None:
    found = moment(timex("XXXX-WXX-1"), report("a"), None)
    assert found is not None
    assert (found.value, found.start, found.found_in) == ("XXXX-WXX-1", None, "report")


@pytest.mark.parametrize(
    ("value", "day", "wanted"),
    [("XXXX-11-19", date(2026, 1, 6), "2025-11-19"), ("XXXX-02-01", date(2026, 1, 6), "2026-02-01"),
     ("XXXX-12", date(2026, 1, 6), "2025-12"), ("XXXX-01-10", date(2025, 12, 20), "2026-01-10")],
)  # fmt: skip
def test_a_date_without_a_year_takes_the_story_year(value: str, day: date, wanted: str) -> None:
    found = moment(timex(value), report("a"), day)
    assert found is not None
    assert found.value == wanted


def test_where_a_time_comes_from() -> None:
    dated, lined = report("a", "2026-01-06"), report("b", dateline="2026-01-06")
    resolved, absolute = timex("2026-01-05", anchor="t0"), timex("2025-05-05")
    found = [moment(one, two, None) for one, two in ((resolved, dated), (resolved, lined), (absolute, dated))]
    assert [one.found_in for one in found if one] == ["published", "dateline", "report"]


def test_durations_and_vague_times_are_no_moments() -> None:
    assert moment(timex("P3D", "DURATION"), report("a"), None) is None
    assert moment(timex("PAST_REF"), report("a"), date(2026, 1, 6)) is None


def test_the_story_day_is_the_middle_one() -> None:
    reports = [report("a", "2026-01-06"), report("b", "2023-01-01"), report("c", "2026-01-07"), report("d")]
    assert story_day(reports) == date(2026, 1, 6)
    assert story_day(reversed(reports)) == date(2026, 1, 6)
    assert story_day([report("d")]) is None


def test_a_date_that_is_no_day_is_not_known() -> None:
    assert report_day(report("a", "2026-01")) is None
    assert report_day(report("a", "2026-02-31", "2026-02-03")) == date(2026, 2, 3)


@given(st.dates(date(1900, 1, 1), date(2090, 1, 1)), st.integers(1, 7), st.booleans())
def test_a_weekday_lies_within_a_week(day: date, weekday: int, ahead: bool) -> None:
    found = moment(timex(f"XXXX-WXX-{weekday}"), report("a"), day, ahead=ahead)
    assert found is not None
    assert found.start is not None
    settled = date.fromisoformat(found.start)
    assert settled.isoweekday() == weekday
    assert 0 <= ((settled - day) if ahead else (day - settled)).days <= 6


@given(st.text("0123456789X-TWQH:MEVSUSP", max_size=18), st.sampled_from([None, "START", "MID", "END"]))
def test_any_value_has_ordered_bounds_or_none(value: str, mod: str | None) -> None:
    start, end = bounds(value, mod)
    assert (start is None) == (end is None)
    assert start is None or end is None or start <= end
