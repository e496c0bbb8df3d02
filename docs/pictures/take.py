"""`python docs/pictures/take.py`: the pictures of the README, taken anew from a running platform and lenders.

Walks the made-up street through real `puhui up --demo` processes in a real Chromium: a picture never shows
what the program does not do. Needs Chromium on PATH and the test extras (`make test` installs both).
"""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from playwright.sync_api import sync_playwright  # noqa: E402

from puhui.ground.database import embedded_server  # noqa: E402
from puhui.kernel import Language  # noqa: E402
from tests.journeys.borrowing import BorrowingShopper, speak  # noqa: E402
from tests.journeys.neighbourhood import neighbourhood  # noqa: E402
from tests.journeys.shopper import DESK, Shopper  # noqa: E402
from tests.journeys.street import Street  # noqa: E402
from town.write import yesterday  # noqa: E402


def main() -> None:
    """Six pictures of the platform and three of a lender, on a phone in Chinese and on a desk in English."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o711)
        with (
            embedded_server(_home(folder), durable=False) as server,
            neighbourhood(server, Path(folder)) as everybody,
            sync_playwright() as playwright,
        ):
            address = everybody.platform.address
            street = Street.build(Path(folder) / "street", until=yesterday())
            chromium = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
            )
            _phone(Shopper(chromium, address), street)
            _declined(Shopper(chromium, address), street)
            _desk(Shopper(chromium, address, viewport=DESK, language=Language.EN), street)
            _borrowing(BorrowingShopper(chromium, address), street)
            chromium.close()


def _borrowing(shopper: BorrowingShopper, street: Street) -> None:
    shop = street.who_is("honest_strong", "individual_business")[0]
    shopper.until_offers(shop, street)
    shopper.choose("测试溪流银行")
    shopper.goes_over()
    shopper.lets_them_ask()
    shopper.accepts()
    shopper.answers()
    shopper.picture(HERE, "lender-costs", whole=False)
    shopper.reads_the_costs()
    shopper.binds(shop.mobile)
    shopper.signs(shop.owner_name)
    shopper.draws()
    shopper.picture(HERE, "lender-loan", whole=False)
    shopper.page.set_viewport_size(DESK)  # type: ignore[arg-type]
    speak(shopper, Language.EN)
    shopper.picture(HERE, "desk-lender-loan", whole=False)


def _home(folder: str) -> Path:
    Path(folder).chmod(0o711)
    home = Path(folder) / "home"
    home.mkdir()
    return home


def _phone(shopper: Shopper, street: Street) -> None:
    shop = street.who_is("honest_strong", "individual_business")[0]
    shopper.picture(HERE, "start", whole=False)
    shopper.apply(shop)
    shopper.upload(street.files(shop))
    shopper.press("invoices.go")
    shopper.picture(HERE, "result", whole=False)
    shopper.press("decision.approve.go")
    shopper.page.locator(".offers").scroll_into_view_if_needed()
    shopper.page.locator(".offer").nth(1).scroll_into_view_if_needed()
    shopper.picture(HERE, "offers", whole=False)


def _declined(shopper: Shopper, street: Street) -> None:
    shop = street.who_is("declining")[0]
    shopper.apply(shop)
    shopper.upload(street.files(shop))
    shopper.press("invoices.go")
    shopper.picture(HERE, "declined", whole=False)


def _desk(shopper: Shopper, street: Street) -> None:
    shop = street.who_is("honest_strong", "individual_business")[1]
    shopper.picture(HERE, "desk-start", whole=False)
    shopper.apply(shop)
    shopper.upload(street.files(shop))
    shopper.press("invoices.go")
    shopper.press("decision.approve.go")
    shopper.picture(HERE, "desk-offers", whole=False)


if __name__ == "__main__":
    main()
