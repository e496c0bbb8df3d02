"""Firms that do not exist: what would stand on their licences. Region 990000, names with 测试 in them."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

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
    _Kind("有限责任公司（自然人投资或控股）", "1", "有限责任公司", "法定代表人", "成立日期", "住所", "注册资本"),
    _Kind("个体工商户", "2", "", "经营者", "注册日期", "经营场所", None),
    _Kind("个体工商户", "2", "", "经营者", "成立日期", "经营场所", None),
    _Kind("个人独资企业", "1", "", "投资人", "成立日期", "住所", None),
    _Kind("普通合伙企业", "1", "（普通合伙）", "执行事务合伙人", "成立日期", "主要经营场所", "出资额"),
    _Kind("农民专业合作社", "3", "专业合作社", "法定代表人", "成立日期", "住所", "成员出资总额"),
    _Kind("有限责任公司分公司（自然人投资或控股）", "1", "有限公司第一分公司", "负责人", "成立日期", "营业场所", None),
)
_TRADES: Final = (
    ("小吃店", "餐饮服务；小餐饮；食品销售（仅销售预包装食品）；外卖递送服务。"),
    ("五金建材经营部", "五金产品零售；建筑材料销售；日用百货销售；电线、电缆经营；卫生洁具销售；金属材料销售。"),
    ("农机", "农业机械销售；农业机械服务；机械设备租赁；农业机械维修；谷物种植；与农业生产经营有关的技术、信息、设施建设运营等服务。"),
    ("网络科技", "技术服务、技术开发、技术咨询、技术交流、技术转让、技术推广；软件开发；信息系统集成服务；计算机软硬件及辅助设备零售；互联网销售（除销售需要许可的商品）；广告设计、代理。"),
    ("服装加工厂", "服装制造；服饰制造；服装辅料销售；鞋帽批发；针纺织品销售。"),
    ("货运", "道路货物运输（不含危险货物）；国内货物运输代理；普通货物仓储服务；装卸搬运；包装服务；停车场服务。"),
    ("理发店", "理发服务；生活美容服务；化妆品零售。"),
    ("水果批发行", "新鲜水果批发；新鲜水果零售；新鲜蔬菜批发；食用农产品初加工；低温仓储。"),
)  # fmt: skip
_PLACES: Final = ("桥头", "青山", "东塘", "柳河", "北关", "石湾")
_FAMILY: Final = "王李张刘陈杨赵黄周吴"
_GIVEN: Final = ("测试", "小测", "测一", "试明", "测华")
_WAN: Final = ((10, "壹拾万元整"), (50, "伍拾万元整"), (100, "壹佰万元整"), (300, "叁佰万圆整"),
               (1000, "壹仟万元整"), (30, "30万元人民币"), (508, "508万元整"), (120, "人民币壹佰贰拾万元整"))  # fmt: skip


def made_up(count: int, seed: int = 0) -> Iterator[Licence]:
    """So many licences, of every kind and both layouts by turns; the same seed gives the same firms."""
    dice = random.Random(seed)
    for number in range(count):
        layout = ("landscape", "portrait", "landscape")[number % 3]
        yield _licence(dice, layout, _KINDS[number % len(_KINDS)], seed * 100 + number)


def _licence(dice: random.Random, layout: str, kind: _Kind, number: int) -> Licence:
    place = dice.choice(_PLACES)
    trade, scope = dice.choice(_TRADES)
    first = date(2019, 4, 1) if layout == "landscape" else date(2015, 11, 1)
    established = first - timedelta(days=dice.randint(0, 2500))
    issued = max(first, established) + timedelta(days=dice.randint(0, 900))
    wan, written = dice.choice(_WAN)
    capital = written if kind.capital_label else None
    name = f"{place}测试{trade}{kind.ending}" if kind.category != "3" else f"{place}测试农机{kind.ending}"
    return Licence(
        layout=layout,
        uscc=credit_code(kind.category, number % 9999),
        name=name,
        kind=kind.written,
        legal_representative=dice.choice(_FAMILY) + dice.choice(_GIVEN),
        represented_as=kind.represented_as,
        capital=capital,
        capital_fen=wan * 1_000_000 if capital else None,
        capital_label=kind.capital_label or "",
        established_on=established,
        established_label=kind.established_label,
        term=_term(dice, established) if kind.capital_label else None,
        scope=scope + dice.choice(("", "（依法须经批准的项目，经相关部门批准后方可开展经营活动）")),
        address=f"测试省测试市{place}区{dice.choice(('人民', '建设', '解放', '和平'))}路{dice.randint(1, 399)}号"
        + dice.choice(("", f"{dice.randint(1, 20)}栋{dice.randint(101, 2999)}室", f"附{dice.randint(1, 30)}号门面")),
        address_label=kind.address_label,
        registration_authority=f"测试市{place}区市场监督管理局"
        if layout == "landscape"
        else f"测试市{place}区工商行政管理局",
        issued_on=issued,
    )


def _term(dice: random.Random, established: date) -> str:
    start = f"{established:%Y年%m月%d日}"
    if dice.random() < 0.5:
        return f"{start}至长期"
    end = established.replace(year=established.year + dice.choice((20, 30)), day=min(established.day, 28))
    return f"{start}至{end - timedelta(days=1):%Y年%m月%d日}"
