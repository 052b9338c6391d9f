"""Lists of feeds: in what other readers write, and out what we read back."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from wireroom.intake.opml import Subscription, listed, subscriptions
from wireroom.report.draft import Refusal

FIXTURE = Path(__file__).parent / "fixtures" / "list.opml"
WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=1, max_size=12)
FEEDS = st.builds(
    Subscription,
    address=st.integers(0, 10**6).map(lambda number: f"https://feeds.example/{number}?a=b&c=<d>"),
    title=st.none() | WORDS,
    home=st.none() | WORDS,
    folders=st.lists(WORDS, max_size=3).map(tuple),
)


def test_feeds_come_in_with_their_folders_each_once_and_only_from_the_web() -> None:
    assert subscriptions(FIXTURE.read_bytes()) == (
        Subscription("https://bugle.example/feed", "Portmere Bugle", "https://bugle.example/", ("Coast",)),
        Subscription("https://islander.example/feed.json", "Islander"),
    )


def test_what_is_no_list_says_so() -> None:
    assert subscriptions(b"<rss/>") == Refusal("wrong_shape", "not an OPML list: its root is rss")
    assert isinstance(subscriptions(b"no markup"), Refusal)
    assert isinstance(subscriptions(b"<!DOCTYPE opml [<!ENTITY a 'b'>]><opml>&a;</opml>"), Refusal)
    assert subscriptions(b"<opml><body/></opml>") == ()


@given(st.lists(FEEDS, max_size=8, unique_by=lambda one: one.address))
def test_what_goes_out_comes_back(feeds: list[Subscription]) -> None:
    back = subscriptions(listed(feeds))
    assert isinstance(back, tuple)
    wanted = {one.address: (one.title or one.address, one.home, one.folders) for one in feeds}
    assert {one.address: (one.title, one.home, one.folders) for one in back} == wanted
