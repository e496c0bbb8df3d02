"""What every screen of the console must hold: accessible, no sideways scroll, everything in one language."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

ROOT: Final = Path(__file__).resolve().parents[3]
_AXE: Final = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
_FINDINGS: Final = """async () => {
  const found = await axe.run(document, { resultTypes: ["violations"] });
  return found.violations
    .filter(one => ["serious", "critical"].includes(one.impact))
    .flatMap(one => one.nodes.map(node =>
      `${one.id}: ${node.target} ${node.html.slice(0, 120)} ${(node.any[0] || {}).message || ""}`)) }"""
_SHOWN_WORDS: Final = """() => {
  const AS_WRITTEN = "script, style, code, kbd, [data-as-written], body [lang]";
  const said = [document.title];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const e = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !e.checkVisibility()) continue;
    if (e.closest(AS_WRITTEN)) continue;
    said.push(walk.currentNode.data.trim());
  }
  for (const e of document.querySelectorAll("[aria-label], [placeholder], [title]")) {
    if (!e.checkVisibility() || e.closest(AS_WRITTEN)) continue;
    said.push(e.getAttribute("aria-label") || e.getAttribute("placeholder") || e.getAttribute("title"));
  }
  return said.filter(Boolean) }"""
_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_ENGLISH: Final = re.compile(r"[A-Za-z]{3,}(?:[ ,]+[A-Za-z']{2,})+")
_MADE_UP: Final = re.compile(r"测试|示例|样本|虚构")
"""Names of made-up people and firms are as they are in both languages."""


def check_accessible(page: "Page") -> None:
    """axe-core finds nothing serious or critical; it is run, not loaded, so the page's policy stands."""
    page.evaluate(_AXE.read_text("utf-8"))
    findings = page.evaluate(_FINDINGS)
    assert findings == [], "\n".join(findings)


def no_sideways_scroll(page: "Page") -> None:
    """The page itself never scrolls sideways; a wide table does so inside its frame."""
    wide = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide[0] <= wide[1], f"{wide[0]} px of content on {wide[1]} px"


def no_untranslated(page: "Page", language: str) -> None:
    """No Chinese sentence on an English page, no English sentence on a Chinese one.

    Codes stand in `<code>`, what people typed in `data-as-written`; made-up names are as they are.
    """
    said: list[str] = page.evaluate(_SHOWN_WORDS)
    strange = _HAN if language == "en" else _ENGLISH
    wrong = [one for one in said if strange.search(one) and not _MADE_UP.search(one)]
    assert wrong == [], f"not in {language}: {wrong[:12]}"


def looked_at(page: "Page", language: str) -> None:
    """All three, for a screen that stands still."""
    page.wait_for_load_state("networkidle")
    no_sideways_scroll(page)
    no_untranslated(page, language)
    check_accessible(page)


def tick(within: "Page | Locator", name: str) -> None:
    """Tick a box and see it ticked; antd draws its own boxes, a moment after the press."""
    from playwright.sync_api import expect

    box = within.get_by_label(name)
    box.click()
    expect(box).to_be_checked()
