"""How pages behave for everybody: contrast, names of controls, no sideways scrolling, nothing from afar."""

from typing import Any

import pytest

from tests.journeys.shopper import DESK, PHONE

pytestmark = pytest.mark.browser
OPEN_PAGES = (
    "/",
    "/apply/consent",
    "/apply?agreed=identity%402026-11-01&agreed=invoices%402026-11-01&agreed=debts%402026-11-01",
    "/applications",
    "/consents",
    "/help",
    "/nowhere",
)

LOW_CONTRAST = """() => {
  const channel = v => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4 };
  const light = ([r, g, b]) => .2126 * channel(r) + .7152 * channel(g) + .0722 * channel(b);
  const parse = c => (c.match(/[\\d.]+/g) || []).map(Number);
  const behind = e => { for (; e; e = e.parentElement) {
    const c = parse(getComputedStyle(e).backgroundColor);
    if (c.length === 3 || c[3] > .99) return c }
    return [255, 255, 255] };
  const bad = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const e = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !e.checkVisibility() || e.closest('script,style')) continue;
    const s = getComputedStyle(e), [a, b] = [light(parse(s.color)), light(behind(e))].sort((x, y) => y - x);
    const ratio = (a + .05) / (b + .05), big = parseFloat(s.fontSize) >= 24;
    if (ratio < (big ? 3 : 4.5)) bad.push(`${ratio.toFixed(2)} ${walk.currentNode.data.trim().slice(0, 30)}`);
  }
  return bad }"""

NAMELESS = """() => [...document.querySelectorAll('a, button, input:not([type=hidden]), select, textarea')]
  .filter(e => e.checkVisibility())
  .filter(e => !(e.innerText || '').trim() && !e.getAttribute('aria-label'))
  .filter(e => !(e.labels && e.labels.length))
  .map(e => e.outerHTML.slice(0, 80))"""

SMALL_TARGETS = """() => [...document.querySelectorAll('button, .button, .nav a, select, input')]
  .filter(e => e.type !== 'hidden')
  .map(e => [e, (e.closest('label') || e).getBoundingClientRect()])
  .filter(([e, box]) => box.height > 0 && box.height < 32)
  .map(([e, box]) => `${box.height} ${e.outerHTML.slice(0, 60)}`)"""


@pytest.fixture(scope="module")
def page(chromium: Any, server: str) -> Any:
    context = chromium.new_context(base_url=server, locale="zh-CN")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", OPEN_PAGES)
def test_every_page_can_be_read_and_operated(page: Any, path: str) -> None:
    """Contrast at least 4.5 (computed), every control has a name, nothing needs sideways scrolling."""
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        page.goto(path)
        assert page.evaluate(LOW_CONTRAST) == []
        assert page.evaluate(NAMELESS) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.locator("h1").count() == 1
        assert page.locator("main").count() == 1
    page.set_viewport_size(PHONE)
    assert page.evaluate(SMALL_TARGETS) == []


def test_what_has_focus_can_be_seen(page: Any) -> None:
    """A visible ring around whatever the keyboard is on."""
    page.goto("/apply/consent")
    for _ in range(6):
        page.keyboard.press("Tab")
        width = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
        assert width >= 2


def test_pages_ask_nobody_else_for_anything(chromium: Any, server: str) -> None:
    """No request leaves for another host, and no script error is left in the console."""
    context = chromium.new_context(base_url=server)
    page, elsewhere, troubles = context.new_page(), [], []
    page.on(
        "request",
        lambda request: elsewhere.append(request.url) if not request.url.startswith(server) else None,
    )
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
    for path in ("/", "/apply/consent", "/help"):
        page.goto(path)
    context.close()
    assert elsewhere == []
    assert troubles == []
