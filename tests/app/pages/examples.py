"""Every page of the borrower's path with made-up values, as the routes would hand them to the templates."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from puhui.app.pages.form_file import regions, trades
from puhui.app.pages.views.applications import KINDS, FormLimits, Listed
from puhui.app.pages.views.consent import GivenConsent, asks, institution_ask
from puhui.app.pages.views.decision import AskedAbout, Made
from puhui.app.pages.views.handover import Answered, Mirrored, Shown
from puhui.app.pages.views.invoices import Stored, Upload
from puhui.app.pages.views.offers import Due, FeeLine, NotListed, OfferCard, RateRange
from puhui.intake import purposes
from puhui.kernel import Problem, Text

NOW = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
HERE = "/applications/019a"
COMMON: dict[str, Any] = {
    "path": "/",
    "is_demo": True,
    "secrets": {"csrf_token": "c", "idempotency_key": "k"},
    "errors": {},
    "here": HERE,
    "assess": HERE,
}
LIMITS = FormLimits(1_000_000, 300_000_000, (3, 6, 12, 24), purposes())
REQUIRED = Problem("application.required", Text("这一项要填。", "Please fill this in."))
TYPED = {"kind": "individual_business", "owner_name": "测试人甲子", "months": "12", "amount": "八万"}


def _offer(
    number: int, rate: str, effective: str, cost_fen: int, payment_fen: int, *fees: FeeLine
) -> OfferCard:
    schedule = tuple(
        Due(date(2026, 12, 23) + timedelta(days=30 * n), payment_fen - n, payment_fen - 90_000, 90_000, 0)
        for n in range(12)
    )
    return OfferCard(
        id=f"p{number}",
        lender=Text(f"示例{number}号银行", f"Example Bank {number}"),
        product=Text("店铺周转贷", "Shop working-capital loan"),
        method="equal_instalment" if number < 3 else "interest_only",
        apr_simple=Decimal(rate),
        apr_effective=Decimal(effective),
        total_cost_fen=cost_fen,
        interest_fen=cost_fen - 96_000 * len(fees),
        fees_fen=96_000 * len(fees),
        received_fen=8_000_000,
        fees=fees,
        schedule=schedule,
        lender_contact="400-000-0001",
        is_lowest_cost=number == 1,
    )


GUARANTEE = FeeLine(
    Text("担保费", "Guarantee fee"),
    Text("每期 原本金的 0.10%", "every instalment 0.10% of the original principal"),
    Text("示例担保公司", "Example Guarantee"),
)
OFFERS = (
    _offer(1, "0.0780", "0.0808", 341_000, 695_083),
    _offer(2, "0.1080", "0.1135", 475_400, 706_283, GUARANTEE),
    _offer(3, "0.1440", "0.1539", 1_152_000, 96_000),
)
REASONS = (
    Text("近六个月开票额比上年同期少 61%。", "Invoiced sales of six months are 61% below a year ago."),
    Text("前两大客户占销售额 88%。", "The two largest customers make up 88% of sales."),
    Text("近一年有 21% 的发票作废。", "21% of a year's invoices were voided."),
)
MADE = Made(
    id="019a-2f",
    outcome="approve",
    at=NOW,
    reasons=REASONS,
    data_used=(
        Text(
            "你上传的发票：2024年12月1日 至 2026年11月20日",
            "Your invoices: 1 December 2024 to 20 November 2026",
        ),
    ),
    versions=(("policy", "2026.11"), ("scorecard", "judgement-1")),
    hints=(Text("补充近三个月的销项发票。", "Add sales invoices of the last three months."),),
    limit_fen=18_000_000,
    rates=(Decimal("0.072"), Decimal("0.2352")),
    valid_until=date(2026, 12, 23),
)
FELL = NotListed(
    Text("示例3号银行", "Example Bank 3"),
    Text("设备贷", "Equipment loan"),
    (Text("只用于买设备，你选的是进货。", "For equipment only; you chose stock."),),
)
BROKEN = Problem(
    "invoice.date.invalid",
    Text("2026-02-30 不是一个日期。", "2026-02-30 is not a date."),
    Text("请改成真实的开票日期。", "Write the real date."),
    "销项发票.csv，第 3 行，开票日期",
)


def _made(outcome: str, **changes: Any) -> Made:
    fields = {name: getattr(MADE, name) for name in Made.__slots__}
    return Made(**{**fields, "outcome": outcome, **changes})


ASKED = (
    AskedAbout(
        "explanation", NOW, NOW + timedelta(days=5), NOW, Text("因为现金流不够。", "Cash flow is short.")
    ),
    AskedAbout("correction", NOW, NOW + timedelta(days=15)),
    AskedAbout("person", NOW),
)
INSTITUTION = institution_ask(NOW.date())

PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "start": (
        "start.html",
        {
            "has_open": False,
            "kinds": KINDS,
            "range": RateRange(Decimal("0.06"), Decimal("0.18"), ("示例银行", "样本小贷")),
        },
    ),
    "consent": ("consent.html", {"asks": asks(NOW.date()), "agreed": ()}),
    "consent_missing": (
        "consent.html",
        {"asks": asks(NOW.date()), "agreed": ("identity",), "errors": {"agree_invoices": REQUIRED}},
    ),
    "application": (
        "application.html",
        {
            "kinds": KINDS,
            "limits": LIMITS,
            "regions": regions(),
            "trades": trades(),
            "values": {},
            "agreed": ("identity@2026-11-01",),
            "agreed_titles": "核对身份",
        },
    ),
    "application_wrong": (
        "application.html",
        {
            "kinds": KINDS,
            "limits": LIMITS,
            "regions": regions(),
            "trades": trades(),
            "values": TYPED,
            "agreed": ("identity@2026-11-01",),
            "agreed_titles": "核对身份",
            "errors": {"amount": REQUIRED, "purpose": REQUIRED},
        },
    ),
    "invoices": ("invoices.html", {"stored": Stored(), "upload": None, "is_open": True, "megabytes": 30}),
    "invoices_read": (
        "invoices.html",
        {
            "stored": Stored(1204, 388, date(2024, 12, 1), date(2026, 11, 20)),
            "upload": Upload(1595, 1592, (BROKEN, BROKEN), 3),
            "is_open": True,
            "megabytes": 30,
        },
    ),
    "invoices_withdrawn": (
        "invoices.html",
        {"stored": Stored(), "upload": None, "is_open": False, "megabytes": 30},
    ),
    "approve": ("decision.html", {"made": MADE, "note": ""}),
    "refer": ("decision.html", {"made": _made("refer", review_asked_at=NOW), "note": ""}),
    "decline": ("decision.html", {"made": _made("decline", by_person=True, asked_about=ASKED), "note": ""}),
    "offers": ("offers.html", {"offers": OFFERS, "fell_out": (FELL,), "amount_fen": 8_000_000, "months": 12}),
    "offers_none": (
        "offers.html",
        {"offers": (), "fell_out": (FELL,), "amount_fen": 8_000_000, "months": 12},
    ),
    "confirm": (
        "confirm.html",
        {"offer": OFFERS[1], "ask": INSTITUTION, "words": INSTITUTION.text.body.zh},
    ),
    "institution": (
        "institution.html",
        {
            "offer": OFFERS[1],
            "number": "019a-2f",
            "there": Shown("received", entry_url="https://lender.example/enter/t-1", host="lender.example"),
        },
    ),
    "institution_refused": (
        "institution.html",
        {
            "offer": OFFERS[1],
            "number": "019a-2f",
            "there": Shown(
                "refused",
                host="lender.example",
                answered=Answered(reasons=(Text("负债偏高。", "It owes much already."),)),
            ),
        },
    ),
    "institution_counter": (
        "institution.html",
        {
            "offer": OFFERS[1],
            "number": "019a-2f",
            "there": Shown(
                "offered",
                host="lender.example",
                may_renew=True,
                answered=Answered(5_000_000, 12, Decimal("0.096"), is_counter_offer=True),
            ),
        },
    ),
    "institution_drawn": (
        "institution.html",
        {
            "offer": OFFERS[1],
            "number": "019a-2f",
            "there": Shown("drawn", host="lender.example", mirrored=Mirrored(8_000_000, 7_400_000, False)),
        },
    ),
    "applications": (
        "applications.html",
        {
            "applications": (
                Listed(HERE, 8_000_000, 12, NOW, "approve"),
                Listed(HERE, 3_000_000, 6, NOW - timedelta(days=20), "refer"),
            )
        },
    ),
    "applications_empty": ("applications.html", {"applications": ()}),
    "consents": (
        "consents.html",
        {
            "done": True,
            "consents": (
                GivenConsent("c1", Text("读取发票", "Read invoices"), "", NOW, NOW, "active"),
                GivenConsent("c2", Text("核对身份", "Identity"), "示例银行", NOW, NOW, "withdrawn", NOW),
            ),
        },
    ),
    "consents_empty": ("consents.html", {"done": False, "consents": ()}),
    "help": ("help.html", {}),
    "problem": (
        "problem.html",
        {"title": "这一页不在这里", "what": "可能是地址输错了。", "number": "019a-77"},
    ),
}
"""Name → template and its values; every template appears, with its ways to look."""
