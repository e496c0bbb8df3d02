"""Places in names, from the table of administrative divisions with their years (GB/T 2260, python-stdnum).

A place that was renamed kept its code, so the old and the new name are one place. A name that several places
bear means one of them only where something around it says which.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from stdnum import numdb

_PERIOD: Final = re.compile(r"\[(\d*)-(\d*)\](.+)")
_PEOPLES: Final = (
    "藏 羌 彝 苗 侗 土家 布依 回 壮 满 蒙古 朝鲜 傣 白 哈尼 哈萨克 柯尔克孜 景颇 傈僳 黎 畲 瑶 土 撒拉 锡伯 "
    "塔吉克 仡佬 水 毛南 仫佬 纳西 拉祜 佤 布朗 独龙 怒 普米 裕固 保安 东乡 达斡尔 鄂温克 鄂伦春 各"
).replace(" ", "|")
_SUFFIX: Final = re.compile(
    rf"(?:(?:(?:{_PEOPLES})族)*自治[州县区旗]|维吾尔自治区|特别行政区|地区|新区|林区|[省市区县盟旗])$"
)
_MUNICIPALITIES: Final = ("11", "12", "31", "50")
_NOT_PLACES: Final = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划", "市辖县"})
LONGEST: Final = 14
_STILL: Final = 9999


@dataclass(frozen=True, slots=True)
class Place:
    """A code as far as it is known: two digits for a province, four for a city, six for a county."""

    code: str
    name: str

    def holds(self, other: "Place") -> bool:
        """Whether the other lies here or is the same."""
        return other.code.startswith(self.code)


def find_place(name: str, within: str = "") -> Place | None:
    """The one place of a name, with or without its suffix, inside a code where one is known.

    >>> find_place("襄樊").code == find_place("襄阳市").code, find_place("甘孜藏族自治州").code
    (True, '5133')
    >>> find_place("甘孜").code  # the prefecture, which has a county of its name
    '5133'
    >>> find_place("鼓楼区") is None, find_place("鼓楼区", within="3501").code
    (True, '350102')
    """
    codes = [code for code in _codes_of().get(name, ()) if code.startswith(within) or within.startswith(code)]
    widest = min(codes, key=len, default="")
    alone = widest and all(code.startswith(widest) for code in codes)
    return Place(widest, name) if alone else None


def may_begin(text: str) -> bool:
    """Whether some place begins as this text does: a quick no for most."""
    return text[:2] in _beginnings()


def region_code(province: str, city: str) -> str:
    """The code of what a register writes in its columns; empty where it is not known.

    >>> region_code("四川", "达州"), region_code("重庆", "彭水")
    ('5117', '500243')
    """
    above = find_place(province) if province else None
    within = above.code if above else ""
    place = find_place(city, within) if city else None
    return place.code if place else within


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(name[:2] for name in _codes_of())


@cache
def _codes_of() -> dict[str, tuple[str, ...]]:
    """Each name → its codes: those in use now, else the last ones that were."""
    until: dict[str, dict[str, int]] = defaultdict(dict)
    for code, full, last in _entries():
        for name in _written(full):
            until[name][code] = max(last, until[name].get(code, 0))
    return {name: _latest(codes) for name, codes in until.items()}


def _latest(codes: dict[str, int]) -> tuple[str, ...]:
    last = max(codes.values())
    return tuple(sorted(code for code, year in codes.items() if year == last))


def _entries() -> Iterator[tuple[str, str, int]]:
    for _, province, _, said, below in numdb.get("cn/loc").prefixes:
        yield province, said["province"], _STILL
        for _, rest, _, told, _ in below:
            code = _shortest(province + rest)
            periods = [_period(written) for written in told.get("county", "").split(",")]
            last = max(year for _, year in periods)
            for name, _ in periods:
                if name not in _NOT_PLACES and len(code) > 2:
                    yield code, name, last


def _period(written: str) -> tuple[str, int]:
    match = _PERIOD.fullmatch(written)
    return (match[3], int(match[2] or _STILL)) if match else (written, _STILL)


def _shortest(code: str) -> str:
    """A code without the zeros that say "all of it"; a municipality's counties keep six digits."""
    if code.endswith("0000"):
        return code[:2]
    if code.endswith("00"):
        return code[:2] if code[:2] in _MUNICIPALITIES else code[:4]
    return code


def _written(full: str) -> Iterable[str]:
    yield full
    short = _SUFFIX.sub("", full)
    if len(short) >= 2 and short != full:
        yield short
