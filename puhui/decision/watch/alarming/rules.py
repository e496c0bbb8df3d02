"""Which numbers of a day are worth an alarm: large enough to matter and too sure to be chance. Pure."""

from collections.abc import Iterator
from dataclasses import asdict

from puhui.decision.watch.alarming.model import Level, Noticed, Rule
from puhui.decision.watch.limits import Limits
from puhui.decision.watch.measuring.calibration import Calibration
from puhui.decision.watch.measuring.drift import Drift, is_score, tests_of
from puhui.decision.watch.measuring.latency import Latency
from puhui.decision.watch.measuring.nulls import Nulls
from puhui.decision.watch.measuring.stability import Stability
from puhui.decision.watch.reading.coded import BAND, OUTCOME, OUTCOMES

_LIKELY = 0.05
_LEAST_TODAY = 3


def of_drifts(found: tuple[Drift, ...], limits: Limits) -> Iterator[Noticed]:
    """Figures, scores and the mix of outcomes against their references."""
    alpha = limits.family_alpha / tests_of(found)
    for one in found:
        if one.about == OUTCOME:
            yield from _mix(one, alpha, limits)
        elif one.about != BAND:
            yield _drift(one, alpha, limits)


def of_nulls(found: tuple[Nulls, ...], limits: Limits) -> Iterator[Noticed]:
    """Figures that are unknown everywhere today, and those that are so more often. Several that went in the
    very same decisions went together and are one alarm."""
    alpha = limits.family_alpha / max(1, len(found))
    gone = [one for one in found if _is_gone(one, alpha, limits)]
    patterns: dict[int, list[Nulls]] = {}
    for one in gone:
        patterns.setdefault(one.pattern, []).append(one)
    for together in patterns.values():
        yield _gone(together)
    absent = {one.about for one in gone}
    for one in found:
        if one.about not in absent:
            if one.today.n:
                yield Noticed(Rule.GONE, one.about, None, one.chance_today >= limits.slow_alpha, 1)
            yield _nulls(one, alpha, limits)


def of_calibrations(found: tuple[Calibration, ...], limits: Limits) -> Iterator[Noticed]:
    """Scorecards whose defaults are not those that were said."""
    for one in found:
        if one.ratio is None or max(one.bad, one.expected) < limits.calibration_least:
            continue
        edge = limits.calibration_ratio
        is_far = not 1 / edge < one.ratio.value < edge
        is_sure = one.chance < limits.slow_alpha
        level = Level.ACT if one.ratio.value > 1 else Level.WATCH
        numbers = {"observed": one.bad, "expected": one.expected, "known": one.known, **asdict(one.ratio)}
        is_calm = not is_far or one.chance >= _LIKELY
        yield Noticed(
            Rule.CALIBRATION,
            one.about,
            level if is_far and is_sure else None,
            is_calm,
            limits.clear_days,
            numbers,
        )


def of_latency(found: tuple[Latency, ...], limits: Limits) -> Iterator[Noticed]:
    """A whole decision that took too long for one in a hundred."""
    for one in found:
        if one.part == "whole" and one.n >= limits.latency_least:
            worst = Level.ACT if one.p99_ms > 2 * limits.latency_p99_ms else Level.WATCH
            is_slow = one.p99_ms > limits.latency_p99_ms
            yield Noticed(
                Rule.LATENCY,
                one.part,
                worst if is_slow else None,
                not is_slow,
                limits.clear_days,
                asdict(one),
            )


def _drift(one: Drift, alpha: float, limits: Limits) -> Noticed:
    both = [it for it in (one.window, one.short) if it is not None]
    loud = [it for it in both if it.corrected >= limits.psi_watch and it.chance < alpha]
    level = max((_level(it, limits) for it in loud), default=None, key=lambda it: it is Level.ACT)
    is_calm = all(it.corrected < limits.psi_clear or it.chance >= _LIKELY for it in both)
    rule = Rule.SCORE if is_score(one.about) else Rule.DRIFT
    return Noticed(rule, one.about, level, is_calm, limits.clear_days, _told(one, loud or both))


def _level(one: Stability, limits: Limits) -> Level:
    return Level.ACT if one.corrected >= limits.psi_act else Level.WATCH


def _told(one: Drift, of: list[Stability]) -> dict[str, object]:
    worst = max(of, key=lambda it: it.corrected)
    return {
        "psi": worst.psi,
        "corrected": worst.corrected,
        "low": worst.low,
        "high": worst.high,
        "n": worst.n,
        "mover": None if one.mover is None else asdict(one.mover),
    }


def _mix(one: Drift, alpha: float, limits: Limits) -> Iterator[Noticed]:
    """The outcome whose share moved most; the others moved because it did."""
    if one.window is None:
        return
    moves = {
        label: now - then
        for label, now, then in zip(one.labels, one.shares, one.reference_shares, strict=True)
        if label in OUTCOMES
    }
    most = max(moves, key=lambda label: abs(moves[label]))
    is_large = abs(moves[most]) >= limits.mix_change_share
    level = Level.ACT if abs(moves[most]) >= 2 * limits.mix_change_share else Level.WATCH
    numbers = _told(one, [one.window]) | {"outcome": most, "change": moves[most]}
    is_calm = abs(moves[most]) < limits.mix_change_share * limits.psi_clear / limits.psi_watch
    is_sure = one.window.chance < alpha
    yield Noticed(
        Rule.MIX, "outcome", level if is_large and is_sure else None, is_calm, limits.clear_days, numbers
    )


def _is_gone(one: Nulls, alpha: float, limits: Limits) -> bool:
    is_there = one.today.n >= _LEAST_TODAY and one.today.share is not None
    return is_there and (one.today.share or 0.0) >= limits.null_gone_share and one.chance_today < alpha


def _gone(together: list[Nulls]) -> Noticed:
    first, *others = together
    numbers = {
        "n": first.today.n,
        "nulls": first.today.hits,
        "usual": first.reference.share,
        "with": [one.about for one in others],
    }
    return Noticed(Rule.GONE, first.about, Level.ACT, is_calm=False, clear_after=1, numbers=numbers)


def _nulls(one: Nulls, alpha: float, limits: Limits) -> Noticed:
    more = (one.window.share or 0.0) - (one.reference.share or 0.0)
    is_loud = more >= limits.null_more_share and one.chance_window < alpha
    numbers = {"n": one.window.n, "share": one.window.share, "usual": one.reference.share}
    return Noticed(
        Rule.NULLS,
        one.about,
        Level.WATCH if is_loud else None,
        more < limits.null_more_share / 2,
        limits.clear_days,
        numbers,
    )
