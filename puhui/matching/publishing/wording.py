"""What is said about a product that is being written: what is wrong, and what to do, in both languages."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from puhui.ground.publishing import Severity, Trouble
from puhui.kernel import Text, format_percent, format_yuan
from puhui.matching.publishing.cost import Corner


def stray(name: str) -> Trouble:
    """A field that a product does not have."""
    return _wrong(
        name,
        Text(f"产品没有“{name[:60]}”这一项。", f"A product has no field “{name[:60]}”."),
        Text("请删去。", "Remove it."),
    )


def missing(name: str) -> Trouble:
    """A field left out."""
    return Trouble("missing", Text("这一项没有填。", "This is missing."), _FILL, column=name)


def other_code(code: str) -> Trouble:
    """The product says another code than the one it is kept under."""
    return _wrong(
        "code",
        Text(f"产品代码应当是 {code}。", f"The product's code should be {code}."),
        Text("一个代码就是一个产品；新产品请另建。", "A code is one product; make a new one for another."),
    )


def other_institution(whose: str) -> Trouble:
    """A product that would change hands."""
    return _wrong(
        "institution",
        Text(
            f"这个代码是 {whose} 的产品，不能改给别家。", f"This code is a product of {whose} and stays so."
        ),
        Text("别家的产品请用新代码另建。", "Make a new code for another institution's product."),
    )


def not_one_of(name: str, allowed: Iterable[str]) -> Trouble:
    """Something else than what can be chosen."""
    told = ", ".join(str(it) for it in allowed)
    return _wrong(
        name,
        Text("这里不能这样填，或填了两遍。", "This cannot be chosen here, or was chosen twice."),
        Text(f"只能是：{told}。", f"It is one of: {told}."),
    )


def nothing_chosen(name: str) -> Trouble:
    """An empty list."""
    return Trouble(
        "missing",
        Text("至少要选一项。", "At least one has to be chosen."),
        Text("请选择。", "Choose."),
        column=name,
    )


def text(name: str, longest: int) -> Trouble:
    """No text, or too much of it."""
    return _wrong(
        name, Text(f"应当是 1 到 {longest} 个字。", f"1 to {longest} characters are needed."), _FILL
    )


def day(name: str) -> Trouble:
    """No day."""
    return _wrong(
        name,
        Text("不是日期。", "This is not a date."),
        Text("写成 2026-11-01 这样。", "Write it like 2026-11-01."),
    )


def ends_before_it_begins() -> Trouble:
    """A span that runs backwards."""
    return _wrong(
        "active.to",
        Text("停办日期早于开办日期。", "It ends before it begins."),
        Text("请核对两个日期。", "Check both dates."),
    )


def amount(name: str) -> Trouble:
    """No amount, or one that nobody lends."""
    return _wrong(
        name,
        Text(
            "金额应当是以分计的整数，不超过十亿元。",
            "An amount is a whole number of fen, at most a billion yuan.",
        ),
        _FILL,
    )


def least_above_most() -> Trouble:
    """The smallest loan is larger than the largest."""
    return _wrong(
        "amount.least_fen",
        Text("起贷金额高于最高金额。", "The least is above the most."),
        Text("请核对两个金额。", "Check both amounts."),
    )


def months(longest: int) -> Trouble:
    """No terms, or odd ones."""
    return _wrong(
        "months",
        Text(
            f"期限是 1 到 {longest} 个月的整数，不重复，至少一个。",
            f"Terms are whole months from 1 to {longest}, each once, at least one.",
        ),
        _FILL,
    )


def industries() -> Trouble:
    """Something that is no code of an industry."""
    return _wrong(
        "industries_excluded",
        Text("应当是国民经济行业代码，如 70 或 K70。", "Codes of GB/T 4754 such as 70 or K70 are needed."),
        Text("请核对行业代码；没有就留空。", "Check the codes; leave it empty for none."),
    )


def share(name: str, most: Decimal) -> Trouble:
    """No share, or one out of bounds."""
    return _wrong(
        name,
        Text(
            f"应当是 0 到 {most} 之间的小数，写成文字。", f"A fraction from 0 to {most} is needed, as text."
        ),
        Text('例如 "0.0880" 表示 8.80%。', 'For example "0.0880", which is 8.80 %.'),
    )


def other_bands() -> Trouble:
    """Rates for some bands, appetite for others."""
    return _wrong(
        "appetite",
        Text("利率和意愿系数的等级不一致。", "Rates and appetite are given for different bands."),
        Text("每个有利率的等级都要有意愿系数。", "Give an appetite for each band that has a rate."),
    )


def fees(most: int) -> Trouble:
    """No list of fees."""
    return _wrong(
        "fees",
        Text(f"费用是一个清单，最多 {most} 项。", f"Fees are a list, at most {most}."),
        Text("没有费用就留空清单。", "Leave the list empty for none."),
    )


def fee_to_platform(at: str) -> Trouble:
    """The one fee that cannot be."""
    return _wrong(
        f"{at}.payee_type",
        Text(
            "平台不得以任何名义向借款人收费（金规〔2025〕9号）。",
            "The platform may take nothing from a borrower (金规〔2025〕9号).",
        ),
        Text("删去这项费用，或由贷款机构承担。", "Remove it, or let the lender pay it."),
    )


def not_whole(what: str) -> Trouble:
    """Something that no single field explains."""
    return Trouble("cell", Text(f"产品不完整：{what}", f"The product is not whole: {what}"), _FILL)


def unpriceable(why: Text) -> Trouble:
    """Terms in the table that no price can be given for."""
    return Trouble(
        "price",
        Text(f"有的组合算不出成本：{why.zh}", f"Some terms have no price: {why.en}"),
        Text("请核对金额、期限和费用。", "Check amounts, terms and fees."),
    )


def ended(name: str) -> Trouble:
    """A product that would never be offered."""
    return Trouble(
        "ended",
        Text("停办日期已过，这个产品不会再提供。", "It has ended; it would not be offered any more."),
        Text("如果是有意停办，可以照此发布。", "Publish it so if that is meant."),
        column=name,
        severity=Severity.WARNING,
    )


def over_the_cap(worst: Corner) -> Trouble:
    """Dearer than the law allows, with the very corner and its figures."""
    measured, most = format_percent(worst.tested.measured), format_percent(worst.tested.limit)
    amount_yuan, rule = format_yuan(worst.amount_fen), worst.cap.rule.cite()
    return Trouble(
        "over_cap",
        Text(
            f"{worst.band.value} 级、{amount_yuan}、{worst.months} 个月、{worst.day} 放款时，"
            f"年化综合成本 {measured}，超过上限 {most}（{rule}）。",
            f"Band {worst.band.value}, {amount_yuan}, {worst.months} months, drawn on {worst.day}: "
            f"the yearly all-in cost is {measured}, above the cap of {most} ({rule}).",
        ),
        Text(
            "降低利率或费用，或提高起贷金额（定额费用在小额上最重）。",
            "Lower the rate or a fee, or raise the least amount (a fixed fee weighs most on a small loan).",
        ),
        column=f"rates.{worst.band.value}",
        example={
            "band": worst.band.value,
            "amount_fen": worst.amount_fen,
            "months": worst.months,
            "day": worst.day.isoformat(),
            "measured": str(worst.tested.measured),
            "cap": str(worst.tested.limit),
            "basis": worst.tested.basis.value,
            "total_cost_fen": worst.quote.total_cost_fen,
        },
    )


def _wrong(name: str, what: Text, fix: Text) -> Trouble:
    return Trouble("cell", what, fix, column=name)


_FILL: Final = Text("请填写。", "Fill it in.")
