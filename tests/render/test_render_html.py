"""The page: self-contained, without script, every claim a link to its marked sentence, nothing of a report read as markup."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
import shutil
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.render.sample import BRIEFING, COPY, DOSSIER, REPORTS, find

from wireroom.model import Briefing, Part, Span
from wireroom.render.html import html
from wireroom.render.marks import Cited, blocks, marked

PAGE = html(BRIEFING)
VOID = {"meta", "br", "hr", "img", "link", "input"}
ALLOWED = set(
    """
    html head meta title style body a header p span div nav ol ul li main article section h1 h2 h3 h4 details summary dl dt dd
    aside b bdi mark blockquote footer code
    """.split()
)


class Tree(HTMLParser):
    """Tags in balance, with ids, links and the text of each marked passage."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.marks: dict[str, str] = {}
        self.text = ""
        self._mark: str | None = None
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given_ = dict(attrs)
        assert len(given_) == len(attrs)
        self.tags.append((tag, given_))
        if tag not in VOID:
            self.open.append(tag)
        if key := given_.get("id"):
            self.ids.append(key)
            if tag == "mark":
                self._mark = key
                self.marks[key] = ""
        if (href := given_.get("href")) is not None:
            self.links.append(href)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag == "mark":
            self._mark = None

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data
        if self._mark:
            self.marks[self._mark] += data


TREE = Tree(PAGE)


def test_one_policy_allows_the_style_sheet_and_nothing_else() -> None:
    style = re.search(r"<style>(.*?)</style>", PAGE, re.DOTALL)
    assert style is not None
    mark = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = next(found["content"] for tag, found in TREE.tags if "http-equiv" in found)
    assert policy == f"default-src 'none'; style-src 'sha256-{mark}'; base-uri 'none'; form-action 'none'"
    assert {tag for tag, _ in TREE.tags} <= ALLOWED
    assert PAGE.count("<style") == 1
    assert "url(" not in style[1]
    assert "@import" not in style[1]


def test_no_attribute_runs_or_fetches_anything() -> None:
    names = {name for _, found in TREE.tags for name in found}
    assert not {name for name in names if name.startswith("on")}
    assert not names & {"style", "src", "srcset", "action", "data", "background"}


def test_every_link_leads_somewhere_and_every_id_is_one() -> None:
    assert len(TREE.ids) == len(set(TREE.ids))
    inner = [link for link in TREE.links if link.startswith("#")]
    assert set(inner) <= {f"#{key}" for key in TREE.ids}
    assert len(inner) > 30


def test_every_claim_opens_the_marked_sentence_of_its_report() -> None:
    place = {report: f"r{number}" for number, report in enumerate([*DOSSIER.reports, "other"], start=1)}
    shown = {point.id: point for point in DOSSIER.points}
    for thread in DOSSIER.threads:
        for key in thread.claims:
            point = shown[key]
            held = [text for anchor, text in TREE.marks.items() if anchor.startswith(f"{place[point.report]}-")]
            sentence = next(one.text for one in REPORTS if one.id == point.report)[point.sentence.start : point.sentence.end]
            assert any(sentence in text for text in held), key


def test_the_whole_text_of_every_report_is_there() -> None:
    for report in REPORTS:
        for line in report.text.splitlines():
            bare = "".join(re.sub(r"[≠→≈=↻·!]", "", line).split())
            assert bare in "".join(re.sub(r"[≠→≈=↻·!]", "", TREE.text).split())


def test_headings_do_not_skip_a_level_and_landmarks_stand() -> None:
    levels = [int(tag[1]) for tag, _ in TREE.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))
    tags = [tag for tag, _ in TREE.tags]
    assert tags.count("main") == 1
    assert tags.count("aside") == 1
    assert TREE.tags[0] == ("html", {"lang": "en"})
    two = html(
        replace(
            BRIEFING,
            dossiers=(DOSSIER, replace(DOSSIER, story="again", reports=(), threads=(), lineages=(), warnings=(), timeline=())),
        )
    )
    assert [tag for tag, _ in Tree(two).tags].count("h1") == 1


def test_verdicts_are_words_and_nothing_is_called_true_or_false() -> None:
    assert "Disputed" in TREE.text
    assert "2 voices, 2 on the record" in TREE.text
    assert not re.search(r"\b(true|false|truth|fake)\b", TREE.text, re.IGNORECASE)


def test_the_same_page_twice() -> None:
    assert html(BRIEFING) == PAGE


def test_an_empty_briefing_is_a_page() -> None:
    assert "0 stories" in Tree(html(Briefing((), ()))).text


def test_only_an_address_becomes_a_link() -> None:
    for uri, linked in [
        ("https://outlet.example/a?b=c&d", True),
        ("javascript:alert(1)", False),
        ("https://x.example/\u202egpj", False),
        ('https://x.example/" onclick="x', False),
        ("data:text/html,x", False),
        ("reports/a.txt", False),
    ]:
        reports = tuple(replace(one, uri=uri) if one.id == "own" else one for one in REPORTS)
        outer = [link for link in Tree(html(replace(BRIEFING, reports=reports))).links if not link.startswith("#")]
        assert outer == ([uri] if linked else [])


def filled(words: str) -> Briefing:
    """The sample with the same words in every place that a report's words can reach."""
    reports = tuple(replace(one, title=words, publisher=words, uri=words, byline=words, agencies=(words,)) for one in REPORTS)
    threads = tuple(replace(one, about=words, why=words) for one in DOSSIER.threads)
    return replace(BRIEFING, reports=reports, dossiers=(replace(DOSSIER, title=words, threads=threads),))


PLAIN = [tag for tag, _ in Tree(html(filled("w"))).tags]


@settings(max_examples=20, deadline=None)
@given(
    st.text(alphabet=st.characters(), max_size=30),
    st.sampled_from(["", "<script>", "</style>", "\"'><img src=x onerror=alert(1)>", "{{ 7*7 }}", "<!--", "]]>", "&#0;"]),
)
def test_nothing_in_a_report_becomes_markup(noise: str, bait: str) -> None:
    page = html(filled(f"w{noise}{bait}"))
    page.encode("utf-8")
    assert [tag for tag, _ in Tree(page).tags] == PLAIN
    assert not any(ord(char) < 32 and char not in "\n\t" for char in page)
    assert not re.search("[\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page)


def test_overlapping_sentences_are_one_passage_with_the_loudest_rank() -> None:
    one = Cited("a", Span(0, 20), Span(4, 6), 3)
    other = Cited("b", Span(10, 30), Span(12, 15), 0, ("#t1", "≠", "Disputed: x"))
    apart = Cited("c", Span(30, 40), Span(31, 33), 2)
    found, anchors = blocks("r1", [apart, other, one])
    assert [(block.anchor, block.span, block.rank) for block in found] == [("r1-1", Span(0, 30), 0), ("r1-2", Span(30, 40), 2)]
    assert anchors == {"a": "r1-1", "b": "r1-1", "c": "r1-2"}
    assert found[0].values == (Span(4, 6), Span(12, 15))
    assert found[0].back == (("#t1", "≠", "Disputed: x"),)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 250), st.integers(1, 60), st.integers(0, 20), st.integers(0, 30)), max_size=8))
def test_marking_keeps_the_text(spans: list[tuple[int, int, int, int]]) -> None:
    report = next(one for one in REPORTS if one.id == "copy")
    end = len(report.text)
    cited = []
    for place, (start, size, at, width) in enumerate(spans):
        sentence = Span(min(start, end), min(start + size, end))
        cited.append(Cited(str(place), sentence, Span(min(start + at, end), min(start + at + width, end)), place % 4))
    found, anchors = blocks("r1", cited)
    shown = marked(report, found)
    assert "\n".join("".join(piece.text for piece in one.pieces) for one in shown) == "\n".join(
        line.strip() for line in report.text.splitlines() if line.strip()
    )
    assert set(anchors.values()) == {block.anchor for block in found}
    assert sum(piece.opens for one in shown for piece in one.pieces) == sum(
        piece.closes for one in shown for piece in one.pieces
    )


def test_parts_that_are_not_body_are_told_apart() -> None:
    caption = find(COPY, "Governor Ilse Marenko")
    report = replace(REPORTS[1], parts=(Part("body", Span(0, caption.start)), Part("caption", Span(caption.start, len(COPY)))))
    assert [one.part for one in marked(report, ())] == ["body", "caption"]
    label = Part("boilerplate", Span(0, 8))
    report = replace(report, parts=(label, Part("body", Span(8, len(COPY)))))
    assert [one.part for one in marked(report, ())] == ["body", "body"]


def _contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_words_stand_out_as_wcag_aa_asks(theme: int) -> None:
    sheets = re.findall(r":root \{(.*?)\n\s*\}", PAGE, re.DOTALL)
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", sheets[theme]))
    grounds = ("paper", "card", "disputed-bg", "revised-bg", "held-bg", "chip")
    pairs = [("ink", ground) for ground in (*grounds, "target")] + [("soft", ground) for ground in grounds[:5]]
    pairs += [
        ("link", "paper"),
        ("disputed", "card"),
        ("revised", "card"),
        ("revised", "revised-bg"),
        ("held", "paper"),
        ("paper", "link"),
    ]
    assert {
        pair: round(_contrast(colours[pair[0]], colours[pair[1]]), 2)
        for pair in pairs
        if _contrast(colours[pair[0]], colours[pair[1]]) < 4.5
    } == {}


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.skipif(shutil.which("chromium") is None, reason="chromium is not installed")
@pytest.mark.parametrize(("width", "beside"), [(1440, True), (390, False)])
def test_a_browser_opens_the_report_at_the_words(tmp_path: Path, width: int, beside: bool) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    page_file = tmp_path / "dossier.html"
    page_file.write_text(PAGE, "utf-8")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": width, "height": 900}, java_script_enabled=True)
        problems: list[str] = []
        page.on("console", lambda message: problems.append(message.text))
        page.on("request", lambda request: problems.append(request.url) if not request.url.startswith("file:") else None)
        page.goto(page_file.as_uri())
        assert page.locator("#r1").is_visible() is not beside
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.locator(".thread blockquote a").first.click()
        page.wait_for_timeout(700)
        target = page.locator(":target")
        assert target.inner_text() == "Governor Ilse Marenko said 31 people had been brought to the surface."
        box = target.bounding_box()
        assert box is not None
        assert 0 <= box["y"] < 900
        assert problems == []
        browser.close()
