"""A firm's name, taken apart: 杭州 · 测试 · 包装贸易 · 有限公司. What stands last says the trade.

By rule, not looked up: places are what `places` holds and what ends in 省市县区; the legal form is
cut off, a branch (分公司、支行、门市部) is kept as a word of its own.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from puhui.identify.industry.text.prepared import Prepared, prepared

_BRACKETS: Final = re.compile(r"[（(\[【][^（）()\[\]【】]*[）)\]】]?")
_NOISE: Final = re.compile(r"[^0-9A-Za-z\u3400-\u9fff]+")
_FORM: Final = re.compile(
    r"(?:(?:股份|控股)?有限责任公司|(?:控股)?集团?股份有限公司|(?:集团|股份|控股)*有限公司|(?:总|集团)?公司"
    r"|集团|责任公司|\(?普通合伙\)?|有限合伙)$"
)
_BRANCH: Final = re.compile(
    r"^(?P<head>.{2,}?(?:公司|集团(?!.{0,4}公司)|合作社|厂|银行))(?P<branch>.{1,14}(?:公司|厂|店|部|处|所|行|站|中心|车间|社|场|院|馆|室|队|屋))$"
)
_PLACE: Final = re.compile(
    r"^(?:[\u3400-\u9fff]{2,4}?(?:省|自治区))?(?:[\u3400-\u9fff]{2,3}?市)?(?:[\u3400-\u9fff]{1,3}?[县区旗](?=..))?"
)
_PLACE_SIGNS: Final = 4
_PLACE_COUNTS: Final = 0.5
_LONGEST: Final = 40
"""Signs of a name that are read; the longest real one in a million is shorter."""


@dataclass(frozen=True, slots=True)
class Name:
    """`stem`: brand and trade together (no sure border lies between); `branch`: what follows 公司.

    Towns make one thing: shoes here, valves there. `place` is kept, and counts less.
    """

    stem: str
    branch: str = ""
    place: str = ""


def name_of(written: str, places: frozenset[str] = frozenset()) -> Name:
    """Take a name apart.

    >>> name_of("杭州测试包装贸易有限公司", frozenset({"杭州"}))
    Name(stem='测试包装贸易', branch='', place='杭州')
    >>> name_of("测试市东区样例鞋业（集团）有限公司第一分公司")
    Name(stem='样例鞋业', branch='第一分公司', place='测试市东区')
    >>> name_of("　")
    Name(stem='', branch='', place='')
    """
    plain = _BRACKETS.sub("", unicodedata.normalize("NFKC", written[: 4 * _LONGEST]))
    plain = _NOISE.sub("", plain)[:_LONGEST].lower()
    branch = ""
    if parts := _BRANCH.match(plain):
        plain, branch = parts["head"], _without_places(parts["branch"], places)
    bare = _FORM.sub("", plain)
    stem = _without_places(bare, places)
    return Name(stem, branch, bare[: len(bare) - len(stem)])


def prepare_names(names: Sequence[str], places: frozenset[str] = frozenset()) -> Prepared:
    """`stem$`, `branch$` and `@place` with gaps between: a run of letters that ends in `$` stands last."""
    texts: list[str] = []
    lengths: list[int] = []
    for name in names:
        taken = name_of(name, places)
        said = f"{taken.stem}$" if taken.stem else ""
        said = f"{said}\x01{taken.branch}$" if taken.branch else said
        place = f"\x01@{taken.place[-_PLACE_SIGNS:].rstrip('省市县区')}" if said and taken.place else ""
        texts.append(said + place)
        lengths += [len(said), len(place)]
    return prepared(texts, [1.0, _PLACE_COUNTS] * len(names), lengths)


def _without_places(text: str, places: frozenset[str]) -> str:
    found = _PLACE.match(text)
    left = text[found.end() :] if found and len(text) - found.end() >= 2 else text
    for _ in range(3):
        for size in (4, 3, 2):
            if left[:size] in places and len(left) - size >= 2:
                left = left[size:]
                left = left[1:] if left[:1] in "省市县区" and len(left) > 2 else left
                break
        else:
            return left
    return left
