"""Makes `docs/dossier.png`: the dossier of the invented ferry story in a browser, a report open beside it.

Needs Playwright and a Chromium: `python docs/screenshot.py [OUTPUT]`. Looks best where Charter or Charis SIL and Inter are
installed, for the page takes the reader's own fonts."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from wireroom.intake.files import captures
from wireroom.library import brief
from wireroom.model import Capture
from wireroom.render.html import html

ROOT = Path(__file__).parent.parent
WIDTH, HEIGHT = 1440, 1040


def shoot(page_file: Path, output: Path) -> None:
    """Writes the picture of a page in which the first disputed sentence has been followed."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light", reduced_motion="reduce")
        page.goto(page_file.as_uri())
        page.locator(".thread blockquote a").first.click()
        page.evaluate("window.scrollTo(0, 0); document.getElementById('pane').scrollTop = 0")
        page.mouse.move(0, 0)
        page.wait_for_timeout(300)
        page.screenshot(path=output)
        browser.close()


def main() -> None:
    """Writes the picture to the path given, or to `docs/dossier.png`."""
    output = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "dossier.png"
    briefing = brief([one for one in captures([str(ROOT / "examples" / "ferry")]) if isinstance(one, Capture)])
    with tempfile.TemporaryDirectory() as folder:
        page_file = Path(folder) / "dossier.html"
        page_file.write_text(html(briefing), "utf-8")
        shoot(page_file, output)


if __name__ == "__main__":
    main()
