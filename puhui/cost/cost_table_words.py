"""The words of the cost table, in both languages."""

from decimal import Decimal
from enum import StrEnum
from typing import Final

from puhui.cost.model import FeeTiming
from puhui.kernel import Text, format_percent


class Audience(StrEnum):
    """Who reads the table: the law knows one form for persons and one for enterprises."""

    PERSON = "person"
    ENTERPRISE = "enterprise"


TITLES: Final = {
    Audience.PERSON: Text("个人贷款综合融资成本明示表", "All-in cost of a personal loan"),
    Audience.ENTERPRISE: Text("企业贷款综合融资成本清单", "All-in cost of an enterprise loan"),
}
INTEREST: Final = Text("利息", "Interest")
INTEREST_TIMINGS: Final = {
    "each": Text("每期收取", "with every instalment"),
    "with_principal": Text("还本时一并收取", "together with the principal"),
}
FEE_TIMINGS: Final = {
    FeeTiming.UPFRONT: Text("放款时一次扣收", "once, deducted at drawdown"),
    FeeTiming.EACH: Text("每期收取", "with every instalment"),
    FeeTiming.END: Text("到期一次收取", "once, at the end"),
}
_FEE_NAMES_EN: Final = {
    "担保费": "Guarantee fee",
    "保险费": "Insurance premium",
    "服务费": "Service fee",
    "手续费": "Handling fee",
    "管理费": "Management fee",
    "账户管理费": "Account fee",
    "评估费": "Appraisal fee",
    "公证费": "Notary fee",
    "会员费": "Membership fee",
    "提前还款违约金": "Prepayment fee",
    "罚息": "Penalty interest",
}
NO_OTHER_FEE: Final = Text(
    "除上述项目外，贷款人及其合作机构不再收取任何其他息费。",
    "Apart from the items above, neither the lender nor its partners charge any other interest or fee.",
)
RENEWAL_WITHOUT_REPAYMENT: Final = Text(
    "本笔为无还本续贷：新贷款用于归还原贷款本金，属于一笔新的贷款，成本按本表单独计算。",
    "Renewal without repaying principal: a new loan repays the old one and its cost is counted here anew.",
)


def fee_name(written: str) -> Text:
    """A fee's name in both languages where it is a usual one; a name of the contract's own stays as it is."""
    return Text(written, _FEE_NAMES_EN.get(written, written))


def penalty_terms(
    annual_rate: Decimal, uplift_share: Decimal, most_annual_rate: Decimal | None = None
) -> Text:
    """How 罚息 reads in the table. It is held to `most_annual_rate`, where one is given.

    >>> penalty_terms(Decimal("0.12"), Decimal("0.5")).zh
    '逾期部分按年利率18.00%（合同利率上浮50%）计收'
    >>> penalty_terms(Decimal("0.20"), Decimal("0.5"), Decimal("0.24")).zh
    '逾期部分按年利率24.00%计收（合同利率上浮50%为30.00%，超出部分不收）'
    """
    raised = format_percent(annual_rate * (1 + uplift_share))
    up = format_percent(uplift_share, 0)
    if most_annual_rate is not None and annual_rate * (1 + uplift_share) > most_annual_rate:
        most = format_percent(most_annual_rate)
        return Text(
            f"逾期部分按年利率{most}计收（合同利率上浮{up}为{raised}，超出部分不收）",
            f"{most} a year on what is overdue (contract rate + {up} would be {raised}; more is not charged)",
        )
    return Text(
        f"逾期部分按年利率{raised}（合同利率上浮{up}）计收",
        f"{raised} a year on what is overdue (contract rate + {up})",
    )
