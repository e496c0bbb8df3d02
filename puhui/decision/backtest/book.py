"""Every case by both policies, as columns: what is approved, lent, known, lost and earned.

`before` is the policy that is compared against, `after` the proposed one. `expected` is what the model
and the policy's own `pricing_basis` expect of a limit; what happened is taken from outcomes alone.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from puhui.decision.backtest.history import Case, History, each
from puhui.decision.backtest.outcomes import Ended, Outcomes
from puhui.decision.engine import decide
from puhui.decision.keeping import MadeBy
from puhui.decision.law import law_on
from puhui.decision.model import Decision
from puhui.decision.policy import Policy
from puhui.decision.scoring import Rater
from puhui.decision.what_if.segments import UNKNOWN
from puhui.kernel import Outcome

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
OnProgress = Callable[[int, int], None]
_MONTHS_PER_YEAR = 12


@dataclass(frozen=True, slots=True)
class Means:
    """One policy with what rates in it; the law is that of each contract's day."""

    policy: Policy
    rater: Rater

    def on(self, case: Case) -> MadeBy:
        """With the law of a case's own day."""
        return MadeBy(self.policy, self.rater, law_on(case.inputs.contract_on, case.inputs.channel))


@dataclass(frozen=True, slots=True)
class Side:
    """One policy over all cases, in columns. Rates are NaN where nothing was offered."""

    approved: Bools
    referred: Bools
    limit_fen: Floats
    rate: Floats
    expected_fen: Floats


@dataclass(frozen=True, slots=True)
class Book:
    """Both sides, what is known of each case, and by which groups they are told. Money that nobody knows is
    NaN; `is_bad` says nothing where not `known`."""

    ids: tuple[str, ...]
    before: Side
    after: Side
    known: Bools
    is_bad: Bools
    exposure_fen: Floats
    loss_fen: Floats
    profit_fen: Floats
    groups: Mapping[str, tuple[str, ...]]
    table: Mapping[str, int]

    def __len__(self) -> int:
        return len(self.ids)


def judge(
    history: History, outcomes: Outcomes, before: Means, after: Means, on_progress: OnProgress | None = None
) -> Book:
    """Decide everybody twice."""
    cases = list(each(history))
    was: list[Decision] = []
    now: list[Decision] = []
    for number, case in enumerate(cases, start=1):
        was.append(_decided(case, before))
        now.append(_decided(case, after))
        if on_progress is not None:
            on_progress(number, len(cases))
    ended = [outcomes.ended.get(case.id) for case in cases]
    names = sorted({name for case in cases for name in case.groups})
    bands = tuple(it.band.value if it.band else UNKNOWN for it in was)
    groups = {name: tuple(case.groups.get(name, UNKNOWN) for case in cases) for name in names}
    pairs = zip(was, now, strict=True)
    return Book(
        tuple(case.id for case in cases),
        _side(was, before.policy),
        _side(now, after.policy),
        np.array([it is not None for it in ended], dtype=np.bool_),
        np.array([it is not None and it.is_bad for it in ended], dtype=np.bool_),
        _money(ended, "exposure_fen"),
        _money(ended, "loss_fen"),
        _money(ended, "profit_fen"),
        {"band": bands, **groups},
        Counter(f"{one.outcome.value}→{other.outcome.value}" for one, other in pairs),
    )


def expected_fen(decision: Decision, policy: Policy) -> float:
    """What a limit is expected to earn: interest above funding on what is owed, if it is repaid, less the
    loss if it is not. Fen; 0 where nothing is offered, NaN where the policy's basis says nothing of the band.
    """
    if decision.outcome is not Outcome.APPROVE or decision.annual_rate is None:
        return 0.0
    basis = policy.look_up("pricing_basis", {"band": decision.band.value if decision.band else None})
    loss, funding = basis.get("loss_given_default"), basis.get("funding_cost")
    if not isinstance(loss, float) or not isinstance(funding, float) or decision.probability is None:
        return float("nan")
    months = float(str(decision.measures.get("term_months") or _MONTHS_PER_YEAR))
    still_owed_share = (months + 1) / (2 * months)
    margin = (float(decision.annual_rate) - funding) * months / _MONTHS_PER_YEAR * still_owed_share
    return decision.limit_fen * ((1 - decision.probability) * margin - decision.probability * loss)


def _decided(case: Case, means: Means) -> Decision:
    made_by = means.on(case)
    return decide(case.inputs, made_by.policy, made_by.scorecard, made_by.law)


def _side(decisions: Sequence[Decision], policy: Policy) -> Side:
    return Side(
        np.array([it.outcome is Outcome.APPROVE for it in decisions], dtype=np.bool_),
        np.array([it.outcome is Outcome.REFER for it in decisions], dtype=np.bool_),
        np.array([float(it.limit_fen) for it in decisions]),
        np.array([np.nan if it.annual_rate is None else float(it.annual_rate) for it in decisions]),
        np.array([expected_fen(it, policy) for it in decisions]),
    )


def _money(ended: Sequence[Ended | None], name: str) -> Floats:
    found = [None if it is None else getattr(it, name) for it in ended]
    return np.array([np.nan if it is None else float(it) for it in found])
