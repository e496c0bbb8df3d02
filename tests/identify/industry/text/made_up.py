"""Made-up firms of three trades whose names and scopes say which, for a model small enough for a test."""

from collections.abc import Sequence

from puhui.identify.industry.text import Firm

TRADES: dict[str, tuple[Sequence[str], Sequence[str]]] = {
    "19": (("鞋业", "箱包", "皮革"), ("皮鞋制造", "箱包加工", "皮革制品生产", "鞋材销售")),
    "62": (("餐饮", "小吃店", "火锅店"), ("餐饮服务", "热食类食品制售", "小吃服务", "酒水销售")),
    "70": (("房地产开发", "置业", "物业"), ("房地产开发经营", "物业管理", "房屋租赁", "停车服务")),
}
_BRANDS = "测试样例模拟示范假设虚构演示练习"


def firms(count: int, labelled: bool) -> list[Firm]:
    """`count` firms, trades in turn; brands come from a made-up list and say nothing."""
    return [_firm(k, labelled) for k in range(count)]


def _firm(k: int, labelled: bool) -> Firm:
    division = sorted(TRADES)[k % 3]
    names, scopes = TRADES[division]
    brand = _BRANDS[k * 7 % 16] + _BRANDS[(k * 5 + k // 16) % 16]
    scope = "；".join(scopes[(k + j) % len(scopes)] for j in range(3))
    # Half of the labelled firms have no scope; a firm nobody labelled always has one.
    said = scope if not labelled or k % 2 else ""
    return Firm(f"{brand}{names[k // 3 % 3]}有限公司", said, division if labelled else None)


CODES = (
    ("19", "皮革、毛皮、羽毛及其制品和制鞋业", ""),
    ("1952", "皮鞋制造", "指全部或大部分用皮革为面料的鞋"),
    ("62", "餐饮业", ""),
    ("6291", "小吃服务", "指提供全天就餐的简便餐饮服务"),
    ("70", "房地产业", ""),
    ("7020", "物业管理", ""),
    ("84", "卫生", "指医院、诊所"),
)
