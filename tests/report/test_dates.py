"""Times as publishers print them, and the choice among those found."""

from __future__ import annotations

import pytest

from wireroom.model import DateCandidate
from wireroom.report.dates import chosen, in_path, moment, moments


@pytest.mark.parametrize(
    ("stated", "value"),
    [
        ("2016-10-13", "2016-10-13"),
        ("2016-10", "2016-10"),
        ("2016", "2016"),
        ("20161013", "2016-10-13"),
        ("2016/10/13", "2016-10-13"),
        ("2016-10-13T17:52:00+01:00", "2016-10-13T17:52+01:00"),
        ("2016-10-13T17:52:09Z", "2016-10-13T17:52:09Z"),
        ("2016-10-13 17:52:09.123456", "2016-10-13T17:52:09"),
        ("2016-10-13T00:00:00", "2016-10-13"),
        ("Tue, 03 Nov 2015 17:52:00 GMT", "2015-11-03T17:52Z"),
        ("8 November 2016", "2016-11-08"),
        ("November 8, 2016", "2016-11-08"),
        ("Nov. 8, 2016 3:45 p.m. EST", "2016-11-08T15:45-05:00"),
        ("12:30 GMT, 8 November 2016", "2016-11-08T12:30Z"),
        ("12 a.m., 8 November 2016", "2016-11-08T00:00"),
        ("8th of November 2016", "2016-11-08"),
        ("25/12/2016", "2016-12-25"),
        ("12/25/2016", "2016-12-25"),
        ("07/07/2016", "2016-07-07"),
        ("03/04/2016", "2016"),
        ("March 2016", "2016-03"),
        ("3 JAN 90", "1990-01-03"),
        ("0001-01-01", None),
        ("31 June 2020", None),
        ("2020-02-30", None),
        ("9999-12-31", None),
        ("yesterday", None),
        ("", None),
        ("5 January", None),
        ("99:99, 8 November 2016", "2016-11-08"),
    ],
)
def test_moment(stated: str, value: str | None) -> None:
    assert moment(stated) == value


def test_moments_slice_to_their_words() -> None:
    text = "First published 8 November 2016 at 12:30; changed on 9 November 2016."
    assert [text[found.span.start : found.span.end] for found in moments(text)] == [
        "8 November 2016 at 12:30",
        "9 November 2016",
    ]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("/2017/09/15/world/ridge.html", "2017-09-15"),
        ("/news/2017/sep/15/ridge", "2017-09-15"),
        ("/2017/09/ridge", "2017-09"),
        ("/2017-09-15/ridge", "2017-09-15"),
        ("/news/1971191/ridge", None),
        ("/2017/13/45/ridge", None),
        ("/2017/02/31/ridge", "2017-02"),
    ],
)
def test_in_path(path: str, value: str | None) -> None:
    assert in_path(path) == value


def candidate(value: str | None, where: str, text: str = "") -> DateCandidate:
    return DateCandidate(value, where, text or str(value))  # type: ignore[arg-type]


def test_the_record_counts_before_the_page_and_the_path() -> None:
    published = chosen([candidate("2017-09-16", "url"), candidate("2017-09-15", "metadata"), candidate("2017-09-15", "record")])
    assert (published.value, published.found_in, published.conflict) == ("2017-09-15", "record", None)
    assert len(published.others) == 2


def test_a_finer_statement_that_agrees_lends_its_precision() -> None:
    published = chosen([candidate("2017", "record"), candidate("2017-09-15", "url")])
    assert (published.value, published.found_in) == ("2017-09-15", "url")


def test_statements_far_apart_conflict() -> None:
    published = chosen([candidate("2017-03-22", "record"), candidate("2016-11-13", "url")])
    assert published.value == "2017-03-22"
    assert published.conflict == "2017-03-22 in the record, 2016-11-13 in the url"


def test_an_impossible_date_alone_gives_nothing_and_says_so() -> None:
    published = chosen([candidate(None, "record", "0001-01-01")])
    assert (published.value, published.found_in) == (None, None)
    assert published.others[0].text == "0001-01-01"
    assert published.conflict == "'0001-01-01' in the record is no possible date"
