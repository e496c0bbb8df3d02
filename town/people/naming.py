"""Names that say they are made up: 测试, 示例, 样本, 虚构, then a cyclical sign. Namesakes happen."""

from typing import Final

import numpy as np

from town.dice import Anything, Words

_PREFIXES: Final = np.array(["测试", "示例", "样本", "虚构"])
_STEMS: Final = np.array(list("甲乙丙丁戊己庚辛壬癸"))
_BRANCHES: Final = np.array(list("子丑寅卯辰巳午未申酉戌亥"))
_THIRD: Final = np.array(["", *"东南西北春夏秋冬"])
_PLACES: Final = np.array(["", "虚构市", "虚构市样本区"])
_COMPANY_ENDS: Final = np.array(["有限公司", "有限责任公司", "实业有限公司", "合伙企业（有限合伙）"])
_SHOP_ENDS: Final = np.array(["", "店", "商行", "经营部", "服务部"])


def person_names(count: int, rng: np.random.Generator) -> Words:
    """`测试甲子`, `样本丙寅春`."""
    return _joined(
        _some(_PREFIXES, count, rng),
        _some(_STEMS, count, rng),
        _some(_BRANCHES, count, rng),
        _some(_THIRD, count, rng, [0.55, *[0.05625] * 8]),
    )


def firm_names(kinds: Words, trades: Words, rng: np.random.Generator) -> Words:
    """`虚构市测试甲子五金有限公司` of a company, `样本丙寅小吃店` of a shop or stall."""
    count = len(kinds)
    is_company = kinds == "company"
    places = np.where(
        is_company,
        _some(_PLACES, count, rng, [0.5, 0.35, 0.15]),
        _some(_PLACES, count, rng, [0.7, 0.05, 0.25]),
    )
    ends = np.where(
        is_company,
        _some(_COMPANY_ENDS, count, rng, [0.8, 0.08, 0.06, 0.06]),
        np.where(kinds == "individual", _some(_SHOP_ENDS, count, rng), ""),
    )
    signs = _joined(
        _some(_STEMS, count, rng),
        _some(_BRANCHES, count, rng),
        _some(_THIRD, count, rng, [0.8, *[0.025] * 8]),
    )
    return _joined(places, _some(_PREFIXES, count, rng), signs, trades, ends)


def _some(words: Words, count: int, rng: np.random.Generator, chances: list[float] | None = None) -> Words:
    return rng.choice(words, count, p=chances)


def _joined(*parts: Anything) -> Words:
    whole = parts[0]
    for part in parts[1:]:
        whole = np.char.add(whole, part)
    return whole
