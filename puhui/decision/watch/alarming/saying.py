"""What an alarm says: what moved, by how much and how sure, and what to do. In both languages. Pure."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from puhui.decision.watch.alarming.model import Alarm, Rule
from puhui.decision.watch.alarming.naming import by_title, figure_title, segment_title, words
from puhui.kernel import Text

_TONGUES: Final = ("zh", "en")
_PARTS: Final = frozenset({"share", "usual", "weight"})
_POINTS: Final = frozenset({"change", "gap"})


def what_moved(alarm: Alarm) -> Text:
    """One sentence: what, by how much, how sure, and who moved it."""
    told = words()["rules"][alarm.rule.value]["what"]
    return Text(*(told[tongue].format(**_filled(alarm, tongue)) for tongue in _TONGUES))


def what_to_do(alarm: Alarm) -> Text:
    """One sentence: where to look first."""
    return Text(**words()["rules"][alarm.rule.value]["do"])


def _filled(alarm: Alarm, tongue: str) -> dict[str, str]:
    numbers, on = alarm.numbers, alarm.raised_on
    found = {name: _number(name, value) for name, value in numbers.items()}
    found["figure"] = _in(figure_title(alarm.about), tongue)
    found["together"] = _together(numbers.get("with") or [], tongue)
    found["mover"] = _mover(numbers.get("mover"), on, tongue)
    if alarm.rule is Rule.MIX:
        found["outcome"] = _in(segment_title("outcome", str(numbers["outcome"]), on), tongue)
    if alarm.rule is Rule.EARLY:
        found |= {name: _of_so_many(numbers[name], tongue) for name in ("now", "before")}
    if alarm.rule in {Rule.FAIRNESS, Rule.OPPORTUNITY}:
        found |= _groups(numbers, on, tongue)
    return found


def _groups(numbers: Mapping[str, Any], on: date, tongue: str) -> dict[str, str]:
    by = str(numbers["by"])
    ratio, gap = numbers.get("ratio") or {}, numbers.get("gap") or {}
    return {
        "group": _in(segment_title(by, str(numbers["value"]), on), tongue),
        "against": _in(segment_title(by, str(numbers["against"]), on), tongue),
        "gap": _number("gap", abs(gap.get("value", 0.0))),
        **{name: _number(name, ratio.get(name)) for name in ("value", "low", "high")},
    }


def _mover(mover: Mapping[str, Any] | None, on: date, tongue: str) -> str:
    if mover is None:
        return ""
    by = str(mover["by"])
    named = {
        "by": _in(by_title(by), tongue),
        "value": _in(segment_title(by, str(mover["value"]), on), tongue),
        "share": f"{min(float(mover['share']), 1.0):.0%}",
        "weight": f"{float(mover['weight']):.0%}",
    }
    said: str = words()["mover"][tongue].format(**named)
    return said


def _together(others: list[str], tongue: str) -> str:
    if not others:
        return ""
    comma = "、" if tongue == "zh" else ", "
    names = comma.join(_in(figure_title(one), tongue) for one in others)
    said: str = words()["together"][tongue].format(others=names)
    return said


def _of_so_many(told: Mapping[str, Any], tongue: str) -> str:
    share = told["share"] or 0.0
    return f"{share:.1%}（{told['n']} 笔）" if tongue == "zh" else f"{share:.1%} of {told['n']}"


def _number(name: str, value: object) -> str:
    """Counts whole, shares as per cent, the rest to two places.

    >>> _number("share", 0.123), _number("psi", 0.3), _number("n", 40)
    ('12.3%', '0.30', '40')
    """
    if isinstance(value, float):
        if name in _PARTS:
            return f"{value:.1%}"
        if name in _POINTS:
            return f"{value * 100:+.1f}".replace("-", "−") if name == "change" else f"{value * 100:.1f}"
        return f"{value:.2f}" if abs(value) < 10 else f"{value:.0f}"
    return str(value)


def _in(text: Text, tongue: str) -> str:
    return text.zh if tongue == "zh" else text.en
