"""A month from the first application to the report, each part timed."""

import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import polars as pl
from sqlalchemy import text

from benchmarks.town_month.applying import apply
from benchmarks.town_month.town_of import Month, by_day, month_of
from benchmarks.town_month.trying import CHEN, NAME, proposed, publish_shadow
from puhui.decision import Kept, Replay, decide_here, platform_decider, replay, shipped_policy
from puhui.decision.backtest import Backtest, Means, backtest, kept_history, outcomes_of, report_page
from puhui.decision.shadow import compare_shadow, replay_shadow, shadow_step
from puhui.decision.trial.now import published
from puhui.decision.what_if.bodies import BesideBody
from puhui.ground import Ground, Settings, open_ground
from puhui.ground.publishing import Publication
from puhui.kernel import BEIJING, MovableClock, day_begins


def measure(people: int, seed: int, month: date, out: Path) -> dict[str, Any]:
    """All figures by their fixed names; the report is written to `out`."""
    clock, spent = Spent(), {}
    with tempfile.TemporaryDirectory(prefix="puhui-month-") as folder:
        home = Path(folder)
        home.chmod(0o711)
        with clock.timing(spent, "town_seconds"):
            asked = month_of(home / "town", people, seed, month)
        moving = MovableClock(_beijing(month, 8))
        with open_ground(Settings(home=home / "house", durable=False), clock=moving) as ground:
            shadow = publish_shadow(ground, _month_end(month))
            with clock.timing(spent, "decide_seconds"):
                made, failed = _decide(ground, moving, asked, home / "papers")
            moving.set(_beijing(asked.until, 20))
            found = _again(ground, made, shadow, spent, clock)
            with clock.timing(spent, "backtest_seconds"):
                tested = _backtest(ground, asked, made)
            out.write_text(report_page(tested), encoding="utf-8")
    it = tested.findings
    return {
        "town_people": people,
        "month": month.isoformat(),
        "applications": len(asked.asked),
        "decided": len(made),
        "failed": failed,
        "outcomes": dict(Counter(kept.outcome.value for kept in made.values())),
        "reasons": dict(Counter(code for kept in made.values() for _, code in kept.record["reasons"])),
        **found,
        "backtest": {
            "ends_known": it.known,
            "approval_before": it.before.approval.value,
            "approval_after": it.after.approval.value,
            "swap": {name: one.n for name, one in it.swaps.items()},
            "known_bad_rate_before": it.before.lent.bad_rate.value,
            "known_bad_rate_after": it.after.lent.bad_rate.value,
            "report": str(out),
            "report_kb": round(out.stat().st_size / 1024),
        },
        **{name: round(value, 1) for name, value in spent.items()},
    }


class Spent:
    """How long each part took."""

    @contextmanager
    def timing(self, spent: dict[str, float], name: str) -> Iterator[None]:
        """Add what is inside to `name`."""
        began = time.perf_counter()
        yield
        spent[name] = spent.get(name, 0.0) + time.perf_counter() - began


def _decide(ground: Ground, clock: MovableClock, month: Month, papers: Path) -> tuple[dict[str, Kept], int]:
    """Everybody applies and is decided at their own minute; at night the shadow catches up."""
    made: dict[str, Kept] = {}
    failed = 0
    for day, every in by_day(month):
        for asking in every:
            clock.set(max(asking.at.replace(tzinfo=BEIJING).astimezone(UTC), clock.now()))
            with ground.work(CHEN) as work:
                asked = apply(work, asking, papers / asking.row["application_id"])
            with ground.work(CHEN) as work:
                kept = decide_here(work, asked.id, platform_decider())
            if isinstance(kept, Kept):
                made[asking.row["application_id"]] = kept
            else:
                failed += 1
        clock.set(max(_beijing(day, 23) + timedelta(minutes=50), clock.now()))
        with ground.work(CHEN) as work:
            shadow_step(work, shipped_policy(), len(every))
    return made, failed


def _again(
    ground: Ground, made: dict[str, Kept], shadow: Publication, spent: dict[str, float], clock: Spent
) -> dict[str, Any]:
    """Every decision and everything that the shadow said, from their records alone; then both compared."""
    with clock.timing(spent, "replay_seconds"):
        same = sum(_is_same(ground, kept.id) for kept in made.values())
    with ground.work(CHEN) as work:
        ids = [row[0] for row in work.connection.execute(text("SELECT id FROM decision.shadow"))]
    with clock.timing(spent, "shadow_replay_seconds"):
        shadows_same = 0
        for shadow_id in ids:
            with ground.work(CHEN) as work:
                again = replay_shadow(work, shadow_id)
            shadows_same += isinstance(again, Replay) and again.same
    trial = published(shadow)
    assert trial is not None
    with clock.timing(spent, "comparison_seconds"), ground.work(CHEN) as work:
        beside = BesideBody.of(compare_shadow(work, trial))
    return {
        "replayed": len(made),
        "replayed_identical": same,
        "shadow": {
            "name": NAME,
            "decisions": len(ids),
            "replayed_identical": shadows_same,
            "table": beside.table,
            "changed": beside.changed_n,
            "limit_change_yuan": beside.limit_change_fen // 100,
            "rate_before": beside.whole.rate_before,
            "rate_after": beside.whole.rate_after,
        },
    }


def _is_same(ground: Ground, decision_id: UUID) -> bool:
    with ground.work(CHEN) as work:
        again = replay(work, decision_id)
    return isinstance(again, Replay) and again.same


def _backtest(ground: Ground, month: Month, made: dict[str, Kept]) -> Backtest:
    """The kept decisions of the month, with how the town's own lender fared with the same people."""
    ids = {code: str(kept.application_id) for code, kept in made.items()}
    ledger = month.ledger.filter(pl.col("application").is_in(list(ids))).with_columns(
        id=pl.col("application").replace_strict(ids, return_dtype=pl.String)
    )
    decider = platform_decider()
    with ground.work(CHEN) as work:
        history = kept_history(work, day_begins(date(2000, 1, 1)), work.now() + timedelta(days=1))
        found = backtest(
            history,
            outcomes_of(ledger.drop("application"), "ledger"),
            before=Means(shipped_policy(), decider.scorecard),
            after=Means(proposed(), decider.scorecard),
            labels=("shipped", NAME),
            purpose="收紧 C 档并降低 A、C 档价格，能否少亏而不少帮。"
            "Whether a stricter band C and cheaper A and C lose less without helping fewer.",
            made_at=work.now(),
            outcomes_source="the town's loan ledger: interest less losses, before the cost of funds",
        )
    assert isinstance(found, Backtest), found
    return found


def _beijing(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=BEIJING).astimezone(UTC)


def _month_end(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
