"""How every page of a lender behaves in a browser, from example values: contrast, names, room, the pop-up."""

import http.server
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from puhui.app.pages.rendering import rendered
from puhui.kernel import Language
from tests.app.pages.lending.examples import COMMON, COST, PAGES, changed
from tests.journeys.shopper import DESK, PHONE
from tests.journeys.test_manners import LOW_CONTRAST, NAMELESS, SMALL_TARGETS

pytestmark = pytest.mark.browser
STATIC = Path(__file__).resolve().parents[2] / "puhui" / "app" / "pages" / "static"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing to say."""


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Every example page in both languages, served as files."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "static").symlink_to(STATIC)
    examples = {**PAGES, "costs_soon": ("lending/costs.html", {"cost": _SOON, "too_early": False})}
    for name, (template, values) in examples.items():
        for language in Language:
            html = rendered(template, language, **{**COMMON, **values})
            (folder / f"{name}-{language.value}.html").write_text(html, "utf-8")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


_SOON = changed(COST, seconds_left=2)


@pytest.fixture(scope="module")
def page(chromium: Any) -> Any:
    context = chromium.new_context(locale="zh-CN")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_every_page_can_be_read_and_operated_in_both_languages(page: Any, shown: str, name: str) -> None:
    """Contrast at least 4.5, every control named, nothing sideways, nothing too small for a thumb."""
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        for language in Language:
            page.goto(f"{shown}/{name}-{language.value}.html")
            assert page.evaluate(LOW_CONTRAST) == [], (name, language)
            assert page.evaluate(NAMELESS) == []
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.set_viewport_size(PHONE)
    assert page.evaluate(SMALL_TARGETS) == []


@pytest.mark.parametrize("look", ["indigo", "plum", "ochre"])
def test_every_lenders_colour_can_be_read(page: Any, shown: str, look: str) -> None:
    """White on the colour, the colour on paper and on its own wash."""
    for name in ("loan", "suitability_stopped", "approved", "refused"):
        page.goto(f"{shown}/{name}-zh.html")
        page.evaluate("look => { document.documentElement.dataset.look = look }", look)
        assert page.evaluate(LOW_CONTRAST) == []


def test_the_pop_up_counts_down_takes_no_early_press_and_can_be_closed_and_opened(
    page: Any, shown: str
) -> None:
    """The countdown is the server's; Esc closes, the button opens again; then it may be pressed."""
    page.goto(f"{shown}/costs_soon-zh.html")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    button = page.locator("button[data-wait]")
    assert page.locator("dialog:modal").is_visible()
    assert "还有" in button.inner_text()
    button.evaluate("button => button.click()")
    assert "POST" not in sent
    page.keyboard.press("Escape")
    assert not page.locator("dialog").is_visible()
    page.locator("[data-opens]").click()
    assert page.locator("dialog:modal").is_visible()
    page.locator("button[data-wait]:not([aria-disabled])").wait_for(timeout=5_000)
    assert "我已读完" in button.inner_text()


def test_without_javascript_the_cost_table_stands_open_on_the_page(chromium: Any, shown: str) -> None:
    """A full page, a button that may be pressed (the server judges), nothing that only a script could do."""
    context = chromium.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(f"{shown}/costs-zh.html")
    assert page.locator("#cost-title").is_visible()
    assert page.locator("button[data-wait]").get_attribute("aria-disabled") is None
    assert "至少读 10 秒" in page.inner_text("form.confirm")
    assert page.locator(".only-script:visible").count() == 0
    context.close()


def test_the_keyboard_reaches_the_confirmation_and_stays_in_the_pop_up(page: Any, shown: str) -> None:
    """Tab goes through the pop-up and never to what lies behind it."""
    page.goto(f"{shown}/costs_soon-zh.html")
    assert page.evaluate("document.activeElement.id") == "cost-title"
    seen = set()
    for _ in range(8):
        page.keyboard.press("Tab")
        inside = "e => document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        assert page.evaluate(inside)
        seen.add(page.evaluate("document.activeElement.className"))
    assert "button" in seen
