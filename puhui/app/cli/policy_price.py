"""`puhui policy price`: a price table derived from what loans cost, as a draft to look over and publish."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import click
from rich.table import Table

from puhui.app.cli.voice import language, say, stderr, stop
from puhui.app.cli.written_share import a_share
from puhui.decision import Band, ChurnAt, Policy, law_on, nominal_cap, read_churn, shipped_policy
from puhui.decision.money.price_table import (
    STEP,
    Priced,
    drafted,
    priced_by_cost,
    probabilities_from_card,
)
from puhui.kernel import Problem, SystemClock, Text, business_date, format_percent
from puhui.rulebook import NoRuleInForce

_FILE = click.Path(path_type=Path)
_COSTS: Final = {
    "funding": "funding_cost",
    "lgd": "loss_given_default",
    "operating": "operating_cost",
    "capital": "capital_share",
    "target_return": "target_return",
}


@click.command("price")
@click.option("--funding", help="资金成本 Funding cost a year, e.g. 2.5%  [pricing_basis]")
@click.option("--lgd", help="违约损失率 Loss given default, e.g. 45%  [pricing_basis]")
@click.option("--operating", help="运营成本 Operating cost a year, e.g. 0.8%  [pricing_basis]")
@click.option("--capital", help="资本占用 Capital held, e.g. 8%  [pricing_basis]")
@click.option("--target-return", help="资本目标回报 Return wanted on capital, e.g. 10%  [pricing_basis]")
@click.option(
    "--from-model", type=_FILE, help="各等级违约率取自模型卡 PDs from a model's card.json or folder"
)
@click.option(
    "--churn", type=_FILE, help="利率与流失率表 A published table of rates and lost customers by band"
)
@click.option("--step", help="利率步长 Rates are whole steps, e.g. 0.05%")
@click.option("--owner", required=True, help="谁对这张表负责 Who answers for the table")
@click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), help="生效日，按当天法定上限 Day it applies from  [今天 today]"
)
@click.option("--out", type=_FILE, help="写到文件 Write here  [标准输出 standard output]")
def price_command(**given: Any) -> None:  # noqa: ANN401 - click hands over what the options say
    """由成本推出每个等级的价格，写成一张待检查、待发布的表（JDM）。A price table from costs, as a draft.

    利率 = (违约率 × 违约损失率 + 资金 + 运营 + 资本) ÷ (1 − 违约率)，向上取整；不超过当天的法定上限。
    Prices follow from bands, costs, the day's cap and a published table; never from one borrower.

    \b
    例 Examples:
      puhui policy price --owner pricing --funding 2.5% --lgd 45% --out price.json
      puhui policy price --owner pricing --from-model ~/.puhui/models/invoices-…/card.json
      puhui policy check price.json
    """
    day = given["on"].date() if given["on"] else business_date(SystemClock())
    policy = shipped_policy()
    instead = {name: a_share(given[it], f"--{it}") for it, name in _COSTS.items() if given[it]}
    probabilities = _probabilities(given["from_model"], policy)
    priced = priced_by_cost(
        policy,
        _cap(day),
        instead=instead,
        probabilities=probabilities,
        churn=_churn(given["churn"]),
        step=_step(given["step"]),
    )
    stderr.print(_told(priced))
    _say_unpriced(priced)
    content = drafted(priced, given["owner"], _source(given, bool(probabilities)), day)
    if given["out"] is None:
        click.echo(content.decode())
        return
    try:
        given["out"].write_bytes(content)
    except OSError:
        stop(_UNWRITABLE.at(str(given["out"])))
    say(Text(f"草稿：{given['out']}", f"Draft: {given['out']}"))


def _step(written: str | None) -> Decimal:
    """A step of zero would be no step."""
    return Decimal(str(a_share(written, "--step") if written else 0)) or STEP


def _cap(day: date) -> Decimal:
    try:
        return nominal_cap(law_on(day))
    except NoRuleInForce as none:
        stop(none.problem)


def _probabilities(path: Path | None, policy: Policy) -> dict[Band, Decimal]:
    if path is None:
        return {}
    card = path / "card.json" if path.is_dir() else path
    try:
        found = probabilities_from_card(card.read_bytes(), policy)
    except OSError:
        stop(_NO_CARD.at(str(path)))
    if isinstance(found, Problem):
        stop(found.at(str(path)))
    return found


def _churn(path: Path | None) -> tuple[ChurnAt, ...]:
    if path is None:
        return ()
    table = read_churn(path)
    if isinstance(table, Problem):
        stop(table)
    if table is None:
        stop(_NO_CHURN.at(str(path)))
    return table


def _source(given: dict[str, Any], by_card: bool) -> str:
    """Where the prices come from, so that the table says it by itself."""
    asked = ", ".join(f"{it} {given[it]}" for it in _COSTS if given[it])
    parts = [
        "derived: (PD × LGD + funding + operating + capital) ÷ (1 − PD), by band",
        f"costs: {asked}; the rest by pricing_basis" if asked else "costs by pricing_basis",
        f"PD by the card {given['from_model'].name}" if by_card else "PD by rating",
    ]
    if given["churn"]:
        parts.append("of a published table of rates and lost customers the rate that earns most")
    return "; ".join(parts)


def _told(priced: tuple[Priced, ...]) -> Table:
    table = Table(box=None)
    for heading in _HEADINGS:
        table.add_column(heading.in_(language()), justify="right")
    for it in priced:
        parts = (it.stack.probability, it.stack.expected_loss, it.stack.funding, it.stack.operating)
        rates = (it.stack.capital, it.least_rate, it.annual_rate)
        table.add_row(
            it.band.value, *("–" if one is None else format_percent(one, 2) for one in parts + rates)
        )
    return table


def _say_unpriced(priced: tuple[Priced, ...]) -> None:
    for it in priced:
        if it.annual_rate is None:
            least = format_percent(it.least_rate, 2)
            say(
                Text(
                    f"{it.band} 级要 {least} 才够成本，高于当天的法定上限：没有价格，转人工。",
                    f"Band {it.band} needs {least} to cover its costs, above the lawful cap: no price.",
                )
            )


_HEADINGS: Final = (
    Text("等级", "band"),
    Text("违约率", "PD"),
    Text("预期损失", "expected loss"),
    Text("资金", "funding"),
    Text("运营", "operating"),
    Text("资本", "capital"),
    Text("最低利率", "least rate"),
    Text("定价", "price"),
)
_UNWRITABLE: Final = Problem(
    "out.unwritable",
    Text("写不到这个位置。", "It cannot be written there."),
    Text("请换一个有写权限的位置。", "Choose a place you may write to."),
)
_NO_CARD: Final = Problem(
    "card.not_found",
    Text("没有这张模型卡。", "There is no such model card."),
    Text("给出 card.json 或模型的文件夹。", "Name a card.json or a model's folder."),
)
_NO_CHURN: Final = Problem(
    "churn.not_found",
    Text("这里没有利率与流失率表。", "There is no table of rates and churn here."),
    Text("给出 rate_churn_by_rating.csv。", "Name rate_churn_by_rating.csv."),
)
