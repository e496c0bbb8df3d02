"""On a lender's own pages: from the inquiry to the money, and a first instalment back.

A case has one address, and that leads to whatever step comes next; so a borrower only has to know what each
form asks. Whoever was interrupted opens the case again and goes on.
"""

from collections.abc import Callable, Mapping
from typing import Final

from town.residents import Resident
from town.walking.applying import Lost
from town.walking.browsing import Browser, Form, Page, Typed

_LOOK_EVERY_SECONDS: Final = 1.0
_LOOKS: Final = 120
_SMALL_YUAN: Final = "1000"


def borrow(browser: Browser, case: str, resident: Resident) -> Page:
    """From wherever the case stands to the page of the running loan. Raises `Lost` where the lender refuses,
    wants a person to look, or the money does not arrive."""
    page = browser.open(case)
    for _ in range(_LOOKS):
        if page.state in {"current", "overdue", "settled"}:
            return page
        if _is_waiting(page):
            browser.sleep(_LOOK_EVERY_SECONDS)
            page = browser.open(page.address)
            continue
        page = _next(browser, page, resident)
    raise Lost("stopped")


def repay_once(browser: Browser, loan: Page) -> bool:
    """Pay what is due next, or a little where there is no schedule; whether it was asked for and answered."""
    form = loan.form("/repay")
    if form is None:
        return False
    typed = {} if form.values("repay_amount")[0] else {"repay_amount": _SMALL_YUAN}
    page = browser.send(loan, form, typed)
    for _ in range(_LOOKS):
        if not _is_waiting(page):
            return page.state in {"current", "settled"}
        browser.sleep(_LOOK_EVERY_SECONDS)
        page = browser.open(page.address)
    return False


def _next(browser: Browser, page: Page, resident: Resident) -> Page:
    for ending, answers in _STEPS.items():
        form = page.form(ending)
        if form is not None:
            return browser.send(page, form, answers(form, resident))
    raise Lost({"decline": "refused", "refer": "refer"}.get(page.verdict, "stopped"))


def _is_waiting(page: Page) -> bool:
    return page.state in {"deciding", "reserved"} or page.state.endswith("paying")


def _as_it_is(_form: Form, _resident: Resident) -> Typed:
    return {}


def _all_ticked(form: Form, _resident: Resident) -> Typed:
    return {"agreed": form.values("agreed")}


def _first_answers(form: Form, _resident: Resident) -> Typed:
    return form.first_of_each("radio")


def _own_account(_form: Form, resident: Resident) -> Typed:
    return {"bank_card": resident.bank_card, "phone": resident.mobile}


def _own_name(_form: Form, resident: Resident) -> Typed:
    return {"typed_name": resident.owner_name, "agree": "yes"}


_STEPS: Final[Mapping[str, Callable[[Form, Resident], Typed]]] = {
    "/inquiry": _all_ticked,
    "/accept": _as_it_is,
    "/suitability": _first_answers,
    "/costs": _as_it_is,
    "/account": _own_account,
    "/contract": _own_name,
    "/draw": _as_it_is,
}
"""What a form of a lender is sent to → what a borrower fills in."""
