"""The desk in a real browser: every page and every action, with JavaScript and without, both themes, by keyboard, on a phone.

Nothing may be reported on the console (a Content-Security-Policy tells there what it stopped), and axe-core must find nothing
at WCAG 2.2 AA. axe-core (MPL-2.0) comes with `axe-playwright-python` for these tests and is no part of the package."""

from __future__ import annotations

import json
import re
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from wireroom.config import settings
from wireroom.desk import standing
from wireroom.store.store import SqlStore
from wireroom.web import links
from wireroom.web.access import Access
from wireroom.web.app import application
from wireroom.web.pages.decide import record
from wireroom.web.serving import Serving
from wireroom.web.tokens import Tokens

pytestmark = pytest.mark.browser
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = (
    f"() => axe.run(document, {{runOnly: {json.dumps(RULES)}, resultTypes: ['violations'], preload: false}}).then(found => "
    "found.violations.map(one => one.id + ' ' + one.nodes.map(node => node.html.slice(0, 160)).slice(0, 3).join(' | ')))"
)
OPENED = "() => [...document.querySelectorAll('details')].slice(0, 12).forEach(one => { one.open = true })"
SOME = (
    "() => document.querySelectorAll('.once li:nth-of-type(n+5), details.held:nth-of-type(n+5)').forEach(one => one.remove())"
)
"""Leaves the first four of what is set alike hundreds of times: a long dossier takes axe-core seconds."""
FOCUSABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"
WATCHED = f"""() => {{
    window.wanted = [...document.querySelectorAll("{FOCUSABLE}")].filter(one => one.checkVisibility());
    window.met = [];
    window.faint = [];
    addEventListener('focusin', ({{target}}) => {{
        const style = getComputedStyle(target), box = target.getBoundingClientRect();
        met.push(target);
        const there = box.width && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
        if (!there || style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) faint.push(target.outerHTML);
    }});
    return wanted.length;
}}"""
"""Notes what the keyboard comes to, and what of it does not show that it has the focus."""
MISSED = """() => ({
    missed: wanted.filter((one, at) => met[at] !== one).map(one => one.outerHTML.slice(0, 160)),
    faint: faint.map(one => one.slice(0, 160)),
})"""
BACK = "() => wanted.slice(0, -1).reverse().filter((one, at) => met[wanted.length + at] !== one).map(one => one.outerHTML)"
DESK: Any = {"width": 1360, "height": 940}
PHONE: Any = {"width": 390, "height": 844}
FIRST_PATH = 20.0
"""Seconds for three clicks on a busy machine; a person's reading time is not in it."""


class Served:
    """A desk on a port of this machine, with its address and what it stands on."""

    def __init__(self, held: Serving) -> None:
        config = uvicorn.Config(application(held), port=0, log_level="error", access_log=False)
        self.held = held
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        until = time.monotonic() + 30
        while not self._server.started and time.monotonic() < until:
            time.sleep(0.02)
        self.address = f"http://127.0.0.1:{self._server.servers[0].sockets[0].getsockname()[1]}"

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(10)
        self.held.close()


@contextmanager
def served(store: SqlStore, access: Access | None = None) -> Iterator[Served]:
    told = settings(file=None, model=None, environment={"WIREROOM_WHO": "Ana"})
    desk = Served(Serving(store, told, access=access or Access()))
    yield desk
    desk.stop()


@pytest.fixture(scope="module")
def desk(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A desk over a copy of the demo store, to be changed: with a look, a saved search, and a verdict that was set aside."""
    place = tmp_path_factory.mktemp("desk") / "copy.db"
    with SqlStore(str(demo), create=False) as old, SqlStore(str(place)) as store:
        old.copy_to(store)
    with SqlStore(str(place), create=False) as store, served(store) as found:
        story, _ = story_of(found)
        store.looked(story, "2026-04-01T09:00:00Z")
        store.save_search("fires", "fire", "2026-04-01T09:00:00Z")
        opened = found.held.dossiers.open(story)
        assert opened is not None
        record(found.held, "set-aside", [story, opened.story.of("disputed")[-1].thread.id], "Ben", "told twice")
        assert found.held.scribe.wait(found.held.scribe.wake(), 60)
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


@contextmanager
def tab(browser: Browser, *, script: bool = True, phone: bool = False) -> Iterator[tuple[Page, list[str]]]:
    """A page of a fresh browser, and what it told on its console."""
    size = PHONE if phone else DESK
    context: BrowserContext = browser.new_context(viewport=size, java_script_enabled=script, reduced_motion="reduce")
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("dialog", lambda dialog: (told.append(f"dialog {dialog.message}"), dialog.dismiss()))
    yield page, told
    context.close()


def story_of(desk: Served) -> tuple[str, str]:
    """The ferry story, and a disputed thread of it."""
    row = next(one for one in desk.held.store.stories() if "Sable" in one.title)
    found = desk.held.dossiers.open(row.id)
    assert found is not None
    return row.id, found.story.of("disputed")[0].thread.id


def addresses(desk: Served) -> list[str]:
    """One page of every kind, and every form."""
    story, thread = story_of(desk)
    made = desk.held.store.decisions()[0].id
    found = desk.held.dossiers.open(story)
    assert found is not None
    child = next(tie for line in found.briefing.dossiers[0].lineages for tie in line.derivations if tie.directed)
    return [
        "/",
        "/?q=nothingatall",
        "/?verdict=disputed&warning=misdated",
        "/?q=(",
        f"{links.story_link(story)}?since=last-look",
        links.report_link(child.child),
        links.report_link(child.child, show="read"),
        links.report_link(child.child, show="raw"),
        links.compare_link(child.child, child.parent),
        links.compare_link(child.child, child.parent, only="changes"),
        "/compare",
        "/sources",
        "/decisions",
        "/keys",
        links.decide_link("split", story),
        links.decide_link("merge", story),
        links.decide_link("set-aside", story, thread),
        links.decide_link("not-the-same", story, thread),
        links.decide_link("not-a-copy", child.child, child.parent),
        links.decide_link("undo", made),
        "/nothing",
    ]


@pytest.fixture(scope="session")
def axe() -> str:
    return (resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


def reach(page: Page) -> None:
    """Tab comes to everything once, in the order in which it is read, and everything shows it; Shift and Tab lead back."""
    count = page.evaluate(WATCHED)
    for _ in range(count):
        page.keyboard.press("Tab")
    for _ in range(count - 1):
        page.keyboard.press("Shift+Tab")
    assert page.evaluate(MISSED) == {"missed": [], "faint": []}, page.url
    assert page.evaluate(BACK) == [], page.url
    page.evaluate("() => document.activeElement.blur()")  # the link past the heading lies over it while it has the focus


def sound(page: Page, axe: str) -> None:
    """axe-core finds nothing in either theme, nor on a phone, which nothing is wider than."""
    page.evaluate(OPENED)
    page.evaluate(axe)
    for theme, size in (("light", DESK), ("dark", DESK), ("dark", PHONE)):
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        page.set_viewport_size(size)
        if theme == "dark":
            page.evaluate(SOME)
        assert page.evaluate(AXE) == [], (page.url, theme, size)
    box = page.evaluate("() => [document.documentElement.scrollWidth, innerWidth]")
    assert box[0] <= box[1], page.url
    page.set_viewport_size(DESK)
    page.emulate_media(color_scheme="light")


def test_every_page_is_sound_and_the_keyboard_reaches_all_of_it(desk: Served, browser: Browser, axe: str) -> None:
    with tab(browser) as (page, told):
        for address in addresses(desk):
            page.goto(desk.address + address)
            reach(page)
            sound(page, axe)
            error = {"/nothing": "404 (Not Found)", "/?q=(": "400 (Bad Request)"}.get(address)
            assert told == ([f"Failed to load resource: the server responded with a status of {error}"] if error else [])
            told.clear()


@pytest.mark.parametrize("script", [True, False])
def test_one_logs_in_and_out(desk: Served, browser: Browser, axe: str, tmp_path: Path, script: bool) -> None:
    tokens = Tokens(tmp_path / "tokens.json")
    given = tokens.new("Ada", ("read", "decide"), 1, datetime.now(UTC))[1]
    with served(desk.held.store, Access(tokens)) as guarded, tab(browser, script=script) as (page, told):
        page.goto(guarded.address + "/sources")
        assert page.url.endswith("/login?next=%2Fsources")
        assert page.get_by_role("link", name="Log in").get_attribute("aria-current") == "page"
        page.get_by_label("Your token").fill("wr_none")
        page.keyboard.press("Enter")
        page.get_by_role("alert").wait_for()
        told.clear()  # that the answer was 403
        if script:
            reach(page)
            sound(page, axe)
        page.get_by_label("Your token").fill(given)
        page.keyboard.press("Enter")
        page.get_by_role("heading", name="Sources").wait_for()
        page.get_by_role("link", name="You are Ada").click()
        page.get_by_role("button", name="Log out").click()
        page.get_by_role("heading", name="Log in").wait_for()
        page.goto(guarded.address)
        assert "/login" in page.url
        assert [one for one in told if not one.startswith(("[DOM]", "Clear-Site-Data"))] == []  # hints of the browser


def test_without_script_too_no_page_is_wider_than_a_phone(desk: Served, browser: Browser) -> None:
    with tab(browser, script=False, phone=True) as (page, _):
        for address in addresses(desk):
            page.goto(desk.address + address)
            box = page.locator("html").evaluate("page => [page.scrollWidth, innerWidth]")
            assert box[0] <= box[1], address
            assert page.locator("main").is_visible()


@pytest.mark.parametrize("script", [True, False])
def test_from_the_stories_to_the_sentence_behind_a_disputed_figure_in_three_clicks(
    desk: Served, browser: Browser, script: bool
) -> None:
    with tab(browser, script=script) as (page, _):
        page.goto(desk.address)
        begun = time.monotonic()
        page.get_by_role("link", name="Horror in the Sound").click()
        page.locator(".thread.disputed blockquote a").first.click()
        mark = page.locator("#mark")
        mark.wait_for()
        assert time.monotonic() - begun < FIRST_PATH
        assert "at least 310" in mark.inner_text()
        assert mark.evaluate(
            "one => { const box = one.getBoundingClientRect(); return box.top > 0 && box.bottom < innerHeight }"
        )
        page.get_by_role("link", name=re.compile("back to Disputed")).first.click()
        assert "/stories/" in page.url


@pytest.mark.parametrize("script", [True, False])
def test_a_search_is_kept_and_forgotten_and_a_story_marked_as_seen(desk: Served, browser: Browser, script: bool) -> None:
    with tab(browser, script=script) as (page, told):
        page.goto(desk.address)
        page.get_by_label("Search the stories").fill("ferry")
        page.get_by_role("button", name="Search").click()
        page.get_by_label("Keep this search as").fill("ferries & fires")
        page.get_by_role("button", name="Keep").click()
        page.goto(desk.address)
        page.get_by_role("link", name="ferries & fires", exact=True).click()
        assert "q=ferry" in page.url
        page.get_by_role("button", name="Forget ferries & fires").click()
        assert page.get_by_role("link", name="ferries & fires", exact=True).count() == 0
        page.get_by_role("link", name="Horror in the Sound").click()
        page.get_by_role("button", name="Mark as seen").click()
        page.get_by_role("link", name="What changed since").click()
        assert page.get_by_role("heading", name="What changed since").is_visible()
        page.goto(desk.address)
        page.get_by_label("Has a verdict").select_option("disputed")
        page.get_by_label("Publisher").select_option(label="Radio Skerry")
        page.get_by_role("button", name="Show").click()
        assert page.locator("[data-row]").count() == 1
        assert told == []


@pytest.mark.parametrize("script", [True, False])
def test_every_decision_is_made_shown_and_undone(desk: Served, browser: Browser, script: bool) -> None:
    story, _ = story_of(desk)
    store, scribe = desk.held.store, desk.held.scribe
    before = store.decisions()

    def decided(why: str) -> None:
        """Fills in the form by keyboard alone."""
        page.get_by_label("Why", exact=True).focus()
        page.keyboard.type(why)
        page.keyboard.press("Tab")
        page.keyboard.press("Control+A")
        page.keyboard.type("Ana Poe")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile("/stories/|/decisions"))
        scribe.wait(scribe.wake(), 60)

    def act(name: str) -> None:
        """Follows a link of the first dispute that stands."""
        page.goto(desk.address + links.story_link(story))
        page.locator(".thread.disputed").first.get_by_role("link", name=re.compile(name)).click()

    with tab(browser, script=script) as (page, told):
        act("^Set aside")
        decided("the harbour office withdrew it")
        page.goto(desk.address + links.story_link(story))
        aside = page.locator(".aside", has_text="the harbour office withdrew it")
        assert aside.is_visible()
        page.locator(".thread", has=aside).get_by_role("link", name=re.compile("^Let it stand again")).click()
        decided("a mistake")
        page.goto(desk.address + links.story_link(story))
        assert aside.count() == 0

        act("^Set aside")
        page.get_by_role("link", name="Not about the same thing").click()
        claim = page.get_by_role("checkbox").first
        claim.focus()
        page.keyboard.press("Space")
        assert claim.is_checked()
        decided("two fires")
        page.goto(desk.address + links.story_link(story))
        assert page.locator(".rulings li", has_text="Not about the same thing").get_by_text("two fires").is_visible()

        page.get_by_role("link", name="Decide", exact=True).click()
        assert page.get_by_role("checkbox", checked=True).count() == 0
        page.get_by_label(re.compile("Radio Skerry")).check()
        page.get_by_label(re.compile("The Hask Islander")).check()
        decided("another fire")
        assert store.counts().stories == 3

        other = next(one.id for one in store.stories() if "Sable" not in one.title and one.reports > 2)
        page.goto(desk.address + links.decide_link("merge", story))
        page.get_by_label("The other story, by its address or id").fill(desk.address + links.story_link(other))
        decided("one week")
        assert store.counts().stories == 2

        page.goto(desk.address + links.story_link(story))
        page.locator(".chart .tie-link").first.focus()
        page.keyboard.press("Enter")
        page.get_by_role("link", name="Not a copy").click()
        decided("each was there")
        page.goto(f"{desk.address}/decisions")
        assert page.locator("tr", has_text="Not a copy").first.get_by_text("each was there").is_visible()
        page.get_by_role("link", name=re.compile("^Undo")).first.click()
        decided("a mistake")
        page.goto(f"{desk.address}/decisions")
        assert page.locator("tr.undone", has_text="each was there").first.get_by_text("no longer").is_visible()
        with page.expect_download() as kept:
            page.get_by_role("link", name="JSON lines").click()
        lines = [json.loads(line) for line in Path(kept.value.path()).read_text("utf-8").splitlines()][len(before) :]
        kinds = ["set_aside", "undo", "not_the_same", "split", "merge", "not_a_copy", "undo"]
        assert [line["kind"] for line in lines] == kinds
        assert told == []
    for one in standing(store.decisions()):
        if one.who != "Ben":
            record(desk.held, "undo", [one.id], "Ana", "as it was")
    assert scribe.wait(scribe.wake(), 60)


def test_keys_move_open_search_and_can_be_turned_off(desk: Served, browser: Browser) -> None:
    with tab(browser) as (page, told):
        page.goto(desk.address)
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("k")
        assert page.locator("[data-row].here").count() == 1
        page.keyboard.press("/")
        page.keyboard.type("sable")
        assert page.locator("[data-row]:visible").count() == 1
        page.keyboard.press("Escape")
        page.keyboard.press("j")
        page.keyboard.press("o")
        page.wait_for_url("**/stories/**")
        page.keyboard.press("j")
        page.keyboard.press("o")
        page.wait_for_url("**/reports/**")
        page.keyboard.press("u")
        page.wait_for_url("**/stories/**")
        page.keyboard.press("?")
        page.wait_for_url("**/keys")
        page.get_by_role("button", name="Turn the keys off").focus()
        page.keyboard.press("Enter")
        page.get_by_text("they are off in this browser").wait_for()
        page.goto(desk.address)
        page.keyboard.press("?")
        page.keyboard.press("j")
        assert page.locator("[data-row].here").count() == 0
        assert page.url.rstrip("/") == desk.address
        assert told == []


def test_nothing_of_hostile_reports_runs_or_breaks_a_page(browser: Browser, bad: Serving) -> None:
    names = list(bad.store.reports())
    story = max(bad.store.stories(), key=lambda one: one.reports).id
    with served(bad.store) as desk, tab(browser, phone=True) as (page, told):
        for address in (
            "/",
            "/sources",
            links.story_link(story),
            links.decide_link("split", story),
            *map(links.report_link, names),
        ):
            page.goto(desk.address + address)
            assert page.evaluate("() => window.hit === undefined"), address
            box = page.evaluate("() => [document.documentElement.scrollWidth, innerWidth, location.host]")
            assert box[0] <= box[1], address
            assert page.url.startswith(desk.address)
            assert page.locator("footer.foot").is_visible(), address
        assert told == []


def test_layers_are_switched_without_script(desk: Served, browser: Browser) -> None:
    name = next(one for one in desk.held.store.reports())
    with tab(browser, script=False) as (page, _):
        page.goto(desk.address + links.report_link(name, show="read"))
        number = page.locator(".readas .n").first
        before = number.evaluate("one => getComputedStyle(one).fontWeight")
        page.get_by_label("numbers").uncheck()
        assert number.evaluate("one => getComputedStyle(one).fontWeight") != before
