"""`python docs/pictures/take_console.py ADDRESS LENDER`: the console's pictures, of a running demonstration.

ADDRESS is the platform that `make demo` opened, LENDER one of its institutions. A picture never shows what
the program does not do; its people are the made-up staff of `town/data/staff.yaml`.
"""

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

HERE: Final = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

from benchmarks.identify.licences.facts import Licence, made_up  # noqa: E402
from benchmarks.identify.licences.paper import draw  # noqa: E402
from benchmarks.identify.licences.spoiling import jpeg, on_a_desk  # noqa: E402
from town.staff import staff  # noqa: E402

DESK: Final = {"width": 1280, "height": 860}
PHONE: Final = {"width": 390, "height": 844}
_SETTLED_MS: Final = 1_500


def main(platform: str, lender: str) -> None:
    """What each kind of staff sees first, on a desk; the queue on a phone; a lender's day in English."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        operations = entered(chromium, platform, "li.ops")
        take(operations, "overview", "console-overview")
        take(operations, "work", "console-queue")
        operations.locator("tr", has_text="已放款").first.locator("a").first.click()
        operations.wait_for_url("**/work/*")
        take(operations, None, "console-application")
        reviewer = entered(chromium, platform, "zhao.senior")
        take(reviewer, "referrals", None)
        reviewer.locator('a[href*="/referrals/"]').first.click()
        reviewer.wait_for_url("**/referrals/*")
        take(reviewer, None, "console-referral")
        take(entered(chromium, platform, "chen.risk"), "rules/limit/edit", "console-rules")
        analyst = entered(chromium, platform, "chen.risk")
        take(analyst, "products", "console-products")
        identify(analyst)
        take(entered(chromium, platform, "admin"), "administration/audit", "console-audit")
        take(entered(chromium, platform, "li.ops", size=PHONE), "work", "console-phone")
        take(entered(chromium, lender, "li.ops", language="en"), "overview", "console-lender")
        chromium.close()


def identify(analyst: Page) -> None:
    """A trade with the words that decided it; a photographed licence, field by field."""
    take(analyst, "identify", None)
    analyst.fill("#identify-name", "测试桥头早餐店")
    analyst.fill("#identify-scope", "餐饮服务；食品销售；糕点面包零售；外卖递送服务")
    analyst.keyboard.press("Control+Enter")
    analyst.get_by_text("为什么").wait_for()
    take(analyst, None, "console-identify")
    with TemporaryDirectory() as folder:
        paper = Path(folder) / "licence.jpg"
        paper.write_bytes(jpeg(on_a_desk(draw(_landscape()))))
        analyst.get_by_text("执照照片").click()
        analyst.locator("input[type=file]").first.set_input_files(paper)
        analyst.get_by_text("登记机关").wait_for(timeout=60_000)
    take(analyst, None, "console-licence")


def _landscape() -> Licence:
    return next(it for it in made_up(3, seed=11) if it.layout == "landscape")


def entered(
    chromium: Browser, address: str, login: str, *, language: str = "zh", size: dict[str, int] | None = None
) -> Page:
    """A browser in which that person has signed in by the door."""
    context = chromium.new_context(base_url=address, viewport=size or DESK)  # type: ignore[arg-type]
    context.add_cookies([{"name": "puhui_lang", "value": language, "url": address}])
    page = context.new_page()
    page.goto("/console/")
    page.locator("input[type=password]").wait_for()
    page.locator("input:not([type=password])").first.fill(login)
    page.fill("input[type=password]", staff()[0])
    page.keyboard.press("Enter")
    page.locator("input[type=password]").wait_for(state="detached")
    return page


def take(page: Page, path: str | None, name: str | None) -> None:
    """Go there, let it settle, keep it under this name, if it has one."""
    if path is not None:
        page.goto(f"/console/{path}")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(_SETTLED_MS)
    if name is not None:
        page.screenshot(path=HERE / f"{name}.png")


if __name__ == "__main__":
    main(*sys.argv[1:3])
