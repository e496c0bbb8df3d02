"""大中小微: the size class of a business (工信部联企业〔2011〕300号, 国统字〔2017〕213号; domain 1.1).

From 大 downward the first class whose lower bounds are *all* met; 微 when none is. Bounds are inclusive.
The table is data (`data/size_groups.yaml`). Where an indicator is not known the answer is not invented:
the class is UNKNOWN unless it could not change it, and `at_most` says how large the business could be.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from puhui.kernel import Text
from puhui.rulebook.industries import Industry
from puhui.rulebook.size_table import INDICATORS, SizeGroup

_DESCENDING: Final = ("large", "medium", "small")


class SizeClass(StrEnum):
    """The four classes, and the two honest ways of not giving one."""

    LARGE = "大"
    MEDIUM = "中"
    SMALL = "小"
    MICRO = "微"
    NOT_APPLICABLE = "NOT_APPLICABLE"
    UNKNOWN = "UNKNOWN"


_RANK: Final = {SizeClass.MICRO: 0, SizeClass.SMALL: 1, SizeClass.MEDIUM: 2, SizeClass.LARGE: 3}


@dataclass(frozen=True, slots=True)
class SizeFinding:
    """The class, the table row it came from and why. `ambiguous`: the code fits several rows (domain 1.3)."""

    size_class: SizeClass
    group: SizeGroup | None
    why: Text
    at_most: SizeClass
    ambiguous: bool = False

    @property
    def is_small_or_micro(self) -> bool:
        """小微, also where it cannot be told which of the two. False when it is not known."""
        return _RANK.get(self.at_most, 99) <= _RANK[SizeClass.SMALL]


def size_in_group(
    group: SizeGroup, employees: int | None, income_wan: Decimal | None, assets_wan: Decimal | None
) -> SizeFinding:
    """Compare the indicators with one row; 万元 for income and assets.

    Raises ValueError for a negative indicator, which is an input error that should have been caught.
    """
    known = _known(employees, income_wan, assets_wan)
    missing = [name for name in group.bounds if known[name] is None]
    at_most = _highest(group, {name: value for name, value in known.items() if value is not None})
    size = at_most if not missing or at_most is SizeClass.MICRO else SizeClass.UNKNOWN
    return SizeFinding(size, group, _why(group, size, missing), at_most)


def size_in_groups(
    groups: Iterable[SizeGroup], employees: int | None, income_wan: Decimal | None, assets_wan: Decimal | None
) -> SizeFinding:
    """Several rows fit: their common class, or the less favourable (the larger) one, marked ambiguous."""
    findings = [size_in_group(group, employees, income_wan, assets_wan) for group in groups]
    worst = max(findings, key=lambda finding: _RANK[finding.at_most])
    unknown = next((finding for finding in findings if finding.size_class is SizeClass.UNKNOWN), None)
    size = SizeClass.UNKNOWN if unknown else worst.size_class
    differ = len({finding.size_class for finding in findings}) > 1
    return SizeFinding(size, worst.group, (unknown or worst).why, worst.at_most, ambiguous=differ)


def out_of_scope(industry: Industry, elsewhere: Text | None = None) -> SizeFinding:
    """Railways, finance, education, health, public bodies: other standards or none (domain 1.1)."""
    because = elsewhere or Text("不在划型范围内", "not covered")
    why = Text(
        f"“{industry.name}”不适用《中小企业划型标准规定》，不划分大中小微：{because.zh}。",
        f"{industry.name} ({industry.code}) is outside the size standard; no class is given: {because.en}.",
    )
    return SizeFinding(SizeClass.NOT_APPLICABLE, None, why, SizeClass.NOT_APPLICABLE)


def annual_income_wan(income_wan: Decimal, months_existed: int) -> Decimal:
    """Twelve months' income; a younger firm's is scaled up by its months (财税〔2018〕91号).

    >>> annual_income_wan(Decimal(50), 5)
    Decimal('120')
    """
    if months_existed < 1:
        raise ValueError("a firm without a whole month has no income to annualise")
    return income_wan if months_existed >= 12 else income_wan / months_existed * 12


def _known(
    employees: int | None, income_wan: Decimal | None, assets_wan: Decimal | None
) -> dict[str, Decimal | None]:
    values = (None if employees is None else Decimal(employees), income_wan, assets_wan)
    for name, value in zip(INDICATORS, values, strict=True):
        if value is not None and not value >= 0:
            raise ValueError(f"{name} may not be negative")
    return dict(zip(INDICATORS, values, strict=True))


def _highest(group: SizeGroup, known: Mapping[str, Decimal]) -> SizeClass:
    for rank, name in enumerate(_DESCENDING):
        if all(known[field] >= bounds[rank] for field, bounds in group.bounds.items() if field in known):
            return SizeClass[name.upper()]
    return SizeClass.MICRO


def _why(group: SizeGroup, size: SizeClass, missing: list[str]) -> Text:
    if size is SizeClass.UNKNOWN:
        names = [_INDICATOR_NAMES[name] for name in missing]
        return Text(
            f"按“{group.name.zh}”划型还缺：{'、'.join(name.zh for name in names)}。",
            f"To tell the size in {group.name.en}, still needed: {', '.join(name.en for name in names)}.",
        )
    return Text(
        f"按“{group.name.zh}”的划型标准为{size}型。",
        f"By the bounds for {group.name.en}: {_CLASS_NAMES[size]}.",
    )


_INDICATOR_NAMES: Final = {
    "employees": Text("从业人员", "employees"),
    "income_wan": Text("营业收入", "yearly income"),
    "assets_wan": Text("资产总额", "total assets"),
}
_CLASS_NAMES: Final = {
    SizeClass.LARGE: "large",
    SizeClass.MEDIUM: "medium",
    SizeClass.SMALL: "small",
    SizeClass.MICRO: "micro",
}
