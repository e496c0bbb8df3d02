"""How the pages write days, amounts and rates; money in words is the kernel's."""

from datetime import date, datetime
from decimal import Decimal
from typing import Final

from puhui.kernel import BEIJING, Language, format_percent, format_wan, format_yuan, yuan

_MONTHS_EN: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day(value: date | datetime, language: Language) -> str:
    """A Beijing date as people write it.

    >>> day(date(2026, 11, 23), Language.ZH), day(date(2026, 11, 23), Language.EN)
    ('2026年11月23日', '23 November 2026')
    """
    if isinstance(value, datetime):
        value = value.astimezone(BEIJING).date()
    if language is Language.ZH:
        return f"{value.year}年{value.month}月{value.day}日"
    return f"{value.day} {_MONTHS_EN[value.month - 1]} {value.year}"


def moment(value: datetime, language: Language) -> str:
    """A Beijing date with hour and minute."""
    here = value.astimezone(BEIJING)
    return f"{day(here, language)} {here:%H:%M}"


def wan(amount_fen: int, language: Language) -> str:
    """A round amount as it is said aloud: 万元 in Chinese, whole yuan in English; under 1 万 always yuan.

    >>> wan(18_000_000, Language.ZH), wan(18_000_000, Language.EN), wan(800_000, Language.ZH)
    ('18万元', '¥180,000', '8,000元')
    """
    if language is Language.EN:
        return format_yuan(amount_fen).removesuffix(".00")
    if abs(amount_fen) < 1_000_000:
        return f"{amount_fen // 100:,}元" if amount_fen % 100 == 0 else format_yuan(amount_fen)
    return format_wan(amount_fen)


def exact_yuan(amount_fen: int) -> str:
    """An amount on a statement.

    >>> exact_yuan(1_234_567)
    '¥12,345.67'
    """
    return format_yuan(amount_fen)


def plain_yuan(amount_fen: int) -> str:
    """An amount as somebody would type it.

    >>> plain_yuan(1_234_567), plain_yuan(8_000_000)
    ('12345.67', '80000')
    """
    return f"{yuan(amount_fen):f}".removesuffix(".00")


def percent(share: Decimal | float | str | None) -> str:
    """A yearly rate with two places; a dash where there is none.

    >>> percent(Decimal("0.108"))
    '10.80%'
    """
    return "—" if share is None else format_percent(Decimal(str(share)))
