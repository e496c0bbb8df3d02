"""A shopkeeper at a lender's own pages, after the platform: the same person, the same browser."""

import re
import time
from pathlib import Path
from urllib.parse import urlsplit

from puhui.kernel import Language
from tests.journeys.shopper import DESK, PHONE, Shopper
from tests.journeys.street import Street
from town.residents import Resident

CARD = "9999000000000012"
_WAIT_MS = 30_000


class BorrowingShopper(Shopper):
    """Knows the steps at a lender."""

    def until_offers(self, shop: Resident, street: Street, **changes: str) -> None:
        """From the start page to the offers side by side."""
        self.apply(shop, **changes)
        self.upload(street.files(shop))
        self.press("invoices.go")
        self.press("decision.approve.go")

    def until_seen(self, address: str, words: str, most_seconds: float = 60) -> None:
        """Look again until the page says it."""
        deadline = time.monotonic() + most_seconds
        while time.monotonic() < deadline:
            self.page.goto(address)
            if words in self.page.inner_text("main"):
                return
            time.sleep(0.5)
        raise AssertionError(f"{address} never says {words}: {self.page.inner_text('main')[:600]}")

    def choose(self, lender: str, product: str | None = None) -> None:
        """From the offers: choose this lender, agree to hand it the application."""
        name = self.page.get_by_role("button", name=re.compile(f"{lender}.*{product or ''}"))
        name.first.click()
        self.page.check("#agree")
        self.press("confirm.go")

    def goes_over(self) -> None:
        """From the platform's page to the lender's door, as soon as the lender has answered, and in."""
        link = self.page.locator("a[href*='/enter/']")
        link.wait_for(timeout=_WAIT_MS)
        link.first.click()
        self.page.wait_for_url("**/enter/**")
        self.press("lending.enter.go")
        self.page.wait_for_url("**/lending/**")

    def lets_them_ask(self) -> None:
        """Tick what is asked and wait for the decision."""
        for box in self.page.locator("input[name=agreed]").all():
            box.check()
        self.page.locator("form[action$='/inquiry'] button").click()
        self.page.locator("[data-state=deciding]").wait_for(state="detached", timeout=_WAIT_MS)

    def accepts(self) -> None:
        """Go on with what was approved."""
        self.page.locator("form[action$='/accept'] button").click()
        self.page.wait_for_url("**/suitability")

    def answers(self) -> None:
        """Every question as it suits: the first answer."""
        for name in dict.fromkeys(
            box.get_attribute("name") for box in self.page.locator("input[type=radio]").all()
        ):
            self.page.locator(f"input[name='{name}']").first.check()
        self.press("lending.suitability.go")
        self.page.wait_for_url("**/costs")

    def reads_the_costs(self) -> float:
        """Wait until the button may be pressed, press it; how many seconds that took."""
        began = time.monotonic()
        self.page.locator("button[data-wait]:not([aria-disabled])").click(timeout=_WAIT_MS)
        self.page.wait_for_url("**/account")
        return time.monotonic() - began

    def binds(self, phone: str, card: str = CARD) -> None:
        """Their own card."""
        self.page.fill("#bank_card", card)
        self.page.fill("#phone", phone)
        self.press("lending.account.go")
        self.page.wait_for_url("**/contract")

    def signs(self, name: str) -> None:
        """Read, sign."""
        self.page.fill("#typed_name", name)
        self.page.check("#agree")
        self.page.locator("form[action$='/contract'] button").click()
        self.page.wait_for_url("**/draw")

    def draws(self, amount: str | None = None) -> None:
        """Press, and wait until the money has arrived or not."""
        if amount:
            self.page.fill("#draw_amount", amount)
        self.press("lending.draw.go")
        self.page.wait_for_url("**/drawdowns/**")
        self.page.locator("[data-state=reserved]").wait_for(state="detached", timeout=_WAIT_MS)

    def waits_for_the_bank(self) -> None:
        """Until a repayment that was asked for is answered."""
        self.page.locator("[data-state$=paying]").wait_for(state="detached", timeout=_WAIT_MS)


def both_sizes(shopper: Shopper, folder: Path, name: str) -> None:
    """The same page on a phone and on a desk, in both languages."""
    page, home = shopper.page, shopper.page.viewport_size
    for language in (Language.EN, Language.ZH):
        speak(shopper, language)
        for size, called in ((DESK, "desk"), (PHONE, "phone")):
            page.set_viewport_size(size)  # type: ignore[arg-type]
            page.wait_for_timeout(60)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} {called}"
            shopper.picture(folder, f"{name}-{called}-{language.value}")
    if home:
        page.set_viewport_size(home)
    shopper.language = Language.ZH


def speak(shopper: Shopper, language: Language) -> None:
    """Read this page, and those after it, in a language."""
    here = str(urlsplit(shopper.page.url).hostname)
    cookie = {"name": "puhui_lang", "value": language.value, "domain": here, "path": "/"}
    shopper.page.context.add_cookies([cookie])  # type: ignore[list-item]
    shopper.page.reload()
    spoken = shopper.page.locator("html").get_attribute("lang") or ""
    assert spoken.startswith(language.value)
