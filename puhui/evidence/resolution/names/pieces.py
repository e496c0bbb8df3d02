"""A name taken apart the way names are made: place, brand, trade, form, and what hangs on it.

企业名称登记管理规定: 行政区划 + 字号 + 行业 + 组织形式, a place in brackets after the brand being allowed.
Nothing is looked up but tables of places, trades and forms; what cannot be told stays with the brand.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from puhui.evidence.resolution.names.numbers import split_number
from puhui.evidence.resolution.names.places import LONGEST, Place, find_place, may_begin
from puhui.evidence.resolution.names.script import folded_text
from puhui.evidence.resolution.names.short_names import NO_BRANDS, Brands
from puhui.evidence.resolution.names.words import (
    any_of,
    forms,
    longest_trade_word,
    shortened,
    tails,
    trade_words,
)

_BRACKETED: Final = re.compile(r"\(([^()]*)\)")
_HEADS_WITHOUT_COMPANY: Final = re.compile(r"(?<=..)(?:厂|合作社|联社|信用社|医院|商场|超市)")

_GROUP_AT_END: Final = re.compile(r"(..)集团$")
_COMMONEST: Final = "有限公司"
_TOWNSHIP: Final = re.compile(r"^[\u4e00-\u9fff]{2,3}?(?:街道|镇|乡)(?=..)")
_SUFFIXES: Final = frozenset("省市区县州盟旗")
_GOES_ON: Final = frozenset("路街镇乡村")


@dataclass(frozen=True, slots=True)
class FirmName:
    """The pieces, all folded; an empty piece is not said. `text` is the whole name, `head` without branch."""

    text: str
    place: str
    brand: str
    trade: str
    form: str
    number: str
    branch: str
    head: str = ""
    old_names: tuple[str, ...] = ()

    @property
    def core(self) -> str:
        """What must agree: brand and trade."""
        return self.brand + self.trade


def fold_name(written: str, within: str = "", brands: Brands = NO_BRANDS) -> FirmName:
    """The pieces of a name; `within` is the code of the region where the register says that the firm is.

    >>> name = fold_name("測試市示例（成都）小吃有限責任公司锦江分公司")
    >>> name.brand, name.trade, name.form, name.place, name.branch
    ('测试市示例', '小吃', 'limited', '5101', '锦江分公司')
    >>> fold_name("成都示例汽修厂（原示范汽车修理厂）").old_names
    ('示范汽车修理厂',)
    """
    text = folded_text(written)
    bare, old_names = _without_old_names(text)
    head, branch = _without_branch(bare)
    places: list[Place] = []
    bare = _BRACKETED.sub(lambda match: _from_brackets(match[1], within, places), head)
    bare, number = split_number(bare)
    bare, form = _without_form(bare)
    core = _without_places(bare, within, places)
    core = _TOWNSHIP.sub("", core) if places else core
    brand, trade = _split(core, brands)
    if not brand and places and not number:
        brand = _given_back(places)
    code = max((place.code for place in places), key=len, default="")
    return FirmName(text, code, brand, trade, form, number, branch, head, old_names)


def _without_old_names(text: str) -> tuple[str, tuple[str, ...]]:
    old: list[str] = []

    def taken(match: re.Match[str]) -> str:
        old.append(match[1].strip(":,、"))
        return ""

    rest = _former().sub(taken, text)
    return rest, tuple(name for name in old if len(name) >= 2)


def _without_branch(text: str) -> tuple[str, str]:
    """The head and what hangs on it: after the head's legal form, or 分公司 and its like at the end."""
    match = _after_head().fullmatch(text)
    if match and match[2]:
        return match[1], match[2]
    match = _outlet().fullmatch(text)
    if match:
        return match[1], match[2]
    match = _sure_branch().search(text)
    if not match:
        return text, ""
    before = text[: match.start()]
    cut = _last_form(before) or _place_at_end(before)
    return (before[:cut], text[cut:]) if cut else (text, "")


def _last_form(text: str) -> int:
    """Where a head without 公司 ends: 示例厂二分厂."""
    ends = [match.end() for match in _HEADS_WITHOUT_COMPANY.finditer(text)]
    return ends[-1] if ends else 0


def _place_at_end(text: str) -> int:
    """Where the place of a branch begins: 示例移动绵阳分公司."""
    for start in range(2, len(text) - 1):
        if find_place(text[start:]):
            return start
    return 0


def _from_brackets(inside: str, within: str, places: list[Place]) -> str:
    """A place, partners or a group in brackets is a piece of its own; anything else stays as written."""
    if inside in forms()["partners"] or inside in forms()["group"]:
        return ""
    place = find_place(inside, _context(within, places))
    if place:
        places.append(place)
        return ""
    return inside


def _without_form(text: str) -> tuple[str, str]:
    match = _ending().search(_without_slip(text))
    if not match:
        return _GROUP_AT_END.sub(r"\1", text), ""
    if match.start() == 0:
        return text, ""
    return text[: match.start()], _kind_of_ending()[match[1]]


def _without_slip(text: str) -> str:
    """有线公司, 限有公司: the commonest ending with one letter wrong or two changed about."""
    end = text[-len(_COMMONEST) :]
    right = sum(one == other for one, other in zip(end, _COMMONEST, strict=False))
    if end.endswith("公司") and len(text) > len(end) and (right == 3 or sorted(end) == sorted(_COMMONEST)):
        return text[: -len(_COMMONEST)] + _COMMONEST
    return text


def _without_places(text: str, within: str, places: list[Place]) -> str:
    """Take places off the front, each inside the one before; a mistyped one with its suffix is forgiven."""
    while True:
        if not may_begin(text):
            return text
        context = _context(within, places)
        for length in range(min(LONGEST, len(text)), 1, -1):
            place = find_place(text[:length], context)
            if place and _stands_alone(text, length):
                places.append(place)
                text = text[length:]
                break
        else:
            return text


def _stands_alone(text: str, length: int) -> bool:
    """A place that goes on as the name of a road or a village (绵阳路, 成都街) was none."""
    return text[length - 1] in _SUFFIXES or text[length : length + 1] not in _GOES_ON


def _context(within: str, places: list[Place]) -> str:
    return max((within, *(place.code for place in places)), key=len)


def _given_back(places: list[Place]) -> str:
    """长安汽车有限公司: where no brand is left, the last place was the brand."""
    last = places[-1].name
    if len(places) > 1 or last[-1] not in "省市区县":
        places.pop()
        return last
    return ""


def _split(core: str, brands: Brands) -> tuple[str, str]:
    """Where the brand ends: at a known brand, else before the longest ending made of words of trades."""
    known = brands.before(core)
    if known:
        return core[:known], _long(core[known:])
    if core in trade_words() or (len(core) > 2 and _is_trade(core)):
        return "", _long(core)
    for start in range(2, len(core) - 1):
        if _is_trade(core[start:]):
            return core[:start], _long(core[start:])
    return core, ""


@cache
def _long(trade: str) -> str:
    """A trade without its abbreviations."""
    return shortened().get(trade, trade)


@cache
def _is_trade(text: str) -> bool:
    """Whether a text is words of trades from end to end."""
    words, longest = trade_words(), longest_trade_word()
    reached = {0}
    for end in range(1, len(text) + 1):
        starts = (start for start in range(max(0, end - longest), end) if start in reached)
        if any(text[start:end] in words or _has_tail(text[start:end]) for start in starts):
            reached.add(end)
    return len(text) in reached


def _has_tail(word: str) -> bool:
    return len(word) == 2 and word[1] in tails()


@cache
def _kind_of_ending() -> dict[str, str]:
    return {ending: kind for kind, endings in forms()["endings"].items() for ending in endings}


@cache
def _ending() -> re.Pattern[str]:
    group = any_of(forms()["group"])
    return re.compile(rf"(?:{group})?(?<!银(?=行))(?<!加(?=工厂))({any_of(list(_kind_of_ending()))})$")


@cache
def _after_head() -> re.Pattern[str]:
    return re.compile(rf"^(.+?(?:{any_of(forms()['heads'])})(?:\([^()]*\))?)(.*)$")


@cache
def _outlet() -> re.Pattern[str]:
    """供销社 and its like with the outlet behind it."""
    return re.compile(
        rf"(.{{2,}}?(?:{any_of(forms()['with_outlets'])}))(.{{2,}}(?:{any_of(forms()['branches'])}))"
    )


@cache
def _sure_branch() -> re.Pattern[str]:
    """An ending that only branches have."""
    sure = [word for word in forms()["branches"] if word[0] in "分支" and len(word) > 1]
    return re.compile(rf"(?:{any_of(sure)})$")


@cache
def _former() -> re.Pattern[str]:
    return re.compile(rf"\((?:{any_of(forms()['former'])})[:：]?([^()]+)\)")
