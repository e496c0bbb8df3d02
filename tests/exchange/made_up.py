"""Made-up packages and messages for tests that need no database."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import httpx

from puhui.cost import Terms, quote
from puhui.exchange import SigningKeys, new_keys, sign
from puhui.exchange.package import (
    ApplicationPackage,
    Asked,
    ConsentShown,
    CreditData,
    OfferShown,
    Who,
)
from puhui.exchange.signing import Content, KnownKey
from puhui.intake import current_text
from puhui.kernel import FixedClock
from puhui.matching import shipped_catalogue

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
BANK = "test_brook_bank"
BUREAU = "test_bureau"
KEYS = new_keys()


def known(keys: SigningKeys = KEYS) -> KnownKey:
    """The other side's register of these keys."""
    return KnownKey(keys.key_id, keys.public_key_text, BANK)


def signed_content(
    body: bytes = b'{"a":1}', path: str = "/partner/v1/events", to: str = "platform"
) -> Content:
    """A POST as it lies on the wire, signed at `NOW`."""
    headers = {"content-type": "application/json", "idempotency-key": "key-00000001", "x-puhui-to": to}
    request = httpx.Request("POST", f"https://puhui.example{path}", headers=headers, content=body)
    return content_on_the_wire(sign(request, KEYS, FixedClock(NOW)))


def content_on_the_wire(request: httpx.Request) -> Content:
    """What a server sees of a request."""
    path, _, query = request.url.raw_path.decode().partition("?")
    return Content(request.method, path, query, tuple(request.headers.multi_items()), request.read())


def package(
    institution: str = BANK, months: int = 12, product: str = "brook_shop_loan"
) -> ApplicationPackage:
    """What a made-up snack bar's application looks like to Test Brook Bank."""
    catalogue = shipped_catalogue()
    chosen = next(it for it in catalogue.products if it.code == product)
    rate = max(chosen.rates.values())
    terms = Terms(10_000_000, months, chosen.method, rate, TODAY, chosen.charged_fees, chosen.day_count)
    quoted = quote(terms)
    us = catalogue.institutions[institution]
    text = current_text("institution", TODAY)
    assert text is not None
    return ApplicationPackage(
        package_id=UUID("01a0c450-6c00-7000-8000-000000000007"),
        version=1,
        institution=institution,
        pseudonym="0a" * 20,
        application=Asked(20_000_000, months, "stock", "individual_business"),
        product=product,
        offer=OfferShown(10_000_000, months, Decimal(rate), quoted.apr_simple, quoted.total_cost_fen, TODAY),
        identity=Who(
            "测试一",
            "990000199001010017",
            "13800000000",
            "测试小吃店",
            "92990000MA00TEX70F",
            "990000",
            "6210",
        ),
        consent=ConsentShown(
            UUID("01a0c450-6c00-7000-8000-000000000008"),
            text.id,
            text.version,
            text.hash(us.name.zh, us.contact),
            tuple(sorted(text.fields)),
            text.purpose,
            datetime(2027, 2, 21, 2, 0, tzinfo=UTC),
        ),
        credit_data=CreditData(BUREAU, "parcel-1"),
        advice_owner="platform_advisory",
        test=True,
    )
