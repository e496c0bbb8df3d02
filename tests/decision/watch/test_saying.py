"""What alarms say: every rule in both languages, with the figure that moved and nothing left open."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from puhui.decision.watch.alarming.hysteresis import goes_on
from puhui.decision.watch.alarming.model import Alarm, Level, Noticed, Rule, Why
from puhui.decision.watch.alarming.naming import figure_title, reason_title, segment_title, words
from puhui.decision.watch.alarming.saying import what_moved, what_to_do
from puhui.decision.watch.day import day_of, month_of
from puhui.decision.watch.limits import limit_lines
from puhui.kernel import new_id
from tests.decision.watch.made_up import START, decisions, watched
from tests.decision.watch.test_outcomes import lent

SHARE = {"hits": 12, "n": 60, "share": 0.2, "low": 0.1, "high": 0.3}
PSI = {"psi": 0.31, "corrected": 0.27, "low": 0.2, "high": 0.36, "n": 812}
MOVER = {"by": "business", "value": "farm_household", "share": 0.8, "weight": 0.3}
GROUP = {"by": "age", "value": "60+", "against": "30-39", "n": 80, "share": 0.4}
NUMBERS: dict[Rule, tuple[str, dict[str, Any], str]] = {
    Rule.GONE: (
        "top_buyer_share",
        {"n": 5, "nulls": 5, "usual": 0.02, "with": ["debt_balance_yuan"]},
        "现有负债",
    ),
    Rule.NULLS: ("debts_known", {"n": 300, "share": 0.4, "usual": 0.1}, "40.0%"),
    Rule.DRIFT: ("top_buyer_share", {**PSI, "mover": MOVER}, "农户"),
    Rule.SCORE: ("score:0123456789ab", {**PSI, "mover": None}, "0.27"),
    Rule.MIX: ("outcome", {**PSI, "mover": None, "outcome": "approve", "change": -0.152}, "−15.2 个百分点"),
    Rule.CALIBRATION: (
        "score:0123456789ab",
        {"observed": 20, "expected": 10.2, "known": 200, "value": 1.96, "low": 1.2, "high": 3.0},
        "1.96（1.20–3.00）",
    ),
    Rule.EARLY: ("first_payment", {"month": "2026-08-01", "now": SHARE, "before": SHARE}, "首期未还"),
    Rule.FAIRNESS: (
        "age:60+",
        {**GROUP, "ratio": {"value": 0.5, "low": 0.4, "high": 0.6}, "gap": None},
        "60+ 岁",
    ),
    Rule.OPPORTUNITY: (
        "age:60+",
        {**GROUP, "ratio": None, "gap": {"value": -0.12, "low": -0.2, "high": -0.1}},
        "12.0",
    ),
    Rule.LATENCY: ("whole", {"part": "whole", "n": 90, "p50_ms": 12.0, "p99_ms": 640.0}, "640"),
}


def alarm_of(rule: Rule) -> Alarm:
    """An alarm of this rule."""
    about, numbers, _ = NUMBERS[rule]
    noticed = Noticed(rule, about, Level.ACT, is_calm=False, clear_after=1, numbers=numbers)
    alarm = goes_on(None, noticed, date(2026, 11, 20), new_id())
    assert alarm is not None
    return alarm


@pytest.mark.parametrize("rule", Rule)
def test_every_rule_says_what_moved_and_what_to_do(rule: Rule) -> None:
    """In whole sentences: no placeholder, no code, no Chinese in English."""
    what, todo = what_moved(alarm_of(rule)), what_to_do(alarm_of(rule))
    assert NUMBERS[rule][2] in what.zh, what.zh
    for sentence in (what.en, todo.en):
        assert not re.search(r"[{}_]|[\u4e00-\u9fff]", sentence), sentence
    assert not re.search(r"[{}_]", what.zh + todo.zh)


def test_every_reason_to_take_note_has_words() -> None:
    """Each choice in both languages, each line of the table with owner, source and why."""
    assert set(words()["why"]) == {why.value for why in Why}
    assert all(line.owner and line.source and line.why and line.unit for line in limit_lines())


def test_names_of_segments_figures_and_reasons() -> None:
    """A trade by its section, a region by its name where it has one, a score by its scorecard."""
    on = date(2026, 11, 20)
    assert segment_title("trade", "F", on).zh == "批发和零售业"
    assert segment_title("region", "330100", on).zh.startswith("浙江省")
    assert segment_title("age", "30-39", on).en == "Aged 30–39"
    assert figure_title("neighbours_on_phone").zh == "同一电话的其他主体"
    assert reason_title("score.score_held.top_buyer_share").zh == "评分：第一大客户占比拉低了分"
    assert reason_title("fraud.burst").zh == "反欺诈规则 burst"


def test_nothing_that_is_kept_means_a_person() -> None:
    """The numbers of a day and a month hold no id, and no count of a group that is too small."""
    seen = list(decisions(np.random.default_rng(1), 70, 8))
    rare = [replace(one, groups={**one.groups, "age": "70+"}) for one in seen[:4]]
    found = watched([*rare, *seen[4:]], lent(seen, [False] * len(seen)))
    kept = str(day_of(found, seen[-1].on).numbers) + str(month_of(found, START).numbers)
    assert "70+" not in kept and not any(str(one.application_id) in kept for one in seen)
