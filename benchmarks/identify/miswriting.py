"""Real names made worse on purpose, as people write them, with the answer kept: a labelled set for linkage.

Names are cut apart here by other means than the product's (a list of divisions, a list of brands), so that
the set does not share its mistakes. Nothing of the data is kept or printed.
"""

import random
import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from puhui.evidence.resolution.names.script import simplified

FORMS = ("股份有限公司", "有限责任公司", "有限公司", "专业合作社", "总公司", "公司", "工厂", "厂")
SOUND_ALIKE = [
    "鑫新欣馨兴星",
    "华花化桦",
    "丰峰锋枫",
    "达大",
    "恒衡横",
    "源元园原圆",
    "盛胜晟圣升",
    "宏洪鸿弘红",
    "金锦今",
    "佳嘉家加",
    "瑞睿锐",
    "祥翔详",
    "明铭名鸣",
    "志智致治",
    "建健剑",
    "远苑",
    "通同童",
    "利力立丽",
    "益亿易怡意艺",
    "诚成城程",
    "泰太",
    "正政振",
    "广光",
    "隆龙",
    "宇雨玉裕",
    "荣容融",
    "凯开",
    "传川",
    "辉晖汇惠慧",
    "联连莲",
    "中众忠钟",
    "巨聚",
    "合和禾河",
    "昌长常",
    "富福",
    "海",
    "兰蓝",
    "林霖",
    "美梅",
    "博勃",
    "飞菲",
    "腾藤",
    "润",
    "森",
    "顺",
    "义益",
    "旺望",
    "万",
    "品",
    "维伟卫",
    "创",
    "思斯",
    "亚雅",
    "信鑫",
    "德得",
    "安",
    "康",
    "文闻",
    "永咏",
    "科",
    "友佑优",
    "天添",
    "宝保堡",
    "奇琦齐",
    "阳扬洋",
    "春纯",
    "秋",
    "冬东",
    "丹单",
    "方芳",
    "平萍",
    "青清",
    "山珊",
    "石时",
    "水",
    "铁",
    "银",
    "永勇",
]
KINDS = (
    "full_width",
    "traditional",
    "spaces",
    "no_form",
    "form_changed",
    "no_place",
    "place_moved",
    "trade_first",
    "typo_sound",
    "typo_any",
    "letter_lost",
    "letters_swapped",
    "short_name",
    "brand_and_place",
    "trade_shortened",
    "old_name",
    "two_of_these",
)
NEGATIVES = ("sibling_trade", "sibling_place", "numbered", "same_owner", "stranger")
BESIDE = ("representative", "address", "registered_on")
WRITTEN_AS = tuple(kind for kind in KINDS if kind != "old_name")
"""How a firm that is not in the register is written: like any other, whole in half of all cases."""
SMALL = frozenset("有限责任公司股份市县区省（）()")


@dataclass(frozen=True, slots=True)
class Parts:
    """A name as the generator cuts it."""

    place: str
    brand: str
    trade: str
    form: str

    def whole(self) -> str:
        return self.place + self.brand + self.trade + self.form


class Miswriter:
    """Cuts names and makes them worse; deterministic for a seed."""

    def __init__(self, data: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        brands = (data / "company_names" / "brand.txt").read_text(encoding="utf-8-sig").split()
        self.brands = {it for it in brands if 2 <= len(it) <= 4}
        self.places = self._places(data)
        self.alike = defaultdict(str)
        for group in SOUND_ALIKE:
            for letter in group:
                self.alike[letter] += group.replace(letter, "")
        self.traditional = traditional()

    def _places(self, data: Path) -> re.Pattern[str]:
        names: set[str] = set()
        for file in ("provinces", "cities", "areas"):
            for name in pl.read_csv(data / "china_division" / f"{file}.csv")["name"]:
                short = re.sub(r"(?:[\u4e00-\u9fff]族)*自治[州县]$|[省市区县]$", "", name)
                names |= {name} | ({short} if len(short) > 1 else set())
        names -= {"市辖区", "县"}
        options = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
        return re.compile(f"^(?:{options}){{1,3}}")

    def cut(self, name: str) -> Parts | None:
        """None for names that are not of the ordinary shape."""
        form = next((it for it in FORMS if name.endswith(it)), "")
        rest = name[: len(name) - len(form)]
        found = self.places.match(rest)
        place = found[0] if found else ""
        rest = rest[len(place) :]
        if not form or not place or len(rest) < 4 or re.search(r"[()（）]|公司|厂", rest):
            return None
        length = next((it for it in (4, 3, 2) if rest[:it] in self.brands and len(rest) - it >= 2), 2)
        return Parts(place, rest[:length], rest[length:], form)

    def worse(self, parts: Parts, kind: str) -> str:
        """The name as somebody writes it; the same text where nothing of that kind can be done."""
        if kind == "two_of_these":
            first = self.chance.choice(("no_place", "no_form", "traditional", "full_width", "place_moved"))
            second = self.chance.choice(("typo_sound", "typo_any", "trade_shortened", "letter_lost"))
            return (
                self.worse(self._worse_parts(parts, first), second)
                if first in _PARTS
                else self._text(self.worse(parts, second), first)
            )
        if kind in _PARTS:
            return self._worse_parts(parts, kind).whole()
        return self._text(parts.whole(), kind)

    def anyhow(self, parts: Parts) -> str:
        """Whole in half of all cases, else in one of the ways."""
        if self.chance.random() < 0.5:
            return self.spaces(parts.whole())
        return self.worse(parts, self.chance.choice(WRITTEN_AS))

    def beside(self, true: tuple[str, ...], kind: str, others: list[tuple[str, ...]]) -> tuple[str, ...]:
        """Representative, address, day: half the sources have none; the first two change, a day hardly."""
        if self.chance.random() < 0.5 or kind == "numbered":
            return ("", "", "")
        if kind in NEGATIVES:
            return true
        other = self.chance.choice(others)
        return tuple(
            it if self.chance.random() < kept else strange
            for it, strange, kept in zip(true, other, (0.85, 0.7, 0.97), strict=True)
        )

    def _worse_parts(self, parts: Parts, kind: str) -> Parts:
        return _PARTS[kind](self, parts)

    def _text(self, text: str, kind: str) -> str:
        return _TEXT[kind](self, text)

    def full_width(self, text: str) -> str:
        text = text.replace("(", "（").replace(")", "）")
        wide = "".join(chr(ord(it) + 0xFEE0) if "!" <= it <= "~" else it for it in text)
        at = self.chance.randrange(1, len(wide))
        return wide[:at] + "\u3000" + wide[at:]

    def spaces(self, text: str) -> str:
        at = self.chance.randrange(1, len(text))
        return f" {text[:at]} {text[at:]}" + self.chance.choice((" ", ".", "。", "\t"))

    def in_traditional(self, text: str) -> str:
        return text.translate(self.traditional)

    def slip(self, text: str, kind: str) -> str:
        """One letter of what tells the firm (not of its place's or form's small words) goes wrong."""
        spots = [at for at, letter in enumerate(text) if letter not in SMALL and at < len(text) - 4]
        if kind == "typo_sound":
            spots = [at for at in spots if self.alike[text[at]]] or spots
        at = self.chance.choice(spots)
        if kind == "letter_lost":
            return text[:at] + text[at + 1 :]
        if kind == "letters_swapped":
            return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        others = self.alike[text[at]] if kind == "typo_sound" else ""
        letter = self.chance.choice(others or "一天人大元方中成立新日月水木火土金文明德信安永")
        return text[:at] + letter + text[at + 1 :]

    def other_form(self, form: str) -> str:
        """有限公司 for 有限责任公司, the other way round, or 公司 alone."""
        kin = {"有限公司": "有限责任公司", "有限责任公司": "有限公司"}
        return self.chance.choice((kin.get(form, "公司"), "公司"))

    def shortened(self, trade: str) -> str:
        """汽车修理 → 汽修; a trade of two letters stays."""
        return trade[0] + trade[2] + trade[4:] if len(trade) >= 4 else trade[:2]

    def old(self, parts: Parts) -> str:
        """Another brand of the same make-up: what the firm was called before."""
        return Parts(parts.place, self.chance.choice(self._sorted()), parts.trade, parts.form).whole()

    def _sorted(self) -> list[str]:
        if not hasattr(self, "_listed"):
            self._listed = sorted(self.brands)
        return self._listed


def traditional() -> dict[int, str]:
    """Simplified → traditional: the product's table turned round, so this kind only shows that it is read."""
    turned: dict[int, str] = {}
    for old, new in simplified().items():
        turned.setdefault(ord(new), chr(old))
    return turned


_PARTS: dict[str, Callable[[Miswriter, Parts], Parts]] = {
    "no_form": lambda _, it: Parts(it.place, it.brand, it.trade, ""),
    "form_changed": lambda self, it: Parts(
        it.place,
        it.brand,
        it.trade,
        self.other_form(it.form),
    ),
    "no_place": lambda _, it: Parts("", it.brand, it.trade, it.form),
    "place_moved": lambda _, it: Parts(
        "", f"{it.brand}（{re.sub('[省市县区]$', '', it.place)}）", it.trade, it.form
    ),
    "trade_first": lambda _, it: Parts(it.place, it.trade, it.brand, it.form),
    "short_name": lambda _, it: Parts("", it.brand, it.trade[:2], ""),
    "brand_and_place": lambda _, it: Parts(re.sub("[省市县区]$", "", it.place), it.brand, "", ""),
    "trade_shortened": lambda self, it: Parts(it.place, it.brand, self.shortened(it.trade), ""),
}
_TEXT: dict[str, Callable[[Miswriter, str], str]] = {
    "full_width": Miswriter.full_width,
    "spaces": Miswriter.spaces,
    "traditional": Miswriter.in_traditional,
    **{
        kind: (lambda self, text, kind=kind: self.slip(text, kind))
        for kind in ("typo_sound", "typo_any", "letter_lost", "letters_swapped")
    },
}


@dataclass(frozen=True, slots=True)
class Labelled:
    """`asked`: name, kind, truth (row of `register`, −1 where its firm is not in it); `register`: name,
    old_names.

    `branches`: names of branches and the row of their head.
    """

    asked: pl.DataFrame
    register: pl.DataFrame
    branches: pl.DataFrame


def labelled_set(data: Path, seed: int, register_rows: int, each: int, half: int) -> Labelled:
    """A register and names asked of it. `half` (0 or 1) keeps firms of the two halves apart for good."""
    firms = pl.read_csv(data / "registrations" / "four_provinces.csv.gz", infer_schema_length=0)
    firms = firms.rename({"legal_representative": "representative"}).select("name", *BESIDE)
    mine = firms.drop_nulls("name").unique("name", maintain_order=True)
    mine = mine.filter(pl.col("name").hash(7) % 2 == half)
    worse = Miswriter(data, seed)
    shuffled = mine.sample(fraction=1.0, shuffle=True, seed=seed)["name"].to_list()
    cut = {name: parts for name in shuffled[: 2 * register_rows] if (parts := worse.cut(name))}
    rows: list[tuple[str, str, str]] = []
    old_names: dict[str, str] = {}
    fit = iter(cut)
    for kind in KINDS:
        for _ in range(each):
            name = next(fit)
            written = worse.old(cut[name]) if kind == "old_name" else worse.worse(cut[name], kind)
            if kind == "old_name":
                old_names[name] = written
            rows.append((written, kind, name))
    taken = {name for *_, name in rows}
    beside = {name: tuple(it or "" for it in others) for name, *others in mine.iter_rows()}
    gone, siblings, negatives = _negatives(worse, cut, taken, each, beside)
    rows += negatives
    kept = [name for name in shuffled if name not in gone]
    needed = (taken | siblings) - gone
    first = [name for name in kept if name in needed]
    register = (first + [name for name in kept if name not in needed])[:register_rows]
    at = {name: row for row, name in enumerate(register)}
    others = [beside[name] for name in register[:1000]]
    asked = [
        (written, kind, -1 if kind in NEGATIVES else at[name], *worse.beside(beside[name], kind, others))
        for written, kind, name in rows
    ]
    heads = [name for name in first if name.endswith("公司")][:each]
    branches = [
        (
            name + worse.chance.choice(("锦江分公司", "第二分公司", "城南营业部", "杭州分公司", "人民路店")),
            at[name],
        )
        for name in heads
    ]
    return Labelled(
        pl.DataFrame(asked, schema=["name", "kind", "truth", *BESIDE], orient="row").sample(
            fraction=1, shuffle=True, seed=seed
        ),
        pl.DataFrame(
            {"name": register, "old_names": [old_names.get(name, "") for name in register]}
        ).with_columns(
            **{
                column: pl.Series([beside[name][at_] for name in register])
                for at_, column in enumerate(BESIDE)
            }
        ),
        pl.DataFrame(branches, schema=["name", "head"], orient="row"),
    )


def _negatives(
    worse: Miswriter,
    cut: dict[str, Parts],
    taken: set[str],
    each: int,
    beside: dict[str, tuple[str, ...]],
) -> tuple[set[str], set[str], list[tuple[str, str, str]]]:
    """Firms asked for that are not in the register while a sibling is: same brand, another trade or place."""
    by_trade: dict[tuple[str, str], list[str]] = defaultdict(list)
    by_place: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, parts in cut.items():
        by_trade[parts.place, parts.brand].append(name)
        by_place[parts.brand, parts.trade].append(name)
    by_owner: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name in cut:
        if all(beside[name][:2]):
            by_owner[beside[name][:2]].append(name)
    gone: set[str] = set()
    siblings: set[str] = set()
    found: list[tuple[str, str, str]] = []
    kinds = (("same_owner", by_owner), ("sibling_trade", by_trade), ("sibling_place", by_place))
    for kind, groups in kinds:
        count = 0
        for names in groups.values():
            one = next((it for it in names if it not in taken and it not in gone), None)
            sibling = next((it for it in names if it != one and it not in gone), None)
            if one is None or sibling is None or count == 2 * each:
                continue
            written = worse.anyhow(cut[one])
            gone.add(one)
            taken = taken | {sibling}
            found.append((written, kind, one))
            siblings.add(sibling)
            count += 1
    for name in [it for it in cut if it not in gone and cut[it].form == "厂"][:each]:
        parts = cut[name]
        found.append(
            (
                parts.place + parts.brand + parts.trade + worse.chance.choice("二三四五") + "厂",
                "numbered",
                name,
            )
        )
        siblings.add(name)
    for name in [it for it in cut if it not in gone | taken | siblings][-2 * each :]:
        gone.add(name)
        found.append((worse.anyhow(cut[name]), "stranger", name))
    return gone, siblings, found
