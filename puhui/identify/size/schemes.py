"""NFRA, PBOC and TAX: three meanings of a small borrower, each with its own rules and dates (domain 1.2).

A loan may count under one and not under another. Nothing here makes a loan 普惠: it says what a statistic
would say if its inputs are right.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from puhui.identify.size.model import SchemeAnswer, SizeAnswer
from puhui.kernel import Problem, Text, say_amount
from puhui.rulebook import NoRuleInForce, Rule, Rulebook, RulesOn, rulebook


class Scheme(StrEnum):
    """Whose meaning of small."""

    NFRA = "NFRA"
    """普惠型小微企业贷款."""
    PBOC = "PBOC"
    """普惠小微贷款."""
    TAX = "TAX"
    """小型微利企业."""


class BorrowerKind(StrEnum):
    """Who borrows. For the first two the firm's size counts, for the third its kind alone."""

    ENTERPRISE = "enterprise"
    OWNER = "owner"
    """小微企业主: borrows as a person for a small or micro enterprise that is theirs."""
    INDIVIDUAL_BUSINESS = "individual_business"


@dataclass(frozen=True, slots=True)
class Borrower:
    """What the schemes ask beyond size. `household_credit_fen`: everything the institution has granted to the
    household, enterprise and owner together, this loan included. `employees` and `assets_fen` are the tax
    year's averages; None is not known."""

    kind: BorrowerKind
    household_credit_fen: int | None = field(default=None, repr=False)
    discounting: bool = False
    taxable_income_fen: int | None = field(default=None, repr=False)
    employees: int | None = field(default=None, repr=False)
    assets_fen: int | None = field(default=None, repr=False)


def judge_schemes(
    borrower: Borrower, size: SizeAnswer | Problem | None, day: date, book: Rulebook | None = None
) -> tuple[SchemeAnswer, ...]:
    """One answer a scheme, on the day of the loan."""
    rules = (book or rulebook()).on(day)
    answer = size if isinstance(size, SizeAnswer) else None
    return (
        _by_credit(Scheme.NFRA, borrower, answer, rules),
        _by_credit(Scheme.PBOC, borrower, answer, rules),
        _tax(borrower, rules),
    )


def _by_credit(scheme: Scheme, borrower: Borrower, size: SizeAnswer | None, rules: RulesOn) -> SchemeAnswer:
    if (bound := rules.scheme_credit(scheme.value)) is None:
        return SchemeAnswer(scheme, None, _NOT_YET, "", None, None)
    rule, inclusive = bound
    if borrower.discounting and _discounting_left_out(scheme, rules):
        return _said(scheme, rule, False, _DISCOUNTING)
    if borrower.kind is not BorrowerKind.INDIVIDUAL_BUSINESS:
        small = None if size is None else _small(size)
        if small is not True:
            return _said(scheme, rule, small, _TOO_LARGE if small is False else _SIZE_UNKNOWN)
    if borrower.household_credit_fen is None:
        return _said(scheme, rule, None, _CREDIT_UNKNOWN)
    most_fen = rule.value_fen
    within = (
        borrower.household_credit_fen <= most_fen if inclusive else borrower.household_credit_fen < most_fen
    )
    return _said(scheme, rule, within, _credit(within, most_fen, inclusive))


def _discounting_left_out(scheme: Scheme, rules: RulesOn) -> bool:
    try:
        return rules.value("scheme.discounting_counts", scheme=scheme.value).value == 0
    except NoRuleInForce:
        return False


def _small(size: SizeAnswer) -> bool | None:
    """True, False, or None where more figures could decide it."""
    if size.is_small_or_micro:
        return True
    return None if size.size_class.value == "UNKNOWN" else False


def _tax(borrower: Borrower, rules: RulesOn) -> SchemeAnswer:
    try:
        bounds = {
            name: rules.value(f"scheme.{name}", scheme=Scheme.TAX.value)
            for name in ("taxable_income_max", "employees_max", "assets_max")
        }
    except NoRuleInForce:
        return SchemeAnswer(Scheme.TAX, None, _NOT_YET, "", None, None)
    rule = bounds["taxable_income_max"]
    if borrower.kind is not BorrowerKind.ENTERPRISE:
        return _said(Scheme.TAX, rule, False, _NO_ENTERPRISE)
    values = {
        "taxable_income_max": _yuan(borrower.taxable_income_fen),
        "employees_max": None if borrower.employees is None else Decimal(borrower.employees),
        "assets_max": _yuan(borrower.assets_fen),
    }
    above = [name for name, value in values.items() if value is not None and value > bounds[name].value]
    missing = [name for name, value in values.items() if value is None]
    if above:
        return _said(Scheme.TAX, rule, False, _listed(above, "超过上限", "above the bound"))
    if missing:
        return _said(Scheme.TAX, rule, None, _listed(missing, "未提供", "not given"))
    return _said(Scheme.TAX, rule, True, _WITHIN_TAX)


def _said(scheme: Scheme, rule: Rule, counts: bool | None, why: Text) -> SchemeAnswer:
    return SchemeAnswer(scheme, counts, why, rule.source, rule.effective, rule.confidence, rule.note)


def _yuan(amount_fen: int | None) -> Decimal | None:
    return None if amount_fen is None else Decimal(amount_fen) / 100


def _credit(within: bool, most_fen: int, inclusive: bool) -> Text:
    most = say_amount(most_fen)
    if within:
        return Text(
            f"单户授信{'不超过' if inclusive else '低于'}{most.zh}。",
            f"Household credit is {'at most' if inclusive else 'below'} {most.en}.",
        )
    return Text(
        f"单户授信{'超过' if inclusive else '达到或超过'}{most.zh}。",
        f"Household credit is {'above' if inclusive else 'not below'} {most.en}.",
    )


def _listed(names: list[str], zh: str, en: str) -> Text:
    titles = [_TAX_TITLES[name] for name in names]
    return Text(
        f"{'、'.join(title.zh for title in titles)}{zh}。",
        f"{', '.join(title.en for title in titles)}: {en}.",
    )


_TAX_TITLES: Final = {
    "taxable_income_max": Text("应纳税所得额", "taxable income"),
    "employees_max": Text("从业人数", "employees"),
    "assets_max": Text("资产总额", "total assets"),
}
_NOT_YET: Final = Text("这一天还没有这个口径。", "There was no such scheme on that day.")
_DISCOUNTING: Final = Text("票据贴现自2020年起不计入。", "Bill discounting is left out since 2020.")
_TOO_LARGE: Final = Text("不是小型或微型企业。", "Not a small or micro enterprise.")
_SIZE_UNKNOWN: Final = Text("企业规模还不能确定。", "The firm's size is not known yet.")
_CREDIT_UNKNOWN: Final = Text(
    "需要该户（企业和业主合计）在本机构的授信总额。",
    "The household's total credit at the institution (enterprise and owner together) is needed.",
)
_NO_ENTERPRISE: Final = Text(
    "小型微利企业是企业所得税的概念，不适用于个体工商户和个人。",
    "This is a notion of corporate income tax; it does not apply to individual businesses and persons.",
)
_WITHIN_TAX: Final = Text(
    "应纳税所得额、从业人数和资产总额都不超过上限（限制和禁止类行业除外）。",
    "Taxable income, employees and assets are all within the bounds (restricted trades excepted).",
)
