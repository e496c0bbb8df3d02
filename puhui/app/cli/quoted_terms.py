"""What people type after `puhui quote`, turned into terms, each mistake answered with one sentence."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Never, TypeVar

from puhui.app.cli.voice import stop
from puhui.cost import DayCount, Fee, Method, Repayment, parse_fee
from puhui.kernel import Problem, Text, fen

_Kind = TypeVar("_Kind", Method, DayCount)


def term_months(months: int | None, days: int | None, repay: tuple[str, ...]) -> int:
    """How many months; none are needed when days or repayments say how long."""
    if months is None and days is None and not repay:
        stop(
            Problem(
                "quote.term",
                Text("没有说借多久。", "How long the loan runs is missing."),
                Text(
                    "请加上 --months 12（随借随还可用 --days 37）。",
                    "Add --months 12 (revolving: --days 37).",
                ),
            )
        )
    return months or 0


def yearly_rate(annual: str | None, daily: str | None, day_count: DayCount) -> Decimal:
    """The nominal yearly rate, from whichever of the two was given."""
    if (annual is None) == (daily is None):
        stop(
            Problem(
                "quote.rate",
                Text("年利率和日利率请给且只给一个。", "Give either a yearly or a daily rate."),
                Text("例如 --annual-rate 0.18 或 --daily-rate 0.0004。", "For example --annual-rate 0.18."),
            )
        )
    if daily is not None:
        return _rate(daily, "--daily-rate", most=Decimal("0.01")) * day_count.year_days
    return _rate(annual or "", "--annual-rate", most=Decimal(1))


def _rate(written: str, option: str, most: Decimal) -> Decimal:
    percent = written.strip().endswith(("%", "％"))
    rate = _decimal(written.strip().rstrip("%％"), option, "0.18")
    rate = rate / 100 if percent else rate
    if rate < 0 or rate >= most:
        meant = f"{(rate / 100).normalize():f}"
        fits = not percent and 0 <= rate / 100 < most
        stop(
            Problem(
                "quote.rate",
                Text(f"{option} {written} 不是合理的利率。", f"{option} {written} is not a plausible rate."),
                Text(f"利率写成小数，是不是想写 {meant}？", f"Rates are fractions: did you mean {meant}?")
                if fits
                else Text("请写成小数，例如 0.18 表示 18%。", "Write a fraction; 0.18 means 18 %."),
            )
        )
    return rate


def an_amount_fen(written: str, option: str) -> int:
    """An amount of yuan, with or without thousands separators."""
    amount = _decimal(written.replace(",", "").removesuffix("元"), option, "100000")
    if abs(amount) > Decimal(10) ** 13:
        refuse(option, written, "100000")
    try:
        return fen(amount)
    except ValueError:
        refuse(option, written, "100000.00")


def _decimal(written: str, option: str, example: str) -> Decimal:
    try:
        number = Decimal(written.strip())
    except InvalidOperation:
        refuse(option, written, example)
    if not number.is_finite():
        refuse(option, written, example)
    return number


def a_date(written: str, option: str) -> date:
    """A day as 2026-01-15."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        refuse(option, written, "2026-01-15")


def one_of(kinds: type[_Kind], written: str, option: str) -> _Kind:
    """One of a few words."""
    try:
        return kinds(written)
    except ValueError:
        refuse(option, written, " | ".join(kinds))


def a_fee(written: str) -> Fee:
    """A fee in its short or long form."""
    fee = parse_fee(written)
    if isinstance(fee, Problem):
        stop(fee)
    return fee


def a_repayment(written: str) -> Repayment:
    """A repayment as DATE:YUAN."""
    day, _, amount = written.partition(":")
    return Repayment(a_date(day, "--repay"), an_amount_fen(amount, "--repay"))


def refuse(option: str, written: str, example: str) -> Never:
    """Say what is wrong with one option, and end."""
    stop(
        Problem(
            "quote.option",
            Text(f"{option} 的值“{written[:40]}”不对。", f'{option} cannot be "{written[:40]}".'),
            Text(f"可以是：{example}", f"It may be: {example}"),
        )
    )
