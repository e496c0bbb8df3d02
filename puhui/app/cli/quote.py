"""`puhui quote`: what a loan truly costs, before anybody signs it."""

from datetime import date
from pathlib import Path
from typing import Final

import click

from puhui.app.cli.quoted_shown import for_machines, for_people
from puhui.app.cli.quoted_terms import (
    a_date,
    a_fee,
    a_repayment,
    an_amount_fen,
    one_of,
    refuse,
    term_months,
    yearly_rate,
)
from puhui.app.cli.voice import print_json, say, stop
from puhui.cost import (
    CapTest,
    DayCount,
    Method,
    Terms,
    Unquotable,
    cap_test,
)
from puhui.cost import quote as quote_terms
from puhui.kernel import SystemClock, Text, business_date, format_percent
from puhui.rulebook import NoRuleInForce, PriceCap, rulebook

_CHANNELS: Final = ("facilitation", "licensed_lender", "microloan", "private_lending")


@click.command()
@click.option("--principal", required=True, help="本金（元）Principal in yuan, e.g. 100000")
@click.option("--months", type=int, help="期数（月）Months")
@click.option("--method", default=Method.EQUAL_INSTALMENT.value, show_default=True, help=" | ".join(Method))
@click.option("--annual-rate", help="年利率 Yearly rate as a fraction: 0.18, or 18%")
@click.option("--daily-rate", help="日利率 Daily rate: 0.0004, or 0.04%")
@click.option("--days", type=int, help="使用天数，仅随借随还 Days, for revolving")
@click.option(
    "--repay", multiple=True, metavar="DATE:YUAN", help="中途还本 A repayment of principal (revolving)"
)
@click.option(
    "--fee", multiple=True, metavar="FEE", help="费用，可重复 A fee; repeat for more (examples below)"
)
@click.option("--start", metavar="DATE", help="放款日 Day of drawdown, 2026-01-15  [今天 today]")
@click.option("--first-due", metavar="DATE", help="首个还款日 First due date, for a broken first period")
@click.option("--day-count", default=DayCount.THIRTY_360.value, show_default=True, help=" | ".join(DayCount))
@click.option("--channel", default="facilitation", show_default=True, help=" | ".join(_CHANNELS))
@click.option(
    "--programme", multiple=True, metavar="ID", help="贴息等项目，可重复 A programme that pays a part"
)
@click.option("--programmes", type=click.Path(path_type=Path), help="项目表 Its file  [随附 as shipped]")
@click.option("--json", "as_json", is_flag=True, help="给程序看的结果 For machines")
def quote(  # noqa: PLR0917 - click passes them by name
    principal: str,
    months: int | None,
    method: str,
    annual_rate: str | None,
    daily_rate: str | None,
    days: int | None,
    repay: tuple[str, ...],
    fee: tuple[str, ...],
    start: str | None,
    first_due: str | None,
    day_count: str,
    channel: str,
    programme: tuple[str, ...],
    programmes: Path | None,
    as_json: bool,
) -> None:
    """一笔贷款的真实成本：还款计划、年化（单利与复利）、是否超过上限。What a loan truly costs.

    \b
    例 Examples:
      puhui quote --principal 100000 --months 12 --annual-rate 0.18
      puhui quote --principal 100000 --months 12 --annual-rate 0.12 --fee upfront:3000
      puhui quote --principal 100000 --months 12 --annual-rate 0.14 --fee each:0.4%
      puhui quote --principal 100000 --months 12 --annual-rate 14% \\
          --fee name=担保费,payee=guarantor,each=0.4%
      puhui quote --principal 100000 --months 12 --method flat --annual-rate 0.072   (每期0.6%)
      puhui quote --principal 50000 --method revolving --daily-rate 0.0004 --days 37
      puhui quote --principal 200000 --months 12 --annual-rate 6% \\
          --programmes ours.yaml --programme first_loan

    \b
    --fee  收取时间:金额或比例 when:how much
      upfront:3000   放款时扣3000元 deducted at drawdown     each:400   每期400元 every instalment
      each:0.4%      每期收本金的0.4% of original principal   end:100    到期100元 at the end
      each:0.4%,of=balance   按余额 of what is still owed
      contingent:3%,name=提前还款违约金   违约或提前还款才收 only on a breach; not in the yearly cost
      payee=lender|guarantor|insurer|notary|appraiser|other   payer=borrower|lender   name=…  payee_name=…
    """
    counted = one_of(DayCount, day_count, "--day-count")
    terms = Terms(
        principal_fen=an_amount_fen(principal, "--principal"),
        months=term_months(months, days, repay),
        method=one_of(Method, method, "--method"),
        annual_rate=yearly_rate(annual_rate, daily_rate, counted),
        drawdown=a_date(start, "--start") if start else business_date(SystemClock()),
        fees=tuple(a_fee(written) for written in fee),
        day_count=counted,
        first_due=a_date(first_due, "--first-due") if first_due else None,
        days=days,
        repayments=tuple(a_repayment(written) for written in repay),
    )
    try:
        quoted = quote_terms(terms)
    except Unquotable as unquotable:
        stop(unquotable.problem)
    cap = _cap(channel, terms.drawdown)
    test = cap_test(quoted, cap) if cap else None
    told = for_machines(quoted, channel, cap, test) if as_json else {}
    if not as_json:
        for_people(quoted)
    if programme:
        from puhui.app.cli.quoted_supported import shown  # noqa: PLC0415 - a plain quote waits for no decision

        told |= shown(quoted, programme, programmes, as_json=as_json)
    if as_json:
        print_json(told)
    _warn(cap, test)


def _warn(cap: PriceCap | None, test: CapTest | None) -> None:
    if cap is None or test is None:
        say(
            Text("放款日没有已知的综合成本上限，未作比较。", "No cap is known for that day; none was tested.")
        )
    elif not test.within:
        measured, limit = format_percent(test.measured, 2), format_percent(test.limit, 2)
        say(
            Text(
                f"⚠ 年化综合成本 {measured} 超过上限 {limit}（{cap.rule.cite()}）。",
                f"⚠ The yearly all-in cost of {measured} is above the cap of {limit} ({cap.rule.cite()}).",
            )
        )


def _cap(channel: str, day: date) -> PriceCap | None:
    if channel not in _CHANNELS:
        refuse("--channel", channel, " | ".join(_CHANNELS))
    try:
        return rulebook().on(day).price_cap(channel)
    except NoRuleInForce:
        return None
