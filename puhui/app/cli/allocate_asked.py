"""What people type after `puhui decision allocate`, each mistake answered with one sentence."""

from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

from puhui.app.cli.quoted_terms import refuse
from puhui.app.cli.voice import stop
from puhui.app.cli.written_share import a_share
from puhui.decision import law_on, nominal_cap, read_churn
from puhui.decision.money.allocation import Menu, MostShare, menus_by
from puhui.kernel import Problem, SystemClock, Text, business_date, fen
from puhui.rulebook import NoRuleInForce

_UNITS: Final = {"亿": Decimal(100_000_000), "万": Decimal(10_000)}
_MOST_YUAN: Final = Decimal(10) ** 13


def budget_fen(written: str) -> int:
    """An amount of yuan with or without 亿 or 万.

    >>> budget_fen("1亿"), budget_fen("5,000万元"), budget_fen("100000000")
    (10000000000, 5000000000, 10000000000)
    """
    plain = written.strip().replace(",", "").replace("，", "").removesuffix("元").strip()
    unit = _UNITS.get(plain[-1:], Decimal(1))
    try:
        amount = Decimal(plain[:-1] if plain[-1:] in _UNITS else plain) * unit
        if not amount.is_finite() or not 0 < amount <= _MOST_YUAN:
            refuse("--budget", written, "1亿, 5000万, 100000000")
        return fen(amount)
    except (InvalidOperation, ValueError):
        refuse("--budget", written, "1亿, 5000万, 100000000")


def most_shares(written: tuple[str, ...]) -> tuple[MostShare, ...]:
    """Concentration limits as `trade=30%` (each trade) or `region:990000=20%` (this one).

    >>> most_shares(("band:C=25%",))
    (MostShare(by='band', share=0.25, label='C'),)
    """
    return tuple(_most_share(one) for one in written)


def cap_on(day: date | None) -> Decimal:
    """The highest lawful rate on the day of the contract, today where none is named."""
    try:
        return nominal_cap(law_on(day or business_date(SystemClock())))
    except NoRuleInForce as none:
        stop(none.problem)


def bands_and_menus(path: Path, cap: Decimal) -> dict[str, Menu]:
    """The menu of each band from a table of rates and lost customers, up to the lawful cap."""
    table = read_churn(path)
    if table is None:
        stop(_NO_CHURN.at(str(path)))
    if isinstance(table, Problem):
        stop(table)
    menus = menus_by(table, cap)
    if not menus:
        stop(_ALL_ABOVE.at(str(path)))
    return menus


def _most_share(written: str) -> MostShare:
    name, _, share = written.partition("=")
    by, _, label = name.strip().partition(":")
    if by not in {"trade", "region", "band"} or not share:
        refuse("--most", written, "trade=30%, region:990000=20%, band:C=25%")
    return MostShare(by, a_share(share, "--most"), label.strip() or None)


_NO_CHURN: Final = Problem(
    "churn.not_found",
    Text("这里没有利率与流失率表。", "There is no table of rates and churn here."),
    Text(
        "给出 rate_churn_by_rating.csv 或它所在的文件夹。",
        "Name rate_churn_by_rating.csv or the folder it is in.",
    ),
)
_ALL_ABOVE: Final = Problem(
    "churn.unusable",
    Text("表里的利率都高于当天的法定上限。", "Every rate of the table is above the lawful cap of that day."),
    Text("换一张表，或检查 --contract-on。", "Use another table, or look at --contract-on."),
)
