"""On the platform's own pages: consent, form, invoices, result, offers; then through one lender's door."""

from pathlib import Path
from typing import Final

from town.residents import Resident
from town.walking.browsing import Browser, Form, Page
from town.write import sample_folder

_REGION: Final = "990000"
_PURPOSES: Final = {
    "进货周转": "stock",
    "换一台设备": "equipment",
    "备节前的货": "stock",
    "付店面租金": "rent",
}
_TRADES: Final = {"5281": "52", "0142": "01", "0141": "01", "0321": "03"}
_LOOK_EVERY_SECONDS: Final = 1.0
_LOOKS: Final = 60


class Lost(Exception):  # noqa: N818 - it reads as the sentence it is
    """The way ended before a loan; `came_to` says at what."""

    def __init__(self, came_to: str) -> None:
        super().__init__(came_to)
        self.came_to = came_to


def chosen_lender(browser: Browser, folder: Path, resident: Resident, place: int) -> str:
    """Apply, choose the offer at `place` (counted around), go in to its lender; the case's address."""
    result = _assessed(browser, folder, resident)
    if result.verdict != "approve":
        raise Lost(result.verdict or "stopped")
    offers = browser.open(f"{_here(result)}/offers")
    listed = [it for it in offers.forms if it.action.endswith("/confirm")]
    if not listed:
        raise Lost("no_offer")
    asked = browser.send(offers, listed[place % len(listed)])
    agreeing = pressed(asked, "/confirm")
    handed = browser.send(asked, agreeing, {"agree": agreeing.values("agree")})
    return _through_the_door(browser, handed)


def pressed(page: Page, ending: str) -> Form:
    """The form that has to be on this page; without it the way is lost."""
    found = page.form(ending)
    if found is None:
        raise Lost("stopped")
    return found


def _assessed(browser: Browser, folder: Path, resident: Resident) -> Page:
    consents = browser.open("/apply/consent")
    agreeing = pressed(consents, "/apply/consent")
    form = browser.send(consents, agreeing, {"agreed": agreeing.values("agreed")})
    page = browser.send(form, pressed(form, "/apply"), _typed(resident))
    if files := _files(folder, resident):
        page = browser.send(page, pressed(page, "/invoices"), files=files)
    return browser.send(page, pressed(page, "/assess"))


def _typed(resident: Resident) -> dict[str, str]:
    code = resident.industry_code
    return {
        "kind": resident.kind,
        "owner_name": resident.owner_name,
        "resident_id": resident.owner_id,
        "mobile": resident.mobile,
        "firm_name": resident.firm_name,
        "uscc": resident.uscc or "",
        "place": resident.address,
        "proof": "市场摊位费收据（虚构）",
        "region": _REGION,
        "trade": _TRADES.get(code, code[:2]),
        "started_year": str(resident.started_on.year),
        "amount": str(resident.amount_yuan),
        "months": str(resident.months),
        "purpose": _PURPOSES[resident.purpose],
        "debt_balance": str(resident.debt_balance_yuan),
        "debt_monthly": str(resident.debt_monthly_yuan),
    }


def _files(folder: Path, resident: Resident) -> list[tuple[str, tuple[str, bytes]]]:
    own = sample_folder(folder, resident)
    return [("files", (path.name, path.read_bytes())) for path in sorted(own.glob("[销进]项发票.csv"))]


def _through_the_door(browser: Browser, page: Page) -> str:
    for _ in range(_LOOKS):
        if door := page.link("/enter/"):
            at_the_door = browser.open(door)
            inside = browser.send(at_the_door, pressed(at_the_door, door.rpartition("/")[2]))
            if "/lending/" not in inside.address:
                raise Lost("stopped")
            return inside.address
        browser.sleep(_LOOK_EVERY_SECONDS)
        page = browser.open(page.address)
    raise Lost("stopped")


def _here(page: Page) -> str:
    return page.address.partition("?")[0].rstrip("/")
