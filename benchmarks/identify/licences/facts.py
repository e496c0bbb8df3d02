"""Firms that do not exist: what would stand on their licences. Region 990000, names with 测试 in them."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import yaml

from town.ids import credit_code


@dataclass(frozen=True, slots=True)
class Licence:
    """The truth behind a picture. Texts as printed; `capital` is None where a licence has none."""

    layout: str
    uscc: str
    name: str
    kind: str
    legal_representative: str
    represented_as: str
    capital: str | None
    capital_fen: int | None
    capital_label: str
    established_on: date
    established_label: str
    term: str | None
    scope: str
    address: str
    address_label: str
    registration_authority: str
    issued_on: date


@dataclass(frozen=True, slots=True)
class _Kind:
    written: str
    category: str
    ending: str
    represented_as: str
    established_label: str
    address_label: str
    capital_label: str | None


_KINDS: Final = (
    _Kind("有限责任公司（自然人独资）", "1", "有限公司", "法定代表人", "成立日期", "住所", "注册资本"),
    _Kind(
        "有限责任公司（自然人投资或控股）", "1", "有限责任公司", "法定代表人", "成立日期", "住所", "注册资本"
    ),
    _Kind("个体工商户", "2", "", "经营者", "注册日期", "经营场所", None),
    _Kind("个体工商户", "2", "", "经营者", "成立日期", "经营场所", None),
    _Kind("个人独资企业", "1", "", "投资人", "成立日期", "住所", None),
    _Kind("普通合伙企业", "1", "（普通合伙）", "执行事务合伙人", "成立日期", "主要经营场所", "出资额"),
    _Kind("农民专业合作社", "3", "专业合作社", "法定代表人", "成立日期", "住所", "成员出资总额"),
    _Kind(
        "有限责任公司分公司（自然人投资或控股）",
        "1",
        "有限公司第一分公司",
        "负责人",
        "成立日期",
        "营业场所",
        None,
    ),
)
_OF: Final[dict[str, list[Any]]] = yaml.safe_load(
    Path(__file__).with_name("firms.yaml").read_text(encoding="utf-8")
)


def made_up(count: int, seed: int = 0) -> Iterator[Licence]:
    """So many licences, of every kind and both layouts by turns; the same seed gives the same firms."""
    dice = random.Random(seed)
    for number in range(count):
        layout = ("landscape", "portrait", "landscape")[number % 3]
        yield _licence(dice, layout, _KINDS[number % len(_KINDS)], seed * 100 + number)


def _licence(dice: random.Random, layout: str, kind: _Kind, number: int) -> Licence:
    place = dice.choice(_OF["places"])
    trade, scope = dice.choice(_OF["trades"])
    first = date(2019, 4, 1) if layout == "landscape" else date(2015, 11, 1)
    established = first - timedelta(days=dice.randint(0, 2500))
    issued = max(first, established) + timedelta(days=dice.randint(0, 900))
    wan, written = dice.choice(_OF["capitals"])
    capital = written if kind.capital_label else None
    name = f"{place}测试{trade}{kind.ending}" if kind.category != "3" else f"{place}测试农机{kind.ending}"
    return Licence(
        layout=layout,
        uscc=credit_code(kind.category, number % 9999),
        name=name,
        kind=kind.written,
        legal_representative=dice.choice(_OF["families"]) + dice.choice(_OF["given"]),
        represented_as=kind.represented_as,
        capital=capital,
        capital_fen=wan * 1_000_000 if capital else None,
        capital_label=kind.capital_label or "",
        established_on=established,
        established_label=kind.established_label,
        term=_term(dice, established) if kind.capital_label else None,
        scope=scope + dice.choice(_OF["scope_ends"]),
        address=_address(dice, place),
        address_label=kind.address_label,
        registration_authority=f"测试市{place}区市场监督管理局"
        if layout == "landscape"
        else f"测试市{place}区工商行政管理局",
        issued_on=issued,
    )


def _address(dice: random.Random, place: str) -> str:
    flat = f"{dice.randint(1, 20)}栋{dice.randint(101, 2999)}室"
    shop = f"附{dice.randint(1, 30)}号门面"
    street = f"{dice.choice(_OF['streets'])}路{dice.randint(1, 399)}号"
    return f"测试省测试市{place}区{street}{dice.choice(('', flat, shop))}"


def _term(dice: random.Random, established: date) -> str:
    start = f"{established:%Y年%m月%d日}"
    if dice.random() < 0.5:
        return f"{start}至长期"
    end = established.replace(year=established.year + dice.choice((20, 30)), day=min(established.day, 28))
    return f"{start}至{end - timedelta(days=1):%Y年%m月%d日}"
