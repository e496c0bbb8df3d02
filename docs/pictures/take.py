"""`python docs/pictures/take.py`: the pictures of the README, taken anew from a running demonstration.

Walks the made-up street through a real `puhui up --demo` in a real Chromium, so that a picture never shows
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

from puhui.kernel import Language  # noqa: E402
from tests.journeys.shopper import DESK, Shopper  # noqa: E402
from tests.journeys.street import Street  # noqa: E402
from town.serving import serving  # noqa: E402
from town.write import yesterday  # noqa: E402

PORT: Final = 8765


def main() -> None:
    """Six pictures: four of a phone in Chinese, two of a desk in English."""
    with tempfile.TemporaryDirectory() as folder, serving(_home(folder), PORT) as (_, address):
        street = Street.build(Path(folder) / "street", until=yesterday())
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
            )
            _phone(Shopper(chromium, address), street)
            _declined(Shopper(chromium, address), street)
            _desk(Shopper(chromium, address, viewport=DESK, language=Language.EN), street)
            chromium.close()


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
