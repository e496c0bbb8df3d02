"""A shopkeeper's whole way in a real browser: a good day, a bad day, and everything in between."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from puhui.kernel import Language
from tests.journeys.shopper import DESK, Shopper
from tests.journeys.street import Street

pytestmark = pytest.mark.browser
Enter = Callable[..., Shopper]


@pytest.fixture
def enter(chromium: Any, server: str) -> Iterator[Enter]:
    """Open windows; all are closed at the end."""
    windows: list[Shopper] = []

    def opened(**options: Any) -> Shopper:
        windows.append(Shopper(chromium, server, **options))
        return windows[-1]

    yield opened
    for window in windows:
        window.leave()


def test_a_strong_shop_reaches_an_institution_on_a_phone(
    enter: Enter, street: Street, pictures: Path
) -> None:
    """In Chinese, at 390 pixels: consents, form, invoices, result, costs side by side, the address."""
    shop, shopper = street.who_is("honest_strong", "individual_business")[0], enter()
    shopper.picture(pictures, "phone-1-start")
    shopper.press("start.go")
    shopper.picture(pictures, "phone-2-consent")
    shopper.agree()
    shopper.fill_in(shop)
    shopper.picture(pictures, "phone-3-application")
    shopper.press("application.go")
    shopper.upload(street.files(shop))
    shopper.picture(pictures, "phone-4-invoices")
    shopper.press("invoices.go")
    shopper.picture(pictures, "phone-5-result")
    assert shopper.sees("decision.approve.title")
    assert shopper.sees("footer.decision")
    shopper.press("decision.approve.go")
    shopper.picture(pictures, "phone-6-offers")
    rates = [float(it) for it in re.findall(r"年化利率（单利）\s*([\d.]+)%", shopper.page.inner_text("main"))]
    assert rates
    assert max(rates) <= 24
    shopper.page.get_by_role("button", name="选测试").first.click()
    shopper.picture(pictures, "phone-7-confirm")
    shopper.press("confirm.go")
    assert shopper.sees("confirm.missing")
    shopper.page.check("#agree")
    shopper.press("confirm.go")
    shopper.picture(pictures, "phone-8-institution")
    assert shopper.sees("institution.state.absent")
    shopper.press("nav.applications")
    assert shopper.sees("mine.status.chosen")
    shopper.press("nav.consents")
    assert "单独授权：向贷款机构提供申请资料" in shopper.page.inner_text("main")
    shopper.picture(pictures, "phone-9-consents")


def test_the_same_way_in_english_on_a_desk(enter: Enter, street: Street, pictures: Path) -> None:
    """The switch keeps the language for every page, and the offers line up as a table."""
    shop = street.who_is("honest_strong", "individual_business")[1]
    shopper = enter(viewport=DESK, language=Language.EN)
    shopper.picture(pictures, "desk-1-start")
    shopper.apply(shop)
    shopper.upload(street.files(shop))
    shopper.picture(pictures, "desk-4-invoices")
    shopper.press("invoices.go")
    shopper.picture(pictures, "desk-5-result")
    shopper.press("decision.approve.go")
    shopper.picture(pictures, "desk-6-offers")
    assert shopper.page.locator("html").get_attribute("lang") == "en"
    left_out = re.sub(r"[（(].*?[)）]|[一-鿿]{2,}(?:费|公司|处)", "", shopper.page.inner_text("main h1"))
    assert not re.search(r"[一-鿿]", left_out)
    shopper.page.get_by_text(shopper.said("offers.schedule")).first.click()
    assert shopper.page.get_by_role("table").first.is_visible()
    shopper.picture(pictures, "desk-7-schedule")


def test_a_declined_shop_reads_why_and_asks_for_a_person(
    enter: Enter, street: Street, pictures: Path
) -> None:
    """Reasons with figures, a way to correct data, and one press that puts a person on it, once."""
    shop, shopper = street.who_is("declining")[0], enter()
    shopper.apply(shop)
    shopper.upload(street.files(shop))
    shopper.press("invoices.go")
    shopper.picture(pictures, "phone-decline")
    assert shopper.sees("decision.decline.title")
    assert len(shopper.page.locator(".reasons li").all()) >= 1
    assert shopper.sees("decision.correct.invoices")
    shopper.page.fill("#note", "上个月换了开票系统，作废的都重开了。")
    shopper.press("decision.person.go")
    assert "已收到你的请求" in shopper.page.inner_text("#person-box")
    assert shopper.page.locator("#note").count() == 0
    shopper.picture(pictures, "phone-decline-asked")


def test_when_the_identity_service_does_not_answer_a_person_looks(
    enter: Enter, street: Street, pictures: Path
) -> None:
    """ERROR never approves and never declines: the page says whose fault it is not."""
    shop, shopper = street.who_is("honest_strong", "individual_business")[2], enter()
    shopper.apply(shop, owner_name="测试故障")
    shopper.upload(street.files(shop))
    shopper.press("invoices.go")
    shopper.picture(pictures, "phone-refer")
    assert shopper.sees("decision.refer.title")
    assert shopper.sees("decision.check.factor.ERROR")


def test_a_shop_without_invoices_is_looked_at_by_a_person(enter: Enter, street: Street) -> None:
    """No licence, no invoice: nobody is turned away by the program."""
    seller, shopper = street.who_is("no_invoice", "unregistered_operator")[0], enter()
    shopper.apply(seller, place="虚构市测试街早市", proof="市场摊位费收据")
    shopper.press("invoices.go_without")
    assert shopper.sees("decision.refer.title")


def test_a_consent_taken_back_half_way_stops_the_reading(
    enter: Enter, street: Street, pictures: Path
) -> None:
    """Withdrawn is withdrawn at once: no file is taken any more, and the assessment sees none."""
    shop, shopper = street.who_is("seasonal", "individual_business", "enterprise")[0], enter()
    shopper.apply(shop)
    shopper.upload(street.files(shop))
    here = shopper.page.url
    shopper.press("nav.consents")
    shopper.page.get_by_role("button", name="撤回：单独授权：查看增值税发票").click()
    assert shopper.sees("mine.consents.done")
    shopper.picture(pictures, "phone-withdrawn")
    shopper.page.goto(here)
    assert shopper.sees("invoices.withdrawn")
    assert shopper.page.locator("#files").count() == 0
    shopper.press("invoices.go")
    assert not shopper.sees("decision.approve.title")


def test_a_broken_file_is_told_by_file_line_and_column(enter: Enter, street: Street, pictures: Path) -> None:
    """The good rows are in, the bad ones are named, and the corrected file counts nothing twice."""
    shop, shopper = street.who_is("honest_weak", "individual_business", "enterprise")[0], enter()
    shopper.apply(shop)
    shopper.upload([street.broken_file(shop)])
    told = shopper.page.inner_text(".problems")
    assert re.search(r"有错的销项发票\.csv.*3", told)
    assert "开票日期" in told
    assert "金额" in told
    shopper.picture(pictures, "phone-broken")
    shopper.upload([street.broken_file(shop)])
    assert shopper.sees("invoices.last.rows", rows=4, new=0)
    shopper.press("invoices.send")
    assert shopper.sees("invoices.nothing")


def test_mistakes_in_the_form_sit_at_their_fields_and_nothing_typed_is_lost(
    enter: Enter, street: Street, pictures: Path
) -> None:
    """A wrong digit and an amount in words: two sentences, two fields, everything else still there."""
    shop, shopper = street.who_is("honest_weak", "individual_business", "enterprise")[1], enter()
    shopper.press("start.go")
    shopper.press("consent.go")
    assert shopper.sees("consent.missing")
    shopper.agree()
    shopper.fill_in(shop, resident_id="990000199001010018", amount="八万", firm_name="<b>测试</b>'; --")
    shopper.press("application.go")
    shopper.picture(pictures, "phone-mistakes")
    assert shopper.page.locator(".error").count() == 2
    assert shopper.page.locator("#resident_id").get_attribute("aria-invalid") == "true"
    assert shopper.page.input_value("#firm_name") == "<b>测试</b>'; --"
    assert shopper.page.input_value("#amount") == "八万"
    assert shopper.page.evaluate("document.activeElement.id") == "errors"


def test_every_step_works_without_javascript(enter: Enter, street: Street) -> None:
    """Scripts off, same way, same result; pressing twice in a hurry makes one application."""
    shop, shopper = street.who_is("honest_strong")[3], enter(java_script_enabled=False)
    shopper.apply(shop)
    shopper.upload(street.files(shop))
    shopper.press("invoices.go")
    assert "/applications/" in shopper.page.url
    shopper.page.goto("/applications")
    assert shopper.page.locator(".card").count() == 1


def test_a_double_click_makes_one_application(enter: Enter, street: Street) -> None:
    """Two presses of the same button, one application."""
    shop, shopper = street.who_is("honest_weak")[2], enter()
    shopper.press("start.go")
    shopper.agree()
    shopper.fill_in(shop)
    shopper.page.get_by_role("button", name=shopper.said("application.go")).dblclick()
    shopper.page.wait_for_url("**/invoices")
    shopper.page.goto("/applications")
    assert shopper.page.locator(".card").count() == 1


def test_a_keyboard_is_enough(enter: Enter, street: Street) -> None:
    """From the address bar to the invoices with Tab, Space, arrows and Enter alone."""
    shop, shopper = street.who_is("seasonal", "individual_business", "enterprise")[1], enter(viewport=DESK)
    keys = shopper.page.keyboard
    keys.press("Tab")
    assert shopper.page.evaluate("document.activeElement.className") == "skip"
    _tab_to(shopper, "a.button")
    keys.press("Enter")
    shopper.page.wait_for_url("**/apply/consent")
    for name in ("identity", "invoices", "debts"):
        _tab_to(shopper, f"#agree_{name}")
        keys.press("Space")
    _tab_to(shopper, "button.button")
    keys.press("Enter")
    shopper.page.wait_for_url("**/apply?*")
    _tab_to(shopper, "input[name=kind]")
    keys.press("Space" if shop.kind == "individual_business" else "ArrowDown")
    for name, value in (
        ("owner_name", shop.owner_name),
        ("resident_id", shop.owner_id),
        ("mobile", shop.mobile),
        ("firm_name", shop.firm_name),
        ("uscc", str(shop.uscc)),
    ):
        _tab_to(shopper, f"#{name}")
        keys.type(value)
    for name, presses in (("trade", 2), ("region", 1)):
        _tab_to(shopper, f"#{name}")
        for _ in range(presses):
            keys.press("ArrowDown")
    _tab_to(shopper, "#started_year")
    keys.type("2019")
    _tab_to(shopper, "#amount")
    keys.type("50000")
    for name in ("months", "purpose"):
        _tab_to(shopper, f"input[name={name}]")
        keys.press("Space")
    for name in ("debt_balance", "debt_monthly"):
        _tab_to(shopper, f"#{name}")
        keys.type("0")
    keys.press("Enter")
    shopper.page.wait_for_url("**/invoices")


def _tab_to(shopper: Shopper, selector: str, most: int = 40) -> None:
    for _ in range(most):
        shopper.page.keyboard.press("Tab")
        if shopper.page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    pytest.fail(f"Tab never reaches {selector}")
