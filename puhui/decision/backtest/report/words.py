"""What the report says around its figures, in both languages."""

from pathlib import Path
from typing import Final

import yaml

from puhui.kernel import Text

TITLE: Final = Text("政策回测报告", "Policy backtest report")
PURPOSE: Final = Text("目的", "Purpose")
DATA: Final = Text("数据与期间", "Data and period")
VERSIONS: Final = Text("比较的两套政策", "The two policies")
CHANGES: Final = Text("改了哪些行", "Which rows differ")
WHOLE: Final = Text("总体结果", "Overall")
SWAPS: Final = Text("换入与换出", "Swap sets")
AFFECTED: Final = Text("谁受影响", "Who is affected")
UNKNOWN: Final = Text("结果未知的部分", "What nobody knows")
LIMITS: Final = Text("局限", "Limits")
METHOD: Final = Text("方法", "Method")
SIGN: Final = Text("签署", "Sign-off")
BEFORE: Final = Text("现行（对照）", "Current (against)")
AFTER: Final = Text("拟议", "Proposed")
CHANGE: Final = Text("差（拟议 − 现行）", "Difference (proposed − current)")
FIGURE: Final = Text("指标", "Figure")

SETS: Final = {
    "both": Text("两套都通过", "Approved by both"),
    "swap_in": Text("换入：只有拟议通过", "Swapped in: proposed only"),
    "swap_out": Text("换出：只有现行通过", "Swapped out: current only"),
    "neither": Text("两套都不通过", "Approved by neither"),
}
BY: Final = {
    "band": Text("等级", "Band"),
    "trade": Text("行业门类", "Trade"),
    "region": Text("地区", "Region"),
    "sex": Text("性别", "Sex"),
    "age": Text("年龄", "Age"),
    "amount": Text("申请金额（元）", "Amount asked for (yuan)"),
}
VALUES: Final = {
    "*": Text("其余小组合并", "small groups together"),
    "–": Text("未知", "unknown"),
    "male": Text("男", "male"),
    "female": Text("女", "female"),
}
OUTCOMES: Final = {
    "approve": Text("通过", "approve"),
    "refer": Text("转人工", "refer"),
    "decline": Text("不通过", "decline"),
}


def _said(name: str) -> tuple[Text, ...]:
    said = yaml.safe_load(Path(__file__).with_name("said.yaml").read_text("utf-8"))
    return tuple(Text(it["zh"], it["en"]) for it in said[name])


CAVEATS: Final = _said("limits")
METHODS: Final = _said("method")
