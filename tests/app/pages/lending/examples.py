"""Every page of a lender with made-up values, as the routes would hand them to the templates."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from puhui.app.pages.lending.own_offer import OwnProduct
from puhui.app.pages.views.house import lender_house
from puhui.app.pages.views.lending.case import Arrived, Asking, Price, Result
from puhui.app.pages.views.lending.loan import (
    DueRow,
    Line,
    ListedLoan,
    Loan,
    Payment,
    Payout,
    SettleQuote,
    Told,
)
from puhui.app.pages.views.lending.rundown import rundown
from puhui.app.pages.views.lending.steps import (
    Account,
    ContingentLine,
    ContractSheet,
    CostLine,
    CostSheet,
    Question,
)
from puhui.cost import add_months
from puhui.kernel import Problem, Text

NOW = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
TODAY = date(2026, 11, 23)
HERE = "/lending/019a"
BANK = Text("测试溪流银行", "Test Brook Bank")
HOUSE = lender_house("test_brook_bank", BANK, "400-000-0001")
COMMON: dict[str, Any] = {
    "house": HOUSE,
    "path": HERE,
    "is_demo": True,
    "secrets": {"csrf_token": "c", "idempotency_key": "k"},
    "errors": {},
    "here": HERE,
    "case": HERE,
    "values": {},
}
REQUIRED = Problem("form.required", Text("这一项要填。", "Please fill this in."))
ARRIVED = Arrived(
    product=Text("店铺周转贷", "Shop working-capital loan"),
    amount_fen=8_000_000,
    months=12,
    purpose=Text("进货", "buying stock"),
    owner="测试人甲子",
    owner_id_masked="990***********0017",
    phone_masked="160****0001",
    business="测试小吃店·甲",
    reference="r-7F3K-2Q",
)
ASK = Asking(
    key="credit_report",
    shown="credit_report@2026-11-01",
    title=Text("单独授权：查询信用报告一次", "Separate consent: one look at your credit report"),
    words=Text(
        "我同意测试溪流银行为审批本次贷款申请，向征信机构查询一次我的信用报告。\n不同意，就不会查询。",
        "I agree that Test Brook Bank may look once at my credit report.\nElse nobody looks.",
    ),
    fields=("report",),
    period_days=30,
    is_inquiry=True,
)
PRICE = Price(
    8_000_000,
    12,
    "equal_instalment",
    Decimal("0.1080"),
    Decimal("0.1135"),
    475_400,
    706_283,
    8_000_000,
)
REASONS = (
    Text("近六个月开票额比上年同期少 31%。", "Invoiced sales of six months are 31% below a year ago."),
    Text("已有借款每月要还 6,200 元。", "Existing loans already ask for ¥6,200 a month."),
)
COST = CostSheet(
    title=Text("个人贷款综合融资成本明示表", "All-in cost of a personal loan"),
    lender=BANK,
    principal_fen=8_000_000,
    received_fen=8_000_000,
    months=12,
    method="equal_instalment",
    lines=(
        CostLine(
            Text("利息", "Interest"),
            Text("每期收取", "with every instalment"),
            BANK,
            379_400,
            Decimal("0.0866"),
        ),
        CostLine(
            Text("担保费", "Guarantee fee"),
            Text("每期收取", "with every instalment"),
            Text("测试担保公司", "Test Guarantee"),
            96_000,
            Decimal("0.0214"),
        ),
    ),
    total_cost_fen=475_400,
    apr_simple=Decimal("0.1080"),
    apr_effective=Decimal("0.1135"),
    contingent=(
        ContingentLine(
            Text("罚息", "Penalty interest"),
            Text(
                "逾期部分按年利率12.99%（合同利率上浮50%）计收",
                "12.99% a year on what is overdue (contract rate + 50%)",
            ),
            BANK,
        ),
    ),
    statement=Text(
        "除上述项目外，贷款人及其合作机构不再收取任何其他息费。",
        "Apart from the items above, neither the lender nor its partners charge any other interest or fee.",
    ),
    notes=(),
    document_hash="9f2c" * 16,
    shown_at=NOW,
    reading_seconds=10,
    seconds_left=8,
)
QUESTIONS = (
    Question(
        "purpose",
        Text("钱用在哪里", "What is the money for?"),
        (("stock", Text("进货", "Stock")), ("shares", Text("炒股", "Shares"))),
    ),
    Question(
        "income",
        Text("生意收入够不够每月还款", "Does the business earn enough for the payments?"),
        (("yes", Text("够", "Yes")), ("no", Text("不够", "No"))),
    ),
)
ACCOUNT = Account("测**子", "**** **** **** 0012")
CONTRACT = ContractSheet(
    words=Text(
        "店铺周转贷借款合同\n1. 贷款人：测试溪流银行。\n2. 借款金额 80,000 元，期限 12 个月。",
        "Loan contract\n1. Lender: Test Brook Bank.\n2. You borrow 80,000 yuan for 12 months.",
    ),
    text_hash="c41d" * 16,
    amount_fen=8_000_000,
    months=12,
    apr_simple=Decimal("0.1080"),
)
LINE = Line(8_000_000, 8_000_000, 8_000_000, False, Decimal("0.1080"), "**** **** **** 0012")


def _rows(paid: int, overdue: int = 0) -> tuple[DueRow, ...]:
    """Twelve equal instalments, the first of them paid."""
    left = [8_000_000 - 666_667 * n for n in range(12)] + [0]
    states = ["paid"] * paid + ["overdue"] * overdue + ["later"] * (12 - paid - overdue)
    return tuple(
        DueRow(
            n + 1,
            add_months(date(2026, 12, 23), n),
            706_283,
            left[n] - left[n + 1],
            31_616,
            8_000,
            left[n + 1],
            states[n],
        )
        for n in range(12)
    )


LOAN = Loan(
    id="019a-d1",
    product=ARRIVED.product,
    state="current",
    lent_fen=8_000_000,
    lent_on=TODAY,
    apr_simple=Decimal("0.1080"),
    owed_fen=7_333_333,
    due_now_fen=0,
    next_due=date(2027, 1, 23),
    next_due_fen=706_283,
    days_past_due=0,
    penalty_fen=0,
    card_masked=ACCOUNT.card_masked,
    rows=_rows(1),
    on=TODAY,
)
BARS = rundown([8_000_000 - 666_667 * n for n in range(12)], 1)


def changed(value: Any, **changes: Any) -> Any:
    """A frozen value with some fields told otherwise."""
    return type(value)(**{name: getattr(value, name) for name in value.__slots__} | changes)


OVERDUE = changed(
    LOAN, state="overdue", due_now_fen=712_405, days_past_due=9, penalty_fen=6_122, rows=_rows(1, 1)
)
PAYOUT = Payout("019a-d1", "reserved", 8_000_000, NOW, NOW + timedelta(minutes=30), ACCOUNT.card_masked)
OWN = OwnProduct(ARRIVED.product, Decimal("0.072"), Decimal("0.18"), "3–24")
LISTED = (
    ListedLoan(HERE, ARRIVED.product, 8_000_000, "current", TODAY, date(2027, 1, 23), 706_283),
    ListedLoan(HERE, ARRIVED.product, 3_000_000, "refused", TODAY),
    ListedLoan(HERE, ARRIVED.product, 3_000_000, "overdue", TODAY, date(2026, 11, 14), 204_400),
)


def _result(outcome: str, **changes: Any) -> Result:
    return Result(outcome, ARRIVED, number="019a7f3c-2f", **changes)


def _loan(loan: Loan, **more: Any) -> tuple[str, dict[str, Any]]:
    return "lending/loan.html", {
        "loan": loan,
        "bars": BARS,
        "told": None,
        "here": f"{HERE}/drawdowns/d1",
        **more,
    }


PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "enter": ("lending/enter.html", {"here": "/enter/abc"}),
    "ticket": ("lending/ticket.html", {}),
    "inquiry": ("lending/inquiry.html", {"asked": ARRIVED, "asks": (ASK,), "agreed": ()}),
    "inquiry_missing": (
        "lending/inquiry.html",
        {"asked": ARRIVED, "asks": (ASK,), "agreed": (), "errors": {"agree_credit_report": REQUIRED}},
    ),
    "inquiry_own": (
        "lending/inquiry.html",
        {"asked": changed(ARRIVED, reference=None, business=None), "asks": (ASK,), "agreed": ()},
    ),
    "inquiry_plain": (
        "lending/inquiry.html",
        {"asked": changed(ARRIVED, reference=None), "asks": (), "agreed": ()},
    ),
    "deciding": ("lending/deciding.html", {"asked": ARRIVED}),
    "approved": ("lending/result.html", {"made": _result("approved", price=PRICE)}),
    "counter_offer": (
        "lending/result.html",
        {
            "made": _result(
                "counter_offer", price=changed(PRICE, amount_fen=5_000_000, months=6), reasons=REASONS
            )
        },
    ),
    "referred": ("lending/result.html", {"made": _result("referred", reasons=REASONS[:1])}),
    "refused": ("lending/result.html", {"made": _result("refused", reasons=REASONS)}),
    "closed": (
        "lending/result.html",
        {"made": _result("closed", why=Text("你选择了不往下走。", "You chose not to go on."))},
    ),
    "suitability": ("lending/suitability.html", {"questions": QUESTIONS, "stopped": None}),
    "suitability_stopped": (
        "lending/suitability.html",
        {"questions": QUESTIONS, "stopped": REQUIRED, "values": {"purpose": "shares", "income": "yes"}},
    ),
    "costs": ("lending/costs.html", {"cost": COST, "too_early": False}),
    "costs_too_early": ("lending/costs.html", {"cost": COST, "too_early": True}),
    "costs_confirmed": (
        "lending/costs.html",
        {"cost": changed(COST, seconds_left=0, confirmed_at=NOW), "too_early": False},
    ),
    "costs_print": ("lending/costs_print.html", {"cost": COST}),
    "account": ("lending/account.html", {"holder": "测**子"}),
    "account_wrong": (
        "lending/account.html",
        {"holder": "测**子", "values": {"bank_card": "9999"}, "errors": {"bank_card": REQUIRED}},
    ),
    "contract": ("lending/contract.html", {"sheet": CONTRACT, "account": ACCOUNT}),
    "contract_unsigned": (
        "lending/contract.html",
        {
            "sheet": CONTRACT,
            "account": ACCOUNT,
            "values": {"typed_name": "甲"},
            "errors": {"typed_name": REQUIRED, "agree": REQUIRED},
        },
    ),
    "contract_signed": (
        "lending/contract.html",
        {"sheet": changed(CONTRACT, signed_at=NOW), "account": ACCOUNT},
    ),
    "draw": ("lending/draw.html", {"line": LINE, "values": {"draw_amount": "80000"}}),
    "draw_nothing": ("lending/draw.html", {"line": changed(LINE, available_fen=0)}),
    "payout_reserved": ("lending/payout.html", {"payout": PAYOUT}),
    "payout_posted": ("lending/payout.html", {"payout": changed(PAYOUT, state="posted")}),
    "payout_voided": (
        "lending/payout.html",
        {"payout": changed(PAYOUT, state="voided", why=Text("收款账户已销户。", "The account is closed."))},
    ),
    "payout_expired": ("lending/payout.html", {"payout": changed(PAYOUT, state="expired")}),
    "loan": _loan(LOAN, told=Told("posted", Text("已还 ¥7,062.83。", "¥7,062.83 was paid."))),
    "loan_due": _loan(changed(LOAN, due_now_fen=706_283)),
    "loan_ahead": _loan(changed(LOAN, may_pay_next=True)),
    "loan_paying": _loan(changed(LOAN, is_paying=True)),
    "loan_overdue": _loan(OVERDUE),
    "loan_settled": _loan(
        changed(LOAN, state="settled", owed_fen=0, next_due=None, rows=_rows(12)), bars=rundown([8, 4], 2)
    ),
    "loan_revolving": _loan(changed(LOAN, rows=(), is_revolving=True, next_due=date(2027, 11, 23)), bars=()),
    "settle": (
        "lending/settle.html",
        {
            "quote": SettleQuote(date(2026, 12, 30), 7_333_333, 15_400, 0, 0, 7_348_733, 203_511, False),
            "values": {"settle_on": "2026-12-30"},
            "card_masked": ACCOUNT.card_masked,
            "here": f"{HERE}/drawdowns/d1",
        },
    ),
    "settle_today": (
        "lending/settle.html",
        {
            "quote": SettleQuote(TODAY, 7_333_333, 15_400, 8_000, 0, 7_356_733, 203_511, True),
            "values": {"settle_on": "2026-11-23"},
            "card_masked": ACCOUNT.card_masked,
            "here": f"{HERE}/drawdowns/d1",
        },
    ),
    "settle_wrong": (
        "lending/settle.html",
        {"quote": None, "errors": {"settle_on": REQUIRED}, "card_masked": "", "here": f"{HERE}/drawdowns/d1"},
    ),
    "statement": (
        "lending/statement.html",
        {
            "loan": LOAN,
            "payments": (
                Payment(TODAY, "lent", 8_000_000),
                Payment(date(2026, 12, 23), "repaid", 706_283, 666_667, 31_616, 8_000),
            ),
            "repaid_fen": 706_283,
        },
    ),
    "mine": ("lending/mine.html", {"loans": LISTED}),
    "mine_empty": ("lending/mine.html", {"loans": ()}),
    "start": (
        "lending/start.html",
        {"products": (OWN,)},
    ),
    "problem": (
        "problem.html",
        {"title": "404", "what": "019a", "number": "019a-77"},
    ),
    "help": ("help.html", {}),
}
"""Name → template and its values; every template appears, with its ways to look."""

RAW = {"测试人甲子", "测试小吃店", "甲", "测", "子", "炒股"}
"""What a borrower wrote, or a stand-in of it; it stays as it is on an English page."""
