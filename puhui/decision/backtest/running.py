"""Two policies over one history with outcomes: decided, measured, put together. No clock, no file."""

from datetime import date, datetime
from typing import Final

from puhui import __version__
from puhui.decision.backtest.book import Means, OnProgress, judge
from puhui.decision.backtest.counting import counting
from puhui.decision.backtest.history import History
from puhui.decision.backtest.measuring import measure
from puhui.decision.backtest.model import Backtest, Change, Data, Version
from puhui.decision.backtest.outcomes import Outcomes
from puhui.decision.engine import ENGINE
from puhui.decision.jdm import version_of
from puhui.decision.policy import Policy
from puhui.decision.publishing.diff import changes
from puhui.decision.publishing.documents import ORDER, opened, title_of
from puhui.decision.scoring import Rater, scorecard_bytes
from puhui.kernel import Problem, Text
from puhui.learn import Scorecard

_SEED: Final = 7


def backtest(
    history: History,
    outcomes: Outcomes,
    *,
    before: Means,
    after: Means,
    labels: tuple[str, str] = ("against", "policy"),
    purpose: str,
    made_at: datetime,
    outcomes_source: str = "",
    seed: int = _SEED,
    on_progress: OnProgress | None = None,
) -> Backtest | Problem:
    """The whole of it. The same history, outcomes, policies and seed give the same figures."""
    if not history.cases:
        return _NOBODY
    rules = counting()
    findings = measure(judge(history, outcomes, before, after, on_progress), rules, seed)
    return Backtest(
        purpose,
        _data(history, outcomes, outcomes_source),
        _version(labels[0], before),
        _version(labels[1], after),
        _changes(before.policy, after.policy),
        findings,
        {},
        seed,
        rules.resamples,
        rules.ratio_watched,
        made_at,
        f"Puhui {__version__}, engine {ENGINE}",
    )


def _data(history: History, outcomes: Outcomes, outcomes_source: str) -> Data:
    days = [case.decided_on for case in history.cases]
    ids = {case.id for case in history.cases}
    known: list[date] = [it.known_on for name, it in outcomes.ended.items() if name in ids and it.known_on]
    return Data(
        history.source,
        outcomes_source,
        min(days, default=None),
        max(days, default=None),
        max(known, default=None),
        outcomes.unknown,
        history.erased,
        history.unused,
        (*history.left_out, *outcomes.left_out),
        sum(name not in ids for name in outcomes.ended),
    )


def _version(label: str, means: Means) -> Version:
    rater = means.rater
    return Version(label, means.policy.version, version_of(scorecard_bytes(rater)), _name(rater))


def _name(rater: Rater) -> str:
    return f"{rater.name} {rater.version}" if isinstance(rater, Scorecard) else rater.label


def _changes(before: Policy, after: Policy) -> tuple[Change, ...]:
    found = []
    for name in ORDER:
        if before.contents.get(name) == after.contents.get(name):
            continue
        was, now = (opened(it.contents[name]) if name in it.contents else {} for it in (before, after))
        title = title_of(now or was, name)
        found += [Change(title, it.row_id, it.said) for it in changes(was, now)]
    return tuple(found)


_NOBODY: Final = Problem(
    "backtest.empty",
    Text("没有一份可以再作的决定。", "There is nobody to decide again."),
    Text("请核对日期或文件。", "Check the days, or the file."),
)
