"""A shopkeeper at a browser: finds things by what they say, as a person does."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from puhui.app.pages.wording import told
from puhui.kernel import Language
from town.residents import Resident

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 860}


class Shopper:
    """One browser window in one language."""

    def __init__(
        self, chromium: "Browser", server: str, *, language: Language = Language.ZH, **options: Any
    ) -> None:
        options = {"viewport": PHONE, "locale": "zh-CN", "base_url": server, **options}
        self.context = chromium.new_context(**options)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self.language = language
        self.page.goto("/" if language is Language.ZH else "/en")

    def said(self, key: str, **values: object) -> str:
        """What the pages call something."""
        return told(key, self.language, **values)

    def press(self, key: str, **values: object) -> None:
        """Press the button or follow the link of that name."""
        name = self.said(key, **values)
        self.page.get_by_role("button", name=name).or_(self.page.get_by_role("link", name=name)).first.click()

    def sees(self, key: str, **values: object) -> bool:
        """Whether the page says it."""
        return self.said(key, **values) in self.page.inner_text("body")

    def agree(self, *keys: str) -> None:
        """Tick these consents, or those that are needed, and go on."""
        for key in keys or ("identity", "invoices", "debts"):
            self.page.check(f"#agree_{key}")
        self.press("consent.go")

    def fill_in(self, resident: Resident, **changes: str) -> None:
        """Type what this resident would type."""
        page = self.page
        page.check(f'input[name=kind][value="{changes.get("kind", resident.kind)}"]')
        fields = {
            "owner_name": resident.owner_name,
            "resident_id": resident.owner_id,
            "mobile": resident.mobile,
            "firm_name": resident.firm_name,
            "uscc": resident.uscc or "",
            "started_year": str(resident.started_on.year),
            "amount": str(resident.amount_yuan),
            "debt_balance": str(resident.debt_balance_yuan),
            "debt_monthly": str(resident.debt_monthly_yuan),
            **{name: value for name, value in changes.items() if name not in {"kind", "months", "purpose"}},
        }
        for name, value in fields.items():
            if page.locator(f"#{name}").is_visible():
                page.fill(f"#{name}", value)
        page.select_option("#trade", changes.get("trade", trade_of(resident)))
        page.select_option("#region", "990000")
        page.check(f'input[name=months][value="{changes.get("months", "12")}"]')
        page.check(f'input[name=purpose][value="{changes.get("purpose", "stock")}"]')

    def apply(self, resident: Resident, **changes: str) -> None:
        """From the start page to the page for invoices."""
        self.press("start.go")
        self.agree()
        self.fill_in(resident, **changes)
        self.press("application.go")

    def upload(self, files: list[Path]) -> None:
        """Choose files and send them."""
        self.page.set_input_files("#files", files)
        self.press("invoices.send")

    def picture(self, folder: Path, name: str, *, whole: bool = True) -> None:
        """Keep what is on the screen."""
        self.page.screenshot(path=folder / f"{name}.png", full_page=whole)

    def leave(self) -> None:
        """Close the window."""
        self.context.close()


def trade_of(resident: Resident) -> str:
    """The plain words that fit a resident's trade."""
    return {"5281": "52", "0142": "01", "0141": "01", "0321": "03"}.get(
        resident.industry_code, resident.industry_code[:2]
    )
