"""The command line: the same power as the API, for people and scripts.

Commands are imported when they are called, so that `puhui quote` does not wait for what only `puhui decide`
needs. Exit codes: 0 done, 2 the input or the call is wrong, 3 a part that is needed is not available,
4 done but not whole (only with `--strict`).
"""

from typing import Final

import click

from puhui import __version__
from puhui.app.cli.lazily import Lazily
from puhui.app.cli.voice import set_language

_COMMANDS: Final[dict[str, tuple[str, str]]] = {
    "quote": ("puhui.app.cli.quote:quote", "一笔贷款的真实成本 What a loan truly costs"),
    "model": (
        "puhui.app.cli.model:model",
        "用自己的数据训练评分卡、打分、看模型卡 Your own scorecard, its scores, its card",
    ),
    "decide": ("puhui.app.cli.decide:decide", "对文件里的企业作出决定 Decide the firms in files"),
    "identify": (
        "puhui.app.cli.identify:identify",
        "识别：谁在经营、哪个行业、什么规模 Who runs a business, which trade, what size",
    ),
    "evidence": (
        "puhui.app.cli.evidence:evidence",
        "证据：同一企业、营业执照照片 The same firm, a licence's photo",
    ),
    "graph": ("puhui.app.cli.graph:graph", "关系图：特征、控制人、团伙 Features, control, rings"),
    "policy": (
        "puhui.app.cli.policy:policy",
        "现行策略表：查看、检查、比较 The policy tables in force",
    ),
    "decision": ("puhui.app.cli.decision:decision", "重放一个决定 Make a decision again from its record"),
    "up": ("puhui.app.cli.up:up", "启动数据库、接口和页面 Start database, API and pages"),
    "partner": ("puhui.app.cli.partner:partner", "合作方：名片与登记 The other side: cards, registering"),
    "conformance": (
        "puhui.app.cli.conformance:conformance",
        "合作方自测：平台是否守约 A partner's checks of a platform",
    ),
    "end-of-day": ("puhui.app.cli.end_of_day:command", "机构日终 An institution's end of day"),
    "warning": ("puhui.app.cli.warning:warning", "贷后预警 Whom of the running customers to talk to"),
    "desk": ("puhui.app.cli.desk:desk", "工作台队列 The queue at the desk"),
    "account": ("puhui.app.cli.account:account", "工作人员账号 Accounts of people at work"),
    "key": ("puhui.app.cli.key:key", "接口密钥 API keys"),
    "audit": ("puhui.app.cli.audit:audit", "审计记录是否完整 Is the audit trail whole"),
}
"""Name → where the command is, and its one line in `puhui --help`."""


class _Puhui(Lazily):
    places = _COMMANDS


@click.group(cls=_Puhui, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--lang", type=click.Choice(["zh", "en"]), envvar="PUHUI_LANG", default="zh", help="语言 Language.  [zh]"
)
@click.version_option(__version__, prog_name="puhui")
def main(lang: str) -> None:
    """普惠 Puhui: 从小店的证据到一个说得清的决定。From a shop's evidence to a decision with reasons.

    \b
    例 Examples:
      puhui quote --principal 100000 --months 12 --method equal_instalment --annual-rate 0.18
      puhui decide invoices ./invoices --out decisions.csv
      puhui up
    """
    set_language(lang)
