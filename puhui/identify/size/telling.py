"""An answer about size in words: each indicator with its value, bounds, timing and source."""

from decimal import Decimal
from typing import Final

from puhui.identify.size.model import Indicator, SchemeAnswer, SizeAnswer, Standing
from puhui.kernel import Language, Text

_WAN: Final = Text("万元", "万元")
_UNITS: Final = {"employees": Text("人", ""), "income_wan": _WAN, "assets_wan": _WAN}
_COUNTS: Final = {True: "yes", False: "no", None: "unknown"}
_MISSING: Final = Text("缺", "missing")


def told_indicators(answer: SizeAnswer, language: Language) -> str:
    """One sentence for all indicators that the row looks at.

    >>> from datetime import date
    >>> from puhui.identify.size import Figures, judge_size
    >>> told_indicators(judge_size("6210", Figures(date(2026, 11, 23), 9)), Language.ZH).split("；")[0]
    '从业人员 9人（大300/中100/小10，贷款发放日）'
    """
    used = [one for one in answer.indicators if one.standing is not Standing.NOT_USED]
    if not used:
        return ""
    stop, by = ("；", "依据 ") if language is Language.ZH else ("; ", "by ")
    sources = f"{used[0].source}，{answer.source}"
    return stop.join([*(_told(one, language) for one in used), by + sources])


def told_scheme(answer: SchemeAnswer, language: Language) -> tuple[str, str]:
    """yes, no or unknown, and why with the source."""
    since = f"（{answer.source}，{answer.effective}）" if answer.effective else ""
    return _COUNTS[answer.counts], f"{answer.why.in_(language)}{since}"


def _told(one: Indicator, language: Language) -> str:
    unit = _UNITS[one.name].in_(language)
    value = _MISSING.in_(language) if one.value is None else f"{_plain(one.value)}{unit}"
    zh = language is Language.ZH
    names = ("大", "中", "小") if zh else ("large ", "medium ", "small ")
    bounds = "/".join(f"{name}{_plain(bound)}" for name, bound in zip(names, one.bounds or (), strict=False))
    left, comma, right = ("（", "，", "）") if zh else (" (", ", ", ")")
    return f"{one.title.in_(language)} {value}{left}{bounds}{comma}{one.timing.in_(language)}{right}"


def _plain(value: Decimal) -> str:
    text = f"{value:.2f}"
    return text.rstrip("0").rstrip(".")
